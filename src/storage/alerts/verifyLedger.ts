import { GENESIS_HASH, ledgerText } from '../../domain/alerts/ledgerChain';
import { brokenLine, type LedgerSegment } from '../../domain/alerts/ledgerSegment';
import type { Hasher } from '../../ports/runtime';
import type { Ledger, LedgerFolder } from '../../ports/storage';
import type { ByteRows } from '../byteRows';
import { above } from '../conditions';
import type { Table } from '../table';
import { createLedgerByteReader, type StoredEntry } from './ledgerBytes';
import { readEntry, type LedgerRow } from './ledgerRow';

/** Entries read at a time while verifying; the next ones are read while these are hashed. */
const VERIFY_AT_ONCE = 2_000;

/**
 * Stops at the first entry that is missing, changed or not chained to the one before it. Entries cut off at the end
 * cannot be missed here.
 */
export async function verifyChain(
  table: Table<LedgerRow>,
  hasher: Hasher,
  sealed: { readonly checked: number; readonly lastHash: string },
): ReturnType<Ledger['verify']> {
  const readBytes = createLedgerByteReader();
  const read = (seq: number): Promise<ByteRows> =>
    table.bytes({ _id: above(seq) }, { sort: { _id: 1 }, limit: VERIFY_AT_ONCE });
  let seq = sealed.checked;
  let prevHash = sealed.lastHash;
  let next = read(seq);
  for (;;) {
    const { bytes, starts } = await next;
    if (starts.length === 0) return { checked: seq, brokenAtSeq: null };
    // Should a number be missing, what is read here is not looked at.
    next = read(seq + starts.length);
    for (const start of starts) {
      const hash = chainedHash(readBytes(bytes, start, prevHash), seq, hasher) ?? (await chainedEntry(seq));
      if (hash === null) {
        await next.catch(() => undefined);
        return { checked: seq, brokenAtSeq: seq + 1 };
      }
      seq += 1;
      prevHash = hash;
    }
  }

  /**
   * The same by way of the entry itself: for what is stored in another form than usual, and before anything is said.
   */
  async function chainedEntry(before: number): Promise<string | null> {
    const [row] = await table.many({ _id: above(before) }, { sort: { _id: 1 }, limit: 1 });
    if (row === undefined || row._id !== before + 1) return null;
    const { seq: own, eventId, prevHash: stored, hash, ...draft } = readEntry(row);
    return stored === prevHash && hash === hasher.sha256(ledgerText(own, prevHash, draft, eventId)) ? hash : null;
  }
}

/** The entry's hash if it is what it should be, and numbered next. */
function chainedHash(entry: StoredEntry | null, before: number, hasher: Hasher): string | null {
  if (entry?.seq !== before + 1) return null;
  const hash = hasher.sha256(entry.text);
  return entry.isHashedTo(hash) ? hash : null;
}

/** Files one after the other: each begins with the hash the one before ended with, and so does the store. */
export async function verifySegments(
  segments: readonly LedgerSegment[],
  readFile: LedgerFolder['read'],
  hasher: Hasher,
): Promise<Awaited<ReturnType<Ledger['verify']>> & { readonly lastHash: string }> {
  let checked = 0;
  let lastHash = GENESIS_HASH;
  for (const segment of segments) {
    const { first, last, name } = segment;
    const lines = await readFile(name);
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
