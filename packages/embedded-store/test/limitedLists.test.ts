import type { BsonDocument } from '../src/bson/valueOrder';
import { discard, openTestEngine, type TestEngine } from './testEngine';

const VALUES = 1_000;
const OF_EACH = 4;

describe('the first rows in order among the values of a list', () => {
  let store: TestEngine;
  beforeAll(async () => {
    store = openTestEngine();
    await store.run({ createIndexes: 'c', indexes: [{ name: 'k', key: { k: 1, at: -1 } }] });
    const documents = Array.from({ length: VALUES * OF_EACH }, (_, n) => ({
      _id: n,
      k: n % VALUES,
      // In another order than the values.
      at: (n * 7_919) % (VALUES * OF_EACH),
    }));
    await store.run({ insert: 'c', documents });
  });
  afterAll(() => discard(store));

  const listOf = (count: number): BsonDocument => ({ k: { $in: Array.from({ length: count }, (_, k) => k) } });

  const examined = async (find: BsonDocument): Promise<unknown> => {
    const { executionStats } = await store.run({ explain: { find: 'c', ...find } });
    return (executionStats as BsonDocument)['totalDocsExamined'];
  };

  test.each([300, 301, 999])('are all that is read, of %d values', async (count) => {
    expect(await examined({ filter: listOf(count), sort: { at: -1 }, limit: 20 })).toBe(20);
    expect(await examined({ filter: listOf(count), sort: { at: 1 }, skip: 5, limit: 20 })).toBe(25);
  });

  test.each([{ at: -1 }, { at: 1 }])('are those that sorting all of them gives: %p', async (sort) => {
    const find = { find: 'c', filter: listOf(700), sort, skip: 3, limit: 1_500, projection: { _id: 1 } };
    const found = await store.all(find);
    expect(found).toHaveLength(1_500);
    expect(found).toEqual(await store.all({ ...find, hint: '_id_' }));
  });

  test('are not merged from many ranges where all is asked for', async () => {
    const { queryPlanner } = await store.run({ explain: { find: 'c', filter: listOf(301), sort: { at: -1 } } });
    expect(JSON.stringify(queryPlanner)).toContain('"SORT"');
  });
});
