import fs from 'node:fs';
import mongoose from 'mongoose';
import { startEmbeddedStore, type EmbeddedStore } from '../src/index';
import { newFolder } from './folders';

const { MongoClient } = mongoose.mongo;
type Client = InstanceType<typeof MongoClient>;
type Database = ReturnType<Client['db']>;

/** A store in a folder of its own with a connected client; `stop` ends both and removes the folder. */
export interface StoreForTest {
  readonly store: EmbeddedStore;
  readonly client: Client;
  readonly db: Database;
  stop(): Promise<void>;
}

export async function startStoreForTest(): Promise<StoreForTest> {
  const folder = newFolder();
  const store = await startEmbeddedStore({ dataDir: folder });
  const client = await MongoClient.connect(store.uri);
  return {
    store,
    client,
    db: client.db('test'),
    stop: async () => {
      await client.close();
      await store.close();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The server's error of an operation that must fail. */
export async function serverError(
  work: Promise<unknown>,
): Promise<{ code: number; message: string; [field: string]: unknown }> {
  try {
    await work;
  } catch (error) {
    return error as { code: number; message: string };
  }
  throw new Error('the operation did not fail');
}
