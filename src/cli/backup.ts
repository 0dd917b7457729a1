import fs from 'node:fs';
import path from 'node:path';
import { backupEmbeddedStore } from '@gov-matrix/embedded-store';
import type { CommandContext, ExitCode } from './command';
import { backUpArchive } from './copyArchive';
import { described, foldersIn, orComplain, readEmbeddedData } from './embeddedData';

/**
 * `backup <folder>`: copies the store, running or not, as of one instant, into an empty or new folder. Works on the
 * embedded store alone: a MongoDB server has its own tools. The key that seals credentials is not copied: who finds a
 * backup must not find both.
 */
export async function backup(target: string | undefined, context: CommandContext): Promise<ExitCode> {
  const { say, complain } = context;
  const data = readEmbeddedData(target, { usage: '用法：gov-matrix backup <空目录>', context });
  if (data === null || target === undefined) return 2;
  if (fs.existsSync(target) && (!fs.statSync(target).isDirectory() || fs.readdirSync(target).length > 0)) {
    complain(`目录 ${target} 不是空的；备份不会覆盖任何内容，请另给一个目录 (the folder is not empty)`);
    return 2;
  }
  const copy = foldersIn(target);
  const documents = await orComplain(() => {
    fs.mkdirSync(target, { recursive: true, mode: 0o700 });
    return backupEmbeddedStore({ dataDir: data.storeDir, targetDir: copy.storeDir });
  }, complain);
  if (documents === null) return 1;
  // After the store: what was sealed meanwhile is in both, never in none.
  const copyFiles = (): number => backUpArchive(data.archiveDir, copy.archiveDir, documents);
  if ((await orComplain(copyFiles, complain)) === null) return 1;
  if (fs.existsSync(data.sandboxDir)) fs.cpSync(data.sandboxDir, copy.sandboxDir, { recursive: true });
  say(`已备份到 ${target}：${described(documents)}`);
  say(
    data.config.secretKey === null
      ? `平台凭证由 ${path.join(data.config.dataDir, 'secret.key')} 加密，它没有放进备份；请另行妥善保存 (keep the key apart from the backup)`
      : '平台凭证由 SECRET_KEY 加密，恢复后须使用同一个 SECRET_KEY (the same SECRET_KEY is needed after a restore)',
  );
  return 0;
}
