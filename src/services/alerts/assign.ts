import { makeEvent } from '../../domain/alerts/events';
import type { PersonId } from '../../domain/ids';
import { capacitiesOf } from '../../domain/people/assignment';
import { inScope } from '../../domain/people/permissions';
import type { Principal } from '../../domain/people/role';
import type { AlertAssignee, Person } from '../../ports/storage';
import { personActor } from '../actors';
import { demand, notFound } from '../refuse';
import { readRightsOfRoles, type RightsOfRoles } from '../rightsOfRoles';
import type { ServiceDeps } from '../settings';
import type { AlertServices } from './contract';

/** Who sees to an alert. It is independent of whether they know of it. */
export function createAssign(deps: ServiceDeps): Pick<AlertServices, 'assignEach' | 'assignees'> {
  const { storage, clock, ids } = deps;
  return {
    assignEach: async (alertIds, personId, principal) => {
      const now = clock.now();
      demand('alert.acknowledge', principal);
      const to = personId === null ? null : await demandAssignee(deps, personId, principal);
      const results = await storage.alerts.assignEach(
        alertIds,
        { personId: principal.personId, name: principal.name, at: now, to },
        principal.unitId,
        (id) =>
          makeEvent(
            { eventId: ids.eventId(), actor: personActor(principal), now },
            {
              kind: 'alert-assigned',
              subject: `alert:${id}`,
              from: null,
              to: to?.id ?? null,
              reason: to === null ? 'released' : 'assigned',
              data: to === null ? {} : { assigneeName: to.name },
            },
          ),
      );
      return [...results].map(([id, result]) => ({ id, result }));
    },
    assignees: async (principal) => {
      demand('alert.acknowledge', principal);
      const reach = await readReach(deps, principal);
      return (await storage.people.list())
        .filter((person) => isAssignee(person, principal, reach))
        .map(({ id, name, role, unitId }) => ({ id, name, role, unitId }));
    },
  };
}

/** The units somebody sees, and what roles may do. */
interface Reach {
  readonly paths: ReadonlyMap<string, Parameters<typeof inScope>[1]>;
  readonly rights: RightsOfRoles;
}

async function readReach(deps: ServiceDeps, { unitId }: Principal): Promise<Reach> {
  const [units, rights] = await Promise.all([deps.storage.units.list(unitId), readRightsOfRoles(deps)]);
  return { paths: new Map(units.map(({ id, path }) => [id, path])), rights };
}

/** Throws `Refusal` `not-found` (`personId`). */
async function demandAssignee(deps: ServiceDeps, personId: PersonId, principal: Principal): Promise<AlertAssignee> {
  const person = await deps.storage.people.byId(personId);
  if (person === null || !isAssignee(person, principal, await readReach(deps, principal)))
    throw notFound('可指派的人员', 'personId');
  return { id: person.id, name: person.name, unitId: person.unitId };
}

/** Themselves, and people of their units; those of the whole office for the whole office. */
function isAssignee(person: Person, principal: Principal, { paths, rights }: Reach): boolean {
  if (person.disabled) return false;
  const able = capacitiesOf(person).filter(({ role }) => rights(role).includes('alert.acknowledge'));
  if (able.length > 0 && (person.id === principal.personId || principal.unitId === null)) return true;
  return able.some(({ unitId }) => unitId !== null && inScope(principal.unitId, paths.get(unitId) ?? []));
}
