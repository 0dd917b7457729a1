import type { DomainEvent } from '../../../domain/alerts/alert';
import type { ObligationId } from '../../../domain/ids';
import type { Obligation } from '../../../domain/mandates/mandate';
import type { ServiceDeps } from '../../settings';

/** Somebody else may move the same obligation at the same time; more than this many times in a row is no accident. */
const MAX_TRIES = 4;

export interface ObligationUpdate {
  readonly next: Obligation;
  readonly events: readonly DomainEvent[];
}

/**
 * Reads an obligation, lets `decide` make the next one, and replaces it if it has not moved meanwhile; otherwise reads
 * again.
 * `decide` returns null where nothing is to be done (any more). Returns what is stored in the end; null: it does not
 * exist.
 */
export function createChangeObligation({ storage }: ServiceDeps): ChangeObligation {
  return async (id, decide) => {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const current = await storage.obligations.byId(id, null);
      if (current === null) return null;
      const change = decide(current);
      if (change === null) return { obligation: current, changed: false };
      if (await storage.obligations.move(current, change.next, change.events))
        return { obligation: change.next, changed: true };
    }
    throw new Error(`obligation ${id} keeps moving under our hands`);
  };
}

export type ChangeObligation = (
  id: ObligationId,
  decide: (current: Obligation) => ObligationUpdate | null,
) => Promise<{ readonly obligation: Obligation; readonly changed: boolean } | null>;
