import type { HandoverId, UnitId } from '../../../domain/ids';
import type { HandoverItem, HandoverObstacle } from '../../../domain/people/handover';
import { inScope } from '../../../domain/people/permissions';
import type { Action, Principal } from '../../../domain/people/role';
import type { Person } from '../../../ports/storage';
import type { RightsOfRoles } from '../../rightsOfRoles';
import type { ServiceDeps } from '../../settings';

/** One thing that names the leaver now. `give` null: it stays with them, for whoever hands over does not reach it. */
export interface OpenThing extends HandoverItem {
  /** Why the successor cannot have it; absent: anybody can. */
  readonly obstacle?: (to: Person) => HandoverObstacle | null;
  /** Gives it to the successor; false: somebody was faster, or the successor may not see it. */
  readonly give: ((to: Person) => Promise<boolean>) | null;
}

/** Who leaves, who hands over what they leave, and in which hand-over. */
export interface Leaving {
  readonly from: Pick<Person, 'id' | 'name'>;
  readonly by: Principal;
  readonly handoverId: HandoverId;
  /** What roles may do here. */
  readonly rights: RightsOfRoles;
}

export type Finder = (deps: ServiceDeps, leaving: Leaving) => Promise<readonly OpenThing[]>;

/** What is set up for the whole office is changed by whoever sees the whole office alone. */
export function ofOffice<T>({ by }: Leaving, give: T): T | null {
  return by.unitId === null ? give : null;
}

/** Why somebody cannot be given what belongs to a unit and takes a permission; null: they can. */
export function obstacleFor(
  { role, unitId }: Pick<Person, 'role' | 'unitId'>,
  { rights }: Pick<Leaving, 'rights'>,
  { unitPath, action }: { readonly unitPath: readonly UnitId[]; readonly action: Action },
): HandoverObstacle | null {
  if (!inScope(unitId, unitPath)) return 'unseen';
  return rights(role).includes(action) ? null : 'not-permitted';
}
