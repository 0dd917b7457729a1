import {
  calmNeededMs,
  causeOf,
  FLUTTER_WINDOW_MS,
  incidentsFrom,
  type IncidentFound,
} from '../../domain/accounts/incident';
import { incidentEvent } from '../../domain/alerts/events';
import { SECOND_MS, type Instant } from '../../domain/time/instant';
import { systemActor } from '../actors';
import type { Counts } from '../workRun';
import { pagesOf } from '../pagesOf';
import type { ServiceDeps } from '../settings';

const ACTOR = systemActor('incidents');

/**
 * Opens and closes incidents from how the looks of the last minutes ended: many accounts failing for one cause are one
 * thing to know. One whose cause is gone is told as over when it has been calm for long enough (`calmNeededMs`); who
 * went blind for it is looked at as soon as it is gone.
 */
export function createWatchIncidents({ storage, clock, ids, settings }: ServiceDeps): () => Promise<Counts> {
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
    for (const incident of current) {
      if (!close.includes(incident.key)) {
        if (incident.calmSinceAt !== undefined) await storage.incidents.noteCalm(incident.key, null);
        continue;
      }
      const calmSinceAt = incident.calmSinceAt ?? now;
      if (incident.calmSinceAt === undefined && (await storage.incidents.noteCalm(incident.key, now)))
        await lookAgain(storage, incident, now);
      const earlier = await storage.incidents.countClosedSince(
        incident.key,
        new Date(now.getTime() - FLUTTER_WINDOW_MS),
      );
      if (now.getTime() - calmSinceAt.getTime() < calmNeededMs(earlier)) continue;
      const event = incidentEvent({ eventId: ids.eventId(), actor: ACTOR, now, incident, to: 'closed' });
      if (await storage.incidents.close(incident.key, now, event)) closed += 1;
    }
    return { opened, closed };
  };
}

/** Ten thousand accounts at most; whoever is beyond them is looked at when their back-off is over. */
const BOUNDS = { limit: 100, maxPages: 100 };
const APART_MS = 10 * SECOND_MS;

/**
 * Accounts that went blind for this cause have backed off, some for an hour: once it is over they are looked at soon, a
 * page every ten seconds, so that the platform that has just recovered is not run down again.
 */
async function lookAgain(storage: ServiceDeps['storage'], incident: IncidentFound, now: Instant): Promise<void> {
  const { platform, outcome } = causeOf(incident);
  const query = { ...(platform === null ? {} : { platform }), outcome };
  let at = now;
  for await (const { items } of pagesOf((page) => storage.accounts.list(query, page, null), BOUNDS)) {
    await storage.accounts.expediteLooks(
      items.map(({ account }) => account.id),
      at,
    );
    at = new Date(at.getTime() + APART_MS);
  }
}
