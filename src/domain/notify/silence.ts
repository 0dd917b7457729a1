import type { PersonId, SilenceId } from '../ids';
import type { Instant } from '../time/instant';
import { isMatch, type AlertFacts, type AlertMatch } from './route';

/** Nobody is told of what it matches from `startsAt` until `endsAt` (half-open), for a reason that people read. */
export interface Silence {
  readonly id: SilenceId;
  readonly match: AlertMatch;
  readonly reason: string;
  readonly by: { readonly personId: PersonId; readonly name: string };
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly version: number;
}

export function isSilent({ startsAt, endsAt }: Pick<Silence, 'startsAt' | 'endsAt'>, now: Instant): boolean {
  return startsAt <= now && now < endsAt;
}

/** The silence that hides the alert the longest; null: none does. */
export function silenceOf(silences: readonly Silence[], facts: AlertFacts, now: Instant): Silence | null {
  const hiding = silences.filter((silence) => isSilent(silence, now) && isMatch(silence.match, facts));
  return hiding.reduce<Silence | null>(
    (longest, silence) => (longest === null || silence.endsAt > longest.endsAt ? silence : longest),
    null,
  );
}
