import { encodeDocument } from '../bson/encodeDocument';
import { isNumeric, numberOf, type BsonDocument } from '../bson/valueOrder';
import { CommandError } from '../commandError';
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
import {
  checkFields,
  documentField,
  type Answer,
  type Command,
  type CommandContext,
  type CommandSpec,
} from './command';
import { count, distinct } from './counting';
import { deleteDocuments } from './delete';
import { explain } from './explain';
import { find, getMore, killCursors } from './find';
import { findAndModify } from './findAndModify';
import { createIndexes, dropIndexes, listIndexes } from './indexes';
import { insert } from './insert';
import { update } from './update';

const commands: Readonly<Record<string, CommandSpec>> = {
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

/** Commands MongoDB has and this store does not do. */
const refused = new Set([
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

/** Fields any command may carry. */
const general = [
  '$db',
  'lsid',
  '$clusterTime',
  '$readPreference',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'txnNumber',
  'autocommit',
  'startTransaction',
  'stmtId',
  'stmtIds',
];

const knownFields = new Map(
  Object.entries(commands).map(([name, { fields }]) => [name, new Set([...fields, ...general])]),
);

/**
 * Runs a command. The answer always comes, as an error document if need be; it is encoded and has `ok`. At once where
 * nothing is to be waited for.
 */
export function dispatch(command: Command, context: CommandContext): Uint8Array | Promise<Uint8Array> {
  try {
    const answer = run(command, context);
    return answer instanceof Promise ? answer.then(encoded).catch(refusal) : encoded(answer);
  } catch (error) {
    return refusal(error);
  }
}

function refusal(error: unknown): Uint8Array {
  return encodeDocument(errorAnswer(error));
}

function encoded(answer: Answer): Uint8Array {
  return ArrayBuffer.isView(answer) ? (answer as Uint8Array) : encodeDocument({ ...(answer as BsonDocument), ok: 1 });
}

function run(command: Command, context: CommandContext): Answer | Promise<Answer> {
  const { name, body } = command;
  refuseTransactions(body);
  const spec = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (spec === undefined) throw unknownCommand(name);
  checkFields(body, name, knownFields.get(name) ?? new Set());
  checkApiVersion(name, body);
  checkConcerns(body);
  return spec.run(command, context);
}

function unknownCommand(name: string): CommandError {
  if (name === 'commitTransaction' || name === 'abortTransaction') return noTransactions();
  if (refused.has(name))
    return new CommandError(
      'CommandNotSupported',
      `The command '${name}' is not supported by the embedded store; set MONGODB_URI to use a MongoDB server`,
    );
  return new CommandError('CommandNotFound', `no such command: '${name}'`);
}

function noTransactions(): CommandError {
  return new CommandError('IllegalOperation', 'Transaction numbers are only allowed on a replica set member or mongos');
}

/** As a standalone MongoDB: neither transactions nor retryable writes. */
function refuseTransactions(body: BsonDocument): void {
  if (body['startTransaction'] !== undefined || body['autocommit'] !== undefined || body['txnNumber'] !== undefined)
    throw noTransactions();
}

const readLevels = new Set(['local', 'available', 'majority']);

/** One node holds everything and every answer is durable, so all levels that ask for no more than that are met. */
function checkConcerns(body: BsonDocument): void {
  const { w } = documentField(body, 'writeConcern');
  if (isNumeric(w) && numberOf(w) > 1)
    throw new CommandError('BadValue', "cannot use 'w' > 1 when a host is not replicated");
  if (typeof w === 'string' && w !== 'majority')
    throw new CommandError('BadValue', "cannot use non-majority 'w' mode when a host is not a member of a replica set");
  const { level, afterClusterTime } = documentField(body, 'readConcern');
  if (afterClusterTime !== undefined)
    throw new CommandError('IllegalOperation', 'Cannot specify afterClusterTime readConcern without replica set');
  if (level !== undefined && !readLevels.has(String(level)))
    throw new CommandError(
      'NotAReplicaSet',
      `node needs to be a replica set member to use read concern level ${String(level)}`,
    );
}

const stableCommands = new Set([
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

/** Version 1 of the stable API is all there is; asked strictly, other commands are refused. */
function checkApiVersion(name: string, body: BsonDocument): void {
  const version = body['apiVersion'];
  if (version !== undefined && version !== '1')
    throw new CommandError('APIVersionError', `API version must be "1", found ${String(version)}`);
  if (body['apiStrict'] === true && !stableCommands.has(name))
    throw new CommandError(
      'APIStrictError',
      `Provided apiStrict:true, but the command ${name} is not in API Version 1`,
    );
}

/** Errors that are not a command's own are a fault of the store: named without its internals. */
function errorAnswer(error: unknown): BsonDocument {
  if (error instanceof CommandError)
    return { ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName, ...error.details };
  return {
    ok: 0,
    errmsg: `internal error of the embedded store: ${error instanceof Error ? error.message : String(error)}`,
    code: 1,
    codeName: 'InternalError',
  };
}
