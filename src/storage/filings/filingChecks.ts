import type { UnitId } from '../../domain/ids';
import type { Instant } from '../../domain/time/instant';
import type { FilingChecks } from '../../ports/filingStorage';
import { batchSize, checkId, checkIds } from '../checkInput';
import { anyOf, atMost } from '../conditions';
import { count, documentSchema, instant, text } from '../schemaParts';
import type { Row, Table } from '../table';

/** One row a unit. `marks` counts what was said of it, so that a look which is under way does not end it. */
export interface FilingCheckRow extends Row {
  readonly _id: UnitId;
  readonly dueAt: Instant;
  readonly marks: number;
}

export const filingCheckSchema = documentSchema({ _id: text, dueAt: instant, marks: count });

const AT_ONCE = 500;

export function createFilingChecks(table: Table<FilingCheckRow>): FilingChecks {
  return {
    mark: async (unitIds, dueAt) => {
      const ids = [...new Set(checkIds(unitIds, 'unitId'))];
      for (let at = 0; at < ids.length; at += AT_ONCE) {
        const some = ids.slice(at, at + AT_ONCE);
        await table.insertMissing(some.map((id) => ({ _id: id, dueAt, marks: 0 })));
        await table.changeAll({ _id: anyOf(some) }, { $min: { dueAt }, $inc: { marks: 1 } });
      }
    },
    due: async (now, limit) =>
      (await table.many({ dueAt: atMost(now) }, { sort: { dueAt: 1, _id: 1 }, limit: batchSize(limit) })).map(
        ({ _id, marks }) => ({ unitId: _id, marks }),
      ),
    settle: async ({ unitId, marks }, dueAt) =>
      table.change({ _id: checkId(unitId, 'unitId'), marks }, { $set: { dueAt } }),
  };
}
