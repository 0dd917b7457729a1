import type { AccountId, ObligationId } from '../ids';
import { addCivilDays, civilDateOf, startOfCivilDate } from '../time/civil';
import { HOUR_MS, type CivilDate, type Instant } from '../time/instant';

/** What one account may publish in a period; the platform's own figures. */
export interface Budget {
  readonly key: string;
  readonly limit: number;
  readonly period: 'hour' | 'civil-day' | 'civil-month';
}
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
  /** It can only be published at or after its deadline, because this budget is spent until then. */
  | {
      readonly obligationId: ObligationId;
      readonly accountId: AccountId;
      readonly kind: 'too-late';
      readonly spent: string;
      readonly possibleAt: Instant;
    };

export interface PlanInput {
  readonly now: Instant;
  readonly wanted: readonly Wanted[];
  readonly budgetsOf: (accountId: AccountId) => readonly Budget[];
  /** When each account's budget was spent, or is spoken for. */
  readonly spent: ReadonlyMap<AccountId, readonly Instant[]>;
}

/** The last part of a period's budget is kept for what is due within the period. */
const RESERVED_SHARE = 0.1;
const MAX_PERIODS_AHEAD = 400;

/**
 * Which reposts can be published when, nearest deadline first, so that no account ever runs into its platform's quota.
 * What is due after the end of a period leaves the period's reserve to what may still become due within it.
 */
export function planPublishing({ now, wanted, budgetsOf, spent }: PlanInput): PlannedPublish[] {
  const used = new Map<AccountId, Instant[]>([...spent].map(([id, ats]) => [id, [...ats]]));
  return [...wanted]
    .sort((one, other) => one.dueBy.getTime() - other.dueBy.getTime())
    .map((one) => {
      const own = used.get(one.accountId) ?? [];
      const { at, spentKey } = earliestSlot({ now, dueBy: one.dueBy, budgets: budgetsOf(one.accountId), used: own });
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
  readonly budgets: readonly Budget[];
  readonly used: readonly Instant[];
}

/** The first instant at which every budget has room, and the budget that was waited for last. */
function earliestSlot({ now, dueBy, budgets, used }: Slot): { readonly at: Instant; readonly spentKey: string | null } {
  let at = now;
  let spentKey: string | null = null;
  for (let step = 0; step < MAX_PERIODS_AHEAD; step += 1) {
    const full = budgets
      .map((budget) => ({ key: budget.key, freeAt: freeAt(budget, { at, dueBy, used }) }))
      .filter(({ freeAt: free }) => free > at);
    const latest = full.sort((one, other) => other.freeAt.getTime() - one.freeAt.getTime())[0];
    if (latest === undefined) return { at, spentKey };
    at = latest.freeAt;
    spentKey = latest.key;
  }
  return { at, spentKey };
}

/** `at` itself where the budget has room then; else when the period that has none is over. */
function freeAt(
  { limit, period }: Budget,
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
  const { from, until } = periodOf(period, at);
  const count = used.filter((one) => one >= from && one < until).length;
  const room = dueBy > until ? limit - Math.floor(limit * RESERVED_SHARE) : limit;
  return count < room ? at : until;
}

const byTime = (one: Instant, other: Instant): number => one.getTime() - other.getTime();

/** What was used in the hour that ends at an instant, oldest first. */
function endingAt(used: readonly Instant[], at: Instant): Instant[] {
  return used.filter((one) => one <= at && one.getTime() > at.getTime() - HOUR_MS).sort(byTime);
}

function periodOf(
  period: 'civil-day' | 'civil-month',
  at: Instant,
): { readonly from: Instant; readonly until: Instant } {
  const today = civilDateOf(at);
  if (period === 'civil-day') return { from: startOfCivilDate(today), until: startOfCivilDate(addCivilDays(today, 1)) };
  const first = `${today.slice(0, 7)}-01` as CivilDate;
  const [year = 0, month = 0] = first.split('-').map(Number);
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
  return { from: startOfCivilDate(first), until: startOfCivilDate(next as CivilDate) };
}
