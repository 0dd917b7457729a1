import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import type { startEmbeddedStore as Start } from '@gov-matrix/embedded-store';
import { noteRow } from './rows';

/**
 * How long others wait while the embedded store works on one large command: `npm run build && npm run bench:isolation
 * [-- rows]`. A ping on another connection is timed over and over, first with nothing else going on, then during the
 * command; the ratio of the two tells what the command costs others, whatever the machine. Ratios of medians drift
 * little; the worst ping of a run also shows what else the machine did.
 */

const { MongoClient } = mongoose.mongo;
type Client = InstanceType<typeof MongoClient>;

/** The built store where there is one: what is measured is what runs, not what a loader makes of the sources. */
const built = path.resolve(__dirname, '../../packages/embedded-store/dist/index.js');
const { startEmbeddedStore } = createRequire(__filename)(
  fs.existsSync(built) ? built : '@gov-matrix/embedded-store',
) as {
  startEmbeddedStore: typeof Start;
};

const quietPings = 200;

interface Latency {
  readonly medianMs: number;
  readonly worstMs: number;
  readonly count: number;
}

function latencyOf(samples: readonly number[]): Latency {
  const sorted = [...samples].sort((a, b) => a - b);
  return { medianMs: sorted[Math.floor(sorted.length / 2)] ?? 0, worstMs: sorted.at(-1) ?? 0, count: sorted.length };
}

/** Pings one after another for as long as `goesOn` says so. */
async function ping(client: Client, goesOn: (count: number) => boolean): Promise<Latency> {
  const samples: number[] = [];
  while (goesOn(samples.length)) {
    const startedAt = performance.now();
    await client.db().command({ ping: 1 });
    samples.push(performance.now() - startedAt);
  }
  return latencyOf(samples);
}

async function pingDuring(client: Client, work: () => Promise<unknown>): Promise<Latency> {
  let isOver = false;
  const ending = work().finally(() => {
    isOver = true;
  });
  const latency = await ping(client, () => !isOver);
  await ending;
  return latency;
}

type Work = (client: Client) => Promise<unknown>;

/** In this order: each leaves what the next one needs. */
function worksOn(count: number): readonly (readonly [string, Work])[] {
  const rows = (client: Client) => client.db().collection('rows');
  const aggregate = (client: Client, pipeline: Record<string, unknown>[]) => rows(client).aggregate(pipeline).toArray();
  return [
    ['scan without an index', (client) => rows(client).find({ n: -1 }).toArray()],
    ['sort in memory', (client) => rows(client).find().sort({ pad: 1, key: -1 }).limit(1).toArray()],
    ['count', (client) => rows(client).countDocuments({ key: { $mod: [2, 0] } })],
    ['distinct', (client) => rows(client).distinct('group')],
    ['$group of everything', (client) => aggregate(client, [{ $group: { _id: '$group', n: { $sum: 1 } } }])],
    [
      '$addFields, $sort',
      (client) => aggregate(client, [{ $addFields: { m: { $add: ['$n', 1] } } }, { $sort: { m: -1 } }, { $limit: 3 }]),
    ],
    ['$facet', (client) => aggregate(client, [{ $project: { n: 1 } }, { $facet: { all: [{ $count: 'n' }] } }])],
    ['index build on arrays', (client) => rows(client).createIndex({ key: 1, list: -1 })],
    ['update of everything', (client) => rows(client).updateMany({}, { $inc: { n: 1 } })],
    ['insert of many', (client) => insertRows(client, 'more', count / 4)],
    ['removal of everything', (client) => rows(client).deleteMany({})],
  ];
}

async function insertRows(client: Client, name: string, count: number): Promise<void> {
  const portion = 5_000;
  for (let from = 0; from < count; from += portion)
    await client
      .db()
      .collection(name)
      .insertMany(
        Array.from({ length: portion }, (_, i) => {
          const n = from + i;
          return { n, key: (n * 7_919) % count, group: n % 1_000, list: [n, -n], pad: 'x'.repeat(250) };
        }),
      );
}

function line(cells: readonly string[]): string {
  return `${cells.map((cell, i) => (i === 0 ? cell.padEnd(24) : cell.padStart(12))).join('')}\n`;
}

async function main(count: number): Promise<void> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  const store = await startEmbeddedStore({ dataDir });
  const [worker, pinger] = await Promise.all([MongoClient.connect(store.uri), MongoClient.connect(store.uri)]);
  await insertRows(worker, 'rows', count);
  process.stdout.write(`ping while the command works ÷ quiet ping, ${count} documents\n`);
  process.stdout.write(line(['', 'median', 'worst', 'worst, ms', 'quiet, ms', 'pings']));
  for (const [name, work] of worksOn(count)) {
    const quiet = await ping(pinger, (done) => done < quietPings);
    const busy = await pingDuring(pinger, () => work(worker));
    noteRow({
      engine: `ping of others during: ${name}`,
      unit: 'ms',
      floor: quiet.medianMs,
      ours: [busy.medianMs],
      goal: '—',
    });
    process.stdout.write(
      line([
        name,
        (busy.medianMs / quiet.medianMs).toFixed(1),
        (busy.worstMs / quiet.medianMs).toFixed(1),
        busy.worstMs.toFixed(1),
        quiet.medianMs.toFixed(2),
        String(busy.count),
      ]),
    );
  }
  await Promise.all([worker.close(), pinger.close()]);
  await store.close();
  fs.rmSync(dataDir, { recursive: true, force: true });
}

void main(Number(process.argv[2] ?? 60_000));
