import type { CivilDate } from '../../../src/domain/time/instant';
import type { Principal } from '../../../src/domain/people/role';
import { issuePolicy } from '../fixtures';
import { addPerson } from '../notify/notifyWorld';
import { useWorld } from '../useWorld';
import { PAGE } from '../world';

const world = useWorld();
const PERSONS = { unitId: null, via: 'session' } as const;
const DAYS = { fromDate: '2026-09-20' as CivilDate, toDate: '2026-09-21' as CivilDate, reason: '出差' };

async function someone(name: string, role: 'operator' | 'viewer'): Promise<Principal> {
  const personId = await addPerson(world.storage, { name, username: `u-${name}`, role, unitId: null });
  return { personId, name, role, ...PERSONS };
}

// Midnight in Asia/Shanghai is 16:00 UTC of the day before.
test.each([
  ['2026-09-19T15:59:59.999Z', 0, 'the last moment of the day before'],
  ['2026-09-19T16:00:00.000Z', 1, 'the first moment of its first day'],
  ['2026-09-21T15:59:59.999Z', 1, 'the last moment of its last day'],
  ['2026-09-21T16:00:00.000Z', 0, 'the first moment after it'],
])('at %s a delegation counts %i: %s', async (at, waits) => {
  const [giver, delegate] = [await someone('giver', 'operator'), await someone('delegate', 'viewer')];
  await world.services.reviews.delegate({ toId: delegate.personId, kinds: ['mandate'], ...DAYS }, giver);
  await issuePolicy(world, { review: 'staged' });
  world.clock.set(new Date(at));
  const { items } = await world.services.reviews.list({ mine: true }, PAGE, delegate);
  expect([items.length, await world.services.reviews.countMine(delegate)]).toEqual([waits, waits]);
  const [review] = (await world.services.reviews.list({}, PAGE, giver)).items;
  if (review === undefined) throw new Error('no review');
  const of = { id: review.id as Parameters<typeof world.services.reviews.show>[0], version: review.version };
  const passed = world.services.reviews.take(of, { step: 'pass', reason: '' }, delegate);
  if (waits === 1) expect((await passed).steps.at(-1)).toMatchObject({ insteadOfName: 'giver' });
  else await expect(passed).rejects.toMatchObject({ code: 'forbidden' });
});
