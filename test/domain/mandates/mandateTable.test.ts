import type { MandateId, MandateRuleId, PersonId, PolicyId } from '../../../src/domain/ids';
import { REVIEW_STAGES, REVIEW_STEPS, type Mandate, type ReviewStep } from '../../../src/domain/mandates/mandate';
import { isEnded, MANDATE_TRANSITIONS, moveMandate } from '../../../src/domain/mandates/mandateTable';
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

function take(mandate: Mandate, step: ReviewStep, by: string, reason = step === 'approve' ? '' : '理由'): Mandate {
  const move = moveMandate(mandate, step, { by: by as PersonId, name: by, at: hoursAfter(1), reason });
  if ('refused' in move) throw new Error(move.refused);
  return move.mandate;
}
const first = take(DRAFT, 'approve', '甲');
const second = take(first, 'approve', '乙');
const issued = take(second, 'approve', '丙');

describe('a mandate', () => {
  test('passes three steps by three people', () => {
    expect([first, second, issued].map(({ stage }) => stage)).toEqual(['first-review', 'second-review', 'issued']);
    expect(() => take(first, 'approve', '甲')).toThrow('self-approval');
    expect(() => take(second, 'approve', '甲')).toThrow('self-approval');
  });

  test.each([
    ['a draft', DRAFT],
    ['after the first step', first],
    ['after the second', second],
  ])('can be refused %s, with a reason, for good', (_when, mandate) => {
    const refused = take(mandate, 'refuse', '丁', ' 与本地无关 ');
    expect(refused).toMatchObject({ stage: 'refused', expanded: false });
    expect(refused.reviews.at(-1)).toMatchObject({ step: 'refuse', name: '丁', reason: '与本地无关' });
    for (const reason of ['', '  ']) expect(() => take(mandate, 'refuse', '丁', reason)).toThrow('reason-missing');
    for (const step of REVIEW_STEPS) expect(() => take(refused, step, '戊')).toThrow('no-such-step');
  });

  test('passed without words has none, and a step of before words were kept counts as a pass', () => {
    expect(first.reviews).toEqual([
      { stage: 'first-review', by: '甲', at: hoursAfter(1), step: 'approve', name: '甲' },
    ]);
    expect(first.reviews[0]).not.toHaveProperty('reason');
    const older: Mandate = { ...first, reviews: first.reviews.map(({ stage, by, at }) => ({ stage, by, at })) };
    expect(() => take(older, 'approve', '甲')).toThrow('self-approval');
    // Whoever refused nothing and passed nothing has no step to his name.
    const withdrawn: Mandate = { ...first, reviews: first.reviews.map((review) => ({ ...review, step: 'withdraw' })) };
    expect(take(withdrawn, 'approve', '甲').stage).toBe('second-review');
  });

  test('returned goes one step back, keeps the thread, and whoever passed it may pass it again', () => {
    const returned = take(second, 'return', '丙');
    expect(returned.stage).toBe('first-review');
    expect(returned.reviews).toHaveLength(3);
    expect(take(returned, 'approve', '乙').stage).toBe('second-review');
    expect(() => take(returned, 'approve', '甲')).toThrow('self-approval');
    expect(take(take(returned, 'return', '丙'), 'approve', '甲').stage).toBe('first-review');
  });

  test('is withdrawn after issue and never returned or refused', () => {
    expect(take(issued, 'withdraw', '甲')).toMatchObject({ stage: 'withdrawn', expanded: false });
    for (const step of ['return', 'refuse', 'approve'] as const)
      expect(() => take(issued, step, '丁')).toThrow('no-such-step');
  });

  test('has a row for every stage, and only refused and withdrawn are ends', () => {
    expect(Object.keys(MANDATE_TRANSITIONS).sort()).toEqual([...REVIEW_STAGES].sort());
    for (const stage of REVIEW_STAGES)
      expect(isEnded({ stage })).toBe(Object.keys(MANDATE_TRANSITIONS[stage]).length === 0);
  });
});
