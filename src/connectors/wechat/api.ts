import type { AccountAccess, Call } from '../../ports/connectors';
import type { Http, HttpRequest } from '../http';
import { blind, blindByFault, blindByStatus } from '../http/endings';
import type { Blind } from '../http/endings';
import { asInteger, asRecord, asText, readJsonBody } from '../reading/json';
import { blindByError, TOKEN_CODES } from './failures';
import type { Tokens } from './tokens';

type Fields = Readonly<Record<string, unknown>>;

/**
 * How a call ended. `code` is the platform's own error code where it gave one; `maybeDone` says that the call may have had
 * its effect although no usable answer came.
 */
export type WechatAnswer =
  | { readonly kind: 'value'; readonly value: Fields }
  | { readonly kind: 'failed'; readonly end: Blind; readonly code: number | null; readonly maybeDone: boolean };

export interface WechatApi {
  /** A JSON call; a refused token is renewed and the call repeated once. Safe for every call: a refused one did nothing. */
  call(path: string, body: Fields, about: { readonly access: AccountAccess; readonly call: Call }): Promise<WechatAnswer>;
  /** Uploads one file as the multipart field `media`. */
  upload(path: string, file: { readonly name: string; readonly type: string; readonly bytes: Buffer }, about: { readonly access: AccountAccess; readonly call: Call }): Promise<WechatAnswer>;
}

export function createWechatApi(http: Http, base: string, tokens: Tokens): WechatApi {
  const send = async (path: string, payload: Pick<HttpRequest, 'headers' | 'body'>, about: { readonly access: AccountAccess; readonly call: Call }): Promise<WechatAnswer> => {
    const { access, call } = about;
    const once = async (token: string): Promise<WechatAnswer> => {
      const url = `${base}${path}${path.includes('?') ? '&' : '?'}access_token=${encodeURIComponent(token)}`;
      return readAnswer(await http.send({ ...payload, method: 'POST', url, signal: call.signal }), call);
    };
    const first = await tokens.get(access, call);
    if (first.kind === 'blind') return { kind: 'failed', end: first.end, code: null, maybeDone: false };
    const answer = await once(first.token);
    if (answer.kind === 'value' || answer.code === null || !TOKEN_CODES.has(answer.code)) return answer;
    const second = await tokens.renew(access, call, first.token);
    return second.kind === 'blind' ? { kind: 'failed', end: second.end, code: null, maybeDone: false } : once(second.token);
  };

  return {
    call: (path, body, about) => send(path, { headers: { 'content-type': 'application/json; charset=utf-8' }, body: writeJson(body) }, about),
    upload(path, file, about) {
      const boundary = `----form-${file.bytes.length}-${file.name.replace(/\W/g, '')}`;
      // A part without file name and type is refused (41005).
      const head = `--${boundary}\r\nContent-Disposition: form-data; name="media"; filename="${file.name}"\r\nContent-Type: ${file.type}\r\n\r\n`;
      const body = Buffer.concat([Buffer.from(head, 'utf8'), file.bytes, Buffer.from(`\r\n--${boundary}--\r\n`, 'utf8')]);
      return send(path, { headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, body }, about);
    },
  };
}

function readAnswer(answer: Awaited<ReturnType<Http['send']>>, call: Call): WechatAnswer {
  if (answer.kind === 'fault') return { kind: 'failed', end: blindByFault(answer.fault), code: null, maybeDone: answer.fault.mayHaveBeenSent };
  const refused = blindByStatus(answer.response, call.startedAt);
  if (refused !== null) return { kind: 'failed', end: refused, code: null, maybeDone: true };
  const value = asRecord(readJsonBody(answer.response));
  if (value === null) {
    return { kind: 'failed', end: blind('unparsed', { remedy: 'retry-later', code: 'wechat-not-json', message: '微信接口返回的不是 JSON' }), code: null, maybeDone: true };
  }
  const code = asInteger(value['errcode']) ?? 0;
  return code === 0 ? { kind: 'value', value } : { kind: 'failed', end: blindByError({ code, errmsg: asText(value['errmsg']) ?? '' }, call.startedAt), code, maybeDone: false };
}

/** The platform shows or refuses `\uXXXX` escapes (40033): half characters, which JSON would have to escape, are replaced. */
function writeJson(body: Fields): string {
  return JSON.stringify(body, (_key, value: unknown) => (typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\ufffd') : value));
}
