import type { PersonId } from '../ids';
import type { Review, TakenStep } from './review';

/** Who can pass no further stage: whoever wrote it, and everybody who passed one that still counts, or the secrecy gate. */
export function barredPeople(review: Review): readonly PersonId[] {
  return [
    ...new Set([
      ...(review.author === null ? [] : [review.author.id]),
      ...(review.formerAuthors ?? []),
      ...passers(review),
    ]),
  ];
}

/** The passes that led to where the review stands: a return to the stage before takes the last one back, others all. */
export function standingPasses({
  steps,
  flow,
  author,
}: Pick<Review, 'steps' | 'flow' | 'author'>): readonly TakenStep[] {
  let standing: readonly TakenStep[] = [];
  for (const taken of steps) {
    switch (taken.step) {
      case 'pass':
        standing = [...standing, taken];
        break;
      case 'return':
        standing = flow.returnsTo === 'previous' ? standing.slice(0, -1) : [];
        break;
      case 'secrecy-fail':
        standing = author === null ? standing : [];
        break;
      case 'resubmit':
      case 'change':
        standing = [];
        break;
      case 'refuse':
      case 'withdraw':
      case 'secrecy-pass':
        break;
    }
  }
  return standing;
}

function passers(review: Review): readonly PersonId[] {
  const { secrecy } = review;
  const counts = secrecy !== null && secrecy.contentHash === review.contentHash;
  const gate = review.steps.filter(({ step, at }) => step === 'secrecy-pass' && counts && at >= secrecy.at);
  return [...standingPasses(review), ...gate]
    .flatMap(({ by, insteadOf }) => [by, ...(insteadOf === undefined ? [] : [insteadOf.id])])
    .filter((by): by is PersonId => by !== 'rule');
}

/** Whether one of these people has passed a stage that still counts, or the secrecy gate. */
export function hasPassed(review: Review, people: readonly PersonId[]): boolean {
  return passers(review).some((by) => people.includes(by));
}

/** Whether somebody is its author, or was before it was handed over. */
export function wrote({ author, formerAuthors = [] }: Review, personId: PersonId): boolean {
  return (author !== null && author.id === personId) || formerAuthors.includes(personId);
}
