import type { Instant } from '../domain/time/instant';
import { instant, partSchema, text } from './schemaParts';

/**
 * A claim on a row. A free row carries a lease that ran out long ago, so that "free or run out" is one condition on one
 * indexed field (`lease.untilAt <= now`; half-open, the instant itself is no longer held).
 */
export interface StoredLease {
  readonly token: string | null;
  readonly owner: string | null;
  readonly untilAt: Instant;
}

export const leasePart = partSchema({ token: text, owner: text, untilAt: instant });

export function freeLease(): StoredLease {
  return { token: null, owner: null, untilAt: new Date(0) };
}

export interface ClaimRequest {
  readonly now: Instant;
  readonly owner: string;
  readonly leaseMs: number;
  readonly token: string;
}

export function takenLease(request: ClaimRequest): StoredLease {
  if (request.token.length === 0) throw new Error('A lease needs a token: without one anybody could settle it.');
  return { token: request.token, owner: request.owner, untilAt: new Date(request.now.getTime() + request.leaseMs) };
}
