import fs from 'node:fs';
import mongoose from 'mongoose';
import { startEmbeddedStore, type EmbeddedStore } from '../../src/index';
import type { ExpressionCase, QueryCase, ReadCase, UpdateCase, WriteCase } from './cases';
import { expressionCases } from './expression';
import { lookupCases, type LookupCase } from './lookup';
import { queryCases } from './query';
import { readCases } from './read';
import { updateCases } from './update';
import { writeCases } from './write';
import { newFolder } from '../folders';

const { MongoClient, MongoServerError } = mongoose.mongo;
type Collection = ReturnType<ReturnType<InstanceType<typeof MongoClient>['db']>['collection']>;
interface AnyId {
  _id: unknown;
  [field: string]: unknown;
}

/** The same expectations hold for the embedded store and, where MONGODB_URI names one, for a MongoDB server. */
const serverUri = process.env['MONGODB_URI'];
if (serverUri === undefined)
  process.stderr.write('NOT CHECKED: the semantics table against a MongoDB server (MONGODB_URI is not set).\n');
const targets = [
  { target: 'the embedded store', uri: null },
  ...(serverUri === undefined ? [] : [{ target: 'MongoDB', uri: serverUri }]),
];

describe.each(targets)('semantics of $target', ({ uri }) => {
  let store: EmbeddedStore | null = null;
  let folder = '';
  let client: InstanceType<typeof MongoClient>;
  let round = 0;

  beforeAll(async () => {
    if (uri === null) {
      folder = newFolder();
      store = await startEmbeddedStore({ dataDir: folder });
    }
    client = await MongoClient.connect(uri ?? (store as EmbeddedStore).uri);
  });
  afterAll(async () => {
    await client.db('semantics').dropDatabase();
    await client.close();
    await store?.close();
    if (folder !== '') fs.rmSync(folder, { recursive: true, force: true });
  });

  async function holding(documents: readonly Record<string, unknown>[]): Promise<Collection> {
    const collection = client.db('semantics').collection(`c${round++}`);
    if (documents.length > 0) await collection.insertMany(documents.map((document) => ({ ...document })) as never[]);
    return collection;
  }

  async function failure(work: Promise<unknown>): Promise<unknown> {
    try {
      await work;
    } catch (error) {
      expect(error).toBeInstanceOf(MongoServerError);
      return (error as { code: unknown }).code;
    }
    return 'no error';
  }

  test.each(queryCases.map((one) => [one.name, one] as const))(
    'query: %s',
    async (_name, { documents, filter, finds }: QueryCase) => {
      const collection = await holding(documents);
      const ids = async (): Promise<unknown[]> =>
        (
          await collection
            .find(filter as never)
            .sort({ _id: 1 })
            .toArray()
        ).map(({ _id }) => _id);
      expect(await ids()).toEqual(finds);
      for (const field of Object.keys(filter).filter((name) => !name.startsWith('$') && !/\.\d/.test(name)))
        await collection.createIndex({ [field]: 1 });
      if (Object.keys(filter).some((name) => name.startsWith('$'))) await collection.createIndex({ a: -1 });
      expect(await ids()).toEqual(finds);
      expect(
        (await collection.find(filter as never).toArray())
          .map(({ _id }) => _id as unknown as number)
          .sort((x, y) => x - y),
      ).toEqual(finds);
      expect(await collection.countDocuments(filter as never)).toBe(finds.length);
    },
  );

  test.each(updateCases.map((one) => [one.name, one] as const))(
    'update: %s',
    async (_name, { before, update, filter = { _id: 1 }, options = {}, after, code, modifies = true }: UpdateCase) => {
      const collection = await holding(before === null ? [] : [before]);
      const work = collection.updateOne(filter as never, update as never, options);
      if (code !== undefined) {
        expect(await failure(work)).toBe(code);
        expect(await collection.find().toArray()).toEqual(before === null ? [] : [before]);
        return;
      }
      const result = await work;
      const [stored] = await collection.find({}, { promoteValues: true }).toArray();
      const expected = mongoose.mongo.BSON.deserialize(mongoose.mongo.BSON.serialize(after ?? {}));
      expect(stored).toEqual(expected);
      expect(Object.keys(stored ?? {})).toEqual(Object.keys(expected));
      const raw = await collection.find({}, { promoteValues: false }).toArray();
      expect(raw[0]).toEqual(
        mongoose.mongo.BSON.deserialize(mongoose.mongo.BSON.serialize(after ?? {}), { promoteValues: false }),
      );
      expect(result.modifiedCount).toBe(modifies ? 1 : 0);
      expect(result.upsertedCount).toBe(before === null ? 1 : 0);
    },
  );

  test.each(readCases.map((one) => [one.name, one] as const))(
    'read: %s',
    async (_name, { documents, find, aggregate, returns, code }: ReadCase) => {
      const collection = await holding(documents);
      const work =
        aggregate === undefined
          ? collection.find((find?.filter ?? {}) as never, find?.options).toArray()
          : collection.aggregate(aggregate).toArray();
      if (code !== undefined) {
        expect(await failure(work)).toBe(code);
        return;
      }
      const found = (await work) as unknown as AnyId[];
      expect(found).toEqual(returns);
      expect(found.map((document) => Object.keys(document))).toEqual(
        (returns ?? []).map((document) => Object.keys(document)),
      );
    },
  );

  test.each(writeCases.map((one) => [one.name, one] as const))(
    'write: %s',
    async (_name, { documents, write, returns, code, after }: WriteCase) => {
      const collection = await holding(documents);
      if (code !== undefined) expect(await failure(write(collection))).toBe(code);
      else if (returns === null) expect(await write(collection)).toBeNull();
      else expect(await write(collection)).toMatchObject(returns as object);
      expect(await collection.find().sort({ _id: 1 }).toArray()).toEqual(after);
    },
  );

  test.each(expressionCases.map((one) => [one.name, one] as const))(
    'expression: %s',
    async (_name, { of = {}, expression, gives, code }: ExpressionCase) => {
      const collection = await holding([{ _id: 1, ...of }]);
      const work = collection.aggregate([{ $project: { value: expression } }]).toArray();
      if (code !== undefined) expect(await failure(work)).toBe(code);
      else expect(await work).toEqual([gives === undefined ? { _id: 1 } : { _id: 1, value: gives }]);
    },
  );

  test.each(lookupCases.map((one) => [one.name, one] as const))(
    '$lookup: %s',
    async (_name, { local, foreign, fields = { localField: 'l', foreignField: 'f' }, joins }: LookupCase) => {
      const [left, right] = [await holding(local), await holding(foreign)];
      const join = async (): Promise<unknown> => {
        const found = await left
          .aggregate([{ $lookup: { from: right.collectionName, ...fields, as: 'a.found' } }])
          .toArray();
        return Object.fromEntries(
          found.map(({ _id, a }) => [_id, (a as { found: AnyId[] }).found.map((one) => one._id).sort()]),
        );
      };
      expect(await join()).toEqual(joins);
      await right.createIndex({ [fields.foreignField]: 1 });
      expect(await join()).toEqual(joins);
    },
  );

  test('$lookup replaces what is no document on the way to its result', async () => {
    const [left, right] = [await holding([{ _id: 1, a: [{ x: 1 }], l: 1 }]), await holding([{ _id: 'one', f: 1 }])];
    const stage = { from: right.collectionName, localField: 'l', foreignField: 'f', as: 'a.b' };
    expect(await left.aggregate([{ $lookup: stage }]).toArray()).toEqual([
      { _id: 1, a: { b: [{ _id: 'one', f: 1 }] }, l: 1 },
    ]);
  });

  test('$lookup joins by equality: missing joins null, an array joins each of its elements', async () => {
    const units = await holding([
      { _id: 'a', name: 'A' },
      { _id: 'b', name: 'B' },
      { _id: 'n', code: null },
    ]);
    const accounts = await holding([
      { _id: 1, unit: 'a' },
      { _id: 2, unit: ['a', 'b'] },
      { _id: 3 },
      { _id: 4, unit: 'zz' },
    ]);
    const joined = await accounts
      .aggregate([
        { $lookup: { from: units.collectionName, localField: 'unit', foreignField: '_id', as: 'units' } },
        { $sort: { _id: 1 } },
        { $project: { names: '$units._id' } },
      ])
      .toArray();
    expect(joined).toEqual([
      { _id: 1, names: ['a'] },
      { _id: 2, names: ['a', 'b'] },
      { _id: 3, names: [] },
      { _id: 4, names: [] },
    ]);
    const byCode = await accounts
      .aggregate([
        { $match: { _id: 3 } },
        { $lookup: { from: units.collectionName, localField: 'unit', foreignField: 'code', as: 'units' } },
        { $project: { n: { $size: '$units' } } },
      ])
      .toArray();
    expect(byCode).toEqual([{ _id: 3, n: 3 }]);
  });

  test('distinct gives each value once, of arrays each element, and leaves missing out', async () => {
    const collection = await holding([
      { _id: 1, a: 2 },
      { _id: 2, a: [2, 'x'] },
      { _id: 3 },
      { _id: 4, a: null },
      { _id: 5, a: { b: 1 } },
      { _id: 6, a: [{ b: 2 }, { b: 1 }] },
    ]);
    expect(await collection.distinct('a')).toEqual([null, 2, 'x', { b: 1 }, { b: 2 }]);
    expect(await collection.distinct('a.b', { _id: { $gt: 4 } } as never)).toEqual([1, 2]);
  });
});
