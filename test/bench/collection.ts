import { fork } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { loadCalendar } from '../../src/config/calendarSource';
import { loadConfig } from '../../src/config/config';
import { serviceSettings } from '../../src/config/serviceSettings';
import { openStore } from '../../src/app/openStore';
import { createRuntime } from '../../src/app/runtime';
import { passwords } from '../../src/app/secrets';
import { createConnectors } from '../../src/connectors/index';
import { createServices } from '../../src/services/index';
import { DAY_MS, MINUTE_MS } from '../../src/domain/time/instant';

/**
 * What a look costs, from the request to the verdict: `npm run bench:collection [-- endpoints]`. So many RSS columns of
 * 20 items, served from another process of this machine, are looked at for the first time and then again unchanged; what
 * counts is the processor time of a look (client, readers and store; the server's own is not in it) beside the floor of
 * the same run: fetching and tokenizing the same feeds.
 */

const ENDPOINTS = Number(process.argv[2] ?? 300);
const UNCHANGED_ROUNDS = 2;
const AT_ONCE = 32;

/** As many servers as a province has: each gets a share of the slots only. */
const HOSTS = 200;
const hostOf = (n: number): string => `127.0.1.${(n % HOSTS) + 1}`;

/** The server: a process of its own, so that its work is not ours. */
function serve(): void {
  const feeds = new Map<string, string>();
  const startedAt = Date.now();
  const server = http.createServer((request, response) => {
    const url = request.url ?? '/';
    let feed = feeds.get(url);
    if (feed === undefined) {
      const items = Array.from({ length: 20 }, (_, n) => {
        const at = new Date(startedAt - n * 0.4 * DAY_MS - 3_600_000).toUTCString();
        return `<item><title>关于第${n}件事项的通知（${url}）</title><link>https://www.example.gov.cn${url}${n}.html</link><guid>${url}/${n}</guid><pubDate>${at}</pubDate><description>${'为进一步优化政务服务、提升行政效能，现就有关事项通知如下，请结合实际认真贯彻落实。'.repeat(12)}</description></item>`;
      });
      feed = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>${url}</title><link>http://127.0.0.1${url}</link><description>栏目</description>${items.join('')}</channel></rss>`;
      feeds.set(url, feed);
    }
    response.writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8' }).end(feed);
  });
  server.listen(0, '0.0.0.0', () => process.send?.((server.address() as { port: number }).port));
  process.on('disconnect', () => process.exit(0));
}

async function measure(): Promise<void> {
  const server = fork(__filename, ['serve'], { execArgv: process.execArgv, env: { ...process.env, BENCH_SERVE: '1' } });
  const port = await new Promise<number>((resolve) => server.once('message', (message) => resolve(message as number)));
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-collection-'));
  const config = loadConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'error' });
  const runtime = createRuntime('error');
  let shift = 0;
  const clock = { now: (): Date => new Date(Date.now() + shift) };
  const store = await openStore(config, { runtime: { ...runtime, clock }, say: () => undefined });
  const calendar = loadCalendar(config.calendarDir);
  const connectors = createConnectors({
    http: { timeoutMs: 20_000, maxBytes: 8_000_000, perHost: 64 },
    bases: config.bases,
    clock,
    allowedPrivateOrigins: Array.from({ length: HOSTS }, (_, n) => `http://${hostOf(n)}:${port}`),
  });
  const settings = serviceSettings(config, calendar);
  const services = createServices({
    storage: store.storage,
    connectors: connectors.registry,
    policyFeed: connectors.policyFeed,
    passwords,
    ...runtime,
    clock,
    settings: { ...settings, looks: { ...settings.looks, concurrency: AT_ONCE * 3 } },
  });
  const unit = { key: 'office', name: '县政府办', parentKey: null, level: 'county' as const };
  await services.accounts.registerUnits([unit]);
  const registering = process.cpuUsage();
  await services.accounts.registerAccounts(
    Array.from({ length: ENDPOINTS }, (_, n) => ({
      unitKey: 'office',
      platform: 'portal' as const,
      externalId: `column-${n}`,
      name: `栏目${n}`,
      homeUrl: `http://${hostOf(n)}:${port}/c${n}/`,
      columnClass: 'account' as const,
      region: '620700',
      status: 'active' as const,
      openedAt: null,
      settings: { kind: 'rss', listUrl: `http://${hostOf(n)}:${port}/c${n}/` },
      credential: null,
    })),
  );
  const row = (name: string, cpu: NodeJS.CpuUsage, wallMs: number, looks: number): void => {
    const ms = (cpu.user + cpu.system) / 1_000;
    console.log(
      `${name.padEnd(34)} ${String(looks).padStart(6)} ${(ms / looks).toFixed(2).padStart(9)} ms CPU ${(looks / (wallMs / 1_000)).toFixed(1).padStart(8)} /s`,
    );
  };
  row('registering an account', process.cpuUsage(registering), 1, ENDPOINTS);
  for (let round = 0; round <= UNCHANGED_ROUNDS; round += 1) {
    const before = process.cpuUsage();
    const startedAt = performance.now();
    const counts = await services.accounts.collectDue({
      owner: 'bench',
      max: ENDPOINTS,
      signal: new AbortController().signal,
    });
    row(
      round === 0 ? 'first look' : `unchanged look, round ${round}`,
      process.cpuUsage(before),
      performance.now() - startedAt,
      ENDPOINTS,
    );
    if (counts['items'] !== ENDPOINTS) console.log('ended otherwise:', JSON.stringify(counts));
    shift += 60 * MINUTE_MS;
  }
  await connectors.close();
  await store.close();
  fs.rmSync(dataDir, { recursive: true, force: true });
  server.disconnect();
}

if (process.env['BENCH_SERVE'] === '1') serve();
else void measure();
