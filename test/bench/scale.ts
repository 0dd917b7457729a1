import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import { startApp, type App } from '../../src/app/app';
import { createRuntime } from '../../src/app/runtime';
import { loadConfig } from '../../src/config/config';
import type { Principal } from '../../src/domain/people/role';
import { DAY_MS, MINUTE_MS } from '../../src/domain/time/instant';
import type { Ticker } from '../../src/scheduler/scheduler';
import { costOf } from './costs';
import { prepareLargeOffice } from './largeOffice';
import { COUNTIES, idOf } from './largeIds';
import { partRole, servePart, startPart } from './part';
import { median } from './rows';

/**
 * Where an office breaks first that is ten times as large: `npm run bench:scale [-- small large]`. Offices of 10,000 and
 * of 100,000 accounts are written through the tables as an import writes them, then each is started in a process of its
 * own with the embedded store and asked for what is asked all day: start, summary, lists, the claim of due looks, the
 * judging of those that are due, and every task of the plan once. Processor time, that of the store with it; what counts
 * is how each grows: ten times the accounts may cost ten times as much where all are gone through, and no more where an
 * index is read. SCALE_FOLDER=folder keeps the offices there and uses them again.
 */

const SIZES = [Number(process.argv[2] ?? 10_000), Number(process.argv[3] ?? 100_000)] as const;
const KEPT = process.env['SCALE_FOLDER'];
const TIMES = 5;
const CLAIMED = 32;
const JUDGED = 2_000;
/** Longer than a summary is shared. */
const ANEW_MS = 1_100;
/** A task that takes less says nothing. */
const WORTH_TELLING_MS = 50;

const READER: Principal = {
  personId: '0'.repeat(24) as Principal['personId'],
  name: '值班员',
  role: 'administrator',
  unitId: null,
  via: 'session',
};
const PAGE = { limit: 50, cursor: null };

type Figures = Readonly<Record<string, number>>;

/** A long run says how far it is. */
function tell(name: string, ms = 0): void {
  process.stderr.write(`${name}: ${Math.round(ms)} ms\n`);
}

/** Processor time of this process, the store's thread with it: on a busy machine the clock says nothing. */
async function msOf(work: () => Promise<unknown>): Promise<number> {
  return (await costOf(work)).cpuMs;
}

async function medianMsOf(work: () => Promise<unknown>, waitMs = 0): Promise<number> {
  const tookMs: number[] = [];
  for (let n = 0; n < TIMES; n += 1) {
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    tookMs.push(await msOf(work));
  }
  return median(tookMs);
}

/** Every account, a thousand a command: one for all of them would take longer than a connection waits. */
async function changeAll(raw: mongoose.Connection, fields: Readonly<Record<string, Date>>): Promise<void> {
  const rows = raw.collection<{ readonly _id: string }>('accounts');
  for (let after = ''; ;) {
    const page = await rows
      .find({ _id: { $gt: after } }, { projection: { _id: 1 } })
      .sort({ _id: 1 })
      .limit(1_000)
      .toArray();
    if (page.length === 0) return;
    const last = page.at(-1)?._id ?? after;
    await rows.updateMany({ _id: { $gt: after, $lte: last } }, { $set: fields });
    after = last;
  }
}

/** Each of the questions that pages and workers put to an office, in ms of processor time; memory in MB. */
async function askEverything(
  app: App,
  clock: { readonly now: () => Date },
  raw: mongoose.Connection,
): Promise<Figures> {
  const { views, accounts } = app.services;
  const county: Principal = { ...READER, unitId: idOf('unit', COUNTIES) };
  const list = (query: Parameters<typeof views.accounts>[0], who = READER) =>
    medianMsOf(() => views.accounts(query, PAGE, who));
  const figures: Record<string, number> = {
    'summary, first': await msOf(() => views.summary(READER)),
    'summary, anew': await medianMsOf(() => views.summary(READER), ANEW_MS),
    'summary of a county, anew': await medianMsOf(() => views.summary(county), ANEW_MS),
    'list of accounts': await list({}),
    'list by verdict and platform': await list({ verdict: 'silent', platform: 'weibo' }),
    'list of a county': await list({}, county),
    'search by part of a name': await list({ q: '肃南县教育局' }),
    'search by a common part': await list({ q: '县' }),
  };
  const { signal } = new AbortController();
  await changeAll(raw, { nextLookAt: new Date(0) });
  let claimed = 0;
  figures[`claim of ${CLAIMED} due looks`] = await medianMsOf(async () => {
    const found = await app.storage.accounts.claimLooks({
      now: clock.now(),
      owner: 'scale',
      leaseMs: 600_000,
      token: `token-${(claimed += 1)}`,
      limit: CLAIMED,
      roomAt: () => CLAIMED,
    });
    if (found.length !== CLAIMED) throw new Error(`${found.length} looks were claimed`);
  });
  await changeAll(raw, { judgeAfter: new Date(0), nextLookAt: new Date(clock.now().getTime() + DAY_MS) });
  const judgingMs = await msOf(() => accounts.judgeDue(JUDGED, signal));
  figures[`judging of ${JUDGED} of them`] = judgingMs;
  const { rss, heapUsed } = process.memoryUsage();
  return { ...figures, 'memory, MB': rss / 2 ** 20, 'heap, MB': heapUsed / 2 ** 20 };
}

/** Ticks that come when they are asked for, one task after the other, and what each takes of the processor. */
function createSpendingTicker(): { readonly ticker: Ticker; readonly runAll: (now: Date) => Promise<Figures> } {
  const tasks: { readonly name: string; readonly tick: (plannedAt: Date) => Promise<void> }[] = [];
  return {
    ticker: {
      schedule: ({ name }, tick) => {
        tasks.push({ name, tick });
        return { stop: () => undefined };
      },
    },
    runAll: async (now) => {
      const spent: Record<string, number> = {};
      // A whole minute of tomorrow: every task is planned then, and the start has caught up with none of it.
      const plannedAt = new Date(Math.ceil((now.getTime() + DAY_MS) / MINUTE_MS) * MINUTE_MS);
      for (const { name, tick } of tasks) {
        spent[`task ${name}`] = await msOf(() => tick(plannedAt));
        tell(name, spent[`task ${name}`]);
      }
      return spent;
    },
  };
}

/** The office in the folder, asked once in a process of its own. */
function serveOffice(dataDir: string, at: Date): void {
  const beganAt = Date.now();
  const clock = { now: () => new Date(at.getTime() + Date.now() - beganAt) };
  const spending = createSpendingTicker();
  servePart<object>(
    async () => {
      const config = loadConfig({ ...process.env, DATA_DIR: dataDir, PORT: '0', SANDBOX: 'off', LOG_LEVEL: 'error' });
      const runtime = { ...createRuntime('error'), clock };
      const started: App[] = [];
      const startMs = await msOf(async () => {
        started.push(await startApp(config, { role: 'all', runtime, say: () => undefined, ticker: spending.ticker }));
      });
      const [app] = started as [App];
      tell('start', startMs);
      const spent = await spending.runAll(clock.now());
      const raw = mongoose.connections.find(({ readyState }) => readyState === mongoose.STATES.connected);
      if (raw === undefined) throw new Error('there is no connection to the store');
      const figures = await askEverything(app, clock, raw);
      await app.stop();
      return { start: startMs, ...figures, ...spent } satisfies Figures;
    },
    () => Promise.resolve(),
  );
}

async function figuresOf(accounts: number): Promise<Figures> {
  const folder =
    KEPT === undefined ? fs.mkdtempSync(path.join(os.tmpdir(), 'bench-scale-')) : path.join(KEPT, String(accounts));
  fs.mkdirSync(folder, { recursive: true });
  const dataDir = path.join(folder, 'data');
  try {
    const startedAt = performance.now();
    const size = { accounts, posts: 0, mandates: 0, policies: 500, alerts: 2_000, looks: accounts / 4 };
    const at = await prepareLargeOffice(dataDir, size);
    const writtenMs = performance.now() - startedAt;
    const config = path.join(folder, 'config.json');
    fs.writeFileSync(config, JSON.stringify({ policies: { intervalSeconds: 300, sources: [] } }));
    process.env['CONFIG_FILE'] = config;
    const part = startPart(__filename, 'office', [dataDir, at.toISOString()]);
    try {
      return { 'written (rows of all kinds)': writtenMs, ...(await part.ask<Figures>({})) };
    } finally {
      await part.stop();
    }
  } finally {
    if (KEPT === undefined) fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(): Promise<void> {
  const [small, large] = [await figuresOf(SIZES[0]), await figuresOf(SIZES[1])];
  console.log(`| | ${SIZES[0]} accounts | ${SIZES[1]} accounts | times |\n|---|---|---|---|`);
  for (const [name, value] of Object.entries(large)) {
    const before = small[name] ?? 0;
    if (name.startsWith('task ') && value < WORTH_TELLING_MS) continue;
    const unit = name.endsWith('MB') ? '' : ' ms';
    const shown = (figure: number): string => `${figure.toFixed(figure < 10 ? 1 : 0)}${unit}`;
    console.log(`| ${name} | ${shown(before)} | ${shown(value)} | ${(value / Math.max(before, 0.1)).toFixed(1)} |`);
  }
}

const [first = '', second = ''] = process.argv.slice(2);
if (partRole() === 'office') serveOffice(first, new Date(second));
else void measure();
