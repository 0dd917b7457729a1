import { decideMandate, isUndecided } from '../domain/mandates/decide';
import { dueByPlatform } from '../domain/mandates/dueByPlatform';
import type { MandateRule } from '../domain/mandates/mandate';
import type { Register } from '../domain/mandates/reach';
import type { AwaitedPolicy } from '../domain/policies/awaited';
import type { Policy, PolicyHead } from '../domain/policies/policy';
import { civilDateOf } from '../domain/time/civil';
import type { Instant } from '../domain/time/instant';
import { deadlineRules } from './deadlineRules';
import { pagesOf } from './pagesOf';
import { readRegister } from './readRegister';
import type { ServiceDeps } from './settings';

/** A county has a handful; what is beyond these is told when some of them are decided. */
const BOUNDS = { limit: 100, maxPages: 20 };

/** All policies that wait for a person, as the list of them shows them, each with its deadline by publication. */
export async function readAwaited(deps: ServiceDeps, now: Instant): Promise<readonly AwaitedPolicy[]> {
  const { storage } = deps;
  const found: Policy[] = [];
  for await (const { items } of pagesOf((page) => storage.policies.list({ awaitsPerson: true }, page), BOUNDS))
    found.push(...items);
  return awaitedOf(deps, found, now);
}

/** The same of some policies that wait. */
export async function awaitedOf(
  deps: ServiceDeps,
  policies: readonly PolicyHead[],
  now: Instant,
): Promise<readonly AwaitedPolicy[]> {
  if (policies.length === 0) return [];
  const { storage } = deps;
  const [rules, register, decisions] = await Promise.all([
    storage.mandates.rules(),
    readRegister(deps),
    storage.policies.decisions(policies.map(({ id }) => id)),
  ]);
  return policies.map((policy) => ({
    id: policy.id,
    title: policy.title,
    reason: decisions.get(policy.id) ?? 'authority-unknown',
    sinceAt: policy.firstSeenAt,
    dueBy: soonestDue(deps, policy, { rules, register, now }),
  }));
}

/** Whoever's the policy turns out to be: the strictest limit of the rules that wait for the decision. */
function soonestDue(
  { settings }: ServiceDeps,
  policy: PolicyHead,
  { rules, register, now }: { rules: readonly MandateRule[]; register: Register; now: Instant },
): Instant | null {
  const { publishedAt } = policy;
  if (publishedAt === null) return null;
  const dues = rules.flatMap((rule) => {
    const decision = decideMandate(rule, policy, { register, today: civilDateOf(now) });
    if (decision.mandate || !isUndecided(decision.reason)) return [];
    const due = dueByPlatform(publishedAt, rule, deadlineRules(settings));
    return rule.platforms.map((platform) => due(platform).dueBy.getTime());
  });
  return dues.length === 0 ? null : new Date(Math.min(...dues));
}
