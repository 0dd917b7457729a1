import { dueAt, type DeadlineRules } from '../time/deadline';
import { HOUR_MS, type Instant, type PublishedAt } from '../time/instant';
import { earliestOf } from '../time/published';
import type { Limit } from '../time/limit';
import type { LimitTerms } from './limitRule';

/** When a duty is due, when its unit is reminded, and when it presses. */
export interface DutyClock {
  /** The first instant that is late. */
  readonly dueBy: Instant;
  /** A counted day belongs to a year whose notice is not out yet. */
  readonly provisional: boolean;
  readonly remindAt: Instant;
  readonly pressAt: Instant;
}

/** The clock of a duty from its event on; `extended`: by the longer limit, which is counted from the event as well. */
export function clockOf(
  began: PublishedAt,
  { terms, extended }: { readonly terms: LimitTerms; readonly extended: boolean },
  rules: DeadlineRules,
): DutyClock {
  const limit = extended && terms.extension !== null ? terms.extension.limit : terms.limit;
  const { dueBy, provisional } = dueAt(began, limit, rules);
  return {
    ...{ dueBy, provisional },
    remindAt: reminderOf(began, { limit, remind: terms.remind, dueBy }, rules),
    pressAt: pressingOf(dueBy, terms.press, rules),
  };
}

function pressingOf(dueBy: Instant, press: Limit, rules: DeadlineRules): Instant {
  if ('hours' in press) return new Date(dueBy.getTime() + press.hours * HOUR_MS);
  // Half-open: the last instant that was in time lies on the day of the deadline, from which days are counted.
  return dueAt(new Date(dueBy.getTime() - 1), press, rules).dueBy;
}

function reminderOf(
  began: PublishedAt,
  { limit, remind, dueBy }: { readonly limit: Limit; readonly remind: Limit; readonly dueBy: Instant },
  rules: DeadlineRules,
): Instant {
  if ('hours' in remind) return new Date(dueBy.getTime() - remind.hours * HOUR_MS);
  const before = 'hours' in limit ? 0 : limit.workingDays - remind.workingDays;
  return before < 1 ? earliestOf(began) : dueAt(began, { workingDays: before }, rules).dueBy;
}
