import type { IncomingMessage } from 'node:http';

/**
 * The token of `Authorization: Bearer …`. `absent`: no such header. `unusable`: a header that holds no bearer token; it
 * is refused rather than overlooked, because falling back to a cookie would act as somebody the caller did not name.
 */
export function readBearerToken(
  request: Pick<IncomingMessage, 'headers'>,
): { readonly token: string } | 'absent' | 'unusable' {
  const header = request.headers.authorization;
  if (header === undefined) return 'absent';
  const token = /^Bearer ([A-Za-z0-9._~+/=-]{1,512})$/i.exec(header)?.[1];
  return token === undefined ? 'unusable' : { token };
}
