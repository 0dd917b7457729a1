import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import mongoose from 'mongoose';
import { decodeDocument } from '../../src/bson/decodeDocument';
import { documents, indexRange } from '../../src/store/keyLayout';
import { findIndexFaults } from '../checkIndexes';
import { openTestEngine } from '../testEngine';
import { isWhole, Ledger, type LedgerDocument, type Writer } from './ledger';

const { MongoClient } = mongoose.mongo;

/**
 * What one round found. `faults` is empty when nothing acknowledged was lost, nothing resurrected and every index is
 * whole.
 */
export interface Round {
  readonly acknowledged: number;
  readonly documents: number;
  readonly openMs: number;
  readonly faults: readonly string[];
}

const writers = 32;
const readers = 4;
const shortestMs = 300;
const spreadMs = 900;

/**
 * Runs a store in a process of its own under 32 writers, kills it at some moment with SIGKILL, opens the folder again
 * and compares it with what was acknowledged; as often as asked, on one folder.
 * @param random decides the moments of death and what is written.
 */
export async function runKillRounds({
  dataDir,
  rounds,
  random,
  onRound,
}: {
  dataDir: string;
  rounds: number;
  random: () => number;
  onRound: (round: Round) => void;
}): Promise<void> {
  const ledgers = Array.from({ length: writers }, (_, i) => new Ledger(i, random));
  for (let i = 0; i < rounds; i++) {
    const { child, uri } = await startStore(dataDir);
    const client = await MongoClient.connect(uri, { maxPoolSize: writers + readers, serverSelectionTimeoutMS: 500 });
    const collection = client.db('crash').collection('c') as unknown as Writer;
    await client
      .db('crash')
      .collection('c')
      .createIndexes([
        { key: { writer: 1, version: -1 }, name: 'writer' },
        { key: { token: 1 }, name: 'token', unique: true },
        { key: { tags: 1 }, name: 'tags' },
      ]);
    const before = ledgers.reduce((sum, ledger) => sum + ledger.acknowledged, 0);
    const writing = ledgers.map((ledger) => ledger.writeUntilFailure(collection));
    // Commits go aside while somebody reads: every other round has readers.
    const reading = i % 2 === 0 ? [] : Array.from({ length: readers }, () => readUntilFailure(client));
    await new Promise((resolve) => {
      setTimeout(resolve, shortestMs + random() * spreadMs);
    });
    await kill(child);
    await Promise.all([...writing, ...reading]);
    await client.close(true);
    const acknowledged = ledgers.reduce((sum, ledger) => sum + ledger.acknowledged, 0) - before;
    onRound({ acknowledged, ...(await inspect(dataDir, ledgers)) });
  }
}

async function readUntilFailure(client: InstanceType<typeof MongoClient>): Promise<void> {
  const rows = client.db('crash').collection('c');
  try {
    for (;;) await rows.findOne({ writer: 1 });
  } catch {
    // The store was killed.
  }
}

async function startStore(dataDir: string): Promise<{ child: ChildProcess; uri: string }> {
  const child = spawn(
    process.execPath,
    ['--require', require.resolve('tsx/cjs'), path.join(__dirname, 'storeProcess.ts'), dataDir],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const uri = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
    child.once('exit', (code) => reject(new Error(`the store ended while starting (exit code ${String(code)})`)));
  });
  return { child, uri };
}

function kill(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

async function inspect(dataDir: string, ledgers: readonly Ledger[]): Promise<Omit<Round, 'acknowledged'>> {
  const startedAt = performance.now();
  const store = openTestEngine({ dataDir });
  const openMs = performance.now() - startedAt;
  const faults = findIndexFaults(store.engine);
  const found = new Map<string, number>();
  const collection = store.engine.catalog.find('crash', 'c');
  const entries =
    collection === undefined
      ? []
      : store.engine.storage.read(indexRange(collection.id, documents), { limit: Infinity });
  for (const { value } of entries) {
    const document = decodeDocument(value) as unknown as LedgerDocument;
    found.set(document._id, document.version);
    if (!isWhole(document)) faults.push(`torn: ${document._id} of version ${document.version}`);
  }
  for (const ledger of ledgers) faults.push(...ledger.compare(found));
  await store.close();
  return { documents: found.size, openMs, faults };
}
