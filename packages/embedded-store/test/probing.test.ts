import { discard, openTestEngine, type TestEngine } from './testEngine';

describe('choosing between indexes', () => {
  let store: TestEngine;
  const hundred = Array.from({ length: 100 }, (_, n) => n * 3);
  beforeAll(async () => {
    store = openTestEngine();
    await store.run({
      createIndexes: 'c',
      indexes: [
        { key: { account: 1, at: 1 }, name: 'of-account' },
        { key: { state: 1 }, name: 'by-state' },
        { key: { account: 1, identity: 1 }, name: 'identity', unique: true },
      ],
    });
    const documents = Array.from({ length: 1_200 }, (_, n) => ({
      _id: n,
      account: n % 400,
      at: n,
      identity: n,
      state: n < 20 ? 'rare' : 'usual',
    }));
    await store.run({ insert: 'c', documents });
  });
  afterAll(() => discard(store));

  async function chosen(filter: object): Promise<{ readonly index: string; readonly counted: number }> {
    const count = jest.spyOn(store.engine.storage, 'count');
    const reply = await store.run({ explain: { find: 'c', filter } });
    const counted = count.mock.calls.length;
    count.mockRestore();
    return { index: String(JSON.stringify(reply).match(/"indexName":"([^"]+)"/)?.[1]), counted };
  }

  test('counts a few of many ranges, and finds the smaller one all the same', async () => {
    expect(await chosen({ account: { $in: hundred }, state: 'usual' })).toMatchObject({ index: 'of-account' });
    expect(await chosen({ account: { $in: hundred }, state: 'rare' })).toMatchObject({ index: 'by-state' });
    const { counted } = await chosen({ account: { $in: hundred }, state: 'usual' });
    expect(counted).toBeLessThanOrEqual(8 + 8 + 1);
    const few = await chosen({ account: { $in: hundred.slice(0, 32) }, state: 'rare' });
    expect(few.counted).toBeGreaterThanOrEqual(32);
  });

  test('counts nothing of an index whose whole keys are given', async () => {
    const { index, counted } = await chosen({ _id: { $in: hundred.slice(0, 10) }, state: 'rare' });
    expect(index).not.toBe('by-state');
    expect(counted).toBe(1);
  });

  test('finds where nearly everything is among few values, at whichever place it stands', async () => {
    const states = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'usual', 'z'];
    for (const at of states.keys()) {
      const turned = [...states.slice(at), ...states.slice(0, at)];
      expect(await chosen({ state: { $in: turned }, account: { $in: [1, 2, 3] } })).toMatchObject({
        index: 'of-account',
      });
    }
  });

  test('takes every range into account where they are few', async () => {
    expect(await chosen({ account: { $in: [1, 2, 3] }, state: 'rare' })).toMatchObject({ index: 'of-account' });
    expect(await chosen({ account: { $in: Array.from({ length: 8 }, (_, n) => n) }, state: 'rare' })).toMatchObject({
      index: 'by-state',
    });
  });

  test('counts of a worse index no more than tells that it holds more', async () => {
    const count = jest.spyOn(store.engine.storage, 'count');
    await store.run({ find: 'c', filter: { account: 5, state: 'usual' } });
    const limits = count.mock.calls.map(([, limit]) => limit);
    count.mockRestore();
    // The account has three entries: of the others the fourth decides.
    expect(limits).toEqual([200, 4, 4]);
  });

  test('counts nothing where the document is named, or another unique key is whole', async () => {
    expect(await chosen({ _id: 7, state: 'rare' })).toMatchObject({ counted: 0 });
    expect(await chosen({ state: 'usual', account: 7, identity: 7 })).toMatchObject({ index: 'identity', counted: 0 });
  });
});
