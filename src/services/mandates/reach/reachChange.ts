import type { MandateId } from '../../../domain/ids';
import { concerned } from '../../../domain/mandates/decide';
import type { Mandate, MandateRule } from '../../../domain/mandates/mandate';
import { isEnded } from '../../../domain/mandates/mandateTable';
import { OPEN_STATES } from '../../../domain/mandates/obligationTable';
import { reachOf, registerAsOf, type Register } from '../../../domain/mandates/reach';
import type { Policy } from '../../../domain/policies/policy';
import type { Instant } from '../../../domain/time/instant';
import type { ReachChangeView } from '../../../api/reach';
import { pagesOf } from '../../pagesOf';
import type { ServiceDeps } from '../../settings';
import { readAlike, type Alike } from './readAlike';

const PAGE = 100;
/** The newest mandates; older ones are long over. */
const PAGES = 5;

/**
 * What another register would mean for the mandates under way. `reached`: channels that it reaches and that the mandate did
 * not reach; they are not bound by the change. `left`: reposts still owed by units that it reaches no more; they stay owed.
 */
export async function reachChange(
  deps: ServiceDeps,
  after: Register,
  now: Instant,
): Promise<Pick<ReachChangeView, 'reached' | 'left'>> {
  const { storage } = deps;
  const rules = new Map((await storage.mandates.rules()).map((rule) => [rule.id, rule]));
  const alike = await readAlike(deps, null);
  const reached: ReachChangeView['reached'][number][] = [];
  const left: ReachChangeView['left'][number][] = [];
  for await (const { items } of pagesOf((page) => storage.mandates.list(page), { limit: PAGE, maxPages: PAGES })) {
    for (const mandate of items) {
      const rule = rules.get(mandate.ruleId);
      const policy = rule === undefined || isEnded(mandate) ? null : await storage.policies.byId(mandate.policyId);
      if (rule === undefined || policy === null || (policy.withdrawal ?? null) !== null) continue;
      const change = compare(alike, { mandate, rule, policy, after });
      const { id: mandateId, title } = mandate;
      if (change.reached > 0 && mandate.dueBy > now) reached.push({ mandateId, title, channels: change.reached });
      if (change.lost.size > 0) {
        const open = await countOpen(deps, mandateId, change.lost);
        if (open > 0) left.push({ mandateId, title, open });
      }
    }
  }
  return { reached, left };
}

/** The register with which a mandate was made is read from what units and sources were then. */
function compare(
  alike: readonly Alike[],
  about: {
    readonly mandate: Mandate;
    readonly rule: MandateRule;
    readonly policy: Policy;
    readonly after: Register;
  },
): { readonly reached: number; readonly lost: ReadonlySet<Alike['account']['unitId']> } {
  const { mandate, rule, policy, after } = about;
  const reaches = (register: Register) => {
    const reach = reachOf(rule, policy, register);
    return (account: Alike['account']): boolean => concerned(rule, account, { reach, units: register.units }).concerned;
  };
  const then = [mandate.issuedAt, ...(mandate.widenedAt ?? [])].map((at) => reaches(registerAsOf(after, at)));
  const isReached = reaches(after);
  const lost = new Set<Alike['account']['unitId']>();
  let count = 0;
  for (const { account, count: channels } of alike) {
    const was = then.some((reached) => reached(account));
    const is = isReached(account);
    if (is && !was) count += channels;
    if (was && !is) lost.add(account.unitId);
  }
  return { reached: count, lost };
}

async function countOpen(
  { storage }: ServiceDeps,
  mandateId: MandateId,
  units: ReadonlySet<Alike['account']['unitId']>,
): Promise<number> {
  const groups = await storage.obligations.groupsOf(mandateId);
  return groups
    .filter(({ state, unitPath }) => {
      const own = unitPath.at(-1);
      return OPEN_STATES.includes(state) && own !== undefined && units.has(own);
    })
    .reduce((sum, { count }) => sum + count, 0);
}
