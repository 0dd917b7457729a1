import { findIndexFaults } from './checkIndexes';
import { discard, openTestEngine } from './testEngine';

describe('building an index', () => {
  test('finds duplicates, says which, and leaves no trace of the index', async () => {
    const store = openTestEngine();
    await store.run({
      insert: 'c',
      documents: [
        { _id: 1, k: 'x' },
        { _id: 2, k: 'x' },
      ],
    });
    expect(
      await store.run({ createIndexes: 'c', indexes: [{ key: { k: 1 }, name: 'k', unique: true }] }),
    ).toMatchObject({ code: 11000, keyPattern: { k: 1 }, keyValue: { k: 'x' } });
    expect((await store.all({ listIndexes: 'c' })).map(({ name }) => name)).toEqual(['_id_']);
    expect(await store.run({ insert: 'c', documents: [{ _id: 3, k: 'x' }] })).toMatchObject({ n: 1 });
    await discard(store);
  });

  test('takes in what is written, changed and removed meanwhile', async () => {
    const store = openTestEngine();
    await store.run({
      insert: 'c',
      documents: Array.from({ length: 5_000 }, (_, i) => ({ _id: i, a: i, pad: 'x'.repeat(200) })),
    });
    const building = store.run({ createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 'a' }] });
    for (let i = 0; i < 30; i++) {
      await store.run({ insert: 'c', documents: [{ _id: 10_000 + i, a: i }] });
      await store.run({ update: 'c', updates: [{ q: { _id: i * 100 }, u: { $set: { a: -1 } } }] });
      await store.run({ delete: 'c', deletes: [{ q: { _id: i * 150 + 1 }, limit: 1 }] });
    }
    await building;
    expect(findIndexFaults(store.engine)).toEqual([]);
    expect(await store.run({ count: 'c', query: { a: -1 }, hint: 'a' })).toMatchObject({ n: 30 });
    await discard(store);
  });

  test('ends quietly when the collection is dropped meanwhile', async () => {
    const store = openTestEngine();
    await store.run({
      insert: 'c',
      documents: Array.from({ length: 5_000 }, (_, i) => ({ _id: i, a: i, pad: 'x'.repeat(200) })),
    });
    const building = store.run({ createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 'a' }] });
    await store.run({ ping: 1 });
    await store.run({ drop: 'c' });
    await building;
    await store.run({ insert: 'c', documents: [{ _id: 1 }] });
    expect((await store.all({ listIndexes: 'c' })).length).toBe(1);
    await discard(store);
  });
});
