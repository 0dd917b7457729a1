import type { FileId } from '../../../src/domain/ids';
import { monthOf } from '../../../src/domain/submissions/month';
import { DAY_MS } from '../../../src/domain/time/instant';
import { steadyClock } from '../retention/sweptOffice';
import { useWorld } from '../useWorld';
import { DRAFT, idOf, OFFICE, openCity, passAll, type Desk } from './submittingUnits';

/** Texts and files of submissions that are over go when their time is; what they count for stays. */
const world = useWorld();
const KEPT_DAYS = 1_827;
let county: Desk;
beforeEach(async () => {
  ({ county } = await openCity(world));
});
const submissions = () => world.services.submissions;
const upload = async () => {
  const file = { name: '附表.txt', bytes: Buffer.from('物资一览') };
  return (await world.services.files.upload(file, county.author)).id as FileId;
};
const sent = async (fileId: FileId) => {
  const draft = { ...DRAFT, informantId: county.informantId, attachments: [{ fileId, name: '附表.txt' }] };
  const begun = await submissions().begin(null, draft, county.author);
  const handed = await submissions().submit({ id: idOf(begun), version: begun.version }, county.author);
  await passAll(world.services, county, handed);
  return idOf(begun);
};
const adopt = async (id: ReturnType<typeof idOf>) => {
  const { version } = await submissions().show(id, OFFICE);
  const adopted = { decision: 'adopt', reason: null, words: '', uses: [], criteria: ['adopted'] } as const;
  await submissions().decide({ id, version }, adopted, OFFICE);
};
const remove = async () => {
  await steadyClock(world.storage, world.clock.now());
  return (await world.services.upkeep.removeExpired({ max: 1_000 }))['submission-texts'];
};
const holders = async (id: FileId) => (await world.storage.files.meta([id])).flatMap((file) => file.holders);

test('go with their files after their days and not one before, counted and in the ledger; the rest stays', async () => {
  const file = await upload();
  const id = await sent(file);
  await adopt(id);
  const month = monthOf(world.clock.now());
  const standing = async () => (await submissions().standing(month, 'tree', OFFICE)).items;
  const [before, awards] = [await standing(), (await submissions().awards(2026, OFFICE)).items];
  world.clock.pass(KEPT_DAYS * DAY_MS);
  expect(await remove()).toBe(0);
  expect(await submissions().show(id, OFFICE)).toMatchObject({ body: DRAFT.body, isTextGone: false });
  world.clock.pass(DAY_MS);
  expect(await remove()).toBe(1);
  expect(await submissions().show(id, OFFICE)).toMatchObject({
    ...{ title: DRAFT.title, body: '', attachments: [], isTextGone: true, state: 'adopted', month },
  });
  expect(await holders(file)).toEqual([]);
  expect(await standing()).toEqual(before);
  expect((await submissions().awards(2026, OFFICE)).items).toEqual(awards);
  world.clock.pass(DAY_MS);
  expect(await remove()).toBe(0);
  await world.storage.outbox.relay(500);
  const removals = (await world.storage.ledger.after(0, 1_000)).filter(({ kind }) => kind === 'data-removed');
  expect(removals.filter(({ subject }) => subject.includes('submission-texts'))).toHaveLength(1);
});

test('stay as long as somebody has still to do with them, however old', async () => {
  const file = await upload();
  const id = await sent(file);
  const draft = await submissions().begin(null, { ...DRAFT, informantId: county.informantId }, county.author);
  world.clock.pass((KEPT_DAYS + 400) * DAY_MS);
  expect(await remove()).toBe(0);
  for (const one of [id, idOf(draft)])
    expect(await submissions().show(one, county.author)).toMatchObject({ body: DRAFT.body, isTextGone: false });
  expect(await holders(file)).toHaveLength(1);
  await adopt(id);
  world.clock.pass(DAY_MS);
  expect(await remove()).toBe(1);
  expect(await submissions().show(idOf(draft), county.author)).toMatchObject({ body: DRAFT.body });
});
