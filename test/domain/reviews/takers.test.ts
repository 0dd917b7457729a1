import type { UnitId } from '../../../src/domain/ids';
import { capacityWords, flowFor, isGated, mayTake, waitsFor } from '../../../src/domain/reviews/takers';
import { reviewSecrecy, takeStep } from '../../../src/domain/reviews/reviewTable';
import { actsFor, delegationProblem, type Delegation } from '../../../src/domain/reviews/delegation';
import type { CivilDate } from '../../../src/domain/time/instant';
import type { DelegationId, PersonId } from '../../../src/domain/ids';
import { as, AT, capacity, FLOW, OFFICE, reviewOf, takers, UNIT, WITHOUT_GATE } from './someReview';

describe('what a review waits for', () => {
  test('is who may take the next stage, and the secrecy gate from the beginning', () => {
    expect(waitsFor(reviewOf(WITHOUT_GATE))).toEqual(['unit:review.take']);
    expect(waitsFor(reviewOf(FLOW))).toEqual(['unit:review.take', 'unit:review.issue']);
    expect(waitsFor(reviewOf(FLOW, { state: 'passed' }))).toEqual([]);
  });

  test('is the gate and who may return or refuse where the stage behind the gate would be next', () => {
    const examiners = { ...takers(), people: ['密' as PersonId] };
    const flow = { ...FLOW, stages: FLOW.stages.slice(2), secrecy: { before: 'issue', takers: examiners } };
    const gated = reviewOf(flow);
    expect([isGated(gated), waitsFor(gated)]).toEqual([true, ['unit:review.issue', 'person:密']]);
    const found = { result: 'pass', classification: 'none', disclosure: 'proactive' } as const;
    const move = reviewSecrecy(gated, found, as('密'));
    if ('refused' in move) throw new Error(move.refused);
    expect([isGated(move.review), waitsFor(move.review)]).toEqual([false, ['unit:review.issue']]);
    expect('review' in takeStep(move.review, 'pass', as('丙'))).toBe(true);
    const failed = reviewSecrecy({ ...gated, author: null }, { ...found, result: 'fail' }, as('密', '误判'));
    if ('refused' in failed) throw new Error(failed.refused);
    expect(waitsFor(failed.review)).toEqual(['unit:review.issue', 'person:密']);
  });

  test('is found by the rights somebody has, in the office by those of the office alone', () => {
    expect(capacityWords(capacity('甲', { actions: ['review.take'] }))).toEqual(['person:甲', 'unit:review.take']);
    expect(capacityWords(capacity('甲', { actions: ['review.take'], unitId: null }))).toEqual([
      'person:甲',
      'office:review.take',
      'unit:review.take',
    ]);
  });
});

describe('a stage that is given to a duty', () => {
  const stage = { ...FLOW.stages[0]!, takers: { ...takers(), duties: ['informant' as const] } };
  const review = reviewOf({ ...WITHOUT_GATE, stages: [stage] });
  const holder = (unitId: UnitId, duty: 'informant' | 'chief' = 'informant') =>
    capacity('信', { actions: ['read'], unitId: null, duties: [{ duty, unitId }] });

  test('is taken by who holds it in the unit of the subject or one above it, and by nobody else', () => {
    const may = (who: ReturnType<typeof holder>): boolean => mayTake(stage.takers, who, review);
    expect([may(holder(UNIT)), may(holder(OFFICE))]).toEqual([true, true]);
    expect([may(holder('other' as UnitId)), may(holder(UNIT, 'chief')), may(capacity('甲'))]).toEqual([
      false,
      false,
      false,
    ]);
    expect(mayTake(stage.takers, { ...holder(UNIT), unitId: 'other' as UnitId }, review)).toBe(false);
  });

  test('waits for exactly those who may take it', () => {
    const found = (who: ReturnType<typeof holder>): boolean =>
      capacityWords(who).some((word) => waitsFor(review).includes(word));
    expect([found(holder(UNIT)), found(holder(OFFICE)), found(holder('other' as UnitId))]).toEqual([true, true, false]);
    expect([found(holder(UNIT, 'chief')), found(capacity('甲'))]).toEqual([false, false]);
  });
});

describe('the flow of a subject', () => {
  const configured = FLOW;
  const ofOffice = { ...FLOW, clause: 'office', version: 1 };
  const ofParent = { ...FLOW, clause: 'parent', unitId: OFFICE, version: 2 };
  const own = { ...FLOW, clause: 'own', unitId: UNIT, version: 1 };

  test('is that of its unit, else of the nearest above it, else of the office, else the configured one', () => {
    const all = [configured, ofOffice, ofParent, own];
    expect(flowFor(all, 'own-post', [OFFICE, UNIT])?.clause).toBe('own');
    expect(flowFor(all, 'own-post', [OFFICE, 'other' as UnitId])?.clause).toBe('parent');
    expect(flowFor(all, 'own-post', ['elsewhere' as UnitId])?.clause).toBe('office');
    expect(flowFor([configured], 'own-post', [OFFICE, UNIT])).toBe(configured);
    expect(flowFor(all, 'answer', [])).toBeNull();
  });
});

describe('a delegation', () => {
  const given: Delegation = {
    id: 'd' as DelegationId,
    fromId: '甲' as PersonId,
    toId: '代' as PersonId,
    kinds: ['mandate'],
    fromDate: '2026-09-18' as CivilDate,
    toDate: '2026-09-20' as CivilDate,
    reason: '出差',
    madeAt: AT,
    version: 1,
  };
  const on = (text: string, kind: 'mandate' | 'answer' | null = 'mandate', personId = '代'): readonly string[] =>
    actsFor([given], { personId: personId as PersonId, kind, now: new Date(text) });

  test('holds from the first to the last day by the calendar of Beijing, for its kinds', () => {
    expect(on('2026-09-17T15:59:59.999Z')).toEqual([]);
    expect(on('2026-09-17T16:00:00Z')).toEqual(['甲']);
    expect(on('2026-09-20T15:59:59.999Z')).toEqual(['甲']);
    expect(on('2026-09-20T16:00:00Z')).toEqual([]);
    expect(on('2026-09-18T02:00:00Z', 'answer')).toEqual([]);
    expect(on('2026-09-18T02:00:00Z', null)).toEqual(['甲']);
    expect(on('2026-09-18T02:00:00Z', 'mandate', '丁')).toEqual([]);
  });

  test.each([
    [{}, null],
    [{ toId: '甲' as PersonId }, 'to-self'],
    [{ kinds: [] }, 'no-kind'],
    [{ kinds: ['mandate', 'mandate'] as const }, 'kind-twice'],
    [{ toDate: '2027-09-18' as CivilDate }, null],
    [{ toDate: '2027-09-19' as CivilDate }, 'too-long'],
    [{ toDate: '2026-09-17' as CivilDate }, 'ends-before-it-begins'],
    [{ fromDate: '2026-09-01' as CivilDate, toDate: '2026-09-17' as CivilDate }, 'is-over'],
    [{ fromDate: '2026-09-01' as CivilDate, toDate: '2026-09-18' as CivilDate }, null],
  ])('with %j is refused as %s', (change, problem) => {
    expect(delegationProblem({ ...given, ...change }, { now: AT, given: [] })).toBe(problem);
  });

  test('is not given twice, nor are more than twenty that are not over', () => {
    const problem = (change: object, ...held: readonly Delegation[]) =>
      delegationProblem({ ...given, ...change }, { now: AT, given: held });
    expect(problem({}, given)).toBe('holds-already');
    expect(problem({ fromDate: '2026-09-19' }, { ...given, kinds: ['answer', 'mandate'] })).toBe('holds-already');
    for (const other of [{ toId: '丁' }, { kinds: ['answer'] }, { toDate: '2026-09-21' }, { fromDate: '2026-09-17' }])
      expect(problem(other, given)).toBeNull();
    const many = Array.from({ length: 20 }, () => ({ ...given, kinds: ['answer' as const] }));
    expect([problem({}, ...many.slice(1)), problem({}, ...many)]).toEqual([null, 'too-many']);
  });
});
