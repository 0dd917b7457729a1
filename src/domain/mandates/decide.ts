import type { Account } from '../accounts/account';
import { coversRegion } from '../judging/effectiveRules';
import { normaliseTitle } from '../policies/normaliseTitle';
import type { Policy } from '../policies/policy';
import type { PolicySourceId } from '../ids';
import { dayOf } from '../time/published';
import type { CivilDate } from '../time/instant';
import type { MandateRule } from './mandate';

/** Why a policy is not mandated by a rule. Closed list. */
export const NO_MANDATE_REASONS = [
  'rule-disabled',
  'withdrawn',
  'interpretation',
  'already-mandated',
  'no-date',
  'before-effective',
  'authority',
  'authority-unknown',
  'topic',
  'not-whitelisted',
  'no-link',
] as const;
export type NoMandateReason = (typeof NO_MANDATE_REASONS)[number];
export type MandateDecision =
  { readonly mandate: true } | { readonly mandate: false; readonly reason: NoMandateReason };

export interface DecisionContext {
  /** A policy dated after today has no date that can be true. */
  readonly today?: CivilDate;
  /** Sources whose policies may be reposted without review. Where given, a `pre-approved` rule takes only theirs. */
  readonly whitelistedSourceIds?: ReadonlySet<PolicySourceId>;
  /** The rule mandated an earlier version of this text. */
  readonly mandatedBefore?: boolean;
}

/**
 * Does the rule make this policy a mandate? Without a date no deadline can be counted, without a link nothing can be
 * pointed to.
 */
export function decideMandate(
  rule: MandateRule,
  policy: Policy,
  { today, whitelistedSourceIds, mandatedBefore = false }: DecisionContext = {},
): MandateDecision {
  const refuse = (reason: NoMandateReason): MandateDecision => ({ mandate: false, reason });
  if (rule.disabledAt !== null && rule.disabledAt !== undefined) return refuse('rule-disabled');
  if (policy.withdrawal !== null && policy.withdrawal !== undefined) return refuse('withdrawn');
  if (!rule.authorities.includes(policy.authority))
    return refuse(policy.authority === 'unknown' ? 'authority-unknown' : 'authority');
  if (policy.publishedAt === null) return refuse('no-date');
  const on = dayOf(policy.publishedAt);
  if (today !== undefined && on > today) return refuse('no-date');
  if (on < rule.effectiveFrom) return refuse('before-effective');
  if (policy.interprets !== null && policy.interprets !== undefined && rule.interpretations !== true)
    return refuse('interpretation');
  if (mandatedBefore && rule.newVersions !== 'review') return refuse('already-mandated');
  const title = normaliseTitle(policy.title);
  if (rule.topicWords.length > 0 && !rule.topicWords.some((word) => title.includes(normaliseTitle(word))))
    return refuse('topic');
  if (
    rule.review === 'pre-approved' &&
    whitelistedSourceIds !== undefined &&
    !policy.sightings.some((sighting) => whitelistedSourceIds.has(sighting.sourceId))
  ) {
    return refuse('not-whitelisted');
  }
  return policy.url === null ? refuse('no-link') : { mandate: true };
}

export type ConcernReason = 'concerned' | 'not-active' | 'platform' | 'region';

/** Must this account repost what the rule mandates? Only active accounts of the rule's platforms and regions. */
export function concerned(
  rule: Pick<MandateRule, 'platforms' | 'regions'>,
  account: Pick<Account, 'status' | 'platform' | 'region'>,
): { readonly concerned: boolean; readonly reason: ConcernReason } {
  if (account.status !== 'active') return { concerned: false, reason: 'not-active' };
  if (!rule.platforms.includes(account.platform)) return { concerned: false, reason: 'platform' };
  const isInRegion = rule.regions.length === 0 || rule.regions.some((region) => coversRegion(region, account.region));
  return isInRegion ? { concerned: true, reason: 'concerned' } : { concerned: false, reason: 'region' };
}
