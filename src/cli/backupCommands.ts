import fs from 'node:fs';
import path from 'node:path';
import { openStore } from '../app/app';
import { readConfig, type CommandContext, type ExitCode } from './commands';
import type { Config } from '../config/config';
import {
  backupEmbeddedStore,
  restoreEmbeddedStore,
  StoreInUseError,
  type StoreContents,
} from '@gov-matrix/embedded-store';
import { exportRegister } from './exportRegister';

/** The demo's world lives beside the store; without it a restored demo would begin with other platforms. */
const SANDBOX_FOLDER = 'sandbox';

/**
 * `backup <folder>`: copies the store, running or not, as of one instant, into an empty or new folder. Works on the
 * embedded store alone: a MongoDB server has its own tools. The key that seals credentials is not copied: who finds a
 * backup must not find both.
 */
export async function backup(target: string | undefined, context: CommandContext): Promise<ExitCode> {
  const { say, complain } = context;
  const config = readEmbedded(target, { usage: '用法：gov-matrix backup <空目录>', context });
  if (config === null || target === undefined) return 2;
  if (fs.existsSync(target) && (!fs.statSync(target).isDirectory() || fs.readdirSync(target).length > 0)) {
    complain(`目录 ${target} 不是空的；备份不会覆盖任何内容，请另给一个目录 (the folder is not empty)`);
    return 2;
  }
  const documents = await orComplain(() => {
    fs.mkdirSync(target, { recursive: true, mode: 0o700 });
    return backupEmbeddedStore({ dataDir: storeFolder(config), targetDir: path.join(target, 'store') });
  }, complain);
  if (documents === null) return 1;
  const world = path.join(config.dataDir, SANDBOX_FOLDER);
  if (fs.existsSync(world)) fs.cpSync(world, path.join(target, SANDBOX_FOLDER), { recursive: true });
  say(`已备份到 ${target}：${described(documents)}`);
  say(
    config.secretKey === null
      ? `平台凭证由 ${path.join(config.dataDir, 'secret.key')} 加密，它没有放进备份；请另行妥善保存 (keep the key apart from the backup)`
      : '平台凭证由 SECRET_KEY 加密，恢复后须使用同一个 SECRET_KEY (the same SECRET_KEY is needed after a restore)',
  );
  return 0;
}

/**
 * `restore <folder>`: puts a backup in place while nothing runs. The copy is read through and compared with its hash
 * before anything is touched.
 */
export async function restore(source: string | undefined, context: CommandContext): Promise<ExitCode> {
  const config = readEmbedded(source, { usage: '用法：gov-matrix restore <备份目录>', context });
  if (config === null || source === undefined) return 2;
  const documents = await orComplain(
    () => restoreEmbeddedStore({ sourceDir: path.join(source, 'store'), dataDir: storeFolder(config) }),
    context.complain,
  );
  if (documents === null) return 1;
  const world = path.join(source, SANDBOX_FOLDER);
  if (fs.existsSync(world)) fs.cpSync(world, path.join(config.dataDir, SANDBOX_FOLDER), { recursive: true });
  context.say(`已恢复并逐条核对：${described(documents)}；原有数据（如有）保留为 store.lmdb.replaced`);
  return 0;
}

/**
 * `export [file]`: the register in the form `import` takes, without credentials and passwords; to the screen where no
 * file is named.
 */
export async function exportFile(file: string | undefined, context: CommandContext): Promise<ExitCode> {
  const { complain, runtime } = context;
  const config = readConfig(context.environment, complain);
  if (config === null) return 2;
  if (file !== undefined && fs.existsSync(file)) {
    complain(`文件 ${file} 已存在；导出不会覆盖，请另给一个文件名 (the file exists)`);
    return 2;
  }
  // What is said goes to the screen's other channel, so that the exported text can be piped.
  const store = await openStore(config, { runtime, say: complain });
  try {
    const register = await exportRegister(store.storage);
    const text = `${JSON.stringify(register, null, 2)}\n`;
    if (file === undefined) context.say(text.trimEnd());
    else fs.writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
    complain(
      `已导出：单位 ${register.units.length}、账号 ${register.accounts.length}、人员 ${register.people.length}（不含凭证与密码）`,
    );
    return 0;
  } finally {
    await store.close();
  }
}

function readEmbedded(
  folder: string | undefined,
  { usage, context }: { readonly usage: string; readonly context: CommandContext },
): Config | null {
  if (folder === undefined) {
    context.complain(usage);
    return null;
  }
  const config = readConfig(context.environment, context.complain);
  if (config === null || config.mongodbUri === null) return config;
  context.complain("已配置 MONGODB_URI：请用 mongodump / mongorestore 备份和恢复 (use MongoDB's own tools)");
  return null;
}

/**
 * Null after a sentence to the operator: the store's own sentences say what is wrong. A store in use is told by the
 * caller of all commands.
 */
async function orComplain<T>(work: () => Promise<T>, complain: (line: string) => void): Promise<T | null> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof StoreInUseError) throw cause;
    complain(cause instanceof Error ? cause.message : String(cause));
    return null;
  }
}

function storeFolder(config: Config): string {
  return path.join(config.dataDir, 'store');
}

function described(documents: StoreContents): string {
  const counts = Object.values(documents);
  return `${counts.length} 个集合、${counts.reduce((total, count) => total + count, 0)} 条记录`;
}
