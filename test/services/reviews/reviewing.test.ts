import type { Principal, Role } from '../../../src/domain/people/role';
import type { CivilDate } from '../../../src/domain/time/instant';
import { createServices } from '../../../src/services/index';
import { createDyingProcess, ProcessDied } from '../dyingProcess';
import { issuePolicy, theMandate } from '../fixtures';
import { addPerson } from '../notify/notifyWorld';
import { useWorld } from '../useWorld';
import { PAGE, principal } from '../world';

const world = useWorld();
const FIRST = principal('operator', '1');
const SECOND = principal('operator', '2');
const THIRD = principal('administrator', '3');
type Reviews = typeof world.services.reviews;

const staged = async (): Promise<string> => (await issuePolicy(world, { review: 'staged' })).id;
const mine = async (by: Principal) => (await world.services.reviews.list({ mine: true }, PAGE, by)).items;
const theReview = async (by: Principal = FIRST) => {
  const [review] = (await world.services.reviews.list({}, PAGE, by)).items;
  if (review === undefined) throw new Error('no review');
  return { ...review, id: review.id as Parameters<Reviews['show']>[0] };
};
const take = async (step: 'pass' | 'return' | 'refuse' | 'withdraw', by: Principal, reason = '') =>
  world.services.reviews.take(await theReview(by), { step, reason }, by);
async function person(name: string, role: Role = 'operator'): Promise<Principal> {
  const personId = await addPerson(world.storage, { name, username: `u-${name}`, role, unitId: null });
  return { personId, name, role, unitId: null, via: 'session' };
}

describe('what waits for me', () => {
  test('is a drafted mandate for whoever may take its next stage, until they have passed one', async () => {
    const id = await staged();
    const { dueBy } = await theMandate(world);
    expect(await mine(FIRST)).toMatchObject([
      {
        kind: 'mandate',
        subjectId: id,
        stage: 'first-review',
        dueBy: dueBy.toISOString(),
        acts: ['pass', 'refuse', 'assign'],
      },
    ]);
    expect(await world.services.reviews.countMine(FIRST)).toBe(1);
    expect(await mine(principal('officer', '5'))).toEqual([]);
    expect(await mine(principal('operator', '6', world.unitA))).toEqual([]);
    await take('pass', FIRST);
    expect([await mine(FIRST), await world.services.reviews.countMine(FIRST)]).toEqual([[], 0]);
    expect(await mine(SECOND)).toMatchObject([
      { stage: 'second-review', acts: ['pass', 'return', 'refuse', 'assign'] },
    ]);
  });
});

describe('a stage that somebody cannot pass', () => {
  test('says why: it is not theirs, they have taken another, or it was given to somebody', async () => {
    await staged();
    const named = await person('丙', 'administrator');
    const obstacleOf = async (by: Principal): Promise<string | null> =>
      (await world.services.reviews.show((await theReview()).id, by)).passObstacle;
    expect([await obstacleOf(FIRST), await obstacleOf(principal('officer', '5'))]).toEqual([null, 'not-yours']);
    await take('pass', FIRST);
    expect([await obstacleOf(FIRST), await obstacleOf(SECOND)]).toEqual(['self-approval', null]);
    await world.services.reviews.assign(await theReview(), named.personId, SECOND);
    expect([await obstacleOf(SECOND), await obstacleOf(named)]).toEqual(['assigned', null]);
    await take('pass', named);
    await take('pass', SECOND);
    expect(await obstacleOf(FIRST)).toBeNull();
  });
});

describe('a step of a review', () => {
  test('is taken of what was read, and the mandate has followed before it returns', async () => {
    await staged();
    const read = await theReview();
    await world.services.reviews.take(read, { step: 'pass', reason: '' }, FIRST);
    expect((await theMandate(world)).stage).toBe('first-review');
    await expect(world.services.reviews.take(read, { step: 'pass', reason: '' }, SECOND)).rejects.toMatchObject({
      code: 'conflict',
    });
    await take('return', SECOND, '依据不足');
    expect(await theMandate(world)).toMatchObject({
      stage: 'drafted',
      reviews: [{ step: 'approve' }, { step: 'return', name: SECOND.name, reason: '依据不足' }],
    });
    for (const by of [FIRST, SECOND, THIRD]) await take('pass', by);
    expect(await theReview()).toMatchObject({ state: 'passed', stage: null, acts: ['withdraw'] });
    expect((await theMandate(world)).stage).toBe('issued');
  });

  test('by the old address and by the new one is one and the same', async () => {
    const id = (await issuePolicy(world, { review: 'staged' })).id;
    await world.services.mandates.review(id, FIRST);
    expect(await theReview()).toMatchObject({ stage: 'second-review', steps: [{ step: 'pass', name: FIRST.name }] });
    await expect(take('pass', FIRST)).rejects.toMatchObject({ code: 'self-approval' });
    await take('pass', SECOND);
    await expect(world.services.mandates.review(id, SECOND)).rejects.toMatchObject({ code: 'self-approval' });
  });

  test('that is not seen is not found', async () => {
    await staged();
    const { id, version } = await theReview();
    const ofUnit = principal('operator', '6', world.unitA);
    const by = (principalOf: Principal) =>
      world.services.reviews.take({ id, version }, { step: 'pass', reason: '' }, principalOf);
    await expect(by(ofUnit)).rejects.toMatchObject({ code: 'not-found' });
    await expect(world.services.reviews.show(id, ofUnit)).rejects.toMatchObject({ code: 'not-found' });
    await expect(by(principal('officer', '7'))).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('killed at any call is taken once, and the mandate follows with one line of the ledger', async () => {
    const id = (await issuePolicy(world, { review: 'staged' })).id;
    const step = async (at: number): Promise<boolean> => {
      const dying = createDyingProcess(world.storage, { atCall: at, takesEffect: at % 2 === 0 });
      const services = createServices({ ...world.deps, storage: dying.storage });
      const [by, what] = at % 2 === 0 ? [FIRST, 'approve' as const] : [SECOND, 'return' as const];
      await services.mandates.decide(id, { step: what, reason: '再核' }, by).catch((error: unknown) => {
        if (!(error instanceof ProcessDied)) throw error;
      });
      return dying.isDead();
    };
    // Passed and returned in turn; what was not taken before the death is taken again.
    let isDead = true;
    for (let at = 1; isDead; at += 1) {
      for (const call of [2 * at, 2 * at - 1]) {
        const before = (await theMandate(world)).reviews.length;
        isDead = await step(call);
        await world.services.reviews.followReviews(10);
        if ((await theMandate(world)).reviews.length === before) {
          const [by, what] = call % 2 === 0 ? [FIRST, 'approve' as const] : [SECOND, 'return' as const];
          await world.services.mandates.decide(id, { step: what, reason: '再核' }, by);
        }
        const mandate = await theMandate(world);
        const review = await theReview();
        expect([call, mandate.stage, mandate.reviews.length]).toEqual([
          call,
          call % 2 === 0 ? 'first-review' : 'drafted',
          before + 1,
        ]);
        expect(review.steps).toHaveLength(before + 1);
        expect(await world.storage.reviews.uncarried(10)).toEqual([]);
      }
    }
    while ((await world.storage.outbox.relay(500)) > 0);
    const steps = (await theReview()).steps.length;
    const of = async (subject: string) =>
      (await world.storage.ledger.ofSubject(subject, PAGE)).items.filter(({ reason }) => reason !== 'drafted');
    expect(await of(`mandate:${id}`)).toHaveLength(steps);
    expect((await of(`review:${(await theReview()).id}`)).filter(({ reason }) => reason !== 'opened')).toHaveLength(
      steps,
    );
  });
});

describe('a delegation', () => {
  const days = (fromDate: string, toDate: string) => ({
    ...{ fromDate: fromDate as CivilDate, toDate: toDate as CivilDate },
    ...{ kinds: ['mandate'] as const, reason: '出差' },
  });

  test('lets another act in one’s name while it lasts; both names are kept', async () => {
    await staged();
    const [giver, receiver] = [await person('甲'), await person('代', 'viewer')];
    expect(await mine(receiver)).toEqual([]);
    await world.services.reviews.delegate({ toId: receiver.personId, ...days('2026-09-18', '2026-09-18') }, giver);
    expect(await mine(receiver)).toHaveLength(1);
    await take('pass', receiver);
    expect((await theReview()).steps).toMatchObject([{ name: '代', insteadOfName: '甲' }]);
    await expect(take('pass', giver)).rejects.toMatchObject({ code: 'self-approval' });
    world.clock.set(new Date('2026-09-18T16:00:00Z'));
    expect(await mine(receiver)).toEqual([]);
    expect(await world.services.reviews.delegations(giver)).toEqual([]);
  });

  test('ends with whoever gave it: one who was disabled delegates nothing', async () => {
    await staged();
    const [giver, receiver] = [await person('甲'), await person('代', 'viewer')];
    await world.services.reviews.delegate({ toId: receiver.personId, ...days('2026-09-18', '2026-09-30') }, giver);
    await addPerson(world.storage, { name: '甲', username: 'u-甲', role: 'operator', unitId: null, disabled: true });
    expect(await mine(receiver)).toEqual([]);
  });

  test('is made for oneself, for others by administrators of the office, and ended by either', async () => {
    const [giver, receiver, other] = [await person('甲'), await person('乙'), await person('丙')];
    const draft = { fromId: giver.personId, toId: receiver.personId, ...days('2026-09-18', '2026-09-30') };
    await expect(world.services.reviews.delegate(draft, other)).rejects.toMatchObject({ code: 'forbidden' });
    const made = await world.services.reviews.delegate(draft, THIRD);
    const of = { id: made.id as Parameters<Reviews['endDelegation']>[0]['id'], version: made.version };
    expect(await world.services.reviews.delegations(other)).toEqual([]);
    await expect(world.services.reviews.endDelegation(of, receiver)).rejects.toMatchObject({ code: 'not-found' });
    await world.services.reviews.endDelegation(of, giver);
    expect(await world.services.reviews.delegations(THIRD)).toEqual([]);
  });

  test.each([
    [{ toDate: '2026-09-17' }, 'toDate'],
    [{ reason: ' ' }, 'reason'],
    [{ kinds: [] }, 'kinds'],
  ])('with %j is refused by that field', async (change, field) => {
    const [giver, receiver] = [await person('甲'), await person('乙')];
    const draft = { toId: receiver.personId, ...days('2026-09-18', '2026-09-30'), ...change } as never;
    await expect(world.services.reviews.delegate(draft, giver)).rejects.toMatchObject({ code: 'invalid-input', field });
  });

  test('is given to nobody who does not see what its giver sees', async () => {
    const giver = await person('甲');
    const toId = await addPerson(world.storage, { name: '乙', username: 'u-b', role: 'operator', unitId: world.unitA });
    await expect(
      world.services.reviews.delegate({ toId, ...days('2026-09-18', '2026-09-30') }, giver),
    ).rejects.toMatchObject({ code: 'invalid-input', field: 'toId' });
  });
});

describe('how a unit reviews', () => {
  const stage = (key: string) => ({
    ...{ key, title: '签发', titleEn: 'Issue' },
    takers: { actions: ['mandate.review'] as const, people: [], within: 'office' as const },
  });
  const flow = (...keys: readonly string[]) => ({
    ...{ stages: keys.map(stage), secrecy: null, returnsTo: 'previous' as const, footNames: false, clause: '本级规定' },
  });
  const gated = (...keys: readonly string[]) => ({
    ...flow(...keys),
    secrecy: { before: keys.at(-1) ?? '', takers: stage('x').takers },
  });
  const of = (version = 0) => ({ kind: 'mandate' as const, unitId: null, version });

  test('is changed with a reason, for reviews from then on; those under way go on as they began', async () => {
    await staged();
    await world.services.reviews.setFlow(of(), { flow: flow('one'), reason: '精简环节' }, THIRD);
    expect((await theReview()).stages).toHaveLength(3);
    const [shown] = (await world.services.reviews.flows(null, FIRST)).filter(({ kind }) => kind === 'mandate');
    expect(shown).toMatchObject({ source: 'office', version: 1, stages: [{ key: 'one' }], clause: '本级规定' });
    await expect(
      world.services.reviews.setFlow(of(), { flow: flow('one'), reason: '再改' }, THIRD),
    ).rejects.toMatchObject({ code: 'conflict' });
    const next = { flow: flow('one', 'two'), reason: '恢复两级' };
    expect(await world.services.reviews.setFlow(of(1), next, THIRD)).toMatchObject({ version: 2 });
  });

  test.each([
    [{ reason: ' ' }, 'reason'],
    [{ flow: { ...flow('one', 'one') } }, 'stages'],
    [{ flow: { ...flow('one'), returnsTo: 'author' } }, 'returnsTo'],
    [{ flow: { ...flow('one'), secrecy: { before: 'two', takers: stage('x').takers } } }, 'secrecy'],
    [
      { flow: { ...flow(), stages: [{ ...stage('one'), takers: { actions: [], people: [], within: 'unit' } }] } },
      'stages',
    ],
  ])('with %j is refused by that field', async (change, field) => {
    const given = { flow: flow('one'), reason: '精简环节', ...change } as never;
    await expect(world.services.reviews.setFlow(of(), given, THIRD)).rejects.toMatchObject({
      code: 'invalid-input',
      field,
    });
  });

  test('is reviewed as above again once its own flow is withdrawn; what is under way keeps its stages', async () => {
    const ofUnit = principal('administrator', '8', world.unitA);
    const post = { kind: 'own-post' as const, unitId: world.unitA, version: 0 };
    const set = (version: number) =>
      world.services.reviews.setFlow({ ...post, version }, { flow: gated('a', 'b', 'c', 'd'), reason: '加强' }, THIRD);
    const own = await set(0);
    const [before] = (await world.services.reviews.flows(world.unitB, THIRD)).filter(({ kind }) => kind === 'own-post');
    const withdraw = (version: number, by: Principal, reason = '恢复统一流程') =>
      world.services.reviews.withdrawFlow({ ...post, version }, reason, by);
    const sibling = principal('administrator', '8', world.unitB);
    await expect(withdraw(own.version, sibling)).rejects.toMatchObject({ code: 'not-found', field: 'unitId' });
    await expect(withdraw(own.version, FIRST)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(withdraw(own.version, ofUnit, ' ')).rejects.toMatchObject({ field: 'reason' });
    await expect(withdraw(own.version + 1, ofUnit)).rejects.toMatchObject({ code: 'conflict' });
    // What the office has set up for the unit alone, with its stages and its gate, is the office's to take away.
    await expect(withdraw(own.version, ofUnit)).rejects.toMatchObject({ code: 'invalid-input', field: 'stages' });
    expect(await withdraw(own.version, THIRD)).toMatchObject({ source: 'configured', stages: before?.stages });
    await expect(withdraw(own.version, ofUnit)).rejects.toMatchObject({ code: 'not-found' });
    expect(await set(0)).toMatchObject({ source: 'unit', version: 3 });
    while ((await world.storage.outbox.relay(500)) > 0);
    const { items } = await world.storage.ledger.ofSubject(`review-flow:own-post:${world.unitA}`, PAGE);
    expect(items.map(({ to }) => to)).toEqual(['changed', 'removed', 'changed']);
    // That of all units as well, by who manages all of them.
    await staged();
    await world.services.reviews.setFlow(of(), { flow: flow('one'), reason: '精简环节' }, THIRD);
    const all = { ...of(1) };
    await expect(world.services.reviews.withdrawFlow(all, '恢复', ofUnit)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await world.services.reviews.withdrawFlow(all, '恢复', THIRD)).toMatchObject({ source: 'configured' });
    expect((await theReview()).stages).toHaveLength(3);
  });

  test('keeps the secrecy gate that the office gave the unit alone, until the office takes it away', async () => {
    const ofUnit = principal('administrator', '8', world.unitA);
    const post = { kind: 'own-post' as const, unitId: world.unitA };
    const set = (of: object, draft: object, by: Principal) =>
      world.services.reviews.setFlow({ ...post, version: 0, ...of }, { flow: draft as never, reason: '统一' }, by);
    await set({ unitId: null }, flow('a', 'b'), THIRD);
    await set({}, gated('a', 'b'), THIRD);
    const withdraw = (by: Principal) => world.services.reviews.withdrawFlow({ ...post, version: 1 }, '恢复', by);
    await expect(withdraw(ofUnit)).rejects.toMatchObject({ code: 'invalid-input', field: 'secrecy' });
    await expect(set({ version: 1 }, flow('a', 'b'), ofUnit)).rejects.toMatchObject({ field: 'secrecy' });
    expect(await withdraw(THIRD)).toMatchObject({ source: 'office', secrecy: null });
    // What is no stricter than what stands above it goes as the unit likes.
    await set({}, flow('a', 'b'), ofUnit);
    const of = { ...post, version: 3 };
    expect(await world.services.reviews.withdrawFlow(of, '恢复', ofUnit)).toMatchObject({ source: 'office' });
  });

  test('is set up by administrators, for the office by those of the office', async () => {
    const given = { flow: flow('one'), reason: '精简环节' };
    await expect(world.services.reviews.setFlow(of(), given, FIRST)).rejects.toMatchObject({ code: 'forbidden' });
    const ofUnit = principal('administrator', '8', world.unitA);
    await expect(world.services.reviews.setFlow(of(), given, ofUnit)).rejects.toMatchObject({ code: 'forbidden' });
    const post = { kind: 'own-post' as const, unitId: world.unitA, version: 0 };
    const set = (draft: object, by: Principal, of = post) =>
      world.services.reviews.setFlow(of, { flow: draft as never, reason: '精简环节' }, by);
    await world.services.reviews.setFlow({ ...post, unitId: null }, { flow: gated('a', 'b'), reason: '统一' }, THIRD);
    // A unit adds to what stands above it; what it takes away, the office takes away.
    await expect(set(gated('a'), ofUnit)).rejects.toMatchObject({ code: 'invalid-input', field: 'stages' });
    await expect(set(flow('a', 'b'), ofUnit)).rejects.toMatchObject({ code: 'invalid-input', field: 'secrecy' });
    expect(await set(gated('a', 'b', 'c'), ofUnit)).toMatchObject({ source: 'unit', sourceName: '甲局' });
    await expect(set(gated('a', 'b'), ofUnit, { ...post, version: 1 })).rejects.toMatchObject({ field: 'stages' });
    expect(await set(flow('a'), THIRD, { ...post, version: 1 })).toMatchObject({ source: 'unit', version: 2 });
    const ofMandate = { ...post, kind: 'mandate' as never };
    await expect(set(gated('a', 'b'), THIRD, ofMandate)).rejects.toMatchObject({ field: 'unitId' });
    await expect(world.services.reviews.setFlow({ ...post, unitId: world.unitB }, given, ofUnit)).rejects.toMatchObject(
      { code: 'not-found', field: 'unitId' },
    );
  });
});
