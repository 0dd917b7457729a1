import type { AssignmentId, LiaisonId, PersonId, ReviewId } from '../../../src/domain/ids';
import type { Principal } from '../../../src/domain/people/role';
import type { CivilDate } from '../../../src/domain/time/instant';
import { FLOW, reviewOf } from '../../storage/reviews/reviewSamples';
import { eventOf } from '../../storage/samples';
import { addPerson } from '../notify/notifyWorld';
import { useWorld } from '../useWorld';
import { PAGE, principal } from '../world';

const world = useWorld();
const STAGE = {
  ...{ key: 'first', title: '初审', titleEn: 'First' },
  takers: { actions: ['review.issue' as const], people: [], within: 'unit' as const },
};
/** 王: a viewer of unit B, and an operator of unit A beside. */
async function guest(): Promise<{ readonly id: PersonId; readonly inA: Principal }> {
  const person = { name: '王', username: 'u-w', role: 'viewer', unitId: world.unitB } as const;
  const id = await addPerson(world.storage, person);
  const assignmentId = world.deps.ids.id<AssignmentId>();
  const before = await world.storage.people.byId(id);
  if (before === null) throw new Error('nobody');
  const further = { id: assignmentId, role: 'operator', unitId: world.unitA } as const;
  await world.storage.people.setAssignments(before, [further], eventOf('person'));
  return {
    id,
    inA: { personId: id, name: '王', role: 'operator', unitId: world.unitA, via: 'session', assignmentId },
  };
}
async function ofUnitA(): Promise<ReviewId> {
  const path = (await world.storage.units.byId(world.unitA, null))?.path ?? [];
  const review = reviewOf({ unitId: world.unitA, unitPath: path, flow: { ...FLOW, stages: [STAGE] } });
  return (await world.storage.reviews.open(review, eventOf('review'))).id;
}
const own = (): Principal => principal('operator', '5', world.unitA);

describe('somebody with several units', () => {
  test('is found and named for a stage by any of them, and takes it acting in that one', async () => {
    const [id, { id: personId, inA }] = [await ofUnitA(), await guest()];
    const names = (await world.services.reviews.reviewers(own())).map(({ name }) => name);
    expect(names).toContain('王');
    const named = await world.services.reviews.assign({ id, version: 1 }, personId, own());
    expect(named).toMatchObject({ assigneeName: '王' });
    const of = { id, version: named.version };
    const inB: Principal = { ...inA, unitId: world.unitB, role: 'viewer' };
    await expect(world.services.reviews.take(of, { step: 'pass', reason: '' }, inB)).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await world.services.reviews.take(of, { step: 'pass', reason: '' }, inA)).toMatchObject({ state: 'passed' });
  });

  test('can be given a delegation by one of them, and what they give holds for each', async () => {
    const { id: guestId, inA } = await guest();
    const unitId = world.unitA;
    const giver = await addPerson(world.storage, { name: '甲', username: 'u-a', role: 'operator', unitId });
    const draft = {
      kinds: ['own-post', 'submission'] as const,
      reason: '出差',
      fromDate: '2026-09-18',
      toDate: '2026-09-18',
    };
    const days = draft as typeof draft & { readonly fromDate: CivilDate; readonly toDate: CivilDate };
    const as = (personId: PersonId): Principal => ({ ...principal('operator', '7', unitId), personId, name: '甲' });
    expect(await world.services.reviews.delegate({ ...days, toId: guestId }, as(giver))).toMatchObject({
      toName: '王',
    });
    const receiver = await addPerson(world.storage, { name: '代', username: 'u-d', role: 'viewer', unitId });
    await world.services.reviews.delegate({ ...days, toId: receiver }, inA);
    await ofUnitA();
    const acting: Principal = { ...principal('viewer', '8', unitId), personId: receiver, name: '代' };
    const mine = (await world.services.reviews.list({ mine: true }, PAGE, acting)).items;
    expect(mine.map(({ acts }) => acts.includes('pass'))).toEqual([true]);
  });

  test('holds a duty of a unit they belong to by any of them, and of none beside', async () => {
    const { id: personId } = await guest();
    const keeper: Principal = { ...principal('operator', '6', world.unitA) };
    const record = {
      ...{ duty: 'informant' as const, name: '王', post: '科员', rank: null, mobile: '13800001234' },
      ...{ officePhone: null, personId, sinceOn: '2026-01-01' as CivilDate, reason: '兼任' },
    };
    const added = await world.services.team.addLiaison(world.unitA, record, keeper);
    expect((await world.storage.liaisons.byId(added.id as LiaisonId, null))?.personId).toBe(personId);
    const stranger = await addPerson(world.storage, { name: '外', username: 'u-x', unitId: world.unitB });
    await expect(
      world.services.team.addLiaison(world.unitA, { ...record, personId: stranger }, keeper),
    ).rejects.toMatchObject({ code: 'not-found', field: 'personId' });
  });
});
