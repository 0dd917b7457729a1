import type { PersonId, ReviewId, UnitId } from '../../../src/domain/ids';
import type { Action } from '../../../src/domain/people/role';
import type { Review, ReviewFlow, Takers } from '../../../src/domain/reviews/review';
import { openReview, type Acting } from '../../../src/domain/reviews/reviewTable';
import type { Capacity } from '../../../src/domain/reviews/takers';

export const OFFICE = 'office' as UnitId;
export const UNIT = 'unit' as UnitId;
export const AT = new Date('2026-09-18T02:00:00Z');

export const takers = (...actions: readonly Action[]): Takers => ({ actions, people: [], within: 'unit' });

/** 初审 → 审核 → 签发, with the secrecy gate before the last. */
export const FLOW: ReviewFlow = {
  kind: 'own-post',
  unitId: null,
  stages: [
    { key: 'first', title: '初审', titleEn: 'First', takers: takers('review.take') },
    { key: 'second', title: '审核', titleEn: 'Second', takers: takers('review.take') },
    { key: 'issue', title: '签发', titleEn: 'Issue', takers: takers('review.issue') },
  ],
  secrecy: { before: 'issue', takers: takers('review.issue') },
  returnsTo: 'author',
  footNames: true,
  clause: '三审制度',
  version: 0,
};

export const WITHOUT_GATE: ReviewFlow = { ...FLOW, secrecy: null };

export function reviewOf(flow: ReviewFlow = WITHOUT_GATE, given: Partial<Review> = {}): Review {
  const subject = {
    ...{ kind: flow.kind, subjectId: 's', title: '防汛提示', unitId: UNIT, unitPath: [OFFICE, UNIT] },
    ...{ author: { id: '撰' as PersonId, name: '撰' }, dueBy: null, contentHash: 'text-1' },
  };
  return { ...openReview(subject, { id: 'r' as ReviewId, flow, at: AT }), ...given };
}

export function capacity(name: string, given: Partial<Capacity> = {}): Capacity {
  const actions = ['review.take', 'review.issue', 'own-post.draft'] as const;
  return { personId: name as PersonId, name, actions, unitId: UNIT, ...given };
}

/** Somebody acting, for others as well. */
export function as(name: string, words = '', ...insteadOf: readonly string[]): Acting {
  return { by: capacity(name), insteadOf: insteadOf.map((one) => capacity(one)), at: AT, words };
}
