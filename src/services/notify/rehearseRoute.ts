import type { RouteDryRunView, TellingChangeView } from '../../api/dryRuns';
import type { TellingView } from '../../api/notify';
import type { Alert } from '../../domain/alerts/alert';
import type { NotifyRouteId } from '../../domain/ids';
import { maySee, readersOf, type NotifyChannel } from '../../domain/notify/channel';
import { calledTogether } from '../../domain/notify/calledTogether';
import { isMatch, type AlertFacts, type NotifyRoute } from '../../domain/notify/route';
import { fallbackOf, gapsOf, whoIsTold, type Telling, type TellingDecision } from '../../domain/notify/whoIsTold';
import { DAY_MS, type Instant } from '../../domain/time/instant';
import { alertsNoticedSince, type AlertsFound } from '../hiddenAlerts';
import { demandOffice } from '../notifyEvent';
import { readFactsEach, readTelling } from '../readTelling';
import { notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import { alertView } from '../toView/alertView';
import { iso } from '../toView/isoInstant';
import type { NotifyServices, RehearsedOn, RouteDraft } from './contract';

/** So many alerts are gone through in one turn of the process. */
const AT_ONE_TURN = 100;
const MOST_SHOWN = 20;

/** How people are told of one alert by today's routes and by those of the draft. */
interface Rehearsed {
  readonly alert: Alert;
  readonly facts: AlertFacts;
  readonly at: Instant;
  readonly tellings: readonly (TellingChangeView & { readonly desk: string })[];
}

/** What a route would change, by the same rules by which people are told. */
export function createRehearseRoute(
  deps: ServiceDeps,
  demandRelated: (draft: RouteDraft) => Promise<void>,
): Pick<NotifyServices, 'rehearseRoute'> {
  const { storage, clock } = deps;
  const alertsOf = async (about: RehearsedOn, now: Instant): Promise<AlertsFound> => {
    if ('days' in about) return alertsNoticedSince(deps, {}, new Date(now.getTime() - about.days * DAY_MS));
    const alerts = await storage.alerts.byIds([about.alertId]);
    if (alerts.length === 0) throw notFound('告警', 'alertId');
    return { alerts, isCut: false };
  };
  return {
    rehearseRoute: async ({ id, draft }, about, principal): Promise<RouteDryRunView> => {
      demandOffice('notify.manage', principal);
      if (id !== null && (await storage.notifyRoutes.byId(id)) === null) throw notFound('通知路由', 'id');
      await demandRelated(draft);
      const now = clock.now();
      const { alerts, isCut } = await alertsOf(about, now);
      const sinceAt = new Date(Math.min(now.getTime(), ...alerts.map(({ noticedAt }) => noticedAt.getTime())));
      const today = await readTelling(deps, [draft.audience], 'days' in about ? sinceAt : now);
      const route: NotifyRoute = { ...draft, id: id ?? ('' as NotifyRouteId), version: 0 };
      // Of two in one place the one that was there before comes first.
      const routes = id === null ? [...today.routes, route] : today.routes.map((one) => (one.id === id ? route : one));
      const drafted: Telling = { ...today, routes };
      const each: Rehearsed[] = [];
      for (const { alert, facts } of await readFactsEach(deps, alerts)) {
        const at = 'days' in about ? alert.noticedAt : now;
        each.push({ alert, facts, at, tellings: tellingsOf(facts, { today, drafted, at }) });
        // Ten thousand alerts are seconds of work: streams and other pages have their turns meanwhile.
        if (each.length % AT_ONE_TURN === 0) await new Promise(setImmediate);
      }
      const changed = each.filter(({ tellings }) => tellings.some(({ change }) => change !== 'same'));
      const matched = each.filter(({ facts }) => !draft.disabled && isMatch(draft.match, facts));
      const shown = [...new Set([...changed, ...matched, ...('days' in about ? [] : each)])].slice(0, MOST_SHOWN);
      return {
        looked: alerts.length,
        matched: matched.length,
        changed: changed.length,
        isCut,
        recipients: recipientsOf(each),
        alerts: shown.map(({ alert, facts, at, tellings }) => ({
          alert: alertView(alert, null),
          at: iso(at),
          tellings: tellings.map(({ change, before, after }) => ({ change, before, after })),
          gaps: gapsOf(facts, drafted, at).map(({ route: { name }, channel, gap }) => ({
            gap,
            routeName: name,
            channelName: channel.name,
          })),
        })),
      };
    },
  };
}

/** One recipient of one route, as people read it. */
export function tellingView(
  decision: TellingDecision,
  { facts, telling, now }: { readonly facts: AlertFacts; readonly telling: Telling; readonly now: Instant },
) {
  const { outcome, route, channel, person, toldAs, waitsUntilAt, calls = [] } = decision;
  // Whoever is shut out, or may not see it, is told nowhere.
  const isNamed = outcome !== 'out-of-scope' && outcome !== 'shut-out';
  const given = {
    channels: telling.channels,
    addresses: person?.addresses ?? null,
    sees: (other: NotifyChannel) => maySee(readersOf(other, person), facts.alert.unitPath),
  };
  const view: TellingView = {
    outcome,
    toldAs,
    routeName: route.name,
    channelName: channel.name,
    channelKind: channel.kind,
    recipient: person?.name ?? (calls.length === 0 ? channel.name : calls.join('、')),
    waitsUntilAt: waitsUntilAt > now ? iso(waitsUntilAt) : null,
    fallbackName: isNamed ? (fallbackOf(channel, [channel.id], given)?.channel.name ?? null) : null,
  };
  return view;
}

function tellingsOf(
  facts: AlertFacts,
  { today, drafted, at }: { readonly today: Telling; readonly drafted: Telling; readonly at: Instant },
): Rehearsed['tellings'] {
  const byDesk = (telling: Telling): ReadonlyMap<string, TellingView> =>
    new Map(
      calledTogether(whoIsTold(facts, telling, at), telling).map((decision) => [
        decision.desk,
        tellingView(decision, { facts, telling, now: at }),
      ]),
    );
  const [before, after] = [byDesk(today), byDesk(drafted)];
  return [...new Set([...after.keys(), ...before.keys()])].map((desk) => {
    const [was, will] = [before.get(desk) ?? null, after.get(desk) ?? null];
    return { desk, change: changeOf(was, will), before: was, after: will };
  });
}

/** Which route says so is nothing that a recipient is told. */
function changeOf(before: TellingView | null, after: TellingView | null): TellingChangeView['change'] {
  if (before === null) return 'new';
  if (after === null) return 'gone';
  return before.outcome === after.outcome && before.waitsUntilAt === after.waitsUntilAt ? 'same' : 'other';
}

function recipientsOf(each: readonly Rehearsed[]): RouteDryRunView['recipients'] {
  const isTold = (view: TellingView | null): boolean => view?.outcome === 'told' || view?.outcome === 'waits';
  const found = new Map<string, RouteDryRunView['recipients'][number]>();
  for (const { desk, before, after } of each.flatMap(({ tellings }) => tellings)) {
    const view = after ?? before;
    if (view === null || (!isTold(before) && !isTold(after))) continue;
    const { recipient, channelName, channelKind } = view;
    const sum = found.get(desk) ?? { recipient, channelName, channelKind, before: 0, after: 0, waiting: 0 };
    found.set(desk, {
      ...sum,
      before: sum.before + (isTold(before) ? 1 : 0),
      after: sum.after + (isTold(after) ? 1 : 0),
      waiting: sum.waiting + (after?.outcome === 'waits' ? 1 : 0),
    });
  }
  const byMost = (one: { readonly before: number; readonly after: number }): number => one.before + one.after;
  return [...found.values()].sort((one, other) => byMost(other) - byMost(one));
}
