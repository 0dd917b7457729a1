import { personActor } from '../actors';
import { isOfficeManaged, LAST_ADMINISTRATOR } from './lastAdministrator';
import { conflict, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { PeopleServices } from './contract';
import { demandOpenUnit } from './demandOpenUnit';
import { personView } from './personView';
import { reachPerson } from './reachPerson';
import { personEvent } from './signInEvent';

/** Shuts a person out, or lets them in again. Nobody does it to themselves: somebody must be left to undo it. */
export function createSetDisabled(deps: ServiceDeps): PeopleServices['setDisabled'] {
  const { storage, clock, ids } = deps;
  return async (id, { is, reason }, principal) => {
    const person = await reachPerson(deps, id, principal);
    if (person.id === principal.personId) throw conflict('不能停用或启用自己的账户，请由另一位管理员办理。');
    if (!is) await demandOpenUnit(deps, person.unitId);
    const set = async (to: boolean, why: string): Promise<boolean> => {
      const event = personEvent({
        eventId: ids.eventId(),
        actor: personActor(principal),
        now: clock.now(),
        kind: 'person-changed',
        personId: id,
        from: to ? 'enabled' : 'disabled',
        to: to ? 'disabled' : 'enabled',
        reason: why,
      });
      return storage.people.setDisabled(id, to, event);
    };
    if (!(await set(is, reason))) throw conflict(is ? '该人员已经停用。' : '该人员没有停用。');
    if (is && !(await isOfficeManaged(deps, person))) {
      await set(false, 'last-administrator');
      throw conflict(LAST_ADMINISTRATOR);
    }
    const changed = await storage.people.byId(id);
    if (changed === null) throw notFound('人员');
    return personView(changed);
  };
}
