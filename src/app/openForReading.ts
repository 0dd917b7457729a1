import fs from 'node:fs';
import path from 'node:path';
import { backupEmbeddedStore, StoreInUseError } from '@gov-matrix/embedded-store';
import type { Config } from '../config/config';
import { openStore, type OpenStore } from './openStore';
import type { Runtime } from './runtime';

/** Snapshots stand in the data folder: what they hold must not come to a folder others can read, nor to a small one. */
const SNAPSHOT = /^snapshot-(\d+)$/;

/**
 * Opens the store for commands that only read. While the system runs on the embedded store, which one process has at a
 * time, a snapshot as of this instant is read in its place and removed by `close`; the running store is not touched.
 */
export async function openForReading(
  config: Config,
  given: { readonly runtime: Runtime; readonly say: (line: string) => void },
): Promise<OpenStore> {
  try {
    return await openStore(config, given);
  } catch (cause) {
    if (config.mongodbUri !== null || !(cause instanceof StoreInUseError)) throw cause;
    return openSnapshot(config, given);
  }
}

async function openSnapshot(config: Config, given: Parameters<typeof openForReading>[1]): Promise<OpenStore> {
  removeLeftBehind(config.dataDir);
  const folder = path.join(config.dataDir, `snapshot-${process.pid}`);
  const remove = (): void => fs.rmSync(folder, { recursive: true, force: true });
  given.say('系统正在运行：读取此刻的快照 (the system is running: reading a snapshot of this instant)');
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
    await backupEmbeddedStore({ dataDir: path.join(config.dataDir, 'store'), targetDir: path.join(folder, 'store') });
    const store = await openStore(config, { ...given, storeDir: path.join(folder, 'store') });
    return {
      ...store,
      close: async () => {
        await store.close();
        remove();
      },
    };
  } catch (cause) {
    remove();
    throw cause;
  }
}

/** What a reader that was killed has left. */
function removeLeftBehind(dataDir: string): void {
  for (const name of fs.readdirSync(dataDir)) {
    const pid = SNAPSHOT.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid)))
      fs.rmSync(path.join(dataDir, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}
