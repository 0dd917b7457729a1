import { sourceChangedEvent } from '../../domain/alerts/events';
import type { PolicySourceId } from '../../domain/ids';
import type { PolicySource } from '../../domain/policies/policy';
import { systemActor } from '../actors';
import type { ServiceDeps } from '../settings';

const ACTOR = systemActor('register');

/**
 * Adds or updates policy sources by key; a source that is there keeps its id, and its counterpart where a person has
 * decided it: a restart must not take back what is in the ledger.
 */
export function createRegisterSources({
  storage,
  ids,
  clock,
}: ServiceDeps): (sources: readonly Omit<PolicySource, 'id'>[]) => Promise<PolicySource[]> {
  return async (sources) => {
    const known = new Map((await storage.policySources.all()).map((source) => [source.key, source]));
    const registered: PolicySource[] = [];
    for (const source of sources) {
      const stored = known.get(source.key);
      const to = source.counterpartKey ?? null;
      const isOther =
        stored !== undefined && stored.counterpartByHand !== true && (stored.counterpartKey ?? null) !== to;
      if (isOther) {
        const now = clock.now();
        const event = sourceChangedEvent(stored, to, { eventId: ids.eventId(), actor: ACTOR, now });
        await storage.policySources.changeCounterpart(stored, { to, byHand: false, at: now, event });
      }
      registered.push(await storage.policySources.upsert({ ...source, id: stored?.id ?? ids.id<PolicySourceId>() }));
    }
    return registered;
  };
}
