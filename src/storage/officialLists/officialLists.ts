import type { Schema } from 'mongoose';
import type { ImportId, OfficialListId, PersonId } from '../../domain/ids';
import type { OfficialList } from '../../domain/register/officialList';
import type { Instant } from '../../domain/time/instant';
import type { LineAct, ListSight, OfficialLists } from '../../ports/officialListStorage';
import { leaving, outboxField, outboxOf, type WithOutbox } from '../alerts/outbox';
import { checkId, checkText } from '../checkInput';
import { anyOf, atMost, below, notNull } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { freeLease, leasePart, takenLease, type StoredLease } from '../lease';
import { createImportParts, importPartSchema, type ImportPartRow } from '../imports/importParts';
import { count, documentSchema, instant, partSchema, text } from '../schemaParts';
import type { Filter, Row, Table } from '../table';

interface OfficialListRow extends Row, Omit<OfficialList, 'id'>, WithOutbox {
  readonly _id: OfficialListId;
  /** Of the comparison under way; absent: none ever was. */
  readonly lease?: StoredLease;
}
interface LineActRow extends Row {
  readonly _id: string;
  readonly key: string;
  readonly by: PersonId;
  readonly name: string;
  readonly at: Instant;
  readonly doneAt: Instant | null;
}

const officialListSchema = documentSchema({
  _id: text,
  source: text,
  listedOn: text,
  fileName: text,
  sha256: text,
  bytes: count,
  fileId: text,
  by: text,
  name: text,
  at: instant,
  readerUnitId: text,
  lines: count,
  unread: count,
  counts: partSchema({
    missing: count,
    extra: count,
    renamed: count,
    'other-sponsor': count,
    duplicate: count,
    unclear: count,
  }),
  comparedAt: instant,
  comparing: partSchema({
    by: partSchema({ personId: text, name: text, role: text }),
    done: count,
    attempts: count,
    failure: text,
  }),
  lease: leasePart,
  replacedAt: instant,
  version: count,
  outbox: outboxField,
});
const lineActSchema = documentSchema({ _id: text, key: text, by: text, name: text, at: instant, doneAt: instant });

const NEWEST_FIRST: ListOrder<OfficialListRow> = { by: 'at', direction: -1, kind: 'instant' };
const MOST_STANDING = 200;

/** Opens official lists with the table of theirs that leaves events. */
export function openOfficialLists(open: <D extends Row>(name: string, schema: Schema) => Table<D>): {
  readonly officialLists: OfficialLists;
  readonly source: Table<Row & WithOutbox>;
} {
  const table = open<OfficialListRow>('official-lists', officialListSchema);
  const parts = createImportParts(open<ImportPartRow>('official-list-parts', importPartSchema));
  const acts = open<LineActRow>('official-list-acts', lineActSchema);
  // Pieces are kept as those of imports are, beside whose they are.
  const owner = (id: OfficialListId) => checkId(id, 'listId') as string as ImportId;
  const keyOf = (id: OfficialListId, key: string): string => `${checkId(id, 'listId')}:${checkText(key, 'key', 40)}`;
  // Whoever was slow to finish leaves alone what another has taken over.
  const ofAct = (id: OfficialListId, { key, by, at }: LineAct): Filter => ({
    _id: keyOf(id, key),
    by,
    at,
    doneAt: null,
  });
  return {
    source: table as unknown as Table<Row & WithOutbox>,
    officialLists: {
      insert: async ({ id, ...list }, event) => {
        await table.insert({
          ...{ _id: checkId(id, 'listId'), ...list, outbox: outboxOf([event]) },
          ...(list.comparing && { lease: freeLease() }),
        });
      },
      change: async ({ id, version, ...list }, event) =>
        table.change(
          { _id: checkId(id, 'listId'), version },
          {
            $set: { ...list, version: version + 1, ...(list.comparing && { lease: freeLease() }) },
            ...leaving([event]),
          },
        ),
      claim: async (request) => {
        const row = await table.findOneAndUpdate(
          { 'lease.untilAt': atMost(request.now), 'comparing.failure': null, 'comparing.attempts': notNull() },
          { $set: { lease: takenLease(request) }, $inc: { 'comparing.attempts': 1 } },
          { answer: 'after', sort: { 'lease.untilAt': 1, _id: 1 } },
        );
        return row === null ? null : readList(row);
      },
      advance: (id, token, { done, untilAt }) =>
        table.change(held(id, token), { $set: { 'comparing.done': done, 'lease.untilAt': untilAt as Instant } }),
      settle: ({ id, token }, to, event) =>
        table.change(held(id, token), {
          $set: { comparing: null, ...to },
          $unset: { lease: true },
          $inc: { version: 1 },
          ...leaving([event]),
        }),
      byId: async (id, sight) => {
        const row = await table.one({ _id: checkId(id, 'listId'), ...seenBy(sight) });
        return row === null ? null : readList(row);
      },
      list: async (sight, page) => readPage(table, { filter: seenBy(sight), order: NEWEST_FIRST, page }, readList),
      standing: async (source, readerUnitId) =>
        (
          await table.many(
            { source: checkText(source, 'source', 200), readerUnitId, replacedAt: null },
            { sort: { _id: 1 }, limit: MOST_STANDING },
          )
        ).map(readList),
      part: async (id, part) => parts.part(owner(id), PART[part]),
      putPart: async (id, part, value) => parts.putPart(owner(id), PART[part], value),
      act: async (id, act, leftBefore) => {
        const _id = keyOf(id, act.key);
        if ((await acts.insert({ _id, ...act })) === 'inserted') return 'begun';
        const { by, name, at } = act;
        const left = { _id, doneAt: null, at: below(leftBefore) };
        return (await acts.change(left, { $set: { by, name, at } })) ? 'taken-over' : 'taken';
      },
      finishAct: async (id, act, doneAt) => {
        await acts.change(ofAct(id, act), { $set: { doneAt } });
      },
      dropAct: async (id, act) => {
        await acts.removeAll(ofAct(id, act));
      },
      actsOf: async (id, keys) => {
        const ofLines = keys.map((key) => keyOf(id, key));
        const rows =
          keys.length === 0 ? [] : await acts.many({ _id: anyOf(ofLines) }, { sort: { _id: 1 }, limit: keys.length });
        return new Map(rows.map(({ _id, ...act }) => [act.key, act]));
      },
    },
  };
}

/** The names pieces have among those of imports. */
const PART = { listed: 'written', lines: 'rows' } as const;

function seenBy(sight: ListSight): Filter {
  return sight === null ? {} : { readerUnitId: checkId(sight.readerUnitId, 'readerUnitId') };
}

function held(id: OfficialListId, token: string): Filter {
  return { _id: checkId(id, 'listId'), 'lease.token': checkText(token, 'token', 100) };
}

function readList({ _id, outbox: _outbox, lease: _lease, ...rest }: OfficialListRow): OfficialList {
  return { id: _id, ...rest };
}
