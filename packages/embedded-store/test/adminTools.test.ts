import mongoose from 'mongoose';
import { startStoreForTest, type StoreForTest } from './storeForTest';

const { MongoClient } = mongoose.mongo;
type Document = Record<string, unknown>;

/** What mongosh and MongoDB Compass send, sent through the plain driver. */
describe('an admin tool', () => {
  let test_: StoreForTest;
  let client: InstanceType<typeof MongoClient>;
  beforeAll(async () => {
    test_ = await startStoreForTest();
    const accounts = test_.db.collection('accounts');
    await accounts.createIndex({ unit: 1, at: -1 }, { name: 'byUnit' });
    await accounts.createIndex({ name: 1 }, { unique: true });
    await accounts.createIndex({ until: 1 }, { expireAfterSeconds: 3_600, partialFilterExpression: { guest: true } });
    await accounts.insertMany(
      Array.from({ length: 300 }, (_, i) => ({ _id: i as never, name: `账号${i}`, unit: i % 3, at: new Date(i) })),
    );
    await test_.client.db('other').createCollection('empty');
    client = await MongoClient.connect(test_.store.uri, { appName: 'mongosh 2.3.0' });
  });
  afterAll(async () => {
    await client.close();
    await test_.stop();
  });
  const command = (body: Document): Promise<Document> => client.db('admin').command(body);

  test('gets what it asks for on connecting', async () => {
    expect(await command({ hello: 1 })).toMatchObject({
      isWritablePrimary: true,
      logicalSessionTimeoutMinutes: 30,
      maxWireVersion: 21,
      ok: 1,
    });
    expect(await command({ isMaster: 1 })).toMatchObject({ ismaster: true });
    expect(await command({ buildInfo: 1 })).toMatchObject({
      version: '7.0.0',
      versionArray: [7, 0, 0, 0],
      modules: [],
      ok: 1,
    });
    expect(await command({ getParameter: 1, featureCompatibilityVersion: 1 })).toMatchObject({
      featureCompatibilityVersion: { version: '7.0' },
    });
    expect(await command({ getCmdLineOpts: 1 })).toMatchObject({ argv: [expect.any(String)], parsed: {} });
    expect(await command({ getLog: 'startupWarnings' })).toMatchObject({ totalLinesWritten: 0, log: [] });
    expect(await command({ connectionStatus: 1, showPrivileges: true })).toMatchObject({
      authInfo: { authenticatedUsers: [] },
    });
    expect(await command({ hostInfo: 1 })).toMatchObject({
      system: { numCores: expect.any(Number) as number },
      os: {},
    });
    expect(await command({ whatsmyuri: 1 })).toMatchObject({ you: expect.any(String) as string });
    await expect(command({ atlasVersion: 1 })).rejects.toMatchObject({ code: 59 });
    await expect(
      client
        .db('config')
        .collection('system.sessions')
        .aggregate([{ $listLocalSessions: {} }])
        .toArray(),
    ).rejects.toMatchObject({ code: 238 });
  });

  test('sees the state of the server and how much each database and collection holds', async () => {
    expect(await command({ serverStatus: 1 })).toMatchObject({
      version: '7.0.0',
      connections: { current: expect.any(Number) as number },
      storageEngine: { name: 'lmdb' },
      mem: { resident: expect.any(Number) as number },
    });
    expect(await client.db('test').stats()).toMatchObject({ db: 'test', collections: 1, objects: 300, indexes: 4 });
    const size = (await test_.db.collection('accounts').find({}, { raw: true }).toArray()).reduce(
      (sum, bytes) => sum + (bytes as unknown as Uint8Array).length,
      0,
    );
    expect(await client.db('test').command({ collStats: 'accounts' })).toMatchObject({
      ns: 'test.accounts',
      count: 300,
      nindexes: 4,
      size,
      avgObjSize: size / 300,
    });
    const stats = [{ $collStats: { storageStats: { scale: 1 }, count: {} } }];
    expect(await client.db('test').collection('accounts').aggregate(stats).toArray()).toMatchObject([
      { ns: 'test.accounts', count: 300, storageStats: { count: 300, size, capped: false, nindexes: 4 } },
    ]);
    expect(
      await client
        .db('test')
        .collection('accounts')
        .aggregate([
          ...stats,
          { $group: { _id: null, count: { $sum: '$storageStats.count' }, capped: { $first: '$storageStats.capped' } } },
        ])
        .toArray(),
    ).toEqual([{ _id: null, count: 300, capped: false }]);
    expect(await client.db('test').collection('accounts').estimatedDocumentCount()).toBe(300);
  });

  test('lists databases, collections and indexes with their options', async () => {
    const { databases, totalSize } = await client.db().admin().listDatabases();
    expect(databases.map(({ name, empty }) => [name, empty])).toEqual([
      ['other', false],
      ['test', false],
    ]);
    expect(totalSize).toBe(databases.reduce((sum, { sizeOnDisk = 0 }) => sum + sizeOnDisk, 0));
    expect((await client.db().admin().listDatabases({ nameOnly: true })).databases).toEqual([
      { name: 'other' },
      { name: 'test' },
    ]);
    expect(await client.db('test').listCollections().toArray()).toEqual([
      {
        name: 'accounts',
        type: 'collection',
        options: {},
        info: { readOnly: false, uuid: expect.objectContaining({ sub_type: 4 }) as object },
        idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
      },
    ]);
    expect(await client.db('test').listCollections({ name: 'nowhere' }).toArray()).toEqual([]);
    expect(await client.db('test').collection('accounts').listIndexes().toArray()).toEqual([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { unit: 1, at: -1 }, name: 'byUnit' },
      { v: 2, key: { name: 1 }, name: 'name_1', unique: true },
      { v: 2, key: { until: 1 }, name: 'until_1', expireAfterSeconds: 3_600, partialFilterExpression: { guest: true } },
    ]);
  });

  test('pages through documents, counts and aggregates them', async () => {
    const accounts = client.db('test').collection('accounts');
    expect(
      (await accounts.find({}).sort({ _id: -1 }).skip(20).limit(20).project({ name: 1 }).toArray()).map(
        ({ name }) => name as string,
      ),
    ).toEqual(Array.from({ length: 20 }, (_, i) => `账号${279 - i}`));
    expect(
      await accounts
        .aggregate([{ $match: { unit: 1 } }, { $skip: 0 }, { $group: { _id: 1, n: { $sum: 1 } } }], {
          hint: '_id_',
          maxTimeMS: 5_000,
        })
        .toArray(),
    ).toEqual([{ _id: 1, n: 100 }]);
    expect(await accounts.distinct('unit')).toEqual([0, 1, 2]);
    expect(await accounts.aggregate([{ $sortByCount: '$unit' }, { $sort: { _id: 1 } }]).toArray()).toEqual(
      [0, 1, 2].map((unit) => ({ _id: unit, count: 100 })),
    );
  });

  const plans: [string, Document, Document, number, number][] = [
    [
      'an index and its bounds',
      { find: 'accounts', filter: { unit: 1, at: { $gte: new Date(200) } } },
      {
        stage: 'FETCH',
        inputStage: {
          stage: 'IXSCAN',
          indexName: 'byUnit',
          keyPattern: { unit: 1, at: -1 },
          isMultiKey: false,
          direction: 'forward',
        },
      },
      33,
      33,
    ],
    [
      'a list of more keys than there are documents',
      { find: 'accounts', filter: { unit: { $in: Array.from({ length: 900 }, (_, i) => i + 2) } }, sort: { unit: 1 } },
      { stage: 'FETCH', inputStage: { stage: 'IXSCAN', indexName: 'byUnit', direction: 'forward' } },
      100,
      100,
    ],
    ['a scan', { find: 'accounts', filter: { missing: 5 } }, { stage: 'COLLSCAN', direction: 'forward' }, 0, 300],
    ['an _id', { find: 'accounts', filter: { _id: 7 } }, { stage: 'IDHACK' }, 1, 1],
    [
      'a sort in memory',
      { find: 'accounts', filter: { unit: 1 }, sort: { name: 1 } },
      { stage: 'SORT', sortPattern: { name: 1 }, inputStage: { stage: 'FETCH' } },
      100,
      100,
    ],
    [
      'an order read backwards, and a limit',
      { find: 'accounts', filter: { unit: 1 }, sort: { at: 1 }, limit: 5 },
      {
        stage: 'LIMIT',
        limitAmount: 5,
        inputStage: { stage: 'FETCH', inputStage: { stage: 'IXSCAN', direction: 'backward' } },
      },
      5,
      5,
    ],
    [
      'an $or',
      { find: 'accounts', filter: { $or: [{ unit: 1 }, { name: '账号0' }] } },
      { stage: 'OR', inputStages: [{ stage: 'FETCH' }, { stage: 'FETCH' }] },
      101,
      101,
    ],
    [
      'an aggregation',
      { aggregate: 'accounts', pipeline: [{ $match: { unit: 2 } }, { $group: { _id: '$name' } }], cursor: {} },
      { stage: 'FETCH', inputStage: { stage: 'IXSCAN', indexName: 'byUnit' } },
      100,
      100,
    ],
    [
      'a count by the entries of an index',
      { aggregate: 'accounts', pipeline: [{ $match: { unit: 2 } }, { $group: { _id: '$unit' } }], cursor: {} },
      { stage: 'COUNT_SCAN', indexName: 'byUnit', boundedFields: 1, groupFields: 1 },
      1,
      1,
    ],
    [
      'an update',
      { update: 'accounts', updates: [{ q: { name: '账号1' }, u: { $set: { a: 1 } } }] },
      { stage: 'FETCH', inputStage: { stage: 'IXSCAN', indexName: 'name_1', isUnique: true } },
      1,
      1,
    ],
  ];
  test.each(plans)('is told how a command is done: %s', async (_name, explained, winningPlan, returned, examined) => {
    const plan = await client.db('test').command({ explain: explained, verbosity: 'executionStats' });
    expect(plan).toMatchObject({
      queryPlanner: { namespace: 'test.accounts', winningPlan, rejectedPlans: [] },
      executionStats: {
        executionSuccess: true,
        nReturned: returned,
        totalDocsExamined: examined,
        executionTimeMillis: expect.any(Number) as number,
        executionStages: { ...winningPlan, nReturned: returned },
      },
      serverInfo: { version: '7.0.0' },
    });
    expect(((plan['executionStats'] as Document)['totalKeysExamined'] as number) > 0).toBe(
      winningPlan['stage'] !== 'COLLSCAN',
    );
    expect(await client.db('test').command({ explain: explained, verbosity: 'queryPlanner' })).not.toHaveProperty(
      'executionStats',
    );
    expect(await client.db('test').collection('accounts').countDocuments({ a: 1 })).toBe(0);
  });
});
