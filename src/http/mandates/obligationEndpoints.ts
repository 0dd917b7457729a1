import { endpoint } from '../edge/endpoint';
import { lookDue } from '../accounts/accountSchemas';
import {
  acceptBody,
  exemptBody,
  jobList,
  jobParams,
  jobView,
  jobsQuery,
  obligationDetailView,
  obligationList,
  obligationParams,
  obligationsQuery,
} from './obligationSchemas';

export const listObligations = endpoint({
  summary: 'Obligations, filtered',
  query: obligationsQuery,
  answer: obligationList,
  handle({ services, principal, query }) {
    const { cursor, limit, state, ...filter } = query;
    return services.views.obligations(
      state === undefined ? filter : { ...filter, states: [state] },
      { cursor, limit },
      principal,
    );
  },
});

export const showObligation = endpoint({
  summary: 'One obligation with text to copy, job and history',
  params: obligationParams,
  answer: obligationDetailView,
  handle({ services, principal, params }) {
    return services.views.obligation(params.id, principal);
  },
});

export const exemptObligation = endpoint({
  summary: 'Take the obligation off the account, with a reason',
  params: obligationParams,
  body: exemptBody,
  answer: obligationDetailView,
  async handle({ services, principal, params, body }) {
    await services.mandates.exempt(params.id, body.reason, principal);
    return services.views.obligation(params.id, principal);
  },
});

export const acceptRepost = endpoint({
  summary: 'Accept a post that is open as unclear as the repost, with a reason',
  params: obligationParams,
  body: acceptBody,
  answer: obligationDetailView,
  async handle({ services, principal, params, body }) {
    await services.mandates.acceptRepost(params.id, body, principal);
    return services.views.obligation(params.id, principal);
  },
});

/** "It is out": makes us look at the account now. The obligation is fulfilled by what is seen, not by this call. */
export const confirmObligation = endpoint({
  summary: 'Say that the manual repost is out; the account is looked at now',
  status: 202,
  params: obligationParams,
  answer: lookDue,
  async handle({ services, principal, params }) {
    const { dueAt } = await services.mandates.confirmManual(params.id, principal);
    return { dueAt: dueAt.toISOString() };
  },
});

export const takeObligation = endpoint({
  summary: 'Say that you do the manual task yourself: the machine keeps off',
  params: obligationParams,
  answer: obligationDetailView,
  async handle({ services, principal, params }) {
    await services.mandates.takeManual(params.id, principal);
    return services.views.obligation(params.id, principal);
  },
});

export const releaseObligation = endpoint({
  summary: 'Give a taken manual task back to the machine',
  params: obligationParams,
  answer: obligationDetailView,
  async handle({ services, principal, params }) {
    await services.mandates.releaseManual(params.id, principal);
    return services.views.obligation(params.id, principal);
  },
});

export const listJobs = endpoint({
  summary: 'Publish jobs',
  query: jobsQuery,
  answer: jobList,
  handle({ services, principal, query }) {
    const { cursor, limit, ...filter } = query;
    return services.views.jobs(filter, { cursor, limit }, principal);
  },
});

export const retryJob = endpoint({
  summary: 'Try again by interface; reconciles first',
  params: jobParams,
  answer: jobView,
  async handle({ services, principal, params }) {
    await services.mandates.retryJob(params.id, principal);
    return services.views.job(params.id, principal);
  },
});
