import fs from 'node:fs';
import path from 'node:path';
import { encodeDocument } from '../src/bson/encodeDocument';
import { startEmbeddedStore } from '../src/index';
import { openIndex } from '../src/keys/indexSpec';
import { forgetUnfinished } from '../src/maintenance/buildIndex';
import type { Collection } from '../src/store/catalog';
import { collectionRange, ownKey, ownPart } from '../src/store/keyLayout';
import { findIndexFaults } from './checkIndexes';
import { newFolder } from './folders';
import { discard, openTestEngine } from './testEngine';

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

  test('finds what an index holds, though a first write of it was undone', async () => {
    const first = openTestEngine();
    await first.run({ createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 'a' }] });
    const { engine } = first;
    const collection = engine.catalog.find('test', 'c') as Collection;
    const list = { _id: 1, a: [1, 9], b: 'x'.repeat(2_000) };
    const undone = engine.write(() => {
      engine.writer.insert(collection, encodeDocument(list), list);
      throw new Error('the disk is full');
    });
    await expect(undone).rejects.toThrow('the disk is full');
    await first.run({ insert: 'c', documents: [list] });
    await first.close();

    const second = openTestEngine({ dataDir: first.dataDir });
    // Bounds that are met by two elements, not by one: an index that does not know of its lists finds nothing here.
    expect(await second.all({ find: 'c', filter: { a: { $gt: 8, $lt: 2 } } })).toEqual([list]);
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
    const dir = newFolder();
    fs.writeFileSync(path.join(dir, 'store.lmdb'), Buffer.alloc(100_000, 7));
    await expect(startEmbeddedStore({ dataDir: dir })).rejects.toThrow(/is not a data file of the embedded store/);
    expect(fs.readdirSync(dir).filter((name) => name.endsWith('.lock'))).toEqual([]);
    fs.rmSync(dir, { recursive: true });
  });

  test('is named in the error', async () => {
    const dir = newFolder();
    fs.writeFileSync(path.join(dir, 'file'), '');
    await expect(startEmbeddedStore({ dataDir: path.join(dir, 'file', 'data') })).rejects.toThrow(
      /The data folder .*file.data cannot be written: .*\. Make it writable/,
    );
    fs.rmSync(dir, { recursive: true });
  });

  (process.getuid?.() === 0 ? test.skip : test)('is refused when it is read-only', async () => {
    const dir = newFolder();
    fs.chmodSync(dir, 0o500);
    await expect(startEmbeddedStore({ dataDir: dir })).rejects.toThrow(/cannot be written/);
    fs.chmodSync(dir, 0o700);
    fs.rmSync(dir, { recursive: true });
  });
});
