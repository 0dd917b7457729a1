import { DUTY_STATES, OPEN_DUTY_STATES, type Duty, type DutyState } from '../../domain/duties/duty';
import type { DutyCount } from '../../domain/duties/dutyFigures';
import { DUTY_SUBJECTS } from '../../domain/duties/limitRule';
import type { DutyId, UnitId } from '../../domain/ids';
import type { Duties, DutyFilter } from '../../ports/dutyStorage';
import { leaving, outboxOf } from '../alerts/outbox';
import { batchSize, checkChoice, checkId, checkIds, checkText } from '../checkInput';
import { above, anyOf, atMost } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { scoped } from '../scope';
import { checkMonth } from '../submissions/submissions';
import type { Filter, Table } from '../table';
import { dutyFields, readDuty, type DutyRow } from './dutyRow';

const NEAREST_FIRST: ListOrder<DutyRow> = { by: 'dueBy', direction: 1, kind: 'instant' };
const LATEST_FIRST: ListOrder<DutyRow> = { by: 'dueBy', direction: -1, kind: 'instant' };
const RUNNING: readonly DutyState[] = OPEN_DUTY_STATES.filter((state) => state !== 'overdue');

const LISTED_WITHOUT = ['thread', 'outbox'] as const;
const readListed = (row: DutyRow): Duty => readDuty({ ...row, thread: [] });

export function createDuties(table: Table<DutyRow>): Duties {
  const owedAfter = async (where: Filter, after: DutyId | null, limit: number): Promise<readonly Duty[]> =>
    (
      await table.many(
        { ...where, isOwed: true, ...(after === null ? {} : { _id: above(checkId(after, 'after')) }) },
        { sort: { _id: 1 }, limit: batchSize(limit) },
      )
    ).map(readDuty);
  return {
    insert: async (duty, event) => {
      checkIds([duty.unitId, ...duty.unitPath], 'unitPath');
      const row = { _id: checkId(duty.id, 'dutyId'), ...dutyFields(duty) };
      return (await table.insert({ ...row, outbox: outboxOf([event]) })) === 'inserted';
    },
    byId: async (id, scope) => {
      const row = await scoped(table, scope).one({ _id: checkId(id, 'dutyId') });
      return row === null ? null : readDuty(row);
    },
    byIds: async (ids) =>
      ids.length === 0
        ? []
        : (
            await table.many(
              { _id: anyOf(checkIds(ids, 'dutyIds')) },
              { sort: { _id: 1 }, limit: batchSize(ids.length) },
            )
          ).map(readDuty),
    move: async (expected, next, event) => {
      const { unitId, unitPath, isTransferred, ...fields } = dutyFields(next);
      // A move or merge of its unit writes where it belongs, beside whatever step is taken; a transfer does so itself.
      const place = unitId === expected.unitId ? {} : { unitId, unitPath, isTransferred };
      return table.change(
        { _id: checkId(expected.id, 'dutyId'), version: expected.version, unitId: expected.unitId },
        { $set: { ...fields, ...place }, ...leaving([event]) },
      );
    },
    list: async (filter, page, scope) =>
      readPage(
        scoped(table, scope, filter.unitId === undefined ? {} : { unitId: filter.unitId }),
        { filter: whereOf(filter), order: orderOf(filter), page, without: LISTED_WITHOUT },
        readListed,
      ),
    askedOf: async (unitIds, limit) => {
      const asked = unitIds === null ? null : anyOf(checkIds(unitIds, 'unitIds'));
      const rows = await table.many(
        {
          isAsked: true,
          ...(asked === null ? {} : { $or: [{ 'offer.unitId': asked }, { 'shares.unitId': asked }] }),
        },
        { sort: { dueBy: 1, _id: 1 }, limit: batchSize(limit), without: LISTED_WITHOUT },
      );
      const isMine = (unitId: UnitId): boolean => unitIds === null || unitIds.includes(unitId);
      // A unit that has said its part is asked no more, though others are.
      return rows
        .filter(
          ({ offer, shares }) =>
            (offer !== null && isMine(offer.unitId)) ||
            shares.some(({ unitId, state }) => state === 'asked' && isMine(unitId)),
        )
        .map(readListed);
    },
    passed: async (now, limit) =>
      (
        await table.many(
          { state: anyOf(RUNNING), dueBy: atMost(now) },
          { sort: { dueBy: 1, _id: 1 }, limit: batchSize(limit) },
        )
      ).map(readDuty),
    provisional: (after, limit) => owedAfter({ provisional: true }, after, limit),
    owed: (after, limit) => owedAfter({}, after, limit),
    countsOf: async (months, scope) => {
      const found = await scoped(table, scope).group<{ readonly _id: Omit<DutyCount, 'count'>; readonly n: number }>([
        { $match: { month: anyOf(months.map(checkMonth)) } },
        {
          $group: {
            _id: {
              ...{ unitId: '$unitId', ruleKey: '$ruleKey', state: '$state' },
              ...{ isLate: '$isLate', transferred: '$isTransferred' },
            },
            n: { $sum: 1 },
          },
        },
      ]);
      return found.map(({ _id, n }) => ({ ..._id, unitId: _id.unitId as UnitId, count: n }));
    },
  };
}

function orderOf({ owed, state }: DutyFilter): ListOrder<DutyRow> {
  const isOpen = owed === true || OPEN_DUTY_STATES.some((one) => one === state);
  return isOpen ? NEAREST_FIRST : LATEST_FIRST;
}

function whereOf({ state, subject, ruleKey, category, month, owed, late, transferred }: DutyFilter): Filter {
  return {
    ...(state === undefined ? {} : { state: checkChoice(state, DUTY_STATES, 'state') }),
    ...(subject === undefined ? {} : { subject: checkChoice(subject, DUTY_SUBJECTS, 'subject') }),
    ...(ruleKey === undefined ? {} : { ruleKey: checkText(ruleKey, 'ruleKey', 60) }),
    ...(category === undefined ? {} : { category: checkText(category, 'category', 60) }),
    ...(month === undefined ? {} : { month: checkMonth(month) }),
    ...(owed === undefined ? {} : { isOwed: owed }),
    ...(late === undefined ? {} : { isLate: late }),
    ...(transferred === undefined ? {} : { isTransferred: transferred }),
  };
}
