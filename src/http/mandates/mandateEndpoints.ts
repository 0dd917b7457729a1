import { endpoint } from '../edge/endpoint';
import type { ReviewStep } from '../../domain/mandates/mandate';
import { decisionBody, mandateList, mandateParams, mandatesQuery, mandateView } from './mandateSchemas';
import { mandateObligationsQuery, obligationList } from './obligationSchemas';

export const listMandates = endpoint({
  summary: 'Mandates with deadline and progress',
  query: mandatesQuery,
  answer: mandateList,
  handle({ services, principal, query: { cursor, limit, ...filter } }) {
    return services.views.mandates(filter, { cursor, limit }, principal);
  },
});

export const showMandate = endpoint({
  summary: 'One mandate',
  params: mandateParams,
  answer: mandateView,
  handle({ services, principal, params }) {
    return services.views.mandate(params.id, principal);
  },
});

/** Looks the mandate up first: an unknown mandate is not found, rather than one without obligations. */
export const listMandateObligations = endpoint({
  summary: 'Obligations of a mandate',
  params: mandateParams,
  query: mandateObligationsQuery,
  answer: obligationList,
  async handle({ services, principal, params, query }) {
    await services.views.mandate(params.id, principal);
    const { cursor, limit, state, ...filter } = query;
    return services.views.obligations(
      { ...filter, mandateId: params.id, ...(state === undefined ? {} : { states: [state] }) },
      { cursor, limit },
      principal,
    );
  },
});

/** Takes the next review step and returns the mandate as it then stands. */
export const reviewMandate = endpoint({
  summary: 'Take the next review step',
  params: mandateParams,
  answer: mandateView,
  async handle({ services, principal, params }) {
    await services.mandates.review(params.id, principal);
    return services.views.mandate(params.id, principal);
  },
});

/** A step against the mandate, with its reason; returns the mandate as it then stands. */
function decision(step: ReviewStep, summary: string) {
  return endpoint({
    summary,
    params: mandateParams,
    body: decisionBody,
    answer: mandateView,
    async handle({ services, principal, params, body }) {
      await services.mandates.decide(params.id, { step, reason: body.reason }, principal);
      return services.views.mandate(params.id, principal);
    },
  });
}

export const returnMandate = decision('return', 'Return a draft to the review step before, with a reason');
export const refuseMandate = decision('refuse', 'Refuse a draft for good, with a reason; nobody owes it');
export const withdrawMandate = decision('withdraw', 'Withdraw an issued mandate; what is not published is withdrawn');
