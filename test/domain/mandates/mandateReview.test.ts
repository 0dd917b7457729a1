import type { MandateId, MandateRuleId, PersonId, PolicyId, ReviewId } from '../../../src/domain/ids';
import type { Mandate } from '../../../src/domain/mandates/mandate';
import { reviewedContent, reviewOfMandate, stageOf, threadOf } from '../../../src/domain/mandates/mandateReview';
import { REVIEWER_STEPS, type Review, type ReviewFlow } from '../../../src/domain/reviews/review';
import { takeStep } from '../../../src/domain/reviews/reviewTable';
import { DUE_BY, hoursAfter, MADE_AT } from './someObligation';

const DRAFT: Mandate = {
  id: 'm' as MandateId,
  policyId: 'p' as PolicyId,
  policyVersion: 1,
  ruleId: 'r' as MandateRuleId,
  title: '某意见',
  docNumber: null,
  issuer: null,
  sourceUrl: null,
  publishedAt: { precision: 'instant', at: MADE_AT, original: '' },
  issuedAt: MADE_AT,
  stage: 'drafted',
  reviews: [],
  dueBy: DUE_BY,
  provisional: false,
  expanded: true,
};
const takers = { actions: ['mandate.review'], people: [], within: 'office' } as const;
const stage = (key: string) => ({ key, title: key, titleEn: key, takers });
const FLOW: ReviewFlow = {
  kind: 'mandate',
  unitId: null,
  stages: [stage('first-review'), stage('second-review'), stage('issue')],
  secrecy: null,
  returnsTo: 'previous',
  footNames: false,
  clause: '三审制度',
  version: 0,
};
const given = { id: 'r' as ReviewId, flow: FLOW, contentHash: 'h' };
/** The mandate as its review has it. */
const followed = (review: Review): Mandate => ({ ...DRAFT, stage: stageOf(review), reviews: threadOf(review) });

/** Every review that up to `depth` steps of four people can lead to. */
function reachable(review: Review, depth: number): readonly Review[] {
  if (depth === 0) return [review];
  const next = REVIEWER_STEPS.flatMap((step) =>
    ['甲', '乙', '丙', '丁'].flatMap((name) => {
      const by = { personId: name as PersonId, name, actions: ['mandate.review'] as const, unitId: null };
      const move = takeStep(review, step, { by, insteadOf: [], at: hoursAfter(1), words: step === 'pass' ? '' : '因' });
      return 'review' in move ? [move.review] : [];
    }),
  );
  return [review, ...next.flatMap((one) => reachable(one, depth - 1))];
}

describe('a mandate and its review', () => {
  const all = reachable(reviewOfMandate(DRAFT, given), 4);

  test('say the same whatever was done, and a review made of the mandate goes on alike', () => {
    expect(new Set(all.map(stageOf)).size).toBe(6);
    for (const review of all) {
      const mandate = followed(review);
      const made = reviewOfMandate(mandate, given);
      expect([stageOf(made), threadOf(made)]).toEqual([mandate.stage, mandate.reviews]);
      expect([made.state, made.passed, made.steps]).toEqual([review.state, review.passed, review.steps]);
    }
  });

  test('go through the stages: drafted, first and second review, issued', () => {
    const pass = (review: Review, name: string): Review => {
      const by = { personId: name as PersonId, name, actions: ['mandate.review'] as const, unitId: null };
      const move = takeStep(review, 'pass', { by, insteadOf: [], at: hoursAfter(1) });
      if ('refused' in move) throw new Error(move.refused);
      return move.review;
    };
    const issued = ['甲', '乙', '丙'].reduce(pass, reviewOfMandate(DRAFT, given));
    expect(threadOf(issued).map(({ stage: at, step, by }) => [at, step, by])).toEqual([
      ['first-review', 'approve', '甲'],
      ['second-review', 'approve', '乙'],
      ['issued', 'approve', '丙'],
    ]);
  });

  test('of before steps and names were kept count every entry as a pass', () => {
    const older: Mandate = {
      ...DRAFT,
      stage: 'first-review',
      reviews: [{ stage: 'first-review', by: '甲' as PersonId, at: hoursAfter(1) }],
    };
    expect(reviewOfMandate(older, given)).toMatchObject({
      passed: 1,
      steps: [{ step: 'pass', stage: 'first-review', by: '甲', name: '' }],
    });
  });

  test('that a rule issued has passed at once, and can be withdrawn', () => {
    const issued: Mandate = { ...DRAFT, stage: 'issued', reviews: [{ stage: 'issued', by: 'rule', at: MADE_AT }] };
    const review = reviewOfMandate(issued, given);
    expect(review).toMatchObject({ state: 'passed', passed: 3, steps: [{ step: 'pass', stage: 'issue', by: 'rule' }] });
    const by = { personId: '甲' as PersonId, name: '甲', actions: ['mandate.review'] as const, unitId: null };
    const move = takeStep(review, 'withdraw', { by, insteadOf: [], at: hoursAfter(1), words: '有误' });
    if ('refused' in move) throw new Error(move.refused);
    expect(threadOf(move.review).map(({ stage: at, by: who }) => [at, who])).toEqual([
      ['issued', 'rule'],
      ['withdrawn', '甲'],
    ]);
  });

  test('are of another content where the document or its text is another', () => {
    expect(reviewedContent(DRAFT)).toEqual(reviewedContent({ ...DRAFT, dueBy: hoursAfter(5), provisional: true }));
    for (const change of [{ title: '别的' }, { policyVersion: 2 }, { sourceUrl: 'https://a.gov.example/' }])
      expect(reviewedContent({ ...DRAFT, ...change })).not.toEqual(reviewedContent(DRAFT));
  });
});
