import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startApp, type App } from '../../src/app/app';
import { loadConfig } from '../../src/config/config';
import type { Principal } from '../../src/domain/people/role';
import type { SummaryView } from '../../src/api/summary';
import { createRuntime } from '../../src/app/runtime';
import { createSteppedTicker } from './steppedTicker';

/**
 * One working day of a county, compressed: the whole product on the simulated platforms under a clock that this script
 * moves.
 * `tsx test/day/simulatedDay.ts [accounts] [hours] [step seconds]` prints what an operator would have seen, hour by
 * hour, and what is public in the end. Exits 1 where a post is doubled, a repost is lost or the ledger does not hold.
 */

const [accounts = 1_000, hours = 24, stepSeconds = 10] = process.argv.slice(2).map(Number);
const START = new Date('2026-11-23T00:00:00+08:00');
const HOUR_MS = 3_600_000;
const READER: Principal = {
  personId: '0'.repeat(24) as never,
  name: '值班员',
  role: 'administrator',
  unitId: null,
  via: 'session',
};

/** What happens on this day, by the hour since its beginning. */
const EVENTS: readonly (readonly [hour: number, what: string, happens: (app: App) => void])[] = [
  [9.2, '国务院发布政策一', (app) => publish(app, '国务院办公厅关于加强县域公共数据开放利用工作的通知')],
  [10, '微博开放平台中断', (app) => app.sandbox?.control.setFault('weibo', 'outage')],
  [11.5, '微博开放平台恢复', (app) => app.sandbox?.control.setFault('weibo', null)],
  [14.5, '国务院发布政策二', (app) => publish(app, '国务院关于推进基层便民服务设施建设的意见')],
  [17.3, '国务院发布政策三', (app) => publish(app, '国务院办公厅关于做好冬季群众生活保障工作的通知')],
];

function publish(app: App, title: string): void {
  app.sandbox?.control.publishPolicy({ title });
}

const line = (text: string): void => void process.stdout.write(`${text}\n`);

function hourLine(summary: SummaryView, fresh: Readonly<Record<string, number>>): string {
  const { verdicts, mandates, sourceHealth } = summary;
  const progress = mandates
    .map(
      ({ total, progress: p, title }) =>
        `${title.slice(-12)} ${p.done + p.late}/${total} 待人工${p.manual} 进行中${p.running} 未转${p.missed}`,
    )
    .join('；');
  const seen = sourceHealth.platforms
    .map(({ platform, seenLastHour, accounts: all }) => `${platform} ${seenLastHour}/${all}`)
    .join(' ');
  const kinds = Object.entries(fresh)
    .map(([kind, count]) => `${kind}×${count}`)
    .join(' ');
  const verdict = Object.entries(verdicts)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(' ');
  return `  判定：${verdict}\n  近一小时看到：${seen}${sourceHealth.incidents.length === 0 ? '' : `\n  采集事件：${sourceHealth.incidents.map(({ reason, accounts: hit }) => `${reason}（${hit} 个账号）`).join('；')}`}${progress === '' ? '' : `\n  必转：${progress}`}${kinds === '' ? '' : `\n  新告警：${kinds}`}`;
}

async function main(): Promise<void> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'day-'));
  let now = START;
  const ticker = createSteppedTicker();
  const runtime = { ...createRuntime('error'), clock: { now: () => now } };
  const begun = performance.now();
  const app = await startApp(loadConfig({ DATA_DIR: dataDir, PORT: '0', SANDBOX: 'on' }), {
    role: 'all',
    runtime,
    say: () => undefined,
    ticker,
    demo: {
      size: { units: Math.max(6, Math.round(accounts * 0.4)), accounts },
      pace: { nextPolicyAfterMs: 48 * HOUR_MS },
    },
  });
  line(`${accounts} 个账号，启动用时 ${((performance.now() - begun) / 1000).toFixed(1)} 秒`);
  const pending = [...EVENTS];
  let lastSeq = 0;
  for (let hour = 0; hour < hours; hour += 1) {
    const until = new Date(START.getTime() + (hour + 1) * HOUR_MS);
    const happened: string[] = [];
    while (now < until) {
      const from = now;
      now = new Date(Math.min(until.getTime(), now.getTime() + stepSeconds * 1_000));
      while (pending[0] !== undefined && START.getTime() + pending[0][0] * HOUR_MS <= now.getTime()) {
        const [, what, happens] = pending.shift() ?? [0, '', () => undefined];
        happens(app);
        happened.push(what);
      }
      // The platforms' messages and our listener's heartbeat run on real timers otherwise.
      await app.services.credentials.noteListening();
      await app.sandbox?.control.deliverDue();
      await ticker.fire(from, now);
    }
    const fresh: Record<string, number> = {};
    for (;;) {
      const alerts = await app.services.views.alertsSince(lastSeq, 500, READER);
      for (const { kind, reason, subject } of alerts) {
        const named = kind === 'source-incident' ? `${kind}（${subject.label} ${reason}）` : kind;
        fresh[named] = (fresh[named] ?? 0) + 1;
      }
      lastSeq = alerts.at(-1)?.seq ?? lastSeq;
      if (alerts.length < 500) break;
    }
    const clockText = new Date(now.getTime() + 8 * HOUR_MS).toISOString().slice(11, 16);
    line(
      `${clockText}${happened.length === 0 ? '' : `  【${happened.join('；')}】`}  真实用时 ${((performance.now() - begun) / 1000).toFixed(0)} 秒  内存 ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB`,
    );
    line(hourLine(await app.services.views.summary(READER), fresh));
  }
  line(`用时（毫秒）：${JSON.stringify(ticker.spentMs())}`);
  const failures = await check(app);
  await app.stop();
  fs.rmSync(dataDir, { recursive: true, force: true });
  process.exitCode = failures === 0 ? 0 : 1;
}

/** Compares what is public with what the ledger says. */
async function check(app: App): Promise<number> {
  const { sandbox, storage } = app;
  if (sandbox === null) throw new Error('no simulated platforms');
  let doubled = 0;
  let published = 0;
  for (const { key } of sandbox.county.accounts) {
    const counts = new Map<string, number>();
    for (const { title, origin, text } of sandbox.control.publicPosts(key))
      if (origin === 'api') counts.set(title || text, (counts.get(title || text) ?? 0) + 1);
    for (const count of counts.values()) {
      published += 1;
      if (count > 1) doubled += 1;
    }
  }
  const chain = await storage.ledger.verify();
  line(
    `公开的接口转载 ${published} 篇，重复 ${doubled} 篇；台账 ${chain.checked} 条，${chain.brokenAtSeq === null ? '链完整' : `在 ${chain.brokenAtSeq} 处断裂`}`,
  );
  return doubled + (chain.brokenAtSeq === null ? 0 : 1);
}

void main();
