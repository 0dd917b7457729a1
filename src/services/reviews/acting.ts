import type { PersonId } from '../../domain/ids';
import { capacitiesOf } from '../../domain/people/assignment';
import { actionsOf } from '../../domain/people/permissions';
import type { Principal } from '../../domain/people/role';
import { actsFor, type Delegation } from '../../domain/reviews/delegation';
import { REVIEW_KINDS, type ReviewKind } from '../../domain/reviews/review';
import type { Capacity, HeldDuty } from '../../domain/reviews/takers';
import { civilDateOf } from '../../domain/time/civil';
import type { Instant } from '../../domain/time/instant';
import type { Person } from '../../ports/storage';
import { readRightsOfRoles, type RightsOfRoles } from '../rightsOfRoles';
import type { ServiceDeps } from '../settings';

type Deps = Pick<ServiceDeps, 'storage'>;

export interface Capacities {
  readonly by: Capacity;
  /** Those who delegated to them, as they are now: who left delegates nothing. */
  readonly insteadOf: readonly Capacity[];
}

/** As whom somebody acts in reviews of each kind, read once. */
export interface ReadCapacities {
  of(kind: ReviewKind | null): Capacities;
  /** All of them, those of each giver with the kinds they are delegated for; null: every kind. */
  readonly ways: readonly { readonly capacity: Capacity; readonly kinds: readonly ReviewKind[] | null }[];
}

/** As what somebody can act, in each of their units; the first of them first. */
export async function capacitiesOfPerson(deps: Deps, person: Person, now: Instant): Promise<readonly Capacity[]> {
  return capacitiesWith(deps, person, { now, rights: await readRightsOfRoles(deps) });
}

async function capacitiesWith(
  deps: Deps,
  person: Person,
  { now, rights }: { readonly now: Instant; readonly rights: RightsOfRoles },
): Promise<readonly Capacity[]> {
  const { id, name } = person;
  const duties = await dutiesOf(deps, id, now);
  return capacitiesOf(person).map(({ role, unitId }) => ({
    ...{ personId: id, name, actions: rights(role), unitId, duties },
  }));
}

/** As whom somebody acts: as themselves, and for each who delegated to them. */
export async function readCapacities(deps: Deps, principal: Principal, now: Instant): Promise<ReadCapacities> {
  const { personId, name, unitId } = principal;
  const delegations = await deps.storage.delegations.receivedBy(personId, civilDateOf(now));
  const by: Capacity = {
    ...{ personId, name, actions: actionsOf(principal), unitId },
    duties: await dutiesOf(deps, personId, now),
  };
  const givers = await readGivers(deps, { delegations, personId, now });
  const insteadOf = (kind: ReviewKind | null): readonly Capacity[] =>
    actsFor(delegations, { personId, kind, now }).flatMap((id) => givers.get(id) ?? []);
  return {
    of: (kind) => ({ by, insteadOf: insteadOf(kind) }),
    ways: [
      { capacity: by, kinds: null },
      ...insteadOf(null).map((capacity) => ({
        capacity,
        kinds: REVIEW_KINDS.filter((kind) => actsFor(delegations, { personId, kind, now }).includes(capacity.personId)),
      })),
    ],
  };
}

async function readGivers(
  deps: Deps,
  {
    delegations,
    personId,
    now,
  }: { readonly delegations: readonly Delegation[]; readonly personId: PersonId; readonly now: Instant },
): Promise<ReadonlyMap<PersonId, readonly Capacity[]>> {
  const people = await Promise.all(
    actsFor(delegations, { personId, kind: null, now }).map((id) => deps.storage.people.byId(id)),
  );
  const present = people.filter((person) => person !== null && !person.disabled) as readonly Person[];
  if (present.length === 0) return new Map();
  const as = { now, rights: await readRightsOfRoles(deps) };
  return new Map(
    await Promise.all(present.map(async (person) => [person.id, await capacitiesWith(deps, person, as)] as const)),
  );
}

async function dutiesOf({ storage }: Deps, personId: PersonId, now: Instant): Promise<readonly HeldDuty[]> {
  const today = civilDateOf(now);
  return (await storage.liaisons.ofPerson(personId))
    .filter(({ sinceOn }) => sinceOn <= today)
    .map(({ duty, unitId }) => ({ duty, unitId }));
}
