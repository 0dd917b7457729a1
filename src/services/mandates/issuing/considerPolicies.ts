import { mandateEvent } from '../../../domain/alerts/events';
import type { MandateId, MandateRuleId } from '../../../domain/ids';
import { decideMandate } from '../../../domain/mandates/decide';
import { isEnded } from '../../../domain/mandates/mandateTable';
import { registerAsOf } from '../../../domain/mandates/reach';
import type { Policy } from '../../../domain/policies/policy';
import { civilDateOf } from '../../../domain/time/civil';
import type { Instant } from '../../../domain/time/instant';
import { systemActor } from '../../actors';
import type { Counts } from '../../workRun';
import type { ServiceDeps } from '../../settings';
import type { LinkInterpretations, WithdrawRepealed } from '../../steps';
import { readRegister } from '../../readRegister';
import { keepDecision, MANDATED, summarise } from './keepDecision';
import { newMandate } from './newMandate';

const ACTOR = systemActor('issue');
export type ConsiderPolicies = (limit: number, now: Instant) => Promise<Counts>;

/**
 * Puts each policy not yet considered before every mandate rule and keeps the decision with its reason. A mandate is
 * unique by policy, version and rule, and the policy is marked last: a process that dies in between decides the same
 * again.
 */
export function createConsiderPolicies(
  deps: ServiceDeps,
  steps: { readonly linkInterpretations: LinkInterpretations; readonly withdrawRepealed: WithdrawRepealed },
): ConsiderPolicies {
  const { storage, ids, settings } = deps;
  return async (limit, now) => {
    const rules = await storage.mandates.rules();
    const counts = { considered: 0, mandates: 0, withdrawn: 0 };
    // Without rules nothing is decided: the rules may be about to be registered.
    if (rules.length === 0) return counts;
    const current = await readRegister(deps);
    for (const unconsidered of await storage.policies.unconsidered(limit)) {
      const policy = await steps.linkInterpretations(unconsidered, now);
      const register = registerAsOf(current, consideredFor(policy, now));
      counts.withdrawn += await steps.withdrawRepealed(policy, now);
      const earlier =
        policy.version === 1
          ? []
          : (await storage.mandates.ofPolicy(policy.id)).filter(({ policyVersion }) => policyVersion < policy.version);
      const reasons: string[] = [];
      for (const rule of rules) {
        const decision = decideMandate(rule, policy, {
          register,
          today: civilDateOf(now),
          mandatedBefore: earlier.some(({ ruleId }) => ruleId === rule.id),
        });
        if (!decision.mandate) {
          reasons.push(decision.reason);
          continue;
        }
        const isTrusted = policy.sightings.some(({ sourceId }) => register.sources.get(sourceId)?.whitelisted === true);
        // A changed text of what was mandated already goes to people first: nobody wants thousands of reposts for a
        // comma.
        const isChangedText = earlier.length > 0;
        const mandate = newMandate(
          {
            policy,
            rule,
            id: ids.id<MandateId>(),
            isPreApproved: rule.review === 'pre-approved' && isTrusted && !isChangedText,
            isChangedText,
            // Nobody could meet a limit that ran before it was decided whose document it is.
            countsFromAt: policy.byHand?.at ?? null,
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
        // Considered again because more is known of it now: it may reach units it did not reach before.
        else await widen(deps, policy, rule.id);
        reasons.push(MANDATED);
      }
      const reason = summarise(reasons);
      await keepDecision(deps, policy, { reason, now });
      counts.considered += 1;
    }
    return counts;
  };
}

/**
 * As of when the register counts. A document seen again elsewhere is considered again: units and sources that were changed
 * since it was first seen bind nobody with a limit that has run ever since; the dry run of the rule offers it instead.
 */
function consideredFor({ byHand, firstSeenAt, version }: Policy, now: Instant): Instant {
  return byHand?.at ?? (version === 1 ? firstSeenAt : now);
}

async function widen({ storage }: ServiceDeps, policy: Policy, ruleId: MandateRuleId): Promise<void> {
  const known = (await storage.mandates.ofPolicy(policy.id)).find(
    (mandate) => mandate.policyVersion === policy.version && mandate.ruleId === ruleId,
  );
  if (known !== undefined && !isEnded(known)) await storage.mandates.expandAgain(known.id);
}
