import type { UnitId } from '../ids';
import { endOfMonth, type Month } from '../submissions/month';
import type { Instant } from '../time/instant';
import type { Alert, AlertDraft, Resolution } from './alert';
import { SUBMISSIONS_BEHIND_ALERT } from './alertTable';

/** Whose state says which units have sent in fewer submissions than they owe. */
export const SUBMISSIONS_OWNER = 'submissions';

/** One unit that owes something this month, and how much of it is there. */
export interface OwedThisMonth {
  readonly unit: { readonly id: UnitId; readonly name: string; readonly path: readonly UnitId[] };
  readonly least: number;
  readonly counted: number;
}

/**
 * Units that are behind, each told once when `remindAt` has come and until it is no more or the month is over; and when
 * time alone will change that.
 */
export function submissionAlerts(
  owed: readonly OwedThisMonth[],
  { month, remindAt, now }: { readonly month: Month; readonly remindAt: Instant; readonly now: Instant },
): { readonly wanted: readonly AlertDraft[]; readonly laterAt: Instant } {
  if (now < remindAt) return { wanted: [], laterAt: remindAt };
  const behind = owed.filter(({ least, counted }) => counted < least);
  return {
    wanted: behind.map(({ unit, least, counted }) => ({
      ...SUBMISSIONS_BEHIND_ALERT,
      cause: causeOf(unit.id, month),
      owner: SUBMISSIONS_OWNER,
      subject: { label: unit.name },
      unitId: unit.id,
      unitPath: unit.path,
      byUnit: null,
      reason: 'below-quota',
      figures: { month, owed: least, sent: counted, missing: least - counted, dueBy: endOfMonth(month).toISOString() },
      occurredAt: remindAt,
    })),
    laterAt: endOfMonth(month),
  };
}

/** Why one of these is over: the unit has what it owes, or the month of the alert is past. */
export function submissionAlertEnd({ cause }: Pick<Alert, 'cause'>, month: Month): Resolution {
  return cause.endsWith(`:${month}`) ? 'done' : 'deadline-passed';
}

function causeOf(unitId: UnitId, month: Month): string {
  return `submissions:${unitId}:${month}`;
}
