import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import mongoose, { type mongo } from 'mongoose';
import { startEmbeddedStore } from '@gov-matrix/embedded-store';
import type { CommandContext, ExitCode } from '../../src/cli/command';
import { migrate } from '../../src/cli/migrate';

const { Double, Int32, Long, Binary } = mongoose.mongo.BSON;

/** Stands in for a MongoDB server; each move has a database of its own in it. */
export interface Server {
  readonly uri: string;
  close(): Promise<void>;
}

export async function openServer(): Promise<Server> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'move-to-'));
  const store = await startEmbeddedStore({ dataDir });
  return {
    uri: store.uri,
    close: async () => {
      await store.close();
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A data folder with an embedded store, a server to move it to, and what the operator is told. */
export interface Move {
  readonly dataDir: string;
  /** The address of the empty database to move to. */
  readonly to: string;
  readonly said: string[];
  readonly complained: string[];
  readonly progress: string[];
  readonly environment: Record<string, string>;
  run(to?: string): Promise<ExitCode>;
  /** Another empty database of the same server. */
  readonly elsewhere: string;
  /** The driver's own view of a store while nothing else has it. */
  onSource<T>(work: (db: mongo.Db) => Promise<T>): Promise<T>;
  onTarget<T>(work: (db: mongo.Db) => Promise<T>): Promise<T>;
  close(): void;
}

export function openMove(server: Server): Move {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'move-'));
  const dataDir = path.join(root, 'data');
  const address = server.uri.replace('/test?', `/${path.basename(root)}?`);
  const [said, complained, progress]: [string[], string[], string[]] = [[], [], []];
  const environment = { DATA_DIR: dataDir, SANDBOX: 'off', LOG_LEVEL: 'error' };
  const context: CommandContext = {
    environment,
    say: (line) => said.push(line),
    complain: (line) => complained.push(line),
    progress: (line) => progress.push(line),
  };
  return {
    dataDir,
    to: address,
    elsewhere: address.replace(path.basename(root), `${path.basename(root)}-other`),
    said,
    complained,
    progress,
    environment,
    run: (to = address) => migrate(to, context),
    onSource: async (work) => {
      const store = await startEmbeddedStore({ dataDir: path.join(dataDir, 'store'), databaseName: 'gov_matrix' });
      try {
        return await withDatabase(store.uri, work);
      } finally {
        await store.close();
      }
    },
    onTarget: (work) => withDatabase(address, work),
    close: () => fs.rmSync(root, { recursive: true, force: true }),
  };
}

async function withDatabase<T>(uri: string, work: (db: mongo.Db) => Promise<T>): Promise<T> {
  const connection = await mongoose.createConnection(uri, { autoIndex: false }).asPromise();
  try {
    return await work(connection.getClient().db(connection.name));
  } finally {
    await connection.destroy();
  }
}

/** Two thousand documents of every type the product stores, with the kinds of indexes it has. */
export async function fill(db: mongo.Db): Promise<void> {
  const posts = Array.from({ length: 1_800 }, (_, index) => ({
    _id: String(index).padStart(24, '0') as unknown as mongo.ObjectId,
    title: `关于第 ${index} 号文件的通知`,
    at: new Date(Date.UTC(2026, 0, 1) + index),
    whole: new Int32(index),
    fraction: new Double(index),
    long: Long.fromNumber(2 ** 40 + index),
    bytes: new Binary(Buffer.from([index % 256])),
    none: null,
    parts: [{ a: 1 }, { b: [true, 'x'] }],
  }));
  await db.collection('posts').insertMany(posts);
  await db.collection('posts').createIndexes([
    { key: { at: -1, _id: 1 }, name: 'newest' },
    { key: { title: 1 }, name: 'one-title', unique: true },
    { key: { whole: 1 }, name: 'small', partialFilterExpression: { whole: { $lt: 10 } } },
  ]);
  await db
    .collection<{ _id: number; title: string }>('migrations')
    .insertMany([1, 2, 3].map((_id) => ({ _id, title: `step ${_id}` })));
  // An upsert by another field stores the id behind it.
  await db
    .collection('settings')
    .updateOne(
      { name: 'x' },
      { $set: { value: 1 }, $setOnInsert: { _id: 'late' as unknown as mongo.ObjectId } },
      { upsert: true },
    );
  await db.collection('sessions').createIndex({ expiresAt: 1 }, { name: 'ending', expireAfterSeconds: 0 });
}

/** Everything in a database, as it is stored, and its indexes. */
export async function everything(db: mongo.Db): Promise<unknown> {
  const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name).sort();
  const contents: [string, unknown[], unknown[]][] = [];
  for (const name of names.filter((one) => one !== 'store-moves')) {
    const found = await db
      .collection(name)
      .find({}, { sort: { _id: 1 }, promoteValues: false })
      .toArray();
    const indexes = await db.collection(name).indexes();
    contents.push([
      name,
      found.map((document) => mongoose.mongo.BSON.EJSON.stringify(sortedKeys(document), { relaxed: false })),
      indexes.map((index) => JSON.stringify(index)).sort(),
    ]);
  }
  return contents;
}

/** The one thing a server may change is the place of the id. */
function sortedKeys(document: mongo.Document): mongo.Document {
  return { _id: document['_id'] as unknown, ...document };
}
