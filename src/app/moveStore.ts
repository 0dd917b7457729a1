import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { startEmbeddedStore } from '@gov-matrix/embedded-store';
import type { Config } from '../config/config';
import { moveDatabase, type MoveEnd, type MoveProgress } from '../storage/moving/moveDatabase';
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
  const embedded = await startEmbeddedStore({ dataDir: places.store, databaseName: 'gov_matrix' });
  try {
    const end = await moveDatabase({ from: embedded.uri, to, moveId, clock: runtime.clock, onProgress });
    if (end.kind === 'moved' || end.kind === 'moved-before')
      fs.writeFileSync(places.moved, `${runtime.clock.now().toISOString()}\n`, { mode: 0o600 });
    return end;
  } finally {
    await embedded.close();
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
