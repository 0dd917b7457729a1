import { makeEvent } from '../../domain/alerts/events';
import type { AlertId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import { personActor } from '../actors';
import { conflict, demand, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';

/** Marks an alert as known. Acknowledging again changes nothing. One that goes beyond the reader's units is
 * for somebody above. Throws `Refusal` `forbidden`, `not-found`, `conflict`. */
export function createAcknowledge({
  storage,
  clock,
  ids,
}: ServiceDeps): (alertId: AlertId, principal: Principal) => Promise<'acknowledged' | 'already'> {
  return async (alertId, principal) => {
    const now = clock.now();
    demand('alert.acknowledge', principal);
    const event = makeEvent(
      { eventId: ids.eventId(), actor: personActor(principal), now },
      {
        kind: 'alert-acknowledged',
        subject: `alert:${alertId}`,
        from: null,
        to: 'acknowledged',
        reason: 'acknowledged',
      },
    );
    const result = await storage.alerts.acknowledge(
      alertId,
      { personId: principal.personId, name: principal.name, at: now },
      principal.unitId,
      event,
    );
    if (result === 'not-found') throw notFound('告警');
    if (result === 'not-all-theirs') throw conflict('这一告警还涉及其他单位，请由上级确认。');
    return result;
  };
}
