import { incidentsFrom, type IncidentFound } from '../../domain/accounts/incident';
import { incidentEvent } from '../../domain/alerts/events';
import { systemActor } from '../actors';
import type { Counts } from '../contract';
import type { ServiceDeps } from '../settings';

const ACTOR = systemActor('incidents');

/** Opens and closes incidents from how the looks of the last minutes ended: many accounts failing for one cause are one thing to know. */
export function createIncidents({ storage, clock, ids, settings }: ServiceDeps): () => Promise<Counts> {
  return async () => {
    const now = clock.now();
    const outcomes = await storage.looks.outcomesSince(new Date(now.getTime() - settings.incidents.windowMs));
    const current = await storage.incidents.current();
    const { open, close } = incidentsFrom(outcomes, current);
    let opened = 0;
    let closed = 0;
    for (const found of open) {
      const event = incidentEvent({ eventId: ids.eventId(), actor: ACTOR, now, incident: found, to: 'open' });
      if (await storage.incidents.open({ ...found, openedAt: now, closedAt: null }, event)) opened += 1;
    }
    for (const key of close) {
      const incident: IncidentFound | undefined = current.find((candidate) => candidate.key === key);
      if (incident === undefined) continue;
      const event = incidentEvent({ eventId: ids.eventId(), actor: ACTOR, now, incident, to: 'closed' });
      if (await storage.incidents.close(key, now, event)) closed += 1;
    }
    return { opened, closed };
  };
}
