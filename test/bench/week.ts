import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DAY_MS } from '../../src/domain/time/instant';
import { partRole, startPart, type Part } from './part';
import { noteRow } from './rows';
import { serveFeeds, type FeedsOrder } from './weekFeeds';
import { serveOffice, type DayEnd, type OfficeOrder } from './weekOffice';

/**
 * Whether a process grows with time: `npm run bench:week [-- accounts days looks-a-day]`. The product as it is started,
 * all roles in one process, with 10,000 columns on servers of this machine, lives through a week whose clock and ticks
 * the bench moves: looks (two a column and day, not the 144 of the delivered settings, so that it ends within an hour), a
 * post a day of most, one column of 25 silent, a thirtieth that fails on two days; judging,
 * alerts, cases, retention and every nightly task run as planned. After each day the garbage is collected and the memory
 * read. What counts is the last day beside the second: the first fills what is kept for good. Where the last day holds
 * more, SNAPSHOT=folder writes the heap of both.
 */

const ACCOUNTS = Number(process.argv[2] ?? 10_000);
const DAYS = Number(process.argv[3] ?? 7);
const LOOKS_A_DAY = Number(process.argv[4] ?? 2);
const HOSTS = Math.min(200, ACCOUNTS);
const STEPS_A_DAY = 24;
const START = new Date('2026-09-14T00:00:00+08:00');
const FAILING_DAYS = new Set([2, 4]);
const FAILING_SHARE = 1 / 30;
const SNAPSHOT = process.env['SNAPSHOT'];

const office = <A>(part: Part, order: OfficeOrder): Promise<A> => part.ask<A>(order);
const feeds = <A>(part: Part, order: FeedsOrder): Promise<A> => part.ask<A>(order);

function configure(folder: string, origins: readonly string[]): void {
  const everyMinutes = (24 * 60) / LOOKS_A_DAY;
  const config = {
    looks: {
      intervalMinutes: { weibo: everyMinutes, wechat: everyMinutes, portal: everyMinutes },
      concurrency: 32,
      leaseSeconds: 120,
    },
    outbound: { timeoutSeconds: 20, maxMegabytes: 5, perHost: 16, allowedPrivateOrigins: origins },
    policies: { intervalSeconds: 300, sources: [] },
  };
  fs.writeFileSync(path.join(folder, 'config.json'), JSON.stringify(config));
  process.env['CONFIG_FILE'] = path.join(folder, 'config.json');
}

function print(day: number, end: DayEnd): void {
  const mb = (value: number): string => value.toFixed(0).padStart(6);
  console.log(
    `day ${day}: heap${mb(end.heapMb)} MB, buffers${mb(end.buffersMb)} MB, own${mb(end.ownMb)} MB, with the store's file` +
      `${mb(end.residentMb)} MB; ${end.looks} looks ${JSON.stringify(end.outcomes)}, ${JSON.stringify(end.verdicts)}, ` +
      `${end.alerts} changes of alerts; ` +
      `${end.tookSeconds.toFixed(0)} s, most of it ${JSON.stringify(end.longest)}`,
  );
}

function tell(ends: readonly DayEnd[]): void {
  const [second, last] = [ends[1], ends.at(-1)];
  if (second === undefined || last === undefined) return;
  for (const [engine, of] of [
    ['heap', (end: DayEnd) => end.heapMb],
    ['memory of its own', (end: DayEnd) => end.ownMb],
  ] as const) {
    console.log(`${engine}: the last day is ${(of(last) / of(second)).toFixed(2)} of the second`);
    noteRow({
      engine: `week of ${ACCOUNTS} accounts, ${engine} of the last day (floor: the second)`,
      unit: 'MB',
      floor: of(second),
      ours: [of(last)],
      goal: '≤ 1.1 × the second day',
      limit: { is: 'at-most', value: 1.1, times: 'floor' },
    });
  }
}

async function measure(): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-week-'));
  const servers = startPart(__filename, 'feeds');
  const parts: Part[] = [servers];
  try {
    const origins = await feeds<readonly string[]>(servers, { kind: 'open', hosts: HOSTS });
    configure(folder, origins);
    const process_ = startPart(__filename, 'office', [path.join(folder, 'data')]);
    parts.unshift(process_);
    await office(process_, { kind: 'register', accounts: ACCOUNTS, origins });
    const ends: DayEnd[] = [];
    for (let day = 1; day <= DAYS; day += 1) {
      const at = new Date(START.getTime() + (day - 1) * DAY_MS + DAY_MS / 2).toISOString();
      await feeds(servers, { kind: 'day', at, brokenShare: FAILING_DAYS.has(day) ? FAILING_SHARE : 0 });
      const end = await office<DayEnd>(process_, { kind: 'day', steps: STEPS_A_DAY });
      ends.push(end);
      print(day, end);
      if (SNAPSHOT !== undefined && (day === 2 || day === DAYS))
        await office(process_, { kind: 'picture', file: path.join(SNAPSHOT, `day-${day}.heapsnapshot`) });
    }
    tell(ends);
  } finally {
    for (const part of parts) await part.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const [first = ''] = process.argv.slice(2);
const ROLES: Readonly<Record<string, () => unknown>> = { feeds: serveFeeds, office: () => serveOffice(first) };
void (ROLES[partRole() ?? ''] ?? measure)();
