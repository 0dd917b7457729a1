import type { Counts } from '../workRun';
import type { ServiceDeps } from '../settings';

/** Carries what state changes left in their outboxes to ledger and alerts; safe to repeat and to interrupt. */
export function createRelay({ storage }: ServiceDeps): (limit: number) => Promise<Counts> {
  return async (limit) => ({ relayed: await storage.outbox.relay(limit) });
}
