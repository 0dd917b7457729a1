// Handlers of people, sessions and units. Input is checked and the caller known when they run; what each promises
// stands in routes.ts.
import type { z } from 'zod';
import type { ListView, MeView, UnitView } from '../../api/views';
import { refuse } from '../edge/problem';
import type { Call, PublicCall } from '../edge/route';
import type { signInBody, signInLinkBody } from './peopleSchemas';
import type { SignedIn } from '../../services/index';

export async function signIn(call: PublicCall<z.output<typeof signInBody>>): Promise<MeView> {
  return begin(call, await call.services.people.signInWithPassword(call.body.username, call.body.password));
}

export async function signInByLink(call: PublicCall<z.output<typeof signInLinkBody>>): Promise<MeView> {
  return begin(call, await call.services.people.signInWithLink(call.body.token));
}

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
export async function signOut({ services, session, principal }: Call<object, object, object>): Promise<void> {
  if (principal.via === 'token')
    throw refuse('conflict', '访问令牌不是会话，不能退出。', { remedy: '如需停用令牌，请联系管理员。' });
  if (session.token !== null) await services.people.signOut(session.token);
  session.close();
}

export async function showMe({ services, principal, facts }: Call<object, object, object>): Promise<MeView> {
  return { ...(await services.views.me(principal)), ...facts };
}

export function listUnits({ services, principal }: Call<object, object, object>): Promise<ListView<UnitView>> {
  return services.views.units(principal);
}
