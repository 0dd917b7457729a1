import { PERMISSIONS } from '../../domain/people/permissions';
import type { Principal } from '../../domain/people/role';
import { actsFor } from '../../domain/reviews/delegation';
import type { ReviewKind } from '../../domain/reviews/review';
import type { Capacity } from '../../domain/reviews/takers';
import type { Instant } from '../../domain/time/instant';
import type { Person } from '../../ports/storage';
import type { ServiceDeps } from '../settings';

export interface Capacities {
  readonly by: Capacity;
  /** Those who delegated to them, as they are now: who left delegates nothing. */
  readonly insteadOf: readonly Capacity[];
}

export function ownCapacity({ personId, name, role, unitId }: Principal): Capacity {
  return { personId, name, actions: PERMISSIONS[role], unitId };
}

export function capacityOf({ id, name, role, unitId }: Person): Capacity {
  return { personId: id, name, actions: PERMISSIONS[role], unitId };
}

/** As whom somebody acts in reviews of a kind, or of any. */
export async function readCapacities(
  { storage }: Pick<ServiceDeps, 'storage'>,
  principal: Principal,
  { kind, now }: { readonly kind: ReviewKind | null; readonly now: Instant },
): Promise<Capacities> {
  const delegators = actsFor(await storage.delegations.list(), { personId: principal.personId, kind, now });
  const people = await Promise.all(delegators.map((id) => storage.people.byId(id)));
  return {
    by: ownCapacity(principal),
    insteadOf: people.flatMap((person) => (person === null || person.disabled ? [] : [capacityOf(person)])),
  };
}
