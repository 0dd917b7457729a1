import { LATENESS_BOUNDS_MS, latenessBound } from '../../domain/accounts/lateness';
import type { Platform } from '../../domain/accounts/account';
import type { Look } from '../../domain/accounts/look';
import type { LookId } from '../../domain/ids';
import type { Looks } from '../../ports/storage';
import { checkId } from '../checkInput';
import { coalesce } from '../coalesce';
import { anyOf, atLeast } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { count, documentSchema, flag, instant, text } from '../schemaParts';
import type { Row, Table } from '../table';

/** `lateWithinMs` is the bound the lateness is counted by, so that percentiles need no sorting of single looks. */
export interface LookRow extends Row, Omit<Look, 'id' | 'lateMs'> {
  readonly _id: LookId;
  readonly lateWithinMs?: number;
  /** A verdict, finding or fulfilment rests on it: it stays when looks of its age are rolled up. */
  readonly inEvidence?: true;
}

export const lookSchema = documentSchema({
  _id: text,
  accountId: text,
  platform: text,
  startedAt: instant,
  endedAt: instant,
  outcome: text,
  detail: text,
  coverage: text,
  itemCount: count,
  newCount: count,
  futureDatedCount: count,
  completeFromAt: instant,
  lateWithinMs: count,
  inEvidence: flag,
});

const NEWEST_FIRST: ListOrder<LookRow> = { by: 'startedAt', direction: -1, kind: 'instant' };

interface Outcome {
  readonly platform: Platform;
  readonly outcome: string;
  readonly detail: string;
}

export function createLooks(table: Table<LookRow>): Looks {
  // The same look written twice is one look: the response to a first try may have been lost on the way.
  const insert = coalesce(async (rows: readonly LookRow[]) => {
    await table.insertMissing(rows);
    return rows.map(() => undefined);
  });
  return {
    insert: async ({ id, lateMs, ...rest }) => {
      checkId(rest.accountId, 'look.accountId');
      await insert({
        _id: checkId(id, 'look.id'),
        ...rest,
        ...(lateMs === undefined ? {} : { lateWithinMs: latenessBound(lateMs) }),
      });
    },
    latenessSince: async (from) => {
      const groups = await table.group<{ readonly _id: number; readonly looks: number }>([
        { $match: { endedAt: atLeast(from), lateWithinMs: anyOf(LATENESS_BOUNDS_MS) } },
        { $group: { _id: '$lateWithinMs', looks: { $sum: 1 } } },
      ]);
      return groups.map(({ _id, looks }) => ({ withinMs: _id, looks }));
    },
    list: async (accountId, page) =>
      readPage(table, { filter: { accountId: checkId(accountId, 'accountId') }, order: NEWEST_FIRST, page }, readLook),
    outcomesSince: async (from) => {
      const groups = await table.group<{ readonly _id: Outcome; readonly accounts: number }>([
        { $match: { endedAt: atLeast(from), lateWithinMs: anyOf([...LATENESS_BOUNDS_MS, null]) } },
        { $group: { _id: { platform: '$platform', outcome: '$outcome', detail: '$detail', accountId: '$accountId' } } },
        {
          $group: {
            _id: { platform: '$_id.platform', outcome: '$_id.outcome', detail: '$_id.detail' },
            accounts: { $sum: 1 },
          },
        },
      ]);
      return groups.map(({ _id, accounts }) => ({
        platform: _id.platform,
        outcome: _id.outcome,
        detail: _id.detail,
        accounts,
      }));
    },
  };
}

export function readLook(row: LookRow): Look {
  return {
    id: row._id,
    accountId: row.accountId,
    platform: row.platform,
    startedAt: row.startedAt,
    endedAt: row.endedAt,
    outcome: row.outcome,
    detail: row.detail,
    coverage: row.coverage,
    itemCount: row.itemCount,
    newCount: row.newCount,
    futureDatedCount: row.futureDatedCount,
    completeFromAt: row.completeFromAt,
  };
}
