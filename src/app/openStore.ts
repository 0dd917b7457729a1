import fs from 'node:fs';
import path from 'node:path';
import { startEmbeddedStore } from '@gov-matrix/embedded-store';
import type { Config } from '../config/config';
import type { Storage } from '../ports/storage';
import { openStorage } from '../storage/index';
import { createLedgerFolder } from './ledgerFolder';
import { MoveUnfinished } from '../storage/moving/moveMark';
import type { Runtime } from './runtime';
import { createCipher, keysOf, type Cipher } from './secrets';
import { StartRefused } from './startRefused';

export interface OpenStore {
  readonly storage: Storage;
  /** Seals what is stored with the keys of this installation. */
  readonly cipher: Cipher;
  readonly close: () => Promise<void>;
}

/** Where everything is kept inside the embedded store. Data folders in use hold it under this name. */
const DATABASE_NAME = 'gov_matrix';

/** Says, beside a store, that it was put there by a restore and has not been opened since. */
export function restoredMark(storeDir: string): string {
  return `${storeDir}.restored`;
}

/** Says, beside a store, that everything in it was moved to a MongoDB server. */
export function movedMark(storeDir: string): string {
  return `${storeDir}.moved`;
}

/** Opens the store alone, embedded or real, with its migrations run: what `import` and `audit` need. */
export async function openStore(
  config: Config,
  {
    runtime,
    say,
    storeDir = path.join(config.dataDir, 'store'),
  }: { readonly runtime: Runtime; readonly say: (line: string) => void; readonly storeDir?: string },
): Promise<OpenStore> {
  fs.mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  if (config.mongodbUri === null && fs.existsSync(movedMark(storeDir)))
    throw new StartRefused(
      `数据目录 ${config.dataDir} 中的数据已迁移到 MongoDB，请设置 MONGODB_URI；确需改回内置存储时，先停止另一套系统，再删除 ${movedMark(storeDir)}。` +
        ` (Moved to MongoDB: set MONGODB_URI. To go back, stop the other system first and remove that file.)`,
    );
  const embedded =
    config.mongodbUri === null
      ? await startEmbeddedStore({
          dataDir: storeDir,
          databaseName: DATABASE_NAME,
          onProgress: say,
        })
      : null;
  try {
    const { clock, ids, hasher, log } = runtime;
    const keys = keysOf(config);
    const cipher = createCipher(keys.current, keys.previous);
    const storage = await openStorage({
      uri: config.mongodbUri ?? embedded?.uri ?? '',
      clock,
      ids,
      hasher,
      log,
      cipher,
      ...(config.ledgerArchiveDir === null ? {} : { ledgerFolder: createLedgerFolder(config.ledgerArchiveDir) }),
      onProgress: say,
    });
    const mark = restoredMark(storeDir);
    if (embedded !== null && fs.existsSync(mark)) {
      // The numbers given out after the backup may be given out again for something else.
      await storage.alerts.beginHistory();
      await endUntold(storage, clock.now());
      fs.rmSync(mark);
    }
    return {
      storage,
      cipher,
      close: async () => {
        await storage.close();
        await embedded?.close();
      },
    };
  } catch (cause) {
    await embedded?.close();
    if (cause instanceof MoveUnfinished)
      throw new StartRefused(
        '这个 MongoDB 数据库的迁移尚未完成；请先把 gov-matrix migrate 运行完。' +
          '(The move into this database is unfinished: run gov-matrix migrate to its end.)',
      );
    throw cause;
  }
}

/** What waited when the backup was made may have been sent since: nobody is told of it twice. */
async function endUntold({ desks, letters, messages, notifications }: Storage, at: Date): Promise<void> {
  const restored = { state: 'unclear', reason: 'restored', at } as const;
  await notifications.endAll(restored);
  await letters.endAll(restored);
  await messages.endAll(restored);
  await desks.clearAll();
}
