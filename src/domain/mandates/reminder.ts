import { HOUR_MS, type Instant } from '../time/instant';
import type { Obligation } from './mandate';
import { REMINDER_STEPS, type ReminderStep } from './reminderStep';

export const REMINDER_LEAD_MS: Readonly<Record<ReminderStep, number>> = {
  'four-hours-left': 4 * HOUR_MS,
  'one-hour-left': HOUR_MS,
};

export interface DueReminder {
  readonly step: ReminderStep;
  /** When the rule says it is due: so long before the deadline, whenever it is noticed. */
  readonly occurredAt: Instant;
}

/**
 * The reminder that is due for a task now, or null. Only the latest one: somebody who is told that an hour is left need
 * not be told that four were. A task that became manual with less time left than a step is told at once, by that step.
 */
export function dueReminder({ state, dueBy }: Pick<Obligation, 'state' | 'dueBy'>, now: Instant): DueReminder | null {
  if (state !== 'manual' || now.getTime() >= dueBy.getTime()) return null;
  const leftMs = dueBy.getTime() - now.getTime();
  const step = REMINDER_STEPS.filter((candidate) => leftMs <= REMINDER_LEAD_MS[candidate]).at(-1);
  return step === undefined ? null : { step, occurredAt: new Date(dueBy.getTime() - REMINDER_LEAD_MS[step]) };
}
