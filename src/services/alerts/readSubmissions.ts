import type { AlertsWanted } from '../../domain/alerts/alertChanges';
import { submissionAlertEnd, submissionAlerts } from '../../domain/alerts/submissionAlerts';
import { isOpen } from '../../domain/accounts/unit';
import { monthOf, workingDaysBeforeEnd } from '../../domain/submissions/month';
import { monthFigures, quotaFor } from '../../domain/submissions/quota';
import type { Instant } from '../../domain/time/instant';
import type { ServiceDeps } from '../settings';
import { readSubmissionRules } from '../submissionRules';

/** Which units have sent in fewer submissions this month than they owe, once the month comes near its end. */
export async function readSubmissions({ storage, settings }: ServiceDeps, now: Instant): Promise<AlertsWanted> {
  const month = monthOf(now);
  const remindAt = workingDaysBeforeEnd(month, settings.submissions.remindWorkingDays, settings.calendar);
  const endOf: AlertsWanted['endOf'] = (alert) => submissionAlertEnd(alert, month);
  if (now < remindAt) return { ...submissionAlerts([], { month, remindAt, now }), endOf };
  const [months, counts, all, { rules }] = await Promise.all([
    storage.submissionMonths.list(month, null),
    storage.submissions.countsOf(month, null),
    storage.units.list(null),
    readSubmissionRules({ storage, settings }),
  ]);
  const units = new Map(all.map((unit) => [unit.id, unit]));
  const owed = months.flatMap(({ ofUnitId }) => {
    const unit = units.get(ofUnitId);
    const quota = unit === undefined || !isOpen(unit) ? null : quotaFor(unit, month, { rules, units });
    if (unit === undefined || quota === null) return [];
    return [{ unit, least: quota.least, counted: monthFigures(counts.get(ofUnitId) ?? {}, quota).counted }];
  });
  return { ...submissionAlerts(owed, { month, remindAt, now }), endOf };
}
