import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import { startEmbeddedStore, StoreInUseError, type EmbeddedStore } from '../../src/embedded/index';

const { MongoClient } = mongoose.mongo;

describe('startEmbeddedStore', () => {
  let root: string;
  const stores: EmbeddedStore[] = [];

  async function start(dataDir: string): Promise<EmbeddedStore> {
    const store = await startEmbeddedStore({ dataDir });
    stores.push(store);
    return store;
  }

  beforeEach(() => { root = fs.mkdtempSync(path.join(os.tmpdir(), 'embedded-')); });
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
    fs.rmSync(root, { recursive: true, force: true });
  });

  test('serves the unmodified mongoose and finds everything again after a restart', async () => {
    const first = await start(root);
    const connection = await mongoose.createConnection(first.uri).asPromise();
    const Account = connection.model('Account', new mongoose.Schema({ name: { type: String, unique: true }, posts: Number }));
    await Account.init();
    await Account.create({ name: '发布', posts: 1 });
    await expect(Account.create({ name: '发布' })).rejects.toMatchObject({ name: 'MongoServerError', code: 11000, keyPattern: { name: 1 }, keyValue: { name: '发布' } });
    await connection.close();
    await first.close();

    const second = await start(root);
    const client = await MongoClient.connect(second.uri);
    expect(await client.db().collection('accounts').findOne({ name: '发布' })).toMatchObject({ posts: 1 });
    expect((await client.db().collection('accounts').indexes()).map(({ name }) => name)).toEqual(['_id_', 'name_1']);
    await client.close();
  });

  test('refuses a folder that is already open with a sentence that names it', async () => {
    await start(root);
    const second = startEmbeddedStore({ dataDir: root });
    await expect(second).rejects.toThrow(StoreInUseError);
    await expect(second).rejects.toThrow(`The data folder ${root} is already in use`);
  });

  test('listens in a private folder elsewhere when the data folder is too deep for a socket', async () => {
    const deep = path.join(root, 'x'.repeat(60), 'y'.repeat(60));
    const store = await start(deep);
    const socket = decodeURIComponent(store.uri.slice('mongodb://'.length).split('/')[0] as string);
    expect(socket.length).toBeLessThan(104);
    expect(fs.statSync(path.dirname(socket)).mode & 0o777).toBe(0o700);
    const client = await MongoClient.connect(store.uri);
    expect(await client.db().command({ ping: 1 })).toEqual({ ok: 1 });
    await client.close();
    await store.close();
    expect(fs.existsSync(path.dirname(socket))).toBe(false);
  });
});
