import { createHmac } from 'node:crypto';
import type { Exchange } from '../wire/loopbackServer';

/** A message that is taken, or the robot's own form of no. */
export type Arrival = { readonly text: string } | { readonly refusal: object };

/** A signature is good for an hour either way. */
const SIGNATURE_WINDOW_MS = 3_600_000;
const LONGEST_WECOM_TEXT_BYTES = 2048;
const LONGEST_WECOM_MARKDOWN_BYTES = 4096;
const LARGEST_FEISHU_BODY_BYTES = 20 * 1024;

/** 钉钉: the secret is the key, milliseconds and secret are the message, and the proof stands in the query. */
export function checkDingtalk(exchange: Exchange, secret: string, now: Date): Arrival {
  const query = exchange.url.searchParams;
  const stamp = query.get('timestamp') ?? '';
  if (!/^\d{13}$/.test(stamp) || Math.abs(now.getTime() - Number(stamp)) > SIGNATURE_WINDOW_MS)
    return { refusal: { errcode: 310000, errmsg: 'invalid timestamp' } };
  const expected = createHmac('sha256', secret).update(`${stamp}\n${secret}`).digest('base64');
  if (query.get('sign') !== expected) return { refusal: { errcode: 310000, errmsg: 'sign not match' } };
  const body = readJson(exchange);
  const kind = textOf(body, 'msgtype');
  const text = kind === 'text' ? textOf(memberOf(body, 'text'), 'content') : textOf(memberOf(body, kind), 'text');
  return text === '' ? { refusal: { errcode: 40035, errmsg: 'invalid parameter' } } : { text };
}

/** 企业微信: no proof but the key; lengths in bytes. */
export function checkWecom(exchange: Exchange): Arrival {
  const body = readJson(exchange);
  const kind = textOf(body, 'msgtype');
  const text = textOf(memberOf(body, kind), 'content');
  if (kind !== 'text' && kind !== 'markdown') return { refusal: { errcode: 40008, errmsg: 'invalid message type' } };
  if (text === '') return { refusal: { errcode: 44004, errmsg: 'empty content' } };
  const longest = kind === 'text' ? LONGEST_WECOM_TEXT_BYTES : LONGEST_WECOM_MARKDOWN_BYTES;
  if (Buffer.byteLength(text, 'utf8') > longest)
    return { refusal: { errcode: 40058, errmsg: `${kind}.content exceed max length ${longest}` } };
  return { text };
}

/** 飞书: seconds and secret are the key, the message is empty, and the proof stands in the body. */
export function checkFeishu(exchange: Exchange, secret: string, now: Date): Arrival {
  if (exchange.body.length > LARGEST_FEISHU_BODY_BYTES)
    return { refusal: { code: 9499, msg: 'Bad Request', data: {} } };
  const body = readJson(exchange);
  const stamp = textOf(body, 'timestamp');
  const expected = createHmac('sha256', `${stamp}\n${secret}`).update('').digest('base64');
  const isFresh = /^\d{10}$/.test(stamp) && Math.abs(now.getTime() - Number(stamp) * 1000) <= SIGNATURE_WINDOW_MS;
  if (!isFresh || textOf(body, 'sign') !== expected)
    return {
      refusal: { code: 19021, msg: 'sign match fail or timestamp is not within one hour from current time', data: {} },
    };
  const kind = textOf(body, 'msg_type');
  // A card stands beside msg_type, everything else inside content.
  const content = memberOf(body, kind === 'interactive' ? 'card' : 'content');
  if (kind === '' || content === null) return { refusal: { code: 9499, msg: 'Bad Request', data: {} } };
  return { text: kind === 'text' ? textOf(content, 'text') : JSON.stringify(content) };
}

export type Members = Readonly<Record<string, unknown>>;

export function readJson(exchange: Exchange): Members | null {
  try {
    const value: unknown = JSON.parse(exchange.body.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Members) : null;
  } catch {
    return null;
  }
}

export function memberOf(value: Members | null, name: string): Members | null {
  const member = value?.[name];
  return typeof member === 'object' && member !== null ? (member as Members) : null;
}

export function textOf(value: Members | null, name: string): string {
  const member = value?.[name];
  return typeof member === 'string' ? member : '';
}
