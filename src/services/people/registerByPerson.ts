import type { PersonView } from '../../api/people';
import type { PersonId } from '../../domain/ids';
import { describedDifferently, MOST_PEOPLE } from '../../domain/people/person';
import type { Principal } from '../../domain/people/role';
import type { Person } from '../../ports/storage';
import { personActor } from '../actors';
import { conflict, notFound } from '../refuse';
import type { PersonRegistration } from '../registrations';
import type { ServiceDeps } from '../settings';
import { demandOpenUnit } from './demandOpenUnit';
import { createDescribePerson } from './describePerson';
import { personView } from './personView';
import { canReach, demandAllOf, reachPerson } from './reachPerson';
import { createSetDisabled } from './setDisabled';
import { personEvent } from './signInEvent';

/**
 * Registers somebody in the name of a person, as the page does: never themselves, never the last who manages the
 * office, and nothing is written but what the registration states. What others have changed meanwhile is a `conflict`.
 */
export function createRegisterByPerson(
  deps: ServiceDeps,
): (
  registration: PersonRegistration,
  given: { readonly existing: Person | null; readonly principal: Principal },
) => Promise<PersonView> {
  const { storage, clock, ids } = deps;
  const { change } = createDescribePerson(deps);
  const setDisabled = createSetDisabled(deps);
  const eventOf = (personId: PersonId, reason: string, principal: Principal) =>
    personEvent({
      ...{ eventId: ids.eventId(), actor: personActor(principal), now: clock.now() },
      ...{ kind: 'person-changed', personId, reason },
    });
  const add = async (registration: PersonRegistration, principal: Principal): Promise<PersonView> => {
    const { username, name, role, unitId, password, disabled = false } = registration;
    if (!(await canReach(deps, principal, unitId))) throw notFound('单位');
    await demandOpenUnit(deps, unitId);
    if ((await storage.people.count()) >= MOST_PEOPLE) throw conflict(`人员已有 ${MOST_PEOPLE} 名，不能再添加。`);
    const { id = ids.id<PersonId>() } = registration;
    const passwordHash = await hashOf(deps, password, null);
    const person = { ...{ id, username, name, role, unitId, passwordHash }, failedSignIns: 0, lockedUntilAt: null };
    const added = await storage.people.add({ ...person, disabled }, eventOf(id, 'added', principal));
    if (added === null) throw conflict(`用户名“${username}”刚被他人使用。`);
    return personView(added);
  };
  return async (registration, { existing, principal }) => {
    if (existing === null) return add(registration, principal);
    const { name, role, unitId, password, disabled = existing.disabled } = registration;
    await reachPerson(deps, existing.id, principal);
    // One who is out already may stay named in the files of a unit that was closed.
    if (!disabled) await demandOpenUnit(deps, unitId);
    if (Object.keys(describedDifferently(existing, { name, role, unitId })).length > 0)
      await change(existing.id, { name, role, unitId, reason: 'changed' }, principal);
    const passwordHash = await hashOf(deps, password, existing);
    if (passwordHash !== null && passwordHash !== existing.passwordHash) {
      await demandAllOf(deps, principal, existing);
      const event = eventOf(existing.id, 'changed', principal);
      if (!(await storage.people.setPassword(existing, passwordHash, event))) throw conflict('该人员已被他人改动。');
    }
    if (disabled !== existing.disabled) await setDisabled(existing.id, { is: disabled, reason: 'changed' }, principal);
    return personView((await storage.people.byId(existing.id)) ?? existing);
  };
}

/** The password that is there already keeps its hash: importing the same file again ends nobody's session. */
export async function hashOf(
  { passwords }: ServiceDeps,
  password: string | null,
  existing: Person | null,
): Promise<string | null> {
  const known = existing?.passwordHash ?? null;
  if (password === null) return known;
  return known !== null && (await passwords.verify(password, known)) ? known : passwords.hash(password);
}
