import { fork } from 'node:child_process';
import http from 'node:http';
import { Parser } from 'htmlparser2';
import { DAY_MS, MINUTE_MS } from '../../src/domain/time/instant';
import { openColumnsOffice } from './columnsOffice';
import { noteRow } from './rows';

/**
 * What a look costs, from the request to the verdict: `npm run bench:collection [-- endpoints]`. So many RSS columns of
 * 20 items, served from another process of this machine, are looked at for the first time and then again unchanged;
 * what counts is the processor time of a look (client, readers and store; the server's own is not in it) beside the
 * floor of the same run: fetching and tokenizing the same feeds.
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

function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
}

/** Processor time of fetching one feed and telling its tags apart, which nobody can go below. */
async function floorOf(port: number): Promise<number> {
  const before = process.cpuUsage();
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (; next < ENDPOINTS;) {
        const n = next++;
        const text = await (await fetch(`http://${hostOf(n)}:${port}/c${n}/`)).text();
        new Parser({}, { xmlMode: true }).end(text);
      }
    }),
  );
  return cpuMs(before) / ENDPOINTS;
}

async function measure(): Promise<void> {
  const server = fork(__filename, ['serve'], { execArgv: process.execArgv, env: { ...process.env, BENCH_SERVE: '1' } });
  const port = await new Promise<number>((resolve) => server.once('message', (message) => resolve(message as number)));
  let shift = 0;
  const office = await openColumnsOffice({
    columns: ENDPOINTS,
    originOf: (n) => `http://${hostOf(n)}:${port}`,
    concurrency: AT_ONCE * 3,
    clock: { now: (): Date => new Date(Date.now() + shift) },
  });
  const { services } = office;
  const row = (name: string, cpu: NodeJS.CpuUsage, wallMs: number, looks: number): void => {
    const ms = (cpu.user + cpu.system) / 1_000;
    console.log(
      `${name.padEnd(34)} ${String(looks).padStart(6)} ${(ms / looks).toFixed(2).padStart(9)} ms CPU ${(looks / (wallMs / 1_000)).toFixed(1).padStart(8)} /s`,
    );
  };
  row('registering an account', office.registering, 1, ENDPOINTS);
  const [first, unchanged]: [number[], number[]] = [[], []];
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
    (round === 0 ? first : unchanged).push(cpuMs(before) / ENDPOINTS);
    if (counts['items'] !== ENDPOINTS) console.log('ended otherwise:', JSON.stringify(counts));
    shift += 60 * MINUTE_MS;
  }
  const floor = await floorOf(port);
  row('floor: fetch and tokenize', { user: floor * 1_000 * ENDPOINTS, system: 0 }, 1_000, ENDPOINTS);
  noteRow({ engine: 'first look, processor time', unit: 'ms', floor, ours: first, goal: '≤ 6 ms' });
  noteRow({ engine: 'unchanged look, processor time', unit: 'ms', floor, ours: unchanged, goal: '≤ 0.5 ms' });
  await office.close();
  server.disconnect();
}

if (process.env['BENCH_SERVE'] === '1') serve();
else void measure();
