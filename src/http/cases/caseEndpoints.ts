import { endpoint } from '../edge/endpoint';
import { caseEventBody, caseList, caseParams, caseView, casesQuery } from './caseSchemas';

export const listCases = endpoint({
  summary: 'Cases, filtered',
  query: casesQuery,
  answer: caseList,
  handle({ services, principal, query }) {
    const { cursor, limit, state, unit, ...filter } = query;
    const more = {
      ...(state === undefined ? {} : { states: [state] }),
      ...(unit === undefined ? {} : { unitId: unit }),
    };
    return services.views.cases({ ...filter, ...more }, { cursor, limit }, principal);
  },
});

export const showCase = endpoint({
  summary: 'One case with its steps and what comes next',
  params: caseParams,
  answer: caseView,
  handle({ services, principal, params }) {
    return services.views.case(params.id, principal);
  },
});

/**
 * Takes a step of the case and returns the case as it then stands. Which role may take which step is the case table's
 * business.
 */
export const takeCaseStep = endpoint({
  summary: 'Take a step of the case; the case table says who may',
  params: caseParams,
  body: caseEventBody,
  answer: caseView,
  async handle({ services, principal, params, body }) {
    const { successorAccountId, ...step } = body;
    const extra = successorAccountId === undefined ? {} : { extra: { successorAccountId } };
    await services.cases.takeCaseStep({ caseId: params.id, ...step, ...extra }, principal);
    return services.views.case(params.id, principal);
  },
});
