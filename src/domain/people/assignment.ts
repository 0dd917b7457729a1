import type { AssignmentId, UnitId } from '../ids';
import type { Role } from './role';

/** In which role somebody acts, and for which part of the tree; null: everything. */
export interface Capacity {
  readonly role: Role;
  readonly unitId: UnitId | null;
}

/**
 * A further unit that somebody acts for (挂职, 兼职), beside the one they belong to; one for each unit. It is never
 * changed, only ended.
 */
export interface Assignment extends Capacity {
  readonly id: AssignmentId;
}

/** Of one person, beside the first: more is no work anybody does. */
export const MOST_ASSIGNMENTS = 8;

interface Assigned extends Capacity {
  readonly assignments: readonly Assignment[];
}

/** What somebody acts as in one assignment, null being the first; null: they do not hold it any more. */
export function capacityIn(person: Assigned, id: AssignmentId | null): Capacity | null {
  if (id === null) return { role: person.role, unitId: person.unitId };
  const held = person.assignments.find((one) => one.id === id);
  return held === undefined ? null : { role: held.role, unitId: held.unitId };
}

/** All somebody can act as, the first of them first. */
export function capacitiesOf(person: Assigned): readonly Capacity[] {
  return [person, ...person.assignments].map(({ role, unitId }) => ({ role, unitId }));
}

/** Everybody once for each capacity they have: for those who ask who has a role or belongs to a unit. */
export function inEachCapacity<P extends Assigned>(people: readonly P[]): readonly P[] {
  return people.flatMap((person) => capacitiesOf(person).map((capacity) => ({ ...person, ...capacity })));
}
