import type { Counts } from '../workRun';
import type { ServiceDeps } from '../settings';
import type { FollowLedger } from './followLedger';

/**
 * Carries what state changes left in their outboxes to the ledger, and makes alerts say what is wrong after them; safe
 * to repeat and to interrupt.
 */
export function createRelay({ storage }: ServiceDeps, { follow }: FollowLedger): (limit: number) => Promise<Counts> {
  return async (limit) => {
    const relayed = await storage.outbox.relay(limit);
    return { relayed, ...(await follow(limit)) };
  };
}
