import { mandateEvent, ruleEvent } from '../../../domain/alerts/events';
import { Refusal } from '../../../domain/errors';
import type { MandateId, MandateRuleId, PolicyId } from '../../../domain/ids';
import { decideMandate } from '../../../domain/mandates/decide';
import type { MandateRule } from '../../../domain/mandates/mandate';
import type { Register } from '../../../domain/mandates/reach';
import type { Principal } from '../../../domain/people/role';
import { civilDateOf } from '../../../domain/time/civil';
import type { Instant } from '../../../domain/time/instant';
import { personActor } from '../../actors';
import { keepAnswered, openQuestions } from '../../askingRules';
import { demand, notFound, writtenReason } from '../../refuse';
import type { ServiceDeps } from '../../settings';
import type { RuleServices } from '../contract';
import { keepDecision, MANDATED } from '../issuing/keepDecision';
import { newMandate } from '../issuing/newMandate';
import { readRegister } from '../../readRegister';

/**
 * Mandates policies already known by a rule, those a person chose from its dry run, with their limits counted from now.
 * A mandate is unique by policy, version and rule: repeated, it makes nothing twice and says `already`. Those not
 * chosen are answered for as well, unless this is no answer: one document that is mandated says nothing of the others.
 */
export function createApplyRule(
  deps: ServiceDeps,
  { answers }: { readonly answers: boolean } = { answers: true },
): RuleServices['apply'] {
  const { storage, clock } = deps;
  return async (id, { policyIds, reason }, principal) => {
    demand('rules.manage', principal);
    if (principal.unitId !== null)
      throw new Refusal('forbidden', '必转规则由主管单位维护。', { remedy: '请联系主管单位的管理员。' });
    const why = writtenReason(reason);
    const rule = (await storage.mandates.rules()).find((one) => one.id === id);
    if (rule === undefined) throw notFound('必转规则');
    const now = clock.now();
    const register = await readRegister(deps);
    const results: { readonly policyId: PolicyId; readonly outcome: string }[] = [];
    for (const policyId of new Set(policyIds)) {
      const outcome = await applyTo(deps, { rule, policyId, register, reason: why, principal, now });
      results.push({ policyId, outcome });
    }
    if (answers) await answer(deps, rule, { reason: why, principal, now });
    return { mandated: results.filter(({ outcome }) => outcome === MANDATED).length, results };
  };
}

/** What was not chosen is not mandated: asked about it nobody is any more, until the rule changes again. */
async function answer(
  { storage, ids }: ServiceDeps,
  rule: MandateRule,
  { reason, principal, now }: { readonly reason: string; readonly principal: Principal; readonly now: Instant },
): Promise<void> {
  if (!(await openQuestions(storage)).some((question) => question.rule.id === rule.id)) return;
  const event = ruleEvent({
    eventId: ids.eventId(),
    actor: personActor(principal),
    now,
    rule,
    event: 'answered',
    note: reason,
  });
  // Changed meanwhile it asks anew.
  if (await storage.mandates.changeRule(rule, rule, event))
    await keepAnswered(storage, rule.id, (rule.revision ?? 0) + 1);
}

async function applyTo(
  { storage, ids, settings }: ServiceDeps,
  what: {
    readonly rule: MandateRule & { readonly id: MandateRuleId };
    readonly policyId: PolicyId;
    readonly register: Register;
    readonly reason: string;
    readonly principal: Principal;
    readonly now: Instant;
  },
): Promise<string> {
  const { rule, register, principal, now } = what;
  const policy = await storage.policies.byId(what.policyId);
  if (policy === null) return 'not-found';
  const mandates = await storage.mandates.ofPolicy(policy.id);
  const own = mandates.filter(({ ruleId }) => ruleId === rule.id);
  if (own.some(({ policyVersion }) => policyVersion === policy.version)) return 'already';
  const decision = decideMandate(rule, policy, { register, today: civilDateOf(now), mandatedBefore: own.length > 0 });
  if (!decision.mandate) return decision.reason;
  const isTrusted = policy.sightings.some(({ sourceId }) => register.sources.get(sourceId)?.whitelisted === true);
  const isChangedText = own.length > 0;
  const isPreApproved = rule.review === 'pre-approved' && isTrusted && !isChangedText;
  const mandate = newMandate(
    { policy, rule, id: ids.id<MandateId>(), isPreApproved, isChangedText, countsFromAt: now, now },
    settings,
  );
  const event = mandateEvent({
    eventId: ids.eventId(),
    actor: personActor(principal),
    now,
    mandate,
    event: isPreApproved ? 'issued' : 'drafted',
    note: what.reason,
  });
  if ((await storage.mandates.insert(mandate, event)) === 'exists') return 'already';
  await keepDecision({ storage, ids }, policy, { reason: MANDATED, now });
  return MANDATED;
}
