import type { DomainEvent } from '../../domain/alerts/alert';
import { makeEvent } from '../../domain/alerts/events';
import type { AlertId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { Instant } from '../../domain/time/instant';
import { personActor } from '../actors';
import { conflict, demand, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { AlertServices } from './contract';

/** Marks an alert as known. Acknowledging again changes nothing. One that goes beyond the reader's units is
 * for somebody above. Throws `Refusal` `forbidden`, `not-found`, `conflict`. */
export function createAcknowledge(deps: ServiceDeps): AlertServices['acknowledge'] {
  const { storage, clock } = deps;
  return async (alertId, principal) => {
    const now = clock.now();
    demand('alert.acknowledge', principal);
    const result = await storage.alerts.acknowledge(
      alertId,
      { personId: principal.personId, name: principal.name, at: now },
      principal.unitId,
      acknowledgedEvent(deps, alertId, { principal, now }),
    );
    if (result === 'not-found') throw notFound('告警');
    if (result === 'not-all-theirs') throw conflict('这一告警还涉及其他单位，请由上级确认。');
    return result;
  };
}

/** As `acknowledge`, each by itself. Throws `Refusal` `forbidden`. */
export function createAcknowledgeEach(deps: ServiceDeps): AlertServices['acknowledgeEach'] {
  const { storage, clock } = deps;
  return async (alertIds, principal) => {
    const now = clock.now();
    demand('alert.acknowledge', principal);
    const results = await storage.alerts.acknowledgeEach(
      alertIds,
      { personId: principal.personId, name: principal.name, at: now },
      principal.unitId,
      (id) => acknowledgedEvent(deps, id, { principal, now }),
    );
    return [...results].map(([id, result]) => ({ id, result }));
  };
}

function acknowledgedEvent(
  { ids }: Pick<ServiceDeps, 'ids'>,
  alertId: AlertId,
  { principal, now }: { readonly principal: Principal; readonly now: Instant },
): DomainEvent {
  return makeEvent(
    { eventId: ids.eventId(), actor: personActor(principal), now },
    {
      kind: 'alert-acknowledged',
      subject: `alert:${alertId}`,
      from: null,
      to: 'acknowledged',
      reason: 'acknowledged',
    },
  );
}
