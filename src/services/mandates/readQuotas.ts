import type { AccountId } from '../../domain/ids';
import type { Budget } from '../../domain/mandates/planPublishing';
import { startOfCivilDate, civilDateOf } from '../../domain/time/civil';
import { HOUR_MS, type CivilDate, type Instant } from '../../domain/time/instant';
import type { AccountRecord } from '../../ports/storage';
import type { ServiceDeps } from '../settings';

export interface Budgets {
  readonly budgetsOf: (accountId: AccountId) => readonly Budget[];
  readonly spent: ReadonlyMap<AccountId, readonly Instant[]>;
}
const ACCOUNTS_AT_ONCE = 200;

/**
 * What the platforms let these accounts publish, and what of it is spent or spoken for; one question for two hundred
 * accounts that have budgets at all.
 */
export async function readBudgets(
  { storage, connectors }: ServiceDeps,
  records: readonly AccountRecord[],
  now: Instant,
): Promise<Budgets> {
  const budgets = new Map<AccountId, readonly Budget[]>(
    records.map(({ account }) => [account.id, connectors.for(account.platform).publisher?.budgets ?? []]),
  );
  const limited = [...budgets].filter(([, own]) => own.length > 0).map(([id]) => id);
  const isMonthly = [...budgets.values()].some((own) => own.some(({ period }) => period === 'civil-month'));
  const today = civilDateOf(now);
  const dayOrHour = Math.min(startOfCivilDate(today).getTime(), now.getTime() - HOUR_MS);
  const from = isMonthly ? startOfCivilDate(`${today.slice(0, 7)}-01` as CivilDate) : new Date(dayOrHour);
  const spent = new Map<AccountId, Instant[]>();
  for (let start = 0; start < limited.length; start += ACCOUNTS_AT_ONCE) {
    for (const { accountId, at } of await storage.publishJobs.callsSince(
      limited.slice(start, start + ACCOUNTS_AT_ONCE),
      from,
    )) {
      spent.set(accountId, [...(spent.get(accountId) ?? []), at]);
    }
  }
  return { budgetsOf: (accountId) => budgets.get(accountId) ?? [], spent };
}
