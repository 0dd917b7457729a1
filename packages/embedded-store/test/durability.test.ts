import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import { backupEmbeddedStore, restoreEmbeddedStore, startEmbeddedStore, StoreInUseError } from '../src/index';
import { expireDocuments } from '../src/maintenance/expireDocuments';
import { forgetUnfinished } from '../src/maintenance/buildIndex';
import { openIndex } from '../src/keys/indexSpec';
import type { Collection } from '../src/store/catalog';
import { collectionRange, ownKey, ownPart } from '../src/store/keyLayout';
import { openStorage } from '../src/store/keyValueStorage';
import { findIndexFaults } from './checkIndexes';
import { startStoreForTest } from './storeForTest';
import { discard, openTestEngine } from './testEngine';

const { MongoClient } = mongoose.mongo;

function folder(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'embedded-'));
}

describe('reopening a data folder', () => {
  test('finds every option of every index as it was made', async () => {
    const first = openTestEngine();
    const specs = [
      { key: { a: 1 }, name: 'plain' },
      { key: { b: -1, 'c.d': 1 }, name: 'compound' },
      { key: { e: 1 }, name: 'unique', unique: true },
      { key: { f: 1 }, name: 'sparse', sparse: true },
      { key: { g: 1 }, name: 'partial', partialFilterExpression: { h: { $gte: new Date(5) } } },
      { key: { at: 1 }, name: 'ttl', expireAfterSeconds: 3600 },
      { key: { z: 1 }, name: 'hidden', hidden: true },
    ];
    await first.run({ createIndexes: 'c', indexes: specs });
    await first.run({
      insert: 'c',
      documents: [
        { _id: 1, a: [1, 2], e: 'x'.repeat(2_000), at: new Date(0), g: 1, h: new Date(9) },
        { _id: 2, f: 1, e: 1 },
      ],
    });
    const [before, fields] = [
      await first.all({ listIndexes: 'c' }),
      indexFacts(first.engine.catalog.find('test', 'c') as Collection),
    ];
    await first.close();

    const second = openTestEngine({ dataDir: first.dataDir });
    expect(await second.all({ listIndexes: 'c' })).toEqual(before);
    expect(before.slice(1)).toEqual(specs.map((spec) => ({ v: 2, ...spec })));
    expect(indexFacts(second.engine.catalog.find('test', 'c') as Collection)).toEqual(fields);
    expect(fields.find(({ name }) => name === 'plain')?.expireAfterSeconds).toBeNull();
    expect(await second.run({ createIndexes: 'c', indexes: specs })).toMatchObject({
      note: 'all indexes already exist',
    });
    expect(await second.run({ count: 'c' })).toMatchObject({ n: 2 });
    expect(findIndexFaults(second.engine)).toEqual([]);
    await discard(second);
  });

  function indexFacts({ indexes }: Collection) {
    return indexes.map(({ id, options, state, multikey, cut }) => ({ id, ...options, state, multikey, cut }));
  }

  test('drops an index whose building was interrupted, with its entries', async () => {
    const first = openTestEngine();
    await first.run({ insert: 'c', documents: Array.from({ length: 500 }, (_, i) => ({ _id: i, a: i })) });
    const collection = first.engine.catalog.find('test', 'c') as Collection;
    const index = openIndex(
      1,
      {
        name: 'a',
        key: { a: 1 },
        unique: false,
        sparse: false,
        hidden: false,
        partialFilter: null,
        expireAfterSeconds: null,
      },
      { state: 'building', multikey: 0, cut: false },
    );
    await first.engine.write(() => {
      collection.indexes = [index];
      collection.nextIndexId = 2;
      first.engine.catalog.save(collection);
      first.engine.writer.addToIndex(collection, index, {
        idKey: Buffer.from([1]),
        bytes: Buffer.alloc(0),
        document: { a: 1 },
      });
    });
    await first.close();
    const second = openTestEngine({ dataDir: first.dataDir });
    await forgetUnfinished(second.engine);
    expect((await second.all({ listIndexes: 'c' })).map(({ name }) => name)).toEqual(['_id_']);
    expect(await second.run({ find: 'c', filter: { a: 7 } })).toMatchObject({ cursor: { firstBatch: [{ _id: 7 }] } });
    await discard(second);
  });

  test('goes on removing what was dropped before, and never gives its place to another collection', async () => {
    const first = openTestEngine();
    await first.run({ insert: 'c', documents: Array.from({ length: 50 }, (_, i) => ({ _id: i })) });
    const { id } = first.engine.catalog.find('test', 'c') as Collection;
    await first.run({ drop: 'c' });
    await first.engine.close();
    const second = openTestEngine({ dataDir: first.dataDir });
    await second.run({ insert: 'c', documents: [{ _id: 'new' }] });
    expect((second.engine.catalog.find('test', 'c') as Collection).id).not.toBe(id);
    expect(second.engine.storage.count(collectionRange(id), Infinity)).toBe(50);
    await second.close();
    const third = openTestEngine({ dataDir: first.dataDir });
    expect(third.engine.storage.count(collectionRange(id), Infinity)).toBe(0);
    expect(await third.run({ count: 'c', query: {} })).toMatchObject({ n: 1 });
    await discard(third);
  });

  test('is refused when the file was written by a newer version', async () => {
    const first = openTestEngine();
    const newer = Buffer.alloc(4);
    newer.writeUInt32BE(99);
    first.engine.storage.transact(() => first.engine.storage.put(ownKey(ownPart.format, 0), newer));
    await first.close();
    await expect(startEmbeddedStore({ dataDir: first.dataDir })).rejects.toThrow(
      /format 99.*written by a newer version/,
    );
    fs.rmSync(first.dataDir, { recursive: true });
  });
});

describe('a folder that cannot be used', () => {
  test('is refused when its data file is not one', async () => {
    const dir = folder();
    fs.writeFileSync(path.join(dir, 'store.lmdb'), Buffer.alloc(100_000, 7));
    await expect(startEmbeddedStore({ dataDir: dir })).rejects.toThrow(/is not a data file of the embedded store/);
    expect(fs.readdirSync(dir).filter((name) => name.endsWith('.lock'))).toEqual([]);
    fs.rmSync(dir, { recursive: true });
  });

  test('is named in the error', async () => {
    const dir = folder();
    fs.writeFileSync(path.join(dir, 'file'), '');
    await expect(startEmbeddedStore({ dataDir: path.join(dir, 'file', 'data') })).rejects.toThrow(
      /The data folder .*file.data cannot be written: .*\. Make it writable/,
    );
    fs.rmSync(dir, { recursive: true });
  });

  (process.getuid?.() === 0 ? test.skip : test)('is refused when it is read-only', async () => {
    const dir = folder();
    fs.chmodSync(dir, 0o500);
    await expect(startEmbeddedStore({ dataDir: dir })).rejects.toThrow(/cannot be written/);
    fs.chmodSync(dir, 0o700);
    fs.rmSync(dir, { recursive: true });
  });
});

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

describe('expiry', () => {
  test('removes a document at the instant its time is up, by the clock it is given', async () => {
    let now = 1_000_000;
    const store = openTestEngine({ now: () => now });
    await store.run({ createIndexes: 's', indexes: [{ key: { at: 1 }, name: 'at', expireAfterSeconds: 60 }] });
    await store.run({
      createIndexes: 's',
      indexes: [
        { key: { until: 1 }, name: 'until', expireAfterSeconds: 0, partialFilterExpression: { kind: 'guest' } },
      ],
    });
    await store.run({ createIndexes: 's', indexes: [{ key: { other: 1 }, name: 'other' }] });
    await store.run({
      insert: 's',
      documents: [
        { _id: 'a', at: new Date(now) },
        { _id: 'no date', at: 5 },
        { _id: 'missing' },
        { _id: 'list', at: [new Date(now), new Date(now + 500_000)] },
        { _id: 'guest', kind: 'guest', until: new Date(now + 70_000) },
        { _id: 'member', kind: 'member', until: new Date(now) },
        { _id: 'plain', other: new Date(0) },
      ],
    });
    const left = async (): Promise<unknown[]> =>
      (await store.all({ find: 's', sort: { _id: 1 } })).map(({ _id }) => _id);
    now += 59_999;
    expect(await expireDocuments(store.engine)).toBe(0);
    now += 1;
    expect(await expireDocuments(store.engine)).toBe(2);
    expect(await left()).toEqual(['guest', 'member', 'missing', 'no date', 'plain']);
    now += 10_000;
    expect(await expireDocuments(store.engine)).toBe(1);
    expect(await left()).toEqual(['member', 'missing', 'no date', 'plain']);
    expect(findIndexFaults(store.engine)).toEqual([]);
    await discard(store);
  });

  test('runs by itself in a started store', async () => {
    const dir = folder();
    const store = await startEmbeddedStore({ dataDir: dir, expiryEveryMs: 20 });
    const client = await MongoClient.connect(store.uri);
    const sessions = client.db().collection('sessions');
    await sessions.createIndex({ at: 1 }, { expireAfterSeconds: 1 });
    await sessions.insertMany([{ at: new Date(0) }, { at: new Date(Date.now() + 3_600_000) }]);
    for (let i = 0; i < 200 && (await sessions.countDocuments()) > 1; i++)
      await new Promise((resolve) => {
        setTimeout(resolve, 20);
      });
    expect(await sessions.countDocuments()).toBe(1);
    await client.close();
    await store.close();
    fs.rmSync(dir, { recursive: true });
  });
});

describe('backup and restore', () => {
  test('a backup taken under writes holds every document there was, and restores to the same', async () => {
    const running = await startStoreForTest();
    const [copies, place] = [folder(), folder()];
    const dataDir = path.dirname(
      path.dirname(decodeURIComponent(running.store.uri.slice('mongodb://'.length).split('/')[0] as string)),
    );
    const settled = running.db.collection('settled');
    await settled.createIndex({ n: 1 }, { unique: true });
    await settled.insertMany(
      Array.from({ length: 3_000 }, (_, i) => ({ n: i, text: '政'.repeat(i % 50), at: new Date(i) })),
    );
    let isWriting = true;
    const writing = (async () => {
      for (let i = 0; isWriting; i++) await running.db.collection('busy').insertOne({ i });
    })();
    const contents = await backupEmbeddedStore({ dataDir, targetDir: path.join(copies, 'one') });
    isWriting = false;
    await writing;
    expect(contents['test.settled']).toBe(3_000);
    await expect(backupEmbeddedStore({ dataDir, targetDir: path.join(copies, 'one') })).rejects.toThrow(
      /already holds a backup/,
    );
    await expect(restoreEmbeddedStore({ sourceDir: path.join(copies, 'one'), dataDir })).rejects.toThrow(
      StoreInUseError,
    );

    expect(await restoreEmbeddedStore({ sourceDir: path.join(copies, 'one'), dataDir: place })).toEqual(contents);
    const restored = await startEmbeddedStore({ dataDir: place });
    const client = await MongoClient.connect(restored.uri);
    const [before, after] = await Promise.all(
      [settled, client.db('test').collection('settled')].map((collection) =>
        collection.find().sort({ _id: 1 }).toArray(),
      ),
    );
    expect(after).toEqual(before);
    expect(
      await client
        .db('test')
        .collection('busy')
        .find({}, { projection: { _id: 0 } })
        .sort({ i: 1 })
        .toArray(),
    ).toEqual(Array.from({ length: contents['test.busy'] as number }, (_, i) => ({ i })));
    await client.close();
    await restored.close();
    const engine = openTestEngine({ dataDir: place });
    expect(findIndexFaults(engine.engine)).toEqual([]);
    await discard(engine);
    await running.stop();
    fs.rmSync(copies, { recursive: true });
  });

  test('a store that is not running is copied too; what a restore replaces is kept beside it; a damaged copy changes nothing', async () => {
    const [one, copies] = [openTestEngine(), folder()];
    await one.run({ insert: 'c', documents: [{ _id: 1 }] });
    await one.close();
    await backupEmbeddedStore({ dataDir: one.dataDir, targetDir: path.join(copies, 'good') });
    const later = openTestEngine({ dataDir: one.dataDir });
    await later.run({ insert: 'c', documents: [{ _id: 2 }] });
    await later.close();

    fs.cpSync(path.join(copies, 'good'), path.join(copies, 'bad'), { recursive: true });
    fs.truncateSync(path.join(copies, 'bad', 'store.lmdb'), 5_000);
    await expect(restoreEmbeddedStore({ sourceDir: path.join(copies, 'bad'), dataDir: one.dataDir })).rejects.toThrow(
      /damaged/,
    );
    fs.rmSync(path.join(copies, 'bad', 'backup.json'));
    await expect(restoreEmbeddedStore({ sourceDir: path.join(copies, 'bad'), dataDir: one.dataDir })).rejects.toThrow(
      /holds no finished backup/,
    );
    expect(await restoreEmbeddedStore({ sourceDir: path.join(copies, 'good'), dataDir: one.dataDir })).toEqual({
      'test.c': 1,
    });
    expect(fs.readdirSync(one.dataDir).sort()).toEqual(['store.lmdb', 'store.lmdb.replaced']);
    const replaced = openStorage(path.join(one.dataDir, 'store.lmdb.replaced'));
    await replaced.close();
    fs.rmSync(one.dataDir, { recursive: true });
    fs.rmSync(copies, { recursive: true });
  });
});

describe('a full disk', () => {
  test('is reported as such; what was acknowledged is there, and writing goes on when there is room', async () => {
    if (process.platform === 'win32') return;
    const dir = folder();
    const limitKb = 3_000;
    const child = spawn('bash', [
      '-c',
      `ulimit -f ${limitKb}; exec "$0" "$@"`,
      process.execPath,
      '--require',
      require.resolve('tsx/cjs'),
      path.join(__dirname, 'fillUntilFull.ts'),
      dir,
    ]);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    await new Promise((resolve) => {
      child.once('close', resolve);
    });
    const report = JSON.parse(output.split('\n').find((line) => line.startsWith('{')) ?? '{}') as {
      acknowledged: number;
      code: number;
      message: string;
    };
    expect(report).toMatchObject({ code: 14031 });
    expect(report.message).toMatch(/disk is full/);
    expect(report.acknowledged).toBeGreaterThan(100);
    const store = openTestEngine({ dataDir: dir });
    expect(await store.run({ count: 'c', query: {} })).toMatchObject({ n: report.acknowledged });
    expect(findIndexFaults(store.engine)).toEqual([]);
    expect(await store.run({ insert: 'c', documents: [{ _id: 'after' }] })).toMatchObject({ n: 1 });
    await discard(store);
  });
});
