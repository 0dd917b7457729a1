import fs from 'node:fs';
import path from 'node:path';
import { contentsOfBackup, restoreEmbeddedStore } from '@gov-matrix/embedded-store';
import { restoredMark } from '../app/openStore';
import type { CommandContext, ExitCode } from './command';
import { checkArchive, copyArchive } from './copyArchive';
import { described, foldersIn, orComplain, readEmbeddedData } from './embeddedData';

/**
 * `restore <folder>`: puts a backup in place while nothing runs. The copy is read through and compared with its hash
 * before anything is touched.
 */
export async function restore(source: string | undefined, context: CommandContext): Promise<ExitCode> {
  const data = readEmbeddedData(source, { usage: '用法：gov-matrix restore <备份目录>', context });
  if (data === null || source === undefined) return 2;
  const copy = foldersIn(source);
  const check = (): true => {
    checkArchive(copy.archiveDir, contentsOfBackup(copy.storeDir));
    return true;
  };
  if ((await orComplain(check, context.complain)) === null) return 1;
  // Before the store changes: killed in between, another history is begun for nothing, never the other way round.
  fs.mkdirSync(path.dirname(data.storeDir), { recursive: true, mode: 0o700 });
  fs.writeFileSync(restoredMark(data.storeDir), '');
  // First of all: a store whose ledger is continued in files must never be without them. What is there stays.
  const copyFiles = (): number => copyArchive(copy.archiveDir, data.archiveDir);
  if ((await orComplain(copyFiles, context.complain)) === null) return 1;
  const documents = await orComplain(
    () => restoreEmbeddedStore({ sourceDir: copy.storeDir, dataDir: data.storeDir }),
    context.complain,
  );
  if (documents === null) return 1;
  if (fs.existsSync(copy.sandboxDir)) fs.cpSync(copy.sandboxDir, data.sandboxDir, { recursive: true });
  context.say(`已恢复并逐条核对：${described(documents)}；原有数据（如有）保留为 store.lmdb.replaced`);
  return 0;
}
