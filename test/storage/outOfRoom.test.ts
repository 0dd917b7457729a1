import { mongo } from 'mongoose';
import { documentSchema, text } from '../../src/storage/schemaParts';
import { openTable, type Row, type Table } from '../../src/storage/table';
import { useTestStore } from './testStore';

/** What people are told when the disk of the store is full: by every way of writing, and by what asks whether there is room. */
const { store, storage } = useTestStore();

interface Thing extends Row {
  readonly _id: string;
  readonly value: string;
}
const schema = documentSchema({ _id: text, value: text });
const FULL = Object.assign(new Error('disk of /data is full'), { code: 14031 });
const OTHER = Object.assign(new Error('not primary'), { code: 10107 });

const WRITES: readonly (readonly [string, string, (table: Table<Thing>) => Promise<unknown>])[] = [
  ['insert', 'insertMany', (table) => table.insert({ _id: 'a', value: 'x' })],
  ['insertMissing', 'insertMany', (table) => table.insertMissing([{ _id: 'a', value: 'x' }])],
  ['insertInOrder', 'insertMany', (table) => table.insertInOrder([{ _id: 'a', value: 'x' }])],
  ['change', 'updateOne', (table) => table.change({ _id: 'a' }, { $set: { value: 'y' } })],
  ['changeUnlessTaken', 'updateOne', (table) => table.changeUnlessTaken({ _id: 'a' }, { $set: { value: 'y' } })],
  ['changeAll', 'updateMany', (table) => table.changeAll({}, { $set: { value: 'y' } })],
  [
    'changeEach',
    'bulkWrite',
    (table) => table.changeEach([{ filter: { _id: 'a' }, update: { $set: { value: 'y' } } }]),
  ],
  [
    'changeEachUnlessTaken',
    'bulkWrite',
    (table) => table.changeEachUnlessTaken([{ filter: { _id: 'a' }, update: { $set: { value: 'y' } } }]),
  ],
  ['writeInOrder', 'bulkWrite', (table) => table.writeInOrder([{ insert: { _id: 'a', value: 'x' } }])],
  [
    'findOneAndUpdate',
    'findOneAndUpdate',
    (table) => table.findOneAndUpdate({ _id: 'a' }, { $set: { value: 'y' } }, { answer: 'after' }),
  ],
  ['put', 'findOneAndUpdate', (table) => table.put({ _id: 'a' }, { $set: { value: 'y' } })],
  ['remove', 'deleteOne', (table) => table.remove({ _id: 'a' })],
  ['removeAll', 'deleteMany', (table) => table.removeAll({})],
];

afterEach(() => jest.restoreAllMocks());

test.each(WRITES)(
  '%s says that there is no room, and keeps every other fault as it is',
  async (name, method, write) => {
    const connection = await store.raw();
    const table = openTable<Thing>(connection, `things-${name}`, schema);
    const failing = jest.spyOn(mongo.Collection.prototype, method as 'deleteMany');
    failing.mockRejectedValueOnce(FULL);
    await expect(write(table)).rejects.toMatchObject({ code: 'store-full', name: 'Refusal' });
    failing.mockRejectedValueOnce(OTHER);
    await expect(write(table)).rejects.toBe(OTHER);
  },
);

test('whether there is room is found out by writing', async () => {
  expect(await storage.hasRoom()).toBe(true);
  const row = await (await store.raw()).collection<{ _id: string }>('settings').findOne({ _id: 'health.written-at' });
  expect(row).toMatchObject({ value: store.clock.now().toISOString() });
});
