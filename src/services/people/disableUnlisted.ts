import { systemActor } from '../actors';
import type { ServiceDeps } from '../settings';
import type { PeopleServices } from './contract';
import { personEvent } from './signInEvent';

/** Disables people whom an import no longer lists; whoever is disabled already, or unknown, is left alone. */
export function createDisableUnlisted({ storage, clock, ids }: ServiceDeps): PeopleServices['disableUnlisted'] {
  return async (usernames) => {
    for (const username of usernames) {
      const person = await storage.people.byUsername(username);
      if (person === null) continue;
      const event = personEvent({
        eventId: ids.eventId(),
        actor: systemActor('import'),
        now: clock.now(),
        kind: 'person-changed',
        personId: person.id,
        from: 'enabled',
        to: 'disabled',
        reason: 'not-listed',
      });
      await storage.people.setDisabled(person.id, true, event);
    }
  };
}
