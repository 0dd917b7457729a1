import { refuse } from '../edge/problem';
import type { SignedIn } from '../../services/index';
import type { MeView } from '../../api/people';
import { endpoint, publicEndpoint, type PublicCall } from '../edge/endpoint';
import { addressesView, meView, ownAddressesBody, signInBody, signInLinkBody, unitList } from './peopleSchemas';

export const signIn = publicEndpoint({
  summary: 'Sign in with name and password; sets the session cookie',
  body: signInBody,
  answer: meView,
  async handle(call) {
    return begin(
      call,
      await call.services.people.signInWithPassword(call.body.username, call.body.password, call.from),
    );
  },
});

export const signInByLink = publicEndpoint({
  summary: 'Sign in with a one-time link; sets the session cookie',
  body: signInLinkBody,
  answer: meView,
  async handle(call) {
    return begin(call, await call.services.people.signInWithLink(call.body.token, call.from));
  },
});

async function begin(call: PublicCall<unknown>, signedIn: SignedIn): Promise<MeView> {
  // A session that is replaced is ended: otherwise it would live on, unseen, until it expires.
  if (call.session.token !== null) await call.services.people.signOut(call.session.token);
  call.session.open(signedIn);
  return { ...(await call.services.views.me(signedIn.principal)), ...call.facts };
}

/**
 * Ends the session of the calling browser. A machine's token is not a session: it is withdrawn by an administrator, not
 * by itself.
 */
export const signOut = endpoint({
  summary: 'End the session of the calling browser',
  status: 204,
  async handle({ services, session, principal }) {
    if (principal.via === 'token')
      throw refuse('conflict', '访问令牌不是会话，不能退出。', { remedy: '如需停用令牌，请联系管理员。' });
    if (session.token !== null) await services.people.signOut(session.token);
    session.close();
  },
});

export const showMe = endpoint({
  summary: 'Who is signed in and what they may do',
  answer: meView,
  async handle({ services, principal, facts }) {
    return { ...(await services.views.me(principal)), ...facts };
  },
});

export const changeOwnAddresses = endpoint({
  summary: 'Say where one can be told of alerts oneself; what is left out stays as it is',
  body: ownAddressesBody,
  answer: addressesView,
  handle({ services, principal, body }) {
    return services.people.changeOwnAddresses(body, principal);
  },
});

export const listUnits = endpoint({
  summary: "Units of the reader's subtree",
  answer: unitList,
  handle({ services, principal }) {
    return services.views.units(principal);
  },
});
