import { createHash, createHmac } from 'node:crypto';
import type { PlatformFailure } from '../../domain/errors';
import { SECOND_MS } from '../../domain/time/instant';
import type { AccountAccess, Call, PublishOutcome } from '../../ports/connectors';
import type { Clock } from '../../ports/runtime';
import type { Http, HttpResponse } from '../outbound/http';
import { platformFailure } from '../outbound/platformFailure';
import { asInteger, asRecord, asText, readJsonBody } from '../reading/json';

/** Where the content system of a portal takes pushes, and with which key. */
export interface PushEndpoint {
  readonly url: string;
  readonly key: string;
  readonly secret: string;
}

export const NO_ENDPOINT: PlatformFailure = platformFailure(
  'fix-configuration',
  'portal-no-push',
  '该网站没有配置推送接口',
);

/** Sends one signed request to a push endpoint. */
export type SendPush = (
  endpoint: PushEndpoint,
  request: { readonly method: 'GET' | 'POST'; readonly url: string; readonly body: string },
  call: Call,
) => ReturnType<Http['send']>;

export function createSendPush(http: Http, clock: Clock): SendPush {
  return (endpoint, request, call) => {
    const stamp = String(Math.floor(clock.now().getTime() / SECOND_MS));
    return http.send({
      method: request.method,
      url: request.url,
      signal: call.signal,
      mayBegin: call.mayBegin,
      redirects: 'stop',
      ...(request.method === 'POST' ? { body: request.body } : {}),
      headers: {
        ...(request.method === 'POST' ? { 'content-type': 'application/json; charset=utf-8' } : {}),
        'x-push-key': endpoint.key,
        'x-push-timestamp': stamp,
        'x-push-signature': signPush(endpoint.secret, stamp, request.body),
      },
    });
  };
}

/** Hex HMAC-SHA256 over the time stamp (seconds), a line break, and the hex SHA-256 of the body. */
export function signPush(secret: string, stamp: string, body: string): string {
  return createHmac('sha256', secret)
    .update(`${stamp}\n${createHash('sha256').update(body).digest('hex')}`)
    .digest('hex');
}

/** The push endpoint of an account; null where its settings and credential do not make one. */
export function endpointOf({ account, credential }: AccountAccess): PushEndpoint | null {
  const [url, key, secret] = [
    account.settings['pushUrl'] ?? credential?.['pushUrl'] ?? '',
    credential?.['pushKey'] ?? '',
    credential?.['pushSecret'] ?? '',
  ];
  return url === '' || key === '' || secret === '' ? null : { url, key, secret };
}

/** The content system's own code; null where the response is not its own. */
export function codeOf(response: HttpResponse): number | null {
  const record = asRecord(readJsonBody(response));
  return record === null ? null : asInteger(record['code']);
}

/** What the content system says it took; null where it says anything else. */
export function readTaken(response: HttpResponse, clock: Clock): Extract<PublishOutcome, { kind: 'accepted' }> | null {
  const record = asRecord(readJsonBody(response));
  const data = asRecord(record?.['data']);
  if (record === null || asInteger(record['code']) !== 0 || data === null) return null;
  const url = asText(data['url']);
  const ids = [asText(data['id']), url].filter((id) => id !== null);
  return { kind: 'accepted', receipt: { platformIds: ids, url, acceptedAt: clock.now() } };
}
