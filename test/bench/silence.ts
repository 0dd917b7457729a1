import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import { startEmbeddedStore } from '@gov-matrix/embedded-store';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/time/instant';
import { openStorage } from '../../src/storage/index';
import { createWorld, registration, type World } from '../services/world';
import { createTestClock, hasher, ids } from '../storage/testStore';
import { costOf, type Cost } from './costs';
import { noteRow } from './rows';

/**
 * What it costs when every account of an office falls silent together: `npm run bench:silence [-- accounts days]`. All
 * of them published in the same hour and never again, and all are seen all the time. At each limit of the rules, from
 * the first warning to the breach, to dormant and zombie, they are judged, told of, and their cases are taken on.
 * Elapsed and processor time, and what stands there afterwards.
 */

const ACCOUNTS = Number(process.argv[2] ?? 10_000);
const AT_ONCE = 1_000;
/** When what can be said of them changes: warned at 7, 10 and 12 days, silent at 14, dormant at 30, a zombie at 90. */
const STOPS = (process.argv[3] ?? '7,10,12,14,30,90').split(',').map(Number);

type Raw = mongoose.Connection;

async function changeAll(raw: Raw, fields: Readonly<Record<string, unknown>>): Promise<void> {
  const rows = raw.collection<{ readonly _id: string }>('accounts');
  for (let after = ''; ;) {
    const page = await rows
      .find({ _id: { $gt: after } }, { projection: { _id: 1 } })
      .sort({ _id: 1 })
      .limit(AT_ONCE)
      .toArray();
    const last = page.at(-1)?._id;
    if (last === undefined) return;
    await rows.updateMany({ _id: { $gt: after, $lte: last } }, { $set: fields });
    after = last;
  }
}

async function untilNone(run: () => Promise<Readonly<Record<string, number>>>): Promise<number> {
  let runs = 0;
  for (;;) {
    const counts = await run();
    if (Object.values(counts).every((count) => count === 0)) return runs;
    runs += 1;
  }
}

async function countBy(raw: Raw, name: string, field: string): Promise<string> {
  const groups = await raw
    .collection(name)
    .aggregate([{ $group: { _id: `$${field}`, n: { $sum: 1 } } }, { $sort: { _id: 1 } }])
    .toArray();
  return groups.map(({ _id, n }) => `${String(_id)} ${String(n)}`).join(', ') || '0';
}

function print(day: number, what: string, { wallMs, cpuMs }: Cost): void {
  const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1).padStart(7)} s`;
  console.log(`day ${String(day).padStart(2)} ${what.padEnd(30)} ${seconds(wallMs)} ${seconds(cpuMs)} of processors`);
}

async function seed(world: World, raw: Raw): Promise<void> {
  const now = world.clock.now();
  await world.services.accounts.registerAccounts(
    Array.from({ length: ACCOUNTS }, (_, n) => ({ ...registration('weibo', `a${n}`), credential: null })),
  );
  await changeAll(raw, {
    'facts.lastPostAt': new Date(now.getTime() - HOUR_MS),
    'facts.lastPostId': 'f'.repeat(24),
    'facts.firstSightAt': new Date(now.getTime() - 400 * DAY_MS),
    'facts.lastLookId': 'e'.repeat(24),
    'facts.lastLookOutcome': 'items',
    'facts.coverage': 'full',
  });
}

async function measure(): Promise<void> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-silence-'));
  const store = await startEmbeddedStore({ dataDir, databaseName: 'bench' });
  const clock = createTestClock('2026-03-02T02:00:00Z');
  const storage = await openStorage({ uri: store.uri, clock, ids, hasher });
  const raw = await mongoose.createConnection(store.uri).asPromise();
  try {
    const world = await createWorld(storage, clock);
    const { accounts, alerts, cases } = world.services;
    await seed(world, raw);
    const beganAt = clock.now().getTime();
    const seen = (): Promise<void> =>
      changeAll(raw, {
        'facts.lastSightAt': clock.now(),
        'facts.lastLookAt': clock.now(),
        nextLookAt: new Date(clock.now().getTime() + DAY_MS),
        judgeAfter: clock.now(),
      });
    const told = (): Promise<number> => untilNone(() => alerts.relay(AT_ONCE));
    await seen();
    await untilNone(() => accounts.judgeDue(AT_ONCE));
    await told();
    for (const day of STOPS) {
      clock.set(new Date(beganAt + day * DAY_MS + MINUTE_MS));
      await seen();
      const judging = await costOf(() => untilNone(() => accounts.judgeDue(AT_ONCE)));
      print(day, 'judged', judging);
      print(day, 'told', await costOf(told));
      print(day, 'cases taken on, and told', await costOf(() => untilNone(() => cases.actDue(AT_ONCE)).then(told)));
      print(day, 'sweep of alerts', await costOf(() => alerts.sweep()));
      await told();
      console.log(`       verdicts: ${await countBy(raw, 'accounts', 'verdictKind')}`);
      console.log(`       alerts: ${await countBy(raw, 'alerts', 'kind')}; ${await countBy(raw, 'alerts', 'state')}`);
      console.log(`       cases: ${await countBy(raw, 'cases', 'state')}`);
      console.log(`       findings: ${await countBy(raw, 'findings', 'kind')}`);
      console.log(`       lines of the ledger: ${await raw.collection('ledger').countDocuments()}`);
      if (day !== 14) continue;
      noteRow({
        engine: `${ACCOUNTS} accounts silent at once, judged`,
        unit: 's',
        floor: null,
        ours: [judging.wallMs / 1_000],
        goal: '10,000 in ≤ 30 s',
        limit: { is: 'at-most', value: (30 * ACCOUNTS) / 10_000 },
      });
    }
    const { checked, brokenAtSeq } = await storage.ledger.verify();
    console.log(`ledger: ${checked} lines, ${brokenAtSeq === null ? 'whole' : `broken at ${brokenAtSeq}`}`);
  } finally {
    await storage.close();
    await raw.destroy();
    await store.close();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}

void measure();
