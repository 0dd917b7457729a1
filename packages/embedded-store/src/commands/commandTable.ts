import { aggregate } from './aggregate';
import {
  buildInfo,
  collStats,
  connectionStatus,
  dbStats,
  endSessions,
  getCmdLineOpts,
  getLog,
  getParameter,
  hello,
  hostInfo,
  ping,
  serverStatus,
  whatsMyUri,
} from './administration';
import { embeddedBackup } from './backup';
import { create, drop, dropDatabase, listCollections, listDatabases } from './collections';
import type { CommandSpec } from './command';
import { count, distinct } from './counting';
import { deleteDocuments } from './delete';
import { explain } from './explain';
import { find, getMore, killCursors } from './find';
import { findAndModify } from './findAndModify';
import { createIndexes, dropIndexes, listIndexes } from './indexes';
import { insert } from './insert';
import { update } from './update';

/** Every command by its name on the wire, other spellings included. */
export const commands: Readonly<Record<string, CommandSpec>> = {
  aggregate,
  buildInfo,
  buildinfo: buildInfo,
  collStats,
  collstats: collStats,
  connectionStatus,
  count,
  create,
  createIndexes,
  dbStats,
  dbstats: dbStats,
  delete: deleteDocuments,
  deleteIndexes: dropIndexes,
  distinct,
  drop,
  dropDatabase,
  dropIndexes,
  embeddedBackup,
  endSessions,
  explain,
  find,
  findAndModify,
  findandmodify: findAndModify,
  getCmdLineOpts,
  getLog,
  getMore,
  getParameter,
  hello,
  hostInfo,
  insert,
  isMaster: hello,
  ismaster: hello,
  killCursors,
  killSessions: endSessions,
  listCollections,
  listDatabases,
  listIndexes,
  ping,
  refreshSessions: endSessions,
  serverStatus,
  update,
  whatsmyuri: whatsMyUri,
};

/** Commands that wait for their own commit; all others wait only where they come upon one. */
export const writingCommands: ReadonlySet<string> = new Set([
  'create',
  'createIndexes',
  'delete',
  'deleteIndexes',
  'drop',
  'dropDatabase',
  'dropIndexes',
  'findAndModify',
  'findandmodify',
  'insert',
  'update',
]);

/** Commands MongoDB has and this store does not do. */
export const refusedCommands: ReadonlySet<string> = new Set([
  'bulkWrite',
  'collMod',
  'compact',
  'convertToCapped',
  'createSearchIndexes',
  'createUser',
  'currentOp',
  'dropSearchIndex',
  'dropUser',
  'fsync',
  'getClusterParameter',
  'killOp',
  'listSearchIndexes',
  'logRotate',
  'mapReduce',
  'profile',
  'reIndex',
  'renameCollection',
  'replSetGetStatus',
  'saslContinue',
  'saslStart',
  'setParameter',
  'shutdown',
  'top',
  'updateSearchIndex',
  'usersInfo',
  'validate',
]);

/** Commands of version 1 of the stable API. */
export const stableCommands: ReadonlySet<string> = new Set([
  'aggregate',
  'count',
  'create',
  'createIndexes',
  'delete',
  'drop',
  'dropDatabase',
  'dropIndexes',
  'endSessions',
  'explain',
  'find',
  'findAndModify',
  'getMore',
  'hello',
  'insert',
  'killCursors',
  'listCollections',
  'listDatabases',
  'listIndexes',
  'ping',
  'refreshSessions',
  'update',
]);
