import type { PersonView } from '../../api/people';
import { NO_ADDRESSES } from '../../domain/notify/channel';
import type { Person } from '../../ports/storage';
import { isoOrNull } from '../toView/isoInstant';

export function personView(person: Person): PersonView {
  return {
    id: person.id,
    username: person.username,
    name: person.name,
    role: person.role,
    unitId: person.unitId,
    disabled: person.disabled,
    hasPassword: person.passwordHash !== null,
    lockedUntilAt: isoOrNull(person.lockedUntilAt),
    addresses: person.addresses,
    assignments: person.assignments,
    isGuest: false,
  };
}

/** Somebody who belongs elsewhere and acts for units of whoever asks: what they do there, and no more of them. */
export function guestView(person: Person, isSeen: (unitId: Person['unitId']) => boolean): PersonView {
  const { id, username, name, disabled } = person;
  const assignments = person.assignments.filter(({ unitId }) => isSeen(unitId));
  const { role, unitId } = assignments[0] ?? { role: 'viewer', unitId: null };
  return {
    ...{ id, username, name, role, unitId, disabled, hasPassword: true, lockedUntilAt: null, addresses: NO_ADDRESSES },
    ...{ assignments, isGuest: true },
  };
}
