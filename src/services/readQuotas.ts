import type { AccountId } from '../domain/ids';
import { civilPeriodOf, type Quota } from '../domain/quotas/quota';
import { HOUR_MS, type Instant } from '../domain/time/instant';
import type { AccountRecord } from '../ports/storage';
import type { ServiceDeps } from './settings';

export interface Quotas {
  readonly quotasOf: (accountId: AccountId) => readonly Quota[];
  readonly spent: ReadonlyMap<AccountId, readonly Instant[]>;
}
const ACCOUNTS_AT_ONCE = 200;

/**
 * What the platforms let these accounts publish, and what of it is spent or spoken for; one question for two hundred
 * accounts that have quotas at all.
 */
export async function readQuotas(
  { storage, connectors }: ServiceDeps,
  records: readonly AccountRecord[],
  now: Instant,
): Promise<Quotas> {
  const quotas = new Map<AccountId, readonly Quota[]>(
    records.map(({ account }) => [account.id, connectors.for(account.platform).publisher?.quotas ?? []]),
  );
  const limited = [...quotas].filter(([, own]) => own.length > 0).map(([id]) => id);
  const isMonthly = [...quotas.values()].some((own) => own.some(({ period }) => period === 'civil-month'));
  const dayOrHour = Math.min(civilPeriodOf('civil-day', now).from.getTime(), now.getTime() - HOUR_MS);
  const from = isMonthly ? civilPeriodOf('civil-month', now).from : new Date(dayOrHour);
  const spent = new Map<AccountId, Instant[]>();
  for (let start = 0; start < limited.length; start += ACCOUNTS_AT_ONCE) {
    for (const { accountId, at } of await storage.publishJobs.callsSince(
      limited.slice(start, start + ACCOUNTS_AT_ONCE),
      from,
    )) {
      spent.set(accountId, [...(spent.get(accountId) ?? []), at]);
    }
  }
  return { quotasOf: (accountId) => quotas.get(accountId) ?? [], spent };
}
