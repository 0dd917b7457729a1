import type { DutyId, InteractionId } from '../../../src/domain/ids';
import { DAY_MS } from '../../../src/domain/time/instant';
import type { IncomingMessage } from '../../../src/services/index';
import { steadyClock } from '../retention/sweptOffice';
import { useWorld } from '../useWorld';
import { principal } from '../world';

/** What people wrote goes when its time is over; that it was dealt with stays. */
const world = useWorld();
const KEPT_DAYS = 1_827;
const OFFICE = principal('operator', '9');
const MESSAGE = {
  ...{ source: 'site-mailbox', sourceId: 'm-1', kind: 'suggestion', title: '建议增设公交站' },
  ...{ text: '东街没有公交站，请联系 13800001234。', authorName: '市民', link: null, unitId: null },
  receivedAt: '2026-09-18T10:00:00+08:00',
} as const satisfies IncomingMessage;
const desk = () => world.services.interactions;
const receive = async (sourceId: string) => {
  const { lines } = await desk().receive([{ ...MESSAGE, sourceId, unitId: world.unitA }], OFFICE);
  return lines[0]?.id as InteractionId;
};
const remove = async () => {
  await steadyClock(world.storage, world.clock.now());
  return (await world.services.upkeep.removeExpired({ max: 1_000 }))['interaction-texts'];
};

test('goes after its days and not one before, counted and in the ledger; its duty and its course stay', async () => {
  const [over, open] = [await receive('m-1'), await receive('m-2')];
  const { version } = await desk().show(over, OFFICE);
  await desk().setAside({ id: over, version }, { reason: 'duplicate', words: '重复' }, OFFICE);
  world.clock.pass(KEPT_DAYS * DAY_MS);
  expect(await remove()).toBe(0);
  expect(await desk().show(over, OFFICE)).toMatchObject({ text: MESSAGE.text, isTextGone: false });
  world.clock.pass(DAY_MS);
  expect(await remove()).toBe(1);
  expect(await desk().show(over, OFFICE)).toMatchObject({
    ...{ title: MESSAGE.title, text: '', authorName: null, isTextGone: true, state: 'not-valid', acts: [] },
    duty: { state: 'withdrawn', isLate: false },
  });
  // What is owed is there, however old.
  expect(await desk().show(open, OFFICE)).toMatchObject({ text: MESSAGE.text, isTextGone: false });
  world.clock.pass(DAY_MS);
  expect(await remove()).toBe(0);
  await world.storage.outbox.relay(500);
  const removals = (await world.storage.ledger.after(0, 1_000)).filter(({ kind }) => kind === 'data-removed');
  expect(removals.filter(({ subject }) => subject.includes('interaction-texts'))).toHaveLength(1);
});

test('an answer goes with its question, from the public page too', async () => {
  const id = await receive('m-3');
  const officer = principal('officer', '1', world.unitA);
  const chief = principal('operator', '2', world.unitA);
  const examiner = principal('operator', '4', world.unitA);
  const { version } = await desk().show(id, officer);
  const written = await desk().write({ id, version }, { text: '已列入计划。', withheld: null }, officer);
  const { reviewId } = await desk().submit({ id, version: written.version }, officer);
  const { reviews } = world.services;
  const of = async () => ({ id: reviewId as never, version: (await reviews.show(reviewId as never, chief)).version });
  await reviews.take(await of(), { step: 'pass', reason: '' }, chief);
  const found = { result: 'pass', classification: 'none', disclosure: 'proactive', reason: '' } as const;
  await reviews.examine(await of(), found, examiner);
  await reviews.take(await of(), { step: 'pass', reason: '' }, principal('operator', '5', world.unitA));
  expect((await desk().published({ limit: 5, cursor: null })).items).toHaveLength(1);
  world.clock.pass((KEPT_DAYS + 1) * DAY_MS);
  expect(await remove()).toBe(1);
  const { duty, ...gone } = await desk().show(id, officer);
  expect(gone).toMatchObject({ state: 'answered', answer: null, shown: null, isPublic: false, acts: [] });
  expect(await world.services.duties.show(duty.id as DutyId, officer)).toMatchObject({ state: 'done', isLate: false });
  expect((await desk().published({ limit: 5, cursor: null })).items).toEqual([]);
});
