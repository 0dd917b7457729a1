import type { MandateRuleId } from '../../../domain/ids';
import type { MandateRule } from '../../../domain/mandates/mandate';
import { beginAsking } from '../../askingRules';
import type { ServiceDeps } from '../../settings';

/**
 * Adds or updates mandate rules by key; mandates already made keep the deadlines they were made with. A rule that a person
 * has changed since stays as they left it: a restart must not take back what is in the ledger.
 */
export function createRegisterRules({
  storage,
  ids,
}: ServiceDeps): (rules: readonly Omit<MandateRule, 'id'>[]) => Promise<MandateRule[]> {
  return async (rules) => {
    await beginAsking(storage);
    const known = new Map((await storage.mandates.rules()).map((rule) => [rule.key, rule]));
    const registered: MandateRule[] = [];
    for (const rule of rules) {
      const stored = known.get(rule.key);
      const isChangedByPerson = (stored?.revision ?? 0) > 0;
      registered.push(
        stored !== undefined && isChangedByPerson
          ? stored
          : await storage.mandates.upsertRule({ ...rule, id: stored?.id ?? ids.id<MandateRuleId>() }),
      );
    }
    return registered;
  };
}
