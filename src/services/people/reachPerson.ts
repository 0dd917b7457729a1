import { Refusal } from '../../domain/errors';
import type { PersonId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { Person } from '../../ports/storage';
import { demand, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import { demandOpenUnit } from './demandOpenUnit';

/** An administrator of a subtree reaches its people only, and nobody of the office as a whole. */
export async function canReach(
  { storage }: Pick<ServiceDeps, 'storage'>,
  principal: Principal,
  unitId: Person['unitId'],
): Promise<boolean> {
  if (principal.unitId === null) return true;
  return unitId !== null && (await storage.units.byId(unitId, principal.unitId)) !== null;
}

/**
 * Somebody is given this unit, null being the whole office. Throws `Refusal` `not-found` (`unitId`: also out of reach),
 * `invalid-input` (`unitId`: closed).
 */
export async function demandUnit(deps: ServiceDeps, unitId: Person['unitId'], principal: Principal): Promise<void> {
  if (!(await canReach(deps, principal, unitId))) throw notFound('单位', 'unitId');
  // Who sees everything reaches every unit, also one that is not there.
  if (unitId !== null && (await deps.storage.units.byId(unitId, principal.unitId)) === null)
    throw notFound('单位', 'unitId');
  await demandOpenUnit(deps, unitId);
}

/** The person an administrator acts on. Throws `Refusal` `forbidden`, `not-found`: also for somebody out of reach. */
export async function reachPerson(deps: ServiceDeps, id: PersonId, principal: Principal): Promise<Person> {
  demand('people.manage', principal);
  const person = await deps.storage.people.byId(id);
  if (person === null || !(await canReach(deps, principal, person.unitId))) throw notFound('人员');
  return person;
}

/**
 * Whoever can sign in as somebody, or is told in their place, can do what they can in every unit they act for: only who
 * reaches all of these may give that. Throws `Refusal` `forbidden`.
 */
export async function demandAllOf(
  deps: Pick<ServiceDeps, 'storage'>,
  principal: Principal,
  person: Person,
): Promise<void> {
  for (const { unitId } of person.assignments)
    if (!(await canReach(deps, principal, unitId)))
      throw new Refusal('forbidden', '该人员在您管辖范围之外另有任职。', {
        remedy: '请由能管理其全部任职单位的管理员办理。',
      });
}
