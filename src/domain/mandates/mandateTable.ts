import { isWritten } from '../writtenText';
import type { PersonId } from '../ids';
import type { Instant } from '../time/instant';
import type { Mandate, Review, ReviewStage, ReviewStep } from './mandate';

/**
 * The life of a mandate: 初审 → 审核 → 签发. A draft can be refused at every step, and returned to the step before once one
 * was taken; after issue it can be withdrawn. What is refused or withdrawn stays so.
 */
export const MANDATE_TRANSITIONS: Readonly<Record<ReviewStage, Readonly<Partial<Record<ReviewStep, ReviewStage>>>>> = {
  drafted: { approve: 'first-review', refuse: 'refused' },
  'first-review': { approve: 'second-review', return: 'drafted', refuse: 'refused' },
  'second-review': { approve: 'issued', return: 'first-review', refuse: 'refused' },
  issued: { withdraw: 'withdrawn' },
  refused: {},
  withdrawn: {},
};

export type MandateRefusal = 'no-such-step' | 'reason-missing' | 'self-approval';
export type MandateMove = { readonly mandate: Mandate } | { readonly refused: MandateRefusal };

/**
 * The mandate after one step, or why it is refused. Nobody passes it at two stages; what was returned counts no more, so
 * that whoever passed it before passes it again. Every step against it needs a reason.
 */
export function moveMandate(
  mandate: Mandate,
  step: ReviewStep,
  {
    by,
    name,
    at,
    reason = '',
  }: { readonly by: PersonId; readonly name: string; readonly at: Instant; readonly reason?: string },
): MandateMove {
  const stage = MANDATE_TRANSITIONS[mandate.stage][step];
  if (stage === undefined) return { refused: 'no-such-step' };
  const words = reason.trim();
  if (step !== 'approve' && !isWritten(words)) return { refused: 'reason-missing' };
  if (step === 'approve' && standingApprovals(mandate).some((review) => review.by === by))
    return { refused: 'self-approval' };
  const review: Review = { stage, by, at, step, name, ...(words === '' ? {} : { reason: words }) };
  const ends = isEnded({ stage });
  return {
    mandate: { ...mandate, stage, reviews: [...mandate.reviews, review], ...(ends ? { expanded: false } : {}) },
  };
}

/** Refused before issue or withdrawn after it: nobody owes anything for it. */
export function isEnded({ stage }: Pick<Mandate, 'stage'>): boolean {
  return stage === 'refused' || stage === 'withdrawn';
}

/** The passes that led to where the mandate stands: a return takes the last one back. */
function standingApprovals({ reviews }: Mandate): readonly Review[] {
  const standing: Review[] = [];
  for (const review of reviews) {
    if (review.step === 'return') standing.pop();
    else if (review.step === undefined || review.step === 'approve') standing.push(review);
  }
  return standing;
}
