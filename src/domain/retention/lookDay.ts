import { isSight } from '../accounts/foldLook';
import type { Look, LookOutcome } from '../accounts/look';
import type { AccountId } from '../ids';
import { civilDateOf } from '../time/civil';
import type { CivilDate, Instant } from '../time/instant';

/** What is kept of the looks at one account on one civil day. */
export interface LookDay {
  readonly accountId: AccountId;
  readonly on: CivilDate;
  readonly looks: number;
  /** Looks that really showed the account. */
  readonly seen: number;
  /** Looks that did not, by how they ended. */
  readonly failures: readonly LookFailures[];
  readonly firstSightAt: Instant | null;
  readonly lastSightAt: Instant | null;
  /** The longest time between two sights of the day; null: fewer than two. From day to day it is first less last. */
  readonly longestGapMs: number | null;
}
export interface LookFailures {
  readonly outcome: LookOutcome;
  readonly detail: string;
  readonly count: number;
}

/** The figures of these looks, a row for each account and civil day of their beginning. Looks may come in any order. */
export function rollUp(looks: readonly Look[]): readonly LookDay[] {
  const days = new Map<string, LookDay>();
  for (const look of [...looks].sort((one, other) => one.startedAt.getTime() - other.startedAt.getTime())) {
    const day = dayOfOne(look);
    const key = lookDayKey(day);
    const before = days.get(key);
    days.set(key, before === undefined ? day : mergeLookDays(before, day));
  }
  return [...days.values()];
}

export function lookDayKey({ accountId, on }: Pick<LookDay, 'accountId' | 'on'>): string {
  return `${accountId}:${on}`;
}

function dayOfOne({ accountId, startedAt, outcome, detail }: Look): LookDay {
  const seen = isSight(outcome);
  return {
    accountId,
    on: civilDateOf(startedAt),
    looks: 1,
    seen: seen ? 1 : 0,
    failures: seen ? [] : [{ outcome, detail, count: 1 }],
    firstSightAt: seen ? startedAt : null,
    lastSightAt: seen ? startedAt : null,
    longestGapMs: null,
  };
}

/** Two parts of one account's day; no look is in both, and one part is before the other. */
export function mergeLookDays(one: LookDay, other: LookDay): LookDay {
  const [earlier, later] = isLater(one, other) ? [other, one] : [one, other];
  const between =
    earlier.lastSightAt === null || later.firstSightAt === null
      ? null
      : Math.max(0, later.firstSightAt.getTime() - earlier.lastSightAt.getTime());
  const gaps = [earlier.longestGapMs, later.longestGapMs, between].filter((gap) => gap !== null);
  return {
    accountId: one.accountId,
    on: one.on,
    looks: one.looks + other.looks,
    seen: one.seen + other.seen,
    failures: mergeFailures(one.failures, other.failures),
    firstSightAt: earlier.firstSightAt ?? later.firstSightAt,
    lastSightAt: later.lastSightAt ?? earlier.lastSightAt,
    longestGapMs: gaps.length === 0 ? null : Math.max(...gaps),
  };
}

function isLater({ firstSightAt: one }: LookDay, { firstSightAt: other }: LookDay): boolean {
  return one !== null && other !== null && one > other;
}

function mergeFailures(one: LookDay['failures'], other: LookDay['failures']): LookDay['failures'] {
  const byReason = new Map<string, LookFailures>();
  for (const failure of [...one, ...other]) {
    const key = `${failure.outcome} ${failure.detail}`;
    const count = (byReason.get(key)?.count ?? 0) + failure.count;
    byReason.set(key, { ...failure, count });
  }
  return [...byReason.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, failures]) => failures);
}
