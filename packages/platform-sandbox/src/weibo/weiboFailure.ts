import type { Reply } from '../wire/loopbackServer';
import { replyJson } from '../wire/replies';

/** The error codes this platform returns, their wording and HTTP status. */
const FAILURES = {
  10006: [400, 'source paramter(appkey) is missing'],
  10007: [400, 'unsupport mediatype'],
  10008: [400, 'param error, see doc for more info'],
  10014: [403, 'Insufficient app permissions!'],
  10016: [400, 'miss required parameter, see doc for more info'],
  10017: [400, 'parameter value invalid'],
  10020: [404, 'request api not found'],
  10021: [405, 'http method is not suported for this request'],
  10022: [403, 'ip requests out of rate limit'],
  10023: [403, 'user requests out of rate limit'],
  20003: [400, 'user does not exists'],
  20005: [400, 'unsupported image type, only suport JPG, GIF, PNG'],
  20006: [400, 'image size too large'],
  20008: [400, 'content is null'],
  20012: [400, 'text too long, please input text less than 140 characters'],
  20016: [400, 'update weibo too fast'],
  20017: [400, 'you have already sent a similar weibo just now'],
  20019: [400, 'repeated weibo text'],
  20021: [400, 'contain illegal content'],
  20032: [400, 'update success, while server slow now, please wait 1-2 minutes'],
  20101: [400, 'target weibo does not exist'],
  20103: [400, 'can not repost yourself weibo'],
  21301: [401, 'auth by Null spi'],
  21316: [401, 'token_revoked'],
  21319: [401, 'accessor_was_revoked'],
  21321: [403, 'applications over the unaudited use restrictions'],
  21322: [400, 'redirect_uri_mismatch'],
  21324: [400, 'invalid_client'],
  21325: [400, 'invalid_grant'],
  21327: [401, 'expired_token'],
  21328: [400, 'unsupported_grant_type'],
  21332: [401, 'invalid_access_token'],
  21335: [400, "request uid's value must be the current user"],
} as const satisfies Record<number, readonly [number, string]>;

export type WeiboErrorCode = keyof typeof FAILURES;

/** Thrown by a handler to answer with the platform's error form. */
export class WeiboFailure extends Error {
  readonly code: WeiboErrorCode;
  /** What the OAuth pages add. */
  readonly description: string;

  constructor(code: WeiboErrorCode, message?: string, description?: string) {
    super(message ?? FAILURES[code][1]);
    this.name = 'WeiboFailure';
    this.code = code;
    this.description = description ?? FAILURES[code][1];
  }
}

/** Gives the error form. The code is a number, and every third time a string: both occur on the real wire. */
export function createFailureWriter(): (failure: WeiboFailure, request: string) => Reply {
  let written = 0;
  return (failure, request) => {
    written += 1;
    const code = written % 3 === 0 ? String(failure.code) : failure.code;
    const oauth = request.startsWith('/oauth2/') ? { error_uri: request, error_description: failure.description } : {};
    return replyJson(
      JSON.stringify({ error: failure.message, error_code: code, request, ...oauth }),
      FAILURES[failure.code][0],
    );
  };
}
