import { serverError, startStoreForTest, type StoreForTest } from './storeForTest';

interface Row {
  _id: number | string;
  [field: string]: unknown;
}

describe('concurrent writes and unique keys', () => {
  let test_: StoreForTest;
  let round = 0;
  beforeAll(async () => {
    test_ = await startStoreForTest();
  });
  afterAll(() => test_.stop());
  const fresh = () => test_.db.collection<Row>(`c${round++}`);

  test('a thousand concurrent claimers each get a job of their own', async () => {
    const c = fresh();
    await c.createIndex({ state: 1, dueAt: 1 });
    await c.insertMany(Array.from({ length: 1_000 }, (_, i) => ({ _id: i, state: 'queued', dueAt: new Date(i) })));
    const claimed = await Promise.all(
      Array.from({ length: 1_000 }, (_, i) =>
        c.findOneAndUpdate(
          { state: 'queued', dueAt: { $lte: new Date() } },
          { $set: { state: 'running', token: i } },
          { sort: { dueAt: 1 }, returnDocument: 'after' },
        ),
      ),
    );
    expect(new Set(claimed.map((job) => job?._id)).size).toBe(1_000);
    expect(await c.countDocuments({ state: 'running' })).toBe(1_000);
    expect(await c.findOneAndUpdate({ state: 'queued' }, { $set: { state: 'running' } })).toBeNull();
  });

  test('concurrent upserts of one key under a unique index make one document', async () => {
    const c = fresh();
    await c.createIndex({ unit: 1, day: 1 }, { unique: true });
    await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        c.updateOne({ unit: 'u', day: 1 }, { $set: { last: i }, $setOnInsert: { first: i } }, { upsert: true }),
      ),
    );
    expect(await c.countDocuments()).toBe(1);
  });

  test('a partial unique index binds only what it holds', async () => {
    const c = fresh();
    await c.createIndex({ account: 1 }, { unique: true, partialFilterExpression: { open: true } });
    await c.insertMany([
      { _id: 1, account: 'a', open: true },
      { _id: 2, account: 'a', open: false },
      { _id: 3, account: 'a', open: false },
    ]);
    expect((await serverError(c.updateOne({ _id: 2 }, { $set: { open: true } }))).code).toBe(11000);
    await c.updateOne({ _id: 1 }, { $set: { open: false } });
    expect(await c.updateOne({ _id: 2 }, { $set: { open: true } })).toMatchObject({ modifiedCount: 1 });
  });

  test('a unique index on the elements of an array binds across documents and not within one', async () => {
    const c = fresh();
    await c.createIndex(
      { 'outbox.eventId': 1 },
      { unique: true, partialFilterExpression: { 'outbox.eventId': { $exists: true } } },
    );
    await c.insertMany([
      { _id: 1, outbox: [{ eventId: 'x' }, { eventId: 'x' }] },
      { _id: 2, outbox: [] },
      { _id: 3, outbox: [] },
    ]);
    const error = await serverError(c.updateOne({ _id: 2 }, { $push: { outbox: { eventId: 'x' } } } as never));
    expect(error).toMatchObject({
      code: 11000,
      keyPattern: { 'outbox.eventId': 1 },
      keyValue: { 'outbox.eventId': 'x' },
    });
    expect((await c.find({ 'outbox.0': { $exists: true } }).toArray()).map(({ _id }) => _id)).toEqual([1]);
    await c.updateOne({ _id: 1 }, { $pull: { outbox: { eventId: 'x' } } } as never);
    expect(await c.updateOne({ _id: 2 }, { $push: { outbox: { eventId: 'x' } } } as never)).toMatchObject({
      modifiedCount: 1,
    });
  });

  test('two arrays in one compound index are refused, and nothing is written', async () => {
    const c = fresh();
    await c.createIndex({ a: 1, b: 1 });
    expect((await serverError(c.insertOne({ _id: 1, a: [1], b: [2] }))).code).toBe(171);
    expect(await c.countDocuments()).toBe(0);
  });

  test('long keys stay unique, findable and in order of their beginnings', async () => {
    const c = fresh();
    await c.createIndex({ t: 1 }, { unique: true });
    const long = '政'.repeat(2_000);
    await c.insertMany([
      { _id: 1, t: `${long}a` },
      { _id: 2, t: `${long}b` },
      { _id: 3, t: 'short' },
    ]);
    expect((await serverError(c.insertOne({ _id: 4, t: `${long}a` }))).code).toBe(11000);
    expect(await c.findOne({ t: `${long}b` })).toMatchObject({ _id: 2 });
    expect(
      (
        await c
          .find({ t: { $gt: long } })
          .sort({ t: -1 })
          .toArray()
      ).map(({ _id }) => _id),
    ).toEqual([2, 1]);
    await c.insertOne({ _id: 'i'.repeat(3_000) });
    expect(await c.findOne({ _id: 'i'.repeat(3_000) })).not.toBeNull();
    expect((await serverError(c.insertOne({ _id: 'i'.repeat(3_000) }))).code).toBe(11000);
  });
});
