import type { Instant } from '../../domain/time/instant';
import type { OutboundHttp } from '../../ports/outbound';
import { failed } from '../delivery';
import type { Failed } from '../delivery';
import { failureOfFault, failureOfStatus } from './faults';

export type Members = Readonly<Record<string, unknown>>;

export type JsonAnswer =
  /** `byStatus`: what the status says where the value says nothing. */
  { readonly kind: 'value'; readonly value: Members; readonly byStatus: Failed | null } | Failed;

/**
 * One call whose reply should be a JSON object. Vendors put their own codes into it under any status, so it is read
 * before the status is; a web page in its place tells nothing about what became of the message.
 */
export async function askJson(
  http: OutboundHttp,
  request: {
    readonly url: string;
    /** Sent as JSON; a GET where there is none. */
    readonly body?: string;
    readonly signal: AbortSignal;
    readonly mayBegin?: (() => boolean) | undefined;
  },
  now: Instant,
): Promise<JsonAnswer> {
  const { body, ...rest } = request;
  const answer = await http.send({
    ...rest,
    redirects: 'stop',
    ...(body === undefined
      ? { method: 'GET' }
      : { method: 'POST', body, headers: { 'content-type': 'application/json; charset=utf-8' } }),
  });
  if (answer.kind === 'fault') return failureOfFault(answer.fault, now);
  const value = readObject(answer.response.body);
  const byStatus = failureOfStatus(answer.response, now);
  return value === null ? (byStatus ?? failed('answer-unreadable')) : { kind: 'value', value, byStatus };
}

function readObject(body: Uint8Array): Members | null {
  try {
    return asMembers(JSON.parse(new TextDecoder().decode(body)));
  } catch {
    return null;
  }
}

function asMembers(value: unknown): Members | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : null;
}

/** A vendor's code; some write it as text now and then. Null where there is none. */
export function codeIn(value: Members, name: string): number | null {
  const code = value[name];
  if (typeof code === 'number' && Number.isInteger(code)) return code;
  return typeof code === 'string' && /^-?\d{1,9}$/.test(code) ? Number(code) : null;
}

export function textIn(value: Members, name: string): string {
  const text = value[name];
  return typeof text === 'string' ? text : '';
}
