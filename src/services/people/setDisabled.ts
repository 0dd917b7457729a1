import { personActor } from '../actors';
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
    const event = personEvent({
      eventId: ids.eventId(),
      actor: personActor(principal),
      now: clock.now(),
      kind: 'person-changed',
      personId: id,
      from: is ? 'enabled' : 'disabled',
      to: is ? 'disabled' : 'enabled',
      reason,
    });
    if (!(await storage.people.setDisabled(id, is, event)))
      throw conflict(is ? '该人员已经停用。' : '该人员没有停用。');
    const changed = await storage.people.byId(id);
    if (changed === null) throw notFound('人员');
    return personView(changed);
  };
}
