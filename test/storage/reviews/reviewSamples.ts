import type { PersonId, ReviewId } from '../../../src/domain/ids';
import type { Review, ReviewFlow } from '../../../src/domain/reviews/review';
import { openReview } from '../../../src/domain/reviews/reviewTable';
import { NOW, unitOf, type Given } from '../samples';
import { ids } from '../testStore';

const takers = { actions: ['review.take'], people: [], duties: [], within: 'unit' } as const;

export const FLOW: ReviewFlow = {
  kind: 'own-post',
  unitId: null,
  stages: [
    { key: 'first', title: '初审', titleEn: 'First', takers },
    { key: 'issue', title: '签发', titleEn: 'Issue', takers },
  ],
  secrecy: null,
  returnsTo: 'author',
  footNames: false,
  clause: '三审制度',
  version: 0,
};

export function reviewOf(given: Given<Review> = {}): Review {
  const unit = unitOf('u');
  const subject = {
    ...{ kind: FLOW.kind, subjectId: ids.id<never>(), title: '防汛提示', unitId: unit.id, unitPath: unit.path },
    ...{ author: { id: ids.id<PersonId>(), name: '撰' }, dueBy: null, contentHash: 'a'.repeat(64) },
  };
  return { ...openReview(subject, { id: ids.id<ReviewId>(), flow: FLOW, at: NOW }), ...given };
}
