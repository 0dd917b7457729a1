import { overrideWords, type StopOverride } from '../content/stopOverride';
import type { InteractionId, PersonId } from '../ids';
import type { Review } from '../reviews/review';
import type { Instant } from '../time/instant';
import { isWritten } from '../writtenText';
import type {
  Answer,
  Interaction,
  InteractionEntry,
  InteractionEvent,
  InteractionState,
  Satisfaction,
  SetAsideReason,
} from './interaction';
import type { InteractionKind } from './interactionKinds';

/** Where each event leads from each state. What is not in this table cannot happen. */
const INTERACTION_TRANSITIONS: Readonly<
  Record<InteractionState, Readonly<Partial<Record<InteractionEvent, InteractionState>>>>
> = {
  received: {
    write: 'received',
    submit: 'in-review',
    reclassify: 'received',
    'set-aside': 'not-valid',
  },
  'in-review': { return: 'received', pass: 'answered', 'take-back': 'received' },
  answered: { 'take-up': 'received', 'show-where': 'answered', rate: 'answered' },
  'not-valid': { 'take-up': 'received' },
};

export type InteractionRefusal = 'no-such-step' | 'words-missing' | 'no-answer' | 'rated-already';
export type InteractionMove = { readonly interaction: Interaction } | { readonly refused: InteractionRefusal };

interface By {
  readonly by: PersonId | null;
  readonly name: string;
  readonly at: Instant;
}

/** Whether an event can happen to a message as it stands. */
export function canHappenTo({ state }: Pick<Interaction, 'state'>, event: InteractionEvent): boolean {
  return INTERACTION_TRANSITIONS[state][event] !== undefined;
}

export function writeAnswer(interaction: Interaction, answer: Answer, by: By): InteractionMove {
  if (!isWritten(answer.text)) return { refused: 'words-missing' };
  return step(interaction, { event: 'write', ...by }, { answer });
}

/** Handed in for the review of the unit. */
export function submitAnswer(
  interaction: Interaction,
  by: By,
  overrides: readonly StopOverride[] = [],
): InteractionMove {
  const { answer } = interaction;
  if (answer === null) return { refused: 'no-answer' };
  const words = overrideWords(overrides);
  const said = overrides.length === 0 && answer.overrides === undefined ? answer : { ...answer, overrides };
  return step(
    interaction,
    { event: 'submit', ...by, ...(words === null ? {} : { words }) },
    { handedIn: false, answer: said },
  );
}

/** It is of another kind: the limit is another one, from the same event. */
export function reclassify(interaction: Interaction, kind: InteractionKind, by: By): InteractionMove {
  if (kind === interaction.kind) return { refused: 'no-such-step' };
  return step(interaction, { event: 'reclassify', ...by, words: kind }, { kind, isTold: false });
}

export function setAside(
  interaction: Interaction,
  said: { readonly reason: SetAsideReason; readonly words: string },
  by: By,
): InteractionMove {
  if (!isWritten(said.words)) return { refused: 'words-missing' };
  return step(interaction, { event: 'set-aside', ...by, words: said.words }, { setAside: said.reason, isTold: false });
}

/** It is to be answered after all, or anew; what was published is shown no more. */
export function takeUp(
  interaction: Interaction,
  { words, reviewKey }: { readonly words: string; readonly reviewKey: InteractionId },
  by: By,
): InteractionMove {
  if (!isWritten(words)) return { refused: 'words-missing' };
  return step(
    interaction,
    { event: 'take-up', ...by, words },
    {
      ...{ setAside: null, answeredAt: null, isPublic: false, answerLink: null, satisfaction: null, isTold: false },
      ...{ reviewKey, followed: 0, handedIn: false },
    },
  );
}

export function showWhere(interaction: Interaction, link: string, by: By): InteractionMove {
  return step(interaction, { event: 'show-where', ...by, words: link }, { answerLink: link });
}

/** Whoever wrote it says once how far the answer satisfies them. */
export function rate(
  interaction: Interaction,
  { grade, words }: { readonly grade: Satisfaction; readonly words: string | null },
  at: Instant,
): InteractionMove {
  if (interaction.satisfaction !== null) return { refused: 'rated-already' };
  return step(
    interaction,
    { event: 'rate', by: null, name: '', at, words: grade },
    { satisfaction: { grade, words, at } },
  );
}

const FOLLOWS: Partial<Readonly<Record<Review['state'], InteractionEvent>>> = {
  passed: 'pass',
  returned: 'return',
  refused: 'return',
  withdrawn: 'take-back',
};

/** The message as the review of its answer wants it; null: it follows it already, or the review is of another text. */
export function followReview(interaction: Interaction, review: Review, nextKey: InteractionId): Interaction | null {
  const last = review.steps.at(-1);
  if (last === undefined || review.steps.length <= interaction.followed || !interaction.handedIn) return null;
  const event = FOLLOWS[review.state];
  if (event === undefined || !canHappenTo(interaction, event)) return null;
  if (event === 'pass' && review.contentHash !== interaction.answer?.contentHash) return null;
  const by = last.by === 'rule' ? null : last.by;
  const isOver = review.state === 'refused' || review.state === 'withdrawn';
  const passed: Partial<Interaction> =
    event === 'pass'
      ? { answeredAt: last.at, isPublic: interaction.answer?.withheld === null, isTold: false }
      : isOver
        ? { reviewKey: nextKey }
        : {};
  const moved = step(
    interaction,
    { event, by, name: last.name, at: last.at, words: last.words ?? '' },
    { ...passed, followed: isOver ? 0 : review.steps.length },
  );
  return 'interaction' in moved ? moved.interaction : null;
}

function step(
  interaction: Interaction,
  { event, by, name, at, words = '' }: By & { readonly event: InteractionEvent; readonly words?: string },
  change: Partial<Interaction>,
): InteractionMove {
  const state = INTERACTION_TRANSITIONS[interaction.state][event];
  if (state === undefined) return { refused: 'no-such-step' };
  const entry: InteractionEntry = { event, by, name, at, words: isWritten(words) ? words.trim() : null };
  const before = interaction.thread.at(-1);
  // What one person writes again and again before it is handed in is one line.
  const isSame = event === 'write' && before?.event === 'write' && before.by === by;
  return {
    interaction: {
      ...interaction,
      ...change,
      state,
      thread: [...(isSame ? interaction.thread.slice(0, -1) : interaction.thread), entry],
      version: interaction.version + 1,
    },
  };
}
