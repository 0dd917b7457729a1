import type { Instant } from '../../domain/time/instant';
import type { Call } from '../../ports/connectors';
import type { Http, HttpRequest, HttpResponse } from '../outbound/http';
import { multipartOf } from '../outbound/multipart';
import { blind, blindByFault, blindByStatus } from '../outbound/readFailures';
import type { Blind } from '../outbound/readFailures';
import { failureOfFault } from '../outbound/faults';
import { readJsonBody } from '../reading/json';
import { readRetryAfterMs } from '../../domain/time/retryAfter';
import type { PlatformFailure } from '../../domain/errors';
import { ACCEPTED_WITH_DELAY, blindByCode, writeFailureOf } from './failures';
import { readError } from './statusShape';

export interface WeiboCall {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly accessToken: string;
  readonly signal: AbortSignal;
  readonly mayBegin?: Call['mayBegin'];
  readonly now: Instant;
}

/** A picture of a share. */
export interface SharedPicture {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

export type ReadAnswer =
  { readonly kind: 'value'; readonly value: unknown } | { readonly kind: 'blind'; readonly end: Blind };
export type WriteAnswer =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'accepted-with-delay' }
  | { readonly kind: 'failed'; readonly failure: PlatformFailure };

/**
 * The platform's interface at `base` (https://api.weibo.com). The token travels as a parameter, as the vendor documents
 * it.
 */
export interface WeiboApi {
  read(call: WeiboCall): Promise<ReadAnswer>;
  /**
   * A form post, with a picture as its field `pic`, after which something may be public: whatever is not surely refused
   * asks for reconciliation.
   */
  write(call: WeiboCall & { readonly picture?: SharedPicture | undefined }): Promise<WriteAnswer>;
}

/** Seen now and then: 403 with an empty body. The vendor says nothing about it; ten minutes is our own guess. */
const SILENT_REFUSAL_WAIT_MS = 600_000;

export function createWeiboApi(http: Http, base: string): WeiboApi {
  return {
    async read({ path, params, accessToken, signal, now }) {
      const query = new URLSearchParams({ access_token: accessToken, ...params });
      const answer = await http.send({
        method: 'GET',
        url: `${base}${path}?${query.toString()}`,
        signal,
        redirects: 'stop',
      });
      if (answer.kind === 'fault') return { kind: 'blind', end: blindByFault(answer.fault) };
      const value = readJsonBody(answer.response);
      const error = readError(value);
      if (error !== null) return { kind: 'blind', end: blindByCode(error, now) };
      const refused = blindByStatus(answer.response, now);
      if (refused !== null) return { kind: 'blind', end: refused };
      if (value === undefined)
        return {
          kind: 'blind',
          end: blind('unparsed', { remedy: 'retry-later', code: 'weibo-not-json', message: '微博接口返回的不是 JSON' }),
        };
      return { kind: 'value', value };
    },

    async write({ path, params, picture, accessToken, signal, mayBegin, now }) {
      const fields = { access_token: accessToken, ...params };
      const answer = await http.send({
        method: 'POST',
        url: `${base}${path}`,
        signal,
        mayBegin,
        ...(picture === undefined ? urlEncoded(fields) : multipartOf(fields, { ...picture, field: 'pic' })),
      });
      if (answer.kind === 'fault') return { kind: 'failed', failure: failureOfFault(answer.fault, 'write') };
      const value = readJsonBody(answer.response);
      const error = readError(value);
      if (error?.code === ACCEPTED_WITH_DELAY) return { kind: 'accepted-with-delay' };
      if (error !== null) return { kind: 'failed', failure: writeFailureOf(error, now) };
      if (answer.response.status !== 200 || value === undefined)
        return { kind: 'failed', failure: uncertain(answer.response, now) };
      return { kind: 'value', value };
    },
  };
}

function urlEncoded(fields: Readonly<Record<string, string>>): Pick<HttpRequest, 'headers' | 'body'> {
  return {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  };
}

function uncertain(response: HttpResponse, now: Instant): PlatformFailure {
  const isSilent = response.status === 403 && response.body.length === 0;
  return {
    remedy: 'reconcile',
    code: `http-${response.status}`,
    message: `微博接口的应答无法确认是否已发出 (HTTP ${response.status})`,
    retryAfterMs: readRetryAfterMs(response.headers, now) ?? (isSilent ? SILENT_REFUSAL_WAIT_MS : null),
  };
}
