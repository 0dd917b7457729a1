import type { BsonDocument } from '../src/bson/valueOrder';
import { findIndexFaults } from './checkIndexes';
import { openTestEngine, type TestEngine } from './testEngine';

let store: TestEngine;
let round = 0;
let name = '';
beforeAll(() => {
  store = openTestEngine();
});
beforeEach(async () => {
  name = `c${round++}`;
  await store.run({ insert: name, documents: Array.from({ length: 300 }, (_, n) => ({ _id: n, key: n, seen: 0 })) });
});
afterAll(() => store.close());

const update = (updates: readonly BsonDocument[], more: BsonDocument = {}): Promise<BsonDocument> =>
  store.run({ update: name, updates: [...updates], ...more });
const at = async (_id: number): Promise<BsonDocument | undefined> =>
  (await store.all({ find: name, filter: { _id } }))[0];

describe('many updates in one command', () => {
  test('share transactions, and each sees what those before it have done', async () => {
    const before = store.engine.version();
    const updates = Array.from({ length: 300 }, (_, n) => ({ q: { _id: n }, u: { $inc: { seen: 1 } } }));
    expect(await update([...updates, { q: { _id: 7, seen: 1 }, u: { $set: { seen: 'twice' } } }])).toMatchObject({
      n: 301,
      nModified: 301,
    });
    expect(store.engine.version() - before).toBeLessThan(100);
    expect(await at(7)).toMatchObject({ seen: 'twice' });
    expect(await at(299)).toMatchObject({ seen: 1 });
  });

  describe.each([true, false])('of which one fails (ordered: %s)', (ordered) => {
    test('keep what came before, and only an unordered list goes on', async () => {
      await store.run({ createIndexes: name, indexes: [{ name: 'key', key: { key: 1 }, unique: true }] });
      const reply = await update(
        [
          { q: { _id: 1 }, u: { $set: { seen: 1 } } },
          { q: { _id: 2 }, u: { $set: { key: 1, seen: 2 } } },
          { q: { _id: 3 }, u: { $nonsense: 1 } },
          { q: { _id: 4 }, u: { $set: { seen: 4 } } },
        ],
        { ordered },
      );
      const errors = reply['writeErrors'] as BsonDocument[];
      expect(errors.map(({ index, code }) => [index, code])).toEqual(
        ordered
          ? [[1, 11000]]
          : [
              [1, 11000],
              [2, 9],
            ],
      );
      expect(reply['n']).toBe(ordered ? 1 : 2);
      const seen = await Promise.all([1, 2, 4].map(at));
      expect(seen.map((document) => document?.['seen'])).toEqual([1, 0, ordered ? 0 : 4]);
      expect(findIndexFaults(store.engine)).toEqual([]);
    });
  });

  test('stay in order where one of them is for many, or inserts', async () => {
    const reply = await update([
      { q: { _id: 1 }, u: { $set: { seen: 5 } } },
      { q: { seen: 5 }, u: { $inc: { seen: 1 } }, multi: true },
      { q: { _id: 'new' }, u: { $set: { seen: 6 } }, upsert: true },
      { q: { seen: 6 }, u: { $inc: { seen: 1 } }, multi: 1 },
      { q: { _id: 1, seen: 7 }, u: { $set: { done: true } } },
    ]);
    expect(reply).toMatchObject({ n: 6, nModified: 5, upserted: [{ index: 2, _id: 'new' }] });
    expect(await at(1)).toMatchObject({ seen: 7, done: true });
  });
});

describe('an index', () => {
  test('follows what an update changes of its fields, and of the fields its condition reads', async () => {
    await store.run({
      createIndexes: name,
      indexes: [
        { name: 'open', key: { key: 1 }, partialFilterExpression: { state: 'open' } },
        { name: 'nested', key: { 'a.b': 1, seen: -1 } },
        { name: 'sparse', key: { mark: 1 }, sparse: true },
      ],
    });
    for (const change of [
      { $set: { state: 'open' } },
      { $set: { 'a.b': 1, other: 2 } },
      { $push: { 'a.c': 3 } },
      { $set: { mark: null } },
      { $unset: { mark: 1 } },
      { $set: { state: 'closed' } },
      { $set: { 'a.b': [1, 2] } },
      { $rename: { key: 'mark' } },
    ]) {
      await update([{ q: { _id: 5 }, u: change }]);
      expect(findIndexFaults(store.engine)).toEqual([]);
    }
    const replaced = { key: 1, state: 'open', mark: 2 };
    await update([{ q: { _id: 5 }, u: replaced }]);
    expect(findIndexFaults(store.engine)).toEqual([]);
    expect(await store.all({ find: name, filter: { mark: 2 } })).toEqual([{ _id: 5, ...replaced }]);
  });
});
