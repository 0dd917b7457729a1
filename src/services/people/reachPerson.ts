import type { PersonId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { Person } from '../../ports/storage';
import { demand, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';

/** An administrator of a subtree reaches its people only, and nobody of the office as a whole. */
export async function canReach(
  { storage }: Pick<ServiceDeps, 'storage'>,
  principal: Principal,
  unitId: Person['unitId'],
): Promise<boolean> {
  if (principal.unitId === null) return true;
  return unitId !== null && (await storage.units.byId(unitId, principal.unitId)) !== null;
}

/** The person an administrator acts on. Throws `Refusal` `forbidden`, `not-found`: also for somebody out of reach. */
export async function reachPerson(deps: ServiceDeps, id: PersonId, principal: Principal): Promise<Person> {
  demand('people.manage', principal);
  const person = await deps.storage.people.byId(id);
  if (person === null || !(await canReach(deps, principal, person.unitId))) throw notFound('人员');
  return person;
}
