import { addCivilDays } from '../time/civil';
import { DAY_MS, type CivilDate } from '../time/instant';
import type { SurveyPlan } from './surveyPlan';
import type { SurveyQuota } from './surveyQuota';

/**
 * `unplanned`: more have to be planned, and there is time; `short`: the time for that is running out; `unreachable`: not
 * even what can still be brought about makes the number.
 */
export const SURVEY_STANDINGS = ['met', 'on-course', 'unplanned', 'short', 'unreachable'] as const;
export type SurveyStanding = (typeof SURVEY_STANDINGS)[number];

/** How far a plan has come with one number, and whether the rest of the year can make it. */
export interface SurveyOutlook {
  readonly held: number;
  /** Planned or announced for a day that is still to come. */
  readonly ahead: number;
  readonly standing: SurveyStanding;
}

export function surveyOutlook(
  { year, items }: Pick<SurveyPlan, 'year' | 'items'>,
  { kinds, least, eachDays, warnDays }: SurveyQuota,
  today: CivilDate,
): SurveyOutlook {
  const own = items.filter(({ kind }) => kinds.includes(kind));
  const held = own.filter(({ state }) => state === 'held' || state === 'published').length;
  const ahead = own.filter(
    ({ state, plannedOn }) => (state === 'planned' || state === 'announced') && plannedOn >= today,
  ).length;
  const daysLeft = Math.max(0, daysBetween(today, lastDayOf(year)) + 1);
  const missing = least - held - ahead;
  const standing = ((): SurveyStanding => {
    if (held >= least) return 'met';
    if (missing <= 0) return 'on-course';
    // What is planned takes care of itself: the days that are left are for what is missing beside it.
    if (daysLeft < missing * eachDays) return 'unreachable';
    return daysLeft - missing * eachDays < warnDays ? 'short' : 'unplanned';
  })();
  return { held, ahead, standing };
}

/** The next day on which some number of the plan stands otherwise, if nobody does anything; null: none of the year. */
export function nextTurnOn(plan: Pick<SurveyPlan, 'year' | 'items' | 'quotas'>, today: CivilDate): CivilDate | null {
  const standings = (on: CivilDate): string =>
    plan.quotas.map((quota) => surveyOutlook(plan, quota, on).standing).join(' ');
  const now = standings(today);
  const end = addCivilDays(lastDayOf(plan.year), 1);
  for (let on = addCivilDays(today, 1); on < end; on = addCivilDays(on, 1)) if (standings(on) !== now) return on;
  return today < end ? end : null;
}

/** The day since which a number stands as it does today, as the plan is now. */
export function standsSince(plan: Pick<SurveyPlan, 'year' | 'items'>, quota: SurveyQuota, today: CivilDate): CivilDate {
  const { standing } = surveyOutlook(plan, quota, today);
  let since = today;
  for (
    let before = addCivilDays(since, -1);
    before >= `${plan.year}-01-01` && surveyOutlook(plan, quota, before).standing === standing;
    before = addCivilDays(before, -1)
  )
    since = before;
  return since;
}

function lastDayOf(year: number): CivilDate {
  return `${year}-12-31` as CivilDate;
}

function daysBetween(from: CivilDate, to: CivilDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}
