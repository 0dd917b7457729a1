import { decideMandate, isUndecided } from '../../../domain/mandates/decide';
import type { MandateRule } from '../../../domain/mandates/mandate';
import { civilDateOf } from '../../../domain/time/civil';
import { MINUTE_MS, type Instant } from '../../../domain/time/instant';
import { pagesOf } from '../../pagesOf';
import { readRegister } from '../../readRegister';
import type { ServiceDeps } from '../../settings';
import { keepDecision, MANDATED, summarise } from './keepDecision';

const BOUNDS = { limit: 100, maxPages: 20 };
/** Sources and units change seldom; rules are asked about at once. */
const EVERY_MS = 10 * MINUTE_MS;

export type SettleAwaited = (now: Instant) => Promise<number>;

/**
 * Nobody is asked any more where the answer would change nothing: rules were changed or stopped, a source or a unit is
 * known better now. What a changed rule would mandate goes on waiting: it binds nothing of before by itself.
 */
export function createSettleAwaited(deps: ServiceDeps): SettleAwaited {
  const { storage } = deps;
  let last: { readonly key: string; readonly at: number } | null = null;
  return async (now) => {
    const rules = await storage.mandates.rules();
    const key = rules
      .map(({ id, revision, disabledAt }) => `${id} ${revision ?? 0} ${disabledAt?.getTime() ?? ''}`)
      .join();
    if (rules.length === 0 || (last?.key === key && now.getTime() - last.at < EVERY_MS)) return 0;
    const settled = await settle(deps, rules, now);
    last = { key, at: now.getTime() };
    return settled;
  };
}

async function settle(deps: ServiceDeps, rules: readonly MandateRule[], now: Instant): Promise<number> {
  const { storage } = deps;
  const context = { register: await readRegister(deps), today: civilDateOf(now) };
  let settled = 0;
  for await (const { items } of pagesOf((page) => storage.policies.list({ awaitsPerson: true }, page), BOUNDS)) {
    for (const policy of items) {
      const decisions = rules.map((rule) => decideMandate(rule, policy, context));
      const reason = summarise(decisions.map((decision) => (decision.mandate ? MANDATED : decision.reason)));
      if (reason === MANDATED || isUndecided(reason)) continue;
      await keepDecision(deps, policy, { reason, now });
      settled += 1;
    }
  }
  return settled;
}
