import type { PersonId } from '../../../src/domain/ids';
import type { Principal } from '../../../src/domain/people/role';
import { takeStep } from '../../../src/domain/reviews/reviewTable';
import { createServices } from '../../../src/services/index';
import { reviewOf } from '../../storage/reviews/reviewSamples';
import { eventOf } from '../../storage/samples';
import { issuePolicy, theMandate } from '../fixtures';
import { addPerson } from '../notify/notifyWorld';
import { useWorld } from '../useWorld';
import { PAGE, principal } from '../world';

const world = useWorld();
const FIRST = principal('operator', '1');
const SECOND = principal('operator', '2');
type Reviews = typeof world.services.reviews;

const staged = async (): Promise<string> => (await issuePolicy(world, { review: 'staged' })).id;
const mine = async (by: Principal) => (await world.services.reviews.list({ mine: true }, PAGE, by)).items;
const theReview = async () => {
  const [review] = (await world.services.reviews.list({}, PAGE, FIRST)).items;
  if (review === undefined) throw new Error('no review');
  return { ...review, id: review.id as Parameters<Reviews['show']>[0] };
};
const pass = async (by: Principal) => world.services.reviews.take(await theReview(), { step: 'pass', reason: '' }, by);
async function person(name: string): Promise<Principal> {
  const personId = await addPerson(world.storage, { name, username: `u-${name}`, role: 'operator', unitId: null });
  return { personId, name, role: 'operator', unitId: null, via: 'session' };
}

test('a review that somebody is named for is theirs alone', async () => {
  await staged();
  const [one, other] = [await person('甲'), await person('乙')];
  await world.services.reviews.assign(await theReview(), one.personId, FIRST);
  expect([await mine(one), await mine(other)]).toMatchObject([[{ assigneeName: '甲' }], []]);
  await expect(pass(other)).rejects.toMatchObject({ code: 'forbidden' });
  await pass(one);
  expect((await theReview()).assigneeId).toBeNull();
  const seen = async () => {
    while ((await world.storage.outbox.relay(500)) > 0);
    const { items } = await world.storage.ledger.ofSubject(`review:${(await theReview()).id}`, PAGE);
    return items.filter(({ reason }) => reason.endsWith('assigned'));
  };
  expect((await seen()).map(({ data }) => data)).toMatchObject([{ assigneeId: one.personId, assigneeName: '甲' }]);
  await world.services.reviews.assign(await theReview(), other.personId, SECOND);
  await world.services.reviews.assign(await theReview(), null, SECOND);
  const lines = await seen();
  expect(lines.map(({ reason }) => reason).sort()).toEqual(['assigned', 'assigned', 'unassigned']);
  expect(lines.find(({ reason }) => reason === 'unassigned')?.data).toMatchObject({
    beforeAssigneeId: other.personId,
  });
  await expect(
    world.services.reviews.assign(await theReview(), 'f'.repeat(24) as PersonId, SECOND),
  ).rejects.toMatchObject({ code: 'not-found', field: 'personId' });
});

test('what somebody is named for who has left since waits for the others, to name another', async () => {
  await staged();
  const one = await person('甲');
  await world.services.reviews.assign(await theReview(), one.personId, FIRST);
  expect([await mine(SECOND), await world.services.reviews.countMine(SECOND)]).toEqual([[], 0]);
  await addPerson(world.storage, { name: '甲', username: 'u-甲', role: 'operator', unitId: null, disabled: true });
  expect(await mine(SECOND)).toMatchObject([{ acts: ['assign'], assigneeName: '甲' }]);
  expect(await world.services.reviews.countMine(SECOND)).toBe(1);
});

test('a review that cannot be followed holds up none behind it', async () => {
  const dead = await world.storage.reviews.open(reviewOf({ kind: 'own-post', carried: false }), eventOf('review'));
  const id = await staged();
  const drafted = await theMandate(world);
  const { review } = await stepBehindItsBack(drafted.id);
  const follows = world.deps.storage.reviews.markCarried;
  const storage: typeof world.storage = {
    ...world.storage,
    reviews: {
      ...world.storage.reviews,
      markCarried: (one) => (one.id === dead.id ? Promise.reject(new Error('broken')) : follows(one)),
    },
  };
  const services = createServices({ ...world.deps, storage });
  expect(await services.reviews.followReviews(10)).toEqual({ followed: 1, failed: 1 });
  expect([id, (await theMandate(world)).stage, review.passed]).toEqual([id, 'first-review', 1]);
  expect(await world.storage.reviews.uncarried(10)).toMatchObject([{ id: dead.id }]);
});

/** A step that was taken by a process that died before the mandate followed. */
async function stepBehindItsBack(subjectId: string) {
  const before = await world.storage.reviews.ofSubject('mandate', subjectId);
  if (before === null) throw new Error('no review');
  const by = { personId: FIRST.personId, name: FIRST.name, actions: ['mandate.review'] as const, unitId: null };
  const move = takeStep(before, 'pass', { by, insteadOf: [], at: world.clock.now() });
  if ('refused' in move) throw new Error(move.refused);
  await world.storage.reviews.move(before, move.review, eventOf('review'));
  return move;
}
