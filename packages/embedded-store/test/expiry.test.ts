import fs from 'node:fs';
import mongoose from 'mongoose';
import { startEmbeddedStore } from '../src/index';
import { expireDocuments } from '../src/maintenance/expireDocuments';
import { findIndexFaults } from './checkIndexes';
import { newFolder } from './folders';
import { discard, openTestEngine } from './testEngine';

const { MongoClient } = mongoose.mongo;

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
    const dir = newFolder();
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
