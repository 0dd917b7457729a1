import type { Platform } from '../../domain/accounts/account';
import type { AccountId } from '../../domain/ids';
import type { Instant } from '../../domain/time/instant';
import type { CallCounts } from '../../ports/credentials';
import { checkId, checkText } from '../checkInput';
import { below } from '../conditions';
import { count, documentSchema, instant, text } from '../schemaParts';
import type { Row, Table } from '../table';

export interface CallCountRow extends Row {
  readonly _id: string;
  readonly accountId: AccountId;
  readonly platform: Platform;
  readonly on: string;
  readonly calls: number;
  readonly expiresAt: Instant;
}

export const callCountSchema = documentSchema({
  _id: text,
  accountId: text,
  platform: text,
  on: text,
  calls: count,
  expiresAt: instant,
});

export function createCallCounts(table: Table<CallCountRow>): CallCounts {
  const keyOf = (accountId: AccountId, on: string): string =>
    `${checkId(accountId, 'accountId')}:${checkText(on, 'on', 20)}`;
  return {
    spend: async ({ accountId, platform, on, ceiling, expiresAt }) => {
      const _id = keyOf(accountId, on);
      const taken = await table.findOneAndUpdate(
        { _id, calls: below(ceiling) },
        { $inc: { calls: 1 } },
        { answer: 'after' },
      );
      if (taken !== null) return { taken: true, count: taken.calls };
      if (ceiling > 0 && (await table.insert({ _id, accountId, platform, on, calls: 1, expiresAt })) === 'inserted')
        return { taken: true, count: 1 };
      // The row came up between the two, or the ceiling is reached.
      const again = await table.findOneAndUpdate(
        { _id, calls: below(ceiling) },
        { $inc: { calls: 1 } },
        { answer: 'after' },
      );
      return again === null
        ? { taken: false, count: (await table.one({ _id }))?.calls ?? 0 }
        : { taken: true, count: again.calls };
    },
    count: async (accountId, on) => (await table.one({ _id: keyOf(accountId, on) }))?.calls ?? 0,
    spent: async (on) => {
      const groups = await table.group<{
        readonly _id: Platform;
        readonly accounts: number;
        readonly calls: number;
        readonly most: number;
      }>([
        { $match: { on: checkText(on, 'on', 20) } },
        { $group: { _id: '$platform', accounts: { $sum: 1 }, calls: { $sum: '$calls' }, most: { $max: '$calls' } } },
      ]);
      return groups.map(({ _id, ...figures }) => ({ platform: _id, ...figures }));
    },
  };
}
