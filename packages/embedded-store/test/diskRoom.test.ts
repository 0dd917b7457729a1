import { StoreUnusableError } from '../src/index';
import { diskReserve, watchDiskRoom } from '../src/store/diskRoom';
import { newFolder } from './folders';
import { discard, openTestEngine, type TestEngine } from './testEngine';

const { stopBelowBytes, goOnFromBytes, everyMs, everyBytes } = diskReserve;

describe('a disk that is nearly full', () => {
  let store: TestEngine;
  let free: number;
  let now: number;
  const lines: string[] = [];
  beforeEach(async () => {
    free = stopBelowBytes;
    now = 0;
    lines.length = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => now);
    store = openTestEngine({ freeBytes: () => free, onProgress: (line) => lines.push(line) });
    await store.run({ insert: 'c', documents: [{ _id: 1, a: 1 }] });
  });
  afterEach(async () => {
    free = Infinity;
    now += everyMs;
    await discard(store);
    jest.restoreAllMocks();
  });

  /** The room as it is found at the next look. */
  function setFree(bytes: number): void {
    free = bytes;
    now += everyMs;
  }

  const writes: [string, Record<string, unknown>][] = [
    ['an insert', { insert: 'c', documents: [{ _id: 2 }] }],
    ['an update', { update: 'c', updates: [{ q: { _id: 1 }, u: { $set: { a: 2 } } }] }],
    ['an update of many', { update: 'c', updates: [{ q: {}, u: { $set: { a: 2 } }, multi: true }] }],
    ['a findAndModify', { findAndModify: 'c', query: { _id: 1 }, update: { $set: { a: 2 } } }],
    ['a delete', { delete: 'c', deletes: [{ q: { _id: 1 }, limit: 1 }] }],
    ['a new index', { createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 'a' }] }],
    ['a new collection', { create: 'd' }],
  ];
  test.each(writes)('refuses %s with code 14031, in Chinese and English, and changes nothing', async (_name, body) => {
    setFree(stopBelowBytes - 1);
    const reply = await store.run(body);
    expect(reply).toMatchObject({ code: 14031, codeName: 'OutOfDiskSpace' });
    expect(reply['errmsg']).toMatch(
      /^磁盘空间不足：仅剩 127 MB，已停止写入.* \(The disk is nearly full: 127 MB are left/,
    );
    expect(await store.all({ find: 'c' })).toEqual([{ _id: 1, a: 1 }]);
    expect((await store.all({ listIndexes: 'c' })).length).toBe(1);
  });

  test('writes as long as the reserve is there', async () => {
    setFree(stopBelowBytes);
    expect(await store.run({ insert: 'c', documents: [{ _id: 2 }] })).toMatchObject({ n: 1 });
    expect(lines).toEqual([]);
  });

  test('goes on by itself when there is clearly more room, and says each change once', async () => {
    setFree(stopBelowBytes - 1);
    for (const _id of [2, 3]) await store.run({ insert: 'c', documents: [{ _id }] });
    setFree(goOnFromBytes - 1);
    expect(await store.run({ insert: 'c', documents: [{ _id: 4 }] })).toMatchObject({ code: 14031 });
    setFree(goOnFromBytes);
    expect(await store.run({ insert: 'c', documents: [{ _id: 5 }] })).toMatchObject({ n: 1 });
    expect((await store.all({ find: 'c' })).map(({ _id }) => _id)).toEqual([1, 5]);
    expect(lines).toEqual([expect.stringContaining('磁盘空间不足'), expect.stringContaining('磁盘空间已恢复')]);
  });

  test('closes and opens again, and can be read', async () => {
    setFree(0);
    expect(await store.run({ insert: 'c', documents: [{ _id: 2 }] })).toMatchObject({ code: 14031 });
    await store.engine.close();
    store = openTestEngine({ dataDir: store.dataDir, freeBytes: () => free });
    expect(await store.all({ find: 'c' })).toEqual([{ _id: 1, a: 1 }]);
    expect(await store.run({ insert: 'c', documents: [{ _id: 2 }] })).toMatchObject({ code: 14031 });
  });

  test('is no place for a new store', () => {
    expect(() => openTestEngine({ dataDir: newFolder(), freeBytes: () => stopBelowBytes - 1 })).toThrow(
      StoreUnusableError,
    );
  });
});

describe('the watch of a disk', () => {
  test('looks once in a while, and sooner when much was written', () => {
    let [now, looks] = [0, 0];
    const room = watchDiskRoom({
      freeBytes: () => {
        looks += 1;
        return Infinity;
      },
      now: () => now,
      onChange: () => undefined,
    });
    for (let i = 0; i < 1_000; i++) room.check();
    expect(looks).toBe(1);
    now += everyMs - 1;
    room.check();
    expect(looks).toBe(1);
    now += 1;
    room.check();
    expect(looks).toBe(2);
    room.wrote(everyBytes - 1);
    room.check();
    expect(looks).toBe(2);
    room.wrote(1);
    room.check();
    expect(looks).toBe(3);
  });
});
