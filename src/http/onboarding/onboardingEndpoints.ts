import type { OnboardingRowView } from '../../api/onboarding';
import { PLATFORM_TABLE } from '../../domain/accounts/platforms';
import { civilDateOf } from '../../domain/time/civil';
import { endpoint } from '../edge/endpoint';
import { tableFileView } from '../imports/importSchemas';
import { safeText } from '../sheets/safeText';
import { writeXlsx } from '../sheets/writeXlsx';
import {
  changePlanBody,
  declarePlanBody,
  endExceptionBody,
  endPlanBody,
  exceptBody,
  onboardingOutcomeView,
  onboardingParams,
  onboardingPlanList,
  onboardingPlanView,
  onboardingQuery,
  onboardingStandingView,
  recordJoiningBody,
  takeBackJoiningBody,
} from './onboardingSchemas';

export const listPlans = endpoint({
  summary: 'Plans of joining a head account (龙头), newest first, each with how the units one sees stand',
  answer: onboardingPlanList,
  handle({ services, principal }) {
    return services.onboarding.plans(principal);
  },
});

export const showStanding = endpoint({
  summary: 'How each unit stands with each step of a plan',
  params: onboardingParams,
  query: onboardingQuery,
  answer: onboardingStandingView,
  handle({ services, principal, params, query }) {
    const { unit, ...filter } = query;
    return services.onboarding.standing(
      params.id,
      { ...filter, ...(unit === undefined ? {} : { unitId: unit }) },
      principal,
    );
  },
});

const STEPS: Readonly<Record<OnboardingRowView['step'], string>> = { basic: '基本进驻', all: '全部进驻' };
const STATES: Readonly<Record<OnboardingRowView['state'], string>> = {
  late: '逾期未进驻',
  open: '未进驻',
  incomplete: '有账号未进驻',
  done: '已进驻',
  'done-late': '逾期后进驻',
  excepted: '已说明原因',
};
const HEAD = ['单位', '步骤', '期限', '情况', '进驻日期', '依据', '谁说明', '未进驻的账号', '原因', '原因有效至'];

export const exportStanding = endpoint({
  summary: 'The same as an xlsx table',
  params: onboardingParams,
  query: onboardingQuery,
  answer: tableFileView,
  async handle({ services, principal, params, query, now }) {
    const { unit, ...filter } = query;
    const within = unit === undefined ? {} : { unitId: unit };
    const { plan, items } = await services.onboarding.standing(params.id, { ...filter, ...within }, principal);
    const lines = items.map(({ unitName, step, dueBy, state, fact, exception, left }) => [
      ...[safeText(unitName), STEPS[step], dueBy, STATES[state], fact?.on ?? ''],
      ...[safeText(fact?.document ?? ''), safeText(fact?.saidBy ?? '')],
      safeText(left.map(({ name, platform }) => `${PLATFORM_TABLE[platform].names.zh} ${name}`).join('、')),
      ...[safeText(exception?.reason ?? ''), exception?.untilOn ?? ''],
    ]);
    return {
      fileName: `入驻情况 ${civilDateOf(now)}.xlsx`,
      content: writeXlsx('入驻情况', [[plan.title], HEAD, ...lines], [28, 12, 12, 14, 12, 28, 20, 36, 28, 12]).toString(
        'base64',
      ),
    };
  },
});

export const declarePlan = endpoint({
  summary: 'Declare which units are to join which head account, in two steps with a date and a clause each',
  body: declarePlanBody,
  status: 201,
  answer: onboardingPlanView,
  handle({ services, principal, body }) {
    return services.onboarding.declare(body, principal);
  },
});

export const changePlan = endpoint({
  summary: 'Change such a plan as it was read, with a reason',
  params: onboardingParams,
  body: changePlanBody,
  answer: onboardingPlanView,
  handle({ services, principal, params, body }) {
    return services.onboarding.change(params.id, body, principal);
  },
});

export const endPlan = endpoint({
  summary: 'End such a plan, or put it in force again; what was recorded stays',
  params: onboardingParams,
  body: endPlanBody,
  answer: onboardingPlanView,
  handle({ services, principal, params, body }) {
    return services.onboarding.setEnded(params.id, body, principal);
  },
});

export const recordJoining = endpoint({
  summary: 'Record that units have joined: who says so, the day and the document',
  params: onboardingParams,
  body: recordJoiningBody,
  answer: onboardingOutcomeView,
  async handle({ services, principal, params, body }) {
    const { done, left } = await services.onboarding.record(params.id, body, principal);
    return { done, left: [...left] };
  },
});

export const takeBackJoining = endpoint({
  summary: 'Take back that a unit has joined, with a reason',
  params: onboardingParams,
  body: takeBackJoiningBody,
  answer: onboardingStandingView,
  async handle({ services, principal, params, body }) {
    await services.onboarding.takeBack(params.id, body, principal);
    return services.onboarding.standing(params.id, { unitId: body.unitId }, principal);
  },
});

export const exceptUnits = endpoint({
  summary: 'Say why units need not join, until a day',
  params: onboardingParams,
  body: exceptBody,
  answer: onboardingOutcomeView,
  async handle({ services, principal, params, body }) {
    const { done, left } = await services.onboarding.except(params.id, body, principal);
    return { done, left: [...left] };
  },
});

export const endException = endpoint({
  summary: 'End such an exception at once, with a reason',
  params: onboardingParams,
  body: endExceptionBody,
  answer: onboardingStandingView,
  async handle({ services, principal, params, body }) {
    await services.onboarding.endException(params.id, body, principal);
    return services.onboarding.standing(params.id, { unitId: body.unitId }, principal);
  },
});
