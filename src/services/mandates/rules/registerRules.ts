import type { MandateRuleId } from '../../../domain/ids';
import type { MandateRule } from '../../../domain/mandates/mandate';
import type { ServiceDeps } from '../../settings';

/** Adds or updates mandate rules by key; mandates already made keep the deadlines they were made with. */
export function createRegisterRules({
  storage,
  ids,
}: ServiceDeps): (rules: readonly Omit<MandateRule, 'id'>[]) => Promise<MandateRule[]> {
  return async (rules) => {
    const known = new Map((await storage.mandates.rules()).map((rule) => [rule.key, rule.id]));
    const registered: MandateRule[] = [];
    for (const rule of rules)
      registered.push(
        await storage.mandates.upsertRule({ ...rule, id: known.get(rule.key) ?? ids.id<MandateRuleId>() }),
      );
    return registered;
  };
}
