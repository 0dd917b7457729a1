import type { PersonId, UnitId } from '../../../src/domain/ids';
import type { Principal } from '../../../src/domain/people/role';
import type { Review } from '../../../src/domain/reviews/review';
import type { CivilDate } from '../../../src/domain/time/instant';
import { FLOW, reviewOf } from '../../storage/reviews/reviewSamples';
import { after, eventOf } from '../../storage/samples';
import { addPerson } from '../notify/notifyWorld';
import { createServices } from '../../../src/services/index';
import { countedReads } from '../countedReads';
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

describe('what waits, counted again and again', () => {
  const asksFor = async (count: () => Promise<unknown>, asked: string[]): Promise<readonly string[]> => {
    asked.length = 0;
    await count();
    return asked.filter((name) => name.startsWith('people.'));
  };

  test('asks for people as often, however many there are and however many of them are named', async () => {
    const { storage, asked } = countedReads(world.storage);
    const services = createServices({ ...world.deps, storage });
    const counting = () => services.reviews.countMine(ME);
    const [first, left] = [await someone('first', 'officer', null), await someone('left', 'officer', null)];
    await open({ assigneeId: first.personId }, { assigneeId: left.personId });
    await world.storage.people.setDisabled(left.personId, true, eventOf('person'));
    const few = await asksFor(counting, asked);
    expect(few).toEqual(['people.named', 'people.named']);
    for (let n = 0; n < 8; n += 1) {
      const { personId } = await someone(`more-${n}`, 'officer', null);
      const takers = { actions: [], people: [personId], duties: [], within: 'unit' as const };
      const stages = [{ key: 'check', title: '审核', titleEn: 'Check', takers }];
      await open({ assigneeId: personId }, { flow: { ...FLOW, stages } });
    }
    expect(await asksFor(counting, asked)).toEqual(few);
  });

  test('finds what is assigned to one who has left, or is nobody any more, and nothing that is with one who is there', async () => {
    const [there, left] = [await someone('there', 'officer', null), await someone('gone', 'officer', null)];
    const gone = 'f'.repeat(24) as PersonId;
    await world.storage.people.setDisabled(left.personId, true, eventOf('person'));
    for (const [title, assigneeId] of [
      ['在岗', there.personId],
      ['离任', left.personId],
      ['查无此人', gone],
    ] as const)
      await world.storage.reviews.open(reviewOf({ title, assigneeId, dueBy: after(title.length) }), eventOf('review'));
    const [titles] = await mine(ME);
    expect(titles).toEqual(['离任', '查无此人']);
    await world.storage.people.setDisabled(left.personId, false, eventOf('person'));
    expect((await mine(ME))[0]).toEqual(['查无此人']);
  });
});
