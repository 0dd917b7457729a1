#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { startApp, StartRefused, type App, type ProcessRole } from './app/app';
import { backup, exportFile, restore } from './cli/backupCommands';
import {
  checkConfig,
  importFile,
  printDue,
  readConfig,
  verifyAudit,
  type CommandContext,
  type ExitCode,
} from './cli/commands';
import { nearest } from './domain/nearest';
import { StoreInUseError } from '@gov-matrix/embedded-store';
import { rotateKey } from './cli/rotateKey';
import { createRuntime } from './app/runtime';
import { VERSION } from './app/version';

const COMMANDS = [
  'start',
  'due',
  'check-config',
  'import',
  'export',
  'backup',
  'restore',
  'audit',
  'rotate-key',
  'help',
  'version',
] as const;

const HELP = `gov-matrix ${VERSION}  政务新媒体矩阵聚合平台

  gov-matrix start [--role all|web|worker]   启动系统（默认 all）
  gov-matrix due <时间> [--limit 1wd|24h]    计算转发期限，逐日列出
  gov-matrix check-config                    检查配置
  gov-matrix import <文件.json> [--dry-run]  导入单位、账号、人员（只增改，不删除）
  gov-matrix export [文件.json]              导出单位、账号、人员（不含凭证与密码），可再导入
  gov-matrix backup <空目录>                 备份内置存储，运行中也可
  gov-matrix restore <备份目录>              恢复备份（须先停止系统）；原有数据保留
  gov-matrix audit verify                    校验台账哈希链
  gov-matrix rotate-key                      更换密钥后，用新密钥重新加密全部凭证（可中断后重来）

环境变量见 .env.example。退出码：0 完成，1 失败，2 用法或配置有误。`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

async function run(argv: readonly string[]): Promise<ExitCode> {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        role: { type: 'string' },
        limit: { type: 'string' },
        'dry-run': { type: 'boolean' },
        help: { type: 'boolean' },
        version: { type: 'boolean' },
      },
    });
  } catch (cause) {
    complain(`${(cause as Error).message}\n\n${HELP}`);
    return 2;
  }
  const {
    values,
    positionals: [command = 'help', ...rest],
  } = parsed;
  const environment = process.env;
  const level = environment['LOG_LEVEL'];
  const runtime = createRuntime(level === 'debug' || level === 'warn' || level === 'error' ? level : 'info');
  const context: CommandContext = { runtime, environment, say, complain };
  if (values.help === true || command === 'help') return print(HELP);
  if (values.version === true || command === 'version') return print(VERSION);
  switch (command) {
    case 'start':
      return start(values.role ?? 'all', context);
    case 'due':
      return printDue(rest[0], values.limit ?? '1wd', context);
    case 'check-config':
      return checkConfig(context);
    case 'import':
      return importFile(rest[0], values['dry-run'] === true, context);
    case 'export':
      return exportFile(rest[0], context);
    case 'backup':
      return backup(rest[0], context);
    case 'restore':
      return restore(rest[0], context);
    case 'audit':
      if (rest[0] === 'verify') return verifyAudit(context);
      complain('用法：gov-matrix audit verify');
      return 2;
    case 'rotate-key':
      return rotateKey(context);
    default: {
      const suggestion = nearest(command, COMMANDS);
      complain(
        `没有命令 ${command}${suggestion === null ? '' : `，是否想用 ${suggestion}`} (unknown command)\n\n${HELP}`,
      );
      return 2;
    }
  }
}

function print(text: string): ExitCode {
  say(text);
  return 0;
}

async function start(roleText: string, { runtime, environment }: CommandContext): Promise<ExitCode> {
  const roles: readonly ProcessRole[] = ['all', 'web', 'worker'];
  const role = roles.find((candidate) => candidate === roleText);
  if (role === undefined) {
    complain(`--role ${roleText}：应为 all、web 或 worker (expected all, web or worker)`);
    return 2;
  }
  const config = readConfig(environment, complain);
  if (config === null) return 2;
  const startedAt = performance.now();
  // Listened for from the first moment on, so that Ctrl-C during a long opening is not lost.
  const asked = new Promise<NodeJS.Signals>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  say(`gov-matrix ${VERSION} 启动中（数据目录 ${config.dataDir}）`);
  const app = await startApp(config, { role, runtime, say });
  announce(app, (performance.now() - startedAt) / 1000);
  const signal = await asked;
  say(`收到 ${signal}，正在停止：先让进行中的工作收尾…`);
  const forced = setTimeout(() => {
    complain('20 秒内未能停止，强制退出；未完成的工作下次启动时继续');
    process.exit(1);
  }, 20_000);
  await app.stop();
  clearTimeout(forced);
  say('已停止，数据已保存');
  return 0;
}

/** Everything the operator needs, the address and the link in the very last line. */
function announce(app: App, seconds: number): void {
  const last = app.signInLinks.at(-1);
  for (const link of app.signInLinks.slice(0, -1)) say(`一次性登录链接（${link.title}）：${link.url}`);
  const address = app.url === null ? '工作进程已就绪（不提供页面）' : `已就绪（${seconds.toFixed(1)} 秒）：${app.url}`;
  say(last === undefined ? address : `${address}  一次性登录链接（${last.title}）：${last.url}`);
}

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
    // Workers and sockets are closed by now; whatever still holds the process would be a leak, not work.
    setTimeout(() => process.exit(code), 500).unref();
  },
  (cause: unknown) => {
    if (cause instanceof StoreInUseError || cause instanceof StartRefused) {
      complain(
        cause instanceof StoreInUseError ? `数据目录正被另一个 gov-matrix 使用。${cause.message}` : cause.message,
      );
      process.exit(2);
    }
    if ((cause as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      complain(`端口已被占用；请停止占用者，或用 PORT 另指定一个 (the port is in use; set PORT to another)`);
      process.exit(2);
    }
    complain(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
    process.exit(1);
  },
);
