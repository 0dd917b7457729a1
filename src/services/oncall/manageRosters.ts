import type { RosterView } from '../../api/oncall';
import type { RosterId } from '../../domain/ids';
import type { Audience } from '../../domain/notify/route';
import type { DutyRoster } from '../../domain/oncall/roster';
import { addCivilDays, civilDateOf } from '../../domain/time/civil';
import { demandOffice, notifyEvent } from '../notifyEvent';
import { conflict, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { OncallServices, RosterDraft } from './contract';
import { HOLES_AHEAD_DAYS, rosterView } from './dutyViews';
import { findRoster, readPeople, readPlans } from './readDuty';

type RosterServices = Pick<OncallServices, 'rosters' | 'addRoster' | 'changeRoster' | 'removeRoster'>;

/** Tables of who is on duty: made, changed, taken away. */
export function createManageRosters(deps: ServiceDeps): RosterServices {
  const { storage, ids, clock } = deps;
  const views = async (rosters: readonly DutyRoster[]): Promise<readonly RosterView[]> => {
    const now = clock.now();
    const today = civilDateOf(now);
    // The duty of before a handover is yesterday's.
    const span = { from: addCivilDays(today, -1), to: addCivilDays(today, HOLES_AHEAD_DAYS) };
    const [plans, people] = await Promise.all([readPlans(deps, rosters, span), readPeople(deps)]);
    return plans.map((plan) => rosterView(plan, people, now));
  };
  const view = async (roster: DutyRoster): Promise<RosterView> => {
    const [shown] = await views([roster]);
    if (shown === undefined) throw notFound('值班表');
    return shown;
  };
  const demandUnit = async ({ unitId }: RosterDraft): Promise<void> => {
    if (unitId !== null && (await storage.units.byId(unitId, null)) === null) throw notFound('单位', 'unitId');
  };
  /** What names the roster; null: nothing does. */
  const userOf = async (id: RosterId): Promise<string | null> => {
    const isIt = (audience: Audience): boolean => 'rosterId' in audience && audience.rosterId === id;
    const [routes, ladders, digests] = await Promise.all([
      storage.notifyRoutes.list(),
      storage.ladders.list(),
      storage.digestPlans.list(),
    ]);
    const route = routes.find(({ audience }) => isIt(audience));
    if (route !== undefined) return `通知路由“${route.name}”`;
    const ladder = ladders.find(({ rungs }) => rungs.some(({ audience }) => isIt(audience)));
    if (ladder !== undefined) return `升级规则“${ladder.name}”`;
    const digest = digests.find(({ audience }) => isIt(audience));
    return digest === undefined ? null : `摘要“${digest.name}”`;
  };
  return {
    rosters: async (principal) => {
      demandOffice('notify.manage', principal);
      return views(await storage.dutyRosters.list());
    },
    addRoster: async (draft, principal) => {
      demandOffice('notify.manage', principal);
      await demandUnit(draft);
      const roster: DutyRoster = { ...draft, id: ids.id<RosterId>(), version: 1 };
      const { id, name } = roster;
      const event = notifyEvent(deps, principal, { of: 'roster', id, to: 'added', reason: name });
      await storage.dutyRosters.insert(roster, event);
      return view(roster);
    },
    changeRoster: async ({ id, version }, draft, principal) => {
      demandOffice('notify.manage', principal);
      await findRoster(deps, id);
      await demandUnit(draft);
      const event = notifyEvent(deps, principal, { of: 'roster', id, to: 'changed', reason: draft.name });
      if (!(await storage.dutyRosters.change({ ...draft, id, version }, event)))
        throw conflict('该值班表已被他人改动。');
      return view({ ...draft, id, version: version + 1 });
    },
    removeRoster: async ({ id, version }, principal) => {
      demandOffice('notify.manage', principal);
      const { name } = await findRoster(deps, id);
      const user = await userOf(id);
      if (user !== null) throw conflict(`${user}正在使用该值班表，请先改用其他告知对象。`);
      const event = notifyEvent(deps, principal, { of: 'roster', id, to: 'removed', reason: name });
      if (!(await storage.dutyRosters.remove(id, version, event))) throw conflict('该值班表已被他人改动。');
    },
  };
}
