import { STATUS_RULES } from '../accounts/accountTable';
import type { Account } from '../accounts/account';
import { placeOf } from '../accounts/counterparts';
import { coversAccount } from '../accounts/region';
import { normaliseTitle } from '../policies/normaliseTitle';
import type { PolicyHead } from '../policies/policy';
import { sectorsOfPolicy } from '../policies/sectors';
import { dayOf } from '../time/published';
import type { CivilDate } from '../time/instant';
import type { MandateRule } from './mandate';
import { authorityFor, reachOf, type Reach, type Register } from './reach';

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
  'sector-unknown',
  'sector',
  'nobody',
  'set-aside',
  'topic',
  'no-link',
] as const;
export type NoMandateReason = (typeof NO_MANDATE_REASONS)[number];
export type MandateDecision =
  { readonly mandate: true } | { readonly mandate: false; readonly reason: NoMandateReason };

/** Nothing says whose document it is, or of which field: a person decides. */
export function isUndecided(reason: string): boolean {
  return reason === 'authority-unknown' || reason === 'sector-unknown';
}

export interface DecisionContext {
  /** Whom policies can reach. */
  readonly register: Register;
  /** A policy dated after today has no date that can be true. */
  readonly today?: CivilDate;
  /** The rule mandated an earlier version of this text. */
  readonly mandatedBefore?: boolean;
}

/**
 * Does the rule make this policy a mandate? Without a date no deadline can be counted, without a link nothing can be
 * pointed to.
 */
export function decideMandate(
  rule: MandateRule,
  policy: PolicyHead,
  { register, today, mandatedBefore = false }: DecisionContext,
): MandateDecision {
  const refuse = (reason: NoMandateReason): MandateDecision => ({ mandate: false, reason });
  if (rule.disabledAt !== null && rule.disabledAt !== undefined) return refuse('rule-disabled');
  if (policy.withdrawal !== null && policy.withdrawal !== undefined) return refuse('withdrawn');
  if (policy.byHand?.bindsNobody === true) return refuse('set-aside');
  const authority = authorityFor(policy, register);
  const isOfRule = rule.authorities.includes(authority);
  if (!isOfRule && authority !== 'unknown') return refuse('authority');
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
  if (policy.url === null) return refuse('no-link');
  // Last of all: nobody is asked whose document it is where the rule would not mandate it whoever's it was.
  if (!isOfRule) return refuse('authority-unknown');
  const fields = rule.sectors ?? [];
  if (fields.length > 0) {
    const own = sectorsOfPolicy(policy, register.catalogue);
    if (own.length === 0) return refuse('sector-unknown');
    if (!own.some((field) => fields.includes(field))) return refuse('sector');
  }
  const reach = reachOf(rule, policy, register);
  if ('unknown' in reach) return refuse('sector-unknown');
  return reach.units?.size === 0 ? refuse('nobody') : { mandate: true };
}

export const CONCERN_REASONS = ['concerned', 'not-active', 'platform', 'region', 'sector', 'counterpart'] as const;
export type ConcernReason = (typeof CONCERN_REASONS)[number];

/**
 * Must this account repost what the rule mandates? Only active accounts of the rule's platforms and regions, and of units
 * the policy reaches.
 */
export function concerned(
  rule: Pick<MandateRule, 'platforms' | 'regions'>,
  account: Pick<Account, 'status' | 'platform' | 'region' | 'unitId'>,
  { reach, units }: Pick<Register, 'units'> & { readonly reach: Reach },
): { readonly concerned: boolean; readonly reason: ConcernReason } {
  if (!STATUS_RULES[account.status].bound) return { concerned: false, reason: 'not-active' };
  if (!rule.platforms.includes(account.platform)) return { concerned: false, reason: 'platform' };
  const unit = units.get(account.unitId);
  // One that was merged is still named by rows that are about to follow: those are the other unit's.
  if (unit?.closed !== undefined && unit.closed.intoId === null) return { concerned: false, reason: 'not-active' };
  const place = unit === undefined ? '' : placeOf(unit, units);
  if (rule.regions.length > 0 && !rule.regions.some((region) => coversAccount(region, account, place)))
    return { concerned: false, reason: 'region' };
  if ('unknown' in reach) return { concerned: false, reason: 'sector' };
  if (reach.units !== null && !reach.units.has(account.unitId))
    return { concerned: false, reason: reach.by === 'counterpart' ? 'counterpart' : 'sector' };
  return { concerned: true, reason: 'concerned' };
}
