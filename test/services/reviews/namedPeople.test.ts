import type { PersonId, ReviewId, UnitId } from '../../../src/domain/ids';
import type { Principal, Role } from '../../../src/domain/people/role';
import type { Review } from '../../../src/domain/reviews/review';
import { FLOW, reviewOf } from '../../storage/reviews/reviewSamples';
import { eventOf } from '../../storage/samples';
import { addPerson } from '../notify/notifyWorld';
import { useWorld } from '../useWorld';
import { PAGE, principal } from '../world';

const world = useWorld();
const ROOT = principal('administrator', '9');

async function someone(name: string, role: Role = 'officer', unitId: UnitId | null = world.unitA): Promise<Principal> {
  const personId = await addPerson(world.storage, { name, username: name, role, unitId });
  return { personId, name, role, unitId, via: 'session' };
}
const named = (...people: readonly PersonId[]) => ({
  stages: FLOW.stages.map((stage) => ({
    ...stage,
    takers: { actions: [], people, duties: [], within: 'unit' as const },
  })),
});
/** A review of unit A that names these alone, by a flow of the unit or of the office. */
async function open(people: readonly PersonId[], given: Partial<Review> = {}, ofUnit = true): Promise<ReviewId> {
  const unitPath = (await world.storage.units.byId(world.unitA, null))?.path ?? [];
  const flow = { ...FLOW, ...named(...people), unitId: ofUnit ? world.unitA : null, version: 1 };
  const review = reviewOf({ unitId: world.unitA, unitPath, flow, ...given });
  return (await world.storage.reviews.open(review, eventOf('review'))).id;
}
const setFlow = (person: PersonId) => {
  const { kind: _kind, unitId: _unit, version: _version, ...flow } = { ...FLOW, ...named(person) };
  const of = { kind: 'own-post' as const, unitId: world.unitA, version: 0 };
  return world.services.reviews.setFlow(of, { flow, reason: '指定签发人' }, ROOT);
};
const mine = async (by: Principal) => (await world.services.reviews.list({ mine: true }, PAGE, by)).items.length;
const give = (from: Principal, to: Principal) =>
  world.services.people.handOver(from.personId, { toId: to.personId, reason: '调离', disables: true }, ROOT);
const lines = async (id: ReviewId, reason: string) => {
  while ((await world.storage.outbox.relay(500)) > 0);
  return (await world.storage.ledger.ofSubject(`review:${id}`, PAGE)).items.filter((line) => line.reason === reason);
};
const shown = (id: ReviewId, by: Principal = ROOT) => world.services.reviews.show(id, by);

test('who leaves hands over what flows and reviews under way name them for, with a line each', async () => {
  const [leaver, next] = [await someone('leaver'), await someone('next')];
  await setFlow(leaver.personId);
  const id = await open([leaver.personId], { assigneeId: leaver.personId });
  const { items, left } = await give(leaver, next);
  expect([items.map(({ kind }) => kind), left]).toEqual([['review-flow', 'review-taker', 'review'], []]);
  expect(await mine(next)).toBe(1);
  expect((await shown(id)).assigneeId).toBe(next.personId);
  const [flow] = (await world.services.reviews.flows(world.unitA, ROOT)).filter(({ kind }) => kind === 'own-post');
  expect(flow?.stages.map(({ takers }) => takers.names)).toEqual([['next'], ['next']]);
  expect(await lines(id, 'handed-over')).toMatchObject([{ data: { names: 'next' } }]);
});

test('a successor who wrote it, or does not see it, is not named, and what stays is said', async () => {
  const [leaver, author] = [await someone('leaver'), await someone('author')];
  const far = await someone('far', 'officer', world.unitB);
  const id = await open([leaver.personId], { author: { id: author.personId, name: 'author' } });
  expect((await give(leaver, author)).left).toMatchObject([{ kind: 'review-taker', why: 'not-permitted' }]);
  expect((await give(leaver, far)).left).toMatchObject([{ kind: 'review-taker', why: 'unseen' }]);
  expect((await shown(id)).stuckAt).toEqual(['first', 'issue']);
});

test('what only people name who have left is said to be stuck, in the review and in the flow', async () => {
  const [one, other] = [await someone('one'), await someone('other')];
  await setFlow(one.personId);
  const [id, both] = [await open([one.personId]), await open([one.personId, other.personId])];
  const stuck = async () => {
    const [flow] = (await world.services.reviews.flows(world.unitA, ROOT)).filter(({ kind }) => kind === 'own-post');
    const ofFlow = flow?.stages.map(({ takers }) => takers.isStuck);
    return [(await shown(id)).stuckAt, (await shown(both)).stuckAt, ofFlow];
  };
  expect(await stuck()).toEqual([[], [], [false, false]]);
  await world.services.people.setDisabled(one.personId, { is: true, reason: '调离' }, ROOT);
  expect(await stuck()).toEqual([['first', 'issue'], [], [true, true]]);
});

describe('naming others for a review under way', () => {
  const name = async (id: ReviewId, by: Principal, ...personIds: readonly PersonId[]) =>
    world.services.reviews.nameTakers(
      { id, version: (await shown(id)).version },
      { at: 'first', personIds, reason: '原办理人调离' },
      by,
    );

  test('is done by who manages reviews, with a reason, and it waits for those who are named', async () => {
    const [leaver, next] = [await someone('leaver'), await someone('next')];
    const id = await open([leaver.personId]);
    const ofUnit = principal('administrator', '8', world.unitA);
    expect([(await shown(id, ofUnit)).acts, await mine(next)]).toEqual([['name-takers'], 0]);
    expect(await name(id, ofUnit, next.personId)).toMatchObject({ stage: 'first', version: 2 });
    expect(await mine(next)).toBe(1);
    expect(await lines(id, 'takers-named')).toMatchObject([{ data: { names: 'next', note: '原办理人调离' } }]);
  });

  test('is refused to others, and to a unit where its superior has said who takes it', async () => {
    const [leaver, next] = [await someone('leaver'), await someone('next')];
    const id = await open([leaver.personId], {}, false);
    const ofUnit = principal('administrator', '8', world.unitA);
    for (const by of [ofUnit, principal('operator', '7'), next])
      await expect(name(id, by, next.personId)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(name(id, principal('administrator', '6', world.unitB), next.personId)).rejects.toMatchObject({
      code: 'not-found',
    });
    expect((await shown(id, ofUnit)).acts).toEqual([]);
    expect((await name(id, ROOT, next.personId)).version).toBe(2);
  });

  test('names nobody who is shut out, does not see it or could not take it', async () => {
    const [leaver, gone, author] = [await someone('leaver'), await someone('gone'), await someone('author')];
    const far = await someone('far', 'officer', world.unitB);
    const id = await open([leaver.personId], { author: { id: author.personId, name: 'author' } });
    await world.services.people.setDisabled(gone.personId, { is: true, reason: '调离' }, ROOT);
    await expect(name(id, ROOT, gone.personId)).rejects.toMatchObject({ code: 'not-found', field: 'personIds' });
    await expect(name(id, ROOT, far.personId)).rejects.toMatchObject({ code: 'invalid-input', field: 'personIds' });
    await expect(name(id, ROOT, author.personId)).rejects.toMatchObject({ code: 'self-approval' });
  });
});
