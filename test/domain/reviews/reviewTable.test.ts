import {
  REVIEWER_STEPS,
  REVIEW_STATES,
  type Review,
  type ReviewFlow,
  type ReviewerStep,
} from '../../../src/domain/reviews/review';
import { barredPeople, standingPasses } from '../../../src/domain/reviews/reviewPasses';
import {
  assign,
  handIn,
  reviewSecrecy,
  REVIEW_STEPS_IN,
  takeStep,
  type Acting,
  type ReviewMove,
} from '../../../src/domain/reviews/reviewTable';
import { isGated, waitsFor } from '../../../src/domain/reviews/takers';
import type { PersonId, UnitId } from '../../../src/domain/ids';
import { as, AT, capacity, FLOW, reviewOf, takers, UNIT, WITHOUT_GATE } from './someReview';

function moved(move: ReviewMove): Review {
  if ('refused' in move) throw new Error(move.refused);
  return move.review;
}
const take = (review: Review, step: ReviewerStep, acting: Acting): Review => moved(takeStep(review, step, acting));
const pass = (review: Review, ...names: readonly string[]): Review =>
  names.reduce((at, name) => take(at, 'pass', as(name)), review);
const OPEN = { result: 'pass', classification: 'none', disclosure: 'proactive' } as const;
const FAIL = { ...OPEN, result: 'fail' } as const;
const content = (contentHash: string) => ({ contentHash, title: '防汛提示' });
const author = { by: { personId: '撰' as PersonId, name: '撰' }, at: AT };

describe('a review', () => {
  test('passes its stages by as many people, and is passed after the last', () => {
    const passed = pass(reviewOf(), '甲', '乙', '丙');
    expect(passed).toMatchObject({ state: 'passed', passed: 3, version: 4, carried: false });
    expect(passed.steps.map(({ step, stage, by }) => [step, stage, by])).toEqual([
      ['pass', 'first', '甲'],
      ['pass', 'second', '乙'],
      ['pass', 'issue', '丙'],
    ]);
    expect(passed.steps[0]).not.toHaveProperty('words');
  });

  test('is passed by nobody at two stages and never by its author', () => {
    expect(() => pass(reviewOf(), '甲', '甲')).toThrow('self-approval');
    expect(() => pass(reviewOf(), '甲', '乙', '甲')).toThrow('self-approval');
    for (const step of ['pass', 'return', 'refuse'] as const)
      expect(() => take(reviewOf(), step, as('撰', '不妥'))).toThrow('author');
    expect(barredPeople(pass(reviewOf(), '甲'))).toEqual(['撰', '甲']);
  });

  test('is taken only by who carries the right, in the units they see', () => {
    const first = reviewOf();
    const by = (given: object): Acting => ({ ...as('甲'), by: capacity('甲', given) });
    expect(() => take(first, 'pass', by({ actions: ['read'] }))).toThrow('not-yours');
    expect(() => take(first, 'pass', by({ unitId: 'other' as UnitId }))).toThrow('not-yours');
    expect(take(first, 'pass', by({ unitId: null })).passed).toBe(1);
    const stages = FLOW.stages.map((stage) => ({ ...stage, takers: { ...stage.takers, within: 'office' as const } }));
    const ofOffice = reviewOf({ ...WITHOUT_GATE, stages });
    expect(() => take(ofOffice, 'pass', by({ unitId: UNIT }))).toThrow('not-yours');
    expect(take(ofOffice, 'pass', by({ unitId: null })).passed).toBe(1);
    const named = stages.map((stage) => ({ ...stage, takers: { ...takers(), people: ['甲' as PersonId] } }));
    expect(take(reviewOf({ ...WITHOUT_GATE, stages: named }), 'pass', by({ actions: [] })).passed).toBe(1);
  });

  test.each(['return', 'refuse', 'withdraw'] as const)('needs words for %s', (step) => {
    const who = step === 'withdraw' ? '撰' : '甲';
    for (const words of ['', ' ', '\u200b'])
      expect(() => take(reviewOf(), step, as(who, words))).toThrow('words-missing');
    expect(take(reviewOf(), step, as(who, ' 依据不足 ')).steps).toMatchObject([{ step, words: '依据不足' }]);
  });

  test('returned to its author keeps the thread and is passed again from the first stage, by the same people', () => {
    const returned = take(pass(reviewOf(), '甲'), 'return', as('乙', '数字不符'));
    expect(returned).toMatchObject({ state: 'returned', passed: 0 });
    for (const step of ['pass', 'return', 'refuse'] as const)
      expect(() => take(returned, step, as('丙', '不妥'))).toThrow('no-such-step');
    expect(waitsFor(returned)).toEqual(['person:撰']);
    const again = moved(handIn(returned, content('text-2'), author));
    expect(again).toMatchObject({ state: 'open', passed: 0, contentHash: 'text-2' });
    expect(again.steps.map(({ step }) => step)).toEqual(['pass', 'return', 'resubmit']);
    expect(pass(again, '甲', '乙', '丙').state).toBe('passed');
  });

  test('returned to the stage before loses that pass alone', () => {
    const flow: ReviewFlow = { ...WITHOUT_GATE, returnsTo: 'previous' };
    const returned = take(pass(reviewOf(flow), '甲', '乙'), 'return', as('丙', '再核'));
    expect(returned).toMatchObject({ state: 'open', passed: 1 });
    expect(standingPasses(returned).map(({ by }) => by)).toEqual(['甲']);
    expect(() => pass(returned, '甲')).toThrow('self-approval');
    expect(pass(returned, '乙', '丙').state).toBe('passed');
    const first = take(reviewOf(flow), 'return', as('丙', '再核'));
    expect(first.state).toBe('returned');
    expect(() => take(reviewOf(flow, { author: null }), 'return', as('丙', '再核'))).toThrow('no-such-step');
  });

  test('is withdrawn by its author at any time, and once passed by whoever may take one of its stages', () => {
    expect(take(pass(reviewOf(), '甲'), 'withdraw', as('撰', '不发了')).state).toBe('withdrawn');
    expect(() => take(pass(reviewOf(), '甲'), 'withdraw', as('丁', '不发了'))).toThrow('not-yours');
    const passed = pass(reviewOf(), '甲', '乙', '丙');
    expect(take(passed, 'withdraw', as('丁', '有误')).state).toBe('withdrawn');
    expect(take(passed, 'withdraw', as('丙', '有误')).state).toBe('withdrawn');
    const stranger: Acting = { ...as('丁', '有误'), by: capacity('丁', { actions: [] }) };
    expect(() => take(passed, 'withdraw', stranger)).toThrow('not-yours');
    expect(() => take(reviewOf(WITHOUT_GATE, { author: null }), 'withdraw', as('甲', '有误'))).toThrow('no-such-step');
  });

  test('is withdrawn by its author alone while they may write such, and never by who has handed it over', () => {
    const withFormer = reviewOf(WITHOUT_GATE, { formerAuthors: ['前' as PersonId] });
    const demoted: Acting = { ...as('撰', '不发了'), by: capacity('撰', { actions: ['read'] }) };
    const away: Acting = { ...as('撰', '不发了'), by: capacity('撰', { unitId: 'other' as never }) };
    for (const review of [withFormer, { ...withFormer, state: 'returned' as const }])
      for (const who of [as('前', '不发了'), as('代', '不发了', '撰'), demoted, away])
        expect(() => take(review, 'withdraw', who)).toThrow('not-yours');
    const passed = pass(withFormer, '甲', '乙', '丙');
    for (const who of [{ ...as('前', '不发了'), by: capacity('前', { actions: ['own-post.draft'] }) }, demoted])
      expect(() => take(passed, 'withdraw', who)).toThrow('not-yours');
    const author: Acting = { ...as('撰', '不发了'), by: capacity('撰', { actions: ['own-post.draft'] }) };
    expect(take(passed, 'withdraw', author).state).toBe('withdrawn');
    // Of what no right is needed to write, its author alone decides.
    const report = reviewOf({ ...WITHOUT_GATE, kind: 'report' });
    expect(take(report, 'withdraw', demoted).state).toBe('withdrawn');
  });

  test('that is refused or withdrawn stays so, and every state says what can be done', () => {
    expect(Object.keys(REVIEW_STEPS_IN).sort()).toEqual([...REVIEW_STATES].sort());
    for (const state of ['refused', 'withdrawn'] as const)
      for (const step of REVIEWER_STEPS)
        expect(takeStep(reviewOf(WITHOUT_GATE, { state }), step, as('甲', '不妥'))).toEqual({
          refused: 'no-such-step',
        });
    for (const state of ['refused', 'withdrawn'] as const)
      expect(handIn(reviewOf(WITHOUT_GATE, { state }), content('text-2'), author)).toEqual({ refused: 'no-such-step' });
  });
});

describe('a delegate', () => {
  const of = (flow = WITHOUT_GATE): Review => reviewOf(flow);
  const powerless = (name: string, words = '', ...insteadOf: readonly string[]): Acting => ({
    ...as(name, words, ...insteadOf),
    by: capacity(name, { actions: ['read'] }),
  });

  test('acts for who delegated to them, and both names stand in the thread', () => {
    const passed = take(of(), 'pass', powerless('代', '', '甲'));
    expect(passed.steps).toMatchObject([{ by: '代', name: '代', insteadOf: { id: '甲', name: '甲' } }]);
    expect(barredPeople(passed)).toEqual(['撰', '代', '甲']);
  });

  test('takes no second stage, for nobody, nor one for who took one already', () => {
    const once = take(of(), 'pass', powerless('代', '', '甲'));
    expect(() => take(once, 'pass', powerless('代', '', '乙'))).toThrow('self-approval');
    expect(() => take(once, 'pass', powerless('丁', '', '甲'))).toThrow('self-approval');
    expect(() => take(once, 'pass', as('甲'))).toThrow('self-approval');
    expect(take(once, 'pass', powerless('丁', '', '甲', '乙')).steps.at(-1)).toMatchObject({ insteadOf: { id: '乙' } });
  });

  test('does not pass for the author, nor for somebody what they wrote themselves', () => {
    expect(() => take(of(), 'pass', powerless('代', '', '撰'))).toThrow('self-approval');
    expect(() => take(of(), 'pass', as('撰', '', '甲'))).toThrow('author');
  });
});

describe('the secrecy gate', () => {
  const second = pass(reviewOf(FLOW), '甲', '乙');

  test('stands before its stage: without it, or where it failed, that is not passed', () => {
    expect(isGated(second)).toBe(true);
    expect(() => pass(second, '丙')).toThrow('secrecy-missing');
    const noAuthor = { ...second, author: null };
    const failed = moved(reviewSecrecy(noAuthor, FAIL, as('密', '含内部数据')));
    expect(() => pass(failed, '丙')).toThrow('secrecy-failed');
    const examined = moved(reviewSecrecy(second, OPEN, as('密')));
    expect(examined.secrecy).toMatchObject({ result: 'pass', by: '密', at: AT, contentHash: 'text-1' });
    expect(pass(examined, '丙').state).toBe('passed');
  });

  test('that failed by mistake is done again of the same content, with words', () => {
    const failed = moved(reviewSecrecy({ ...second, author: null }, FAIL, as('密', '误点')));
    expect(reviewSecrecy(failed, OPEN, as('密'))).toEqual({ refused: 'words-missing' });
    const examined = moved(reviewSecrecy(failed, OPEN, as('密', '前次误点')));
    expect(pass(examined, '丙').state).toBe('passed');
    const returned = moved(reviewSecrecy(second, FAIL, as('密', '含内部数据')));
    const again = pass(moved(handIn(returned, content('text-1'), author)), '甲', '乙');
    expect(() => pass(again, '丙')).toThrow('secrecy-failed');
    expect(pass(moved(reviewSecrecy(again, OPEN, as('密', '已核'))), '丙').state).toBe('passed');
  });

  test('by a delegate says for whom', () => {
    const delegate = { ...as('代', '', '密'), by: capacity('代', { actions: ['read'] }) };
    expect(moved(reviewSecrecy(second, OPEN, delegate)).secrecy).toMatchObject({
      name: '代',
      insteadOf: { id: '密', name: '密' },
    });
    expect(moved(reviewSecrecy(second, OPEN, as('密'))).secrecy).not.toHaveProperty('insteadOf');
  });

  test('that fails returns the subject to its author, with words', () => {
    expect(() => moved(reviewSecrecy(second, FAIL, as('密')))).toThrow('words-missing');
    const failed = moved(reviewSecrecy(second, FAIL, as('密', '含内部数据')));
    expect(failed).toMatchObject({ state: 'returned', passed: 0 });
    expect(standingPasses(failed)).toEqual([]);
  });

  test.each([
    ['work-secret', 'proactive'],
    ['secret', 'proactive'],
    ['none', 'on-request'],
    ['none', 'withheld'],
  ] as const)('passes nothing that is %s and %s', (classification, disclosure) => {
    const found = { result: 'pass', classification, disclosure } as const;
    expect(reviewSecrecy(second, found, as('密'))).toEqual({ refused: 'not-public' });
    expect('review' in reviewSecrecy(second, { ...found, result: 'fail' }, as('密', '定密'))).toBe(true);
  });

  test('is passed by nobody who wrote it or passes a stage of it, and who passed it passes no stage', () => {
    expect(reviewSecrecy(second, OPEN, as('撰'))).toEqual({ refused: 'author' });
    expect(reviewSecrecy(second, OPEN, as('甲'))).toEqual({ refused: 'self-approval' });
    const examined = moved(reviewSecrecy(second, OPEN, as('密')));
    expect(() => pass(examined, '密')).toThrow('self-approval');
    const powerless = { ...as('密'), by: capacity('密', { actions: ['review.take'] }) };
    expect(reviewSecrecy(second, OPEN, powerless)).toEqual({ refused: 'not-yours' });
  });

  test('is asked for once of the same content, and by nobody where there is none', () => {
    const examined = moved(reviewSecrecy(second, OPEN, as('密')));
    expect(reviewSecrecy(examined, OPEN, as('密'))).toEqual({ refused: 'no-such-step' });
    expect(reviewSecrecy(reviewOf(WITHOUT_GATE), OPEN, as('密'))).toEqual({ refused: 'no-such-step' });
  });
});

describe('content that changes under way', () => {
  const examined = moved(reviewSecrecy(pass(reviewOf(FLOW), '甲', '乙'), OPEN, as('密')));

  test('makes the secrecy review and every passed stage void', () => {
    const changed = moved(handIn(examined, content('text-2'), author));
    expect(changed).toMatchObject({ state: 'open', passed: 0, secrecy: null });
    expect(changed.steps.map(({ step }) => step)).toEqual(['pass', 'pass', 'secrecy-pass', 'change']);
    expect(() => pass(changed, '甲', '乙', '丙')).toThrow('secrecy-missing');
    const passed = pass(examined, '丙');
    expect(moved(handIn(passed, content('text-2'), author))).toMatchObject({ state: 'open', passed: 0, secrecy: null });
  });

  test('leaves the secrecy review where the same content is handed in again', () => {
    const returned = take(examined, 'return', as('丙', '换个标题'));
    const again = moved(handIn(returned, content('text-1'), author));
    expect(again.secrecy).toEqual(examined.secrecy);
    expect(pass(again, '甲', '乙', '丙').state).toBe('passed');
    expect(() => pass(again, '密')).toThrow('self-approval');
    expect(moved(handIn(returned, content('text-2'), author)).secrecy).toBeNull();
  });

  test('is nothing where it is the same', () => {
    expect(handIn(examined, content('text-1'), author)).toEqual({ refused: 'no-such-step' });
  });
});

describe('an assignee', () => {
  test('is one who could take the stage, and then alone takes it', () => {
    const first = reviewOf();
    expect(assign(first, capacity('撰'))).toEqual({ refused: 'author' });
    expect(assign(first, capacity('甲', { actions: [] }))).toEqual({ refused: 'not-yours' });
    const given = moved(assign(first, capacity('甲')));
    // The others stay: they may name somebody else where this one has left.
    expect(waitsFor(given)).toEqual(['person:甲', 'unit:review.take']);
    expect(() => pass(given, '乙')).toThrow('assigned');
    expect(take(given, 'pass', as('代', '', '甲')).steps).toMatchObject([{ by: '代', insteadOf: { id: '甲' } }]);
    const passed = pass(given, '甲');
    expect(passed.assigneeId).toBeNull();
    expect(assign(passed, capacity('甲'))).toEqual({ refused: 'self-approval' });
    expect(moved(assign(given, null)).assigneeId).toBeNull();
  });

  test('stays named while the secrecy gate passes, but for who passes it', () => {
    const second = pass(reviewOf(FLOW), '甲', '乙');
    const given = moved(assign(second, capacity('丙')));
    expect(moved(reviewSecrecy(given, OPEN, as('密'))).assigneeId).toBe('丙');
    expect(moved(reviewSecrecy(given, OPEN, as('丙'))).assigneeId).toBeNull();
    const failed = moved(reviewSecrecy(given, FAIL, as('密', '含内部数据')));
    expect(failed.assigneeId).toBeNull();
  });
});
