import type { Call } from '../../ports/connectors';
import type { Http, HttpRequest } from '../outbound/http';
import { blind, blindByFault, blindByStatus } from '../outbound/readFailures';
import type { Blind } from '../outbound/readFailures';
import { asInteger, asRecord, asText, readJsonBody } from '../reading/json';
import type { WechatError } from './failures';

export type Fields = Readonly<Record<string, unknown>>;

/**
 * How a call ended, before anything is said about its error code. `error` is the platform's own; `maybeDone` says that
 * the call may have had its effect although no usable answer came.
 */
export type RawAnswer =
  | { readonly kind: 'value'; readonly value: Fields }
  | { readonly kind: 'error'; readonly error: WechatError }
  | { readonly kind: 'lost'; readonly end: Blind; readonly maybeDone: boolean };

/** One POST to the platform. HTTP is 200 for everything it says itself; success is `errcode` absent or 0. */
export async function postToPlatform(
  http: Http,
  request: Pick<HttpRequest, 'url' | 'headers' | 'body'>,
  call: Call,
): Promise<RawAnswer> {
  const answer = await http.send({ ...request, method: 'POST', signal: call.signal, mayBegin: call.mayBegin });
  if (answer.kind === 'fault')
    return { kind: 'lost', end: blindByFault(answer.fault), maybeDone: answer.fault.mayHaveBeenSent };
  const refused = blindByStatus(answer.response, call.startedAt);
  if (refused !== null) return { kind: 'lost', end: refused, maybeDone: true };
  const value = asRecord(readJsonBody(answer.response));
  if (value === null)
    return {
      kind: 'lost',
      end: blind('unparsed', { remedy: 'retry-later', code: 'wechat-not-json', message: '微信接口返回的不是 JSON' }),
      maybeDone: true,
    };
  const code = asInteger(value['errcode']) ?? 0;
  return code === 0
    ? { kind: 'value', value }
    : { kind: 'error', error: { code, errmsg: asText(value['errmsg']) ?? '' } };
}

/**
 * A JSON body. The platform shows or refuses `\uXXXX` escapes (40033): half characters, which JSON would have to
 * escape, are replaced.
 */
export function jsonPayload(body: Fields): Pick<HttpRequest, 'headers' | 'body'> {
  return {
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body, (_key, value: unknown) =>
      typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\ufffd') : value,
    ),
  };
}
