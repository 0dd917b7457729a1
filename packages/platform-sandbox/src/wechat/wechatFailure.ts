import { HEX, spellCode } from '../world/seededDraw';
import type { Reply } from '../wire/loopbackServer';
import { replyJson } from '../wire/replies';

/** The error codes this platform returns. HTTP is 200 for all of them. */
const FAILURES = {
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40005: 'invalid file type',
  40007: 'invalid media_id',
  40009: 'invalid image size',
  40013: 'invalid appid',
  40014: 'invalid access_token',
  40033: 'invalid charset. please check your request, if include \\uxxxx will create fail!',
  40066: 'invalid url',
  40091: 'component ticket is invalid',
  40094: 'invalid component credential',
  40097: 'invalid args',
  40125: 'invalid appsecret',
  40164: 'invalid ip',
  41001: 'access_token missing',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41005: 'media data missing',
  42001: 'access_token expired',
  42006: 'component access_token expired',
  43002: 'require POST method',
  44003: 'empty news data',
  44004: 'empty content',
  45002: 'content size out of limit',
  45003: 'title size out of limit',
  45004: 'description size out of limit',
  45005: 'url size out of limit',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  45028: 'has no masssend quota',
  45065: 'clientmsgid exist',
  45066: 'same clientmsgid retry too fast',
  45067: 'clientmsgid size out of limit',
  45110: 'author size out of limit',
  47001: 'data format error',
  48001: 'api unauthorized',
  48006: 'forbid to clear quota because of reaching the limit',
  48008: 'no permission for this msgtype',
  50002: 'user limited',
  50004: 'account is not allowed to use access_token',
  53502: 'Publish ID invalid',
  53600: 'Article ID invalid',
  61003: 'component is not authorized by this account',
  61004: 'access clientip is not registered',
  61005: 'component ticket is expired',
  61006: 'component ticket is invalid',
  61009: 'code is invalid',
  61010: 'code is expired',
  61011: 'invalid component',
  61014: 'must use component token for component api',
  61015: 'must use user token for user api',
  61023: 'refresh_token is invalid',
  61500: 'date format error',
  61501: 'date range error',
  61503: 'data not ready, please try later',
  88000: 'without comment privilege',
  88001: 'msg_data is not exists',
  88003: 'elected comment upper limit',
  88005: 'already reply',
  88007: 'reply content beyond max len or content len is zero',
  88008: 'comment is not exists',
  88009: 'reply is not exists',
  88010: 'count range error. cout <= 0 or count > 50',
  89503: 'this call needs the confirmation of the administrator',
} as const;

export type WechatErrorCode = keyof typeof FAILURES;

/** Thrown by a handler to answer with the platform's error form. */
export class WechatFailure extends Error {
  readonly code: WechatErrorCode;
  /** Members that stand beside the code. */
  readonly extra: Readonly<Record<string, number | string>>;

  constructor(code: WechatErrorCode, message?: string, extra: Readonly<Record<string, number | string>> = {}) {
    super(message ?? FAILURES[code]);
    this.name = 'WechatFailure';
    this.code = code;
    this.extra = extra;
  }
}

/** Gives the error form; every message ends with the number that the vendor's support asks for. */
export function createFailureWriter(seed: number): (failure: WechatFailure) => Reply {
  let written = 0;
  return (failure) => {
    written += 1;
    const mark = spellCode(HEX, 24, seed, 'rid', written).replace(/^(.{8})(.{8})(.{8})$/, '$1-$2-$3');
    return replyJson(
      JSON.stringify({ errcode: failure.code, errmsg: `${failure.message} rid: ${mark}`, ...failure.extra }),
    );
  };
}
