import type { PersonView } from '../../api/people';
import type { ListView } from '../../api/wire';
import { endpoint } from '../edge/endpoint';
import {
  addPersonBody,
  addressesBody,
  changePersonBody,
  disablePersonBody,
  endSessionsBody,
  personList,
  personParams,
  personView,
  signInLinkReasonBody,
  signInLinkView,
} from './peopleSchemas';

/** Everybody the caller may manage: the whole office, or the people of a unit and those below it. */
export const listPeople = endpoint({
  summary: 'People who can sign in, and who of them is disabled or locked',
  answer: personList,
  async handle({ services, principal, now }) {
    const people: ListView<PersonView> = {
      items: await services.people.list(principal),
      nextCursor: null,
      asOf: now.toISOString(),
    };
    return people;
  },
});

/** They sign in by a link at first: passwords are nobody else's business. */
export const addPerson = endpoint({
  summary: 'Add somebody who can sign in by link, with a reason',
  status: 201,
  body: addPersonBody,
  answer: personView,
  handle({ services, principal, body }) {
    const { reason, ...person } = body;
    return services.people.add(person, reason, principal);
  },
});

export const changePerson = endpoint({
  summary: 'Change name, role or unit of a person, with a reason; another role or unit ends their sessions',
  params: personParams,
  body: changePersonBody,
  answer: personView,
  handle({ services, principal, params, body }) {
    return services.people.change(params.id, body, principal);
  },
});

/** Ends every session and sign-in link of the person; streams are cut at their next heartbeat. */
export const disablePerson = endpoint({
  summary: 'Shut a person out, or let them in again, with a reason; nobody does it to themselves',
  params: personParams,
  body: disablePersonBody,
  answer: personView,
  handle({ services, principal, params, body }) {
    return services.people.setDisabled(params.id, { is: body.disabled, reason: body.reason }, principal);
  },
});

/** Oneself, or whom one manages. */
export const setAddresses = endpoint({
  summary: 'Say where a person can be told of alerts',
  params: personParams,
  body: addressesBody,
  answer: personView,
  handle({ services, principal, params, body }) {
    return services.people.setAddresses(params.id, body, principal);
  },
});

/** For somebody who may go on working; streams are cut at their next heartbeat. */
export const endSessions = endpoint({
  summary: 'End every session and sign-in link of a person, who may sign in again, with a reason',
  params: personParams,
  body: endSessionsBody,
  status: 204,
  async handle({ services, principal, params, body }) {
    await services.people.endSessions(params.id, body.reason, principal);
  },
});

/** The link is in this response and nowhere else. */
export const issueSignInLink = endpoint({
  summary: 'A one-time link for somebody who cannot sign in or has forgotten the password, with a reason',
  status: 201,
  params: personParams,
  body: signInLinkReasonBody,
  answer: signInLinkView,
  async handle({ services, principal, params, body, origin }) {
    const { secret, expiresAt } = await services.people.issueLink(params.id, body, principal);
    const then = body.forPassword ? '&then=password' : '';
    return { url: `${origin}/sign-in#token=${secret}${then}`, expiresAt: expiresAt.toISOString() };
  },
});
