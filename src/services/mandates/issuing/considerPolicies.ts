import { mandateEvent } from '../../../domain/alerts/events';
import type { MandateId } from '../../../domain/ids';
import { decideMandate } from '../../../domain/mandates/decide';
import type { Mandate, MandateRule } from '../../../domain/mandates/mandate';
import type { Policy } from '../../../domain/policies/policy';
import { civilDateOf } from '../../../domain/time/civil';
import type { Instant } from '../../../domain/time/instant';
import { systemActor } from '../../actors';
import type { Counts } from '../../workRun';
import { deadlineRules } from '../../deadlineRules';
import { dueByPlatform, latestDue } from '../../../domain/mandates/dueByPlatform';
import type { ServiceDeps } from '../../settings';
import type { LinkInterpretations, WithdrawRepealed } from '../../steps';

const ACTOR = systemActor('issue');
const MANDATED = 'mandated';
export type ConsiderPolicies = (limit: number, now: Instant) => Promise<Counts>;

/**
 * Puts each policy not yet considered before every mandate rule and keeps the decision with its reason. A mandate is
 * unique by policy, version and rule, and the policy is marked last: a process that dies in between decides the same
 * again.
 */
export function createConsiderPolicies(
  { storage, ids, settings }: ServiceDeps,
  steps: { readonly linkInterpretations: LinkInterpretations; readonly withdrawRepealed: WithdrawRepealed },
): ConsiderPolicies {
  return async (limit, now) => {
    const rules = await storage.mandates.rules();
    const counts = { considered: 0, mandates: 0, withdrawn: 0 };
    // Without rules nothing is decided: the rules may be about to be registered.
    if (rules.length === 0) return counts;
    const whitelisted = new Set(
      (await storage.policySources.all()).filter((source) => source.whitelisted).map((source) => source.id),
    );
    for (const unconsidered of await storage.policies.unconsidered(limit)) {
      const policy = await steps.linkInterpretations(unconsidered, now);
      counts.withdrawn += await steps.withdrawRepealed(policy, now);
      const earlier =
        policy.version === 1
          ? []
          : (await storage.mandates.ofPolicy(policy.id)).filter(({ policyVersion }) => policyVersion < policy.version);
      const reasons: string[] = [];
      for (const rule of rules) {
        const decision = decideMandate(rule, policy, {
          today: civilDateOf(now),
          mandatedBefore: earlier.some(({ ruleId }) => ruleId === rule.id),
        });
        if (!decision.mandate) {
          reasons.push(decision.reason);
          continue;
        }
        const isTrusted = policy.sightings.some(({ sourceId }) => whitelisted.has(sourceId));
        // A changed text of what was mandated already goes to people first: nobody wants thousands of reposts for a
        // comma.
        const isChangedText = earlier.length > 0;
        const mandate = newMandate(
          {
            policy,
            rule,
            id: ids.id<MandateId>(),
            preApproved: rule.review === 'pre-approved' && isTrusted && !isChangedText,
            isChangedText,
            now,
          },
          settings,
        );
        const event = mandateEvent({
          eventId: ids.eventId(),
          actor: ACTOR,
          now,
          mandate,
          event: mandate.stage === 'issued' ? 'issued' : 'drafted',
        });
        if ((await storage.mandates.insert(mandate, event)) === 'inserted') counts.mandates += 1;
        reasons.push(MANDATED);
      }
      await storage.policies.markConsidered(policy.id, policy.version, { reason: summarise(reasons), at: now });
      counts.considered += 1;
    }
    return counts;
  };
}

function newMandate(
  made: {
    readonly policy: Policy;
    readonly rule: MandateRule;
    readonly id: MandateId;
    readonly preApproved: boolean;
    readonly isChangedText: boolean;
    readonly now: Instant;
  },
  settings: ServiceDeps['settings'],
): Mandate {
  const { policy, rule, id, preApproved, now } = made;
  // The limit of a changed text runs from when the change was seen: the day of the first publication is long past.
  const publishedAt =
    made.isChangedText || policy.publishedAt === null
      ? { precision: 'instant' as const, at: made.isChangedText ? now : policy.firstSeenAt, original: '' }
      : policy.publishedAt;
  const due = dueByPlatform(publishedAt, rule, deadlineRules(settings));
  return {
    id,
    policyId: policy.id,
    policyVersion: policy.version,
    ruleId: rule.id,
    title: policy.title,
    docNumber: policy.docNumber,
    issuer: policy.issuer,
    sourceUrl: policy.url,
    publishedAt,
    issuedAt: now,
    stage: preApproved ? 'issued' : 'drafted',
    reviews: preApproved ? [{ stage: 'issued', by: 'rule', at: now }] : [],
    ...latestDue(due, rule),
    expanded: false,
  };
}

/**
 * `mandated` where any rule mandates it, else the most telling reason: that a rule is about other authorities tells
 * least.
 */
function summarise(reasons: readonly string[]): string {
  return (
    reasons.find((reason) => reason === MANDATED) ?? reasons.find((reason) => reason !== 'authority') ?? 'authority'
  );
}
