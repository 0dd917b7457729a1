import http from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import mongoose from 'mongoose';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/time/instant';
import { openColumnsOffice, type ColumnsOffice } from './columnsOffice';
import { noteRow } from './rows';

/**
 * What an account and a day weigh: `npm run bench:growth [-- accounts days]`. RSS columns that publish twice a day are
 * looked at as often as the settings say, through so many compressed days; what the store holds is counted collection
 * by collection, as documents. Then the looks are rolled up, as they are after thirty days, and counted again. The
 * first day, which finds a whole list, does not count. Bytes are exact; only how long it takes depends on the machine.
 */

const ACCOUNTS = Number(process.argv[2] ?? 50);
const DAYS = Number(process.argv[3] ?? 4);
const STEP_MS = 10 * MINUTE_MS;
const HOSTS = 20;
const POST_EVERY_MS = 12 * HOUR_MS;
const ITEMS = 20;
const LOOKS_KEPT_DAYS = 31;
const GOAL_BYTES = 16_000;
const TEXT = '为进一步优化政务服务、提升行政效能，现就有关事项通知如下，请结合实际认真贯彻落实。'.repeat(12);

let now = new Date('2026-03-02T00:00:00Z').getTime();
const clock = { now: (): Date => new Date(now) };

/** The newest twenty posts of a column at this instant. */
function feedOf(url: string): string {
  const newest = Math.floor(now / POST_EVERY_MS);
  const items = Array.from({ length: ITEMS }, (_, n) => {
    const at = new Date((newest - n) * POST_EVERY_MS).toUTCString();
    const id = `${url}${newest - n}`;
    return `<item><title>关于第${newest - n}件事项的通知（${url}）</title><link>https://www.example.gov.cn${id}.html</link><guid>${id}</guid><pubDate>${at}</pubDate><description>${TEXT}</description></item>`;
  });
  const channel = `<channel><title>${url}</title><link>http://127.0.0.1${url}</link>${items.join('')}</channel>`;
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0">${channel}</rss>`;
}

type Bytes = Readonly<Record<string, number>>;

/** Document bytes of every collection of the office's database. */
async function bytesOf(connection: mongoose.Connection): Promise<Bytes> {
  const found: Record<string, number> = {};
  for (const { name } of await connection.listCollections()) {
    const documents = await connection.collection(name).find({}, { raw: true }).toArray();
    found[name] = (documents as unknown as readonly Uint8Array[]).reduce((sum, bytes) => sum + bytes.length, 0);
  }
  return found;
}

async function day({ services }: ColumnsOffice): Promise<void> {
  for (const end = now + DAY_MS; now < end; now += STEP_MS) {
    const signal = new AbortController().signal;
    await services.accounts.collectDue({ owner: 'bench', max: ACCOUNTS * 2, signal });
    await services.accounts.judgeDue(ACCOUNTS * 2);
    await services.alerts.relay(5_000);
  }
}

/** By collection, the heaviest first. */
function print(title: string, bytes: Bytes, accountDays: number): number {
  const all = Object.values(bytes).reduce((sum, one) => sum + one, 0);
  console.log(`${title}: ${Math.round(all / accountDays)} bytes an account and day`);
  for (const [name, own] of Object.entries(bytes).sort(([, one], [, other]) => other - one))
    if (own > 0)
      console.log(
        `  ${name.padEnd(24)} ${String(Math.round(own / accountDays)).padStart(8)} ${((100 * own) / all).toFixed(1)} %`,
      );
  return all / accountDays;
}

const less = (one: Bytes, other: Bytes): Bytes =>
  Object.fromEntries(Object.entries(one).map(([name, bytes]) => [name, bytes - (other[name] ?? 0)]));

async function main(): Promise<void> {
  const server = http.createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8' }).end(feedOf(request.url ?? '/'));
  });
  await once(server.listen(0, '0.0.0.0'), 'listening');
  const { port } = server.address() as AddressInfo;
  const office = await openColumnsOffice({
    columns: ACCOUNTS,
    originOf: (n) => `http://127.0.1.${(n % HOSTS) + 1}:${port}`,
    concurrency: 32,
    clock,
  });
  const connection = await mongoose.createConnection(office.uri).asPromise();
  await day(office);
  const first = await bytesOf(connection);
  const storedBefore = (await office.storage.sizes.now()).storedBytes;
  for (let n = 1; n < DAYS; n += 1) await day(office);
  const accountDays = ACCOUNTS * (DAYS - 1);
  const grown = less(await bytesOf(connection), first);
  const before = print('as it is written', grown, accountDays);
  const stored = ((await office.storage.sizes.now()).storedBytes - storedBefore) / accountDays;
  console.log(`with indexes and pages of the store: ${Math.round(stored)} bytes an account and day`);
  now += LOOKS_KEPT_DAYS * DAY_MS;
  for (const ago of [1, 2, 3]) await office.storage.sizes.note(new Date(now - ago * DAY_MS), { documentBytes: 1 });
  await office.services.upkeep.removeExpired({ max: 10_000_000 });
  // All looks are old by now, those of the first day with them: what stays of a day is a share of all days.
  const after = await bytesOf(connection);
  const rolledUp = { ...grown, looks: 0, 'look-days': ((after['look-days'] ?? 0) * (DAYS - 1)) / DAYS };
  const left = print('after thirty days', rolledUp, accountDays);
  noteRow({
    engine: 'an account and day, as written',
    unit: 'KB',
    floor: null,
    ours: [before / 1_000],
    goal: 'kept 30 days',
  });
  const goal = `≤ ${GOAL_BYTES / 1_000} KB`;
  noteRow({
    engine: 'an account and day, rolled up',
    unit: 'KB',
    floor: null,
    ours: [left / 1_000],
    goal,
    limit: { is: 'at-most', value: GOAL_BYTES / 1_000 },
  });
  await connection.destroy();
  await office.close();
  server.closeAllConnections();
  server.close();
}

void main();
