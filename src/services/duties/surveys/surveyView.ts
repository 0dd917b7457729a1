import { SURVEY_ACTS, type SurveyAct, type SurveyItemView, type SurveyPlanView } from '../../../api/unitFiles';
import type { UnitId } from '../../../domain/ids';
import { may } from '../../../domain/people/permissions';
import type { Action, Principal } from '../../../domain/people/role';
import { surveyOutlook } from '../../../domain/surveys/surveyOutlook';
import type { SurveyItem, SurveyPlan } from '../../../domain/surveys/surveyPlan';
import { canHappenToSurvey } from '../../../domain/surveys/surveyTable';
import { civilDateOf } from '../../../domain/time/civil';
import type { Instant } from '../../../domain/time/instant';
import { iso } from '../../toView/isoInstant';

const RIGHTS: Readonly<Record<SurveyAct, Action>> = {
  postpone: 'duty.write',
  announce: 'duty.write',
  hold: 'duty.write',
  publish: 'duty.write',
  cancel: 'duty.decide',
  restore: 'duty.decide',
  reopen: 'duty.decide',
};

/** The right that a step of an item takes. */
export function surveyRight(act: SurveyAct): Action {
  return RIGHTS[act];
}

/** A plan with its progress as of now. */
export function surveyPlanView(
  plan: SurveyPlan,
  {
    nameOf,
    principal,
    now,
  }: { readonly nameOf: (id: UnitId) => string; readonly principal: Principal; readonly now: Instant },
): SurveyPlanView {
  const { id, unitId, year, version } = plan;
  const today = civilDateOf(now);
  return {
    ...{ id, unitId, unitName: nameOf(unitId), year, version },
    quotas: plan.quotas.map((quota) => {
      const { key, title, titleEn, kinds, least, clause } = quota;
      return { ...{ key, title, titleEn, kinds: [...kinds], least, clause }, ...surveyOutlook(plan, quota, today) };
    }),
    items: plan.items.map((item) => itemView(item, principal)),
    mayWrite: may(principal, 'duty.write'),
  };
}

function itemView(item: SurveyItem, principal: Principal): SurveyItemView {
  const { look, thread, ...rest } = item;
  return {
    ...rest,
    sight: look === null ? null : { as: look.as, at: iso(look.at), link: look.link },
    acts: SURVEY_ACTS.filter((act) => canHappenToSurvey(item, act) && may(principal, RIGHTS[act])),
    thread: thread.map(({ event, name, at, words }) => ({ event, name, at: iso(at), words })),
  };
}
