import { removeDropped } from '../src/maintenance/removeDropped';
import type { BsonDocument } from '../src/bson/valueOrder';
import { decodeDocument } from '../src/bson/decodeDocument';
import { encodeDocument } from '../src/bson/encodeDocument';
import { discard, openTestEngine, type TestEngine } from './testEngine';
import { startStoreForTest, type StoreForTest } from './storeForTest';

describe('a long command', () => {
  let test_: StoreForTest;
  const count = 20_000;
  beforeAll(async () => {
    test_ = await startStoreForTest();
    const rows = test_.db.collection('rows');
    for (let from = 0; from < count; from += 5_000)
      await rows.insertMany(Array.from({ length: 5_000 }, (_, i) => ({ n: from + i, pad: 'x'.repeat(300) })));
  });
  afterAll(() => test_.stop());

  /** How many other commands are answered, one after another, while the work goes on. */
  async function answeredDuring(work: Promise<unknown>): Promise<number> {
    let isOver = false;
    let answered = 0;
    const ending = work.finally(() => {
      isOver = true;
    });
    while (!isOver) {
      await test_.db.collection('other').updateOne({ _id: 1 as never }, { $inc: { n: 1 } }, { upsert: true });
      answered += 1;
    }
    await ending;
    return answered;
  }

  const rows = () => test_.db.collection('rows');
  const cases: [string, () => Promise<unknown>][] = [
    ['a scan without an index', () => rows().find({ n: -1 }).toArray()],
    ['an update of every document', () => rows().updateMany({}, { $inc: { n: 1 } })],
    ['the building of an index', () => rows().createIndex({ n: 1 })],
    [
      'a grouping of every document',
      () =>
        rows()
          .aggregate([{ $group: { _id: '$pad', n: { $sum: 1 } } }])
          .toArray(),
    ],
    ['a sort in memory', () => rows().find().sort({ pad: 1, n: -1 }).limit(1).toArray()],
    ['a removal of every document', () => rows().deleteMany({})],
  ];
  test.each(cases)('lets others be answered: %s', async (_name, work) => {
    expect(await answeredDuring(work())).toBeGreaterThanOrEqual(3);
  });
});

describe('one command', () => {
  let store: TestEngine;
  const count = 60_000;
  const atMostMs = 100;
  /** A machine busy with something else may take the thread away; a command that holds it does so every time. */
  const attempts = 3;
  const rows = Array.from({ length: count }, (_, i) =>
    encodeDocument({ _id: i, n: i, key: (i * 7_919) % count, list: [i, -i], pad: 'x'.repeat(250) }),
  );
  beforeAll(() => {
    store = openTestEngine();
  });
  afterAll(() => discard(store));
  beforeEach(async () => {
    if ((await store.run({ count: 'rows' }))['n'] !== count) await store.send({ insert: 'rows' }, { documents: rows });
  });

  /** The longest time in which nothing else had a turn, in milliseconds, while the work went on. */
  async function longestHold(work: () => Promise<unknown>): Promise<number> {
    let longest = 0;
    let isOver = false;
    let last = performance.now();
    const turn = (): void => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      if (!isOver) setImmediate(turn);
    };
    setImmediate(turn);
    await work().finally(() => {
      isOver = true;
    });
    return Math.max(longest, performance.now() - last);
  }

  /** No more of the answer is decoded: that would be the client's work. */
  async function succeed(body: BsonDocument): Promise<void> {
    expect(Number(decodeDocument(await store.send(body), new Set(['ok']))['ok'])).toBe(1);
  }

  async function bigGetMore(): Promise<void> {
    const { cursor } = (await store.run({ find: 'rows', batchSize: 1 })) as { cursor: { id: unknown } };
    await succeed({ getMore: cursor.id, collection: 'rows' });
  }

  const index = { key: { key: 1, list: -1 }, name: 'key_list' };
  const cases: [string, () => Promise<unknown>][] = [
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
    [
      'the building of an index on arrays, and its removal',
      async () => {
        await succeed({ createIndexes: 'rows', indexes: [index] });
        await succeed({ dropIndexes: 'rows', index: index.name });
        await removeDropped(store.engine);
      },
    ],
    [
      'an insert of many, and their removal',
      async () => {
        await store.send({ insert: 'more' }, { documents: rows });
        await succeed({ drop: 'more' });
        await removeDropped(store.engine);
      },
    ],
    [
      'an update of everything',
      () => succeed({ update: 'rows', updates: [{ q: {}, u: { $inc: { n: 1 } }, multi: true }] }),
    ],
    ['the removal of everything', () => succeed({ delete: 'rows', deletes: [{ q: {}, limit: 0 }] })],
  ];
  test.each(cases)(
    `leaves the thread to others within ${atMostMs} ms: %s`,
    async (name, work) => {
      const held: number[] = [];
      for (let i = 0; i < attempts && !held.some((ms) => ms <= atMostMs); i++) held.push(await longestHold(work));
      expect(Math.min(...held)).toBeLessThanOrEqual(atMostMs);
    },
    60_000,
  );
});
