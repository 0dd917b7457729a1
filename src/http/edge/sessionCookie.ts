import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Instant } from '../../domain/time/instant';

const MAX_TOKEN_LENGTH = 512;

/** Where the session lives in a browser. `__Host-` binds it to this host and to HTTPS wherever HTTPS is used. */
function cookieName(secure: boolean): string {
  return secure ? '__Host-gov-matrix' : 'gov-matrix';
}

/** The session token a browser sent, or null. */
export function readSessionCookie(request: Pick<IncomingMessage, 'headers'>, secure: boolean): string | null {
  const wanted = cookieName(secure);
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const split = pair.indexOf('=');
    if (split < 0 || pair.slice(0, split).trim() !== wanted) continue;
    const value = pair.slice(split + 1).trim();
    return value === '' || value.length > MAX_TOKEN_LENGTH ? null : value;
  }
  return null;
}

/** Hands the session to the browser: out of reach of scripts, never sent along from another site. */
export function writeSessionCookie(
  response: ServerResponse,
  secure: boolean,
  session: { readonly token: string; readonly expiresAt: Instant },
): void {
  response.appendHeader(
    'Set-Cookie',
    `${cookieName(secure)}=${session.token}; ${attributes(secure)}; Expires=${session.expiresAt.toUTCString()}`,
  );
}

/** Makes the browser forget the session; ending it in the store is the people service's part. */
export function clearSessionCookie(response: ServerResponse, secure: boolean): void {
  response.appendHeader('Set-Cookie', `${cookieName(secure)}=; ${attributes(secure)}; Max-Age=0`);
}

function attributes(secure: boolean): string {
  return `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}
