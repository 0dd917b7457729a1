import type { MandateView } from '../../../api/mandates';
import { paths } from '../../data/paths';

/**
 * How many of those concerned have done it, late or not. `total` leaves out accounts to which the mandate does not
 * apply.
 */
export function progressOf(mandate: Pick<MandateView, 'progress' | 'total'>): {
  readonly done: number;
  readonly of: number;
} {
  return { done: mandate.progress.done + mandate.progress.late, of: mandate.total };
}

/**
 * Nothing is left to do and nothing to wait for: the server says so, because it also knows whether every account has
 * its obligation.
 */
export function isComplete(mandate: Pick<MandateView, 'nextAction'>): boolean {
  return mandate.nextAction === 'none';
}

/** Where the one next action of a mandate leads. */
export function nextActionPath(mandate: Pick<MandateView, 'id' | 'nextAction'>): string {
  if (mandate.nextAction === 'do-manual-tasks') return paths.mandate(mandate.id, { group: 'manual' });
  if (mandate.nextAction === 'chase-overdue') return paths.mandate(mandate.id, { group: 'missed' });
  return paths.mandate(mandate.id);
}
