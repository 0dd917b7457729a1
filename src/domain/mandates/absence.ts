import type { AccountFacts } from '../accounts/facts';
import type { Instant } from '../time/instant';

/**
 * Whether "nothing that would fulfil this was published" is known or merely not seen (design, invariants 1 and 11).
 * not-looked-since: our last sight is older than the end of the span; coverage-partial: the platform does not list
 * everything the account publishes; not-complete: what we saw does not reach back to the beginning of the span (Weibo
 * shows the newest five).
 */
export const ABSENCE_PROOFS = ['proven', 'not-looked-since', 'coverage-partial', 'not-complete'] as const;
export type AbsenceProof = (typeof ABSENCE_PROOFS)[number];

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
