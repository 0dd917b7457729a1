import { removeDropped } from '../src/maintenance/removeDropped';
import type { BsonDocument } from '../src/bson/valueOrder';
import { decodeDocument } from '../src/bson/decodeDocument';
import { encodeDocument } from '../src/bson/encodeDocument';
import { startStoreForTest } from './storeForTest';
import { discard, openTestEngine, type TestEngine } from './testEngine';

/**
 * Time moves three milliseconds with every look at the clock, so that slices end after a number of documents, whatever the
 * machine does meanwhile. How long slices hold the thread in real time: `npm run bench:isolation`.
 */
function tickingClock(): jest.SpyInstance {
  let now = performance.now();
  return jest.spyOn(performance, 'now').mockImplementation(() => (now += 3));
}

describe('one long command', () => {
  let store: TestEngine;
  let clock: jest.SpyInstance;
  const count = 4_000;
  /** Of writes that commit once a slice. */
  const some = 200;
  const rows = Array.from({ length: count }, (_, i) =>
    encodeDocument({ _id: i, n: i, key: (i * 7_919) % count, list: [i, -i], pad: 'x'.repeat(250) }),
  );
  beforeAll(async () => {
    store = openTestEngine();
    await store.send({ insert: 'rows' }, { documents: rows });
    await store.send({ insert: 'dropped' }, { documents: rows });
    clock = tickingClock();
  });
  afterAll(async () => {
    clock.mockRestore();
    await discard(store);
  });
  /** How many writes of others, one after another, are done before the work is. */
  async function writesDuring(work: Promise<unknown>): Promise<number> {
    let writes = 0;
    let isOver = false;
    const ending = work.finally(() => {
      isOver = true;
    });
    while (!isOver) {
      await store.run({ update: 'other', updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } }, upsert: true }] });
      writes += 1;
    }
    await ending;
    return writes;
  }

  /** How many turns of the thread in which others read there are before the work is done. */
  async function readsDuring(work: Promise<unknown>): Promise<number> {
    let turns = 0;
    let isOver = false;
    const ending = work.finally(() => {
      isOver = true;
    });
    while (!isOver) {
      await store.run({ ping: 1 });
      await new Promise((resolve) => setImmediate(resolve));
      turns += 1;
    }
    await ending;
    return turns;
  }

  /** No more of the reply is decoded: that would be the client's work. */
  async function succeed(body: BsonDocument): Promise<void> {
    expect(Number(decodeDocument(await store.send(body), new Set(['ok']))['ok'])).toBe(1);
  }

  async function bigGetMore(): Promise<void> {
    const { cursor } = (await store.run({ find: 'rows', batchSize: 1 })) as { cursor: { id: unknown } };
    await succeed({ getMore: cursor.id, collection: 'rows' });
  }

  const createIndex = { createIndexes: 'rows', indexes: [{ key: { key: 1, list: -1 }, name: 'key_list' }] };
  const nothing = (): Promise<void> => Promise.resolve();
  const reads: [string, () => Promise<unknown>][] = [
    ['a scan', () => succeed({ find: 'rows', filter: { n: -1 } })],
    ['a sort in memory', () => succeed({ find: 'rows', sort: { pad: 1, key: -1 } })],
    ['a count', () => succeed({ count: 'rows', query: { key: { $mod: [2, 0] } } })],
    ['distinct values', () => succeed({ distinct: 'rows', key: 'n' })],
    [
      'a grouping of everything',
      () =>
        succeed({
          aggregate: 'rows',
          pipeline: [{ $group: { _id: '$key', n: { $sum: 1 }, last: { $last: '$pad' } } }],
          cursor: {},
        }),
    ],
    [
      'a pipeline that sorts',
      () =>
        succeed({
          aggregate: 'rows',
          pipeline: [{ $addFields: { m: { $add: ['$n', 1] } } }, { $sort: { m: -1 } }, { $limit: 3 }],
          cursor: {},
        }),
    ],
    [
      'a $facet',
      () =>
        succeed({
          aggregate: 'rows',
          pipeline: [
            { $project: { n: 1 } },
            { $facet: { all: [{ $count: 'n' }], few: [{ $sort: { n: -1 } }, { $limit: 2 }] } },
          ],
          cursor: {},
        }),
    ],
    ['a batch as large as they come', bigGetMore],
  ];
  /** What is done, and what is made ready before it. */
  const writes: [string, () => Promise<unknown>, (() => Promise<unknown>)?][] = [
    ['the building of an index on arrays', () => succeed(createIndex)],
    [
      'the removal of an index',
      () => removeDropped(store.engine),
      async () => {
        await succeed(createIndex);
        await succeed({ dropIndexes: 'rows', index: 'key_list' });
      },
    ],
    ['an insert of many', () => store.send({ insert: 'more' }, { documents: rows.slice(0, 300) })],
    ['the removal of a dropped collection', () => removeDropped(store.engine), () => succeed({ drop: 'dropped' })],
    [
      'an update of many',
      () => succeed({ update: 'rows', updates: [{ q: { _id: { $lt: some } }, u: { $inc: { n: 1 } }, multi: true }] }),
    ],
    ['the removal of many', () => succeed({ delete: 'rows', deletes: [{ q: { _id: { $lt: some } }, limit: 0 }] })],
  ];
  // A write of somebody else's takes several turns where commits are made aside, and a read goes on meanwhile.
  test.each(reads)('leaves the thread to others many times before it ends: %s', async (_name, work) => {
    expect(await readsDuring(work())).toBeGreaterThanOrEqual(5);
  });

  test.each(writes)(
    'leaves the thread to others many times before it ends: %s',
    async (_name, work, prepare = nothing) => {
      await prepare();
      expect(await writesDuring(work())).toBeGreaterThanOrEqual(5);
    },
  );
});

test('a ping on another connection is served while a large command works', async () => {
  const { client, db, stop } = await startStoreForTest();
  const rows = db.collection('rows');
  await rows.insertMany(Array.from({ length: 5_000 }, (_, n) => ({ n, pad: 'x'.repeat(300) })));
  const order: string[] = [];
  const update = rows.updateMany({}, { $inc: { n: 1 } }).then(() => order.push('update'));
  await client
    .db()
    .command({ ping: 1 })
    .then(() => order.push('ping'));
  await update;
  expect(order).toEqual(['ping', 'update']);
  await stop();
});
