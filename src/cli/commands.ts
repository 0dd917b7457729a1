import fs from 'node:fs';
import { openStore } from '../app/app';
import { loadCalendar } from '../config/calendarSource';
import { ConfigError, loadConfig, type Config } from '../config/config';
import type { Limit } from '../domain/time/limit';
import { civilDateOf, civilIsoOf } from '../domain/time/civil';
import { dueAt } from '../domain/time/deadline';
import { readPublished } from '../domain/time/readTime';
import type { PublishedAt } from '../domain/time/instant';
import { readImportFile } from './importFile';
import type { Origin } from '../app/origin';
import { registerFile } from './registerFile';
import type { Runtime } from '../app/runtime';
import { passwords } from '../app/secrets';
import { createServices } from '../services/index';
import { serviceSettings } from '../config/serviceSettings';
import { NO_CONNECTORS } from './noConnectors';

/** Exit codes: 0 done, 1 the work failed, 2 bad usage or configuration. */
export type ExitCode = 0 | 1 | 2;
export interface CommandContext {
  readonly runtime: Runtime;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
}

/** `1wd` or `24h`: working days or plain hours. Null when it is neither. */
export function readLimit(text: string): Limit | null {
  const match = /^([1-9]\d{0,3})(wd|h)$/.exec(text);
  if (match === null) return null;
  const amount = Number(match[1]);
  return match[2] === 'wd' ? { workingDays: amount } : { hours: amount };
}

/**
 * `due <instant> [--limit 1wd|24h]`: prints the deadline and each day counted. A date alone means some time of that
 * day.
 */
export function printDue(
  instant: string | undefined,
  limitText: string,
  { environment, say, complain }: CommandContext,
): ExitCode {
  const published: PublishedAt | null = instant === undefined ? null : readPublished(instant);
  const limit = readLimit(limitText);
  if (published === null)
    complain(
      '用法：gov-matrix due <时间> [--limit 1wd|24h]，时间如 2026-09-18 或 2026-09-18T17:20:00+08:00 (an instant or a date is needed)',
    );
  if (limit === null) complain(`--limit ${limitText}：应为 1wd（工作日）或 24h（小时）(expected such as 1wd or 24h)`);
  if (published === null || limit === null) return 2;
  const config = readConfig(environment, complain);
  if (config === null) return 2;
  const deadline = dueAt(published, limit, loadCalendar(config.calendarDir));
  for (const day of deadline.days) say(`${day.date}  ${day.working ? '计' : '不计'}  ${day.name}`);
  say(
    `到期 ${civilIsoOf(deadline.dueBy)}（此刻起即为逾期）${deadline.provisional ? '  暂定：该年放假安排尚未公布' : ''}`,
  );
  return 0;
}

/** Loads the configuration; prints every problem with its id and answers null when there are errors. */
export function readConfig(
  environment: CommandContext['environment'],
  complain: (line: string) => void,
): Config | null {
  try {
    return loadConfig(environment);
  } catch (cause) {
    if (!(cause instanceof ConfigError)) throw cause;
    for (const problem of cause.problems)
      complain(`${problem.level === 'error' ? '错误' : '警告'} ${problem.id}  ${problem.path}: ${problem.message}`);
    return null;
  }
}

export function checkConfig({ environment, say, complain }: CommandContext): ExitCode {
  const config = readConfig(environment, complain);
  if (config === null) return 2;
  const years = [...loadCalendar(config.calendarDir).announcedYears].sort();
  say(
    `配置有效：规则包 ${config.rulePacks.map((pack) => `${pack.id}@${pack.version}`).join('、')}；政策来源 ${config.policies.sources.length} 个；必转规则 ${config.mandateRules.length} 条；放假安排 ${years[0]}–${years.at(-1)} 年`,
  );
  return 0;
}

/** `import <file> [--dry-run]`: registers units, accounts and people of an office. Adds and updates, never deletes. */
export async function importFile(
  file: string | undefined,
  dryRun: boolean,
  context: CommandContext,
): Promise<ExitCode> {
  const { complain, say } = context;
  if (file === undefined || !fs.existsSync(file)) {
    complain(`用法：gov-matrix import <文件.json> [--dry-run]${file === undefined ? '' : `；找不到文件 ${file}`}`);
    return 2;
  }
  const read = readImportFile(fs.readFileSync(file, 'utf8'));
  if ('problems' in read) {
    for (const problem of read.problems.slice(0, 200)) complain(`${problem.path}: ${problem.message}`);
    complain(`共 ${read.problems.length} 处问题，未导入任何内容 (nothing was imported)`);
    return 2;
  }
  const config = readConfig(context.environment, complain);
  if (config === null) return 2;
  const { units, accounts, people } = read.file;
  if (dryRun) {
    say(`可以导入：单位 ${units.length}、账号 ${accounts.length}、人员 ${people.length}（试运行，未写入）`);
    return 0;
  }
  const { runtime } = context;
  const store = await openStore(config, { runtime, say });
  try {
    if ((await store.storage.settings.get('accounts.origin')) === ('sandbox' satisfies Origin)) {
      complain(
        '这个数据目录中是演示数据；请换一个 DATA_DIR 再导入真实账号 (this data folder holds the demo; use another DATA_DIR)',
      );
      return 2;
    }
    const { clock, random, ids, hasher, log } = runtime;
    const services = createServices({
      storage: store.storage,
      ...NO_CONNECTORS,
      passwords,
      clock,
      random,
      ids,
      hasher,
      log,
      settings: serviceSettings(config, loadCalendar(config.calendarDir)),
    });
    await store.storage.settings.set('accounts.origin', 'real' satisfies Origin);
    const counts = await registerFile(services, read.file);
    await services.alerts.relay(100_000);
    say(
      `已导入：单位 ${counts.units}；账号新增 ${counts.added}、更新 ${counts.updated}、未变 ${counts.unchanged}；人员 ${counts.people}（${civilDateOf(clock.now())}）`,
    );
    return 0;
  } finally {
    await store.close();
  }
}

/** `audit verify`: recomputes the hash chain of the ledger from its beginning. */
export async function verifyAudit({ runtime, environment, say, complain }: CommandContext): Promise<ExitCode> {
  const config = readConfig(environment, complain);
  if (config === null) return 2;
  const store = await openStore(config, { runtime, say });
  try {
    const result = await store.storage.ledger.verify();
    if (result.brokenAtSeq === null) {
      say(`台账完整：${result.checked} 条记录，哈希链无断点`);
      return 0;
    }
    complain(`台账在第 ${result.brokenAtSeq} 条处断裂 (the chain breaks at entry ${result.brokenAtSeq})`);
    return 1;
  } finally {
    await store.close();
  }
}
