import { endpoint } from '../edge/endpoint';
import {
  actAsBody,
  assignBody,
  assignmentParams,
  endAssignmentBody,
  meView,
  personParams,
  personView,
} from './peopleSchemas';

export const assign = endpoint({
  summary: 'Let a person act for a further unit, with a reason; one unit at a time is acted for',
  status: 201,
  params: personParams,
  body: assignBody,
  answer: personView,
  handle({ services, principal, params, body }) {
    return services.people.assign(params.id, body, principal);
  },
});

/** Sessions that act in it open nothing any more; streams are cut at their next heartbeat. */
export const endAssignment = endpoint({
  summary: 'End what a person does for a further unit, with a reason',
  params: assignmentParams,
  body: endAssignmentBody,
  answer: personView,
  handle({ services, principal, params, body }) {
    return services.people.endAssignment(params.id, { assignmentId: params.assignmentId, ...body }, principal);
  },
});

/** The calling browser goes on under a new token. */
export const actAs = endpoint({
  summary: 'Act for another of the units one has',
  body: actAsBody,
  answer: meView,
  async handle({ services, principal, session, body, facts, from }) {
    const asking = { principal, token: session.token, ...(from === undefined ? {} : { from }) };
    const signedIn = await services.people.actAs(body.assignmentId, asking);
    session.open(signedIn);
    return { ...(await services.views.me(signedIn.principal)), ...facts };
  },
});
