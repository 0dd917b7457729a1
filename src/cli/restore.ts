import fs from 'node:fs';
import { restoreEmbeddedStore } from '@gov-matrix/embedded-store';
import type { CommandContext, ExitCode } from './command';
import { described, foldersIn, orComplain, readEmbeddedData } from './embeddedData';

/**
 * `restore <folder>`: puts a backup in place while nothing runs. The copy is read through and compared with its hash
 * before anything is touched.
 */
export async function restore(source: string | undefined, context: CommandContext): Promise<ExitCode> {
  const data = readEmbeddedData(source, { usage: '用法：gov-matrix restore <备份目录>', context });
  if (data === null || source === undefined) return 2;
  const copy = foldersIn(source);
  const documents = await orComplain(
    () => restoreEmbeddedStore({ sourceDir: copy.storeDir, dataDir: data.storeDir }),
    context.complain,
  );
  if (documents === null) return 1;
  if (fs.existsSync(copy.sandboxDir)) fs.cpSync(copy.sandboxDir, data.sandboxDir, { recursive: true });
  context.say(`已恢复并逐条核对：${described(documents)}；原有数据（如有）保留为 store.lmdb.replaced`);
  return 0;
}
