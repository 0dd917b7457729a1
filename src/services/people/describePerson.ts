import type { PersonId } from '../../domain/ids';
import { describedDifferently, MOST_PEOPLE, USERNAME } from '../../domain/people/person';
import type { Principal } from '../../domain/people/role';
import type { NewPerson } from '../../ports/storage';
import { personActor } from '../actors';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { PeopleServices } from './contract';
import { personView } from './personView';
import { demandUnit, reachPerson } from './reachPerson';
import { isOfficeManaged, LAST_ADMINISTRATOR } from './lastAdministrator';
import { personEvent } from './signInEvent';

type Describing = Pick<PeopleServices, 'add' | 'change'>;

/** People are added and changed by who manages them: never beyond their own part of the tree, and never themselves. */
export function createDescribePerson(deps: ServiceDeps): Describing {
  const { storage, clock, ids } = deps;
  const eventOf = (
    id: PersonId,
    { to, reason, data }: Pick<Parameters<typeof personEvent>[0], 'reason' | 'data'> & { readonly to: string },
    principal: Principal,
  ) =>
    personEvent({
      eventId: ids.eventId(),
      actor: personActor(principal),
      now: clock.now(),
      kind: 'person-changed',
      personId: id,
      to,
      reason,
      ...(data === undefined ? {} : { data }),
    });
  return {
    add: async ({ username, name, role, unitId }, reason, principal) => {
      demand('people.manage', principal);
      if (!USERNAME.test(username))
        throw invalidInput('username', '用户名为 2 至 40 个小写字母、数字、点、下划线或连字符。', '请修改用户名。');
      const why = writtenReason(reason);
      await demandUnit(deps, unitId, principal);
      if ((await storage.people.count()) >= MOST_PEOPLE) throw conflict(`人员已有 ${MOST_PEOPLE} 名，不能再添加。`);
      const person: NewPerson = {
        id: ids.id<PersonId>(),
        username,
        name,
        role,
        unitId,
        passwordHash: null,
        failedSignIns: 0,
        lockedUntilAt: null,
        disabled: false,
      };
      const data = { name, role, unitId };
      const added = await storage.people.add(person, eventOf(person.id, { to: 'added', reason: why, data }, principal));
      if (added === null)
        throw invalidInput('username', `用户名“${username}”已有人使用。`, '请换一个用户名，或启用、修改原有人员。');
      return personView(added);
    },
    change: async (id, { reason, ...changes }, principal) => {
      const before = await reachPerson(deps, id, principal);
      if (id === principal.personId) throw conflict('不能修改自己的角色和单位，请由另一位管理员办理。');
      const why = writtenReason(reason);
      const after = { name: before.name, role: before.role, unitId: before.unitId, ...changes };
      const data = describedDifferently(before, after);
      if (Object.keys(data).length === 0)
        throw invalidInput('name', '姓名、角色和单位都与现在相同。', '请修改其中至少一项。');
      if (after.unitId !== before.unitId) {
        await demandUnit(deps, after.unitId, principal);
        if (before.assignments.some(({ unitId }) => unitId === after.unitId))
          throw invalidInput('unitId', '该人员在这一单位已有任职。', '请先结束那个任职，再调整所属单位。');
      }
      const event = eventOf(id, { to: 'changed', reason: why, data }, principal);
      // What a session was opened for is no longer so; another name alone changes nothing of it.
      const endsSessions = after.role !== before.role || after.unitId !== before.unitId;
      if (!(await storage.people.describe(before, after, { endsSessions, event })))
        throw conflict('该人员已被他人改动。');
      if (!(await isOfficeManaged(deps, before))) {
        const back = eventOf(id, { to: 'taken-back', reason: 'last-administrator' }, principal);
        await storage.people.describe({ ...before, ...after }, before, { endsSessions: true, event: back });
        throw conflict(LAST_ADMINISTRATOR);
      }
      const changed = await storage.people.byId(id);
      if (changed === null) throw notFound('人员');
      return personView(changed);
    },
  };
}
