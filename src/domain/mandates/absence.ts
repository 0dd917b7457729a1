import { STATUS_RULES } from '../accounts/accountTable';
import type { Account } from '../accounts/account';
import type { AccountFacts } from '../accounts/facts';
import { DAY_MS, type Instant } from '../time/instant';
import type { Obligation } from './mandate';

/**
 * Whether "nothing that would fulfil this was published" is known or merely not seen (invariants 1 and 11).
 * not-looked-since: our last sight is older than the end of the span; coverage-partial: the platform does not list
 * everything the account publishes; not-complete: what we saw does not reach back to the beginning of the span (Weibo
 * shows the newest five); text-not-whole: of a post in the span only the beginning, or only its title, could be read; column-stopped: a column of the site is
 * stopped, and nobody knows what becomes of it.
 */
export type AbsenceProof =
  'proven' | 'not-looked-since' | 'coverage-partial' | 'not-complete' | 'text-not-whole' | 'column-stopped';

type Sight = Pick<AccountFacts, 'lastSightAt' | 'completeFromAt' | 'coverage'>;

/** What our sight of an account says about the absence of a post in [fromAt, untilAt). */
export function absenceProof(
  facts: Sight,
  span: { readonly fromAt: Instant; readonly untilAt: Instant },
): AbsenceProof {
  if (facts.lastSightAt === null || facts.lastSightAt < span.untilAt) return 'not-looked-since';
  if (facts.coverage === 'partial') return 'coverage-partial';
  return seesBackTo(facts, span.fromAt) ? 'proven' : 'not-complete';
}

/** Whether everything the platform lists since `fromAt` was seen. */
export function seesBackTo({ completeFromAt }: Pick<Sight, 'completeFromAt'>, fromAt: Instant): boolean {
  return completeFromAt !== null && completeFromAt <= fromAt;
}

/**
 * An account that could not be seen for this long, although it was looked for, is handed to a person as "not proven".
 */
const PATIENCE_MS = DAY_MS;

/** The first instant at which a look can tell: after the deadline, and once the obligation was there to be matched. */
export function answerableFrom({ createdAt, dueBy }: Pick<Obligation, 'createdAt' | 'dueBy'>): Instant {
  return createdAt > dueBy ? createdAt : dueBy;
}

/**
 * Whether it is too early to say that nobody could tell. After a standstill of ours the deadline may long be over
 * before anybody has looked: that is our fault and no news about the account (invariant 11). A cancelled account
 * is never looked at again and not waited for beyond that day.
 */
export function isStillLookedFor(
  obligation: Pick<Obligation, 'createdAt' | 'dueBy'>,
  { account, facts }: { readonly account: Pick<Account, 'status'>; readonly facts: Pick<AccountFacts, 'lastLookAt'> },
  now: Instant,
): boolean {
  const answerableAt = answerableFrom(obligation);
  const wasTried = facts.lastLookAt !== null && facts.lastLookAt >= answerableAt;
  return (!wasTried && STATUS_RULES[account.status].owes) || now.getTime() - answerableAt.getTime() < PATIENCE_MS;
}
