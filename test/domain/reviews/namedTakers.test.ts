import type { PersonId } from '../../../src/domain/ids';
import { flowHandedOver, isStuck, namesTaker, nameTakers, openPlaces } from '../../../src/domain/reviews/namedTakers';
import type { Review, ReviewFlow } from '../../../src/domain/reviews/review';
import { takeStep } from '../../../src/domain/reviews/reviewTable';
import { as, FLOW, reviewOf, takers, WITHOUT_GATE } from './someReview';

const [LEAVER, NEXT] = ['离' as PersonId, '接' as PersonId];
const named = (...people: readonly PersonId[]) => ({ ...takers(), people });
/** 初审 by rights, 签发 by the leaver alone, who also examines for secrecy. */
const NAMING: ReviewFlow = {
  ...FLOW,
  stages: [FLOW.stages[0]!, { ...FLOW.stages[2]!, takers: named(LEAVER) }],
  secrecy: { before: 'issue', takers: named(LEAVER, NEXT) },
};
const change = (review: Review, at: string, ...people: readonly PersonId[]): Review => {
  const move = nameTakers(review, { at, people });
  if ('refused' in move) throw new Error(move.refused);
  return move.review;
};

describe('people who are named in a flow', () => {
  test('are those of its stages and of the secrecy gate, and give their place to a successor once', () => {
    expect([namesTaker(NAMING, LEAVER), namesTaker(NAMING, NEXT), namesTaker(FLOW, LEAVER)]).toEqual([
      true,
      true,
      false,
    ]);
    const given = flowHandedOver(NAMING, LEAVER, NEXT);
    expect(given.stages.map((stage) => stage.takers.people)).toEqual([[], [NEXT]]);
    expect(given.secrecy?.takers.people).toEqual([NEXT]);
    expect(namesTaker(given, LEAVER)).toBe(false);
  });

  test('leave a stage stuck where all of them have left and no right or duty is given it', () => {
    const stuck = (of: Parameters<typeof isStuck>[0]) => isStuck(of, (id) => id === LEAVER);
    expect([stuck(named(LEAVER)), stuck(named(LEAVER, NEXT))]).toEqual([true, false]);
    expect(stuck({ ...named(LEAVER), actions: ['review.take'] })).toBe(false);
    expect(stuck({ ...named(LEAVER), duties: ['chief'] })).toBe(false);
  });
});

describe('others named for a review under way', () => {
  test('take the stage they are named for, beside its rights, and nobody is to be named twice', () => {
    const review = reviewOf(NAMING, { assigneeId: LEAVER, passed: 1 });
    const next = change(review, 'issue', NEXT);
    expect(next).toMatchObject({ assigneeId: null, version: review.version + 1 });
    expect(next.flow.stages[1]?.takers).toEqual(named(NEXT));
    expect(next.flow.secrecy).toEqual(NAMING.secrecy);
    expect(takeStep(review, 'return', as('接', '再核'))).toEqual({ refused: 'not-yours' });
    expect('review' in takeStep(next, 'return', as('接', '再核'))).toBe(true);
    const gate = change(review, 'secrecy', NEXT);
    expect([gate.assigneeId, gate.flow.secrecy?.takers.people]).toEqual([LEAVER, [NEXT]]);
  });

  test('are named for what is still to be taken, and none of those who could not take it', () => {
    const at = (review: Review) => openPlaces(review).map((place) => place.at);
    expect(at(reviewOf(NAMING, { passed: 1 }))).toEqual(['issue', 'secrecy']);
    expect(at(reviewOf(WITHOUT_GATE, { state: 'returned' }))).toEqual(['first', 'second', 'issue']);
    for (const state of ['passed', 'refused', 'withdrawn'] as const)
      expect(at(reviewOf(NAMING, { state }))).toEqual([]);
    expect(nameTakers(reviewOf(NAMING, { passed: 1 }), { at: 'first', people: [NEXT] })).toEqual({
      refused: 'no-such-step',
    });
    expect(nameTakers(reviewOf(NAMING), { at: 'issue', people: ['撰' as PersonId] })).toEqual({
      refused: 'self-approval',
    });
  });
});
