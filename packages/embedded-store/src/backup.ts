import fs from 'node:fs';
import path from 'node:path';
import { copyStoreTo, putCopyInPlace, readManifest, type StoreContents } from './store/copyStore';
import { lockDirectory, socketOfOwner } from './store/directoryLock';
import { dataFileName } from './store/engine';
import { openStorage } from './store/keyValueStorage';
import { sendCommand } from './wire/sendCommand';

export type { StoreContents } from './store/copyStore';

/**
 * Copies a store into an empty folder, consistent as of one instant, whether it is running (in any process of this
 * user) or not. Returns how many documents each collection of the copy holds. Throws an Error with a clear sentence
 * otherwise.
 */
export async function backupEmbeddedStore({
  dataDir,
  targetDir,
}: {
  dataDir: string;
  targetDir: string;
}): Promise<StoreContents> {
  if (!fs.existsSync(path.join(dataDir, dataFileName))) throw new Error(`The folder ${dataDir} holds no store.`);
  const socketPath = await socketOfOwner(dataDir);
  if (socketPath !== null) {
    const { documents } = await sendCommand(socketPath, { embeddedBackup: 1, to: path.resolve(targetDir) });
    return documents as StoreContents;
  }
  return whileLocked(dataDir, async () => {
    const storage = openStorage(path.join(dataDir, dataFileName));
    try {
      return await copyStoreTo(storage, targetDir);
    } finally {
      await storage.close();
    }
  });
}

/**
 * Puts a backup in place of a store that is not running. What was there before stays beside it as
 * `store.lmdb.replaced`. Throws
 * StoreInUseError while the store runs, and an Error when the backup cannot be read; the store is then as it was.
 */
export async function restoreEmbeddedStore({
  sourceDir,
  dataDir,
}: {
  sourceDir: string;
  dataDir: string;
}): Promise<StoreContents> {
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return whileLocked(dataDir, () => putCopyInPlace(sourceDir, dataDir));
}

/** How many documents each collection of a finished backup holds, as it says itself. Throws where it is not finished. */
export function contentsOfBackup(sourceDir: string): StoreContents {
  return readManifest(sourceDir).documents;
}

async function whileLocked<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  const lock = await lockDirectory(dataDir, '');
  try {
    return await work();
  } finally {
    lock.release();
  }
}
