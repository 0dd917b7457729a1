import type { AccountId, ObligationId } from '../ids';
import { civilPeriodOf, RESERVED_SHARE, type Quota, type QuotaKey } from '../quotas/quota';
import { HOUR_MS, type Instant } from '../time/instant';

export interface Wanted {
  readonly obligationId: ObligationId;
  readonly accountId: AccountId;
  readonly dueBy: Instant;
}

export type PlannedPublish =
  | {
      readonly obligationId: ObligationId;
      readonly accountId: AccountId;
      readonly kind: 'planned';
      readonly at: Instant;
    }
  /** It can only be published at or after its deadline, because this quota is spent until then. */
  | {
      readonly obligationId: ObligationId;
      readonly accountId: AccountId;
      readonly kind: 'too-late';
      readonly spent: QuotaKey;
      readonly possibleAt: Instant;
    };

export interface PlanInput {
  readonly now: Instant;
  readonly wanted: readonly Wanted[];
  readonly quotasOf: (accountId: AccountId) => readonly Quota[];
  /** When each account's quota was spent, or is spoken for. */
  readonly spent: ReadonlyMap<AccountId, readonly Instant[]>;
}

const MAX_PERIODS_AHEAD = 400;

/**
 * Which reposts can be published when, nearest deadline first, so that no account ever runs into its platform's quota.
 * What is due after the end of a period leaves the period's reserve to what may still become due within it.
 */
export function planPublishing({ now, wanted, quotasOf, spent }: PlanInput): PlannedPublish[] {
  const used = new Map<AccountId, Instant[]>([...spent].map(([id, ats]) => [id, [...ats]]));
  return [...wanted]
    .sort((one, other) => one.dueBy.getTime() - other.dueBy.getTime())
    .map((one) => {
      const own = used.get(one.accountId) ?? [];
      const { at, spentKey } = earliestSlot({ now, dueBy: one.dueBy, quotas: quotasOf(one.accountId), used: own });
      const { obligationId, accountId } = one;
      if (at >= one.dueBy && one.dueBy > now && spentKey !== null)
        return { obligationId, accountId, kind: 'too-late', spent: spentKey, possibleAt: at };
      used.set(accountId, [...own, at]);
      return { obligationId, accountId, kind: 'planned', at };
    });
}

interface Slot {
  readonly now: Instant;
  readonly dueBy: Instant;
  readonly quotas: readonly Quota[];
  readonly used: readonly Instant[];
}

/** The first instant at which every quota has room, and the quota that was waited for last. */
export function earliestSlot({ now, dueBy, quotas, used }: Slot): {
  readonly at: Instant;
  readonly spentKey: QuotaKey | null;
} {
  let at = now;
  let spentKey: QuotaKey | null = null;
  for (let step = 0; step < MAX_PERIODS_AHEAD; step += 1) {
    const full = quotas
      .map((quota) => ({ key: quota.key, freeAt: freeAt(quota, { at, dueBy, used }) }))
      .filter(({ freeAt: free }) => free > at);
    const latest = full.sort((one, other) => other.freeAt.getTime() - one.freeAt.getTime())[0];
    if (latest === undefined) return { at, spentKey };
    at = latest.freeAt;
    spentKey = latest.key;
  }
  return { at, spentKey };
}

/** `at` itself where the quota has room then; else when the period that has none is over. */
function freeAt(
  { limit, period }: Quota,
  { at, dueBy, used }: { readonly at: Instant; readonly dueBy: Instant; readonly used: readonly Instant[] },
): Instant {
  if (period === 'hour') {
    // A rolling hour: room comes when the oldest of the last `limit` calls is an hour past.
    const within = endingAt(used, at);
    const oldest = within[within.length - limit];
    if (oldest !== undefined) return new Date(oldest.getTime() + HOUR_MS);
    // Nor may it crowd out what is planned within the hour after it.
    return (
      used
        .filter(
          (later) => later > at && later.getTime() < at.getTime() + HOUR_MS && endingAt(used, later).length >= limit,
        )
        .sort(byTime)[0] ?? at
    );
  }
  const { from, until } = civilPeriodOf(period, at);
  const count = used.filter((one) => one >= from && one < until).length;
  const room = dueBy > until ? limit - Math.floor(limit * RESERVED_SHARE) : limit;
  return count < room ? at : until;
}

const byTime = (one: Instant, other: Instant): number => one.getTime() - other.getTime();

/** What was used in the hour that ends at an instant, oldest first. */
function endingAt(used: readonly Instant[], at: Instant): Instant[] {
  return used.filter((one) => one <= at && one.getTime() > at.getTime() - HOUR_MS).sort(byTime);
}
