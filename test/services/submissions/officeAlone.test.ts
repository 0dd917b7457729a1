import type { ReviewId } from '../../../src/domain/ids';
import { monthOf } from '../../../src/domain/submissions/month';
import { bringUpToDate } from '../fixtures';
import { useWorld } from '../useWorld';
import { principal } from '../world';
import { idOf, OFFICE, openCity, send, type Desk } from './submittingUnits';

const world = useWorld();
let county: Desk;
beforeEach(async () => {
  ({ county } = await openCity(world));
});
const submissions = () => world.services.submissions;
const show = (one: { readonly id: string }, by = OFFICE) => submissions().show(idOf(one), by);
const decide = async (one: { readonly id: string }, decided: object, by = OFFICE) =>
  submissions().decide(
    { id: idOf(one), version: (await show(one)).version },
    { decision: 'adopt', reason: null, words: '', uses: [], criteria: [], ...decided } as never,
    by,
  );

test('nobody of the office decides about what they wrote or passed, nor is it offered to them', async () => {
  const sent = await send(world.services, county);
  for (const one of [county.author, county.section, county.informant, county.chief]) {
    const own = principal('operator', one.personId.slice(-1));
    expect(own.personId).toBe(one.personId);
    await expect(decide(sent, {}, own)).rejects.toMatchObject({ code: 'self-approval' });
    expect((await show(sent, own)).acts).toEqual([]);
  }
  expect(await decide(sent, {})).toMatchObject({ state: 'adopted' });
});

test('nobody of the office decides about what is credited to them, nor about their own place of the year', async () => {
  const own = principal('operator', '8');
  const informants = jest.spyOn(world.storage.liaisons, 'ofUnit');
  const held = await world.storage.liaisons.ofUnit(county.unitId, null);
  informants.mockResolvedValueOnce(held.map((one) => ({ ...one, personId: own.personId })));
  const sent = await send(world.services, county);
  informants.mockRestore();
  await expect(decide(sent, {}, own)).rejects.toMatchObject({ code: 'self-approval' });
  const year = Number(monthOf(world.clock.now()).slice(0, 4));
  const of = { year, informant: own.personId, version: 0 };
  const listed = { listed: true, reason: 'met-and-outstanding', words: '表现优异' } as const;
  await expect(submissions().decideAward(of, listed, own)).rejects.toMatchObject({ code: 'self-approval' });
  expect(await submissions().decideAward(of, listed, OFFICE)).toMatchObject({ decision: { listed: true } });
});

test('a criterion that is named twice is refused, and counts for nothing', async () => {
  const sent = await send(world.services, county);
  await expect(decide(sent, { criteria: ['adopted', 'adopted'] })).rejects.toMatchObject({
    ...{ code: 'invalid-input', field: 'criteria' },
  });
  expect(await show(sent)).toMatchObject({ state: 'sent', adoption: null });
});

test('what the unit withdrew while a decision stood is withdrawn once the office takes the decision back', async () => {
  const sent = await send(world.services, county);
  await decide(sent, {});
  const id = (await show(sent)).reviewId as ReviewId;
  const { version } = await world.services.reviews.show(id, county.chief);
  await world.services.reviews.take({ id, version }, { step: 'withdraw', reason: '文件已废止' }, county.chief);
  expect(await show(sent)).toMatchObject({ state: 'adopted' });
  expect(await decide(sent, { decision: 'reconsider', words: '误操作' })).toMatchObject({ state: 'withdrawn' });
  expect((await show(sent)).thread.at(-1)).toMatchObject({ event: 'withdraw', words: '文件已废止' });
});

test('the ledger names an informant of the list of a year by the first sign alone', async () => {
  await send(world.services, county);
  const year = Number(monthOf(world.clock.now()).slice(0, 4));
  const of = { year, informant: county.informantId, version: 0 };
  const decided = { listed: false, reason: 'quality-short', words: '质量不够' } as const;
  await submissions().decideAward(of, decided, OFFICE);
  await bringUpToDate(world);
  const line = (await world.storage.ledger.after(0, 1_000)).find(({ reason }) => reason === 'quality-short');
  expect(line?.data).toMatchObject({ name: '张**', informant: county.informantId });
});
