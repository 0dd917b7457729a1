import type { DeliveryFailureCode } from '../../domain/notify/deliveryFailure';
import { readRetryAfterMs } from '../../domain/time/retryAfter';
import type { Instant } from '../../domain/time/instant';
import type { OutboundAnswer } from '../../ports/outbound';
import { failed, later } from '../delivery';
import type { Failed } from '../delivery';

type Fault = Extract<OutboundAnswer, { readonly kind: 'fault' }>['fault'];
export type Response = Extract<OutboundAnswer, { readonly kind: 'response' }>['response'];

/** Faults after which surely nothing was sent. */
const NOT_SENT: Readonly<Record<string, DeliveryFailureCode>> = {
  'bad-url': 'address-unusable',
  'private-address': 'address-private',
  'host-busy': 'host-busy',
  'host-breaker-open': 'host-resting',
  'name-unresolved': 'name-unresolved',
  'connection-refused': 'connection-refused',
  'host-unreachable': 'host-unreachable',
  'connect-timeout': 'connect-timeout',
  'certificate-expired': 'certificate-expired',
  'tls-failed': 'certificate-refused',
  'chain-unverified': 'certificate-refused',
  aborted: 'withdrawn',
};

/** Faults after which nobody knows. */
const MAY_BE_SENT: Readonly<Record<string, DeliveryFailureCode>> = {
  timeout: 'answer-late',
  'answer-malformed': 'answer-unreadable',
  'answer-too-large': 'answer-too-large',
};

/** A call that got no reply. What was never sent can be tried again; what may have arrived cannot. */
export function failureOfFault(fault: Fault, now: Instant): Failed {
  const code = fault.mayHaveBeenSent
    ? (MAY_BE_SENT[fault.code] ?? 'connection-lost')
    : (NOT_SENT[fault.code] ?? 'host-unreachable');
  return failed(code, later(now, fault.retryAfterMs));
}

const BY_STATUS: Readonly<Record<number, DeliveryFailureCode>> = {
  400: 'content-malformed',
  404: 'address-unknown',
  410: 'address-unknown',
  413: 'content-too-long',
  415: 'content-malformed',
  422: 'content-malformed',
  429: 'too-fast',
  503: 'service-busy',
};

/**
 * What a status alone says; null for 2xx. Refusals are sure: nothing was taken. A server that failed, or gave up on the
 * one behind it, may have taken it before.
 */
export function failureOfStatus(response: Response, now: Instant): Failed | null {
  const { status } = response;
  if (status >= 200 && status < 300) return null;
  const known = BY_STATUS[status];
  if (known !== undefined) return failed(known, later(now, readRetryAfterMs(response.headers, now)));
  if (status >= 300 && status < 400) return failed('redirected');
  return failed(status < 500 && status !== 408 ? 'request-refused' : 'server-error');
}
