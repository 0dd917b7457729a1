import fc from 'fast-check';
import { encodeDocument } from '../src/bson/encodeDocument';
import type { BsonDocument } from '../src/bson/valueOrder';
import type { Collection } from '../src/store/catalog';
import { discard, openTestEngine, type TestEngine } from './testEngine';

/** Enough in each group for its count to be kept. */
const DOCUMENTS = 400;
const STATES = ['queued', 'published', 'failed'];
const UNITS = ['north', 'south'];
/** Values whose end in a key is not found: nobody could tell which count a change of them changes. */
const UNTOLD = [Number.NaN, 2 ** 50, { of: 'many' }];

const indexes = [
  { name: 'by-state', key: { state: 1, at: -1 } },
  { name: 'by-unit', key: { units: 1, state: 1 } },
  { name: 'live', key: { state: -1 }, partialFilterExpression: { at: { $gte: 5 } } },
  { name: 'once', key: { slot: 1 }, unique: true },
];

const anyState = fc.constantFrom<unknown>(...STATES, null, ...UNTOLD);
const anyUnits = fc.subarray(UNITS);
const anyId = fc.nat(DOCUMENTS + 50);
/** What happens to the collection; a taken slot is refused, after the other documents of the command were written. */
const change = fc.oneof(
  fc.record({ insert: fc.array(fc.record({ state: anyState, units: anyUnits, slot: anyId }), { maxLength: 5 }) }),
  fc.record({ move: anyId, state: anyState }),
  fc.record({ place: anyId, units: anyUnits }),
  fc.record({ slot: anyId, as: anyId }),
  fc.record({ all: fc.constantFrom(...STATES), state: anyState, multi: fc.boolean() }),
  fc.record({ remove: anyId }),
  fc.record({ clear: fc.constantFrom(...STATES), at: fc.nat(9) }),
  fc.constant({ rebuild: true as const }),
);
type Change = typeof change extends fc.Arbitrary<infer One> ? One : never;

describe('counts that were kept', () => {
  let store: TestEngine;
  beforeAll(() => {
    store = openTestEngine();
  });
  afterAll(() => discard(store));

  async function fill(): Promise<void> {
    await store.run({ drop: 'c' });
    await store.run({ createIndexes: 'c', indexes });
    const documents = Array.from({ length: DOCUMENTS }, (_, n) => ({
      _id: n,
      slot: n,
      at: n % 10,
      state: STATES[n % STATES.length],
      units: n % 4 === 0 ? UNITS : [UNITS[n % UNITS.length]],
    }));
    await store.run({ insert: 'c', documents });
  }

  let nextId = DOCUMENTS;
  async function make(one: Change): Promise<void> {
    const update = (q: BsonDocument, set: BsonDocument, multi = false): Promise<unknown> =>
      store.run({ update: 'c', updates: [{ q, u: { $set: set }, multi }] });
    if ('insert' in one) {
      const documents = one.insert.map((document) => ({ _id: (nextId += 1), at: 5, ...document }));
      if (documents.length > 0) await store.run({ insert: 'c', documents, ordered: false });
    } else if ('move' in one) await update({ _id: one.move }, { state: one.state });
    else if ('place' in one) await update({ _id: one.place }, { units: one.units });
    else if ('slot' in one) await update({ _id: one.slot }, { slot: one.as, state: 'failed' });
    else if ('all' in one) await update({ state: one.all }, { state: one.state }, one.multi);
    else if ('remove' in one) await store.run({ delete: 'c', deletes: [{ q: { _id: one.remove }, limit: 1 }] });
    else if ('clear' in one)
      await store.run({ delete: 'c', deletes: [{ q: { state: one.clear, at: one.at }, limit: 0 }] });
    else {
      await store.run({ dropIndexes: 'c', index: 'by-state' });
      await store.run({ createIndexes: 'c', indexes: indexes.slice(0, 1) });
    }
  }

  const questions: readonly { readonly filter: BsonDocument; readonly by: string | null }[] = [
    { filter: { state: { $in: [...STATES, null] } }, by: '$state' },
    { filter: { units: 'north', state: { $in: [...STATES, null] } }, by: '$state' },
    { filter: { units: 'south' }, by: null },
    { filter: { state: { $in: [...STATES, ...UNTOLD] } }, by: '$state' },
    { filter: { state: 'published', at: { $gte: 4 } }, by: null },
    // Ranges with one end, of which one begins before the other, in no order.
    ...[7, 9, 8, 3, 8].map((at) => ({ filter: { state: 'queued', at: { $lte: at } }, by: null })),
    { filter: { state: { $in: STATES }, at: { $lte: 6 } }, by: '$state' },
    { filter: { at: { $gte: 5 }, state: { $in: STATES } }, by: '$state' },
  ];

  async function counted(hint?: string): Promise<unknown[]> {
    const answers: unknown[] = [];
    for (const { filter, by } of questions) {
      const _id = by === null ? null : { $ifNull: [by, null] };
      const pipeline = [{ $match: filter }, { $group: { _id, n: { $sum: 1 } } }, { $sort: { _id: 1 } }];
      answers.push(await store.all({ aggregate: 'c', pipeline, cursor: {}, ...(hint === undefined ? {} : { hint }) }));
    }
    return answers;
  }

  test('are what the documents add up to after every change, refused ones among them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
        await fill();
        for (const one of changes) {
          await counted();
          await make(one);
          expect([one, await counted()]).toEqual([one, await counted('_id_')]);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('are so as well where others ask while a change is on its way to the disk', async () => {
    const aside = jest.spyOn(store.engine.storage, 'transactAside');
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        await fill();
        for (const one of changes) {
          let isMade = false;
          const making = make(one).then(() => {
            isMade = true;
          });
          while (!isMade) {
            await counted();
            await new Promise((resolve) => setImmediate(resolve));
          }
          await making;
          expect([one, await counted()]).toEqual([one, await counted('_id_')]);
        }
      }),
      { numRuns: 25 },
    );
    expect(aside).toHaveBeenCalled();
    aside.mockRestore();
  });

  test.each(UNTOLD)('are none where there were none, and one once it is stored, of %p too', async (state) => {
    await fill();
    const count = async (): Promise<unknown> => (await store.run({ count: 'c', query: { state } }))['n'];
    expect([await count(), await count()]).toEqual([0, 0]);
    await store.run({ insert: 'c', documents: [{ _id: 'untold', slot: -1, at: 5, state }] });
    expect(await count()).toBe(1);
  });

  test('are as they were where the transaction was undone', async () => {
    await fill();
    const before = await counted();
    const { engine } = store;
    const broken = engine.write(() => {
      const document = { _id: 'undone', slot: -1, at: 9, state: 'published', units: UNITS };
      engine.writer.insert(engine.catalog.find('test', 'c') as Collection, encodeDocument(document), document);
      throw new Error('undone');
    });
    await expect(broken).rejects.toThrow('undone');
    expect(await counted()).toEqual(before);
  });
});
