import type { ReviewKind } from '../../../domain/reviews/review';

/** The kinds something is reviewed of: those of which the server has flows. No gate is shown that is not there. */
export const REVIEWED_KINDS = [
  'mandate',
  'own-post',
  'submission',
  'answer',
  'case-step',
] as const satisfies readonly ReviewKind[];

/** Their words, to be chosen from. */
export function reviewedKinds(words: Readonly<Record<ReviewKind, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(REVIEWED_KINDS.map((kind) => [kind, words[kind]]));
}
