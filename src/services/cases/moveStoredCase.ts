import { caseEvent } from '../../domain/alerts/events';
import type { Case, CaseEvent } from '../../domain/cases/case';
import { moveCase, type CaseContext, type CaseRefusal } from '../../domain/cases/moveCase';
import type { ServiceDeps } from '../settings';

/**
 * Takes one step of a case and stores it with its ledger line, unless somebody else moved it first (`moved-meanwhile`).
 */
export type MoveStoredCase = (
  shutdownCase: Case,
  event: CaseEvent,
  context: CaseContext,
) => Promise<{ readonly shutdownCase: Case } | { readonly refused: CaseRefusal | 'moved-meanwhile' }>;

export function createMoveStoredCase({ storage, ids }: ServiceDeps): MoveStoredCase {
  return async (shutdownCase, event, context) => {
    const move = moveCase(shutdownCase, event, context);
    if ('refused' in move) return move;
    const stored = await storage.cases.move(
      shutdownCase,
      move.shutdownCase,
      caseEvent({
        eventId: ids.eventId(),
        actor: context.actor,
        now: context.now,
        shutdownCase: move.shutdownCase,
      }),
    );
    return stored ? move : { refused: 'moved-meanwhile' };
  };
}
