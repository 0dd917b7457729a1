import { endpoint } from '../edge/endpoint';
import { endSessionsBody, personParams } from './peopleSchemas';
import { changePasswordBody, ownPasswordView, ownSessionParams, sessionList, sessionParams } from './sessionSchemas';

export const showOwnPassword = endpoint({
  summary: 'Whether one has a password, and what a new one must be',
  answer: ownPasswordView,
  handle({ services, principal, session }) {
    return services.people.ownPassword(principal, session.token);
  },
});

/** The calling browser stays signed in, under a new token. */
export const changeOwnPassword = endpoint({
  summary: "Set one's own password; every other session of one's own ends",
  body: changePasswordBody,
  status: 204,
  async handle({ services, principal, session, body, from }) {
    session.open(await services.people.changeOwnPassword({ ...body, from }, principal, session.token));
  },
});

export const listOwnSessions = endpoint({
  summary: 'Where one is signed in, newest first',
  answer: sessionList,
  async handle({ services, principal, session, now }) {
    const items = await services.people.sessionsOf(principal.personId, principal, session.token);
    return { items: [...items], nextCursor: null, asOf: now.toISOString() };
  },
});

export const endOwnSession = endpoint({
  summary: "End one of one's own sessions",
  params: ownSessionParams,
  status: 204,
  async handle({ services, principal, params }) {
    const end = { sessionId: params.sessionId, reason: null };
    await services.people.endSession(principal.personId, end, principal);
  },
});

export const listSessions = endpoint({
  summary: 'Where a person is signed in, newest first',
  params: personParams,
  answer: sessionList,
  async handle({ services, principal, params, session, now }) {
    const items = await services.people.sessionsOf(params.id, principal, session.token);
    return { items: [...items], nextCursor: null, asOf: now.toISOString() };
  },
});

export const endSession = endpoint({
  summary: 'End one session of a person, with a reason',
  params: sessionParams,
  body: endSessionsBody,
  status: 204,
  async handle({ services, principal, params, body }) {
    await services.people.endSession(params.id, { sessionId: params.sessionId, reason: body.reason }, principal);
  },
});
