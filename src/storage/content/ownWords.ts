import {
  OWN_WORD_STANDINGS,
  type OwnWord,
  type OwnWordStanding,
  type OwnWordState,
} from '../../domain/content/ownWord';
import type { OwnWordId, UnitId } from '../../domain/ids';
import type { CivilDate } from '../../domain/time/instant';
import type { OwnWords } from '../../ports/ownWordStorage';
import type { FollowsAccount } from '../accounts/followers';
import { leaving, outboxField, outboxOf, type WithOutbox } from '../alerts/outbox';
import { batchSize, checkChoice, checkId, checkIds, MAX_BATCH } from '../checkInput';
import { anyOf, atLeast, below } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { count, documentSchema, flag, instant, partSchema, text, texts } from '../schemaParts';
import { scoped } from '../scope';
import type { Filter, Row, Table } from '../table';

/** `ofUnitId`: a merge of its unit leaves it alone. Under the other's name it would excuse what that unit alone meant. */
export interface OwnWordRow extends Row, Omit<OwnWord, 'id' | 'unitId'>, WithOutbox {
  readonly _id: OwnWordId;
  readonly ofUnitId: UnitId;
}

export const ownWordSchema = documentSchema({
  _id: text,
  ofUnitId: text,
  unitPath: texts,
  ...{ ruleId: text, kind: text, words: text, key: text, state: text, lastOn: text },
  proposedBy: partSchema({ id: text, name: text }),
  proposedAt: instant,
  isApplied: flag,
  thread: { type: [partSchema({ event: text, by: text, name: text, at: instant, words: text })] },
  version: count,
  outbox: outboxField,
});

const NEWEST_FIRST: ListOrder<OwnWordRow> = { by: 'proposedAt', direction: -1, kind: 'instant' };
const OPEN: readonly OwnWordState[] = ['proposed', 'in-force'];

/** Words that units use as they are, with the table that follows units. */
export function openOwnWords(table: Table<OwnWordRow>): {
  readonly repository: OwnWords;
  readonly rescoped: Table<FollowsAccount>;
} {
  return { repository: createOwnWords(table), rescoped: table as unknown as Table<FollowsAccount> };
}

function createOwnWords(table: Table<OwnWordRow>): OwnWords {
  return {
    insert: async (entry, event) => {
      checkIds([entry.unitId, ...entry.unitPath], 'unitPath');
      await table.insert({ _id: checkId(entry.id, 'ownWordId'), ...fieldsOf(entry), outbox: outboxOf([event]) });
    },
    byId: async (id, scope) => {
      const row = await scoped(table, scope).one({ _id: checkId(id, 'ownWordId') });
      return row === null ? null : readOwnWord(row);
    },
    move: async (expected, next, event) => {
      const { state, isApplied, thread, version } = fieldsOf(next);
      return table.change(
        { _id: checkId(expected.id, 'ownWordId'), version: expected.version },
        { $set: { state, isApplied, thread, version }, ...leaving([event]) },
      );
    },
    markApplied: async ({ id, version }) => {
      await table.change({ _id: checkId(id, 'ownWordId'), version }, { $set: { isApplied: true } });
    },
    list: async ({ standing, unitId, today }, page, scope) =>
      readPage(
        scoped(table, scope, unitId === undefined ? {} : { unitId }),
        { filter: standing === undefined ? {} : whereStanding(standing, today), order: NEWEST_FIRST, page },
        readOwnWord,
      ),
    inForce: async (unitIds, today) =>
      (
        await table.many(
          { ofUnitId: anyOf(checkIds(unitIds, 'unitIds')), state: 'in-force', lastOn: atLeast(today) },
          { sort: { _id: 1 }, limit: MAX_BATCH },
        )
      ).map(readOwnWord),
    openOf: async (unitId, today, limit) =>
      (
        await table.many(
          { ofUnitId: checkId(unitId, 'unitId'), state: anyOf(OPEN), lastOn: atLeast(today) },
          { sort: { _id: 1 }, limit: batchSize(limit) },
        )
      ).map(readOwnWord),
    unapplied: async (limit) =>
      (await table.many({ state: 'in-force', isApplied: false }, { sort: { _id: 1 }, limit: batchSize(limit) })).map(
        readOwnWord,
      ),
  };
}

function whereStanding(asked: OwnWordStanding, today: CivilDate): Filter {
  const standing = checkChoice(asked, OWN_WORD_STANDINGS, 'state');
  if (standing === 'expired') return { state: anyOf(OPEN), lastOn: below(today) };
  const isOpen = OPEN.some((state) => state === standing);
  return { state: standing, ...(isOpen ? { lastOn: atLeast(today) } : {}) };
}

function fieldsOf({ id: _id, unitId, thread, ...entry }: OwnWord): Omit<OwnWordRow, '_id' | 'outbox'> {
  return { ...entry, ofUnitId: unitId, thread: [...thread] };
}

function readOwnWord({ _id, ofUnitId, outbox: _outbox, ...entry }: OwnWordRow): OwnWord {
  return { id: _id, unitId: ofUnitId, ...entry };
}
