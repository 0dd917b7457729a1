import mongoose from 'mongoose';
import { serverError, startStoreForTest, type StoreForTest } from './storeForTest';

const { ObjectId } = mongoose.mongo;
interface Row {
  _id: number | string;
  [field: string]: unknown;
}

describe('writes', () => {
  let test_: StoreForTest;
  let round = 0;
  beforeAll(async () => {
    test_ = await startStoreForTest();
  });
  afterAll(() => test_.stop());
  const fresh = () => test_.db.collection<Row>(`c${round++}`);

  test('an ordered insert stops at the first duplicate and keeps what came before', async () => {
    const c = fresh();
    const error = await serverError(c.insertMany([{ _id: 1 }, { _id: 1 }, { _id: 2 }]));
    expect(error).toMatchObject({ code: 11000, insertedCount: 1 });
    expect(error.message).toMatch(
      /^E11000 duplicate key error collection: test\.c\d+ index: _id_ dup key: \{ _id: 1 \}$/,
    );
    expect(await c.countDocuments()).toBe(1);
  });

  test('an unordered insert goes on after duplicates and names each', async () => {
    const c = fresh();
    await c.createIndex({ k: 1 }, { unique: true });
    const error = await serverError(
      c.insertMany(
        [
          { _id: 1, k: 1 },
          { _id: 2, k: 1 },
          { _id: 3, k: 2 },
          { _id: 3, k: 3 },
        ],
        { ordered: false },
      ),
    );
    expect((error['writeErrors'] as { index: number; code: number }[]).map(({ index, code }) => [index, code])).toEqual(
      [
        [1, 11000],
        [3, 11000],
      ],
    );
    const reply = await test_.db.command({
      insert: c.collectionName,
      documents: [
        { _id: 7, k: 1 },
        { _id: 3, k: 5 },
      ],
      ordered: false,
    });
    expect(reply['writeErrors']).toMatchObject([
      { index: 0, keyPattern: { k: 1 }, keyValue: { k: 1 } },
      { index: 1, keyPattern: { _id: 1 }, keyValue: { _id: 3 } },
    ]);
    expect((await c.find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id)).toEqual([1, 3]);
  });

  test('a document without _id gets one, first of its fields', async () => {
    const c = fresh();
    await test_.db.command({ insert: c.collectionName, documents: [{ a: 1, b: 2 }] });
    const [stored] = await c.find().toArray();
    expect(Object.keys(stored ?? {})).toEqual(['_id', 'a', 'b']);
    expect(stored?._id).toBeInstanceOf(ObjectId);
  });

  test.each([
    [{ a: 1, _id: 5, b: { _id: 6 } }, ['_id', 'a', 'b']],
    [{ a: { _id: 7 }, b: [1], _id: 'last' }, ['_id', 'a', 'b']],
    [{ _id: 8, a: 1 }, ['_id', 'a']],
  ])('an _id is stored first wherever it came: %j', async (document, names) => {
    const c = fresh();
    await test_.db.command({ insert: c.collectionName, documents: [document] });
    const [stored] = await c.find().toArray();
    expect(stored).toEqual(document);
    expect(Object.keys(stored ?? {})).toEqual(names);
    expect(await c.findOne({ _id: document._id as never })).toEqual(document);
  });

  test('an _id that is an array or a regular expression is refused, null is taken', async () => {
    const c = fresh();
    expect((await serverError(c.insertOne({ _id: [1] } as never))).code).toBe(53);
    expect((await serverError(c.insertOne({ _id: /x/ } as never))).code).toBe(53);
    expect((await serverError(c.insertOne({ _id: { $x: 1 } } as never))).code).toBe(52);
    await test_.db.command({ insert: c.collectionName, documents: [{ _id: null }] });
    expect(await c.countDocuments({ _id: null } as object)).toBe(1);
  });

  test('a document beyond 16 MB is refused', async () => {
    const c = fresh();
    await c.insertOne({ _id: 1, a: 'x'.repeat(9e6) });
    expect((await serverError(c.updateOne({ _id: 1 }, { $set: { b: 'x'.repeat(8e6) } }))).code).toBe(10334);
    expect((await serverError(c.updateOne({ _id: 1 }, { $set: { b: 'x'.repeat(9e6) } }))).code).toBe(10334);
    expect(await c.findOne({}, { projection: { b: 1 } })).toEqual({ _id: 1 });
  });

  test('a replacement keeps _id and forgets the rest', async () => {
    const c = fresh();
    await c.insertOne({ _id: 1, a: 1, b: 2 });
    expect(await c.replaceOne({ a: 1 }, { c: 3 })).toMatchObject({ matchedCount: 1, modifiedCount: 1 });
    expect(await c.findOne()).toEqual({ _id: 1, c: 3 });
    expect(await c.replaceOne({ _id: 1 }, { c: 3 })).toMatchObject({ matchedCount: 1, modifiedCount: 0 });
    expect((await serverError(c.replaceOne({ _id: 1 }, { _id: 2 } as never))).code).toBe(66);
  });

  test('updateMany counts what matched and what changed', async () => {
    const c = fresh();
    await c.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 2 },
      { _id: 3, a: 9 },
    ]);
    expect(await c.updateMany({ a: { $lt: 5 } }, { $set: { a: 1 } })).toMatchObject({
      matchedCount: 2,
      modifiedCount: 1,
    });
  });

  test('updateMany that moves documents along the index it reads changes each once', async () => {
    const c = fresh();
    await c.createIndex({ a: 1 });
    await c.insertMany(Array.from({ length: 2_000 }, (_, i) => ({ _id: i, a: i })));
    expect(await c.updateMany({ a: { $gte: 0 } }, { $inc: { a: 1_000 } } as never)).toMatchObject({
      matchedCount: 2_000,
      modifiedCount: 2_000,
    });
    expect(await c.countDocuments({ a: { $gte: 1_000, $lt: 3_000 } })).toBe(2_000);
  });

  test('upserts return the new _id and do not insert twice', async () => {
    const c = fresh();
    const first = await c.updateOne({ k: 'a' }, { $inc: { n: 1 } } as never, { upsert: true });
    expect(first).toMatchObject({ upsertedCount: 1, matchedCount: 0 });
    expect(first.upsertedId).toBeInstanceOf(ObjectId);
    await Promise.all(
      Array.from({ length: 50 }, () => c.updateOne({ k: 'a' }, { $inc: { n: 1 } } as never, { upsert: true })),
    );
    expect(await c.find().toArray()).toMatchObject([{ k: 'a', n: 51 }]);
  });

  test('bulkWrite does every kind, ordered and unordered, and reports each', async () => {
    const c = fresh();
    const result = await c.bulkWrite([
      { insertOne: { document: { _id: 1, a: 1 } } },
      { insertOne: { document: { _id: 2, a: 2 } } },
      { updateOne: { filter: { _id: 1 }, update: { $set: { a: 5 } } } },
      { updateOne: { filter: { _id: 9 }, update: { $set: { a: 9 } }, upsert: true } },
      { replaceOne: { filter: { _id: 2 }, replacement: { b: 1 } } },
      { deleteOne: { filter: { _id: 1 } } },
    ]);
    expect(result).toMatchObject({
      insertedCount: 2,
      matchedCount: 2,
      modifiedCount: 2,
      upsertedCount: 1,
      deletedCount: 1,
    });
    expect(result.upsertedIds).toEqual({ 3: 9 });
    const error = await serverError(
      c.bulkWrite([{ insertOne: { document: { _id: 2 } } }, { insertOne: { document: { _id: 3 } } }], {
        ordered: false,
      }),
    );
    expect(error).toMatchObject({ code: 11000 });
    expect((await c.find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id)).toEqual([2, 3, 9]);
    await serverError(c.bulkWrite([{ insertOne: { document: { _id: 2 } } }, { insertOne: { document: { _id: 4 } } }]));
    expect(await c.findOne({ _id: 4 })).toBeNull();
  });

  test('findOneAndUpdate returns before or after, by the sort, projected', async () => {
    const c = fresh();
    await c.insertMany([
      { _id: 1, a: 3, b: 0 },
      { _id: 2, a: 1, b: 0 },
      { _id: 3, a: 2, b: 0 },
    ]);
    expect(await c.findOneAndUpdate({ b: 0 }, { $set: { b: 1 } }, { sort: { a: 1 } })).toEqual({ _id: 2, a: 1, b: 0 });
    expect(
      await c.findOneAndUpdate(
        { b: 0 },
        { $set: { b: 1 } },
        { sort: { a: 1 }, returnDocument: 'after', projection: { b: 1 } },
      ),
    ).toEqual({ _id: 3, b: 1 });
    expect(await c.findOneAndUpdate({ b: 7 }, { $set: { b: 1 } })).toBeNull();
    expect(await c.findOneAndUpdate({ _id: 8 }, { $set: { b: 1 } }, { upsert: true, returnDocument: 'after' })).toEqual(
      { _id: 8, b: 1 },
    );
    expect(await c.findOneAndUpdate({ _id: 9 }, { $set: { b: 1 } }, { upsert: true })).toBeNull();
    expect(await c.findOneAndReplace({ _id: 8 }, { c: 1 }, { returnDocument: 'after' })).toEqual({ _id: 8, c: 1 });
    expect(await c.findOneAndDelete({ _id: 8 })).toEqual({ _id: 8, c: 1 });
    expect(await c.countDocuments()).toBe(4);
    const raw = await c.findOneAndUpdate({ _id: 1 }, { $set: { b: 5 } }, { includeResultMetadata: true });
    expect(raw).toMatchObject({ lastErrorObject: { n: 1, updatedExisting: true }, value: { b: 0 } });
  });

  test('unacknowledged writes arrive and later commands on the connection go on', async () => {
    const c = fresh();
    await c.insertOne({ _id: 1 }, { writeConcern: { w: 0 } });
    for (let i = 0; i < 100 && (await c.countDocuments()) === 0; i++)
      await new Promise((resolve) => {
        setTimeout(resolve, 10);
      });
    expect(await c.countDocuments()).toBe(1);
  });
});
