import fs from 'node:fs';
import path from 'node:path';
import { moveStore, type MoveEnd, type MoveProgress } from '../app/moveStore';
import { createRuntime } from '../app/runtime';
import { LEDGER_ARCHIVE } from '../config/environment';
import type { CommandContext, ExitCode } from './command';
import { readConfig } from './readConfig';

const USAGE =
  '用法：gov-matrix migrate --to <mongodb://主机/数据库>，地址含密码的请写在环境变量 MIGRATE_TO 或 MIGRATE_TO_FILE 所指的文件里' +
  ' (usage: migrate --to <mongodb://host/database>; an address with a password belongs into MIGRATE_TO or MIGRATE_TO_FILE)';

/**
 * `migrate --to <uri>`: moves the embedded store of `DATA_DIR` to a MongoDB server and compares both, while nothing
 * runs on it. Interrupted, it is run again and goes on. The address is never shown: it may carry a password. One that does
 * belongs into `MIGRATE_TO` or the file of `MIGRATE_TO_FILE`: a command line can be read by whoever is on the machine.
 */
export async function migrate(typed: string | undefined, context: CommandContext): Promise<ExitCode> {
  const { say, complain, progress = () => undefined } = context;
  const config = readConfig(context);
  if (config === null) return 2;
  if (typed !== undefined && config.migrateTo !== null) {
    complain(TWICE);
    return 2;
  }
  if (typed !== undefined && HAS_PASSWORD.test(typed)) complain(VISIBLE);
  const to = typed ?? config.migrateTo ?? undefined;
  const problem = config.mongodbUri === null ? problemOf(to) : ALREADY_THERE;
  if (problem !== null || to === undefined) {
    complain(problem ?? USAGE);
    return 2;
  }
  const end = await moveStore(config, {
    to,
    runtime: createRuntime(config.logLevel),
    onProgress: (step) => progress(inWords(step)),
  });
  const code = report(end, { say, complain });
  if (end.kind === 'moved' && fs.existsSync(path.join(config.dataDir, LEDGER_ARCHIVE)))
    say(
      `台账归档文件仍在 ${path.join(config.dataDir, LEDGER_ARCHIVE)}：请放到各机器都能访问的目录，并设为 LEDGER_ARCHIVE_DIR` +
        ' (put the archived parts of the ledger where all machines reach them and set LEDGER_ARCHIVE_DIR)',
    );
  return code;
}

const TWICE = '--to 与 MIGRATE_TO 只能写一个 (give --to or MIGRATE_TO, not both)';
const HAS_PASSWORD = /^mongodb(\+srv)?:\/\/[^/@]*:[^/@]+@/;
const VISIBLE =
  '命令行中的密码，本机其他用户可在进程列表中看到；请改用 MIGRATE_TO 或 MIGRATE_TO_FILE，并更换该密码' +
  ' (a password on the command line is visible in the list of processes: use MIGRATE_TO or MIGRATE_TO_FILE, and change it)';
const ALREADY_THERE =
  '已配置 MONGODB_URI：迁移只从内置存储到 MongoDB (MONGODB_URI is set: a move is from the embedded store to MongoDB)';

/** A database must be named: the server's own default would be `test`. */
function problemOf(to: string | undefined): string | null {
  if (to === undefined || !/^mongodb(\+srv)?:\/\//.test(to)) return USAGE;
  const [, database = ''] = /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]*)/.exec(to) ?? [];
  return database === '' ? `${USAGE}：请写明数据库名 (name the database)` : null;
}

const STEPS: Readonly<Record<MoveProgress['step'], readonly [zh: string, en: string]>> = {
  copy: ['复制', 'copying'],
  index: ['建立索引', 'making indexes'],
  compare: ['核对', 'comparing'],
};

function inWords({ step, collection, done, total }: MoveProgress): string {
  const [zh, en] = STEPS[step];
  return `${zh} ${collection} ${done} / ${total} (${en})`;
}

function report(end: MoveEnd, { say, complain }: Pick<CommandContext, 'say' | 'complain'>): ExitCode {
  switch (end.kind) {
    case 'moved': {
      for (const { name, count, sha256 } of end.collections) say(`${name}  ${count}  ${sha256}`);
      const total = end.collections.reduce((sum, { count }) => sum + count, 0);
      say(
        `已迁移并逐条核对：${end.collections.length} 个集合、${total} 条记录${end.resumed ? '（接着上次中断处）' : ''} (moved and compared)`,
      );
      say(
        '原数据未改动。以后启动请设置 MONGODB_URI，并在每台机器上使用同一个 SECRET_KEY；未设 SECRET_KEY 的，把原数据目录中 secret.key 的内容设为 SECRET_KEY' +
          ' (the source is as it was; start with MONGODB_URI and one SECRET_KEY on all machines: ' +
          'where none was set, the content of secret.key)',
      );
      return 0;
    }
    case 'target-in-use':
      complain(
        '目标数据库不是空的，也不是本数据目录未完成的迁移，没有写入任何内容' +
          ` (neither empty nor an unfinished move of this store)：${end.collections.join(', ')}`,
      );
      return 2;
    case 'moved-elsewhere':
      complain(
        '本数据目录此前已迁移到另一个数据库，两套系统同时运行会重复发布，没有写入任何内容；确需迁到这里，先停用并清空那一个，再删除数据目录中的 store.moved' +
          ' (it was moved to another database before; stop and empty that one first, then remove store.moved)',
      );
      return 2;
    case 'moved-before':
      complain(`本数据目录已于 ${end.at.toISOString()} 迁移到该数据库 (it was moved there before)`);
      return 2;
    case 'differs':
      complain(
        `这些集合与原数据不一致：${end.collections.join('、')}。目标被改动过，或中断后原系统又运行过；请清空目标数据库后重新迁移` +
          ' (they differ: the target was changed, or the source ran in between; empty the target and move again)',
      );
      return 1;
  }
}
