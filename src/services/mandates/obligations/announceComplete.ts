import { mandateEvent } from '../../../domain/alerts/events';
import type { MandateId } from '../../../domain/ids';
import { DAY_MS } from '../../../domain/time/instant';
import { systemActor } from '../../actors';
import { stableEventId } from '../../stableEventId';
import type { ServiceDeps } from '../../settings';
import type { MandateServices } from '../contract';

/** The newest mandates: older ones are announced when they are completed late only while they are among these. */
const MANDATES_READ = 100;

/**
 * Whose last deadline is longer ago is announced no more: that it was complete may stand in a sealed part of the ledger by
 * now (`ledgerDays` is 366 at least), where appending the same event does not find it.
 */
const ANNOUNCED_MS = 180 * DAY_MS;

/**
 * Announces once that nothing of a mandate is left to be done. The event's id is made from the mandate's, so announcing it
 * again is the same event.
 */
export function createAnnounceComplete({ storage, clock, hasher }: ServiceDeps): MandateServices['announceComplete'] {
  const announced = new Set<MandateId>();
  return async () => {
    const now = clock.now();
    const mandates = (await storage.mandates.list({ limit: MANDATES_READ, cursor: null })).items.filter(
      ({ id, expanded, dueBy }) => expanded && !announced.has(id) && now.getTime() - dueBy.getTime() <= ANNOUNCED_MS,
    );
    const progress = await storage.obligations.progress(
      mandates.map(({ id }) => id),
      null,
    );
    let complete = 0;
    for (const mandate of mandates) {
      const counts = progress.get(mandate.id);
      if (counts === undefined || counts.running + counts.manual + counts.missed > 0) continue;
      const obligations = counts.done + counts.late;
      if (obligations === 0) continue;
      const eventId = stableEventId(hasher, `mandate-complete:${mandate.id}`);
      await storage.ledger.append([
        mandateEvent({ eventId, actor: systemActor('mend'), now, mandate, event: 'complete', obligations }),
      ]);
      announced.add(mandate.id);
      complete += 1;
    }
    return complete === 0 ? {} : { complete };
  };
}
