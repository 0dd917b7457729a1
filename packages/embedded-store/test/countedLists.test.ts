import { compileSearch, planCountOf, scanContext } from '../src/commands/planQuery';
import { allAlike } from '../src/commands/counting';
import { countGroups, type CountPlan } from '../src/plan/countPlan';
import { pause, TimeSlice } from '../src/plan/timeSlice';
import type { Collection } from '../src/store/catalog';
import { discard, openTestEngine, type TestEngine } from './testEngine';

const VALUES = Array.from({ length: 5_000 }, (_, n) => n);

describe('a list of values that is counted', () => {
  let store: TestEngine;
  beforeAll(async () => {
    store = openTestEngine();
    await store.run({ createIndexes: 'c', indexes: [{ name: 'k', key: { k: 1 } }] });
    await store.run({ insert: 'c', documents: [{ _id: 1, k: 4_999 }] });
  });
  afterAll(() => discard(store));

  const query = { k: { $in: VALUES } };

  test('lets others have the thread between two values, of which most hold nothing', () => {
    const slice = new TimeSlice();
    jest.spyOn(slice, 'isOver').mockReturnValue(true);
    const collection = store.engine.catalog.find('test', 'c') as Collection;
    const plan = planCountOf(collection, compileSearch({ filter: query }), new Set()) as CountPlan;
    // The second time all of them are known.
    for (const _time of ['first', 'second']) {
      const given = [...countGroups(scanContext(store.engine, collection, { slice }), plan, allAlike())];
      expect(given.filter((one) => one === pause).length).toBeGreaterThanOrEqual(VALUES.length);
      expect(given.filter((one) => one !== pause)).toMatchObject([{ count: 1 }]);
    }
  });

  test('ends when maxTimeMS has passed', async () => {
    expect(await store.run({ count: 'c', query, maxTimeMS: 1 })).toMatchObject({ ok: 0, code: 50 });
  });
});
