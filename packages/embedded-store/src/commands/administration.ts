import { freemem, hostname, totalmem, cpus, platform, release, arch, type as osType } from 'node:os';
import fs from 'node:fs';
import { BSON } from '../bson/library';
import { maxDocumentBytes } from '../bson/encodeDocument';
import { CommandError } from '../commandError';
import { namespaceOf } from '../store/catalog';
import { sizesOf } from './collectionSizes';
import { collectionName, wholeField, type CommandContext, type CommandSpec } from './command';

/** The MongoDB release whose behaviour is followed. Drivers decide by the wire version what they may ask for. */
export const serverVersion = '7.0.0';
const wireVersion = 21;
const sessionMinutes = 30;
const mostWritesInBatch = 100_000;
const mostMessageBytes = 48_000_000;

/**
 * What a driver asks first: a writable standalone server with sessions, without replication (so no transactions and no
 * retried writes).
 */
export const hello: CommandSpec = {
  fields: [
    'hello',
    'isMaster',
    'ismaster',
    'helloOk',
    'client',
    'compression',
    'saslSupportedMechs',
    'speculativeAuthenticate',
    'topologyVersion',
    'maxAwaitTimeMS',
    'loadBalanced',
    'backpressure',
    'forShell',
  ],
  run: ({ name }) => ({
    ...(name === 'hello' ? { isWritablePrimary: true } : { ismaster: true }),
    helloOk: true,
    maxBsonObjectSize: maxDocumentBytes,
    maxMessageSizeBytes: mostMessageBytes,
    maxWriteBatchSize: mostWritesInBatch,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: sessionMinutes,
    connectionId: 1,
    minWireVersion: 0,
    maxWireVersion: wireVersion,
    readOnly: false,
  }),
};

/** Commands that are right whatever they are asked. */
export const ping: CommandSpec = { fields: ['ping', 'comment'], run: () => ({}) };
export const endSessions: CommandSpec = { fields: ['endSessions', 'refreshSessions', 'killSessions'], run: () => ({}) };

export const buildInfo: CommandSpec = {
  fields: ['buildInfo', 'buildinfo', 'comment'],
  run: () => ({
    version: serverVersion,
    versionArray: serverVersion.split('.').map(Number).concat(0),
    gitVersion: 'embedded-store',
    modules: [],
    allocator: 'system',
    javascriptEngine: 'none',
    sysInfo: 'embedded store',
    storageEngines: ['lmdb'],
    bits: 64,
    debug: false,
    maxBsonObjectSize: maxDocumentBytes,
  }),
};

export const connectionStatus: CommandSpec = {
  fields: ['connectionStatus', 'showPrivileges', 'comment'],
  run: () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] } }),
};

export const whatsMyUri: CommandSpec = {
  fields: ['whatsmyuri'],
  run: (_command, { server }) => ({ you: server.address }),
};

export const getCmdLineOpts: CommandSpec = {
  fields: ['getCmdLineOpts'],
  run: () => ({ argv: ['embedded-store'], parsed: {} }),
};

export const getLog: CommandSpec = { fields: ['getLog'], run: () => ({ totalLinesWritten: 0, log: [] }) };

export const hostInfo: CommandSpec = {
  fields: ['hostInfo', 'comment'],
  run: () => ({
    system: {
      currentTime: new Date(),
      hostname: hostname(),
      cpuAddrSize: 64,
      memSizeMB: Math.floor(totalmem() / 2 ** 20),
      numCores: cpus().length,
      cpuArch: arch(),
    },
    os: { type: osType(), name: platform(), version: release() },
    extra: {},
  }),
};

const parameters: Readonly<Record<string, unknown>> = { featureCompatibilityVersion: { version: '7.0' } };

export const getParameter: CommandSpec = {
  fields: ['getParameter', 'comment', ...Object.keys(parameters)],
  run: ({ body }) => {
    if (body['getParameter'] === '*') return { ...parameters };
    const asked = Object.keys(parameters).filter((name) => body[name] !== undefined);
    if (asked.length === 0) throw new CommandError('InvalidOptions', 'no option found to get');
    return Object.fromEntries(asked.map((name) => [name, parameters[name]]));
  },
};

export const serverStatus: CommandSpec = {
  fields: ['serverStatus', 'comment', 'repl', 'metrics', 'locks', 'tcmalloc', 'wiredTiger'],
  run: (_command, { server, cursors, engine }) => {
    const upMs = Date.now() - server.startedAt.getTime();
    const memory = process.memoryUsage();
    return {
      host: hostname(),
      version: serverVersion,
      process: 'embedded-store',
      pid: process.pid,
      uptime: upMs / 1000,
      uptimeMillis: BSON.Long.fromNumber(upMs),
      localTime: new Date(),
      connections: { current: server.connections(), available: 10_000 },
      metrics: { cursor: { open: { total: cursors.count } } },
      mem: {
        bits: 64,
        resident: Math.floor(memory.rss / 2 ** 20),
        virtual: Math.floor((totalmem() - freemem()) / 2 ** 20),
        supported: true,
      },
      storageEngine: { name: 'lmdb', persistent: true },
      commits: engine.commits(),
    };
  },
};

export const dbStats: CommandSpec = {
  fields: ['dbStats', 'dbstats', 'scale', 'freeStorage', 'comment'],
  run: ({ body, database }, { engine }) => {
    const scale = wholeField(body, 'scale', 1) || 1;
    const collections = engine.catalog.inDatabase(database);
    const objects = collections.reduce((sum, { count }) => sum + count, 0);
    const bytes = collections.reduce((sum, collection) => sum + collection.bytes, 0);
    return {
      db: database,
      collections: collections.length,
      views: 0,
      objects,
      avgObjSize: objects === 0 ? 0 : bytes / objects,
      dataSize: bytes / scale,
      storageSize: fileBytes({ engine }) / scale,
      indexes: collections.reduce((sum, { indexes }) => sum + indexes.length + 1, 0),
      indexSize: 0,
      totalSize: fileBytes({ engine }) / scale,
      ...diskOf({ engine }, scale),
      scaleFactor: scale,
    };
  },
};

/** Of the disk the data file is on; absent where the system does not tell. */
function diskOf(
  { engine }: Pick<CommandContext, 'engine'>,
  scale: number,
): { readonly fsUsedSize?: number; readonly fsTotalSize?: number } {
  try {
    const { blocks, bavail, bsize } = fs.statfsSync(engine.dataFile);
    return { fsUsedSize: ((blocks - bavail) * bsize) / scale, fsTotalSize: (blocks * bsize) / scale };
  } catch {
    return {};
  }
}

export const collStats: CommandSpec = {
  fields: ['collStats', 'collstats', 'scale', 'comment'],
  run: (command, { engine }) => {
    const name = collectionName(command);
    return {
      ns: namespaceOf(command.database, name),
      ...sizesOf(engine.catalog.find(command.database, name), wholeField(command.body, 'scale', 1) || 1),
    };
  },
};

function fileBytes({ engine }: Pick<CommandContext, 'engine'>): number {
  return fs.statSync(engine.dataFile).size;
}
