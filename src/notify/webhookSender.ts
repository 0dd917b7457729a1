import { createHmac } from 'node:crypto';
import { SECOND_MS } from '../domain/time/instant';
import type { OutboundHttp } from '../ports/outbound';
import type { Clock, Log } from '../ports/runtime';
import type { WebhookSender } from '../ports/webhookSender';
import { accepted, failed } from './delivery';
import { guardedSend } from './neverThrowing';
import { checkAddress, checkForm, hostOf, setting } from './settings';
import { failureOfFault, failureOfStatus } from './wire/faults';

export const webhookSettings = (allowedPrivateOrigins: readonly string[]) => [
  setting('url', {
    secret: true,
    title: ['接收地址', 'Address of the receiver'],
    why: [
      '短信网关、工单系统等接收通知的 https 地址；不跟随跳转，内网地址须在配置 outbound.allowedPrivateOrigins 中许可，许可的可用 http',
      'An https address where a gateway or ticket system takes messages; redirects are not followed. Internal ones must be allowed in outbound.allowedPrivateOrigins, and may then be http',
    ],
    check: checkAddress(allowedPrivateOrigins, /^\//, 'https://…'),
  }),
  setting('signingSecret', {
    secret: true,
    title: ['签名密钥', 'Signing secret'],
    why: [
      '接收方用它核对 X-Gov-Matrix-Signature，不少于 16 个字符',
      'With it the receiver checks X-Gov-Matrix-Signature; 16 characters at least',
    ],
    check: checkForm(/^.{16,}$/u, '不少于 16 个字符', '16 characters at least'),
  }),
];

/**
 * Posts a body to a receiver. The signature (HMAC-SHA256) covers the time stamp and the body, so that a receiver can
 * refuse what is old; the delivery id is the same for every try, so that it can tell what it has already.
 */
export function createPostWebhook({
  http,
  clock,
}: {
  readonly http: OutboundHttp;
  readonly clock: Clock;
}): WebhookSender['post'] {
  return async ({ secrets, body, deliveryId, now, signal, mayBegin }) => {
    const timestamp = String(Math.floor(clock.now().getTime() / SECOND_MS));
    const answer = await http.send({
      method: 'POST',
      url: (secrets['url'] ?? '').trim(),
      body,
      signal,
      mayBegin,
      redirects: 'stop',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'x-gov-matrix-delivery': deliveryId,
        'x-gov-matrix-timestamp': timestamp,
        'x-gov-matrix-signature': `v1=${signWebhook((secrets['signingSecret'] ?? '').trim(), timestamp, body)}`,
      },
    });
    if (answer.kind === 'fault') return failureOfFault(answer.fault, now);
    const { status } = answer.response;
    if (status === 401 || status === 403) return failed('signature-refused');
    return failureOfStatus(answer.response, now) ?? accepted();
  };
}

/** What carries the alert log to those who have subscribed to it. */
export function createWebhookSender(parts: {
  readonly http: OutboundHttp;
  readonly clock: Clock;
  readonly log: Log;
  /** Internal addresses that may be called, and without encryption. */
  readonly allowedPrivateOrigins: readonly string[];
}): WebhookSender {
  return {
    settings: webhookSettings(parts.allowedPrivateOrigins),
    place: (secrets) => hostOf((secrets['url'] ?? '').trim()),
    post: guardedSend(createPostWebhook(parts), { log: parts.log, kind: 'webhook' }),
  };
}

/** Hex HMAC-SHA256 over the seconds, a full stop and the body. */
function signWebhook(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}
