import type { DomainEvent, LedgerEntry } from '../../domain/alerts/alert';
import { GENESIS_HASH, ledgerText } from '../../domain/alerts/ledgerChain';
import type { Hasher } from '../../ports/runtime';
import type { Ledger, LedgerArchive, LedgerFolder } from '../../ports/storage';
import { batchSize, checkText } from '../checkInput';
import { above } from '../conditions';
import { placeBehind, readPage, type ListOrder } from '../cursor';
import type { Table } from '../table';
import { appendInSequence } from './appendInSequence';
import { readEntry, type LedgerRow } from './ledgerRow';
import type { SealedEntries } from './sealedEntries';
import { openEntryProver } from './proving/entryProver';
import { verifyChain, verifySegments } from './proving/verifyLedger';

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

interface LedgerParts extends Pick<Ledger, 'append'> {
  readonly hasher: Hasher;
  readonly archive: LedgerArchive;
  readonly sealed: SealedEntries;
  readonly readFile: LedgerFolder['read'];
}

export function createLedger(
  table: Table<LedgerRow>,
  { append, hasher, archive, sealed, readFile }: LedgerParts,
): Ledger {
  const lastSeq: Ledger['lastSeq'] = async () => (await table.one({}, { _id: -1 }))?._id ?? 0;
  const verifyStored = async (proven: Parameters<typeof verifyChain>[2]): ReturnType<Ledger['verify']> => {
    const prover = openEntryProver(hasher, (await lastSeq()) - proven.checked);
    try {
      return await verifyChain(table, { hasher, prover }, proven);
    } finally {
      await prover.close();
    }
  };
  return {
    after: async (seq, limit) => {
      const most = batchSize(limit);
      const rows = await table.many({ _id: above(seq) }, { sort: { _id: 1 }, limit: most });
      const isWhole = rows.length === 0 || rows.at(-1)?._id === seq + rows.length;
      const before = isWhole ? [] : await sealed.after(seq, most);
      const next = before.at(-1)?.seq ?? seq;
      return [...before, ...rows.filter(({ _id }) => _id > next).map(readEntry)].slice(0, most);
    },
    ofSubject: async (subject, page) => {
      checkText(subject, 'subject');
      const readSealedToo: Pick<Table<LedgerRow>, 'many'> = {
        many: async (filter, options) => {
          const rows = await table.many(filter, options);
          // After the rows: what is sealed meanwhile is not in them any more, and is in its file.
          const sealedTo = (await archive.newestSegment())?.last ?? 0;
          const kept = rows.filter(({ _id }) => _id > sealedTo);
          const missing = options.limit - kept.length;
          if (sealedTo === 0 || missing === 0) return kept;
          const behind = placeBehind(page, NEWEST_FIRST)?.id ?? Infinity;
          const before = Math.min(Number(behind), sealedTo + 1);
          return [...kept, ...(await sealed.ofSubject(subject, { before, limit: missing })).map(asRow)];
        },
      };
      return readPage(readSealedToo, { filter: { subject }, order: NEWEST_FIRST, page }, readEntry);
    },
    sealedSubjectsOf: sealed.subjectsOf,
    append,
    lastSeq,
    ...archive,
    verify: async () => {
      for (;;) {
        const segments = await archive.segments();
        const { lastHash, ...proven } = await verifySegments(segments, readFile, hasher);
        const found = proven.brokenAtSeq === null ? await verifyStored({ ...proven, lastHash }) : proven;
        // What seems to be missing may have been sealed by another process while the files were read.
        const isSealedSince = (await archive.newestSegment())?.last !== segments.at(-1)?.last;
        if (found.brokenAtSeq === null || !isSealedSince) return found;
      }
    },
  };
}

function asRow({ seq, ...entry }: LedgerEntry): LedgerRow {
  return { _id: seq, ...entry };
}
