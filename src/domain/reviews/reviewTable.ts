import type { PersonId } from '../ids';
import { inScope } from '../people/permissions';
import type { Action } from '../people/role';
import type { Instant } from '../time/instant';
import { isWritten } from '../writtenText';
import type {
  Classification,
  Disclosure,
  NewReview,
  Review,
  ReviewerStep,
  ReviewFlow,
  ReviewKind,
  ReviewState,
  TakenStep,
} from './review';
import { hasPassed, wrote } from './reviewPasses';
import { awaitsSecrecy, hasFailed, isGated, mayTake, nextStage, type Capacity } from './takers';

/** Which step may be taken in which state. What is refused or withdrawn stays so. */
export const REVIEW_STEPS_IN: Readonly<Record<ReviewState, readonly ReviewerStep[]>> = {
  open: ['pass', 'return', 'refuse', 'withdraw'],
  returned: ['withdraw'],
  passed: ['withdraw'],
  refused: [],
  withdrawn: [],
};

/** Why a step is refused: a closed list. */
export type ReviewRefusal =
  | 'no-such-step'
  | 'words-missing'
  | 'not-yours'
  | 'author'
  | 'self-approval'
  | 'assigned'
  | 'secrecy-missing'
  | 'secrecy-failed'
  | 'not-public';
export type ReviewMove = { readonly review: Review } | { readonly refused: ReviewRefusal };

/** Who acts, in which capacities: as themselves first, then for those who delegated to them. */
export interface Acting {
  readonly by: Capacity;
  readonly insteadOf: readonly Capacity[];
  readonly at: Instant;
  readonly words?: string;
}

/** A review as it begins. */
export function openReview(
  subject: NewReview,
  { id, flow, at }: { readonly id: Review['id']; readonly flow: ReviewFlow; readonly at: Instant },
): Review {
  return {
    ...subject,
    formerAuthors: subject.formerAuthors ?? [],
    id,
    flow,
    state: 'open',
    passed: 0,
    assigneeId: null,
    secrecy: null,
    steps: [],
    openedAt: at,
    version: 1,
    carried: true,
  };
}

/**
 * The review after one step, or why it is refused. Nobody passes what they wrote, nor two stages of one subject, be it
 * for somebody else; what was returned counts no more. Every step against the subject needs words. A passed subject is
 * withdrawn by whoever may take one of its stages, and any by its author alone, while they may still write such.
 */
export function takeStep(review: Review, step: ReviewerStep, acting: Acting): ReviewMove {
  if (!REVIEW_STEPS_IN[review.state].includes(step)) return { refused: 'no-such-step' };
  const words = acting.words?.trim() ?? '';
  if (step === 'withdraw') return withdraw(review, acting, words);
  const stage = nextStage(review);
  if (stage === null) return { refused: 'no-such-step' };
  if (step === 'return' && review.passed === 0 && review.author === null) return { refused: 'no-such-step' };
  if (step !== 'pass' && !isWritten(words)) return { refused: 'words-missing' };
  const capacities = capacitiesOf(acting).filter((one) => mayTake(stage.takers, one, review));
  if (capacities.length === 0) return { refused: 'not-yours' };
  if (wrote(review, acting.by.personId)) return { refused: 'author' };
  const free = capacities.filter(
    (one) => !wrote(review, one.personId) && (step !== 'pass' || !hasPassed(review, [one.personId])),
  );
  const [capacity] = free;
  if (capacity === undefined || (step === 'pass' && hasPassed(review, [acting.by.personId])))
    return { refused: 'self-approval' };
  if (review.assigneeId !== null && !free.some(({ personId }) => personId === review.assigneeId))
    return { refused: 'assigned' };
  const chosen = free.find(({ personId }) => personId === review.assigneeId) ?? capacity;
  const taken = takenStep(review, { step, stage: stage.key, acting, capacity: chosen, words });
  switch (step) {
    case 'pass': {
      if (isGated(review)) return { refused: hasFailed(review) ? 'secrecy-failed' : 'secrecy-missing' };
      const passed = review.passed + 1;
      return moved(review, taken, { passed, state: passed === review.flow.stages.length ? 'passed' : 'open' });
    }
    case 'return':
      return review.flow.returnsTo === 'author' || review.passed === 0
        ? moved(review, taken, { passed: 0, state: 'returned' })
        : moved(review, taken, { passed: review.passed - 1 });
    case 'refuse':
      return moved(review, taken, { state: 'refused' });
  }
}

/** What is passed of these is carried out, and no withdrawal undoes it. */
const CARRIED_OUT: readonly ReviewKind[] = ['case-step'];

function withdraw(review: Review, acting: Acting, words: string): ReviewMove {
  if (review.state === 'passed' && CARRIED_OUT.includes(review.kind)) return { refused: 'no-such-step' };
  if (review.state !== 'passed' && review.author === null) return { refused: 'no-such-step' };
  if (!isWritten(words)) return { refused: 'words-missing' };
  const takesStages = (one: Capacity): boolean =>
    review.state === 'passed' && review.flow.stages.some(({ takers }) => mayTake(takers, one, review));
  const capacity = isAuthor(review, acting.by) ? acting.by : capacitiesOf(acting).find(takesStages);
  if (capacity === undefined) return { refused: 'not-yours' };
  return moved(review, takenStep(review, { step: 'withdraw', stage: null, acting, capacity, words }), {
    state: 'withdrawn',
  });
}

/** Whether it is theirs: who handed it over, and who may write no more, takes nothing of it back. */
function isAuthor({ author, kind, unitPath }: Review, { personId, actions, unitId }: Capacity): boolean {
  const needed = WRITTEN_BY[kind];
  return author?.id === personId && inScope(unitId, unitPath) && (needed === undefined || actions.includes(needed));
}

/** What it takes to write a subject, by kind. Absent: whoever is its author may. */
const WRITTEN_BY: Readonly<Partial<Record<ReviewKind, Action>>> = {
  'own-post': 'own-post.draft',
  submission: 'submission.write',
  answer: 'duty.write',
  'case-step': 'case.propose',
};

/**
 * What the secrecy gate finds of the text, its pictures and attachments as they are now. It passes nothing that carries
 * a classification or is not open to everybody. Whoever wrote it or passes a stage of it does not do this as well. What
 * failed can be examined again, with words.
 */
export function reviewSecrecy(
  review: Review,
  found: {
    readonly result: 'pass' | 'fail';
    readonly classification: Classification;
    readonly disclosure: Disclosure;
  },
  acting: Acting,
): ReviewMove {
  const { secrecy } = review.flow;
  if (secrecy === null || review.state !== 'open' || !awaitsSecrecy(review)) return { refused: 'no-such-step' };
  const words = acting.words?.trim() ?? '';
  if ((found.result === 'fail' || hasFailed(review)) && !isWritten(words)) return { refused: 'words-missing' };
  const capacities = capacitiesOf(acting).filter((one) => mayTake(secrecy.takers, one, review));
  if (capacities.length === 0) return { refused: 'not-yours' };
  if (wrote(review, acting.by.personId)) return { refused: 'author' };
  const capacity = capacities.find(
    ({ personId }) => !wrote(review, personId) && !hasPassed(review, [personId, acting.by.personId]),
  );
  if (capacity === undefined) return { refused: 'self-approval' };
  if (found.result === 'pass' && (found.classification !== 'none' || found.disclosure !== 'proactive'))
    return { refused: 'not-public' };
  const step = found.result === 'pass' ? 'secrecy-pass' : 'secrecy-fail';
  const { contentHash } = review;
  const taken = takenStep(review, { step, stage: null, acting, capacity, words });
  const { insteadOf } = taken;
  const { personId: by, name } = acting.by;
  const isNowBarred = found.result === 'pass' && [by, insteadOf?.id].some((one) => one === review.assigneeId);
  return moved(review, taken, {
    secrecy: { ...found, by, name, at: acting.at, contentHash, ...(insteadOf === undefined ? {} : { insteadOf }) },
    ...(found.result === 'fail' && review.author !== null
      ? { state: 'returned', passed: 0 }
      : { assigneeId: isNowBarred ? null : review.assigneeId }),
  });
}

/**
 * The author hands it in again after a return, or its content was changed under way. Where the content is another one,
 * what was passed and the secrecy review count no more; where it is the same, the secrecy review stands.
 */
export function handIn(
  review: Review,
  content: {
    readonly contentHash: string;
    readonly title: string;
    /** Who else had a hand in it by now: they pass nothing of it, as at its first hand-in. */
    readonly formerAuthors?: readonly PersonId[];
  },
  { by, at }: Pick<Acting, 'at'> & { readonly by: { readonly personId: PersonId; readonly name: string } },
): ReviewMove {
  const isReturned = review.state === 'returned';
  const isSame = content.contentHash === review.contentHash;
  if (!isReturned && (isSame || (review.state !== 'open' && review.state !== 'passed')))
    return { refused: 'no-such-step' };
  const step: TakenStep = {
    step: isReturned ? 'resubmit' : 'change',
    stage: null,
    by: by.personId,
    name: by.name,
    at,
    contentHash: content.contentHash,
  };
  const { contentHash, title, formerAuthors = [] } = content;
  return moved(review, step, {
    ...{ contentHash, title, formerAuthors: [...new Set([...(review.formerAuthors ?? []), ...formerAuthors])] },
    state: 'open',
    passed: 0,
    secrecy: isSame ? review.secrecy : null,
  });
}

/** Names who is to take the next stage; null: whoever may. The same bars hold as for taking it. */
export function assign(review: Review, to: Capacity | null): ReviewMove {
  const stage = nextStage(review);
  if (stage === null) return { refused: 'no-such-step' };
  if (to !== null) {
    if (!mayTake(stage.takers, to, review)) return { refused: 'not-yours' };
    if (wrote(review, to.personId)) return { refused: 'author' };
    if (hasPassed(review, [to.personId])) return { refused: 'self-approval' };
  }
  return { review: { ...review, assigneeId: to?.personId ?? null, version: review.version + 1 } };
}

/**
 * The review after its subject was handed over; who wrote it so far still passes nothing of it. Whoever has passed a
 * stage of it cannot be its author as well.
 */
export function withAuthor(review: Review, author: NonNullable<Review['author']>): ReviewMove {
  if (hasPassed(review, [author.id])) return { refused: 'self-approval' };
  const former = review.author === null ? [] : [review.author.id];
  const formerAuthors = [...new Set([...(review.formerAuthors ?? []), ...former])];
  return { review: { ...review, author, formerAuthors, version: review.version + 1 } };
}

/** Its subject needs no decision any more: the product takes it back, for that reason. */
export function overtake(review: Review, { words, at }: { readonly words: string; readonly at: Instant }): ReviewMove {
  if (review.state !== 'open' && review.state !== 'returned') return { refused: 'no-such-step' };
  const { contentHash } = review;
  const taken: TakenStep = { step: 'withdraw', stage: null, by: 'rule', name: '', at, words, contentHash };
  return moved(review, taken, { state: 'withdrawn' });
}

function capacitiesOf({ by, insteadOf }: Acting): readonly Capacity[] {
  return [by, ...insteadOf];
}

function takenStep(
  review: Review,
  {
    step,
    stage,
    acting,
    capacity,
    words,
  }: Pick<TakenStep, 'step' | 'stage'> & {
    readonly acting: Acting;
    readonly capacity: Capacity;
    readonly words: string;
  },
): TakenStep {
  const { by, at } = acting;
  return {
    step,
    stage,
    by: by.personId,
    name: by.name,
    ...(capacity.personId === by.personId ? {} : { insteadOf: { id: capacity.personId, name: capacity.name } }),
    at,
    ...(words === '' ? {} : { words }),
    contentHash: review.contentHash,
  };
}

function moved(review: Review, taken: TakenStep, change: Partial<Review>): ReviewMove {
  return {
    review: {
      ...review,
      assigneeId: null,
      ...change,
      steps: [...review.steps, taken],
      version: review.version + 1,
      carried: false,
    },
  };
}
