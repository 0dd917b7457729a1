import type { SilenceDryRunView } from '../../api/dryRuns';
import { ALERT_SEVERITIES, type Alert, type AlertSeverity } from '../../domain/alerts/alert';
import type { SilenceId } from '../../domain/ids';
import { severityRank } from '../../domain/notify/route';
import type { Silence } from '../../domain/notify/silence';
import { DAY_MS } from '../../domain/time/instant';
import { hiddenAlerts, hiddenSince } from '../hiddenAlerts';
import { demandOffice } from '../notifyEvent';
import type { ServiceDeps } from '../settings';
import { alertView } from '../toView/alertView';
import type { NotifyServices } from './contract';
import { demandMatch } from './silenceMatch';

/** So many days are looked back on. */
const DAYS = 7;
const MOST_SHOWN = 20;

/** What a silence would hide, before anybody begins it. */
export function createRehearseSilence(deps: ServiceDeps): Pick<NotifyServices, 'rehearseSilence'> {
  const { clock } = deps;
  return {
    rehearseSilence: async ({ kind, match }, principal): Promise<SilenceDryRunView> => {
      demandOffice('alert.silence', principal);
      await demandMatch(deps, { kind, match });
      const now = clock.now();
      const silence: Silence = {
        ...{ id: '' as SilenceId, kind, match, reason: '', version: 0 },
        by: { personId: principal.personId, name: principal.name },
        startsAt: now,
        endsAt: new Date(now.getTime() + DAY_MS),
      };
      const sinceAt = new Date(now.getTime() - DAYS * DAY_MS);
      const hidden = await hiddenAlerts(deps, [silence], { now, scope: null });
      const lately = await hiddenSince(deps, silence, { now, sinceAt });
      const pressing = [...hidden.alerts].sort(
        (one, other) => severityRank(other.severity) - severityRank(one.severity) || other.seq - one.seq,
      );
      return {
        hides: bySeverity(hidden.alerts),
        alerts: pressing.slice(0, MOST_SHOWN).map((alert) => alertView(alert, null)),
        days: DAYS,
        lately: bySeverity(lately.alerts),
        isCut: hidden.isCut || lately.isCut,
      };
    },
  };
}

function bySeverity(alerts: readonly Alert[]): Record<AlertSeverity, number> {
  const counts = Object.fromEntries(ALERT_SEVERITIES.map((severity) => [severity, 0]));
  for (const { severity } of alerts) counts[severity] = (counts[severity] ?? 0) + 1;
  return counts as Record<AlertSeverity, number>;
}
