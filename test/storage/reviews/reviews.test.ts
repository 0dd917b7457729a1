import type { DelegationId, PersonId } from '../../../src/domain/ids';
import { MOST_GIVEN, type Delegation } from '../../../src/domain/reviews/delegation';
import type { Review } from '../../../src/domain/reviews/review';
import { takeStep } from '../../../src/domain/reviews/reviewTable';
import { capacityWords, type Capacity } from '../../../src/domain/reviews/takers';
import type { CivilDate } from '../../../src/domain/time/instant';
import type { WaitingWay } from '../../../src/ports/reviewStorage';
import type { ReviewFilter } from '../../../src/ports/storage';
import { after, eventOf, NOW, unitOf } from '../samples';
import { ids, useTestStore } from '../testStore';
import { FLOW, reviewOf } from './reviewSamples';

const { storage } = useTestStore();
const page = { limit: 50, cursor: null };
const somebody = (given: Partial<Capacity> = {}): Capacity => ({
  ...{ personId: ids.id<PersonId>(), name: '甲', actions: ['review.take'], unitId: null },
  ...given,
});
const passedBy = (review: Review, by: Capacity): Review => {
  const move = takeStep(review, 'pass', { by, insteadOf: [], at: NOW });
  if ('refused' in move) throw new Error(move.refused);
  return move.review;
};
const open = (review: Review): Promise<Review> => storage.reviews.open(review, eventOf('review'));
const listed = async (filter: ReviewFilter, scope: Parameters<typeof storage.reviews.list>[2] = null) =>
  (await storage.reviews.list(filter, page, scope)).items.map(({ title }) => title);
/** As one who acts for themselves, or for others as well. */
const waiting = (who: Capacity, ...ways: readonly WaitingWay[]) =>
  listed({
    waitingFor: {
      ways: [{ words: capacityWords(who), unitId: who.unitId, kinds: null }, ...ways],
      personId: who.personId,
      assignees: [who.personId],
    },
  });

describe('reviews', () => {
  test('are one a subject, kept exactly, whoever opens them how often', async () => {
    const review = reviewOf({ dueBy: after(1), assigneeId: ids.id<PersonId>() });
    const opened = await Promise.all(
      Array.from({ length: 5 }, (_, at) => open(at === 0 ? review : { ...review, id: ids.id() })),
    );
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
    const [{ id } = review] = opened;
    expect(await storage.reviews.ofSubject(review.kind, review.subjectId)).toEqual({ ...review, id });
    expect(await storage.reviews.withReview(review.kind, [review.subjectId, ids.id<never>()])).toEqual(
      new Set([review.subjectId]),
    );
    expect(await storage.reviews.ofSubject('answer', review.subjectId)).toBeNull();
  });

  test('are moved by one of those who read the same; the other leaves not even an event', async () => {
    const review = await open(reviewOf());
    const moves = await Promise.all(
      [1, 2].map(() => storage.reviews.move(review, passedBy(review, somebody()), eventOf(`review:${review.id}`))),
    );
    expect(moves.filter(Boolean)).toHaveLength(1);
    while ((await storage.outbox.relay(100)) > 0);
    expect((await storage.ledger.ofSubject(`review:${review.id}`, page)).items).toHaveLength(1);
    expect(await storage.reviews.byId(review.id, null)).toMatchObject({ passed: 1, version: 2, carried: false });
  });

  test('stay to be followed until their subject has followed this very version', async () => {
    const review = await open(reviewOf());
    const next = passedBy(review, somebody());
    await storage.reviews.move(review, next, eventOf('review'));
    expect(await storage.reviews.uncarried(10)).toEqual([next]);
    await storage.reviews.markCarried(review);
    expect(await storage.reviews.uncarried(10)).toHaveLength(1);
    await storage.reviews.markCarried(next);
    expect(await storage.reviews.uncarried(10)).toEqual([]);
  });

  test('are listed by the deadline of their subject, those without one last, and follow where it moves', async () => {
    await open(reviewOf({ title: '无期' }));
    const late = await open(reviewOf({ title: '后', dueBy: after(2_000) }));
    await open(reviewOf({ title: '先', dueBy: after(1_000) }));
    expect(await listed({})).toEqual(['先', '后', '无期']);
    await storage.reviews.setDue(late.kind, late.subjectId, after(500));
    expect(await listed({})).toEqual(['后', '先', '无期']);
    expect((await storage.reviews.byId(late.id, null))?.dueBy).toEqual(after(500));
    const first = await storage.reviews.list({}, { limit: 1, cursor: null }, null);
    const second = await storage.reviews.list({}, { limit: 5, cursor: first.nextCursor }, null);
    expect(second.items.map(({ title }) => title)).toEqual(['先', '无期']);
  });

  test('keep a deadline that moves while a step is taken', async () => {
    const review = await open(reviewOf({ title: '动', dueBy: after(2_000) }));
    await open(reviewOf({ title: '静', dueBy: after(1_000) }));
    await storage.reviews.setDue(review.kind, review.subjectId, after(500));
    expect(await storage.reviews.move(review, passedBy(review, somebody()), eventOf('review'))).toBe(true);
    expect(await storage.reviews.byId(review.id, null)).toMatchObject({ passed: 1, dueBy: after(500) });
    expect(await listed({})).toEqual(['动', '静']);
  });

  test('returned to their author wait for nobody else', async () => {
    const review = await open(reviewOf({ title: '退' }));
    const move = takeStep(review, 'return', { by: somebody(), insteadOf: [], at: NOW, words: '数字不符' });
    if ('refused' in move) throw new Error(move.refused);
    await storage.reviews.move(review, move.review, eventOf('review'));
    const author = somebody({ personId: review.author?.id as PersonId, actions: ['read'] });
    expect([await waiting(author), await waiting(somebody())]).toEqual([['退'], []]);
  });

  test('wait for whoever may take them and passed none of their stages', async () => {
    const one = await open(reviewOf({ title: '一' }));
    await open(reviewOf({ title: '二', state: 'passed' }));
    const me = somebody();
    expect(await waiting(me)).toEqual(['一']);
    expect(await waiting(somebody({ actions: ['read'] }))).toEqual([]);
    expect(await waiting(somebody({ personId: one.author?.id as PersonId }))).toEqual([]);
    await storage.reviews.move(one, passedBy(one, me), eventOf('review'));
    expect(await waiting(me)).toEqual([]);
    expect(await waiting(somebody())).toEqual(['一']);
  });

  test('wait for a delegate where the giver sees them, and in the kinds that were delegated', async () => {
    const [unit, other] = [unitOf('a'), unitOf('b')];
    await open(reviewOf({ title: '甲', unitId: unit.id, unitPath: unit.path }));
    await open(reviewOf({ title: '乙', unitId: other.id, unitPath: other.path }));
    await open(reviewOf({ title: '答', kind: 'answer', unitId: unit.id, unitPath: unit.path }));
    const me = somebody({ actions: ['read'] });
    const way: WaitingWay = { words: ['unit:review.take'], unitId: unit.id, kinds: ['own-post'] };
    expect(await waiting(me)).toEqual([]);
    expect(await waiting(me, way)).toEqual(['甲']);
    expect(await waiting(me, { ...way, kinds: null })).toEqual(['甲', '答']);
    expect(await waiting(me, { ...way, unitId: null })).toEqual(['甲', '乙']);
  });

  test('wait for nobody else where somebody is named, unless they are still to be examined for secrecy', async () => {
    const me = somebody();
    await open(reviewOf({ title: '他人', assigneeId: ids.id<PersonId>() }));
    await open(reviewOf({ title: '本人', assigneeId: me.personId }));
    const secrecy = { before: 'first', takers: FLOW.stages[0]!.takers };
    await open(reviewOf({ title: '保密', assigneeId: ids.id<PersonId>(), flow: { ...FLOW, secrecy } }));
    expect(await waiting(me)).toEqual(['本人', '保密']);
  });

  test('are found by whom their flow names for a stage or the gate while they are under way', async () => {
    const person = ids.id<PersonId>();
    const takers = { actions: [], people: [person], duties: [], within: 'unit' as const };
    const [unit, issue] = [unitOf('a'), FLOW.stages[1]!];
    const later = { ...FLOW, stages: [FLOW.stages[0]!, { ...issue, takers }] };
    await open(reviewOf({ title: '后一环节', flow: later, unitId: unit.id, unitPath: unit.path }));
    await open(reviewOf({ title: '保密', flow: { ...FLOW, secrecy: { before: 'issue', takers } } }));
    await open(reviewOf({ title: '已办结', flow: later, state: 'passed' }));
    await open(reviewOf({ title: '他人' }));
    const naming = async (scope: Parameters<typeof storage.reviews.naming>[1]) =>
      (await storage.reviews.naming(person, scope)).map(({ title }) => title).sort();
    expect([await naming(null), await naming(unit.id)]).toEqual([['保密', '后一环节'], ['后一环节']]);
  });

  test('are seen by those who see their unit, and the office its own alone', async () => {
    const [unit, other] = [unitOf('a'), unitOf('b')];
    const ofUnit = await open(reviewOf({ title: '甲', unitId: unit.id, unitPath: unit.path }));
    const ofOffice = await open(reviewOf({ title: '全', unitId: null, unitPath: [] }));
    expect([await listed({}, unit.id), await listed({}, other.id), await listed({}, null)]).toEqual([
      ['甲'],
      [],
      ['甲', '全'],
    ]);
    expect(await storage.reviews.byId(ofUnit.id, other.id)).toBeNull();
    expect(await storage.reviews.byId(ofOffice.id, unit.id)).toBeNull();
    expect(await listed({ unitId: unit.id })).toEqual(['甲']);
  });
});

describe('delegations and flows', () => {
  test('delegations are found by who gave or has them while they last, and gone once they are ended', async () => {
    const delegation = (toDate: string): Delegation => ({
      ...{ id: ids.id<DelegationId>(), fromId: ids.id<PersonId>(), toId: ids.id<PersonId>(), kinds: ['mandate'] },
      ...{ fromDate: '2026-09-01' as CivilDate, toDate: toDate as CivilDate, reason: '出差', madeAt: NOW, version: 1 },
    });
    const [first, second] = [delegation('2026-09-20'), delegation('2026-09-30')];
    for (const one of [first, second]) await storage.delegations.insert(one, eventOf('delegation'));
    const on = (day: string) => storage.delegations.presentOn(day as CivilDate);
    expect([await on('2026-09-20'), await on('2026-09-21')]).toEqual([[second, first], [second]]);
    const { receivedBy, givenBy } = storage.delegations;
    expect(await receivedBy(first.toId, '2026-09-20' as CivilDate)).toEqual([first]);
    expect(await givenBy(second.fromId, '2026-09-20' as CivilDate)).toEqual([second]);
    expect(await receivedBy(first.toId, '2026-09-21' as CivilDate)).toEqual([]);
    expect(await receivedBy(first.fromId, '2026-09-20' as CivilDate)).toEqual([]);
    expect(await storage.delegations.remove(second.id, 1, eventOf('delegation'))).toBe(true);
    expect(await storage.delegations.remove(second.id, 1, eventOf('delegation'))).toBe(false);
    expect(await on('2026-09-20')).toEqual([first]);
  });

  test('of several at once no more are given than one may, and what is over or ended gives its place back', async () => {
    const fromId = ids.id<PersonId>();
    const delegation = (toDate = '2026-09-30', madeAt = NOW): Delegation => ({
      ...{ id: ids.id<DelegationId>(), fromId, toId: ids.id<PersonId>(), kinds: ['mandate'], reason: '出差', madeAt },
      ...{ fromDate: '2026-09-01' as CivilDate, toDate: toDate as CivilDate, version: 1 },
    });
    const insert = (one: Delegation): Promise<boolean> => storage.delegations.insert(one, eventOf('delegation'));
    const short = delegation('2026-09-20');
    for (const one of [short, ...Array.from({ length: MOST_GIVEN - 3 }, () => delegation())]) await insert(one);
    const atOnce = await Promise.all(Array.from({ length: 6 }, () => insert(delegation())));
    expect(atOnce.filter(Boolean)).toHaveLength(2);
    const isFull = await insert(delegation());
    const [ended] = await storage.delegations.givenBy(fromId, '2026-09-20' as CivilDate);
    await storage.delegations.remove(ended?.id as DelegationId, 1, eventOf('delegation'));
    expect([isFull, await insert(delegation()), await insert(delegation())]).toEqual([false, true, false]);
    const dayAfter = new Date('2026-09-20T16:00:00Z');
    expect(await insert(delegation('2026-09-30', dayAfter))).toBe(true);
    expect(await storage.delegations.givenBy(fromId, '2026-09-21' as CivilDate)).toHaveLength(MOST_GIVEN);
  });

  test('a flow is one for each kind and unit, and changed by one of those who read the same', async () => {
    const flow = { ...FLOW, version: 1 };
    expect(await storage.reviewFlows.put(flow, eventOf('flow'))).toEqual(flow);
    expect(await storage.reviewFlows.put(flow, eventOf('flow'))).toBeNull();
    const next = {
      ...flow,
      version: 2,
      clause: '本单位规定',
      secrecy: { before: 'issue', takers: FLOW.stages[0]!.takers },
    };
    const puts = await Promise.all([1, 2].map(() => storage.reviewFlows.put(next, eventOf('flow'))));
    expect(puts.filter(Boolean)).toHaveLength(1);
    expect(await storage.reviewFlows.list()).toEqual([next]);
  });

  test('a flow that is withdrawn is no more, and put again it goes on with the next version, by one alone', async () => {
    const flow = { ...FLOW, version: 1 };
    await storage.reviewFlows.put(flow, eventOf('flow'));
    const ends = await Promise.all([1, 2].map(() => storage.reviewFlows.withdraw(flow, eventOf('flow'))));
    expect(ends.filter(Boolean)).toHaveLength(1);
    expect(await storage.reviewFlows.list()).toEqual([]);
    // Who read it before it was withdrawn changes nothing, then or later.
    expect(await storage.reviewFlows.put({ ...flow, version: 2 }, eventOf('flow'))).toBeNull();
    const puts = await Promise.all([1, 2].map(() => storage.reviewFlows.put(flow, eventOf('flow'))));
    expect(puts.filter((put) => put !== null)).toEqual([{ ...flow, version: 3 }]);
    expect(await storage.reviewFlows.put({ ...flow, version: 2 }, eventOf('flow'))).toBeNull();
    expect(await storage.reviewFlows.list()).toEqual([{ ...flow, version: 3 }]);
  });
});
