import { VERSION } from '../app/version';
import type { CommandEntry } from './command';
import { helpText } from './helpText';

/** Every command of the command line. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'start',
    zh: ['start [--role all|web|worker]', '启动系统（默认 all）'],
    en: ['start [--role all|web|worker]', 'start the system (all by default)'],
    run: async ({ role }, context) => (await import('./start.js')).start(role ?? 'all', context),
  },
  {
    name: 'due',
    zh: ['due <时间> [--limit 1wd|24h]', '计算转发期限，逐日列出'],
    en: ['due <instant> [--limit 1wd|24h]', 'compute a deadline, listing each day'],
    run: async ({ operands, limit }, context) => (await import('./due.js')).due(operands[0], limit ?? '1wd', context),
  },
  {
    name: 'check-config',
    zh: ['check-config', '检查配置'],
    en: ['check-config', 'check the configuration'],
    run: async (_given, context) => (await import('./checkConfig.js')).checkConfig(context),
  },
  {
    name: 'import',
    zh: [
      'import <文件.json> [--dry-run] [--disable-missing-people]',
      '导入单位、账号、人员（只增改，不删除；可停用名单外的登录）',
    ],
    en: [
      'import <file.json> [--dry-run] [--disable-missing-people]',
      'import units, accounts, people (never deletes; can disable unlisted logins)',
    ],
    run: async ({ operands, dryRun, disableMissingPeople }, context) =>
      (await import('./import.js')).importFile(operands[0], dryRun, { ...context, disableMissingPeople }),
  },
  {
    name: 'export',
    zh: ['export [文件.json]', '导出单位、账号、人员（不含凭证与密码），可再导入；运行中也可'],
    en: ['export [file.json]', 'export them (no credentials, no passwords) for another import, also while it runs'],
    run: async ({ operands }, context) => (await import('./export.js')).exportFile(operands[0], context),
  },
  {
    name: 'backup',
    zh: ['backup <空目录>', '备份内置存储，运行中也可'],
    en: ['backup <empty folder>', 'back up the embedded store, also while it runs'],
    run: async ({ operands }, context) => (await import('./backup.js')).backup(operands[0], context),
  },
  {
    name: 'restore',
    zh: ['restore <备份目录>', '恢复备份（须先停止系统）；原有数据保留'],
    en: ['restore <backup folder>', 'restore a backup (stop the system first); the former data are kept'],
    run: async ({ operands }, context) => (await import('./restore.js')).restore(operands[0], context),
  },
  {
    name: 'migrate',
    zh: [
      'migrate --to <MongoDB 地址>',
      '把内置存储迁移到空的 MongoDB 数据库（须先停止系统；可中断后重来；含密码的地址写在 MIGRATE_TO 或 MIGRATE_TO_FILE）',
    ],
    en: [
      'migrate --to <MongoDB URI>',
      'move the embedded store to an empty MongoDB database (may be repeated; with a password: MIGRATE_TO or MIGRATE_TO_FILE)',
    ],
    run: async ({ to }, context) => (await import('./migrate.js')).migrate(to, context),
  },
  {
    name: 'audit',
    zh: ['audit verify', '校验台账哈希链，运行中也可'],
    en: ['audit verify', 'verify the hash chain of the ledger, also while it runs'],
    run: async ({ operands }, context) => (await import('./audit.js')).audit(operands[0], context),
  },
  {
    name: 'rotate-key',
    zh: ['rotate-key', '更换密钥后，用新密钥重新加密全部凭证（可中断后重来）'],
    en: ['rotate-key', 'encrypt every credential with the new key (may be interrupted and repeated)'],
    run: async (_given, context) => (await import('./rotateKey.js')).rotateKey(context),
  },
  {
    name: 'help',
    zh: ['help', '显示本说明'],
    en: ['help', 'show this text'],
    run: (_given, { say }) => {
      say(helpText(COMMANDS));
      return Promise.resolve(0);
    },
  },
  {
    name: 'version',
    zh: ['version', '显示版本'],
    en: ['version', 'show the version'],
    run: (_given, { say }) => {
      say(VERSION);
      return Promise.resolve(0);
    },
  },
];
