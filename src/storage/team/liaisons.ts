import type { Liaison, LiaisonDuty, Rank } from '../../domain/team/liaison';
import type { LiaisonId, UnitId } from '../../domain/ids';
import type { Liaisons } from '../../ports/teamStorage';
import { leaving, outboxField, outboxOf, type WithOutbox } from '../alerts/outbox';
import { checkId, checkIds, MAX_BATCH } from '../checkInput';
import { readPage, type ListOrder } from '../cursor';
import { count, documentSchema, text, texts } from '../schemaParts';
import { scoped } from '../scope';
import type { Row, Table } from '../table';

export interface LiaisonRow extends Row, Omit<Liaison, 'id'>, WithOutbox {
  readonly _id: LiaisonId;
}

export const liaisonSchema = documentSchema({
  _id: text,
  unitId: text,
  unitPath: texts,
  duty: text,
  name: text,
  post: text,
  rank: text,
  mobile: text,
  officePhone: text,
  personId: text,
  sinceOn: text,
  untilOn: text,
  version: count,
  outbox: outboxField,
});

const BY_NAME: ListOrder<LiaisonRow> = { by: 'name', direction: 1, kind: 'text' };

export function createLiaisons(table: Table<LiaisonRow>): Liaisons {
  return {
    insert: async ({ id, ...liaison }, event) => {
      checkIds([liaison.unitId, ...liaison.unitPath], 'unitPath');
      await table.insert({ _id: checkId(id, 'liaisonId'), ...liaison, outbox: outboxOf([event]) });
    },
    change: async ({ id, version, unitId, unitPath: _path, ...liaison }, event) =>
      table.change(
        { _id: checkId(id, 'liaisonId'), unitId, version },
        { $set: { ...liaison, version: version + 1 }, ...leaving([event]) },
      ),
    byId: async (id, scope) => {
      const row = await scoped(table, scope).one({ _id: checkId(id, 'liaisonId') });
      return row === null ? null : readLiaison(row);
    },
    list: async ({ unitId, duty, current }, page, scope) =>
      readPage(
        scoped(table, scope, { unitId }),
        {
          filter: { ...(duty === undefined ? {} : { duty }), ...(current === true ? { untilOn: null } : {}) },
          order: BY_NAME,
          page,
        },
        readLiaison,
      ),
    ofUnit: async (unitId, scope) =>
      (
        await scoped(table, scope).many(
          { unitId: checkId(unitId, 'unitId') },
          { sort: { untilOn: 1, duty: 1, _id: 1 }, limit: MAX_BATCH },
        )
      ).map(readLiaison),
    ofPerson: async (personId) =>
      (
        await table.many(
          { personId: checkId(personId, 'personId'), untilOn: null },
          { sort: { _id: 1 }, limit: MAX_BATCH },
        )
      ).map(readLiaison),
    counts: async (scope) =>
      (
        await scoped(table, scope).group<{
          readonly _id: { readonly unitId: UnitId; readonly duty: LiaisonDuty; readonly rank: Rank | null };
          readonly count: number;
        }>([
          { $match: { untilOn: null } },
          { $group: { _id: { unitId: '$unitId', duty: '$duty', rank: '$rank' }, count: { $sum: 1 } } },
        ])
      ).map(({ _id, count: held }) => ({ ..._id, count: held })),
  };
}

function readLiaison({ _id, outbox: _outbox, ...rest }: LiaisonRow): Liaison {
  return { id: _id, ...rest };
}
