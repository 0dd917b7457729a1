import type { PersonId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import { systemActor } from '../actors';
import type { PersonView } from '../../api/people';
import type { Person } from '../../ports/storage';
import type { PersonRegistration } from '../registrations';
import { checkRegistration } from './checkRegistration';
import { demandOpenUnit } from './demandOpenUnit';
import { guestView, personView } from './personView';
import { createRegisterByPerson, hashOf } from './registerByPerson';
import { demand } from '../refuse';
import type { ServiceDeps } from '../settings';
import { personEvent } from './signInEvent';

/**
 * Adds a person or changes the one with that username. Without a new password the old one stays; another password, role
 * or unit, and being disabled, ends every session and link there is. In the name of a person
 * it goes the way of the page: see `registerByPerson`. Throws `Refusal` `forbidden`, `not-found`, `conflict`,
 * `invalid-input`.
 */
export function createRegisterPerson(
  deps: ServiceDeps,
): (person: PersonRegistration, principal: Principal | 'system') => Promise<PersonView> {
  const { storage, clock, ids } = deps;
  const byAPerson = createRegisterByPerson(deps);
  return async (registration, principal) => {
    const now = clock.now();
    if (principal !== 'system') demand('people.manage', principal);
    checkRegistration(registration);
    const existing = await storage.people.byUsername(registration.username);
    if (principal !== 'system') return byAPerson(registration, { existing, principal });
    // One who is out already may stay named in the files of a unit that was closed.
    if (existing?.unitId !== registration.unitId || !(registration.disabled ?? existing.disabled))
      await demandOpenUnit(deps, registration.unitId);
    const passwordHash = await hashOf(deps, registration.password, existing);
    const id = existing?.id ?? registration.id ?? ids.id<PersonId>();
    const { username, name, role, unitId, disabled = existing?.disabled ?? false } = registration;
    const event = personEvent({
      eventId: ids.eventId(),
      actor: systemActor('register'),
      now,
      kind: 'person-changed',
      personId: id,
      reason: existing === null ? 'added' : 'changed',
    });
    // What a session was opened with, or for, is no longer so.
    const endsSessions =
      existing !== null &&
      (passwordHash !== existing.passwordHash ||
        role !== existing.role ||
        unitId !== existing.unitId ||
        disabled !== existing.disabled);
    // Nothing changes: an import that is repeated, or finished after a kill, leaves no second line in the ledger.
    if (existing !== null && !endsSessions && name === existing.name) return personView(existing);
    const saved = await storage.people.upsert(
      {
        id,
        username,
        name,
        role,
        unitId,
        passwordHash,
        failedSignIns: existing?.failedSignIns ?? 0,
        lockedUntilAt: existing?.lockedUntilAt ?? null,
        disabled,
      },
      { endsSessions, events: [event] },
    );
    return personView(saved);
  };
}

/** Everybody this administrator may manage, and who belongs elsewhere and acts for their units. */
export function createListPeople({ storage }: ServiceDeps): (principal: Principal) => Promise<PersonView[]> {
  return async (principal) => {
    demand('people.manage', principal);
    const people = await storage.people.list();
    if (principal.unitId === null) return people.map(personView);
    const reachable = new Set((await storage.units.list(principal.unitId)).map((unit) => unit.id));
    const isSeen = (unitId: Person['unitId']): boolean => unitId !== null && reachable.has(unitId);
    return people.flatMap((person) => {
      if (isSeen(person.unitId)) return [personView(person)];
      return person.assignments.some(({ unitId }) => isSeen(unitId)) ? [guestView(person, isSeen)] : [];
    });
  };
}
