import { mongo } from 'mongoose';
import type { ByteRows } from '../../src/storage/byteRows';
import { createKnownRows } from '../../src/storage/knownRows';
import { openTable, type Row } from '../../src/storage/table';
import { NOW, register } from './samples';
import { useTestStore } from './testStore';
import { thingSchema } from './thingSchema';

interface Thing extends Row {
  readonly _id: string;
  readonly title: string;
}

function replyOf(rows: readonly object[]): ByteRows {
  const documents = rows.map((row) => mongo.BSON.serialize(row));
  const starts = documents.map((_, at) => documents.slice(0, at).reduce((sum, { length }) => sum + length, 0));
  return { bytes: Buffer.concat(documents), starts, cursorId: 0n };
}

describe('a row that was read before', () => {
  const read = (known: ReturnType<typeof createKnownRows<object>>, ...rows: readonly object[]): object[] =>
    known.of(replyOf(rows));

  test('is the same object while its bytes are the same, wherever in a reply it stands', () => {
    const known = createKnownRows<object>(100);
    const row = { _id: 'a', at: NOW, title: '通知', tags: ['x'] };
    const [first] = read(known, row);
    expect(first).toEqual(row);
    const [, again] = read(known, { _id: 'b', title: '另一条' }, row);
    expect(again).toBe(first);
  });

  test.each([
    ['another value of the same length', { _id: 'a', title: '通告', size: 1 }],
    ['a field more', { _id: 'a', title: '通知', size: 1, at: null }],
    ['a field less', { _id: 'a', title: '通知' }],
  ])('is made anew for %s, and is known as that from then on', (_what, changed) => {
    const known = createKnownRows<object>(100);
    const [first] = read(known, { _id: 'a', title: '通知', size: 1 });
    const [next] = read(known, changed);
    expect(next).toEqual(changed);
    expect(next).not.toBe(first);
    expect(read(known, changed)[0]).toBe(next);
  });

  test('is not taken for one whose id is another', () => {
    const known = createKnownRows<object>(100);
    expect(read(known, { _id: 'a', n: 1 }, { _id: 'b', n: 1 }, { _id: 7, n: 1 }, { n: 1, _id: 'a' })).toEqual([
      { _id: 'a', n: 1 },
      { _id: 'b', n: 1 },
      { _id: 7, n: 1 },
      { n: 1, _id: 'a' },
    ]);
  });

  test('is found again by whoever goes through the whole list over and over, as long as all of it is kept', () => {
    const known = createKnownRows<object>(12);
    const rows = Array.from({ length: 12 }, (_, n) => ({ _id: `row-${n}` }));
    const first = rows.map((row) => read(known, row)[0]);
    for (let times = 0; times < 5; times += 1)
      expect(rows.every((row, n) => read(known, row)[0] === first[n])).toBe(true);
  });

  test('is kept while it is among those read last, and forgotten then', () => {
    const known = createKnownRows<object>(4);
    const row = { _id: 'a', n: 1 };
    const [first] = read(known, row);
    for (const _id of ['b', 'c', 'd', 'e', 'f']) {
      read(known, { _id });
      expect(read(known, row)[0]).toBe(first);
    }
    for (const _id of ['b', 'c', 'd', 'e', 'f']) read(known, { _id });
    expect(read(known, row)[0]).not.toBe(first);
    expect(read(known, row)[0]).toEqual(row);
  });
});

describe('in the store', () => {
  const { store, storage } = useTestStore();
  const BY_ID = { sort: { _id: 1 }, limit: 20 } as const;

  test('a list shows what another process has changed, at once, and gives the rest as it was', async () => {
    const changed = await register(storage, { name: '甲' });
    await register(storage, { name: '乙' });
    const list = async () => (await storage.accounts.list({}, { limit: 9, cursor: null }, null)).items;
    const before = await list();
    const other = await store.open();
    await other.accounts.noteCredential(changed.id, { present: true, noPublishReason: 'no-permission' }, NOW);
    const after = await list();
    expect(after.map(({ account }) => account.noPublishReason).sort()).toEqual([null, 'no-permission'].sort());
    const same = after.filter((one) => before.includes(one));
    expect(same.map(({ account }) => account.name)).toEqual(['乙']);
  });

  test('rows that do not fit into one reply are read to the end all the same', async () => {
    const table = openTable<Thing>(await store.raw(), 'things', thingSchema);
    // A reply holds 8 MB here and 16 MB at a MongoDB.
    const title = 'x'.repeat(1_500_000);
    for (let n = 0; n < 12; n += 1) await table.insert({ _id: `thing-${n + 10}`, title });
    const rows = await table.many({}, { ...BY_ID, known: createKnownRows(100) });
    expect(rows.map(({ _id }) => _id)).toEqual(Array.from({ length: 12 }, (_, n) => `thing-${n + 10}`));
  });
});
