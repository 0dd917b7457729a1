import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { App } from '../../src/app/app';
import type { ObligationView } from '../../src/api/obligations';
import type { Principal } from '../../src/domain/people/role';
import type { PersonId } from '../../src/domain/ids';
import { MINUTE_MS } from '../../src/domain/time/instant';
import { startSteppedDemo, type SteppedDemo } from './steppedDemo';

const ACCOUNTS = 16;
/** When a process is killed: as soon as it serves, at its first post, and among many. */
const KILLED_AFTER = ['READY', 'POSTED 1', 'POSTED 3'] as const;
const POLICIES = ['做好冬季群众生活保障', '加强县域公共数据开放利用', '推进基层便民服务设施建设'] as const;
const START = new Date('2026-11-23T09:00:00+08:00');
/** Every process begins where the leases of the one before have run out. */
const BETWEEN_LIVES_MS = 30 * MINUTE_MS;
/** Two seconds of the test's clock each: far more than it takes, only so that the test ends. */
const MOST_STEPS = 1_500;

const everyone: Principal = {
  personId: '0'.repeat(24) as PersonId,
  name: 'test',
  role: 'administrator',
  unitId: null,
  via: 'token',
};

let dataDir: string;
let child: ChildProcess | null = null;
let demo: SteppedDemo | null = null;
beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'gov-matrix-kill-'));
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await demo?.app.stop();
  fs.rmSync(dataDir, { recursive: true, force: true });
});

/** One life of the whole system in a process of its own, until it has said `lastWords`. */
async function liveUntilKilled(life: number, lastWords: string): Promise<void> {
  const started = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('tsx/cjs'),
      path.join(__dirname, 'runDemo.ts'),
      dataDir,
      new Date(START.getTime() + life * BETWEEN_LIVES_MS).toISOString(),
      String(ACCOUNTS),
      `国务院办公厅关于${POLICIES[life] ?? ''}的通知`,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  child = started;
  let said = '';
  let errors = '';
  started.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  started.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (reached(said, lastWords)) started.kill('SIGKILL');
  });
  await once(started, 'close');
  if (!reached(said, lastWords)) throw new Error(`the system ended before it was killed: ${errors}`);
}

/** `POSTED 3` is reached with `POSTED 4` as well: posts can become public several at a time. */
function reached(said: string, lastWords: string): boolean {
  const [word = '', count = '0'] = lastWords.split(' ');
  return said.split('\n').some((line) => line.startsWith(word) && Number(line.split(' ')[1] ?? 0) >= Number(count));
}

async function allObligations({ services }: App): Promise<ObligationView[]> {
  const all: ObligationView[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof services.views.obligations>> = await services.views.obligations(
      {},
      { limit: 200, cursor },
      everyone,
    );
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}

/**
 * `submitted` is taken by the platform and waits for a look; some posts become public minutes after that. What awaits
 * review waits for people, of whom there are none here.
 */
const SETTLED = new Set(['awaiting-review', 'fulfilled', 'submitted', 'manual', 'not-applicable', 'withdrawn']);

async function settle({ app, sandbox, step }: SteppedDemo): Promise<ObligationView[]> {
  // An account nobody can see is handed to a person only after several looks minutes apart; this test does not wait for
  // that.
  const unseen = new Set(
    sandbox.county.accounts
      .filter(({ behaviour }) => ['refused', 'redesigned', 'expired-credential'].includes(behaviour))
      .map(({ name, site }) => site?.name ?? name),
  );
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    await step();
    if (steps % 10 > 0) continue;
    const obligations = await allObligations(app);
    const mandates = new Set(obligations.map(({ mandateId }) => mandateId));
    if (
      mandates.size >= POLICIES.length &&
      obligations.length >= POLICIES.length * (ACCOUNTS - 2) &&
      obligations.every(({ state, accountName }) => SETTLED.has(state) || unseen.has(accountName))
    )
      return obligations;
  }
  throw new Error('the obligations do not settle');
}

test('killing the process while it publishes leaves no post twice and no obligation lost', async () => {
  for (const [life, lastWords] of KILLED_AFTER.entries()) await liveUntilKilled(life, lastWords);
  demo = await startSteppedDemo({
    dataDir,
    at: new Date(START.getTime() + KILLED_AFTER.length * BETWEEN_LIVES_MS),
    accounts: ACCOUNTS,
  });
  const obligations = await settle(demo);

  const { app, sandbox } = demo;
  const duplicates: string[] = [];
  let byInterface = 0;
  for (const account of sandbox.county.accounts) {
    const posts = sandbox.control.publicPosts(account.key).filter((post) => post.origin === 'api');
    byInterface += posts.length;
    const titles = posts.map((post) => /《[^》]+》|【[^】]+】/.exec(post.title || post.text)?.[0] ?? post.title);
    for (const title of new Set(titles))
      if (titles.filter((other) => other === title).length > 1) duplicates.push(`${account.key}: ${title}`);
  }
  expect(duplicates).toEqual([]);
  const perMandate = new Map<string, number>();
  for (const { mandateId } of obligations) perMandate.set(mandateId, (perMandate.get(mandateId) ?? 0) + 1);
  // How many policies there are depends on whether the first life was killed before or after it wrote its own down.
  // Nothing is published of what awaits review.
  const issued = new Set(
    obligations.filter(({ state }) => state !== 'awaiting-review').map(({ mandateId }) => mandateId),
  );
  expect(byInterface).toBeGreaterThan(2 * issued.size);
  expect(new Set(perMandate.values()).size).toBe(1);
  expect(obligations.filter(({ state, evidence }) => state === 'fulfilled' && evidence === null)).toEqual([]);
  await app.services.alerts.relay(10_000);
  expect((await app.storage.ledger.verify()).brokenAtSeq).toBeNull();
});
