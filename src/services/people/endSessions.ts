import { personActor } from '../actors';
import { notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { PeopleServices } from './contract';
import { reachPerson } from './reachPerson';
import { personEvent } from './signInEvent';

/** Ends the sessions of somebody who may go on working: a lost telephone, a computer left behind. Repeatable. */
export function createEndSessions(deps: ServiceDeps): PeopleServices['endSessions'] {
  const { storage, clock, ids } = deps;
  return async (id, reason, principal) => {
    await reachPerson(deps, id, principal);
    const event = personEvent({
      eventId: ids.eventId(),
      actor: personActor(principal),
      now: clock.now(),
      kind: 'person-changed',
      personId: id,
      to: 'sessions-ended',
      reason,
    });
    if (!(await storage.people.endSessions(id, event))) throw notFound('人员');
  };
}
