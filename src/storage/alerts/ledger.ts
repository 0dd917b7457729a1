import type { DomainEvent } from '../../domain/alerts/alert';
import { GENESIS_HASH, ledgerText } from '../../domain/alerts/ledgerChain';
import type { Hasher } from '../../ports/runtime';
import type { Ledger } from '../../ports/storage';
import { batchSize, checkText } from '../checkInput';
import { above } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import type { Table } from '../table';
import { appendInSequence } from './appendInSequence';
import { createLedgerByteReader, type StoredEntry } from './ledgerBytes';
import { readEntry, type LedgerRow } from './ledgerRow';

const NEWEST_FIRST: ListOrder<LedgerRow> = { by: '_id', direction: -1, kind: 'number' };

/** Appends the ledger lines of those events that are not in the ledger yet, in the order given. */
export type AppendLedger = (events: readonly DomainEvent[]) => Promise<number>;

export function createAppendLedger(table: Table<LedgerRow>, hasher: Hasher): AppendLedger {
  return (events) =>
    appendInSequence(
      { table, numberField: '_id', continueFrom: (last, missing) => chain(hasher, last, missing) },
      events,
    );
}

function chain(hasher: Hasher, last: LedgerRow | null, events: readonly DomainEvent[]): readonly LedgerRow[] {
  let seq = last?._id ?? 0;
  let prevHash = last?.hash ?? GENESIS_HASH;
  return events.map(({ eventId, ledger }) => {
    seq += 1;
    const hash = hasher.sha256(ledgerText(seq, prevHash, ledger, eventId));
    const row: LedgerRow = { _id: seq, eventId, ...ledger, prevHash, hash };
    prevHash = hash;
    return row;
  });
}

export function createLedger(table: Table<LedgerRow>, append: Ledger['append'], hasher: Hasher): Ledger {
  const after: Ledger['after'] = async (seq, limit) =>
    (await table.many({ _id: above(seq) }, { sort: { _id: 1 }, limit: batchSize(limit) })).map(readEntry);
  return {
    after,
    ofSubject: async (subject, page) =>
      readPage(table, { filter: { subject: checkText(subject, 'subject') }, order: NEWEST_FIRST, page }, readEntry),
    append,
    lastSeq: async () => (await table.one({}, { _id: -1 }))?._id ?? 0,
    verify: async () => verifyChain(table, hasher),
  };
}

/** Entries read at a time while verifying; the next ones are read while these are hashed. */
const VERIFY_AT_ONCE = 2_000;

/**
 * Stops at the first entry that is missing, changed or not chained to the one before it. Entries cut off at the end
 * cannot be missed here.
 */
async function verifyChain(table: Table<LedgerRow>, hasher: Hasher): ReturnType<Ledger['verify']> {
  const readBytes = createLedgerByteReader();
  const read = (seq: number): Promise<readonly Uint8Array[]> =>
    table.bytes({ _id: above(seq) }, { sort: { _id: 1 }, limit: VERIFY_AT_ONCE });
  let seq = 0;
  let prevHash = GENESIS_HASH;
  let next = read(seq);
  for (;;) {
    const page = await next;
    const isLast = page.length < VERIFY_AT_ONCE;
    // Should a number be missing, what is read here is not looked at.
    if (!isLast) next = read(seq + VERIFY_AT_ONCE);
    for (const bytes of page) {
      const hash = chainedHash(readBytes(bytes), { seq, prevHash }, hasher) ?? (await chainedEntry(seq));
      if (hash === null) {
        await next.catch(() => undefined);
        return { checked: seq, brokenAtSeq: seq + 1 };
      }
      seq += 1;
      prevHash = hash;
    }
    if (isLast) return { checked: seq, brokenAtSeq: null };
  }

  /** The same by way of the entry itself: for what is stored in another form than usual, and before anything is said. */
  async function chainedEntry(before: number): Promise<string | null> {
    const [row] = await table.many({ _id: above(before) }, { sort: { _id: 1 }, limit: 1 });
    if (row === undefined || row._id !== before + 1) return null;
    const { seq: own, eventId, prevHash: stored, hash, ...draft } = readEntry(row);
    return stored === prevHash && hash === hasher.sha256(ledgerText(own, prevHash, draft, eventId)) ? hash : null;
  }
}

/** The entry's hash if it is what it should be, after the entry before it. */
function chainedHash(
  entry: StoredEntry | null,
  before: { readonly seq: number; readonly prevHash: string },
  hasher: Hasher,
): string | null {
  if (entry === null || entry.seq !== before.seq + 1 || entry.prevHash !== before.prevHash) return null;
  return entry.hash === hasher.sha256(entry.text) ? entry.hash : null;
}
