import type { DeadlineRules } from '../domain/time/deadline';
import type { ServiceSettings } from './settings';

/** The office's way of counting: its calendar and the hour its working day ends at. */
export function deadlineRules({ calendar, deadline }: ServiceSettings): DeadlineRules {
  return { cal: calendar, cutOff: { hour: deadline.cutOffHour } };
}
