import type { PersonId, UnitId } from '../../../src/domain/ids';
import type { Principal } from '../../../src/domain/people/role';
import type { Review } from '../../../src/domain/reviews/review';
import type { CivilDate } from '../../../src/domain/time/instant';
import { FLOW, reviewOf } from '../../storage/reviews/reviewSamples';
import { after, eventOf } from '../../storage/samples';
import { addPerson } from '../notify/notifyWorld';
import { useWorld } from '../useWorld';
import { principal } from '../world';

const world = useWorld();
const ME = principal('operator', '1');
const MANY = 12;
const PAGE = { limit: 5, cursor: null };

/** So many reviews that are due first, and one behind them. */
async function open(inFront: Partial<Review>, last: Partial<Review>): Promise<void> {
  for (let n = 0; n < MANY; n += 1)
    await world.storage.reviews.open(reviewOf({ title: '前', dueBy: after(n), ...inFront }), eventOf('review'));
  await world.storage.reviews.open(reviewOf({ title: '后', dueBy: after(99_999), ...last }), eventOf('review'));
}
const mine = async (by: Principal) => {
  const { items, nextCursor } = await world.services.reviews.list({ mine: true }, PAGE, by);
  return [items.map(({ title }) => title), nextCursor, await world.services.reviews.countMine(by)];
};
async function someone(name: string, role: 'officer' | 'viewer', unitId: UnitId | null): Promise<Principal> {
  const personId = await addPerson(world.storage, { name, username: name, role, unitId });
  return { personId, name, role, unitId, via: 'session' };
}

test('what waits for me stands on the first page, however much is given to others before it', async () => {
  const named = await someone('named', 'officer', null);
  await open({ assigneeId: named.personId }, {});
  expect(await mine(ME)).toEqual([['后'], null, 1]);
});

test('who acts for one of another unit is led to what waits there, and to nothing of the others', async () => {
  const pathOf = async (unitId: UnitId) => (await world.storage.units.byId(unitId, null))?.path ?? [];
  const inA = { unitId: world.unitA, unitPath: await pathOf(world.unitA) };
  await open({ unitId: world.unitB, unitPath: await pathOf(world.unitB) }, inA);
  const [head, delegate] = [await someone('head', 'officer', world.unitA), await someone('delegate', 'viewer', null)];
  expect(await mine(delegate)).toEqual([[], null, 0]);
  const days = { fromDate: '2026-09-18' as CivilDate, toDate: '2026-09-18' as CivilDate };
  const given = { toId: delegate.personId, kinds: ['own-post'] as const, reason: '出差' };
  await world.services.reviews.delegate({ ...given, ...days }, head);
  expect(await mine(delegate)).toEqual([['后'], null, 1]);
});

test('a page is read on where what the store finds is for others after all', async () => {
  const examiner = { actions: [], people: ['e'.repeat(24) as PersonId], duties: [], within: 'unit' as const };
  const flow = { ...FLOW, secrecy: { before: 'issue', takers: examiner } };
  const named = await someone('named', 'officer', null);
  await open({ flow, assigneeId: named.personId }, {});
  expect(await mine(ME)).toEqual([['后'], null, 1]);
});
