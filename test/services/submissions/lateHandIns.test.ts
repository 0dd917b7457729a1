import type { ReviewId } from '../../../src/domain/ids';
import { createServices } from '../../../src/services/index';
import { createDyingProcess } from '../dyingProcess';
import { useWorld } from '../useWorld';
import { DRAFT, idOf, OFFICE, openCity, type Desk } from './submittingUnits';

const world = useWorld();
let county: Desk;
beforeEach(async () => {
  ({ county } = await openCity(world));
});
const submissions = () => world.services.submissions;
const eventsOf = async (one: { readonly id: string }) =>
  (await submissions().show(idOf(one), OFFICE)).thread.map(({ event }) => event);
const back = { step: 'return', reason: '数据不准' } as const;

/** Handed in by a process that is killed at this call, just before or just after it took effect. */
async function handInKilled(at: string, takesEffect: boolean) {
  const draft = await submissions().begin(null, { ...DRAFT, informantId: county.informantId }, county.author);
  const dying = createDyingProcess(world.storage, { atCall: (name) => name === at, takesEffect });
  const services = createServices({ ...world.deps, storage: dying.storage });
  await services.submissions.submit({ id: idOf(draft), version: 1 }, county.author).catch(() => undefined);
  expect(dying.diedAt()).toBe(at);
  return draft;
}

test.each([
  ['opened', 'reviews.open', true],
  ['handed in again', 'submissions.markHandedIn', false],
])('returned when its review was just %s, it comes back to its author with the words', async (what, at, effect) => {
  const draft = await handInKilled(at, effect);
  const review = await world.storage.reviews.ofSubject('submission', draft.id);
  const id = review?.id as ReviewId;
  await world.services.reviews.take({ id, version: 1 }, back, county.section);
  if (what === 'handed in again') {
    await submissions().resumeHandIns(100);
    const { version } = await submissions().show(idOf(draft), county.author);
    const dying = createDyingProcess(world.storage, {
      atCall: (name) => name === 'submissions.markHandedIn',
      takesEffect: false,
    });
    const services = createServices({ ...world.deps, storage: dying.storage });
    await services.submissions.submit({ id: idOf(draft), version }, county.author).catch(() => undefined);
    await world.services.reviews.take({ id, version: 3 }, back, county.section);
  }
  await submissions().resumeHandIns(100);
  const after = await submissions().show(idOf(draft), county.author);
  expect(after).toMatchObject({ state: 'draft' });
  expect(after.thread.at(-1)).toMatchObject({ event: 'return-in-unit', name: '人员2', words: '数据不准' });
  const { state, steps } = (await world.storage.reviews.byId(id, null)) ?? {};
  expect(state).toBe('returned');
  expect(steps?.map(({ step }) => step)).toEqual(what === 'opened' ? ['return'] : ['return', 'resubmit', 'return']);
});

test('what was returned since the tick read its list is not handed in again', async () => {
  const draft = await handInKilled('submissions.markHandedIn', false);
  const asRead = await world.storage.submissions.notHandedIn(100);
  const { id = '' as ReviewId } = (await world.storage.reviews.ofSubject('submission', draft.id)) ?? {};
  await world.services.reviews.take({ id, version: 1 }, back, county.section);
  await submissions().resumeHandIns(100);
  jest.spyOn(world.storage.submissions, 'notHandedIn').mockResolvedValueOnce(asRead);
  expect(await submissions().resumeHandIns(100)).toEqual({ handedIn: 0, failed: 0 });
  expect(await eventsOf(draft)).toEqual(['write', 'submit', 'return-in-unit']);
  expect((await world.storage.reviews.byId(id, null))?.steps.map(({ step }) => step)).toEqual(['return']);
});

test('withdrawn before its review was opened, it leaves nothing that anybody could review', async () => {
  const draft = await handInKilled('reviews.open', false);
  const asRead = await world.storage.submissions.notHandedIn(100);
  const { version } = await submissions().show(idOf(draft), county.author);
  const of = { id: idOf(draft), version };
  expect(await submissions().withdraw(of, '重复', county.author)).toMatchObject({ state: 'withdrawn' });
  jest.spyOn(world.storage.submissions, 'notHandedIn').mockResolvedValueOnce(asRead);
  await submissions().resumeHandIns(100);
  expect((await world.storage.reviews.ofSubject('submission', draft.id))?.state).toBe('withdrawn');
  expect(await eventsOf(draft)).toEqual(['write', 'submit', 'withdraw']);
});

test('a hand-in that another one overtakes is the same hand-in, and nobody is refused', async () => {
  const draft = await handInKilled('submissions.markHandedIn', false);
  const { id = '' as ReviewId } = (await world.storage.reviews.ofSubject('submission', draft.id)) ?? {};
  await world.services.reviews.take({ id, version: 1 }, back, county.section);
  await submissions().resumeHandIns(100);
  const { version } = await submissions().show(idOf(draft), county.author);
  const moves = jest.spyOn(world.storage.reviews, 'move').mockResolvedValueOnce(false);
  expect(await submissions().submit({ id: idOf(draft), version }, county.author)).toMatchObject({
    state: 'in-review',
  });
  expect(moves).toHaveBeenCalledTimes(2);
  moves.mockRestore();
  expect(await world.storage.submissions.notHandedIn(10)).toEqual([]);
});
