import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import { startEmbeddedStore } from '@gov-matrix/embedded-store';
import { DAY_MS, HOUR_MS } from '../../src/domain/time/instant';
import { createServices } from '../../src/services/index';
import { openStorage } from '../../src/storage/index';
import { issuePolicy } from '../services/fixtures';
import { PACK } from '../services/office';
import { createWorld, registration, type World } from '../services/world';
import { createTestClock, hasher, ids } from '../storage/testStore';
import { costOf, type Cost } from './costs';
import { median, noteRow } from './rows';

/**
 * What one policy and one changed rule pack cost an office of 10,000 accounts: `npm run bench:fanout [-- accounts
 * runs]`. Floors of the same run, on the same store: `insertMany` of the obligations that were made; an update of each
 * judged row in one command.
 */

const ACCOUNTS = Number(process.argv[2] ?? 10_000);
const RUNS = Number(process.argv[3] ?? 3);
const AT_ONCE = 1_000;

type Row = Record<string, unknown>;
type Raw = mongoose.Connection;

function medianOf(costs: readonly Cost[], of: keyof Cost): number {
  return median(costs.map((cost) => cost[of]));
}

/** `most`: seconds for 10,000. */
function note(
  engine: string,
  most: number,
  costs: { readonly ours: readonly Cost[]; readonly floor: readonly Cost[] },
): void {
  const seconds = ({ wallMs }: Cost): number => wallMs / 1_000;
  noteRow({
    engine,
    unit: 's',
    floor: median(costs.floor.map(seconds)),
    ours: costs.ours.map(seconds),
    goal: `10,000 in ≤ ${most} s`,
    limit: { is: 'at-most', value: (most * ACCOUNTS) / 10_000 },
  });
}

function print(name: string, count: number, costs: readonly Cost[], floor: readonly Cost[]): void {
  const column = (of: keyof Cost): string => {
    const ms = medianOf(costs, of);
    return `${(ms / 1_000).toFixed(2).padStart(8)} s ${(ms / medianOf(floor, of)).toFixed(1).padStart(6)}`;
  };
  const perSecond = Math.round(count / (medianOf(costs, 'wallMs') / 1_000));
  const runs = costs.map(({ wallMs }) => Math.round(wallMs)).join(' ');
  console.log(
    `${name.padEnd(34)} ${column('wallMs')} ${column('cpuMs')} ${String(perSecond).padStart(7)} /s   ${runs}`,
  );
}

/** An office whose accounts were all seen an hour ago, and published within two days. */
async function seedAccounts(world: World, raw: Raw): Promise<void> {
  await world.services.accounts.registerAccounts(
    Array.from({ length: ACCOUNTS }, (_, n) => ({ ...registration('weibo', `a${n}`), credential: null })),
  );
  const now = world.clock.now().getTime();
  const seen = new Date(now - HOUR_MS);
  const posted = (n: number): Date => new Date(now - (n % 40) * HOUR_MS - 2 * DAY_MS);
  const rows = await raw.collection('accounts').find().toArray();
  await raw.collection('accounts').bulkWrite(
    rows.map(({ _id }, n) => ({
      updateOne: {
        filter: { _id },
        update: {
          $set: {
            'facts.lastPostAt': posted(n),
            'facts.lastPostId': String(_id),
            'facts.lastSightAt': seen,
            'facts.firstSightAt': new Date(now - 400 * DAY_MS),
            'facts.lastLookAt': seen,
            'facts.lastLookId': String(_id),
            'facts.lastLookOutcome': 'items',
            'facts.coverage': 'full',
            nextLookAt: new Date(now + HOUR_MS),
          },
        },
      },
    })),
    { ordered: false },
  );
}

async function inBatches(rows: readonly Row[], write: (some: readonly Row[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += AT_ONCE) await write(rows.slice(at, at + AT_ONCE));
}

async function judgeAll({ services }: Pick<World, 'services'>): Promise<void> {
  for (let counts = {}; ;) {
    counts = await services.accounts.judgeDue(AT_ONCE);
    if (Object.keys(counts).length === 0) return;
  }
}

/** Everything that is left behind is in the ledger, and its alerts are told. */
async function tellAll({ services }: Pick<World, 'services'>): Promise<void> {
  for (let relayed = 1; relayed > 0;) {
    const counts = await services.alerts.relay(AT_ONCE);
    relayed = (counts['relayed'] ?? 0) + (counts['changes'] ?? 0);
  }
}

/** Packs with other limits: `days` without a post are a breach. */
function withPack(world: World, version: string, days: number): Pick<World, 'services'> {
  const rules = PACK.rules.flatMap((rule) =>
    rule.kind === 'silence' ? [{ ...rule, warnDays: [], breachDays: days }] : [],
  );
  const settings = { ...world.deps.settings, packs: [{ ...PACK, version, rules }] };
  return { services: createServices({ ...world.deps, settings }) };
}

async function measure(): Promise<void> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-fanout-'));
  const store = await startEmbeddedStore({ dataDir, databaseName: 'bench' });
  const clock = createTestClock('2026-09-18T02:00:00Z');
  const storage = await openStorage({ uri: store.uri, clock, ids, hasher });
  const raw = await mongoose.createConnection(store.uri).asPromise();
  const world = await createWorld(storage, clock);
  await seedAccounts(world, raw);
  const cost = {
    obligations: [] as Cost[],
    insertFloor: [] as Cost[],
    judging: [] as Cost[],
    changing: [] as Cost[],
    telling: [] as Cost[],
    updateFloor: [] as Cost[],
  };
  await judgeAll(world);
  await tellAll(world);
  for (let run = 0; run < RUNS; run += 1) {
    for (const name of ['policies', 'mandates', 'obligations', 'mandate-rules'])
      await raw.collection(name).deleteMany({});
    cost.obligations.push(await costOf(() => issuePolicy(world)));
    const rows = (await raw.collection('obligations').find().toArray()) as unknown as Row[];
    if (rows.length !== ACCOUNTS) throw new Error(`${rows.length} obligations`);
    await raw.collection('obligations').deleteMany({});
    cost.insertFloor.push(
      await costOf(() => inBatches(rows, (some) => raw.collection('obligations').insertMany([...some] as never[]))),
    );
    // The verdict of everybody stays what it is; then every account is silent by another limit, and no more.
    for (const [costs, version, days] of [
      [cost.judging, `${run}a`, 100],
      [cost.changing, `${run}b`, 1],
      [[], `${run}c`, 100],
    ] as const) {
      const { services } = withPack(world, version, days);
      const all = (await raw.collection('accounts').find().toArray()) as unknown as Row[];
      await raw.collection('accounts').updateMany({}, { $set: { judgeAfter: clock.now() } });
      (costs as Cost[]).push(await costOf(() => judgeAll({ services })));
      const telling = await costOf(() => tellAll({ services }));
      if (days === 1) cost.telling.push(telling);
      if (days === 100 && version.endsWith('a'))
        cost.updateFloor.push(
          await costOf(() =>
            inBatches(all, (some) =>
              raw.collection('accounts').bulkWrite(
                some.map(({ _id, verdict }) => ({
                  updateOne: { filter: { _id: _id as never }, update: { $set: { verdict, judgeAfter: null } } },
                })),
                { ordered: false },
              ),
            ),
          ),
        );
    }
  }
  console.log(`${''.padEnd(34)}   elapsed ×floor  processor ×floor   elapsed ms of each run`);
  print(`floor: insertMany of obligations`, ACCOUNTS, cost.insertFloor, cost.insertFloor);
  print('a policy to its obligations', ACCOUNTS, cost.obligations, cost.insertFloor);
  print('floor: an update of every account', ACCOUNTS, cost.updateFloor, cost.updateFloor);
  print('judged anew, as they were', ACCOUNTS, cost.judging, cost.updateFloor);
  print('judged anew, all silent', ACCOUNTS, cost.changing, cost.updateFloor);
  print('their alerts told', ACCOUNTS, cost.telling, cost.updateFloor);
  note(`a policy to ${ACCOUNTS} obligations`, 10, { ours: cost.obligations, floor: cost.insertFloor });
  note(`${ACCOUNTS} judged anew, as they were`, 30, { ours: cost.judging, floor: cost.updateFloor });
  note(`${ACCOUNTS} judged anew, all silent`, 30, { ours: cost.changing, floor: cost.updateFloor });
  await storage.close();
  await raw.destroy();
  await store.close();
  fs.rmSync(dataDir, { recursive: true, force: true });
}

void measure();
