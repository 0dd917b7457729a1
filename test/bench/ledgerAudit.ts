import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import { startEmbeddedStore } from '@gov-matrix/embedded-store';
import { createRuntime } from '../../src/app/runtime';
import type { LedgerDraft } from '../../src/domain/alerts/alert';
import { GENESIS_HASH, ledgerText } from '../../src/domain/alerts/ledgerChain';
import type { EventId } from '../../src/domain/ids';
import { openStorage } from '../../src/storage/index';
import { median, noteRow } from './rows';

/**
 * How long it takes to prove the ledger: `npm run bench:audit [-- entries] [runs]`. The floor is SHA-256 over the very
 * same bytes, one digest an entry. Medians of the runs, alternating; everything on 127.0.0.1, in a folder of its own.
 */
const [entries = 100_000, runs = 5] = process.argv.slice(2).map(Number);
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const idOf = (n: number): string => n.toString(16).padStart(24, '0');

/** What offices' ledgers mostly hold: verdicts, obligations with evidence, jobs. */
function draftOf(n: number): LedgerDraft {
  const at = new Date(1_760_000_000_000 + n * 7_919);
  const common = { from: 'ready', actor: 'system:look', occurredAt: at, recordedAt: new Date(at.getTime() + 1_234) };
  if (n % 3 === 0)
    return {
      ...common,
      kind: 'verdict-changed',
      subject: `account:${idOf(n)}`,
      to: 'fine',
      reason: 'recent-post',
      data: {
        ruleId: 'silence-14-days',
        packId: 'national',
        packVersion: '2026.1',
        provenSilenceMs: n * 1_001,
        sightLookId: idOf(n + 1),
        lastPostId: idOf(n + 2),
      },
    };
  if (n % 3 === 1)
    return {
      ...common,
      kind: 'obligation-moved',
      subject: `obligation:${idOf(n)}`,
      to: 'fulfilled',
      reason: 'source-link',
      data: {
        mandateId: idOf(n + 1),
        accountName: '某县人民政府办公室',
        postId: idOf(n + 2),
        url: `https://www.example.gov.cn/zwgk/2026/${n}.html`,
        basis: 'source-link',
        lookId: idOf(n + 3),
        textHash: sha256(String(n)),
        similarity: 0.97,
        seal: sha256(`seal ${n}`),
      },
    };
  return {
    ...common,
    kind: 'job-moved',
    subject: `job:${idOf(n)}`,
    to: 'succeeded',
    reason: 'accepted',
    data: { accountId: idOf(n + 1), obligationId: idOf(n + 2), key: `k${n}`, attempt: 1 },
  };
}

interface Took {
  readonly wallMs: number;
  /** Processor time of all threads of this process, the store's among them: what is left when others are busy too. */
  readonly cpuMs: number;
}
async function timed(work: () => unknown): Promise<Took> {
  const before = process.cpuUsage();
  const begun = performance.now();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { wallMs: performance.now() - begun, cpuMs: (user + system) / 1_000 };
}

async function main(): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-audit-'));
  const store = await startEmbeddedStore({ dataDir: path.join(folder, 'store'), databaseName: 'bench' });
  const { clock, ids, hasher } = createRuntime('error');
  const storage = await openStorage({ uri: store.uri, clock, ids, hasher });
  const connection = await mongoose.createConnection(store.uri).asPromise();
  try {
    const texts: string[] = [];
    let prevHash = GENESIS_HASH;
    let rows: object[] = [];
    for (let seq = 1; seq <= entries; seq += 1) {
      const draft = draftOf(seq);
      const eventId = idOf(seq) as EventId;
      const text = ledgerText(seq, prevHash, draft, eventId);
      const hash = sha256(text);
      texts.push(text);
      rows.push({ _id: seq, eventId, ...draft, prevHash, hash });
      prevHash = hash;
      if (rows.length < 5_000 && seq < entries) continue;
      await connection.collection('ledger').insertMany(rows as never);
      rows = [];
    }
    const floors: Took[] = [];
    const ours: Took[] = [];
    for (let run = 0; run < runs; run += 1) {
      floors.push(await timed(() => texts.forEach(sha256)));
      ours.push(
        await timed(async () => {
          const { checked, brokenAtSeq } = await storage.ledger.verify();
          if (checked !== entries || brokenAtSeq !== null) throw new Error('the ledger is not whole');
        }),
      );
    }
    const of = (took: readonly Took[]): Took => ({
      wallMs: (median(took.map(({ wallMs }) => wallMs)) * 100_000) / entries,
      cpuMs: (median(took.map(({ cpuMs }) => cpuMs)) * 100_000) / entries,
    });
    const line = (what: string, { wallMs, cpuMs }: Took): void =>
      console.log(`${what} ${wallMs.toFixed(0).padStart(8)} ms ${cpuMs.toFixed(0).padStart(8)} ms of CPU`);
    console.log(`${entries} entries, ${runs} runs, medians for 100,000 entries`);
    line('sha-256 of the same bytes', of(floors));
    line('audit verify             ', of(ours));
    noteRow({
      engine: 'audit verify of 100,000 entries, elapsed',
      unit: 's',
      floor: of(floors).wallMs / 1_000,
      ours: ours.map(({ wallMs }) => (wallMs * 100) / entries),
      goal: '≤ 0.5 s',
      limit: { is: 'at-most', value: 0.5 },
    });
    console.log(
      `ratio of CPU ${(of(ours).cpuMs / of(floors).cpuMs).toFixed(1)}, of time ${(of(ours).wallMs / of(floors).wallMs).toFixed(1)}`,
    );
  } finally {
    await connection.destroy();
    await storage.close();
    await store.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

void main();
