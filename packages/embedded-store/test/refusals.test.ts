import mongoose from 'mongoose';
import { serverError, startStoreForTest, type StoreForTest } from './storeForTest';

const { Decimal128, Code } = mongoose.mongo;

describe('what the store does not do', () => {
  let test_: StoreForTest;
  beforeAll(async () => {
    test_ = await startStoreForTest();
    await test_.db.collection('c').insertOne({ a: 1 });
  });
  afterAll(() => test_.stop());

  const commands: [string, Record<string, unknown>, number][] = [
    ['an unknown command', { frobnicate: 1 }, 59],
    ['a command MongoDB has and the store has not', { mapReduce: 'c', map: 'x', reduce: 'y', out: 'z' }, 115],
    ['renaming a collection', { renameCollection: 'test.c', to: 'test.d' }, 115],
    ['an unknown field', { find: 'c', filter: {}, frobnicate: 1 }, 40415],
    ['a missing required field', { insert: 'c' }, 40414],
    ['a field of the wrong type', { find: 'c', filter: 5 }, 14],
    ['a negative limit', { find: 'c', limit: -1 }, 2],
    ['a tailable cursor', { find: 'c', tailable: true }, 238],
    ['a collation', { find: 'c', collation: { locale: 'zh' } }, 238],
    ['min and max', { find: 'c', min: { a: 1 } }, 238],
    ['$where', { find: 'c', filter: { $where: 'true' } }, 238],
    ['$text', { find: 'c', filter: { $text: { $search: 'x' } } }, 238],
    ['a geo query', { find: 'c', filter: { a: { $geoWithin: {} } } }, 238],
    ['an unknown query operator', { find: 'c', filter: { a: { $frobnicate: 1 } } }, 2],
    ['an unknown top-level operator', { find: 'c', filter: { $frobnicate: [] } }, 2],
    ['an empty $or', { find: 'c', filter: { $or: [] } }, 2],
    ['$in without an array', { find: 'c', filter: { a: { $in: 1 } } }, 2],
    ['a bad regular expression', { find: 'c', filter: { a: { $regex: '(' } } }, 51091],
    ['natural order', { find: 'c', sort: { $natural: 1 } }, 238],
    ['a sort direction that is none', { find: 'c', sort: { a: 2 } }, 15975],
    ['a positional projection', { find: 'c', filter: { a: 1 }, projection: { 'a.$': 1 } }, 238],
    ['$slice in a projection', { find: 'c', projection: { a: { $slice: 1 } } }, 238],
    ['$elemMatch in a projection', { find: 'c', projection: { a: { $elemMatch: { b: 1 } } } }, 238],
    ['a sort in an update', { update: 'c', updates: [{ q: {}, u: { $set: { a: 1 } }, sort: { a: 1 } }] }, 40415],
    ['$bit', { update: 'c', updates: [{ q: {}, u: { $bit: { a: { and: 1 } } } }] }, 238],
    ['a replacement of many', { update: 'c', updates: [{ q: {}, u: { a: 1 }, multi: true }] }, 9],
    ['$out', { aggregate: 'c', pipeline: [{ $out: 'd' }], cursor: {} }, 238],
    ['$bucket', { aggregate: 'c', pipeline: [{ $bucket: { groupBy: '$a', boundaries: [0, 1] } }], cursor: {} }, 238],
    [
      '$lookup with a pipeline',
      { aggregate: 'c', pipeline: [{ $lookup: { from: 'd', pipeline: [], as: 'x' } }], cursor: {} },
      238,
    ],
    ['an unknown expression', { aggregate: 'c', pipeline: [{ $project: { x: { $frobnicate: 1 } } }], cursor: {} }, 168],
    [
      'an unknown accumulator',
      { aggregate: 'c', pipeline: [{ $group: { _id: 1, x: { $frobnicate: 1 } } }], cursor: {} },
      15952,
    ],
    ['$indexStats', { aggregate: 'c', pipeline: [{ $indexStats: {} }], cursor: {} }, 238],
    ['sessions of the server', { aggregate: 'c', pipeline: [{ $listLocalSessions: {} }], cursor: {} }, 238],
    ['latencies in $collStats', { aggregate: 'c', pipeline: [{ $collStats: { latencyStats: {} } }], cursor: {} }, 238],
    [
      'statistics of no collection',
      { aggregate: 'nowhere', pipeline: [{ $collStats: { count: {} } }], cursor: {} },
      26,
    ],
    ['an aggregation without a collection', { aggregate: 1, pipeline: [{ $listLocalSessions: {} }], cursor: {} }, 238],
    ['a change stream', { aggregate: 'c', pipeline: [{ $changeStream: {} }], cursor: {} }, 238],
    ['a capped collection', { create: 'k', capped: true, size: 1000 }, 238],
    ['a time series', { create: 'k', timeseries: { timeField: 't' } }, 238],
    ['a view', { create: 'k', viewOn: 'c', pipeline: [] }, 238],
    ['a validator', { create: 'k', validator: { a: 1 } }, 238],
    ['an existing collection', { create: 'c' }, 48],
    ['a bad collection name', { create: 'a$b' }, 73],
    ['a text index', { createIndexes: 'c', indexes: [{ key: { a: 'text' }, name: 'x' }] }, 67],
    ['a hashed index', { createIndexes: 'c', indexes: [{ key: { a: 'hashed' }, name: 'x' }] }, 67],
    ['a wildcard index', { createIndexes: 'c', indexes: [{ key: { '$**': 1 }, name: 'x' }] }, 67],
    ['an index on an array position', { createIndexes: 'c', indexes: [{ key: { 'a.0': 1 }, name: 'x' }] }, 67],
    [
      'a partial index with $not',
      { createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 'x', partialFilterExpression: { a: { $ne: 1 } } }] },
      67,
    ],
    ['an unknown index option', { createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 'x', frobnicate: 1 }] }, 197],
    [
      'a TTL index on two fields',
      { createIndexes: 'c', indexes: [{ key: { a: 1, b: 1 }, name: 'x', expireAfterSeconds: 5 }] },
      67,
    ],
    ['indexes of no collection', { listIndexes: 'nowhere' }, 26],
    ['dropping an index that is not there', { dropIndexes: 'c', index: 'nowhere' }, 27],
    ['dropping the index on _id', { dropIndexes: 'c', index: '_id_' }, 72],
    ['a write concern of two nodes', { insert: 'c', documents: [{}], writeConcern: { w: 2 } }, 2],
    ['a linearizable read', { find: 'c', readConcern: { level: 'linearizable' } }, 123],
    [
      'a transaction',
      { find: 'c', lsid: { id: new mongoose.mongo.UUID() }, txnNumber: 1, startTransaction: true, autocommit: false },
      20,
    ],
    ['a cursor that is not open', { getMore: mongoose.mongo.Long.fromNumber(77), collection: 'c' }, 43],
  ];
  test.each(commands)("refuses %s with MongoDB's code", async (_name, command, code) => {
    const error = await serverError(
      test_.db.command(command).then((reply: Record<string, unknown>) => {
        const [failed] = (reply['writeErrors'] ?? []) as object[];
        if (failed !== undefined) throw failed;
      }),
    );
    expect(error.code).toBe(code);
  });

  test('refuses values it could not compare', async () => {
    const c = test_.db.collection('c');
    for (const value of [Decimal128.fromString('1'), new Code('x')]) {
      expect((await serverError(c.insertOne({ a: value } as never))).code).toBe(238);
      expect((await serverError(c.findOne({ a: value } as never))).code).toBe(238);
    }
  });

  test('refuses a transaction of the driver as a standalone server does', async () => {
    const session = test_.client.startSession();
    session.startTransaction();
    const error = await serverError(test_.db.collection('c').insertOne({ a: 2 }, { session }));
    expect(error['originalError']).toMatchObject({ code: 20 });
    await session.abortTransaction();
    await session.endSession();
  });

  test('takes the options that change nothing here', async () => {
    const c = test_.db.collection('c', {
      writeConcern: { w: 'majority', j: true, wtimeoutMS: 5 },
      readConcern: { level: 'majority' },
    });
    await c.insertOne({ b: 1 });
    expect(
      await c.findOne({ b: 1 }, { allowDiskUse: true, comment: 'x', noCursorTimeout: true } as object),
    ).toMatchObject({ b: 1 });
    expect(await c.countDocuments({ b: 1 }, { maxTimeMS: 5_000 })).toBe(1);
  });

  test('closes a connection that does not speak the protocol, and serves the others', async () => {
    const net = await import('node:net');
    const path = decodeURIComponent(test_.store.uri.slice('mongodb://'.length).split('/')[0] as string);
    for (const bytes of [
      'GET / HTTP/1.1\r\n\r\n'.repeat(4),
      Buffer.concat([Buffer.from([24, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0xd4, 7, 0, 0]), Buffer.alloc(8)]),
      Buffer.alloc(64),
    ]) {
      const socket = net.connect(path);
      const closed = new Promise((resolve) => {
        socket.once('close', resolve);
      });
      socket.on('error', () => undefined);
      socket.write(bytes);
      await closed;
    }
    expect(await test_.db.command({ ping: 1 })).toEqual({ ok: 1 });
  });

  test('says maxTimeMS has passed instead of going on', async () => {
    const c = test_.db.collection<{ _id: number; t: string }>('many');
    await c.insertMany(Array.from({ length: 20_000 }, (_, i) => ({ _id: i, t: 'x'.repeat(100) })));
    expect((await serverError(c.find({ t: /y$/ }, { maxTimeMS: 1 }).toArray())).code).toBe(50);
  });

  test('keeps a cursor to its collection, and forgets a killed one', async () => {
    const cursor = test_.db.collection('many').find().batchSize(2);
    await cursor.next();
    const id = cursor.id as unknown as object;
    expect((await serverError(test_.db.command({ getMore: id, collection: 'c' }))).code).toBe(13);
    await cursor.close();
    expect((await serverError(test_.db.command({ getMore: id, collection: 'many' }))).code).toBe(43);
  });
});
