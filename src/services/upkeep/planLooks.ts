import type { Look } from '../../domain/accounts/look';
import type { AccountId } from '../../domain/ids';
import { lookDayKey, mergeLookDays, rollUp, type LookDay } from '../../domain/retention/lookDay';
import type { ServiceDeps } from '../settings';
import type { PlanStep } from './planStep';

/** Accounts whose looks are rolled up together: a day of looks every ten minutes is 144 of each. */
const ACCOUNTS_AT_ONCE = 20;

/**
 * Looks become figures by day, account by account. A look that a verdict, a finding or a fulfilment rests on is counted
 * with its day and stays as well. While a case is open every look of its account stays: its unit may ask of any day
 * whether we saw anything.
 */
export function createPlanLooks({ storage }: Pick<ServiceDeps, 'storage'>): PlanStep {
  const { expired } = storage;
  return async ({ beforeAt, cursor: from }, limit) => {
    let cursor = from;
    for (;;) {
      const accounts = await expired.accountsAfter(cursor, ACCOUNTS_AT_ONCE);
      const last = accounts.at(-1);
      if (last === undefined) return null;
      const accountIds = await withoutOpenCase(
        storage,
        accounts.map(({ id }) => id),
      );
      const { looks, hasMore } = await expired.looks(accountIds, beforeAt, limit);
      if (looks.length > 0) {
        const named = await expired.looksInEvidence(
          accountIds,
          looks.map(({ id }) => id),
        );
        return {
          ids: looks.filter(({ id }) => !named.has(id)).map(({ id }) => id),
          kept: [...named],
          days: await withKnown(storage, looks),
          ...(!hasMore ? { cursor: last.id } : cursor === null ? {} : { cursor }),
        };
      }
      cursor = last.id;
    }
  };
}

async function withoutOpenCase(
  { cases }: Pick<ServiceDeps['storage'], 'cases'>,
  accountIds: readonly AccountId[],
): Promise<readonly AccountId[]> {
  const undisputed: AccountId[] = [];
  for (const id of accountIds) if ((await cases.openFor(id)) === null) undisputed.push(id);
  return undisputed;
}

/** The figures of these looks together with what is kept of their days already. */
async function withKnown(
  { expired }: Pick<ServiceDeps['storage'], 'expired'>,
  looks: readonly Look[],
): Promise<readonly LookDay[]> {
  const fresh = rollUp(looks);
  const known = new Map((await expired.lookDays(fresh)).map((day) => [lookDayKey(day), day]));
  return fresh.map((day) => {
    const before = known.get(lookDayKey(day));
    return before === undefined ? day : mergeLookDays(before, day);
  });
}
