import { isOwed, type Duty } from '../duties/duty';
import type { DutyId, UnitId } from '../ids';
import type { Instant } from '../time/instant';
import type { Alert, AlertDraft, Resolution } from './alert';
import { DUTY_ALERTS } from './alertTable';

const OWNER = 'duty:';

/** Whose state says what is wrong about one duty. */
export function dutyOwner(id: DutyId): string {
  return `${OWNER}${id}`;
}

/** Another unit that is asked for something, as it lies now. */
export interface AskedUnit {
  readonly id: UnitId;
  readonly path: readonly UnitId[];
}

/**
 * What is wrong about a duty now: its deadline is near, or has passed and presses; an extension or an offer waits for
 * somebody. And when time alone will change that.
 */
export function dutyAlerts(
  duty: Duty,
  { now, offered }: { readonly now: Instant; readonly offered: AskedUnit | null },
): { readonly wanted: readonly AlertDraft[]; readonly laterAt: Instant | null } {
  if (!isOwed(duty)) return { wanted: [], laterAt: null };
  const { id, title, unitId, unitPath, dueBy, remindAt, pressAt, ruleKey } = duty;
  const base = {
    ...{ owner: dutyOwner(id), subject: { label: title }, unitId, unitPath, byUnit: null },
    figures: { dutyId: id, rule: ruleKey, dueBy: dueBy.toISOString() },
  };
  const wanted: AlertDraft[] = [];
  const clock = `${OWNER}${id}:clock`;
  if (now >= pressAt)
    wanted.push({ ...base, ...DUTY_ALERTS.pressing, cause: clock, reason: 'long-overdue', occurredAt: dueBy });
  else if (now >= dueBy)
    wanted.push({ ...base, ...DUTY_ALERTS.overdue, cause: clock, reason: 'overdue', occurredAt: dueBy });
  else if (now >= remindAt)
    wanted.push({ ...base, ...DUTY_ALERTS.near, cause: clock, reason: 'deadline-near', occurredAt: remindAt });
  if (duty.extension !== null && duty.extension.decision === null)
    wanted.push({
      ...{ ...base, ...DUTY_ALERTS.asked, cause: `${OWNER}${id}:extension`, reason: 'extension-asked' },
      occurredAt: duty.extension.askedAt,
    });
  if (duty.offer !== null && offered !== null)
    wanted.push({
      ...{ ...base, ...DUTY_ALERTS.asked, cause: `${OWNER}${id}:offer`, reason: 'take-over-asked' },
      ...{ unitId: offered.id, unitPath: offered.path, occurredAt: duty.offer.at },
    });
  const laterAt = [remindAt, dueBy, pressAt].find((at) => at > now) ?? null;
  return { wanted, laterAt };
}

/** Why one of these is over. */
export function dutyAlertEnd({ kind }: Pick<Alert, 'kind'>, duty: Duty): Resolution {
  if (duty.state === 'withdrawn') return 'withdrawn';
  // What was near or late is so no more though it is owed: its deadline was put off.
  return isOwed(duty) && kind !== DUTY_ALERTS.asked.kind ? 'put-off' : 'done';
}
