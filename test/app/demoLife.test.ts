import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startApp, type App } from '../../src/app/app';
import { createRuntime } from '../../src/app/runtime';
import { loadConfig } from '../../src/config/config';
import type { Principal } from '../../src/domain/people/role';
import type { AccountId, PersonId } from '../../src/domain/ids';
import { createSteppedTicker } from '../day/steppedTicker';

/** What the demo shows, and that starting it again adds nothing: two starts in one folder under one clock. */
const ADMINISTRATOR: Principal = {
  personId: '0'.repeat(24) as PersonId,
  name: '管理员',
  role: 'administrator',
  unitId: null,
  via: 'session',
};
const STEP_MS = 20_000;

let folder = '';
let now = new Date('2026-10-21T02:00:00Z');
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'demo-life-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Starts the demo, lets a minute pass with everything that is due in it, hands the app over, and stops it. */
async function live<T>(look: (app: App) => Promise<T>): Promise<T> {
  const ticker = createSteppedTicker();
  const app = await startApp(loadConfig({ DATA_DIR: folder, PORT: '0', SANDBOX: 'on' }), {
    role: 'all',
    runtime: { ...createRuntime('error'), clock: { now: () => now } },
    say: () => undefined,
    ticker,
    demo: { pace: { nextPolicyAfterMs: 10_000 }, size: { units: 20, accounts: 60 } },
  });
  try {
    // Policies are looked for every five minutes under these ticks: one such instant lies within.
    for (let left = (6 * 60_000) / STEP_MS; left > 0; left -= 1) {
      const from = now;
      now = new Date(now.getTime() + STEP_MS);
      await ticker.fire(from, now, 'side-by-side');
    }
    return await look(app);
  } finally {
    await app.stop();
  }
}

interface Shown {
  readonly policies: number;
  readonly mandates: readonly string[];
  readonly accounts: number;
  readonly verdicts: readonly string[];
  readonly improper: number;
  readonly shortHistories: readonly string[];
  readonly unseenWithHistory: readonly string[];
  readonly seen: number;
  readonly markedImproper: number;
  readonly owed: readonly string[];
}

async function show({ services, sandbox }: App): Promise<Shown> {
  const page = { cursor: null, limit: 200 };
  const accounts = (await services.views.accounts({}, page, ADMINISTRATOR)).items;
  const mandates = (await services.views.mandates({}, page, ADMINISTRATOR)).items;
  const massSending = new Set(
    sandbox?.county.accounts.filter(({ behaviour }) => behaviour === 'mass-send-only').map(({ name }) => name),
  );
  const details = await Promise.all(accounts.map(({ id }) => services.views.account(id as AccountId, ADMINISTRATOR)));
  const seen = details.filter(({ name, firstSightAt }) => firstSightAt !== null && !massSending.has(name));
  return {
    policies: (await services.views.policies({}, page, ADMINISTRATOR)).items.length,
    mandates: mandates.map(({ stage, title }) => `${stage} ${title}`).sort(),
    accounts: accounts.length,
    verdicts: [...new Set(accounts.map(({ verdict }) => verdict?.kind ?? 'unjudged'))].sort(),
    improper: (await services.views.accounts({ verdict: 'improper' }, page, ADMINISTRATOR)).items.length,
    shortHistories: seen.filter(({ daily }) => daily.length < 45).map(({ name, daily }) => `${name}: ${daily.length}`),
    unseenWithHistory: details
      .filter(({ firstSightAt, lastPostAt, daily }) => firstSightAt === null && lastPostAt === null && daily.length > 0)
      .map(({ name }) => name),
    seen: seen.length,
    markedImproper: details.filter(({ improper }) => improper).length,
    owed: (await services.duties.list({}, page, ADMINISTRATOR)).items
      .map(({ subject, state, isLate }) => `${subject} ${state}${isLate ? ' late' : ''}`)
      .sort(),
  };
}

test('the demo shows every verdict, a mandate that waits for review and an improper post, and a restart adds nothing', async () => {
  const first = await live(show);
  expect(first).toMatchObject({
    accounts: 60,
    verdicts: ['exempt', 'fine', 'silent', 'slow', 'unknown', 'warned'],
    improper: 1,
    markedImproper: 1,
    shortHistories: [],
    unseenWithHistory: [],
  });
  expect(first.seen).toBeGreaterThan(50);
  // Of surveys, events and decisions one that is late, one in time and one that runs.
  for (const subject of ['survey', 'emergency'])
    expect(first.owed).toEqual(expect.arrayContaining([`${subject} done late`, `${subject} done`, `${subject} open`]));
  expect(first.owed).toEqual(expect.arrayContaining(['meeting overdue', 'meeting done', 'meeting open']));
  expect(first.owed).toEqual(expect.arrayContaining(['interaction overdue', 'disclosure overdue', 'disclosure open']));
  expect(first.mandates.filter((one) => !one.startsWith('issued'))).toHaveLength(1);
  expect(first.mandates.filter((one) => one.startsWith('issued')).length).toBeGreaterThanOrEqual(3);
  now = new Date(now.getTime() + 60_000);
  expect(await live(show)).toEqual(first);
});
