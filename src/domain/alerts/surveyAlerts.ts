import type { SurveyPlanId } from '../ids';
import { nextTurnOn, standsSince, surveyOutlook } from '../surveys/surveyOutlook';
import type { SurveyPlan } from '../surveys/surveyPlan';
import { civilDateOf, startOfCivilDate } from '../time/civil';
import type { Instant } from '../time/instant';
import type { AlertDraft } from './alert';
import { SURVEY_ALERTS } from './alertTable';

const OWNER = 'survey-plan:';

/** Whose state says what is wrong about one plan of surveys. */
export function surveyPlanOwner(id: SurveyPlanId): string {
  return `${OWNER}${id}`;
}

/**
 * Which numbers of a plan are running out of time, or cannot be reached any more; and when time alone will change that.
 * When the year is over nothing can be done about it: what was missed stands in the figures.
 */
export function surveyAlerts(
  plan: SurveyPlan,
  now: Instant,
): { readonly wanted: readonly AlertDraft[]; readonly laterAt: Instant | null } {
  const today = civilDateOf(now);
  if (today > `${plan.year}-12-31`) return { wanted: [], laterAt: null };
  const { id, unitId, unitPath, year } = plan;
  const wanted = plan.quotas.flatMap((quota): AlertDraft[] => {
    const { held, ahead, standing } = surveyOutlook(plan, quota, today);
    if (standing !== 'short' && standing !== 'unreachable') return [];
    return [
      {
        ...SURVEY_ALERTS[standing],
        ...{ owner: surveyPlanOwner(id), cause: `${OWNER}${id}:${quota.key}`, reason: `plan-${standing}` },
        ...{ subject: { label: quota.title }, unitId, unitPath, byUnit: null },
        figures: { planId: id, year, rule: quota.key, least: quota.least, held, ahead },
        occurredAt: startOfCivilDate(standsSince(plan, quota, today)),
      },
    ];
  });
  const turn = nextTurnOn(plan, today);
  return { wanted, laterAt: turn === null ? null : startOfCivilDate(turn) };
}
