import fs from 'node:fs';
import path from 'node:path';
import mongoose from 'mongoose';
import { backupEmbeddedStore, restoreEmbeddedStore, startEmbeddedStore, StoreInUseError } from '../src/index';
import { openStorage } from '../src/store/keyValueStorage';
import { findIndexFaults } from './checkIndexes';
import { startStoreForTest } from './storeForTest';
import { newFolder } from './folders';
import { discard, openTestEngine } from './testEngine';

const { MongoClient } = mongoose.mongo;

describe('backup and restore', () => {
  test('a backup taken under writes holds every document there was, and restores to the same', async () => {
    const running = await startStoreForTest();
    const [copies, place] = [newFolder(), newFolder()];
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
    const [one, copies] = [openTestEngine(), newFolder()];
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
