import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Exchange, Reply } from '../wire/loopbackServer';

const WINDOW_S = 300;
const SECOND_MS = 1000;

/** Takes what is signed and fresh: HMAC-SHA256 over time stamp, a full stop and the body. */
export function receiveWebhook({ headers, body }: Exchange, signingSecret: string, now: Date): Reply {
  const timestamp = String(headers['x-gov-matrix-timestamp'] ?? '');
  const given = Buffer.from(String(headers['x-gov-matrix-signature'] ?? ''));
  const text = `${timestamp}.${body.toString('utf8')}`;
  const right = Buffer.from(`v1=${createHmac('sha256', signingSecret).update(text).digest('hex')}`);
  const isFresh = Math.abs(now.getTime() / SECOND_MS - Number(timestamp)) <= WINDOW_S;
  const isTaken = timestamp !== '' && isFresh && given.length === right.length && timingSafeEqual(given, right);
  return { status: isTaken ? 204 : 401, headers: {}, body: '' };
}
