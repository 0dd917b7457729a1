import { GENESIS_HASH, ledgerText } from '../../../domain/alerts/ledgerChain';
import { brokenLine, type LedgerSegment } from '../../../domain/alerts/ledgerSegment';
import type { Hasher } from '../../../ports/runtime';
import type { Ledger, LedgerFolder } from '../../../ports/storage';
import type { ByteRows } from '../../byteRows';
import { above } from '../../conditions';
import type { Table } from '../../table';
import { readEntry, type LedgerRow } from '../ledgerRow';
import type { EntryProver } from './entryProver';
import type { ProvenRun } from './proveEntries';

/** Entries read at a time while verifying. */
const VERIFY_AT_ONCE = 1_000;

interface ProvenBatch {
  readonly runs: readonly ProvenRun[];
  /** The number its last entry has if none is missing. */
  readonly last: number;
}

/**
 * Stops at the first entry that is missing, changed or not chained to the one before it. Entries cut off at the end
 * cannot be missed here.
 */
export async function verifyChain(
  table: Table<LedgerRow>,
  { hasher, prover }: { readonly hasher: Hasher; readonly prover: EntryProver },
  sealed: { readonly checked: number; readonly lastHash: string },
): ReturnType<Ledger['verify']> {
  let { checked, lastHash } = sealed;
  const read = (seq: number): Promise<ByteRows> =>
    table.bytes({ _id: above(seq) }, { sort: { _id: 1 }, limit: VERIFY_AT_ONCE });
  for await (const { runs, last } of provenBatches(checked, { read, prover })) {
    for (const run of runs) {
      if (!(await chainTo(run.first - 1))) return { checked, brokenAtSeq: checked + 1 };
      if (run.prevHash !== lastHash) continue;
      checked = run.first + run.count - 1;
      ({ lastHash } = run);
    }
    if (!(await chainTo(last))) return { checked, brokenAtSeq: checked + 1 };
  }
  return { checked, brokenAtSeq: null };

  /**
   * The same by way of the entries themselves: for what is stored in another form than usual, and before anything is
   * said.
   */
  async function chainTo(target: number): Promise<boolean> {
    while (checked < target) {
      const [row] = await table.many({ _id: above(checked) }, { sort: { _id: 1 }, limit: 1 });
      if (row?._id !== checked + 1) return false;
      const { seq, eventId, prevHash, hash, ...draft } = readEntry(row);
      if (prevHash !== lastHash || hash !== hasher.sha256(ledgerText(seq, prevHash, draft, eventId))) return false;
      checked = seq;
      lastHash = hash;
    }
    return true;
  }
}

/** The batches after `seq` in their order; the next are read while those before are proven. */
async function* provenBatches(
  seq: number,
  { read, prover }: { readonly read: (seq: number) => Promise<ByteRows>; readonly prover: EntryProver },
): AsyncGenerator<ProvenBatch> {
  const proving: Promise<ProvenBatch>[] = [];
  let last = seq;
  let reading = watched(read(last));
  try {
    for (;;) {
      const { bytes, starts } = await reading;
      if (starts.length === 0) break;
      const first = last + 1;
      last += starts.length;
      // Should a number be missing, what is read here is not looked at.
      reading = watched(read(last));
      const batch = { last };
      proving.push(watched(prover.prove({ bytes, starts, first }).then((runs) => ({ ...batch, runs }))));
      if (proving.length > prover.ahead) yield await (proving.shift() as Promise<ProvenBatch>);
    }
    yield* proving.splice(0);
  } finally {
    await Promise.allSettled([reading, ...proving]);
  }
}

/** It is waited for later: until then its failure is nobody's. */
function watched<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}

/** Files one after the other: each begins with the hash the one before ended with, and so does the store. */
export async function verifySegments(
  segments: readonly LedgerSegment[],
  readFile: LedgerFolder['read'],
  hasher: Hasher,
): Promise<Awaited<ReturnType<Ledger['verify']>> & { readonly lastHash: string }> {
  let checked = 0;
  let lastHash = GENESIS_HASH;
  const read = (place: number): Promise<readonly string[] | null> =>
    watched(segments[place] === undefined ? Promise.resolve(null) : readFile(segments[place].name));
  let next = read(0);
  for (const [place, segment] of segments.entries()) {
    const { first, last, name } = segment;
    const lines = await next;
    next = read(place + 1);
    const isNext = first === checked + 1 && segment.prevHash === lastHash;
    const broken = lines === null ? first : isNext ? brokenLine(segment, lines, (text) => hasher.sha256(text)) : first;
    if (broken !== null)
      return {
        checked: broken - 1,
        brokenAtSeq: broken,
        lastHash,
        file: { name, fault: lines === null ? 'missing' : 'changed' },
      };
    checked = last;
    ({ lastHash } = segment);
  }
  return { checked, brokenAtSeq: null, lastHash };
}
