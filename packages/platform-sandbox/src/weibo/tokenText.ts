import type { FormBody } from '../wire/formBody';
import type { Exchange } from '../wire/loopbackServer';

/** The token of a request: query, form field or the OAuth2 header. */
export function readTokenText(exchange: Exchange, form: FormBody): string | null {
  return pick(exchange, form.field('access_token'));
}

/** The same before the form is read: a token looks alike in a form body and in a multipart field. */
export function guessTokenText(exchange: Exchange): string | null {
  return pick(exchange, /access_token(?:=|"\r\n\r\n)([\w.]+)/.exec(exchange.body.toString('latin1'))?.[1] ?? null);
}

function pick(exchange: Exchange, formToken: string | null): string | null {
  const header = /^OAuth2\s+(\S+)$/i.exec(exchange.headers.authorization ?? '');
  return exchange.url.searchParams.get('access_token') ?? formToken ?? header?.[1] ?? null;
}
