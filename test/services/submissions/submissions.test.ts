import type { ReviewId } from '../../../src/domain/ids';
import { createServices } from '../../../src/services/index';
import { createDyingProcess } from '../dyingProcess';
import { bringUpToDate } from '../fixtures';
import { useWorld } from '../useWorld';
import { PAGE, principal } from '../world';
import { DRAFT, handIn, idOf, OFFICE, openCity, passAll, send, type Desk } from './submittingUnits';

const world = useWorld();
let county: Desk;
let department: Desk;
beforeEach(async () => {
  ({ county, department } = await openCity(world));
});
const submissions = () => world.services.submissions;
const show = (one: { readonly id: string }) => submissions().show(idOf(one), OFFICE);
const decide = async (one: { readonly id: string }, decided: object) =>
  submissions().decide(
    { id: idOf(one), version: (await show(one)).version },
    { decision: 'adopt', reason: null, words: '', uses: [], criteria: [], ...decided } as never,
    OFFICE,
  );

test('goes through 供稿科室, 信息员 and 信息主管 by other hands, and only then to the office, at that instant', async () => {
  const handed = await handIn(world.services, county);
  expect(handed).toMatchObject({ state: 'in-review', sentAt: null, month: null, acts: ['withdraw'] });
  const id = handed.reviewId as ReviewId;
  const own = submissions().show(idOf(handed), county.author);
  expect((await own).thread.map(({ event }) => event)).toEqual(['write', 'submit']);
  await expect(
    world.services.reviews.take({ id, version: 1 }, { step: 'pass', reason: '' }, county.author),
  ).rejects.toMatchObject({ code: 'self-approval' });
  await passAll(world.services, county, handed);
  expect(await show(handed)).toMatchObject({
    ...{ state: 'sent', sentAt: world.clock.now().toISOString(), month: '2026-09' },
    acts: ['adopt', 'return', 'decline'],
  });
});

test('is returned in the unit with words to its author, who goes on with the same thread', async () => {
  const handed = await handIn(world.services, county);
  const id = handed.reviewId as ReviewId;
  const back = { step: 'return', reason: '数据不准' } as const;
  await world.services.reviews.take({ id, version: 1 }, back, county.section);
  const draft = await submissions().show(idOf(handed), county.author);
  expect(draft).toMatchObject({ state: 'draft', month: null, acts: ['write', 'submit', 'withdraw'] });
  expect(draft.thread.at(-1)).toMatchObject({ event: 'return-in-unit', name: '人员2', words: '数据不准' });
  const again = await submissions().submit({ id: idOf(draft), version: draft.version }, county.author);
  await passAll(world.services, county, again);
  expect(await show(handed)).toMatchObject({ state: 'sent', reviewId: id });
});

test('what the office returns is revised, reviewed anew by all three and counts once, for its first month', async () => {
  const sent = await send(world.services, county);
  const returned = await decide(sent, { decision: 'return', reason: 'unclear', words: '请补充联系方式' });
  expect(returned).toMatchObject({ state: 'returned', month: '2026-09' });
  const of = { id: idOf(sent), version: returned.version };
  await expect(submissions().submit(of, county.author)).rejects.toMatchObject({ code: 'invalid-input', field: 'body' });
  world.clock.pass(20 * 86_400_000);
  const draft = { ...DRAFT, body: '补充：联系电话 0356-2020202', informantId: county.informantId };
  const revised = await submissions().write(of, draft, county.author);
  const again = await submissions().submit({ id: idOf(sent), version: revised.version }, county.author);
  expect(again).toMatchObject({ state: 'in-review' });
  await passAll(world.services, county, again);
  expect(await show(sent)).toMatchObject({ state: 'sent', month: '2026-09', sentAt: '2026-10-08T02:00:00.000Z' });
  expect((await show(sent)).thread.map(({ event }) => event)).toEqual([
    ...['write', 'submit', 'send', 'return', 'write', 'submit', 'send'],
  ]);
});

test('the office says where it was used and which criteria it meets, and who found each', async () => {
  const sent = await send(world.services, county);
  const uses = [{ where: '晋城在线', link: 'https://www.jcgov.gov.cn/a.html' }];
  expect(await decide(sent, { uses, criteria: ['adopted'] })).toMatchObject({
    state: 'adopted',
    adoption: { uses, criteria: [{ key: 'adopted', points: 1, name: '人员9' }], name: '人员9' },
  });
  await expect(decide(sent, { decision: 'assess', criteria: ['likes'] })).rejects.toMatchObject({ field: 'criteria' });
  expect(await decide(sent, { decision: 'reconsider', words: '误操作' })).toMatchObject({
    state: 'sent',
    adoption: null,
  });
  expect(await decide(sent, { decision: 'decline', reason: 'duplicate', words: '已有同题' })).toMatchObject({
    state: 'not-adopted',
  });
});

test.each([
  ['a return without words', { decision: 'return', reason: 'unclear' }, 'words'],
  ['a return without a reason', { decision: 'return', words: '请改' }, 'reason'],
  ['a return for a reason of the other list', { decision: 'return', reason: 'duplicate', words: '请改' }, 'reason'],
  ['an adoption with a reason', { reason: 'unclear' }, 'reason'],
])('%s is refused, and changes nothing', async (_what, decided, field) => {
  const sent = await send(world.services, county);
  await expect(decide(sent, decided)).rejects.toMatchObject({ code: 'invalid-input', field });
  expect(await show(sent)).toEqual({ ...(await show(sent)), state: 'sent', version: (await show(sent)).version });
});

test('is decided by the office alone, changed by its author alone, and seen by no unit beside', async () => {
  const sent = await send(world.services, county);
  const of = { id: idOf(sent), version: sent.version };
  const adopt = { decision: 'adopt', reason: null, words: '', uses: [], criteria: [] } as const;
  for (const who of [county.chief, principal('administrator', '7', county.unitId), principal('officer', '8')])
    await expect(submissions().decide(of, adopt, who)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(submissions().show(of.id, department.author)).rejects.toMatchObject({ code: 'not-found' });
  expect((await submissions().list({}, PAGE, department.author)).items).toEqual([]);
  const draft = { ...DRAFT, informantId: county.informantId };
  await expect(submissions().write(of, draft, county.chief)).rejects.toMatchObject({ code: 'forbidden' });
  const elsewhere = { ...DRAFT, informantId: department.informantId };
  await expect(submissions().begin(null, elsewhere, county.author)).rejects.toMatchObject({ field: 'informantId' });
  await expect(submissions().begin(department.unitId, draft, county.author)).rejects.toMatchObject({
    ...{ code: 'not-found', field: 'unitId' },
  });
});

test('two of the office who decide at once are one decision, and the second is told', async () => {
  const sent = await send(world.services, county);
  const of = { id: idOf(sent), version: sent.version };
  const adopt = { decision: 'adopt', reason: null, words: '', uses: [], criteria: [] } as const;
  const both = await Promise.allSettled([
    submissions().decide(of, adopt, OFFICE),
    submissions().decide(of, adopt, OFFICE),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await show(sent)).thread.filter(({ event }) => event === 'adopt')).toHaveLength(1);
});

test('withdrawn by its author while under review, it is over for the review too', async () => {
  const handed = await handIn(world.services, county);
  const of = { id: idOf(handed), version: (await show(handed)).version };
  expect(await submissions().withdraw(of, '重复', county.author)).toMatchObject({ state: 'withdrawn', acts: [] });
  expect(await world.services.reviews.show(handed.reviewId as ReviewId, OFFICE)).toMatchObject({ state: 'withdrawn' });
});

test('killed between any two steps of handing in, it comes to its review once', async () => {
  const deaths: string[] = [];
  for (const takesEffect of [false, true])
    for (let atCall = 1; ; atCall += 1) {
      const draft = await submissions().begin(null, { ...DRAFT, informantId: county.informantId }, county.author);
      const dying = createDyingProcess(world.storage, { atCall, takesEffect });
      const services = createServices({ ...world.deps, storage: dying.storage });
      await services.submissions.submit({ id: idOf(draft), version: 1 }, county.author).catch(() => undefined);
      if (!dying.isDead()) break;
      deaths.push(dying.diedAt());
      // Whoever handed it in tries again what was not done; the tick goes on with the rest.
      await submissions().resumeHandIns(100);
      const now = await show(draft);
      if (now.state === 'draft') await submissions().submit({ id: idOf(draft), version: 1 }, county.author);
      const after = await show(draft);
      expect([dying.diedAt(), after.state]).toEqual([dying.diedAt(), 'in-review']);
      expect(after.thread.map(({ event }) => event)).toEqual(['write', 'submit']);
      expect(await world.services.reviews.show(after.reviewId as ReviewId, OFFICE)).toMatchObject({ state: 'open' });
      expect(await world.storage.submissions.notHandedIn(10)).toEqual([]);
    }
  expect(deaths).toEqual(expect.arrayContaining(['submissions.move', 'reviews.open', 'submissions.markHandedIn']));
});

test('killed between any two steps of the last stage, it comes to the office once, at the instant it was passed', async () => {
  const deaths: string[] = [];
  for (let atCall = 1; ; atCall += 1) {
    const handed = await handIn(world.services, county);
    const dying = createDyingProcess(world.storage, { atCall: (name) => lastCalls(name, atCall), takesEffect: true });
    await passAll(world.services, county, handed, createServices({ ...world.deps, storage: dying.storage })).catch(
      () => undefined,
    );
    if (!dying.isDead()) break;
    deaths.push(dying.diedAt());
    const passedAt = world.clock.now().toISOString();
    world.clock.pass(1_000);
    await world.services.reviews.followReviews(100);
    const after = await show(handed);
    expect([dying.diedAt(), after.state, after.sentAt]).toEqual([dying.diedAt(), 'sent', passedAt]);
    expect(after.thread.map(({ event }) => event)).toEqual(['write', 'submit', 'send']);
  }
  expect(deaths).toEqual(['reviews.move', 'submissions.byId', 'submissions.move', 'reviews.markCarried']);
  await bringUpToDate(world);
  expect(await world.storage.ledger.verify()).toMatchObject({ brokenAtSeq: null });
});

const STEPS = ['reviews.move', 'submissions.byId', 'submissions.move', 'reviews.markCarried'];
/** Whether this is the call behind which the process dies: each of those that write or decide, in turn. */
const lastCalls = (name: string, atCall: number): boolean => STEPS[atCall - 1] === name;
