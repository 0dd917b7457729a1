import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import mongoose from 'mongoose';
import { startEmbeddedStore } from '@gov-matrix/embedded-store';
import type { AccountId, MandateId, ObligationId, PolicyId, PublishJobId } from '../../src/domain/ids';
import { jobKey } from '../../src/domain/mandates/jobTable';
import type { PublishJob } from '../../src/domain/mandates/mandate';
import { HOUR_MS } from '../../src/domain/time/instant';
import type { Storage } from '../../src/ports/storage';
import { openStorage } from '../../src/storage/index';
import { JOB } from '../domain/mandates/someObligation';
import { createWorld, registration } from '../services/world';
import { eventOf } from '../storage/samples';
import { createTestClock, hasher, ids } from '../storage/testStore';
import { costOf, type Cost } from './costs';
import { median, noteMissing, noteRow } from './rows';

/**
 * What the job engine adds to a bare lease: `npm run bench:jobs [-- jobs runs]`. Sixteen workers claim and settle until
 * nothing is left, ours beside the same by the driver alone (`findOneAndUpdate`, then an update) and beside agenda with
 * jobs that do nothing, in turn on one store. bullmq works on Redis alone, which this product does not need.
 */

const JOBS = Number(process.argv[2] ?? 2_000);
const RUNS = Number(process.argv[3] ?? 5);
/** agenda slows down with the jobs that wait: it gets as many as it takes in a time one can wait for. */
const AGENDA_JOBS = Math.min(JOBS, 500);
const AGENDA_EVERY_MS = 100;
const WORKERS = 16;
const ACCOUNTS = 100;
const AT_ONCE = 1_000;

type Raw = mongoose.Connection;

function job(n: number, accountId: AccountId): PublishJob {
  const policyId = ids.id<PolicyId>();
  const made = new Date(Date.now() - HOUR_MS - n);
  return {
    ...JOB,
    id: ids.id<PublishJobId>(),
    subject: {
      kind: 'repost',
      obligationId: ids.id<ObligationId>(),
      mandateId: ids.id<MandateId>(),
      policyId,
      policyVersion: 1,
    },
    accountId,
    key: jobKey({ siteId: null, accountId }, policyId, 1),
    state: 'queued',
    dueAt: made,
    createdAt: made,
  };
}

/** Sixteen workers that claim and settle until nothing is left. */
async function workJobs(storage: Storage): Promise<void> {
  const worker = async (owner: string): Promise<void> => {
    for (;;) {
      const now = new Date();
      const claim = await storage.publishJobs.claim({ now, owner, leaseMs: 60_000, token: ids.secret() });
      if (claim === null) return;
      const settlement = { state: 'submitted', dueAt: now, attempt: 1, settledAt: now } as const;
      if (!(await storage.publishJobs.settle(claim.job.id, claim.token, settlement, [])))
        throw new Error('lost a lease that nobody else has');
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, (_, n) => worker(`w${n}`)));
}

/** The same by the driver alone: what a lease costs at least. */
async function workBare(raw: Raw): Promise<void> {
  const jobs = raw.collection('bare-jobs');
  const worker = async (): Promise<void> => {
    for (;;) {
      const now = new Date();
      const token = ids.secret();
      const claimed = await jobs.findOneAndUpdate(
        { claimable: true, dueAt: { $lte: now }, 'lease.untilAt': { $lte: now } },
        { $set: { state: 'running', lease: { token, owner: 'w', untilAt: new Date(now.getTime() + 60_000) } } },
        { sort: { dueBy: 1, _id: 1 }, hint: 'jobs-due' as unknown as mongoose.mongo.Document },
      );
      if (claimed === null) return;
      const settled = { state: 'submitted', claimable: false, settledAt: now };
      await jobs.updateOne({ _id: claimed._id, 'lease.token': token }, { $set: settled });
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
}

/** The jobs as they are stored, with the indexes they have, in a collection that only the bare loop reads. */
async function copyJobs(raw: Raw): Promise<void> {
  const bare = raw.collection('bare-jobs');
  await bare.deleteMany({});
  for (const { key, name, unique, partialFilterExpression } of await raw.collection('publish-jobs').indexes())
    if (name !== '_id_')
      await bare.createIndex(key, {
        name,
        ...(unique === true && { unique }),
        ...(partialFilterExpression !== undefined && { partialFilterExpression }),
      } as object);
  await bare.insertMany(await raw.collection('publish-jobs').find().toArray());
}

async function workAgenda(raw: Raw): Promise<Cost> {
  const client = raw.getClient();
  const backend = new MongoBackend({ mongo: client.db(raw.name) as never, collection: 'agenda-jobs' });
  const agenda = new Agenda({
    backend,
    processEvery: AGENDA_EVERY_MS,
    maxConcurrency: WORKERS,
    defaultConcurrency: WORKERS,
  });
  let done = 0;
  const all = new Promise<void>((resolve) => {
    agenda.define('nothing', () => Promise.resolve());
    agenda.on('success', () => {
      done += 1;
      if (done === AGENDA_JOBS) resolve();
    });
  });
  await agenda.ready;
  for (let n = 0; n < AGENDA_JOBS; n += WORKERS)
    await Promise.all(
      Array.from({ length: Math.min(WORKERS, AGENDA_JOBS - n) }, (_, at) => agenda.now('nothing', { n: n + at })),
    );
  try {
    return await costOf(async () => {
      await agenda.start();
      await all;
    });
  } finally {
    await agenda.stop();
    await raw.collection('agenda-jobs').deleteMany({});
  }
}

async function measure(): Promise<void> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-jobs-'));
  const store = await startEmbeddedStore({ dataDir, databaseName: 'bench' });
  const clock = createTestClock('2026-09-18T02:00:00Z');
  const storage = await openStorage({ uri: store.uri, clock, ids, hasher });
  const raw = await mongoose.createConnection(store.uri).asPromise();
  const { services } = await createWorld(storage, clock);
  await services.accounts.registerAccounts(
    Array.from({ length: ACCOUNTS }, (_, n) => ({ ...registration('weibo', `a${n}`), credential: null })),
  );
  const accounts = (await storage.accounts.activeAfter(null, ACCOUNTS, null)).map(({ account }) => account.id);
  const costs = { floor: [] as Cost[], ours: [] as Cost[], agenda: [] as Cost[] };
  for (let run = 0; run < RUNS; run += 1) {
    await raw.collection('publish-jobs').deleteMany({});
    for (let n = 0; n < JOBS; n += AT_ONCE)
      await Promise.all(
        Array.from({ length: Math.min(AT_ONCE, JOBS - n) }, (_, at) =>
          storage.publishJobs.insert(job(n + at, accounts[at % ACCOUNTS] as AccountId), eventOf('job')),
        ),
      );
    await copyJobs(raw);
    costs.floor.push(await costOf(() => workBare(raw)));
    costs.ours.push(await costOf(() => workJobs(storage)));
    costs.agenda.push(await workAgenda(raw));
  }
  const rates = (of: readonly Cost[], jobs: number): readonly number[] =>
    of.map(({ wallMs }) => (1_000 * jobs) / wallMs);
  const [floor, ours] = [rates(costs.floor, JOBS), rates(costs.ours, JOBS)];
  const agenda = rates(costs.agenda, AGENDA_JOBS);
  for (const [name, values] of Object.entries({ 'bare lease': floor, ours, agenda }))
    console.log(
      `${name.padEnd(12)} ${median(values).toFixed(0).padStart(6)} jobs/s, ${(median(values) / median(floor)).toFixed(2)} × bare ` +
        `(${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)})`,
    );
  noteRow({
    engine: `jobs claimed and settled, ${WORKERS} workers`,
    unit: '/s',
    floor: median(floor),
    peer: { name: 'agenda', value: median(agenda) },
    ours,
    goal: '≥ 0.8 × floor',
    limit: { is: 'at-least', value: 0.8, times: 'floor' },
  });
  noteMissing('jobs: bullmq', 'not run: needs Redis');
  await storage.close();
  await raw.destroy();
  await store.close();
  fs.rmSync(dataDir, { recursive: true, force: true });
}

void measure();
