import type { RoleHistoryView, RoleView } from '../../api/people';
import type { LedgerEntry } from '../../domain/alerts/alert';
import { makeEvent } from '../../domain/alerts/events';
import { Refusal } from '../../domain/errors';
import { actionsOf } from '../../domain/people/permissions';
import {
  isChanged,
  FIXED_ROLE,
  rightsOf,
  withRights,
  type RoleProblem,
  type RoleRights,
} from '../../domain/people/roleRights';
import { ACTIONS, type Action } from '../../domain/people/role';
import { personActor } from '../actors';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import { iso, listView } from '../toView/isoInstant';
import type { PeopleServices } from './contract';

const FASTER = '这一角色已被他人改动。';
const PROBLEMS: Readonly<Record<RoleProblem, () => Refusal>> = {
  fixed: () => conflict('管理员始终持有全部权限，不能修改。'),
  'read-missing': () => invalidInput('actions', '每个角色都须保留“查看”。', '请勾选“查看”；不应登录的人员请停用。'),
  'administrators-alone': () =>
    invalidInput(
      'actions',
      '“管理人员”只属于管理员。',
      '能管理人员的人可以为任何人生成登录链接；请改为授予管理员角色。',
    ),
  'not-held': () => invalidInput('actions', '不能授予您自己没有的权限。', '请由持有该权限的管理员办理。'),
  unchanged: () => invalidInput('actions', '权限与现在相同。', '请勾选或去掉至少一项。'),
};

/** What each role may do: seen by who manages people, changed by who manages those of the whole office. */
export function createManageRoles(deps: ServiceDeps): Pick<PeopleServices, 'roles' | 'roleHistory' | 'setRole'> {
  const { storage, ids, clock } = deps;
  return {
    roles: async (principal) => {
      demand('people.manage', principal);
      return (await storage.roles.list()).map(roleView);
    },
    roleHistory: async (role, page, principal) => {
      demand('people.manage', principal);
      const lines = await storage.ledger.ofSubject(`role:${role}`, page);
      return listView(lines, historyLine, clock.now());
    },
    setRole: async ({ role, version }, { actions, reason }, principal) => {
      demand('people.manage', principal);
      if (principal.unitId !== null)
        throw new Refusal('forbidden', '角色的权限只能由管理全部单位的人员设置。', {
          remedy: '请联系管理全部单位的管理员。',
        });
      const before = (await storage.roles.list()).find((one) => one.role === role);
      if (before === undefined) throw notFound('角色');
      if (before.version !== version) throw conflict(FASTER);
      const why = writtenReason(reason);
      const after = withRights(before, actions, actionsOf(principal));
      if ('problem' in after) throw PROBLEMS[after.problem]();
      const [had, has] = [rightsOf(before), rightsOf(after)];
      const event = makeEvent(
        { eventId: ids.eventId(), actor: personActor(principal), now: clock.now() },
        {
          ...{ kind: 'role-changed', subject: `role:${role}`, from: null, to: 'changed', reason: why },
          data: {
            given: has.filter((action) => !had.includes(action)).join(','),
            taken: had.filter((action) => !has.includes(action)).join(','),
          },
        },
      );
      if (!(await storage.roles.put(after, event))) throw conflict(FASTER);
      return roleView(after);
    },
  };
}

/** Permissions that a later version has no more are left out. */
function historyLine({ recordedAt, actor, reason, data }: LedgerEntry): RoleHistoryView {
  const named = data['actorName'];
  const actionsIn = (text: unknown): Action[] =>
    typeof text === 'string' ? ACTIONS.filter((action) => text.split(',').includes(action)) : [];
  return {
    ...{ at: iso(recordedAt), by: typeof named === 'string' && named !== '' ? named : actor, reason },
    ...{ given: actionsIn(data['given']), taken: actionsIn(data['taken']) },
  };
}

function roleView(role: RoleRights): RoleView {
  const { version } = role;
  return {
    ...{ role: role.role, actions: rightsOf(role), version },
    isFixed: role.role === FIXED_ROLE,
    isChanged: isChanged(role),
  };
}
