import type { LedgerSegment } from '../../domain/alerts/ledgerSegment';
import type { LedgerArchive } from '../../ports/storage';
import { MAX_BATCH } from '../checkInput';
import { above, anyOf, atMost } from '../conditions';
import { count, documentSchema, instant, text } from '../schemaParts';
import type { Row, Table } from '../table';
import type { LedgerRow } from './ledgerRow';
import { outboxField, outboxOf, type WithOutbox } from './outbox';

/** By the number of its first entry: one range is sealed once. */
export interface LedgerSegmentRow extends Row, Omit<LedgerSegment, 'first'>, WithOutbox {
  readonly _id: number;
}

export const ledgerSegmentSchema = documentSchema({
  _id: { type: Number },
  last: { type: Number },
  prevHash: text,
  firstHash: text,
  lastHash: text,
  name: text,
  sealedAt: instant,
  outbox: outboxField,
});

/** A subject that a file tells of. The key begins with the subject: its files are found in one range. */
export interface SealedSubjectRow extends Row {
  readonly _id: string;
  readonly first: number;
}

export const sealedSubjectSchema = documentSchema({ _id: text, first: count });

const SEQ_DIGITS = 12;
const NOTED_AT_ONCE = 1_000;

export function sealedSubjectKey(subject: string, first: number): string {
  return `${subject}|${String(first).padStart(SEQ_DIGITS, '0')}`;
}

export interface LedgerArchiveTables {
  readonly segments: Table<LedgerSegmentRow>;
  readonly subjects: Table<SealedSubjectRow>;
  readonly entries: Table<LedgerRow>;
}

export function createLedgerSegments({ segments, subjects, entries }: LedgerArchiveTables): LedgerArchive {
  return {
    segments: async () => {
      const all: LedgerSegment[] = [];
      for (;;) {
        const next = { _id: above(all.at(-1)?.last ?? 0) };
        const rows = await segments.many(next, { sort: { _id: 1 }, limit: MAX_BATCH });
        all.push(...rows.map(readSegment));
        if (rows.length < MAX_BATCH) return all;
      }
    },
    newestSegment: async () => {
      const row = await segments.one({}, { _id: -1 });
      return row === null ? null : readSegment(row);
    },
    noteSubjects: async ({ first }, named) => {
      const rows = named.map((subject) => ({ _id: sealedSubjectKey(subject, first), first }));
      for (let at = 0; at < rows.length; at += NOTED_AT_ONCE)
        await subjects.insertMissing(rows.slice(at, at + NOTED_AT_ONCE));
    },
    seal: async ({ first, ...segment }, event) => {
      await segments.insert({ _id: first, ...segment, outbox: outboxOf([event]) });
    },
    removeSealed: async (limit) => {
      const sealedTo = (await segments.one({}, { _id: -1 }))?.last ?? 0;
      const rows = await entries.pick({ _id: atMost(sealedTo) }, { sort: { _id: 1 }, limit, fields: ['_id'] });
      return rows.length === 0 ? 0 : entries.removeAll({ _id: anyOf(rows.map(({ _id }) => _id)) });
    },
  };
}

export function readSegment({ _id, last, prevHash, firstHash, ...row }: LedgerSegmentRow): LedgerSegment {
  const { lastHash, name, sealedAt } = row;
  return { first: _id, last, prevHash, firstHash, lastHash, name, sealedAt };
}
