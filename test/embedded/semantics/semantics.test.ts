import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import { startEmbeddedStore, type EmbeddedStore } from '../../../src/embedded/index';
import { queryCases, type QueryCase } from './queryCases';
import { readCases, type ReadCase } from './readCases';
import { updateCases, type UpdateCase } from './updateCases';

const { MongoClient, MongoServerError } = mongoose.mongo;
type Collection = ReturnType<ReturnType<InstanceType<typeof MongoClient>['db']>['collection']>;
interface AnyId { _id: unknown; [field: string]: unknown }

/** The same expectations hold for the embedded store and, where MONGODB_URI names one, for a MongoDB server. */
const serverUri = process.env['MONGODB_URI'];
if (serverUri === undefined) process.stderr.write('NOT CHECKED: the semantics table against a MongoDB server (MONGODB_URI is not set).\n');
const targets = [{ target: 'the embedded store', uri: null }, ...(serverUri === undefined ? [] : [{ target: 'MongoDB', uri: serverUri }])];

describe.each(targets)('semantics of $target', ({ uri }) => {
  let store: EmbeddedStore | null = null;
  let folder = '';
  let client: InstanceType<typeof MongoClient>;
  let round = 0;

  beforeAll(async () => {
    if (uri === null) {
      folder = fs.mkdtempSync(path.join(os.tmpdir(), 'embedded-'));
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

  test.each(queryCases.map((one) => [one.name, one] as const))('query: %s', async (_name, { documents, filter, finds }: QueryCase) => {
    const collection = await holding(documents);
    const ids = async (): Promise<unknown[]> => (await collection.find(filter as never).sort({ _id: 1 }).toArray()).map(({ _id }) => _id);
    expect(await ids()).toEqual(finds);
    for (const field of Object.keys(filter).filter((name) => !name.startsWith('$') && !/\.\d/.test(name))) await collection.createIndex({ [field]: 1 });
    if (Object.keys(filter).some((name) => name.startsWith('$'))) await collection.createIndex({ a: -1 });
    expect(await ids()).toEqual(finds);
    expect((await collection.find(filter as never).toArray()).map(({ _id }) => _id as unknown as number).sort((x, y) => x - y)).toEqual(finds);
    expect(await collection.countDocuments(filter as never)).toBe(finds.length);
  });

  test.each(updateCases.map((one) => [one.name, one] as const))('update: %s', async (_name, { before, update, filter = { _id: 1 }, options = {}, after, code, modifies = true }: UpdateCase) => {
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
    expect(raw[0]).toEqual(mongoose.mongo.BSON.deserialize(mongoose.mongo.BSON.serialize(after ?? {}), { promoteValues: false }));
    expect(result.modifiedCount).toBe(modifies ? 1 : 0);
    expect(result.upsertedCount).toBe(before === null ? 1 : 0);
  });

  test.each(readCases.map((one) => [one.name, one] as const))('read: %s', async (_name, { documents, find, aggregate, answers, code }: ReadCase) => {
    const collection = await holding(documents);
    const work = aggregate === undefined ? collection.find((find?.filter ?? {}) as never, find?.options).toArray() : collection.aggregate(aggregate).toArray();
    if (code !== undefined) {
      expect(await failure(work)).toBe(code);
      return;
    }
    const found = await work as unknown as AnyId[];
    expect(found).toEqual(answers);
    expect(found.map((document) => Object.keys(document))).toEqual((answers ?? []).map((document) => Object.keys(document)));
  });
});
