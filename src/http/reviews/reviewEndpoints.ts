import type { ListView } from '../../api/wire';
import { endpoint } from '../edge/endpoint';
import {
  assigneeBody,
  delegationBody,
  delegationList,
  delegationParams,
  delegationView,
  endBody,
  flowBody,
  flowList,
  flowsQuery,
  flowView,
  reviewerList,
  reviewList,
  reviewParams,
  reviewsQuery,
  reviewView,
  secrecyBody,
  stepBody,
  takersBody,
  waitingView,
  withdrawFlowBody,
} from './reviewSchemas';

/** All there are: what people set up by hand is no long list. */
function whole<T>(items: readonly T[], now: Date): ListView<T> {
  return { items, nextCursor: null, asOf: now.toISOString() };
}

export const listReviews = endpoint({
  summary: 'Reviews by the deadline of their subject, and what whoever asks can do with each',
  query: reviewsQuery,
  answer: reviewList,
  handle({ services, principal, query: { cursor, limit, ...query } }) {
    return services.reviews.list(query, { cursor, limit }, principal);
  },
});

export const countReviews = endpoint({
  summary: 'How many reviews wait for whoever asks, counted up to a hundred',
  answer: waitingView,
  async handle({ services, principal }) {
    return { waiting: await services.reviews.countMine(principal) };
  },
});

export const showReview = endpoint({
  summary: 'One review with its thread',
  params: reviewParams,
  answer: reviewView,
  handle({ services, principal, params }) {
    return services.reviews.show(params.id, principal);
  },
});

export const takeReviewStep = endpoint({
  summary: 'Pass a stage, return, refuse or withdraw; every step but a pass needs words',
  params: reviewParams,
  body: stepBody,
  answer: reviewView,
  handle({ services, principal, params, body: { version, ...step } }) {
    return services.reviews.take({ id: params.id, version }, step, principal);
  },
});

export const examineSecrecy = endpoint({
  summary: 'Say what the secrecy review found of the text, its pictures and attachments as they are now',
  params: reviewParams,
  body: secrecyBody,
  answer: reviewView,
  handle({ services, principal, params, body: { version, ...found } }) {
    return services.reviews.examine({ id: params.id, version }, found, principal);
  },
});

export const assignReview = endpoint({
  summary: 'Name who is to take the next stage',
  params: reviewParams,
  body: assigneeBody,
  answer: reviewView,
  handle({ services, principal, params, body }) {
    return services.reviews.assign({ id: params.id, version: body.version }, body.personId, principal);
  },
});

export const nameTakers = endpoint({
  summary: 'Name others for a stage that is still to be taken, in the place of those who were named for it',
  params: reviewParams,
  body: takersBody,
  answer: reviewView,
  handle({ services, principal, params, body: { version, ...named } }) {
    return services.reviews.nameTakers({ id: params.id, version }, named, principal);
  },
});

export const listReviewers = endpoint({
  summary: 'Those who see what whoever asks sees: who can be named for a stage, or act for them',
  answer: reviewerList,
  async handle({ services, principal, now }) {
    return whole(await services.reviews.reviewers(principal), now);
  },
});

export const listDelegations = endpoint({
  summary: 'Delegations that are not over, given or received; all for administrators of the office',
  answer: delegationList,
  async handle({ services, principal, now }) {
    return whole(await services.reviews.delegations(principal), now);
  },
});

export const addDelegation = endpoint({
  summary: 'Let somebody take one’s stages from one day to another',
  status: 201,
  body: delegationBody,
  answer: delegationView,
  handle({ services, principal, body }) {
    return services.reviews.delegate(body, principal);
  },
});

export const endDelegation = endpoint({
  summary: 'End a delegation; what was done stays',
  status: 204,
  params: delegationParams,
  body: endBody,
  async handle({ services, principal, params, body }) {
    await services.reviews.endDelegation({ id: params.id, version: body.version }, principal);
  },
});

export const listReviewFlows = endpoint({
  summary: 'How each kind is reviewed in a unit, or in the office',
  query: flowsQuery,
  answer: flowList,
  async handle({ services, principal, query, now }) {
    return whole(await services.reviews.flows(query.unitId ?? null, principal), now);
  },
});

export const setReviewFlow = endpoint({
  summary: 'Say how a kind is reviewed in a unit and below it from now on; reviews under way go on as they began',
  body: flowBody,
  answer: flowView,
  handle({ services, principal, body: { kind, unitId, version, reason, ...flow } }) {
    return services.reviews.setFlow({ kind, unitId, version }, { flow, reason }, principal);
  },
});

export const withdrawReviewFlow = endpoint({
  summary: 'Let a kind be reviewed in a unit as above it again; reviews under way go on as they began',
  body: withdrawFlowBody,
  answer: flowView,
  handle({ services, principal, body: { reason, ...of } }) {
    return services.reviews.withdrawFlow(of, reason, principal);
  },
});
