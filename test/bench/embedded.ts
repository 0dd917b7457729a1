import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import type { startEmbeddedStore as Start } from '../../src/embedded/index';

/**
 * Speed of the embedded store through the real driver, with the driver's ping beside it as the floor:
 * `npm run build:server && node --require tsx/cjs test/bench/embedded.ts [runs] [--million]`. Figures are medians of the runs;
 * compare ratios within one table, not absolute figures between machines.
 */

const { MongoClient } = mongoose.mongo;
type Client = InstanceType<typeof MongoClient>;
type Collection = ReturnType<ReturnType<Client['db']>['collection']>;

const built = path.resolve(__dirname, '../../dist/embedded/index.js');
const { startEmbeddedStore } = createRequire(__filename)(fs.existsSync(built) ? built : '../../src/embedded/index') as { startEmbeddedStore: typeof Start };

const rowCount = 100_000;
const pad = 'x'.repeat(800);

function row(i: number): Record<string, unknown> {
  return { key: i, group: i % 100, at: new Date(1_700_000_000_000 + i * 1_000), name: `文档${i}`, pad, nested: { a: i, list: [1, 2, 3] } };
}

/** Operations a second with a number in flight, and the latencies in milliseconds. */
async function flight(count: number, inFlight: number, operation: (i: number) => Promise<unknown>): Promise<{ perSecond: number; latencies: number[] }> {
  const latencies: number[] = [];
  let next = 0;
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: inFlight }, async () => {
    while (next < count) {
      const at = performance.now();
      await operation(next++);
      latencies.push(performance.now() - at);
    }
  }));
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
      worstMs = Math.max(worstMs, 1_000 * await seconds(() => client.db().command({ ping: 1 })));
      await new Promise((resolve) => { setTimeout(resolve, 5); });
    }
  })();
  const took = await seconds(work);
  isOver = true;
  await pinging;
  return { took, worstMs };
}

type Figures = Record<string, number>;

async function measure(client: Client): Promise<Figures> {
  const db = client.db('bench');
  await db.dropDatabase();
  const figures: Figures = {};
  const rows = db.collection('rows');
  await rows.createIndex({ key: 1 }, { unique: true });
  await rows.createIndex({ group: 1, at: 1 });
  figures['insertMany, two indexes (documents/s)'] = rowCount / await seconds(() => insertAll(rows, rowCount));
  await flight(4_000, 32, (i) => rows.findOne({ key: i }));
  await flight(4_000, 32, () => db.command({ ping: 1 }));
  figures['ping, 32 in flight'] = (await flight(10_000, 32, () => db.command({ ping: 1 }))).perSecond;
  figures['point read by unique key, 32 in flight'] = (await flight(10_000, 32, (i) => rows.findOne({ key: (i * 7_919) % rowCount }))).perSecond;
  figures['single insert, 32 in flight'] = (await flight(6_000, 32, (i) => rows.insertOne(row(rowCount + i)))).perSecond;
  figures['upsert by unique key, 32 in flight'] = (await flight(6_000, 32, (i) => rows.updateOne({ key: 2 * rowCount + i }, { $set: { name: 'x', pad } }, { upsert: true }))).perSecond;
  figures['range of 100 documents, 8 in flight'] = (await flight(600, 8, (i) => rows.find({ key: { $gte: i * 100, $lt: i * 100 + 100 } }).toArray())).perSecond;
  await claims(client, figures);
  figures['$match + $group over the index (s)'] = await seconds(() => rows.aggregate([{ $match: { group: { $gte: 0, $lt: 100 } } }, { $group: { _id: '$group', n: { $sum: 1 }, last: { $max: '$at' } } }]).toArray());
  const all = await worstPing(client, () => rows.updateMany({}, { $inc: { 'nested.a': 1 } }));
  Object.assign(figures, { 'updateMany of 100,000 (s)': all.took, '  worst ping meanwhile (ms)': all.worstMs });
  const index = await worstPing(client, () => rows.createIndex({ name: 1 }));
  Object.assign(figures, { 'createIndex on 100,000 (s)': index.took, '  worst ping meanwhile  (ms)': index.worstMs });
  const scan = await worstPing(client, () => rows.find({ 'nested.a': -1 }).toArray());
  Object.assign(figures, { 'scan of 100,000 without index (s)': scan.took, '  worst ping meanwhile   (ms)': scan.worstMs });
  return figures;
}

async function insertAll(collection: Collection, count: number): Promise<void> {
  for (let from = 0; from < count; from += 1_000) await collection.insertMany(Array.from({ length: 1_000 }, (_, i) => row(from + i)));
}

async function claims(client: Client, figures: Figures): Promise<void> {
  const jobs = client.db('bench').collection('jobs');
  await jobs.createIndex({ state: 1, dueAt: 1 });
  for (let from = 0; from < rowCount; from += 5_000) await jobs.insertMany(Array.from({ length: 5_000 }, (_, i) => ({ state: 'queued', dueAt: new Date(1_700_000_000_000 + from + i), pad: 'y'.repeat(200) })));
  const claimed = new Set<string>();
  const { perSecond, latencies } = await flight(5_000, 16, async (token) => {
    const job = await jobs.findOneAndUpdate({ state: 'queued', dueAt: { $lte: new Date() } }, { $set: { state: 'running', token } }, { sort: { dueAt: 1 } });
    claimed.add(String(job?.['_id']));
  });
  Object.assign(figures, { 'lease claim, 16 claimers': perSecond, '  p99 (ms)': latencies[Math.floor(latencies.length * 0.99)] ?? 0, '  distinct of 5,000': claimed.size });
}

const perSecondRows = /in flight|claimers/;

function print(runs: readonly Figures[]): void {
  const names = Object.keys(runs[0] ?? {});
  const median = (name: string): number => [...runs.map((run) => run[name] ?? 0)].sort((a, b) => a - b)[Math.floor(runs.length / 2)] ?? 0;
  const floor = median('ping, 32 in flight');
  const lines = names.map((name) => {
    const value = median(name);
    const shown = value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2);
    return `| ${name.padEnd(44)} | ${shown.padStart(10)} | ${perSecondRows.test(name) ? (value / floor).toFixed(2).padStart(6) : '      '} |`;
  });
  process.stdout.write(`${[`| ${'median of '.concat(String(runs.length)).padEnd(44)} |     figure | ×floor |`, `|${'-'.repeat(46)}|${'-'.repeat(12)}|${'-'.repeat(8)}|`, ...lines].join('\n')}\n`);
}

/** How long a store of a million documents takes from the start of opening to the first answer. */
async function reopenMillion(dataDir: string): Promise<void> {
  const first = await startEmbeddedStore({ dataDir });
  const client = await MongoClient.connect(first.uri);
  const rows = client.db('million').collection('rows');
  await rows.createIndex({ key: 1 }, { unique: true });
  const took = await seconds(() => insertAll(rows, 1_000_000));
  await client.close();
  await first.close();
  const startedAt = performance.now();
  const again = await startEmbeddedStore({ dataDir });
  const second = await MongoClient.connect(again.uri);
  await second.db('million').collection('rows').findOne({ key: 777_777 });
  const answeredMs = performance.now() - startedAt;
  const memory = process.memoryUsage().rss / 2 ** 20;
  process.stdout.write(`1,000,000 documents: inserted in ${took.toFixed(0)} s, start to first answer ${answeredMs.toFixed(0)} ms, process ${memory.toFixed(0)} MB\n`);
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
  if (process.argv.includes('--million')) await reopenMillion(path.join(dataDir, 'million'));
  fs.rmSync(dataDir, { recursive: true, force: true });
}

void main();
