import { DELIVERY_FAILURES } from '../domain/notify/deliveryFailure';
import type { DeliveryFailureCode } from '../domain/notify/deliveryFailure';
import type { Instant } from '../domain/time/instant';
import type { Delivery } from '../ports/notifier';

export type Failed = Extract<Delivery, { readonly kind: 'failed' }>;

/** A failure with what to do next, as the table of failures says. */
export function failed(code: DeliveryFailureCode, retryAt: Instant | null = null): Failed {
  return { kind: 'failed', next: DELIVERY_FAILURES[code], code, retryAt };
}

export function accepted(receipt: string | null = null): Delivery {
  return { kind: 'accepted', receipt };
}

/** An instant so many milliseconds later; null where nothing is known. */
export function later(now: Instant, afterMs: number | null): Instant | null {
  return afterMs === null ? null : new Date(now.getTime() + afterMs);
}
