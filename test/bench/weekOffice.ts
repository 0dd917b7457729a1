import { setMaxListeners } from 'node:events';
import fs from 'node:fs';
import { startApp, type App } from '../../src/app/app';
import { createRuntime } from '../../src/app/runtime';
import { loadConfig } from '../../src/config/config';
import { DAY_MS } from '../../src/domain/time/instant';
import type { Principal } from '../../src/domain/people/role';
import { createSteppedTicker } from '../day/steppedTicker';
import { servePart } from './part';

/** What the bench may ask of the office. */
export type OfficeOrder =
  | { readonly kind: 'register'; readonly accounts: number; readonly origins: readonly string[] }
  /** Lets a day pass in so many steps; in each, looks are taken until none is due, and every task that is due runs. */
  | { readonly kind: 'day'; readonly steps: number }
  /** Writes a picture of all objects there are. */
  | { readonly kind: 'picture'; readonly file: string };

/** A process after its garbage was collected, and what the day brought. */
export interface DayEnd {
  readonly heapMb: number;
  /** Memory outside of the heap that JavaScript holds: buffers. */
  readonly buffersMb: number;
  /** What the process takes for itself; the pages of the store's file are not in it. */
  readonly ownMb: number;
  /** With the pages of the store's file, which the system takes back when others need them. */
  readonly residentMb: number;
  readonly looks: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly verdicts: Readonly<Record<string, number>>;
  /** How many lines the log of alerts has by now. */
  readonly alerts: number;
  readonly tookSeconds: number;
  /** The tasks that took longest of it, in seconds. */
  readonly longest: Readonly<Record<string, number>>;
}

const START = new Date('2026-09-14T00:00:00+08:00');
const READER: Principal = {
  personId: '0'.repeat(24) as Principal['personId'],
  name: '值班员',
  role: 'administrator',
  unitId: null,
  via: 'session',
};
const REGISTERED_AT_ONCE = 1_000;
/** More than a tick takes on in any step of any size asked for here. */
const MOST_TICKS_A_STEP = 200;
const TASKS_TOLD = 3;

/** The product as it is started, all roles in one process, under a clock and ticks that the bench moves. */
export async function serveOffice(dataDir: string): Promise<void> {
  let now = START;
  const ticker = createSteppedTicker();
  const app = await startApp(loadConfig({ ...process.env, DATA_DIR: dataDir, PORT: '0', SANDBOX: 'off' }), {
    role: 'all',
    runtime: { ...createRuntime('error'), clock: { now: () => now } },
    say: () => undefined,
    ticker,
  });
  const looks = { count: 0, outcomes: {} as Record<string, number> };
  const collect = async (): Promise<void> => {
    for (let tick = 0; tick < MOST_TICKS_A_STEP; tick += 1) {
      const { signal } = new AbortController();
      setMaxListeners(0, signal);
      const counts = await app.services.accounts.collectDue({ owner: 'week', max: 200, signal });
      for (const [outcome, count] of Object.entries(counts)) {
        looks.outcomes[outcome] = (looks.outcomes[outcome] ?? 0) + count;
        looks.count += count;
      }
      if (Object.keys(counts).length === 0) return;
    }
  };
  const passDay = async (steps: number): Promise<DayEnd> => {
    const startedAt = performance.now();
    const before = ticker.spentMs();
    Object.assign(looks, { count: 0, outcomes: {} });
    for (let step = 0; step < steps; step += 1) {
      const from = now;
      now = new Date(now.getTime() + DAY_MS / steps);
      await collect();
      await ticker.fire(from, now);
      process.stderr.write(`${now.toISOString()} ${looks.count} looks\r`);
    }
    const { verdicts, seq } = await app.services.views.summary(READER);
    return {
      ...(await memory()),
      looks: looks.count,
      outcomes: looks.outcomes,
      verdicts,
      alerts: seq,
      tookSeconds: (performance.now() - startedAt) / 1_000,
      longest: longest(before, ticker.spentMs()),
    };
  };
  servePart<OfficeOrder>(
    async (order) => {
      if (order.kind === 'day') return passDay(order.steps);
      if (order.kind === 'register') return register(app, order);
      const { writeHeapSnapshot } = await import('node:v8');
      return writeHeapSnapshot(order.file);
    },
    () => app.stop(),
  );
}

function longest(before: Readonly<Record<string, number>>, after: Readonly<Record<string, number>>): DayEnd['longest'] {
  const spent = Object.entries(after).map(
    ([name, ms]) => [name, Math.round((ms - (before[name] ?? 0)) / 1_000)] as const,
  );
  return Object.fromEntries(spent.sort(([, one], [, other]) => other - one).slice(0, TASKS_TOLD));
}

async function register(
  { services }: App,
  { accounts, origins }: Extract<OfficeOrder, { kind: 'register' }>,
): Promise<number> {
  const units = origins.map((_, n) => ({
    key: `u${n}`,
    name: `第${n}局`,
    parentKey: null,
    level: 'department' as const,
  }));
  await services.accounts.registerUnits(units);
  for (let from = 0; from < accounts; from += REGISTERED_AT_ONCE)
    await services.accounts.registerAccounts(
      Array.from({ length: Math.min(REGISTERED_AT_ONCE, accounts - from) }, (_, at) => {
        const n = from + at;
        const url = `${origins[n % origins.length]}/${n}/`;
        return {
          unitKey: `u${n % origins.length}`,
          platform: 'portal' as const,
          externalId: url,
          name: `栏目${n}`,
          homeUrl: url,
          columnClass: 'news' as const,
          region: '620700',
          status: 'active' as const,
          openedAt: null,
          settings: { kind: 'rss', listUrl: url },
          credential: null,
        };
      }),
    );
  return accounts;
}

/** What is left once everything nobody holds is gone; the process must run with `--expose-gc`. */
async function memory(): Promise<Pick<DayEnd, 'heapMb' | 'buffersMb' | 'ownMb' | 'residentMb'>> {
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  const status = fs.existsSync('/proc/self/status') ? fs.readFileSync('/proc/self/status', 'utf8') : '';
  const ownKb = Number(/RssAnon:\s+(\d+)/.exec(status)?.[1] ?? rss / 1_024);
  const mb = (bytes: number): number => bytes / 2 ** 20;
  return { heapMb: mb(heapUsed), buffersMb: mb(external), ownMb: ownKb / 1_024, residentMb: mb(rss) };
}
