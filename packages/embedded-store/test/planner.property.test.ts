import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { BsonDocument } from '../src/bson/valueOrder';
import { compileSearch, planSearch, scanContext } from '../src/commands/planQuery';
import { encodeValue } from '../src/keys/encodeKey';
import { decodeDocument } from '../src/bson/decodeDocument';
import { runQuery } from '../src/plan/runQuery';
import { pause } from '../src/plan/timeSlice';
import { compileFilter } from '../src/query/compileFilter';
import { parseFilter } from '../src/query/parseFilter';
import { parseSort, sortKeyOf } from '../src/query/sortKey';
import type { Collection } from '../src/store/catalog';
import {
  anyDocument,
  anyFilter,
  anyIndex,
  anySort,
  arrayDocument,
  arrayFilter,
  arrayIndex,
  arraySort,
  commonValue,
} from './arbitraries';
import { findIndexFaults } from './checkIndexes';
import { discard, openTestEngine, type TestEngine } from './testEngine';

/** On a busy machine fewer cases are tried rather than the suite held up, but never fewer than these. */
const ENOUGH_MS = 6_000;
const FEWEST_CASES = 10;

/**
 * Whether enough was tried. Asked between two cases: a limit of the property itself would leave the case that runs at
 * that moment working on the collection of the next test.
 */
function triedEnough(): () => boolean {
  const startedAt = performance.now();
  let cases = 0;
  return () => {
    cases += 1;
    return cases > FEWEST_CASES && performance.now() - startedAt > ENOUGH_MS;
  };
}

describe('the planner', () => {
  let store: TestEngine;
  beforeAll(() => {
    store = openTestEngine();
  });
  afterAll(() => discard(store));
  afterEach(() => store.run({ drop: 'c' }));

  /** Fills collection c; returns what it holds (a document with two arrays in one index is refused). */
  async function fill(documents: readonly BsonDocument[], indexes: readonly BsonDocument[]): Promise<BsonDocument[]> {
    await store.run({ drop: 'c' });
    await store.run({ create: 'c' });
    await store.run({
      createIndexes: 'c',
      indexes: distinctKeys(indexes).map((index, i) => ({ ...index, name: `i${i}` })),
    });
    const numbered = documents.map((document, i) => ({ _id: i, ...document }));
    const { writeErrors = [] } = await store.run({ insert: 'c', documents: numbered, ordered: false });
    const refused = writeErrors as BsonDocument[];
    expect(refused.filter(({ code }) => code !== 171)).toEqual([]);
    return numbered.filter((_, i) => !refused.some(({ index }) => index === i));
  }

  interface Asked {
    readonly filter: BsonDocument;
    readonly sort: BsonDocument;
    readonly hint?: string;
    readonly skip?: number;
    readonly limit?: number;
  }

  function findIds(asked: Asked): unknown[] {
    const collection = store.engine.catalog.find('test', 'c') as Collection;
    const query = planSearch(store.engine, collection, compileSearch(asked));
    return [...runQuery(scanContext(store.engine, collection), query)].flatMap((stored) =>
      stored === pause ? [] : [decodeDocument(stored.bytes)['_id']],
    );
  }

  /** Every index that holds all documents, and the planner's own choice. */
  function ways(indexes: readonly BsonDocument[]): (string | undefined)[] {
    const collection = store.engine.catalog.find('test', 'c') as Collection;
    const whole = collection.indexes
      .filter(({ options }) => !options.sparse && options.partialFilter === null)
      .map(({ options }) => options.name);
    expect(collection.indexes.length).toBeLessThanOrEqual(indexes.length);
    return [undefined, ...whole];
  }

  const kinds = [
    { kind: 'values of every type', document: anyDocument, filter: anyFilter, sort: anySort, index: anyIndex },
    {
      kind: 'arrays of small numbers',
      document: arrayDocument,
      filter: arrayFilter,
      sort: arraySort,
      index: arrayIndex,
    },
  ];
  test.each(kinds)(
    'finds by any index exactly what a scan finds, in the order of the sort: $kind',
    async ({ document: anyOne, filter: anyQuery, sort: anyOrder, index: anyKey }) => {
      const queries = fc.array(fc.record({ filter: anyQuery, sort: anyOrder, skip: fc.nat(3), limit: fc.nat(5) }), {
        minLength: 12,
        maxLength: 12,
      });
      const isEnough = triedEnough();
      await fc.assert(
        fc.asyncProperty(
          fc.array(anyOne, { minLength: 5, maxLength: 40 }),
          fc.array(anyKey, { minLength: 1, maxLength: 4 }),
          queries,
          async (documents, indexes, asked) => {
            if (isEnough()) return;
            const stored = await fill(documents, indexes);
            const faults: unknown[] = [];
            for (const { filter, sort, skip, limit } of asked) {
              const matches = compileFilter(parseFilter(filter));
              const keyOf = sortKeyOf(parseSort(sort));
              const expected = stored.filter((document) => matches(document));
              const expectedKeys = expected.map(keyOf).sort((a, b) => (a < b ? -1 : Number(a > b)));
              const ids = expected.map(({ _id }) => _id).sort();
              const keys = new Map(expected.map((document) => [document['_id'], keyOf(document)]));
              for (const hint of ways(indexes)) {
                const by = hint === undefined ? {} : { hint };
                const found = findIds({ filter, sort, ...by });
                const part = findIds({ filter, sort, skip, limit, ...by });
                const isRight =
                  isDeepStrictEqual([...found].sort(), ids) &&
                  isDeepStrictEqual(
                    found.map((id) => keys.get(id)),
                    expectedKeys,
                  ) &&
                  isDeepStrictEqual(part, found.slice(skip, limit === 0 ? undefined : skip + limit));
                if (!isRight) faults.push({ filter, sort, skip, limit, hint, ids, found, part });
              }
            }
            expect(faults).toEqual([]);
          },
        ),
        { numRuns: 80 },
      );
    },
  );

  test.each(kinds)(
    'counts by the entries of an index what counting documents gives, whatever they are grouped by: $kind',
    async ({ document: anyOne, filter: anyQuery, index: anyKey }) => {
      const path = fc.constantFrom('$a', '$b', '$s', '$a.c', { $ifNull: ['$s', null] });
      const id = fc.oneof(
        fc.constant(null),
        path,
        fc.record({ one: path, other: path }),
        fc.record({ one: path, other: fc.constant({ $ifNull: ['$b', 'none'] }) }),
      );
      const filter = fc.oneof(anyQuery, fc.constant<BsonDocument>({}), fc.record({ s: commonValue }));
      const asked = fc.array(fc.record({ filter, id }), { minLength: 15, maxLength: 15 });
      const isEnough = triedEnough();
      let counted = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(anyOne, { minLength: 5, maxLength: 40 }),
          fc.array(anyKey, { minLength: 1, maxLength: 4 }),
          asked,
          async (documents, indexes, questions) => {
            // On a machine at its limit few are tried in time: some were counted by an index all the same.
            if (isEnough() && counted > 0) return;
            await fill(documents, indexes);
            for (const { filter: query, id: _id } of questions) {
              const pipeline = [{ $match: query }, { $group: { _id, n: { $sum: 1 } } }];
              const command = { aggregate: 'c', pipeline, cursor: {} };
              const { queryPlanner } = await store.run({ explain: command });
              if ((queryPlanner as { winningPlan: BsonDocument }).winningPlan['stage'] === 'COUNT_SCAN') counted += 1;
              const keys = (groups: readonly BsonDocument[]): string[] =>
                groups.map((group) => `${encodeValue(group['_id']).toString('hex')} ${String(group['n'])}`).sort();
              const byDocuments = await store.all({ ...command, hint: '_id_' });
              expect([command, keys(await store.all(command))]).toEqual([command, keys(byDocuments)]);
              const { n } = await store.run({ count: 'c', query });
              expect(n).toBe(byDocuments.reduce((sum, group) => sum + Number(group['n']), 0));
            }
          },
        ),
        { numRuns: 80 },
      );
      expect(counted).toBeGreaterThan(0);
    },
  );

  test('finds by a unique key what a scan finds, whatever the documents hold there', async () => {
    const keys = fc.constantFrom<BsonDocument>({ a: 1 }, { s: 1 }, { a: 1, s: -1 }, { 'a.c': 1, 'a.d': 1 });
    const options = fc.constantFrom<BsonDocument>(
      {},
      {},
      { sparse: true },
      { partialFilterExpression: { s: { $gte: 2 } } },
    );
    const asked = fc.array(
      fc.oneof(
        fc.record({ a: commonValue }),
        fc.record({ s: commonValue }),
        fc.record({ a: commonValue, s: commonValue }),
        fc.record({ 'a.c': fc.nat(4), 'a.d': fc.nat(4) }),
        fc.record({ _id: fc.nat(20) }),
      ),
      { minLength: 15, maxLength: 15 },
    );
    const isEnough = triedEnough();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(anyDocument, arrayDocument), { minLength: 3, maxLength: 20 }),
        keys,
        options,
        asked,
        async (documents, key, option, filters) => {
          if (isEnough()) return;
          await store.run({ drop: 'c' });
          await store.run({ createIndexes: 'c', indexes: [{ key, name: 'u', unique: true, ...option }] });
          await store.run({
            insert: 'c',
            documents: documents.map((document, i) => ({ _id: i, ...document })),
            ordered: false,
          });
          const stored = await store.all({ find: 'c' });
          const own = stored.map((document) =>
            Object.fromEntries(Object.keys(key).map((path) => [path, document[path]])),
          );
          for (const filter of [...filters, ...own]) {
            const expected = stored.filter(compileFilter(parseFilter(filter))).map(({ _id }) => _id);
            expect((await store.all({ find: 'c', filter })).map(({ _id }) => _id).sort()).toEqual(expected.sort());
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('keeps every index entry as it would be made anew, through inserts, updates and deletes', async () => {
    const change = fc.oneof(
      fc.record({ id: fc.nat(15), set: anyDocument }),
      fc.record({ id: fc.nat(15), remove: fc.constant(true) }),
      fc.record({ id: fc.nat(15), push: fc.constantFrom('a', 'b', 'a.d') }),
      fc.record({ id: fc.nat(15), unset: fc.constantFrom('a', 'b', 's', 'a.c') }),
    );
    const isEnough = triedEnough();
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyDocument, { maxLength: 15 }),
        fc.array(anyIndex, { minLength: 1, maxLength: 4 }),
        fc.array(change, { maxLength: 20 }),
        fc.array(anyIndex, { maxLength: 2 }),
        async (documents, indexes, changes, later) => {
          if (isEnough()) return;
          await fill(documents, indexes);
          for (const one of changes) {
            if ('remove' in one) await store.run({ delete: 'c', deletes: [{ q: { _id: one.id }, limit: 1 }] });
            else await store.run({ update: 'c', updates: [{ q: { _id: one.id }, u: updateOf(one), upsert: true }] });
          }
          for (const [i, index] of later.entries())
            await store.run({ createIndexes: 'c', indexes: [{ ...index, name: `later${i}` }] });
          expect(findIndexFaults(store.engine)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** The same key twice would be refused. */
function distinctKeys(indexes: readonly BsonDocument[]): BsonDocument[] {
  return [...new Map(indexes.map((index) => [JSON.stringify(index), index])).values()];
}

function updateOf(change: { set: BsonDocument } | { push: string } | { unset: string }): BsonDocument {
  if ('set' in change) return change.set;
  return 'push' in change ? { $push: { [change.push]: 7 } } : { $unset: { [change.unset]: 1 } };
}
