import type { PersonView } from '../../api/people';
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
  };
}
