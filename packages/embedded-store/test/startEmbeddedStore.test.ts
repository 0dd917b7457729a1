import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import mongoose from 'mongoose';
import { startEmbeddedStore, StoreInUseError, type EmbeddedStore } from '../src/index';
import { newFolder } from './folders';

const { MongoClient } = mongoose.mongo;

describe('startEmbeddedStore', () => {
  let root: string;
  const stores: EmbeddedStore[] = [];

  async function start(dataDir: string): Promise<EmbeddedStore> {
    const store = await startEmbeddedStore({ dataDir });
    stores.push(store);
    return store;
  }

  beforeEach(() => {
    root = newFolder();
  });
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
    fs.rmSync(root, { recursive: true, force: true });
  });

  test('serves the unmodified mongoose and finds everything again after a restart', async () => {
    const first = await start(root);
    const connection = await mongoose.createConnection(first.uri).asPromise();
    const Account = connection.model(
      'Account',
      new mongoose.Schema({ name: { type: String, unique: true }, posts: Number }),
    );
    await Account.init();
    await Account.create({ name: '发布', posts: 1 });
    await expect(Account.create({ name: '发布' })).rejects.toMatchObject({
      name: 'MongoServerError',
      code: 11000,
      keyPattern: { name: 1 },
      keyValue: { name: '发布' },
    });
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

  test('refuses a folder another process has open, and takes it over once that process was killed', async () => {
    const child = spawn(
      process.execPath,
      ['--require', require.resolve('tsx/cjs'), path.join(__dirname, 'crash/storeProcess.ts'), root],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await new Promise((resolve) => {
      child.stdout.once('data', resolve);
    });
    await expect(startEmbeddedStore({ dataDir: root })).rejects.toThrow(`already in use by process ${child.pid}`);
    child.kill('SIGKILL');
    await new Promise((resolve) => {
      child.once('exit', resolve);
    });
    expect(fs.existsSync(path.join(root, 'store.lock'))).toBe(true);
    await start(root);
    expect(JSON.parse(fs.readFileSync(path.join(root, 'store.lock'), 'utf8'))).toMatchObject({ pid: process.pid });
  });

  test.each([
    ['was cut short by a crash', '{"pid":'],
    [
      'names this process, which does not have it open',
      JSON.stringify({ pid: process.pid, startedAt: '', socketPath: '/nowhere/store.sock' }),
    ],
    [
      'names a process number that another process has by now',
      JSON.stringify({ pid: 1, startedAt: 'another boot/5', socketPath: '/nowhere/store.sock' }),
    ],
  ])('takes over a lock that %s', async (_why, lock) => {
    fs.writeFileSync(path.join(root, 'store.lock'), lock);
    const store = await start(root);
    await store.close();
    expect(fs.existsSync(path.join(root, 'store.lock'))).toBe(false);
  });

  test('serves two folders at once, and closes twice without harm', async () => {
    const [one, two] = [await start(path.join(root, 'one')), await start(path.join(root, 'two'))];
    expect(one.uri).not.toBe(two.uri);
    await Promise.all([one.close(), one.close(), two.close()]);
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
