import type { SubmissionMonthId } from '../../domain/ids';
import type { SubmissionMonth, SubmissionMonths } from '../../ports/submissionStorage';
import { batchSize, checkId, checkIds, MAX_BATCH } from '../checkInput';
import { anyOf } from '../conditions';
import { count, documentSchema, instant, partSchema, text, texts } from '../schemaParts';
import { scoped } from '../scope';
import type { Row, Table } from '../table';
import { checkMonth } from './submissions';

export interface SubmissionMonthRow extends Row, Omit<SubmissionMonth, 'id'> {
  readonly _id: SubmissionMonthId;
}

export const submissionMonthSchema = documentSchema({
  _id: text,
  ofUnitId: text,
  ofUnitName: text,
  unitPath: texts,
  month: text,
  settled: partSchema({
    quota: partSchema({ key: text, least: count, counts: text, clause: text, exception: text }),
    ruleVersion: text,
    settledAt: instant,
    ...{ sent: count, adopted: count, returned: count, notAdopted: count, counted: count, missing: count },
  }),
});

const BY_UNIT = { month: 1, _id: 1 } as const;

export function createSubmissionMonths(table: Table<SubmissionMonthRow>): SubmissionMonths {
  return {
    open: async (months) =>
      table.insertMissing(
        months.map(({ id, ...month }) => {
          checkIds([month.ofUnitId, ...month.unitPath], 'unitPath');
          return { _id: checkId(id, 'submissionMonthId'), ...month, month: checkMonth(month.month) };
        }),
      ),
    list: async (month, scope) =>
      (await scoped(table, scope).many({ month: checkMonth(month) }, { sort: BY_UNIT, limit: MAX_BATCH })).map(
        readMonth,
      ),
    settledIn: async (months, unitIds) =>
      (
        await table.many(
          {
            month: anyOf(months.map(checkMonth)),
            ...(unitIds === undefined ? {} : { ofUnitId: anyOf(checkIds(unitIds, 'unitId')) }),
          },
          { sort: BY_UNIT, limit: 12 * MAX_BATCH },
        )
      )
        .map(readMonth)
        .filter(({ settled }) => settled !== null),
    unsettled: async (month, limit) =>
      (await table.many({ month: checkMonth(month), settled: null }, { sort: BY_UNIT, limit: batchSize(limit) })).map(
        readMonth,
      ),
    settle: async (id, settled, name) =>
      table.change({ _id: checkId(id, 'submissionMonthId'), settled: null }, { $set: { settled, ofUnitName: name } }),
  };
}

function readMonth({ _id, ...rest }: SubmissionMonthRow): SubmissionMonth {
  return { id: _id, ...rest };
}
