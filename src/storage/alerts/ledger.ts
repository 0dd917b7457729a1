import type { DomainEvent, LedgerEntry } from '../../domain/alerts/alert';
import { GENESIS_HASH, ledgerText } from '../../domain/alerts/ledgerChain';
import type { Hasher } from '../../ports/runtime';
import type { Ledger } from '../../ports/storage';
import { batchSize, checkText } from '../checkInput';
import { above } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import type { Table } from '../table';
import { appendInSequence } from './appendInSequence';
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
    verify: async () => verifyChain(after, hasher),
  };
}

/** Lines read at a time while verifying. */
const VERIFY_AT_ONCE = 500;

/**
 * Stops at the first entry that is missing, changed or not chained to the one before it. Entries cut off at the end
 * cannot be missed here.
 */
async function verifyChain(after: Ledger['after'], hasher: Hasher): ReturnType<Ledger['verify']> {
  let seq = 0;
  let hash = GENESIS_HASH;
  for (;;) {
    const entries = await after(seq, VERIFY_AT_ONCE);
    for (const entry of entries) {
      if (entry.seq !== seq + 1 || !isChained(entry, hash, hasher)) return { checked: seq, brokenAtSeq: seq + 1 };
      ({ seq, hash } = entry);
    }
    if (entries.length < VERIFY_AT_ONCE) return { checked: seq, brokenAtSeq: null };
  }
}

function isChained(entry: LedgerEntry, prevHash: string, hasher: Hasher): boolean {
  const { seq, eventId, prevHash: stored, hash, ...draft } = entry;
  return stored === prevHash && hash === hasher.sha256(ledgerText(seq, prevHash, draft, eventId));
}
