import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { AccountView } from '../../src/api/accounts';
import type { SummaryView } from '../../src/api/summary';
import type { ListView } from '../../src/api/wire';
import { noteRow } from './rows';

/**
 * Whether healthy accounts become `unknown` because we are slow: `npm run build && npm run bench:feeds`. One process
 * with the embedded store and the settings as they are delivered looks at FEEDS (2,000) RSS columns on HOSTS (200)
 * servers of this machine, which answer within 20 to 50 ms, for MINUTES (15). Prints how late looks begin, what the
 * process takes and how they ended; exit 1 where one account is unknown. ARTICLES=1: feeds with summaries only, so
 * that the articles' pages are read as well. PROFILE=folder: writes a profile of the processor there (`node
 * --cpu-prof`).
 */
const FEEDS = Number(process.env['FEEDS'] ?? 2_000);
const HOSTS = Math.min(FEEDS, Number(process.env['HOSTS'] ?? 200));
const MINUTES = Number(process.env['MINUTES'] ?? 15);
const WITH_ARTICLES = process.env['ARTICLES'] === '1';
const PROFILE = process.env['PROFILE'];
const ITEMS = 20;
const EVERY_MS = 15_000;
const START_LIMIT_MS = 120_000;
const TOKEN = 'bench-of-healthy-feeds-0123456789';
const MAIN = path.resolve(__dirname, '../../dist/main.js');
const DAY_MS = 86_400_000;

const TEXT = '各单位要加强组织领导，细化工作措施，确保各项任务落到实处，并及时公开办理情况。'.repeat(12);

/** The newest article is none to twelve days old: nobody has reached the limit. */
function feedOf(origin: string, feed: number): string {
  const items = Array.from({ length: ITEMS }, (_, index) => {
    const at = new Date(Date.now() - (feed % 12) * DAY_MS - index * DAY_MS - 3_600_000);
    const text = WITH_ARTICLES ? '摘要' : TEXT;
    const url = `${origin}/${feed}/${index}.html`;
    return `<item><title>栏目${feed}动态第${index}期：重点工作推进情况</title><link>${url}</link><guid>${url}</guid>
<pubDate>${at.toUTCString()}</pubDate><description>${text}</description></item>`;
  });
  const channel = `<channel><title>栏目${feed}</title>${items.join('')}</channel>`;
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0">${channel}</rss>`;
}

function answer(request: http.IncomingMessage, response: http.ServerResponse): void {
  const [, feed = '0', article] = (request.url ?? '').split('/');
  const origin = `http://${request.headers.host ?? ''}`;
  const isFeed = article === undefined || article === '';
  const body = isFeed
    ? feedOf(origin, Number(feed))
    : `<html><head><title>动态</title></head><body><div class="content"><h1>动态</h1><p>${TEXT}</p></div></body></html>`;
  const type = isFeed ? 'application/rss+xml' : 'text/html';
  setTimeout(
    () => response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body),
    20 + Math.random() * 30,
  );
}

async function openHosts(): Promise<readonly http.Server[]> {
  const servers = Array.from({ length: HOSTS }, () => http.createServer(answer));
  for (const server of servers) await once(server.listen(0, '127.0.0.1'), 'listening');
  return servers;
}

function registerOf(origins: readonly string[]): object {
  const originOf = (feed: number): string => origins[feed % origins.length] ?? '';
  return {
    units: origins.map((_, index) => ({ key: `u${index}`, name: `单位${index}`, parent: null, level: 'department' })),
    accounts: Array.from({ length: FEEDS }, (_, feed) => ({
      unit: `u${feed % origins.length}`,
      platform: 'portal',
      externalId: `${originOf(feed)}/${feed}/`,
      name: `栏目${feed}`,
      homeUrl: `${originOf(feed)}/`,
      columnClass: 'news',
      settings: { kind: 'rss', listUrl: `${originOf(feed)}/${feed}/` },
    })),
    people: [],
  };
}

/** Processor time in seconds and memory in MB of a process, as Linux tells them; null elsewhere. */
function usageOf(pid: number): { readonly cpuSeconds: number; readonly megabytes: number } | null {
  if (!fs.existsSync(`/proc/${pid}/stat`)) return null;
  const fields = fs
    .readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  const kilobytes = /VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / 100,
    megabytes: Math.round(Number(kilobytes) / 1024),
  };
}

async function freePort(): Promise<number> {
  const server = http.createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

async function read<View>(base: string, query: string): Promise<View | null> {
  try {
    const response = await fetch(`${base}/api/v1${query}`, { headers: { authorization: `Bearer ${TOKEN}` } });
    return response.ok ? ((await response.json()) as View) : null;
  } catch {
    return null;
  }
}

function print(minutes: number, summary: SummaryView, usage: ReturnType<typeof usageOf>): void {
  const { verdicts, lookLateness, sourceHealth } = summary;
  const portal = sourceHealth.platforms.find(({ platform }) => platform === 'portal');
  const lateness = `late p50 ≤ ${lookLateness?.p50Ms ?? '–'} ms, p99 ≤ ${lookLateness?.p99Ms ?? '–'} ms`;
  const looks = `looks/h ${lookLateness?.looks ?? 0}, seen ${portal?.seenLastHour ?? 0}`;
  console.log(
    `${minutes.toFixed(2)} min: unknown ${verdicts.unknown}, unjudged ${verdicts.unjudged}, fine ${verdicts.fine}, ` +
      `warned ${verdicts.warned}; ${looks}; ${lateness}; ${usage?.megabytes ?? '–'} MB, CPU ${usage?.cpuSeconds ?? '–'} s; ` +
      JSON.stringify(portal?.outcomes ?? {}),
  );
}

async function measure(folder: string): Promise<number> {
  if (!fs.existsSync(MAIN)) throw new Error('dist/main.js is missing: npm run build');
  const servers = await openHosts();
  const origins = servers.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const port = await freePort();
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    DATA_DIR: path.join(folder, 'data'),
    CONFIG_FILE: path.join(folder, 'config.json'),
    SANDBOX: 'off',
    PORT: String(port),
    BOOTSTRAP_TOKEN: TOKEN,
  };
  const outbound = { timeoutSeconds: 20, maxMegabytes: 5, perHost: 4, allowedPrivateOrigins: origins };
  fs.writeFileSync(
    path.join(folder, 'config.json'),
    JSON.stringify({ outbound, policies: { intervalSeconds: 300, sources: [] } }),
  );
  fs.writeFileSync(path.join(folder, 'register.json'), JSON.stringify(registerOf(origins)));
  const importing = spawn(process.execPath, [MAIN, 'import', path.join(folder, 'register.json')], {
    env,
    stdio: 'inherit',
  });
  await endOf(importing);
  if (importing.exitCode !== 0) throw new Error('the register was not imported');
  const profiling = PROFILE === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${PROFILE}`];
  const log = fs.openSync(path.join(folder, 'log'), 'w');
  const child = spawn(process.execPath, [...profiling, MAIN, 'start'], { env, stdio: ['ignore', log, log] });
  const base = `http://127.0.0.1:${port}`;
  try {
    return await watch(child, base);
  } finally {
    child.kill('SIGTERM');
    await endOf(child);
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  }
}

async function watch(child: ChildProcess, base: string): Promise<number> {
  const startedMs = performance.now();
  const minutes = (): number => (performance.now() - startedMs) / 60_000;
  let last: SummaryView | null = null;
  let most = 0;
  while (minutes() < MINUTES && child.exitCode === null) {
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    const summary = await read<SummaryView>(base, '/summary');
    if (summary === null) {
      if (last === null && performance.now() - startedMs > START_LIMIT_MS) throw new Error('the process did not start');
      console.log(`${minutes().toFixed(2)} min: no answer`);
      continue;
    }
    last = summary;
    most = Math.max(most, summary.verdicts.unknown);
    print(minutes(), summary, usageOf(child.pid ?? 0));
  }
  const unknown = await read<ListView<AccountView>>(base, '/accounts?verdict=unknown&limit=100');
  for (const { name, verdict, lastLookOutcome, lastLookDetail } of (unknown?.items ?? []).slice(0, 20))
    console.log(`unknown: ${name} ${verdict?.reason ?? ''} ${lastLookOutcome ?? ''} ${lastLookDetail ?? ''}`);
  if (last === null) throw new Error('the process never answered');
  const overdue = await overdueNow(base);
  const share = (part: number): string => ((overdue[Math.floor(part * overdue.length)] ?? 0) / 1_000).toFixed(1);
  console.log(`looks owed at the end are overdue by p50 ${share(0.5)} s, p99 ${share(0.99)} s`);
  noteRow({
    engine: `healthy feeds unknown at once, of ${FEEDS}`,
    unit: '×',
    floor: null,
    ours: [most],
    goal: '0',
    limit: { is: 'at-most', value: 0 },
  });
  noteRow({
    engine: 'looks owed at the end, overdue by (p99)',
    unit: 's',
    floor: null,
    ours: [Number(share(0.99))],
    goal: '≤ 60 s',
    limit: { is: 'at-most', value: 60 },
  });
  console.log(`most unknown at once: ${most} of ${FEEDS}; at the end ${last.verdicts.unknown}`);
  return most;
}

/** By how many ms the next look of each account is late now, in order; 0: it is not due yet. */
async function overdueNow(base: string): Promise<readonly number[]> {
  const overdue: number[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: ListView<AccountView> | null = await read(
      base,
      `/accounts?limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`,
    );
    const now = Date.now();
    overdue.push(
      ...(page?.items ?? []).map(({ nextLookAt }) =>
        nextLookAt === null ? 0 : Math.max(0, now - new Date(nextLookAt).getTime()),
      ),
    );
    cursor = page?.nextCursor ?? null;
  }
  return overdue.sort((one, other) => one - other);
}

async function main(): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'healthy-feeds-'));
  try {
    process.exitCode = (await measure(folder)) > 0 ? 1 : 0;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

void main();
