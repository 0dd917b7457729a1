import type { LinkedDuty, LinkedStanding } from '../duties/linkedDuty';
import type { LimitRule } from '../duties/limitRule';
import type { Instant } from '../time/instant';
import type { SurveyItem, SurveyPlan } from './surveyPlan';

/** What is owed for the results of a plan, and how each stands. */
export function surveyDuties(plan: SurveyPlan, rule: LimitRule): readonly LinkedDuty[] {
  return plan.items.flatMap((item) => {
    const { dutyId, heldOn, kind, title, thread } = item;
    // A look of ours says nothing about who did it.
    const last = thread.findLast(({ event }) => event !== 'look');
    if (dutyId === null || heldOn === null || last === undefined) return [];
    return [
      {
        ...{ id: dutyId, rule, subjectId: plan.id, category: kind, title: `${title}（结果）` },
        unit: { id: plan.unitId, path: plan.unitPath },
        began: { precision: 'day', on: heldOn, original: heldOn },
        stands: standing(item),
        by: { by: last.by, name: last.name, at: doneAt(item, last.at) },
        words: last.words ?? '结果已公布',
      },
    ];
  });
}

function standing({ state, resultLink }: SurveyItem): LinkedStanding {
  if (state === 'published')
    return { as: 'done', reason: 'published', evidence: { kind: 'link', link: resultLink, words: '结果已公布' } };
  return state === 'cancelled' ? { as: 'withdrawn', reason: 'opened-by-mistake' } : { as: 'owed' };
}

/** What we saw on the site was there then, whenever somebody came to say so. */
function doneAt({ state, look }: SurveyItem, saidAt: Instant): Instant {
  return state === 'published' && look?.as === 'seen' && look.at < saidAt ? look.at : saidAt;
}
