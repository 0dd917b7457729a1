import type { Account } from '../accounts/account';
import type { AccountFacts } from '../accounts/facts';
import { DAY_MS, HOUR_MS, type Instant } from '../time/instant';
import { gapsOver } from './gaps';
import type { SlowRule } from './rulePack';

export interface Slowness {
  readonly reason: 'too-few-posts' | 'gap-too-long';
  readonly crossedAt: Instant;
}

/**
 * Whether the account is provably slow in the rule's window, which ends at the last sight: later posts we have not
 * seen. Judged only where we saw every post of the window and the account existed all through it; otherwise null, as is
 * "not slow".
 */
export function findSlowness(rule: SlowRule, facts: AccountFacts, account: Pick<Account, 'openedAt'>): Slowness | null {
  const { lastSightAt, completeFromAt, coverage } = facts;
  if (lastSightAt === null || completeFromAt === null || coverage === 'partial') return null;
  const windowMs = (rule.measure.by === 'count' ? rule.measure.days : rule.measure.windowDays) * DAY_MS;
  const from = new Date(lastSightAt.getTime() - windowMs);
  if (completeFromAt > from || (account.openedAt !== null && account.openedAt > from)) return null;
  const seen = facts.recentPostAts.filter((at) => at <= lastSightAt);
  return rule.measure.by === 'count'
    ? tooFew(seen, { from, windowMs, minPosts: rule.measure.minPosts, completeFromAt })
    : gapTooLong(seen, { from, until: lastSightAt, maxGapMs: rule.measure.maxGapHours * HOUR_MS });
}

interface CountWindow {
  readonly from: Instant;
  readonly windowMs: number;
  readonly minPosts: number;
  readonly completeFromAt: Instant;
}

/** Crossed when the post that still made up the number left the window. */
function tooFew(seen: readonly Instant[], { from, windowMs, minPosts, completeFromAt }: CountWindow): Slowness | null {
  if (seen.filter((at) => at >= from).length >= minPosts) return null;
  const enough = [...seen].sort((one, other) => other.getTime() - one.getTime())[minPosts - 1];
  const since = enough ?? completeFromAt;
  return { reason: 'too-few-posts', crossedAt: new Date(since.getTime() + windowMs) };
}

interface GapWindow {
  readonly from: Instant;
  readonly until: Instant;
  readonly maxGapMs: number;
}

/**
 * The newest gap that reaches into the window, the running one included. A gap is measured within what the window
 * covers.
 */
function gapTooLong(seen: readonly Instant[], { from, until, maxGapMs }: GapWindow): Slowness | null {
  const inside = seen.filter((at) => at >= from);
  const newest = gapsOver([from, ...inside, until], maxGapMs).at(-1);
  return newest === undefined
    ? null
    : { reason: 'gap-too-long', crossedAt: new Date(newest.fromAt.getTime() + maxGapMs) };
}
