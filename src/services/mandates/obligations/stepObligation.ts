import { obligationEvent } from '../../../domain/alerts/events';
import type { Actor } from '../../../domain/cases/case';
import type { ObligationId } from '../../../domain/ids';
import type { Obligation, ObligationEvent } from '../../../domain/mandates/mandate';
import {
  moveObligation,
  type ObligationChange,
  type ObligationRefusal,
} from '../../../domain/mandates/obligationTable';
import type { ServiceDeps } from '../../settings';
import type { ChangeObligation } from './changeObligation';

export interface ObligationStep extends ObligationChange {
  readonly actor: Actor;
  /** In a person's words where they gave any. */
  readonly note?: string;
}

/**
 * Moves an obligation by one event of its table, with its ledger line. A step the table does not know is refused, which
 * is no error: somebody was quicker.
 */
export type StepObligation = (
  id: ObligationId,
  event: ObligationEvent,
  step: ObligationStep,
) => Promise<{ readonly moved: Obligation } | { readonly refused: ObligationRefusal | 'gone' }>;

export function createStepObligation({ ids }: ServiceDeps, changeObligation: ChangeObligation): StepObligation {
  return async (id, event, { actor, note, ...change }) => {
    let refused: ObligationRefusal = 'no-such-step';
    const result = await changeObligation(id, (before) => {
      const move = moveObligation(before, event, change);
      if ('refused' in move) {
        refused = move.refused;
        return null;
      }
      return {
        next: move.obligation,
        events: [
          obligationEvent({
            eventId: ids.eventId(),
            actor,
            now: change.now,
            before,
            obligation: move.obligation,
            event,
            ...(note === undefined ? {} : { note }),
          }),
        ],
      };
    });
    if (result === null) return { refused: 'gone' };
    return result.changed ? { moved: result.obligation } : { refused };
  };
}
