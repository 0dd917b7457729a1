import { canonicalJson } from '../../../src/domain/alerts/ledgerChain';
import type { FileId } from '../../../src/domain/ids';
import type { Principal } from '../../../src/domain/people/role';
import { createServices } from '../../../src/services/index';
import { useWorldAndStore } from '../useWorld';
import { DRAFT, idOf, OFFICE, openCity, passAll, type Desk } from './submittingUnits';

const { world, store } = useWorldAndStore();
let county: Desk;
let department: Desk;
beforeEach(async () => {
  ({ county, department } = await openCity(world));
});
const upload = async (text: string, by: Principal) => {
  const { id } = await world.services.files.upload({ name: '附表.txt', bytes: Buffer.from(text) }, by);
  return id as FileId;
};
const draftWith = (...files: readonly FileId[]) => ({
  ...{ ...DRAFT, informantId: county.informantId },
  attachments: files.map((fileId, at) => ({ fileId, name: `附表${at + 1}.txt` })),
});
const begin = (...files: readonly FileId[]) =>
  world.services.submissions.begin(null, draftWith(...files), county.author);
const holders = async (id: FileId) => (await world.storage.files.meta([id])).flatMap((file) => file.holders);

test('are its author’s own files; another’s is as if it were not there, by the field', async () => {
  const own = await upload('物资一览', county.author);
  const others = await upload('别人的', county.section);
  await expect(begin(own, others)).rejects.toMatchObject({ code: 'not-found', field: 'attachments.1.fileId' });
  await expect(begin('0'.repeat(24) as FileId)).rejects.toMatchObject({ field: 'attachments.0.fileId' });
  const draft = await begin(own);
  expect(draft.attachments).toEqual([{ fileId: own, name: '附表1.txt' }]);
  expect(await holders(own)).toEqual([{ subject: `submission:${draft.id}`, unitId: county.unitId }]);
});

test('are read by the unit, those above it and the office, and by no unit beside', async () => {
  const own = await upload('物资一览', county.author);
  await begin(own);
  for (const reader of [county.section, OFFICE])
    expect((await world.services.files.content(own, reader)).bytes.toString()).toBe('物资一览');
  await expect(world.services.files.content(own, department.section)).rejects.toMatchObject({ code: 'not-found' });
});

test('are part of what is passed: another file under the same name makes every pass void', async () => {
  const [first, other] = [await upload('10 台', county.author), await upload('11 台', county.author)];
  const draft = await begin(first);
  const handed = await world.services.submissions.submit({ id: idOf(draft), version: draft.version }, county.author);
  await passAll(world.services, county, handed);
  const sent = await world.services.submissions.show(idOf(draft), county.author);
  expect(sent.state).toBe('sent');
  const back = { decision: 'return', reason: 'unclear', words: '数量有误', uses: [], criteria: [] } as const;
  const returned = await world.services.submissions.decide({ id: idOf(draft), version: sent.version }, back, OFFICE);
  const of = { id: idOf(draft), version: returned.version };
  await expect(world.services.submissions.submit(of, county.author)).rejects.toMatchObject({ field: 'body' });
  const written = await world.services.submissions.write(of, draftWith(other), county.author);
  expect(await holders(first)).toEqual([]);
  const again = await world.services.submissions.submit({ ...of, version: written.version }, county.author);
  expect(again.state).toBe('in-review');
  const { secrecy, stages } = await world.services.reviews.show(again.reviewId as never, county.section);
  expect([secrecy?.result, stages.map(({ passed }) => passed)]).toEqual(['missing', [null, null, null]]);
});

/** Services of one window; at its first call of `when` another window is quicker. */
const overtaken = (when: 'hold' | 'release', other: () => Promise<unknown>) => {
  const { files } = world.storage;
  let isDone = false;
  const first = async () => {
    if (isDone) return;
    isDone = true;
    await other();
  };
  const wrapped: typeof files = {
    ...files,
    hold: async (...given) => {
      if (when === 'hold') await first();
      return files.hold(...given);
    },
    release: async (...given) => {
      if (when === 'release') await first();
      return files.release(...given);
    },
  };
  return createServices({ ...world.deps, storage: { ...world.storage, files: wrapped } }).submissions;
};

test('stay its own where one window lets go what another has just written again', async () => {
  const own = await upload('物资一览', county.author);
  const draft = await begin(own);
  const of = { id: idOf(draft), version: draft.version };
  const again = () =>
    world.services.submissions.write({ ...of, version: draft.version + 1 }, draftWith(own), county.author);
  await overtaken('release', again).write(of, draftWith(), county.author);
  expect((await world.services.submissions.show(of.id, county.author)).attachments).toHaveLength(1);
  expect(await holders(own)).toEqual([{ subject: `submission:${draft.id}`, unitId: county.unitId }]);
});

test('stay its own where they are let go after another window held them and before it wrote them', async () => {
  const own = await upload('物资一览', county.author);
  const draft = await begin();
  const of = { id: idOf(draft), version: draft.version };
  const { submissions } = world.storage;
  const letGo = {
    ...submissions,
    move: async (...given: Parameters<typeof submissions.move>) => {
      await world.storage.files.release([own], `submission:${draft.id}`, world.clock.now());
      return submissions.move(...given);
    },
  };
  const services = createServices({ ...world.deps, storage: { ...world.storage, submissions: letGo } });
  await services.submissions.write(of, draftWith(own), county.author);
  expect(await holders(own)).toHaveLength(1);
});

test('that only a refused change had are let go again', async () => {
  const [kept, late] = [await upload('物资一览', county.author), await upload('迟到', county.author)];
  const draft = await begin(kept);
  const of = { id: idOf(draft), version: draft.version };
  const quicker = () => world.services.submissions.write(of, { ...draftWith(kept), title: '另一题' }, county.author);
  await expect(overtaken('hold', quicker).write(of, draftWith(late), county.author)).rejects.toMatchObject({
    code: 'conflict',
  });
  expect([(await holders(late)).length, (await holders(kept)).length]).toEqual([0, 1]);
});

test('of a submission that was stored before there were any are none, and its hash is the one it had', async () => {
  const draft = await begin();
  const before = await world.storage.submissions.byId(idOf(draft), null);
  const { title, body, kind, section } = DRAFT;
  expect(before?.contentHash).toBe(world.deps.hasher.sha256(canonicalJson({ title, body, kind, section })));
  const connection = await store.raw();
  await connection.collection('submissions').updateOne({ _id: draft.id as never }, { $unset: { attachments: 1 } });
  expect((await world.services.submissions.show(idOf(draft), county.author)).attachments).toEqual([]);
});
