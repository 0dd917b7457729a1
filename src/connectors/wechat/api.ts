import type { AccountAccess, Call } from '../../ports/connectors';
import type { Http, HttpRequest } from '../outbound/http';
import { multipartOf } from '../outbound/multipart';
import type { Blind } from '../outbound/readFailures';
import { blindByError, TOKEN_CODES } from './failures';
import { jsonPayload, postToPlatform } from './platformPost';
import type { Fields } from './platformPost';
import type { Tokens } from './tokens';

/**
 * How a call ended. `code` is the platform's own error code where it gave one; `maybeDone` says that the call may have
 * had its effect although no usable answer came.
 */
export type WechatAnswer =
  | { readonly kind: 'value'; readonly value: Fields }
  | { readonly kind: 'failed'; readonly end: Blind; readonly code: number | null; readonly maybeDone: boolean };

export interface CallAbout {
  readonly access: AccountAccess;
  readonly call: Call;
}

export interface WechatApi {
  /**
   * A JSON call; a refused token is renewed and the call repeated once. Safe for every call: a refused one did nothing.
   */
  call(path: string, body: Fields, about: CallAbout): Promise<WechatAnswer>;
  /** Uploads one file as the multipart field `media`. */
  upload(path: string, file: UploadedFile, about: CallAbout): Promise<WechatAnswer>;
}
export interface UploadedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

export function createWechatApi(http: Http, base: string, tokens: Tokens): WechatApi {
  const send = async (
    path: string,
    payload: Pick<HttpRequest, 'headers' | 'body'>,
    about: CallAbout,
  ): Promise<WechatAnswer> => {
    const { access, call } = about;
    const once = async (token: string): Promise<WechatAnswer> => {
      const url = `${base}${path}${path.includes('?') ? '&' : '?'}access_token=${encodeURIComponent(token)}`;
      const answer = await postToPlatform(http, { ...payload, url }, call);
      if (answer.kind === 'value') return answer;
      if (answer.kind === 'lost') return { kind: 'failed', end: answer.end, code: null, maybeDone: answer.maybeDone };
      return {
        kind: 'failed',
        end: blindByError(answer.error, call.startedAt),
        code: answer.error.code,
        maybeDone: false,
      };
    };
    const first = await tokens.get(access, call);
    if (first.kind === 'blind') return { kind: 'failed', end: first.end, code: null, maybeDone: false };
    const answer = await once(first.token);
    if (answer.kind === 'value' || answer.code === null || !TOKEN_CODES.has(answer.code)) return answer;
    const second = await tokens.renew(access, call, first.token);
    return second.kind === 'blind'
      ? { kind: 'failed', end: second.end, code: null, maybeDone: false }
      : once(second.token);
  };

  return {
    call: (path, body, about) => send(path, jsonPayload(body), about),
    upload(path, file, about) {
      // A part without file name and type is refused (41005).
      return send(path, multipartOf({}, { ...file, field: 'media' }), about);
    },
  };
}
