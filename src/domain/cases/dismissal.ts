import type { Dismissal } from '../judging/verdict';
import type { Case } from './case';

/** Who dismissed the case, when and why, where that is how it ended; null: it goes on, or ended otherwise. */
export function dismissalOf({ state, steps }: Pick<Case, 'state' | 'steps'>): Dismissal | null {
  const last = steps.at(-1);
  if (state !== 'closed' || last?.event !== 'dismiss' || last.actor.kind !== 'person') return null;
  return { by: last.actor.personId, name: last.actor.name, at: last.recordedAt, reason: last.note };
}
