import type { MandateRuleId, PolicySourceId } from '../../domain/ids';
import type { MandateRule } from '../../domain/mandates/mandate';
import type { PolicySource } from '../../domain/policies/policy';
import type { ServiceDeps } from '../settings';

/** Adds or updates policy sources by key; a source that is there keeps its id. */
export function createRegisterSources({
  storage,
  ids,
}: ServiceDeps): (sources: readonly Omit<PolicySource, 'id'>[]) => Promise<PolicySource[]> {
  return async (sources) => {
    const known = new Map((await storage.policySources.all()).map((source) => [source.key, source.id]));
    const registered: PolicySource[] = [];
    for (const source of sources)
      registered.push(
        await storage.policySources.upsert({ ...source, id: known.get(source.key) ?? ids.id<PolicySourceId>() }),
      );
    return registered;
  };
}

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
