import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { startEmbeddedStore } from '@gov-matrix/embedded-store';
import type { Config } from '../config/config';
import { moveDatabase, type MoveEnd, type MoveProgress } from '../storage/moving/moveDatabase';
import { DAY_MS } from '../domain/time/instant';
import { movedMark, restoredMark } from './openStore';
import type { Runtime } from './runtime';
import { StartRefused } from './startRefused';

export type { MoveEnd, MoveProgress } from '../storage/moving/moveDatabase';

/** Where the embedded store of a data folder is, and what stands beside it about a move. */
function placesOf({ dataDir }: Pick<Config, 'dataDir'>): Readonly<Record<'store' | 'moving' | 'moved', string>> {
  const store = path.join(dataDir, 'store');
  return { store, moving: `${store}.moving`, moved: movedMark(store) };
}

/**
 * Moves the embedded store of the data folder into an empty database of a MongoDB server. The folder is locked
 * meanwhile: a system that runs keeps the move from beginning (`StoreInUseError`), and one that is started then is
 * refused. The store itself is left as it is; once all is over a mark beside it keeps it from being started by mistake,
 * since two systems on one register would publish everything twice.
 */
export async function moveStore(
  config: Config,
  {
    to,
    runtime,
    onProgress,
  }: { readonly to: string; readonly runtime: Runtime; readonly onProgress: (progress: MoveProgress) => void },
): Promise<MoveEnd> {
  const places = placesOf(config);
  if (!fs.existsSync(places.store))
    throw new StartRefused(`数据目录 ${config.dataDir} 中没有内置存储。(This data folder holds no embedded store.)`);
  if (fs.existsSync(restoredMark(places.store)))
    throw new StartRefused('刚恢复的备份须先启动一次，再迁移。(Start the restored backup once before it is moved.)');
  const moveId = readMoveId(places.moving);
  // Nothing expires while it is copied and compared: the target's server would not do it at the same instant.
  const embedded = await startEmbeddedStore({
    dataDir: places.store,
    databaseName: 'gov_matrix',
    expiryEveryMs: NO_EXPIRY_MS,
  });
  try {
    return await moveDatabase({
      from: embedded.uri,
      to,
      moveId,
      movedTo: fs.existsSync(places.moved) ? fs.readFileSync(places.moved, 'utf8').trim() : null,
      // On the disk before the target may be started: killed in between, neither side can be.
      onProven: (target) => writeSynced(places.moved, target),
      clock: runtime.clock,
      onProgress,
    });
  } finally {
    await embedded.close();
  }
}

/** Longer than any move takes. */
const NO_EXPIRY_MS = 20 * DAY_MS;

function writeSynced(file: string, text: string): void {
  fs.writeFileSync(file, `${text}\n`, { mode: 0o600, flush: true });
  const folder = fs.openSync(path.dirname(file), 'r');
  try {
    fs.fsyncSync(folder);
  } finally {
    fs.closeSync(folder);
  }
}

/** The same for every attempt at moving this store. */
function readMoveId(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8').trim();
  } catch {
    const moveId = randomUUID();
    fs.writeFileSync(file, moveId, { mode: 0o600 });
    return moveId;
  }
}
