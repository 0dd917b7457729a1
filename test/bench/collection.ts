import { fork } from 'node:child_process';
import { setMaxListeners } from 'node:events';
import http from 'node:http';
import axios from 'axios';
import { Parser } from 'htmlparser2';
import RssParser from 'rss-parser';
import { DAY_MS, MINUTE_MS } from '../../src/domain/time/instant';
import { openColumnsOffice } from './columnsOffice';
import { costOf, type Cost } from './costs';
import { median, noteRow, type BenchRow } from './rows';

/**
 * What a look costs, from the request to the verdict: `npm run bench:collection [-- endpoints]`. So many RSS columns of
 * 20 items, served from another process of this machine, are looked at for the first time and then again unchanged;
 * what counts is the processor time of a look (client, readers and store; the server's own is not in it) beside the
 * floor of the same run: fetching and tokenizing the same feeds, and beside axios with rss-parser, which do no more than
 * that. All three in turn.
 */

const ENDPOINTS = Number(process.argv[2] ?? 1_000);
const UNCHANGED_ROUNDS = 3;
/** First looks are taken in so many parts: a process that runs for weeks is not what its first hundred looks cost. */
const PARTS = 5;
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
  // Longer than anybody pauses between two rounds: a connection that is closed meanwhile would be an error of the peer.
  server.keepAliveTimeout = 10 * MINUTE_MS;
  server.listen(0, '0.0.0.0', () => process.send?.((server.address() as { port: number }).port));
  process.on('disconnect', () => process.exit(0));
}

type Take = (url: string) => Promise<unknown>;

/** What nobody can go below: fetching a feed and telling its tags apart. */
const tokenize: Take = async (url) => new Parser({}, { xmlMode: true }).end(await (await fetch(url)).text());

/** How it is usually done: axios with connections that are kept, then rss-parser. Nothing is stored or judged. */
function createUsual(): { readonly take: Take; readonly close: () => void } {
  const agent = new http.Agent({ keepAlive: true });
  const client = axios.create({ httpAgent: agent, responseType: 'text', proxy: false });
  return {
    take: async (url) => new RssParser().parseString((await client.get<string>(url)).data),
    close: () => agent.destroy(),
  };
}

/** Every feed once. */
async function costOfTaking(port: number, take: Take): Promise<Cost> {
  let next = 0;
  return costOf(() =>
    Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (; next < ENDPOINTS;) {
          const n = next++;
          await take(`http://${hostOf(n)}:${port}/c${n}/`);
        }
      }),
    ),
  );
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
  const row = (name: string, { cpuMs, wallMs }: Cost): void => {
    const each = `${(cpuMs / ENDPOINTS).toFixed(2).padStart(9)} ms CPU`;
    const rate = `${(ENDPOINTS / (wallMs / 1_000)).toFixed(1).padStart(8)} /s`;
    console.log(`${name.padEnd(34)} ${String(ENDPOINTS).padStart(6)} ${each} ${rate}`);
  };
  const usual = createUsual();
  const costs = { floor: [] as Cost[], usual: [] as Cost[], first: [] as Cost[], unchanged: [] as Cost[] };
  const takeOthers = async (): Promise<void> => {
    costs.floor.push(await costOfTaking(port, tokenize));
    costs.usual.push(await costOfTaking(port, usual.take));
  };
  // Before any look, so that the feeds are made and the connections stand, for everybody.
  await takeOthers();
  for (const of of [costs.floor, costs.usual]) of.pop();
  const look = async (name: string, max: number): Promise<Cost> => {
    let counts: Readonly<Record<string, number>> = {};
    const { cpuMs, wallMs } = await costOf(async () => {
      const { signal } = new AbortController();
      setMaxListeners(0, signal);
      counts = await services.accounts.collectDue({ owner: 'bench', max, signal });
    });
    if (counts['items'] !== max) console.log('ended otherwise:', JSON.stringify(counts));
    const cost = { cpuMs: (cpuMs * ENDPOINTS) / max, wallMs: (wallMs * ENDPOINTS) / max };
    row(name, cost);
    return cost;
  };
  for (let part = 0; part < PARTS; part += 1) {
    await takeOthers();
    const [from, to] = [part, part + 1].map((n) => Math.floor((n * ENDPOINTS) / PARTS)) as [number, number];
    costs.first.push(await look(`first look, part ${part + 1}`, to - from));
  }
  for (let round = 1; round <= UNCHANGED_ROUNDS; round += 1) {
    shift += 60 * MINUTE_MS;
    await takeOthers();
    costs.unchanged.push(await look(`unchanged look, round ${round}`, ENDPOINTS));
  }
  usual.close();
  for (const cost of costs.floor) row('floor: fetch and tokenize', cost);
  for (const cost of costs.usual) row('axios and rss-parser', cost);
  const each = (of: readonly Cost[]): readonly number[] => of.map(({ cpuMs }) => cpuMs / ENDPOINTS);
  const rates = (of: readonly Cost[]): readonly number[] => of.map(({ wallMs }) => (1_000 * ENDPOINTS) / wallMs);
  const peer = (values: readonly number[]): NonNullable<BenchRow['peer']> => ({
    name: 'axios + rss-parser',
    value: median(values),
  });
  for (const [engine, of, most] of [
    ['first look, processor time', costs.first, 6],
    ['unchanged look, processor time', costs.unchanged, 0.5],
  ] as const)
    noteRow({
      engine,
      unit: 'ms',
      floor: median(each(costs.floor)),
      peer: peer(each(costs.usual)),
      ours: each(of),
      goal: `≤ ${most} ms`,
      limit: { is: 'at-most', value: most },
    });
  noteRow({
    engine: `first looks at @${AT_ONCE * 3}`,
    unit: '/s',
    floor: median(rates(costs.floor)),
    peer: peer(rates(costs.usual)),
    ours: rates(costs.first),
    goal: '≥ 300/s, ≥ 0.15 × floor',
    limit: { is: 'at-least', value: 300 },
  });
  await office.close();
  server.disconnect();
}

if (process.env['BENCH_SERVE'] === '1') serve();
else void measure();
