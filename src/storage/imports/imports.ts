import type { RegisterImport } from '../../domain/register/import';
import type { Instant } from '../../domain/time/instant';
import type { ImportId } from '../../domain/ids';
import type { Imports, ImportSight } from '../../ports/importStorage';
import { leaving, outboxField, type WithOutbox } from '../alerts/outbox';
import { checkId, checkText } from '../checkInput';
import { anyOf, atMost, noneOf } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { freeLease, leasePart, takenLease, type StoredLease } from '../lease';
import { count, countByKey, documentSchema, flag, instant, partSchema, text } from '../schemaParts';
import type { Fields, Filter, Row, Table } from '../table';
import type { ImportParts } from './importParts';

export interface ImportRow extends Row, Omit<RegisterImport, 'id'>, WithOutbox {
  readonly _id: ImportId;
  readonly lease: StoredLease;
}

const personPart = partSchema({ personId: text, name: text, role: text });

export const importSchema = documentSchema({
  _id: text,
  by: personPart,
  readerUnitId: text,
  uploadedAt: instant,
  fileName: text,
  sha256: text,
  bytes: count,
  updates: flag,
  state: text,
  counts: partSchema({ new: countByKey, unchanged: countByKey, differs: countByKey }),
  faults: count,
  notices: count,
  progress: partSchema({ part: text, done: count, total: count }),
  appliedAt: instant,
  outcome: partSchema({
    units: count,
    sites: partSchema({ added: count, changed: count }),
    added: count,
    updated: count,
    unchanged: count,
    people: count,
  }),
  failure: text,
  undo: partSchema({
    by: partSchema({ personId: text, name: text, role: text }),
    readerUnitId: text,
    reason: text,
    at: instant,
    removed: countByKey,
    restored: countByKey,
    kept: count,
  }),
  planToken: text,
  attempts: count,
  lease: leasePart,
  outbox: outboxField,
});

const NEWEST_FIRST: ListOrder<ImportRow> = { by: 'uploadedAt', direction: -1, kind: 'instant' };
const UNDER_WAY = ['applying', 'undoing'];
const MOST_DRAFTS = 100;

/** Files that were handed in, one row each; `parts` holds what is too much for a row. */
export function createImports(table: Table<ImportRow>, parts: ImportParts): Imports {
  const held = (id: ImportId, token: string): Filter => ({
    _id: checkId(id, 'importId'),
    'lease.token': checkText(token, 'token'),
  });
  return {
    insert: async ({ id, ...row }) => {
      await table.insert({ ...row, _id: checkId(id, 'importId'), lease: freeLease(), outbox: [] });
    },
    byId: async (id, sight) => {
      const row = await table.one({ _id: checkId(id, 'importId'), ...seenBy(sight) });
      return row === null ? null : readImport(row);
    },
    list: (sight, page) => readPage(table, { filter: seenBy(sight), order: NEWEST_FIRST, page }, readImport),
    ...parts,
    move: (id, from, { to, event }) =>
      table.change(
        { _id: checkId(id, 'importId'), state: from },
        { $set: to as Fields<ImportRow>, ...leaving(event === undefined ? [] : [event]) },
      ),
    claim: async (request) => {
      const row = await table.findOneAndUpdate(
        { state: anyOf(UNDER_WAY), 'lease.untilAt': atMost(request.now) },
        { $set: { lease: takenLease(request) }, $inc: { attempts: 1 } },
        { answer: 'after', sort: { uploadedAt: 1, _id: 1 } },
      );
      return row === null ? null : readImport(row);
    },
    advance: (id, token, { progress, untilAt }) =>
      table.change(held(id, token), { $set: { progress, 'lease.untilAt': untilAt as Instant } }),
    settle: (id, token, { to, event }) =>
      table.change(held(id, token), {
        $set: { ...to, lease: freeLease() } as Fields<ImportRow>,
        ...leaving(event === undefined ? [] : [event]),
      }),
    removeDrafts: async (of, except) => {
      const filter = { state: 'draft', 'by.personId': of, _id: noneOf([except]) };
      for (const { _id } of await table.many(filter, { sort: { uploadedAt: 1, _id: 1 }, limit: MOST_DRAFTS }))
        // The row last: whoever dies in between finds it again.
        for (const part of ['written', 'messages', 'rows'] as const) {
          await parts.removePart(_id, part);
          if (part === 'rows') await table.remove({ _id, state: 'draft' });
        }
    },
  };
}

function seenBy(sight: ImportSight): Filter {
  return sight === null ? {} : { 'by.personId': sight.personId, readerUnitId: sight.readerUnitId };
}

function readImport({ _id, lease: _lease, outbox: _outbox, ...row }: ImportRow): RegisterImport {
  return { id: _id, ...row };
}
