import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { StoreInUseError } from '@gov-matrix/embedded-store';
import { moveStore } from '../../src/app/moveStore';
import { openStore } from '../../src/app/openStore';
import { createRuntime } from '../../src/app/runtime';
import { StartRefused } from '../../src/app/startRefused';
import { loadConfig } from '../../src/config/config';
import { openStoreRelay } from '../app/machines/storeRelay';
import { everything, fill, openMove, openServer, type Move, type Server } from './moving';

/** What the clock says once the source is marked. */
const MARKED_AT = new Date('2031-01-01T00:00:00Z');
let server: Server;
let move: Move;
beforeAll(async () => {
  server = await openServer();
});
beforeEach(() => {
  move = openMove(server);
});
afterEach(() => move.close());
afterAll(() => server.close());

const start = (more: Readonly<Record<string, string>> = {}): ReturnType<typeof openStore> =>
  openStore(loadConfig({ ...move.environment, ...more }), { runtime: createRuntime('error'), say: () => undefined });

/** The command in a process of its own, killed when it is about to write for the third time. */
async function killInTheMiddle(): Promise<unknown> {
  let writes = 0;
  let whileItRan: unknown = null;
  const relay = await openStoreRelay(move.to, path.join(move.dataDir, 'relay.sock'), {
    onMessage: async (message) => {
      if (!message.includes('insert\0') || !message.includes('关于第')) return 'forward';
      writes += 1;
      if (writes < 3) return 'forward';
      whileItRan ??= await start().catch((cause: unknown) => cause);
      child.kill('SIGKILL');
      return 'drop';
    },
  });
  const child = spawn(
    process.execPath,
    ['--require', require.resolve('tsx/cjs'), path.join(__dirname, 'runMigrate.ts'), relay.uri],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'], ...move.environment } },
  );
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  await relay.close();
  if (writes < 3) throw new Error(`the move ended before it was killed, with ${String(code)}: ${told}`);
  expect(told).toBe('');
  return whileItRan;
}

/** A move that was interrupted just before its end. */
async function interruptedAtTheEnd(): Promise<void> {
  await move.onSource(fill);
  expect(await move.run()).toBe(0);
  await move.onTarget((db) => db.collection('store-moves').updateOne({}, { $set: { finishedAt: null } }));
}

describe('moving to a MongoDB server', () => {
  test('takes everything with its indexes, proves it, and leaves the source as it was', async () => {
    const before = await move.onSource(async (db) => {
      await fill(db);
      return everything(db);
    });
    expect(await move.run()).toBe(0);
    expect(await move.onTarget(everything)).toEqual(before);
    expect(move.said.join('\n')).toMatch(/^posts {2}1800 {2}[0-9a-f]{64}$/m);
    expect(move.said.join('\n')).toContain('4 个集合、1804 条记录');
    expect(move.progress).toContain('复制 posts 1500 / 1800 (copying)');
    expect(move.said.concat(move.complained, move.progress).join('\n')).not.toContain(move.to);
    expect(await move.onSource(everything)).toEqual(before);
    expect(await move.run()).toBe(2);
    expect(move.complained.at(-1)).toContain('moved there before');
  });

  test('killed in the middle it goes on where it was; meanwhile neither side can be started', async () => {
    const before = await move.onSource(async (db) => {
      await fill(db);
      return everything(db);
    });
    expect(await killInTheMiddle()).toBeInstanceOf(StoreInUseError);
    expect(await move.onTarget((db) => db.collection('posts').countDocuments())).toBe(1_000);
    await expect(start({ MONGODB_URI: move.to })).rejects.toThrow(StartRefused);
    expect(await move.run()).toBe(0);
    expect(move.said.at(-2)).toContain('接着上次中断处');
    expect(await move.onTarget(everything)).toEqual(before);
  });

  test.each([
    ['a document changed', (id: string) => ({ updateOne: { filter: { _id: id }, update: { $set: { none: 1 } } } })],
    ['a document gone', (id: string) => ({ deleteOne: { filter: { _id: id } } })],
    ['a document added', (id: string) => ({ insertOne: { document: { _id: `${id}x`, title: 'y' } } })],
  ])('names the collection with %s in the target, and calls the move unfinished', async (_what, tamper) => {
    await interruptedAtTheEnd();
    const write = tamper('000000000000000000000007');
    await move.onTarget((db) => db.collection('posts').bulkWrite([write as never]));
    expect(await move.run()).toBe(1);
    expect(move.complained.at(-1)).toMatch(/^这些集合与原数据不一致：posts。/);
    await expect(start({ MONGODB_URI: move.to })).rejects.toThrow(StartRefused);
  });

  test('refuses a target that holds anything else, and writes nothing there', async () => {
    await move.onSource(fill);
    await move.onTarget((db) => db.collection('notes').insertOne({ text: 'not ours' }));
    const before = await move.onTarget(everything);
    expect(await move.run()).toBe(2);
    expect(move.complained.at(-1)).toContain('notes');
    expect(await move.onTarget(everything)).toEqual(before);
    expect(await move.onTarget((db) => db.collection('store-moves').countDocuments())).toBe(0);
  });

  test('refuses the unfinished move of another source', async () => {
    await interruptedAtTheEnd();
    fs.rmSync(path.join(move.dataDir, 'store.moving'));
    expect(await move.run()).toBe(2);
    expect(move.complained.at(-1)).toContain('posts');
  });

  test.each([
    ['no address', undefined],
    ['something else', 'postgres://localhost/x'],
    ['no database', 'mongodb://localhost:27017/?replicaSet=rs0'],
  ])('explains itself where there is %s', async (_what, to) => {
    expect(await (to === undefined ? move.run('') : move.run(to))).toBe(2);
    expect(move.complained.at(-1)).toContain('migrate --to');
  });

  test('an office goes on there as it was, and the store it came from is not started by mistake', async () => {
    const source = await start();
    await source.storage.settings.set('kept', 'through the move');
    await source.close();
    expect(await move.run()).toBe(0);
    const target = await start({ MONGODB_URI: move.to });
    expect(await target.storage.settings.get('kept')).toBe('through the move');
    expect((await target.storage.ledger.verify()).brokenAtSeq).toBeNull();
    await target.close();
    await expect(start()).rejects.toThrow('MONGODB_URI');
  });

  test('is made to one database alone, since two systems on one register publish everything twice', async () => {
    await move.onSource(fill);
    expect(await move.run()).toBe(0);
    expect(await move.run(move.elsewhere)).toBe(2);
    expect(move.complained.at(-1)).toContain('moved to another database before');
    fs.rmSync(path.join(move.dataDir, 'store.moved'));
    expect(await move.run(move.elsewhere)).toBe(0);
  });

  test('killed between the proof and the end, neither side can be started until it is run again', async () => {
    const source = await start();
    await source.close();
    await move.run();
    await move.onTarget((db) => db.collection('store-moves').updateOne({}, { $set: { finishedAt: null } }));
    await expect(start()).rejects.toThrow(StartRefused);
    await expect(start({ MONGODB_URI: move.to })).rejects.toThrow(StartRefused);
    expect(await move.run()).toBe(0);
    await (await start({ MONGODB_URI: move.to })).close();
  });

  test('the source is marked before the target may be started', async () => {
    await move.onSource(fill);
    const { runtime, config } = { runtime: createRuntime('error'), config: loadConfig(move.environment) };
    const clock = {
      now: () => (fs.existsSync(path.join(move.dataDir, 'store.moved')) ? MARKED_AT : runtime.clock.now()),
    };
    await moveStore(config, { to: move.to, runtime: { ...runtime, clock }, onProgress: () => undefined });
    const mark = await move.onTarget((db) => db.collection('store-moves').findOne({}));
    expect(mark?.['finishedAt']).toEqual(MARKED_AT);
  });

  test('waits for nobody: a store in use is not moved', async () => {
    const source = await start();
    await expect(move.run()).rejects.toThrow(StoreInUseError);
    await source.close();
    expect(await move.onTarget((db) => db.collection('store-moves').countDocuments())).toBe(0);
  });
});
