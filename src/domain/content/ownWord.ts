import type { OwnWordId, PersonId, UnitId } from '../ids';
import type { CivilDate, Instant } from '../time/instant';
import type { ContentKind } from './contentHit';

/**
 * What can be excused by its words: they say it all. A date that does not exist, a mark without its other half, a wrong
 * figure and personal data are wrong wherever they stand, whatever the words.
 */
export const EXCUSABLE_KINDS: readonly ContentKind[] = [
  'document-number',
  'doubled-word',
  'wrong-character',
  'word-form',
  'outdated-name',
  'repealed-law',
  'prescribed-wording',
  'altered-title',
  'minor-name',
  'commercial',
  'foreign-link',
];

/** `proposed` and `in-force` are over after their last day, whatever else is said. */
export const OWN_WORD_STATES = ['proposed', 'in-force', 'refused', 'withdrawn', 'revoked'] as const;
export type OwnWordState = (typeof OWN_WORD_STATES)[number];
export const OWN_WORD_STEPS = ['approve', 'refuse', 'withdraw', 'revoke'] as const;
export type OwnWordStep = (typeof OWN_WORD_STEPS)[number];

/** As it is shown: its state, or that its last day is over. */
export const OWN_WORD_STANDINGS = [...OWN_WORD_STATES, 'expired'] as const;
export type OwnWordStanding = (typeof OWN_WORD_STANDINGS)[number];

export interface OwnWordEntry {
  readonly event: OwnWordStep | 'propose';
  readonly by: PersonId;
  readonly name: string;
  readonly at: Instant;
  readonly words: string;
}

/** Words that a unit uses as they are, though a check finds them wrong (本单位用语); for it and the units below it. */
export interface OwnWord {
  readonly id: OwnWordId;
  readonly unitId: UnitId;
  readonly unitPath: readonly UnitId[];
  readonly ruleId: string;
  readonly kind: ContentKind;
  /** As they were found. */
  readonly words: string;
  /** By which they are known again. */
  readonly key: string;
  readonly state: OwnWordState;
  /** The last day on which it holds. */
  readonly lastOn: CivilDate;
  readonly proposedBy: { readonly id: PersonId; readonly name: string };
  readonly proposedAt: Instant;
  /** Whether the findings that it excuses have been dismissed. */
  readonly isApplied: boolean;
  readonly thread: readonly OwnWordEntry[];
  /** Counts its changes. */
  readonly version: number;
}

/** The longest time for which words are excused at once. */
export const MOST_EXCUSED_DAYS = 366;

const TRANSITIONS: Readonly<Record<OwnWordState, Partial<Record<OwnWordStep, OwnWordState>>>> = {
  proposed: { approve: 'in-force', refuse: 'refused', withdraw: 'withdrawn' },
  'in-force': { revoke: 'revoked' },
  refused: {},
  withdrawn: {},
  revoked: {},
};

export type OwnWordRefusal = 'no-such-step' | 'own-proposal' | 'not-own' | 'over';

/** What width and space do not tell apart. */
export function keyOfWords(words: string): string {
  return words.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}

export function standingOf({ state, lastOn }: Pick<OwnWord, 'state' | 'lastOn'>, today: CivilDate): OwnWordStanding {
  return (state === 'proposed' || state === 'in-force') && lastOn < today ? 'expired' : state;
}

/** Why somebody cannot take a step with it now; null: they can, as far as it is for the entry to say. */
export function refusesStep(
  entry: Pick<OwnWord, 'state' | 'lastOn' | 'proposedBy'>,
  step: OwnWordStep,
  { by, today }: { readonly by: PersonId; readonly today: CivilDate },
): OwnWordRefusal | null {
  if (TRANSITIONS[entry.state][step] === undefined) return 'no-such-step';
  const isOwn = entry.proposedBy.id === by;
  if (step === 'withdraw') return isOwn ? null : 'not-own';
  if (isOwn && step !== 'revoke') return 'own-proposal';
  return step !== 'refuse' && standingOf(entry, today) === 'expired' ? 'over' : null;
}

/** The entry after a step: approved and refused by somebody else than who proposed it, withdrawn by them alone. */
export function takeStep(
  entry: OwnWord,
  step: OwnWordStep,
  said: Omit<OwnWordEntry, 'event'> & { readonly today: CivilDate },
): { readonly entry: OwnWord } | { readonly refused: OwnWordRefusal } {
  const { today, ...words } = said;
  const refused = refusesStep(entry, step, { by: said.by, today });
  const state = TRANSITIONS[entry.state][step];
  if (refused !== null || state === undefined) return { refused: refused ?? 'no-such-step' };
  const thread = [...entry.thread, { event: step, ...words }];
  return { entry: { ...entry, state, thread, isApplied: step !== 'approve', version: entry.version + 1 } };
}

/** Whether an entry excuses words that a rule found: the same rule, the same words, on a day on which it holds. */
export function excuses(
  entry: Pick<OwnWord, 'ruleId' | 'key' | 'state' | 'lastOn'>,
  found: { readonly ruleId: string; readonly key: string },
  today: CivilDate,
): boolean {
  const isInForce = entry.state === 'in-force' && standingOf(entry, today) === 'in-force';
  return isInForce && entry.ruleId === found.ruleId && entry.key === found.key;
}
