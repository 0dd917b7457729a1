import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import type { startEmbeddedStore as Start } from '@gov-matrix/embedded-store';
import { isSmallRun, median, noteRow } from './rows';

/**
 * Speed of the embedded store through the real driver, with the driver's ping beside it as the floor:
 * `npm run build && npm run bench:embedded [-- runs] [--million]`. Figures are medians of the runs; compare ratios
 * within one table, not absolute figures between machines. `--million` adds memory and reopening with a million
 * documents.
 */

const { MongoClient } = mongoose.mongo;
type Client = InstanceType<typeof MongoClient>;
type Collection = ReturnType<ReturnType<Client['db']>['collection']>;

/** The built store where there is one: what is measured is what runs, not what a loader makes of the sources. */
const built = path.resolve(__dirname, '../../packages/embedded-store/dist/index.js');
const { startEmbeddedStore } = createRequire(__filename)(
  fs.existsSync(built) ? built : '@gov-matrix/embedded-store',
) as {
  startEmbeddedStore: typeof Start;
};

const rowCount = isSmallRun() ? 20_000 : 100_000;
const pad = 'x'.repeat(800);

function row(i: number): Record<string, unknown> {
  return {
    key: i,
    group: i % 100,
    at: new Date(1_700_000_000_000 + i * 1_000),
    name: `文档${i}`,
    pad,
    nested: { a: i, list: [1, 2, 3] },
  };
}

/** Operations a second with a number in flight, and the latencies in milliseconds. */
async function flight(
  count: number,
  inFlight: number,
  operation: (i: number) => Promise<unknown>,
): Promise<{ perSecond: number; latencies: number[] }> {
  const latencies: number[] = [];
  let next = 0;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (next < count) {
        const at = performance.now();
        await operation(next++);
        latencies.push(performance.now() - at);
      }
    }),
  );
  return { perSecond: count / ((performance.now() - startedAt) / 1_000), latencies: latencies.sort((a, b) => a - b) };
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1_000;
}

/** The longest a ping takes while the work goes on. */
async function worstPing(client: Client, work: () => Promise<unknown>): Promise<{ took: number; worstMs: number }> {
  let worstMs = 0;
  let isOver = false;
  const pinging = (async () => {
    while (!isOver) {
      worstMs = Math.max(worstMs, 1_000 * (await seconds(() => client.db().command({ ping: 1 }))));
      await new Promise((resolve) => {
        setTimeout(resolve, 5);
      });
    }
  })();
  const took = await seconds(work);
  isOver = true;
  await pinging;
  return { took, worstMs };
}

/** A figure, and for those counted by the second how many times the ping floor it is. */
interface Figure {
  readonly value: number;
  readonly ofFloor?: number;
}
type Figures = Record<string, Figure>;

const portions = 10;
const inFlightCount = 32;

/** Measures in turn with pings, portion by portion, so that a machine busy with something else slows both alike. */
async function besidePing(client: Client, count: number, operation: (i: number) => Promise<unknown>): Promise<Figure> {
  const [rates, ratios]: [number[], number[]] = [[], []];
  const portion = count / portions;
  for (let from = 0; from < count; from += portion) {
    const floor = await flight(portion, inFlightCount, () => client.db().command({ ping: 1 }));
    const { perSecond } = await flight(portion, inFlightCount, (i) => operation(from + i));
    rates.push(perSecond);
    ratios.push(perSecond / floor.perSecond);
  }
  return { value: median(rates), ofFloor: median(ratios) };
}

async function measure(client: Client): Promise<Figures> {
  const db = client.db('bench');
  await db.dropDatabase();
  const figures: Figures = {};
  const rows = db.collection('rows');
  await rows.createIndex({ key: 1 }, { unique: true });
  await rows.createIndex({ group: 1, at: 1 });
  figures['insertMany, two indexes (documents/s)'] = {
    value: rowCount / (await seconds(() => insertAll(rows, rowCount))),
  };
  await flight(4_000, inFlightCount, (i) => rows.findOne({ key: i }));
  await flight(4_000, inFlightCount, () => db.command({ ping: 1 }));
  figures['ping, 32 in flight'] = await besidePing(client, 5_000, () => client.db().command({ ping: 1 }));
  figures['point read by unique key, 32 in flight'] = await besidePing(client, 10_000, (i) =>
    rows.findOne({ key: (i * 7_919) % rowCount }),
  );
  figures['single insert, 32 in flight'] = await besidePing(client, 6_000, (i) => rows.insertOne(row(rowCount + i)));
  figures['upsert by unique key, 32 in flight'] = await besidePing(client, 6_000, (i) =>
    rows.updateOne({ key: 2 * rowCount + i }, { $set: { name: 'x', pad } }, { upsert: true }),
  );
  figures['range of 100 documents, 8 in flight'] = {
    value: (await flight(600, 8, (i) => rows.find({ key: { $gte: i * 100, $lt: i * 100 + 100 } }).toArray())).perSecond,
  };
  figures['$match + $group over the index (s)'] = {
    value: await seconds(() =>
      rows
        .aggregate([
          { $match: { group: { $gte: 0, $lt: 100 } } },
          { $group: { _id: '$group', n: { $sum: 1 }, last: { $max: '$at' } } },
        ])
        .toArray(),
    ),
  };
  await stallOf(client, figures, {
    'updateMany of 100,000 (s)': () => rows.updateMany({}, { $inc: { 'nested.a': 1 } }),
  });
  await stallOf(client, figures, { 'createIndex on 100,000 (s)': () => rows.createIndex({ name: 1 }) });
  await stallOf(client, figures, {
    'scan of 100,000 without index (s)': () => rows.find({ 'nested.a': -1 }).toArray(),
  });
  await claimAll(client, figures);
  return figures;
}

async function stallOf(
  client: Client,
  figures: Figures,
  work: Readonly<Record<string, () => Promise<unknown>>>,
): Promise<void> {
  for (const [name, run] of Object.entries(work)) {
    const { took, worstMs } = await worstPing(client, run);
    figures[name] = { value: took };
    figures[`  worst ping meanwhile (ms): ${name.split(' ')[0] ?? ''}`] = { value: worstMs };
  }
}

async function insertAll(collection: Collection, count: number): Promise<void> {
  for (let from = 0; from < count; from += 1_000)
    await collection.insertMany(Array.from({ length: 1_000 }, (_, i) => row(from + i)));
}

const claimPortions = 20;

/** Sixteen claimers take every one of the jobs, in turn with pings as the other figures. */
async function claimAll(client: Client, figures: Figures): Promise<void> {
  const jobs = client.db('bench').collection('jobs');
  await jobs.createIndex({ state: 1, dueAt: 1 });
  for (let from = 0; from < rowCount; from += 5_000)
    await jobs.insertMany(
      Array.from({ length: 5_000 }, (_, i) => ({
        state: 'queued',
        dueAt: new Date(1_700_000_000_000 + from + i),
        pad: 'y'.repeat(700),
      })),
    );
  const claimed = new Set<string>();
  const claim = async (token: number): Promise<void> => {
    const job = await jobs.findOneAndUpdate(
      { state: 'queued', dueAt: { $lte: new Date() } },
      { $set: { state: 'running', token } },
      { sort: { dueAt: 1 } },
    );
    if (job !== null) claimed.add(String(job['_id']));
  };
  const [rates, ratios, latencies]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < claimPortions; i++) {
    const floor = await flight(1_000, inFlightCount, () => client.db().command({ ping: 1 }));
    const portion = await flight(rowCount / claimPortions, 16, claim);
    rates.push(portion.perSecond);
    ratios.push(portion.perSecond / floor.perSecond);
    latencies.push(...portion.latencies);
  }
  figures['lease claim of 100,000 jobs, 16 claimers'] = { value: median(rates), ofFloor: median(ratios) };
  figures['  p99 (ms)'] = { value: latencies.sort((x, y) => x - y)[Math.floor(latencies.length * 0.99)] ?? 0 };
  figures['  distinct'] = { value: claimed.size };
  figures['  left over'] = { value: await jobs.countDocuments({ state: 'queued' }) };
}

function print(runs: readonly Figures[]): void {
  const lines = Object.keys(runs[0] ?? {}).map((name) => {
    const figures = runs.flatMap((run) => run[name] ?? []);
    const value = median(figures.map((figure) => figure.value));
    const ratios = figures.flatMap(({ ofFloor }) => ofFloor ?? []);
    const shown = value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2);
    return `| ${name.padEnd(46)} | ${shown.padStart(10)} | ${(ratios.length === 0 ? '' : median(ratios).toFixed(2)).padStart(6)} |`;
  });
  for (const [name, { value, ofFloor }] of Object.entries(runs[0] ?? {}))
    if (ofFloor !== undefined && !name.startsWith('ping'))
      noteRow({
        engine: `embedded store: ${name}`,
        unit: '/s',
        floor: value / ofFloor,
        ours: runs.map((run) => run[name]?.value ?? 0),
        goal: 'floor: ping',
      });
  const load = os
    .loadavg()
    .map((one) => one.toFixed(1))
    .join(' ');
  process.stdout.write(
    `${[`| ${`median of ${runs.length}, load ${load}`.padEnd(46)} |     figure | ×floor |`, `|${'-'.repeat(48)}|${'-'.repeat(12)}|${'-'.repeat(8)}|`, ...lines].join('\n')}\n`,
  );
}

function memoryMb(): number {
  return process.memoryUsage().rss / 2 ** 20;
}

/**
 * Memory while a million documents are written and worked through, and the time from the start of opening to the first
 * answer.
 */
async function millionDocuments(dataDir: string): Promise<void> {
  const first = await startEmbeddedStore({ dataDir });
  const client = await MongoClient.connect(first.uri);
  const rows = client.db('million').collection('rows');
  await rows.createIndex({ key: 1 }, { unique: true });
  await rows.createIndex({ group: 1, at: 1 });
  const report = (what: string, took: number): boolean =>
    process.stdout.write(
      `1,000,000 documents: ${what} ${took.toFixed(1)} s, process and mapped file ${memoryMb().toFixed(0)} MB, JavaScript heap of the client ${(process.memoryUsage().heapUsed / 2 ** 20).toFixed(0)} MB\n`,
    );
  report('inserted in', await seconds(() => insertAll(rows, 1_000_000)));
  report('scanned in', await seconds(() => rows.find({ 'nested.a': -1 }).toArray()));
  report('grouped in', await seconds(() => rows.aggregate([{ $group: { _id: '$group', n: { $sum: 1 } } }]).toArray()));
  report('updated in', await seconds(() => rows.updateMany({}, { $inc: { 'nested.a': 1 } })));
  await client.close();
  await first.close();
  const startedAt = performance.now();
  const again = await startEmbeddedStore({ dataDir });
  const second = await MongoClient.connect(again.uri);
  await second.db('million').collection('rows').findOne({ key: 777_777 });
  process.stdout.write(`1,000,000 documents: start to first answer ${(performance.now() - startedAt).toFixed(0)} ms\n`);
  await second.close();
  await again.close();
}

async function main(): Promise<void> {
  const runs = Number(process.argv.find((argument) => /^\d+$/.test(argument)) ?? 3);
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  const store = await startEmbeddedStore({ dataDir });
  const client = await MongoClient.connect(store.uri, { maxPoolSize: 64 });
  const results: Figures[] = [];
  for (let i = 0; i < runs; i++) results.push(await measure(client));
  await client.close();
  await store.close();
  print(results);
  if (process.argv.includes('--million')) await millionDocuments(path.join(dataDir, 'million'));
  fs.rmSync(dataDir, { recursive: true, force: true });
}

void main();
