import type { IncomingMessage } from 'node:http';
import { may } from '../../domain/people/permissions';
import type { Principal } from '../../domain/people/role';
import type { SeenFrom } from '../../domain/people/seenFrom';
import type { PeopleServices } from '../../services/index';
import { readBearerToken } from './bearerToken';
import { refuse } from './problem';
import type { Access } from './route';
import { readSessionCookie } from './sessionCookie';

/** The credential a request carries: a machine's token, a browser's session, or none. */
export type Credential = { readonly kind: 'token' | 'session'; readonly token: string } | { readonly kind: 'none' };

/** Throws `not-signed-in` for an `Authorization` header that is no bearer token. The header goes before the cookie. */
export function readCredential(request: Pick<IncomingMessage, 'headers'>, secureCookies: boolean): Credential {
  const bearer = readBearerToken(request);
  if (bearer === 'unusable') throw refuse('not-signed-in', 'Authorization 头不是有效的 Bearer 令牌。');
  if (bearer !== 'absent') return { kind: 'token', token: bearer.token };
  const cookie = readSessionCookie(request, secureCookies);
  return cookie === null ? { kind: 'none' } : { kind: 'session', token: cookie };
}

/**
 * Who calls. Throws `not-signed-in` when the credential opens nothing (unknown, expired, signed out, person disabled).
 */
export async function identifyCaller(
  credential: Credential,
  people: Pick<PeopleServices, 'authenticate'>,
  from?: SeenFrom,
): Promise<Principal> {
  const principal = credential.kind === 'none' ? null : await people.authenticate(credential.token, from);
  if (principal === null) throw refuse('not-signed-in', credential.kind === 'none' ? '需要登录。' : '登录已失效。');
  return principal;
}

/**
 * Throws `forbidden` when the role of the caller does not carry the action. Services check again: this only says it
 * earlier.
 */
export function demandAccess(access: Access, principal: Principal): void {
  if (access === 'public' || access === 'signed-in' || may(principal, access)) return;
  throw refuse('forbidden', '您的角色不能执行这一操作。');
}
