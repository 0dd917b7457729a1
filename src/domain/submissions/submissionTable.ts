import { overrideWords, type StopOverride } from '../content/stopOverride';
import type { PersonId } from '../ids';
import type { Review } from '../reviews/review';
import { standingPasses } from '../reviews/reviewPasses';
import type { Instant } from '../time/instant';
import { isWritten } from '../writtenText';
import { monthOf } from './month';
import type {
  Adoption,
  DeclineReason,
  MetCriterion,
  ReturnReason,
  Submission,
  SubmissionContent,
  SubmissionEntry,
  SubmissionEvent,
  SubmissionState,
  SubmissionUse,
} from './submission';

/** Where each event leads from each state. What is not in this table cannot happen. */
const SUBMISSION_TRANSITIONS: Readonly<
  Record<SubmissionState, Readonly<Partial<Record<SubmissionEvent, SubmissionState>>>>
> = {
  draft: { write: 'draft', submit: 'in-review', withdraw: 'withdrawn', 'hand-over': 'draft' },
  'in-review': {
    send: 'sent',
    'return-in-unit': 'draft',
    'refuse-in-unit': 'refused',
    withdraw: 'withdrawn',
    'hand-over': 'in-review',
  },
  sent: { adopt: 'adopted', return: 'returned', decline: 'not-adopted', withdraw: 'withdrawn' },
  returned: { write: 'returned', submit: 'in-review', withdraw: 'withdrawn', 'hand-over': 'returned' },
  // The office may have been wrong, and says why; an adoption is assessed again as it is used elsewhere.
  adopted: { assess: 'adopted', reconsider: 'sent' },
  'not-adopted': { reconsider: 'sent' },
  refused: {},
  withdrawn: {},
};

/** What the office decides about what was sent in. */
export const OFFICE_DECISIONS = ['adopt', 'return', 'decline', 'reconsider', 'assess'] as const;
export type OfficeDecision = (typeof OFFICE_DECISIONS)[number];

export interface Decided {
  readonly decision: OfficeDecision;
  readonly reason: ReturnReason | DeclineReason | null;
  readonly words: string;
  readonly uses: readonly SubmissionUse[];
  readonly criteria: readonly MetCriterion[];
}

/** Why a step is refused: a closed list. */
export type SubmissionRefusal = 'no-such-step' | 'unchanged' | 'words-missing';
export type SubmissionMove = { readonly submission: Submission } | { readonly refused: SubmissionRefusal };

interface By {
  readonly by: PersonId | null;
  readonly name: string;
  readonly at: Instant;
}

/** Whether an event can happen to a submission as it stands. */
export function canHappen({ state }: Pick<Submission, 'state'>, event: SubmissionEvent): boolean {
  return SUBMISSION_TRANSITIONS[state][event] !== undefined;
}

/** What is written instead, while it lies with its author. */
export function rewrite(
  submission: Submission,
  content: SubmissionContent & Pick<Submission, 'informant' | 'contentHash'>,
  by: By,
): SubmissionMove {
  return step(
    submission,
    { event: 'write', ...by },
    { ...content, ...overridden(submission, []), ...(submission.isTextGone === true ? { isTextGone: false } : {}) },
  );
}

/** Whoever else has written in it: they pass nothing of it, whoever its author is by now. */
export function formerAuthors({ thread, author }: Pick<Submission, 'thread' | 'author'>): readonly PersonId[] {
  const wrote = thread.flatMap(({ event, by }) => (by !== null && WRITES.has(event) ? [by] : []));
  return [...new Set(wrote)].filter((id) => id !== author.id);
}
const WRITES: ReadonlySet<SubmissionEvent> = new Set(['write', 'submit']);

/** Of those that nothing ever stopped nothing is said. */
function overridden(
  { overrides: before }: Pick<Submission, 'overrides'>,
  overrides: readonly StopOverride[],
): Pick<Submission, 'overrides'> {
  return before === undefined && overrides.length === 0 ? {} : { overrides };
}

/** Handed in for the review of the unit. What the office returned is to be revised before. */
export function submit(submission: Submission, by: By, overrides: readonly StopOverride[] = []): SubmissionMove {
  const { state, contentHash, sentHash } = submission;
  if (state === 'returned' && contentHash === sentHash) return { refused: 'unchanged' };
  const words = overrideWords(overrides);
  const said = words === null ? {} : { words };
  return step(
    submission,
    { event: 'submit', ...by, ...said },
    { handedIn: false, ...overridden(submission, overrides) },
  );
}

/** A draft that was never handed in is put away by its author; everything else goes through its review. */
export function discard(submission: Submission, words: string, by: By): SubmissionMove {
  if (!isWritten(words)) return { refused: 'words-missing' };
  return step(submission, { event: 'withdraw', ...by, words: words.trim() }, {});
}

/** Given to somebody else who goes on with it. */
export function handOver(submission: Submission, to: Submission['author'], by: By): SubmissionMove {
  return step(submission, { event: 'hand-over', ...by, words: to.name }, { author: to });
}

const FOLLOWS: Partial<Readonly<Record<Review['state'], SubmissionEvent>>> = {
  passed: 'send',
  returned: 'return-in-unit',
  refused: 'refuse-in-unit',
  withdrawn: 'withdraw',
};

/**
 * The submission as its review wants it; null: it follows it already, or the review has nothing to say of it any more.
 * Of a content that is not the reviewed one nothing follows.
 */
export function follow(submission: Submission, review: Review): Submission | null {
  const last = review.steps.at(-1);
  if (last === undefined || review.steps.length <= submission.followed) return null;
  const event = FOLLOWS[review.state];
  const followed = review.steps.length;
  // Only a withdrawal can come when the office has it already; what the office has decided about stays so.
  const isOurs = event === 'withdraw' ? submission.state !== 'in-review' || submission.handedIn : submission.handedIn;
  if (event === undefined || !isOurs || !canHappen(submission, event) || isOther(submission, review)) return null;
  const by = last.by === 'rule' ? null : last.by;
  const counted = event !== 'send' ? {} : sentOn(submission, last.at);
  const moved = step(
    submission,
    { event, by, name: last.name, at: last.at, words: last.words ?? '' },
    { ...counted, followed },
  );
  return 'submission' in moved ? moved.submission : null;
}

function isOther({ contentHash }: Submission, review: Review): boolean {
  return review.state === 'passed' && review.contentHash !== contentHash;
}

/** It counts for the month in which it came first, once, however often it is sent. */
function sentOn({ month, countsFor, unitId, contentHash }: Submission, at: Instant): Partial<Submission> {
  return { sentAt: at, sentHash: contentHash, month: month ?? monthOf(at), countsFor: countsFor ?? unitId };
}

/** What the office decided. A return, a refusal and a second thought need words. */
export function decide(submission: Submission, decided: Decided, by: By & { readonly by: PersonId }): SubmissionMove {
  const { decision, reason, uses, criteria } = decided;
  const words = decided.words.trim();
  if (decision !== 'adopt' && decision !== 'assess' && !isWritten(words)) return { refused: 'words-missing' };
  return step(
    submission,
    { event: decision, ...by, reason, words },
    adoptionOf(submission, { decision, uses, criteria }, by),
  );
}

/**
 * Whether somebody would decide about their own: they wrote it once, it is credited to them, or they passed a stage of
 * it.
 */
export function decidesOwn(
  submission: Pick<Submission, 'author' | 'informant' | 'thread'>,
  review: Pick<Review, 'steps' | 'flow' | 'author'> | null,
  personId: PersonId,
): boolean {
  const passes = review === null ? [] : standingPasses(review);
  return [
    submission.author.id,
    ...formerAuthors(submission),
    submission.informant.personId,
    ...passes.flatMap(({ by, insteadOf }) => [by, insteadOf?.id ?? null]),
  ].includes(personId);
}

function adoptionOf(
  { adoption }: Submission,
  { decision, uses, criteria }: Pick<Decided, 'decision' | 'uses' | 'criteria'>,
  { by, name, at }: By & { readonly by: PersonId },
): Partial<Submission> {
  const assessed: Adoption = {
    by,
    name,
    at,
    ...(decision === 'assess' && adoption !== null ? adoption : {}),
    uses,
    criteria,
  };
  return { adoption: decision === 'adopt' || decision === 'assess' ? assessed : null };
}

function step(
  submission: Submission,
  {
    event,
    by,
    name,
    at,
    reason = null,
    words = '',
  }: By &
    Partial<Pick<SubmissionEntry, 'reason'>> & {
      readonly event: SubmissionEvent;
      readonly words?: string;
    },
  change: Partial<Submission>,
): SubmissionMove {
  const state = SUBMISSION_TRANSITIONS[submission.state][event];
  if (state === undefined) return { refused: 'no-such-step' };
  const entry: SubmissionEntry = { event, by, name, at, reason, words: words === '' ? null : words };
  return {
    submission: {
      ...submission,
      ...change,
      state,
      // What was written again and again before it was handed in is one line.
      thread: [...withoutSame(submission.thread, entry), entry],
      version: submission.version + 1,
    },
  };
}

function withoutSame(thread: readonly SubmissionEntry[], { event }: SubmissionEntry): readonly SubmissionEntry[] {
  return event === 'write' && thread.at(-1)?.event === 'write' ? thread.slice(0, -1) : thread;
}
