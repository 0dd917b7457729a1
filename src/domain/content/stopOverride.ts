import type { PersonId } from '../ids';
import type { Instant } from '../time/instant';
import type { ContentCheck } from './contentCheck';

/** Which stop is to be handed in anyway, and why. */
export interface StopLift {
  readonly field: string;
  readonly ruleId: string;
  readonly words: string;
  readonly reason: string;
}

/** A stop that somebody with the right to handed in anyway: of one text, as it was then. */
export interface StopOverride extends StopLift {
  readonly by: { readonly id: PersonId; readonly name: string };
  readonly at: Instant;
}

type Place = Pick<StopLift, 'field' | 'ruleId' | 'words'>;

/** The stops of a text, the same words of one field once. Nothing else that blocks is one. */
export function stopsOf(checks: readonly ContentCheck[]): readonly Place[] {
  const stops = checks
    .filter(({ level }) => level === 'blocking')
    .map(({ field, ruleId, note }): Place => ({ field, ruleId, words: note.words }));
  return stops.filter((stop, at) => stops.findIndex((one) => isSamePlace(one, stop)) === at);
}

export function isSamePlace(one: Place, other: Place): boolean {
  return one.field === other.field && one.ruleId === other.ruleId && one.words === other.words;
}

/** What was handed in anyway and why, in a line of a thread or the ledger; null: nothing was. */
export function overrideWords(overrides: readonly StopLift[]): string | null {
  if (overrides.length === 0) return null;
  return overrides.map(({ words, reason }) => `“${words}”仍予送审：${reason}`).join('；');
}
