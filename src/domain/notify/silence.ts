import type { PersonId, SilenceId, UnitId } from '../ids';
import type { Instant } from '../time/instant';
import { isMatch, type AlertFacts, type AlertMatch } from './route';

/** Why nobody is told: something is known and needs no telling, or a platform or site is being worked on. */
export const SILENCE_KINDS = ['silence', 'maintenance'] as const;
export type SilenceKind = (typeof SILENCE_KINDS)[number];

/** Nobody is told of what it matches from `startsAt` until `endsAt` (half-open), for a reason that people read. */
export interface Silence {
  readonly id: SilenceId;
  readonly kind: SilenceKind;
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

/** The units above a reader's own and that itself, root first; null: they see the whole office. */
export type ReaderPath = readonly UnitId[] | null;

/** The silence that hides the alert from a reader the longest; null: none does. */
export function silenceOf(
  silences: readonly Silence[],
  facts: AlertFacts,
  { now, readerPath }: { readonly now: Instant; readonly readerPath: ReaderPath },
): Silence | null {
  const hiding = silences.filter(
    (silence) => isSilent(silence, now) && isMatch(silence.match, facts) && isWithin(silence.match, facts, readerPath),
  );
  return hiding.reduce<Silence | null>(
    (longest, silence) => (longest === null || silence.endsAt > longest.endsAt ? silence : longest),
    null,
  );
}

/**
 * Whether all that the reader is told of the alert lies in the unit of the match: an alert that folds things of several
 * units is not silent for those of the others.
 */
function isWithin({ unitId }: AlertMatch, { alert }: AlertFacts, readerPath: ReaderPath): boolean {
  const { byUnit, figures } = alert;
  if (unitId === null || byUnit === null || readerPath?.includes(unitId) === true) return true;
  const own = byUnit[unitId];
  return own !== undefined && Object.entries(own).every(([name, value]) => figures[name] === value);
}
