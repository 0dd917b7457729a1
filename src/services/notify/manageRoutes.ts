import type { RouteView } from '../../api/notify';
import type { NotifyRouteId } from '../../domain/ids';
import { calledTogether } from '../../domain/notify/calledTogether';
import type { NotifyRoute } from '../../domain/notify/route';
import { gapsOf, whoIsTold } from '../../domain/notify/whoIsTold';
import { conflict, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { NotifyServices, RouteDraft } from './contract';
import { demandOffice, notifyEvent } from '../notifyEvent';
import { readFacts, readTelling } from '../readTelling';
import { createRehearseRoute, tellingView } from './rehearseRoute';

type RouteServices = Pick<
  NotifyServices,
  'routes' | 'addRoute' | 'changeRoute' | 'removeRoute' | 'dryRun' | 'rehearseRoute'
>;

export function createManageRoutes(deps: ServiceDeps): RouteServices {
  const { storage, ids, clock } = deps;
  const demandRelated = async ({ channelId, match, audience }: RouteDraft): Promise<void> => {
    if ((await storage.notifyChannels.byId(channelId)) === null) throw notFound('通知渠道', 'channelId');
    if (match.unitId !== null && (await storage.units.byId(match.unitId, null)) === null)
      throw notFound('单位', 'match.unitId');
    if ('rosterId' in audience && (await storage.dutyRosters.byId(audience.rosterId)) === null)
      throw notFound('值班表', 'audience.rosterId');
    if (audience.kind !== 'people') return;
    for (const id of audience.personIds)
      if ((await storage.people.byId(id)) === null) throw notFound('人员', 'audience.personIds');
  };
  return {
    routes: async (principal) => {
      demandOffice('notify.manage', principal);
      return (await storage.notifyRoutes.list()).map(routeView);
    },
    addRoute: async (draft, principal) => {
      demandOffice('notify.manage', principal);
      await demandRelated(draft);
      const route: NotifyRoute = { ...draft, id: ids.id<NotifyRouteId>(), version: 1 };
      const { id, name } = route;
      await storage.notifyRoutes.insert(
        route,
        notifyEvent(deps, principal, { of: 'route', id, to: 'added', reason: name }),
      );
      return routeView(route);
    },
    changeRoute: async ({ id, version }, draft, principal) => {
      demandOffice('notify.manage', principal);
      if ((await storage.notifyRoutes.byId(id)) === null) throw notFound('通知路由');
      await demandRelated(draft);
      const event = notifyEvent(deps, principal, { of: 'route', id, to: 'changed', reason: draft.name });
      if (!(await storage.notifyRoutes.change({ ...draft, id, version }, event)))
        throw conflict('该通知路由已被他人改动。');
      return routeView({ ...draft, id, version: version + 1 });
    },
    removeRoute: async ({ id, version }, principal) => {
      demandOffice('notify.manage', principal);
      const route = await storage.notifyRoutes.byId(id);
      if (route === null) throw notFound('通知路由');
      const event = notifyEvent(deps, principal, { of: 'route', id, to: 'removed', reason: route.name });
      if (!(await storage.notifyRoutes.remove(id, version, event))) throw conflict('该通知路由已被他人改动。');
    },
    dryRun: async (alertId, principal) => {
      demandOffice('notify.manage', principal);
      const [alert] = await storage.alerts.byIds([alertId]);
      if (alert === undefined) throw notFound('告警', 'alertId');
      const now = clock.now();
      const facts = await readFacts(deps, alert);
      const telling = await readTelling(deps);
      const decisions = calledTogether(whoIsTold(facts, telling, now), telling);
      return {
        alertId,
        gaps: gapsOf(facts, telling, now).map(({ route, channel, gap }) => ({
          gap,
          routeName: route.name,
          channelName: channel.name,
        })),
        recipients: decisions.map((decision) => tellingView(decision, { facts, telling, now })),
      };
    },
    ...createRehearseRoute(deps, demandRelated),
  };
}

function routeView(route: NotifyRoute): RouteView {
  const { id, name, position, match, channelId, audience, waits, tellsResolved, isLast, disabled, version } = route;
  return { id, name, position, match, channelId, audience, waits, tellsResolved, isLast, disabled, version };
}
