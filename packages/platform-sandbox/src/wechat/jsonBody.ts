import type { Exchange } from '../wire/loopbackServer';
import { WechatFailure } from './wechatFailure';

/** A request's body as an object; anything else is 47001. */
export function readJsonBody(exchange: Exchange): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(exchange.body.toString('utf8'));
  } catch {
    throw new WechatFailure(47001);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new WechatFailure(47001);
  return value as Readonly<Record<string, unknown>>;
}

/** `offset` and `count` (1–20) of the paged lists; 40097 for anything else. */
export function readPage(body: Readonly<Record<string, unknown>>): {
  readonly offset: number;
  readonly count: number;
  readonly withContent: boolean;
} {
  const offset = Number(body['offset'] ?? 0);
  const count = Number(body['count']);
  if (!Number.isInteger(offset) || offset < 0 || !Number.isInteger(count) || count < 1 || count > 20)
    throw new WechatFailure(40097);
  return { offset, count, withContent: body['no_content'] !== 1 };
}

/** A text field that must be there; 40097 where it is not. Numbers are taken as their digits. */
export function readRequired(body: Readonly<Record<string, unknown>>, name: string): string {
  const value = body[name];
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string' || value === '') throw new WechatFailure(40097);
  return value;
}
