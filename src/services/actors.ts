import type { Actor } from '../domain/cases/case';
import type { Principal } from '../domain/people/role';

/** The system itself, by the name of the service that acted. */
export function systemActor(name: string): Actor {
  return { kind: 'system', name };
}

export function personActor(principal: Principal): Actor {
  return { kind: 'person', personId: principal.personId, name: principal.name };
}
