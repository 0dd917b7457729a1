import { canonicalUrl } from '../policies/canonicalUrl';
import type { Instant } from '../time/instant';

/** What a person can say of a policy that stands without its interpretation, and take back. */
export const POLICY_ACTS = ['excuse', 'name', 'revoke'] as const;
export type PolicyAct = (typeof POLICY_ACTS)[number];

/** What was decided of one policy; the last decision stands. */
export interface PolicyDecision {
  /** The policy by its address, as addresses are compared. */
  readonly policy: string;
  readonly act: Exclude<PolicyAct, 'revoke'>;
  /** Where the interpretation stands, of one that is named. */
  readonly address: string | null;
  readonly reason: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly at: Instant;
}

export type PolicyDecisionFault = 'address' | 'itself' | 'not-decided';

/** A site keeps no more of them: those of policies that are long out of the window go first. */
const MOST_DECISIONS = 500;

/** Why such a decision cannot stand; null: it can. */
export function policyDecisionFault(
  decisions: readonly PolicyDecision[],
  { policy, act, address }: { readonly policy: string; readonly act: PolicyAct; readonly address: string | null },
): PolicyDecisionFault | null {
  if (act === 'revoke') return decisions.some((one) => one.policy === policy) ? null : 'not-decided';
  if (act === 'excuse') return null;
  const named = address === null ? null : canonicalUrl(address);
  if (named === null) return 'address';
  return named === policy ? 'itself' : null;
}

/** The decisions after one more; the oldest fall off where there are too many. */
export function afterDecision(
  decisions: readonly PolicyDecision[],
  { policy, decision }: { readonly policy: string; readonly decision: PolicyDecision | null },
): readonly PolicyDecision[] {
  const others = decisions.filter((one) => one.policy !== policy);
  return [...others, ...(decision === null ? [] : [decision])].slice(-MOST_DECISIONS);
}
