import {
  filingAfter,
  filingChanges,
  NO_FILING,
  type AccountFiling,
  type FilingChange,
  type FilingFieldChange,
} from '../../domain/accounts/filing';
import { statusesThat } from '../../domain/accounts/accountTable';
import type { Platform } from '../../domain/accounts/platforms';
import type { UnitId } from '../../domain/ids';
import type { Accounts } from '../../ports/storage';
import { leaving } from '../alerts/outbox';
import { checkId, checkIds, MAX_BATCH } from '../checkInput';
import { anyOf } from '../conditions';
import { scoped } from '../scope';
import type { Filter, Table } from '../table';
import type { AccountRow } from './accountRow';
import { JUDGE_AT_ONCE } from './judgeAtOnce';

const IN_USE = statusesThat(({ bound }) => bound);

type Filed = Pick<AccountRow, 'filing'>;

/** What is filed of accounts, which nothing else reads of them. */
export function createFilings(
  table: Table<AccountRow>,
): Pick<Accounts, 'filings' | 'filedOfUnit' | 'inUseByUnit' | 'changeFiling'> {
  return {
    filings: async (ids) => {
      if (ids.length === 0) return new Map();
      const rows = await table.pick(
        { _id: anyOf(checkIds(ids, 'accountId')) },
        { sort: { _id: 1 }, limit: ids.length, fields: ['_id', 'filing'] },
      );
      return new Map(rows.map((row) => [row._id, row.filing ?? NO_FILING]));
    },
    filedOfUnit: async (unitId) => {
      const rows = await table.pick(
        { unitId: checkId(unitId, 'unitId') },
        {
          ...{ sort: { _id: 1 }, limit: MAX_BATCH },
          fields: ['_id', 'platform', 'externalId', 'name', 'status', 'filing'],
        },
      );
      return rows.map(({ _id, filing, ...row }) => ({ ...row, id: _id, filing: filing ?? NO_FILING }));
    },
    inUseByUnit: async (scope) =>
      (
        await scoped(table, scope).group<{
          readonly _id: { readonly unitId: UnitId; readonly platform: Platform };
          readonly count: number;
        }>([
          { $match: { status: IN_USE.length === 1 ? IN_USE[0] : anyOf(IN_USE) } },
          { $group: { _id: { unitId: '$unitId', platform: '$platform' }, count: { $sum: 1 } } },
        ])
      ).map(({ _id, count }) => ({ ..._id, count })),
    // Not `updatedAt`: a look that is under way is not in vain because something was filed meanwhile.
    changeFiling: async ({ id, ...expected }, next, event) =>
      table.change(
        { _id: checkId(id, 'accountId'), openedAt: expected.openedAt, ...filedAs(expected.filing) },
        {
          $set: {
            ...{ filing: next.filing, openedAt: next.openedAt },
            // The day it was opened is what an empty account is judged from.
            ...(expected.openedAt?.getTime() === next.openedAt?.getTime() ? {} : { judgeAfter: JUDGE_AT_ONCE }),
          },
          ...leaving([event]),
        },
      ),
  };
}

/** Rows of before have no filing: what is not stated and what is not there are one. */
export function filedAs(filing: AccountFiling): Filter {
  return Object.fromEntries(Object.entries(filing).map(([field, value]) => [`filing.${field}`, value]));
}

export function firstFiled(change: FilingChange | undefined): Filed {
  return change === undefined ? {} : { filing: filingAfter(NO_FILING, change) };
}

/** What a registration changes of what is filed; null: nothing. */
export function filedAnew(
  known: Filed,
  change: FilingChange | undefined,
): { readonly expected: Filter; readonly set: Filed; readonly changes: readonly FilingFieldChange[] } | null {
  const before = known.filing ?? NO_FILING;
  const filing = filingAfter(before, change ?? {});
  const changes = filingChanges(before, filing);
  return changes.length === 0 ? null : { expected: filedAs(before), set: { filing }, changes };
}
