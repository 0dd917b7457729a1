import type { Case, CaseEvent } from '../../src/domain/cases/case';
import type { Principal } from '../../src/domain/people/role';
import type { ReviewerStep, ReviewStageRule } from '../../src/domain/reviews/review';
import { moveCase } from '../../src/domain/cases/moveCase';
import { DAY_MS, HOUR_MS } from '../../src/domain/time/instant';
import { FLOW } from '../storage/reviews/reviewSamples';
import { eventOf } from '../storage/samples';
import { useWorld } from './useWorld';
import { PAGE, principal } from './world';

const world = useWorld();
const PROPOSER = principal('operator', '2');
const ADMINISTRATOR = principal('administrator', '1');
const SECOND = principal('administrator', '3');
const EXAMINER = principal('administrator', '4');

const theCase = async (): Promise<Case> => {
  const { account } = await world.account('w');
  const [shutdownCase] = (await world.storage.cases.list({ accountId: account.id }, PAGE, null)).items;
  if (shutdownCase === undefined) throw new Error('no case');
  return shutdownCase;
};
const take = async (event: CaseEvent, who: Principal, note = '长期不发声') =>
  world.services.cases.takeCaseStep({ caseId: (await theCase()).id, event, note }, who);
const reviews = async (state?: 'open' | 'returned' | 'withdrawn') =>
  (
    await world.services.reviews.list(
      { kind: 'case-step', ...(state === undefined ? {} : { state }) },
      PAGE,
      ADMINISTRATOR,
    )
  ).items;
const theReview = async () => {
  const [review] = await reviews();
  if (review === undefined) throw new Error('no review');
  return { ...review, id: review.id as Parameters<typeof world.services.reviews.show>[0] };
};
const review = async (step: ReviewerStep, by: Principal, reason = '') =>
  world.services.reviews.take(await theReview(), { step, reason }, by);
const waiting = async (by: Principal) =>
  (await world.services.reviews.list({ mine: true, kind: 'case-step' }, PAGE, by)).items.length;
async function silent(): Promise<void> {
  await world.addAccounts(['weibo', 'w']);
  const at = new Date(world.clock.now().getTime() - 31 * DAY_MS);
  world.platform.publishByHand('w', {
    title: '一个月前的发文',
    publishedAt: { precision: 'instant', at, original: at.toISOString() },
  });
  await world.lookAtDue();
  await world.services.cases.actDue(10);
}
async function proposed(): Promise<void> {
  await silent();
  await take('propose-shutdown', PROPOSER);
}
const stage = (key: string, title: string): ReviewStageRule => ({
  ...{ key, title, titleEn: title },
  takers: { actions: ['case.approve'], people: [], within: 'unit' },
});
/** Two stages and the gate of secrecy before the second, set in 审核流程. */
async function gated(): Promise<void> {
  const { kind: _kind, unitId: _unit, version: _version, ...flow } = FLOW;
  const takers = { actions: ['case.approve'], people: [], within: 'unit' } as const;
  const stages = [stage('first', '初审'), stage('issue', '签发')];
  await world.services.reviews.setFlow(
    { kind: 'case-step', unitId: null, version: 0 },
    { flow: { ...flow, stages, secrecy: { before: 'issue', takers } }, reason: '设保密审查' },
    ADMINISTRATOR,
  );
}

describe('what is proposed of an account', () => {
  test('waits for whoever may approve it, not for its proposer, and says what it is', async () => {
    await proposed();
    const [opened] = await reviews('open');
    expect(opened).toMatchObject({ kind: 'case-step', title: '关停“账号w”', authorName: PROPOSER.name });
    expect([await waiting(ADMINISTRATOR), await waiting(PROPOSER)]).toEqual([1, 0]);
    const shown = await world.services.views.case(opened?.subjectId as Case['id'], ADMINISTRATOR);
    expect(shown).toMatchObject({ id: (await theCase()).id, reviewId: opened?.id });
    await expect(review('pass', PROPOSER)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('is approved by its review, on either page, in the name of who passed it last', async () => {
    await proposed();
    await review('pass', SECOND);
    expect(await theCase()).toMatchObject({ state: 'approved' });
    expect((await theCase()).steps.at(-1)).toMatchObject({
      ...{ event: 'approve', actor: { kind: 'person', personId: SECOND.personId } },
    });
    await expect(review('withdraw', SECOND, '误批')).rejects.toMatchObject({ code: 'conflict' });
    expect((await theCase()).state).toBe('approved');
  });

  test('passes every stage that is set and the gate before them: one person alone approves nothing', async () => {
    await gated();
    await proposed();
    await take('approve', ADMINISTRATOR);
    expect((await theCase()).state).toBe('proposed');
    await expect(take('approve', ADMINISTRATOR)).rejects.toMatchObject({ code: 'self-approval' });
    await expect(take('approve', SECOND)).rejects.toMatchObject({ code: 'conflict' });
    const found = { result: 'pass', classification: 'none', disclosure: 'proactive', reason: '' } as const;
    await world.services.reviews.examine(await theReview(), found, EXAMINER);
    await take('approve', SECOND);
    expect((await theCase()).state).toBe('approved');
  });

  test.each(['return', 'refuse'] as const)(
    'goes back to rectification by a %s, and waits for nobody then',
    async (step) => {
      await proposed();
      await review(step, ADMINISTRATOR, '先约谈');
      // From a Friday: ten working days, the Sunday to be made up for among them and the National Day week not.
      const rectifyBy = new Date('2026-10-08T16:00:00Z');
      expect(await theCase()).toMatchObject({ state: 'rectifying', proposedBy: null, rectifyBy });
      expect((await theCase()).steps.at(-1)).toMatchObject({ event: 'reject', note: '先约谈' });
      await world.services.reviews.followReviews(10);
      expect([await waiting(ADMINISTRATOR), await waiting(PROPOSER)]).toEqual([0, 0]);
    },
  );

  test('is taken back by its proposer with words', async () => {
    await proposed();
    await review('withdraw', PROPOSER, '已联系上');
    expect((await theCase()).state).toBe('rectifying');
  });

  test('gives the account no more time by being taken back: it is as late as it was', async () => {
    await silent();
    await take('order-rectification', PROPOSER);
    const { rectifyBy } = await theCase();
    world.clock.pass(40 * DAY_MS);
    await world.lookAtDue();
    await world.services.cases.actDue(10);
    expect((await theCase()).state).toBe('overdue');
    await take('propose-shutdown', PROPOSER);
    await review('withdraw', PROPOSER, '再等等');
    expect(await theCase()).toMatchObject({ state: 'rectifying', rectifyBy });
    await world.services.cases.actDue(10);
    expect((await theCase()).state).toBe('overdue');
  });

  test('is reviewed anew where it is proposed anew', async () => {
    await proposed();
    await take('reject', ADMINISTRATOR, '先整改');
    world.clock.pass(40 * DAY_MS);
    await world.lookAtDue();
    await world.services.cases.actDue(10);
    await take('propose-shutdown', PROPOSER);
    expect((await reviews()).map(({ state }) => state).sort()).toEqual(['open', 'refused']);
    const [first, second] = (await theCase()).reviewKeys ?? [];
    for (const key of [first, second])
      expect((await world.services.views.case(key as Case['id'], ADMINISTRATOR)).id).toBe((await theCase()).id);
  });
});

describe('a proposal and its review', () => {
  test('is opened by the next look where the process died before it was', async () => {
    await silent();
    const { open } = world.storage.reviews;
    Object.assign(world.storage.reviews, { open: () => Promise.reject(new Error('killed')) });
    await expect(take('propose-shutdown', PROPOSER)).rejects.toThrow('killed');
    Object.assign(world.storage.reviews, { open });
    expect([(await theCase()).state, await reviews()]).toEqual(['proposed', []]);
    await world.services.reviews.followReviews(10);
    expect(await reviews('open')).toMatchObject([{ authorName: PROPOSER.name }]);
  });

  test('is followed by the next look where the process died in between', async () => {
    await proposed();
    const { move } = world.storage.cases;
    Object.assign(world.storage.cases, { move: () => Promise.reject(new Error('killed')) });
    await expect(review('pass', ADMINISTRATOR)).rejects.toThrow('killed');
    Object.assign(world.storage.cases, { move });
    expect((await theCase()).state).toBe('proposed');
    expect(await world.services.reviews.followReviews(10)).toEqual({ followed: 1, failed: 0 });
    expect((await theCase()).state).toBe('approved');
  });

  test('ends with the case where the account publishes again', async () => {
    await proposed();
    world.clock.pass(HOUR_MS);
    world.platform.publishByHand('w', { title: '恢复发文' });
    await world.lookAtDue();
    expect((await theCase()).state).toBe('closed');
    await world.services.reviews.followReviews(10);
    expect(await reviews('withdrawn')).toHaveLength(1);
    expect(await waiting(ADMINISTRATOR)).toBe(0);
  });

  test('is decided anew where a dismissal is taken back', async () => {
    await proposed();
    await take('dismiss', ADMINISTRATOR, '误判');
    await world.services.reviews.followReviews(10);
    expect(await reviews('open')).toEqual([]);
    const { findingId } = await theCase();
    await world.services.findings.takeBack(findingId, '并非误判', ADMINISTRATOR);
    expect((await theCase()).state).toBe('proposed');
    await world.services.reviews.followReviews(10);
    expect(await reviews('open')).toHaveLength(1);
  });

  test('that was made before proposals had reviews has one opened, and goes by its case', async () => {
    await silent();
    const before = await theCase();
    const now = world.clock.now();
    // As the version before wrote it.
    const made = moveCase(before, 'propose-shutdown', {
      ...{ actor: { kind: 'person', personId: PROPOSER.personId, name: PROPOSER.name }, occurredAt: now, now },
      ...{ note: '长期不发声', verdictReason: 'silence-dormant' },
    });
    if ('refused' in made) throw new Error(made.refused);
    await world.storage.cases.move(before, made.shutdownCase, eventOf('case'));
    await world.services.reviews.followReviews(10);
    expect(await reviews('open')).toMatchObject([{ subjectId: before.id, authorName: PROPOSER.name }]);
    await review('pass', ADMINISTRATOR);
    expect((await theCase()).state).toBe('approved');
  });
});
