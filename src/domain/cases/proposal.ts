import type { CaseId } from '../ids';
import type { Review } from '../reviews/review';
import type { Case, CaseStep } from './case';

/** What the last proposal of a case is reviewed under. Those made before each had a key of its own go by the case. */
export function reviewKeyOf({ id, reviewKeys = [] }: Pick<Case, 'id' | 'reviewKeys'>): CaseId {
  return reviewKeys.at(-1) ?? id;
}

/** The step that proposed what is to be decided; null: nothing was proposed. */
export function proposalOf({ steps }: Pick<Case, 'steps'>): CaseStep | null {
  return steps.findLast(({ event }) => event === 'propose-shutdown' || event === 'propose-integration') ?? null;
}

/** What of a proposal is approved: another one is another review. */
export function reviewedProposal(shutdownCase: Case): Readonly<Record<string, string | null>> {
  const { accountId, successorAccountId } = shutdownCase;
  const proposal = proposalOf(shutdownCase);
  return { accountId, successorAccountId, event: proposal?.event ?? null, note: proposal?.note ?? null };
}

/**
 * What the review means for its case: passed through every stage, it is approved; returned to its proposer, refused or
 * taken back, it goes back to rectification. Null: nothing (any more).
 */
export function decidedBy({ state }: Pick<Case, 'state'>, review: Pick<Review, 'state'>): 'approve' | 'reject' | null {
  if (state !== 'proposed' || review.state === 'open') return null;
  return review.state === 'passed' ? 'approve' : 'reject';
}
