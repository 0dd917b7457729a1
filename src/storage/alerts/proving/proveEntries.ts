import type { Hasher } from '../../../ports/runtime';
import { createLedgerByteReader } from './ledgerBytes';

/** Entries as they are stored, numbered one after the other if none is missing. */
export interface EntryBatch {
  readonly bytes: Buffer;
  /** Where each begins. */
  readonly starts: readonly number[];
  /** The number the first one should have. */
  readonly first: number;
}

/** Entries one after the other of which each is what its hash says, and follows the one before it. */
export interface ProvenRun {
  readonly first: number;
  readonly count: number;
  /** What the first says of the entry before it: whether that is so is not known here. */
  readonly prevHash: string;
  readonly lastHash: string;
}

const HASH_CHARS = 64;

/**
 * Proves what can be proven of a batch by itself. What lies between two runs is broken, or stored in another form than
 * usual; two runs without anything between them do not join.
 */
export function createProveEntries({ sha256 }: Hasher): (batch: EntryBatch) => readonly ProvenRun[] {
  const readBytes = createLedgerByteReader();
  return ({ bytes, starts, first }) => {
    const runs: ProvenRun[] = [];
    let run: { -readonly [Part in keyof ProvenRun]: ProvenRun[Part] } | null = null;
    for (const [place, start] of starts.entries()) {
      let entry = readBytes(bytes, start, run?.lastHash ?? null);
      if (entry === null && run !== null) {
        run = null;
        entry = readBytes(bytes, start, null);
      }
      const hash = entry?.seq === first + place ? sha256(entry.text) : null;
      if (entry === null || hash === null || !entry.isHashedTo(hash)) {
        run = null;
        continue;
      }
      if (run === null) {
        const prevHash = Buffer.from(entry.text.subarray(0, HASH_CHARS)).toString('latin1');
        run = { first: first + place, count: 0, prevHash, lastHash: hash };
        runs.push(run);
      }
      run.count += 1;
      run.lastHash = hash;
    }
    return runs;
  };
}
