import type { AlertGroupView, AlertView, CutBySilences } from '../../api/alerts';
import type { Alert } from '../../domain/alerts/alert';
import { severityRank } from '../../domain/notify/route';
import { onceFor } from '../../domain/onceFor';
import type { AlertGroup, Scope } from '../../ports/storage';
import { readScope } from '../readScope';
import { notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import { alertView } from '../toView/alertView';
import { iso, listView } from '../toView/isoInstant';
import { alertFilterOf } from './alertFilter';
import type { ViewServices } from './contract';

/** Alerts by state and filter, by what they have in common, and one with its history. */
export function createReadAlerts(deps: ServiceDeps): Pick<ViewServices, 'alerts' | 'alertGroups' | 'alertHistoryOf'> {
  const { storage, clock } = deps;
  const wholeAlert = onceFor((alert: Alert) => Object.freeze(alertView(alert, null)));
  // Of one that lies in several units each reader is shown another part.
  const listedAlert = (alert: Alert, scope: Scope): AlertView =>
    scope === null || alert.byUnit === null ? wholeAlert(alert) : alertView(alert, scope);
  return {
    alerts: async (query, page, principal) => {
      const scope = readScope(principal);
      const now = clock.now();
      const { filter, isCut } = await alertFilterOf(deps, query, principal);
      const [history, found] = await Promise.all([storage.alerts.history(), storage.alerts.list(filter, page, scope)]);
      return { ...listView(found, (alert) => listedAlert(alert, scope), now), history, ...cutOf(isCut) };
    },
    alertGroups: async (query, principal) => {
      const scope = readScope(principal);
      const now = clock.now();
      const { filter, isCut } = await alertFilterOf(deps, { state: 'unresolved', ...query }, principal);
      const groups = await storage.alerts.groups(filter, scope);
      return { items: bySeverity(groups), nextCursor: null, asOf: iso(now), ...cutOf(isCut) };
    },
    alertHistoryOf: async (id, { before, limit }, principal) => {
      const scope = readScope(principal);
      const lines = await storage.alerts.linesOf(id, { before, limit }, scope);
      if (lines === null) throw notFound('告警');
      const last = lines.at(-1);
      return {
        items: lines.map((alert) => alertView(alert, scope)),
        nextCursor: last !== undefined && lines.length === limit ? String(last.seq) : null,
        asOf: iso(clock.now()),
        history: await storage.alerts.history(),
      };
    },
  };
}

function cutOf(isCut: boolean): CutBySilences {
  return isCut ? { isCut: true } : {};
}

/** Of one kind and reason there is one group, which presses as its worst does. */
function bySeverity(groups: readonly AlertGroup[]): readonly AlertGroupView[] {
  const found = new Map<string, AlertGroup>();
  for (const group of groups) {
    const key = `${group.kind} ${group.reason}`;
    const known = found.get(key);
    if (known === undefined) {
      found.set(key, group);
      continue;
    }
    found.set(key, {
      ...known,
      severity: severityRank(group.severity) > severityRank(known.severity) ? group.severity : known.severity,
      count: known.count + group.count,
      oldestAt: group.oldestAt < known.oldestAt ? group.oldestAt : known.oldestAt,
    });
  }
  return [...found.values()]
    .sort(
      (one, other) =>
        severityRank(other.severity) - severityRank(one.severity) ||
        other.count - one.count ||
        one.oldestAt.getTime() - other.oldestAt.getTime(),
    )
    .map(({ oldestAt, ...group }) => ({ ...group, oldestAt: iso(oldestAt) }));
}
