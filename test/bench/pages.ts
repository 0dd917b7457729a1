import { fork, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { prepareLargeOffice, type OfficeSize } from './largeOffice';
import { getText, loadOf, median, type Load, type Target } from './loadOf';
import { measureStart } from './startTime';
import { isSmallRun, noteRow } from './rows';
import { servePages, TOKEN, type Order, type Ready } from './pagesServer';

/**
 * What a page costs in a large office: `npm run bench:pages [-- folder posts accounts]`. 10,000 accounts of 300 units
 * with their posts, obligations, jobs, looks and alerts are written into the folder once (minutes; the folder is used
 * again, and stays). Each list is asked for over 64 connections, idle and while accounts are looked at, in turn with the
 * floor of the same run, `node:http` and `JSON.stringify` of the same rows, and with express, helmet, zod and pino that
 * serve them from memory. Medians of rounds; everything on 127.0.0.1.
 */

const IS_SMALL = isSmallRun();
const DATA_DIR =
  process.argv[2] ??
  (IS_SMALL
    ? fs.mkdtempSync(path.join(os.tmpdir(), 'bench-office-'))
    : path.join(os.tmpdir(), 'gov-matrix-large-office'));
const POSTS = Number(process.argv[3] ?? (IS_SMALL ? 6_000 : 300_000));
const ACCOUNTS = Number(process.argv[4] ?? (IS_SMALL ? 3_000 : 10_000));
const SIZE: OfficeSize = {
  accounts: ACCOUNTS,
  posts: POSTS,
  mandates: IS_SMALL ? 2 : 12,
  policies: IS_SMALL ? 2_000 : 5_000,
  alerts: IS_SMALL ? 3_000 : 10_000,
  looks: ACCOUNTS * (IS_SMALL ? 1 : 4),
};
const CONNECTIONS = 64;
const ROUNDS = IS_SMALL ? 2 : 3;
const OURS = { connections: CONNECTIONS, forMs: IS_SMALL ? 1_000 : 2_500, most: 2_000 };
const FLOOR = { connections: CONNECTIONS, forMs: IS_SMALL ? 500 : 1_000, most: 4_000 };
/** 10,000 accounts once in some eight minutes. */
const LOOKS_A_SECOND = 20;
/** Longer than the summary is shared. */
const ANEW_MS = 1_500;
const DEEP_PAGES = 30;
/** How often something is asked for by itself. */
const ALONE = 15;
const BETWEEN_SEARCHES_MS = 100;
const SEARCHES: ReadonlySet<string> = new Set(['accounts by part of a name', 'policies by part of a 文号']);
/** No two connections ask the same page, or as the same person: what a list costs where nothing can be shared. */
const EACH_ANOTHER = 'accounts, another page and person each';
/** What a small run measures. */
const IN_THE_TABLE = new Set([
  'accounts',
  EACH_ANOTHER,
  'accounts by part of a name',
  'policies by part of a 文号',
  'obligations',
  'summary',
]);

const authorised = (url: string, token = TOKEN): Target => ({ url, headers: { authorization: `Bearer ${token}` } });

async function order(server: ChildProcess, what: Order): Promise<void> {
  const done = new Promise((resolve) => {
    server.once('message', resolve);
  });
  server.send(what);
  await done;
}

interface List {
  readonly items: readonly unknown[];
  readonly nextCursor: string | null;
}

async function deepCursor(base: string): Promise<string> {
  let cursor = '';
  for (let n = 0; n < DEEP_PAGES; n += 1) {
    const page = JSON.parse(await getText(authorised(`${base}/accounts?limit=200${cursor}`))) as List;
    if (page.nextCursor !== null) cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
  }
  return cursor;
}

/** Every page of the list of accounts, 50 rows each, and each as somebody else. */
async function eachAnother(base: string, readers: readonly string[]): Promise<readonly Target[]> {
  const pages: Target[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: Target = authorised(`${base}/accounts?limit=50${after}`, readers[pages.length % readers.length]);
    const { items, nextCursor } = JSON.parse(await getText(page)) as List;
    if (items.length === 50) pages.push(page);
    cursor = nextCursor;
  }
  return pages;
}

type Row = readonly [name: string, targets: readonly Target[]];

async function rowsOf(base: string, readers: readonly string[]): Promise<readonly Row[]> {
  const q = (text: string): string => encodeURIComponent(text);
  const rows: readonly (readonly [string, string])[] = [
    ['accounts', '/accounts?limit=50'],
    ['accounts, a verdict of a platform', '/accounts?limit=50&verdict=silent&platform=weibo'],
    ['accounts, a rare outcome', '/accounts?limit=50&outcome=refused'],
    ['accounts, far on', `/accounts?limit=50${await deepCursor(base)}`],
    ['accounts by part of a name', `/accounts?limit=50&q=${q('肃南县教育局')}`],
    ['accounts by a common part', `/accounts?limit=50&q=${q('县')}`],
    ['accounts, nothing of that name', `/accounts?limit=50&q=${q('不存在的名称')}`],
    ['policies', '/policies?limit=50'],
    ['policies by part of a 文号', `/policies?limit=50&q=${q('〕1234号')}`],
    ['obligations', '/obligations?limit=50'],
    ['obligations by hand', '/obligations?limit=50&group=manual'],
    ['alerts not resolved', '/alerts?limit=50&state=unresolved'],
    ['summary', '/summary'],
  ];
  const all: readonly Row[] = [
    ...rows.map(([name, at]): Row => [name, [authorised(base + at)]]),
    [EACH_ANOTHER, await eachAnother(base, readers)],
  ];
  return IS_SMALL ? all.filter(([name]) => IN_THE_TABLE.has(name)) : all;
}

async function measureRow(
  server: ChildProcess,
  { floorUrl, usualUrl, looks }: { floorUrl: string; usualUrl: string; looks: number },
  row: Row,
): Promise<void> {
  const [name, [target, ...others]] = row;
  if (target === undefined) throw new Error(`There is nothing to ask for: ${name}.`);
  const answer = JSON.parse(await getText(target)) as Partial<List>;
  await order(server, { kind: 'floor', rows: answer });
  const ours: Load[] = [];
  const floor: Load[] = [];
  const usual: Load[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    floor.push(await loadOf([{ url: floorUrl }], FLOOR));
    usual.push(await loadOf([{ url: usualUrl }], FLOOR));
    ours.push(await loadOf([target, ...others], OURS));
  }
  const of = (loads: readonly Load[], what: keyof Load): number => median(loads.map((load) => load[what]));
  console.log(
    [
      name.padEnd(40),
      String(answer.items?.length ?? '').padStart(4),
      of(floor, 'perSecond').toFixed(0).padStart(9),
      of(usual, 'perSecond').toFixed(0).padStart(9),
      of(ours, 'perSecond').toFixed(0).padStart(9),
      (of(ours, 'perSecond') / of(floor, 'perSecond')).toFixed(3).padStart(8),
      of(ours, 'medianMs').toFixed(0).padStart(8),
      of(ours, 'p99Ms').toFixed(0).padStart(8),
      of(floor, 'p99Ms').toFixed(0).padStart(8),
    ].join(' '),
  );
  if (looks > 0 && IN_THE_TABLE.has(name)) noteList(name, { floor, usual, ours });
}

interface Loads {
  readonly floor: readonly Load[];
  readonly usual: readonly Load[];
  readonly ours: readonly Load[];
}

function noteRates(engine: string, { floor, usual, ours }: Loads): void {
  const rates = (of: readonly Load[]): readonly number[] => of.map(({ perSecond }) => perSecond);
  noteRow({
    engine,
    unit: '/s',
    floor: median(rates(floor)),
    peer: { name: 'express', value: median(rates(usual)) },
    ours: rates(ours),
    goal: '≥ 0.35 × floor',
    limit: { is: 'at-least', value: 0.35, times: 'floor' },
  });
}

function noteList(name: string, loads: Loads): void {
  const engine = `${name}, while collecting`;
  // Of a search the goal says what one reader waits for (`noteSearch`), not how many a second there can be.
  if (!SEARCHES.has(name)) noteRates(engine, loads);
  const p99 = (of: readonly Load[]): readonly number[] => of.map(({ p99Ms }) => p99Ms);
  noteRow({
    engine: `${engine}, p99 of ${CONNECTIONS} at once`,
    unit: 'ms',
    floor: median(p99(loads.floor)),
    peer: { name: 'express', value: median(p99(loads.usual)) },
    ours: p99(loads.ours),
    goal: '≤ 150 ms',
    limit: { is: 'at-most', value: 150 },
  });
}

/** One reader who searches: what they wait for. */
function noteSearch(name: string, tookMs: readonly number[]): void {
  const limit = { is: 'at-most', value: 50 } as const;
  noteRow({ engine: `${name}, alone`, unit: 'ms', floor: null, ours: tookMs, goal: '≤ 50 ms', limit });
}

function noteSummary(tookMs: readonly number[]): void {
  const goal = '≤ 50 ms at 10,000';
  const limit = { is: 'at-most', value: 50 } as const;
  noteRow({ engine: `summary of ${ACCOUNTS} accounts, made anew`, unit: 'ms', floor: null, ours: tookMs, goal, limit });
}

/** One after the other, each made anew. */
async function measureAlone(name: string, target: Target, waitMs: number): Promise<readonly number[]> {
  const tookMs: number[] = [];
  for (let n = 0; n < ALONE; n += 1) {
    await new Promise((resolve) => {
      setTimeout(resolve, waitMs);
    });
    const from = performance.now();
    await getText(target);
    tookMs.push(performance.now() - from);
  }
  console.log(
    `${name.padEnd(40)} alone ${median(tookMs).toFixed(0).padStart(6)} ms, at most ${Math.max(...tookMs).toFixed(0)} ms`,
  );
  return tookMs;
}

async function measure(): Promise<void> {
  const at = await prepareLargeOffice(DATA_DIR, SIZE);
  await measureStart(DATA_DIR, { ...SIZE, rounds: ROUNDS });
  const server = fork(__filename, [DATA_DIR], {
    execArgv: process.execArgv,
    env: { ...process.env, BENCH_SERVE: at.toISOString() },
  });
  const ended = new Promise((resolve) => {
    server.once('exit', resolve);
  });
  try {
    const ready = await new Promise<Ready>((resolve, reject) => {
      server.once('message', (message) => resolve(message as Ready));
      server.once('exit', () => reject(new Error('The server ended before it was ready.')));
    });
    const base = `${ready.url}/api/v1`;
    console.log(`store, services and server open after ${(ready.startMs / 1_000).toFixed(1)} s`);
    const rows = await rowsOf(base, ready.readers);
    for (const looks of IS_SMALL ? [LOOKS_A_SECOND] : [0, LOOKS_A_SECOND]) {
      await order(server, { kind: 'looks', perSecond: looks });
      console.log(looks === 0 ? '\nidle' : `\nwhile ${looks} accounts a second are looked at`);
      console.log(`${''.padEnd(40)} rows   floor/s   usual/s    ours/s    ratio   p50 ms   p99 ms floor p99`);
      const { floorUrl, usualUrl } = ready;
      for (const row of rows) await measureRow(server, { floorUrl, usualUrl, looks }, row);
      for (const [name, [target]] of rows) {
        if (!SEARCHES.has(name) || target === undefined) continue;
        const tookMs = await measureAlone(name, target, BETWEEN_SEARCHES_MS);
        if (looks > 0) noteSearch(name, tookMs);
      }
      const anewMs = await measureAlone('summary, made anew', authorised(`${base}/summary`), ANEW_MS);
      if (looks > 0) noteSummary(anewMs);
    }
    await order(server, { kind: 'stop' });
  } finally {
    if (server.connected) server.disconnect();
    await ended;
    if (IS_SMALL) fs.rmSync(DATA_DIR, { recursive: true, force: true });
  }
}

const served = process.env['BENCH_SERVE'];
if (served === undefined) void measure();
else void servePages(DATA_DIR, new Date(served));
