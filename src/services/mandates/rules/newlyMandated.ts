import { PLATFORMS, type Platform } from '../../../domain/accounts/account';
import { concerned, decideMandate } from '../../../domain/mandates/decide';
import type { MandateRule } from '../../../domain/mandates/mandate';
import { isEnded } from '../../../domain/mandates/mandateTable';
import { reachOf, type Reach, type Register } from '../../../domain/mandates/reach';
import type { Policy } from '../../../domain/policies/policy';
import { civilDateOf, startOfCivilDate } from '../../../domain/time/civil';
import type { Instant } from '../../../domain/time/instant';
import type { NewlyMandatedView } from '../../../api/mandates';
import type { Scope } from '../../../ports/storage';
import { pagesOf } from '../../pagesOf';
import { readAlike, type Alike } from '../reach/readAlike';
import type { ServiceDeps } from '../../settings';
import { publishedView } from '../../toView/isoInstant';

const POLICIES_PAGE = 100;
/** The newest of those the rule is in effect for; beyond that the dry run says that there are more. */
const POLICY_PAGES = 5;

/**
 * Which policies already known a rule would mandate that it has not mandated, and how many more channels of the reader's
 * scope each would bind: what other rules bind already is not counted, and a policy that would bind nobody more is left
 * out. Binds nothing.
 */
export async function newlyMandated(
  deps: ServiceDeps,
  rule: MandateRule,
  about: { readonly scope: Scope; readonly register: Register; readonly now: Instant },
): Promise<NewlyMandatedView> {
  const { storage } = deps;
  const { register, now } = about;
  const rules = new Map((await storage.mandates.rules()).map((one) => [one.id, one]));
  const alike = await readAlike(deps, about.scope);
  const from = startOfCivilDate(rule.effectiveFrom);
  const policies: NewlyMandatedView['policies'][number][] = [];
  let looked = 0;
  let more = false;
  const pages = pagesOf((page) => storage.policies.list({}, page), { limit: POLICIES_PAGE, maxPages: POLICY_PAGES });
  for await (const page of pages) {
    for (const policy of page.items) {
      looked += 1;
      const bound = await boundBy(deps, { rule, rules, policy, register, now });
      if (bound === null) continue;
      const channels = Object.fromEntries(PLATFORMS.map((platform) => [platform, 0])) as Record<Platform, number>;
      for (const { account, count } of alike) if (bound(account)) channels[account.platform] += count;
      const accounts = PLATFORMS.reduce((sum, platform) => sum + channels[platform], 0);
      if (accounts === 0) continue;
      const { id, title, docNumber, issuer, publishedAt } = policy;
      const published = publishedAt === null ? null : publishedView(publishedAt);
      policies.push({ policyId: id, title, docNumber, issuer, published, accounts, channels });
    }
    // Newest first: whatever follows was published before the rule is in effect.
    more = page.nextCursor !== null && !isBefore(page.items.at(-1), from);
    if (!more) break;
  }
  return { policies, looked, more };
}

/** Whether the policy would bind such an account by the rule and by no other; null: the rule does not mandate it anew. */
async function boundBy(
  { storage }: ServiceDeps,
  about: {
    readonly rule: MandateRule;
    readonly rules: ReadonlyMap<MandateRule['id'], MandateRule>;
    readonly policy: Policy;
    readonly register: Register;
    readonly now: Instant;
  },
): Promise<((account: Alike['account']) => boolean) | null> {
  const { rule, policy, register, now } = about;
  const today = civilDateOf(now);
  if (!decideMandate(rule, policy, { register, today }).mandate) return null;
  const mandates = await storage.mandates.ofPolicy(policy.id);
  if (mandates.some(({ ruleId, policyVersion }) => ruleId === rule.id && policyVersion === policy.version)) return null;
  const mandatedBefore = mandates.some(({ ruleId }) => ruleId === rule.id);
  if (!decideMandate(rule, policy, { register, today, mandatedBefore }).mandate) return null;
  const others = mandates
    .filter((mandate) => mandate.policyVersion === policy.version && !isEnded(mandate))
    .flatMap(({ ruleId }) => about.rules.get(ruleId) ?? []);
  const reaches: readonly (readonly [MandateRule, Reach])[] = others.map((one) => [
    one,
    reachOf(one, policy, register),
  ]);
  const reach = reachOf(rule, policy, register);
  return (account) =>
    concerned(rule, account, { reach, units: register.units }).concerned &&
    !reaches.some(([one, its]) => concerned(one, account, { reach: its, units: register.units }).concerned);
}

function isBefore(policy: Policy | undefined, from: Instant): boolean {
  if (policy === undefined) return true;
  const { publishedAt, firstSeenAt } = policy;
  const at =
    publishedAt === null
      ? firstSeenAt
      : publishedAt.precision === 'day'
        ? startOfCivilDate(publishedAt.on)
        : publishedAt.at;
  return at < from;
}
