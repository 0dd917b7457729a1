import type { PolicySourceId } from '../../domain/ids';
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
