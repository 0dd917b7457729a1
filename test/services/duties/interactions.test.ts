import type { InteractionDetailView } from '../../../src/api/interactions';
import type { DutyId, InteractionId, ReviewId, UnitId } from '../../../src/domain/ids';
import type { Principal } from '../../../src/domain/people/role';
import { DAY_MS, HOUR_MS } from '../../../src/domain/time/instant';
import { createServices, type IncomingMessage, type Services } from '../../../src/services/index';
import { createDyingProcess } from '../dyingProcess';
import { bringUpToDate } from '../fixtures';
import { useWorld } from '../useWorld';
import { PAGE, principal } from '../world';

const world = useWorld();
let bureau: UnitId;
let county: UnitId;
let machine: Principal;
let officer: Principal;
let chief: Principal;
let examiner: Principal;
let neighbour: Principal;
beforeEach(async () => {
  const [, one, other] = await world.services.accounts.registerUnits([
    { key: 'city', name: '市政府', parentKey: null, level: 'city' },
    { key: 'bureau', name: '市交通局', parentKey: 'city', level: 'department' },
    { key: 'county', name: '某县', parentKey: 'city', level: 'county' },
  ]);
  if (one === undefined || other === undefined) throw new Error('units are missing');
  [bureau, county] = [one.id, other.id];
  machine = principal('operator', '9');
  officer = principal('officer', '1', bureau);
  chief = principal('operator', '2', bureau);
  examiner = principal('operator', '4', bureau);
  neighbour = principal('officer', '3', county);
});
const messageOf = (more: Partial<IncomingMessage> = {}): IncomingMessage => ({
  ...{ source: 'site-mailbox', sourceId: 'm-1', kind: 'suggestion', title: '建议增设公交站' },
  ...{ text: '东街没有公交站，请联系 13800001234。', authorName: '市民', link: null, unitId: bureau },
  receivedAt: '2026-09-18T10:00:00+08:00',
  ...more,
});
const desk = () => world.services.interactions;
const receive = async (more: Partial<IncomingMessage> = {}): Promise<InteractionDetailView> => {
  const { lines } = await desk().receive([messageOf(more)], machine);
  return show(lines[0]?.id as InteractionId, machine);
};
const show = (id: string, by: Principal = officer) => desk().show(id as InteractionId, by);
const of = ({ id, version }: { readonly id: string; readonly version: number }) => ({
  id: id as InteractionId,
  version,
});
const answerIt = async (message: InteractionDetailView, withheld: 'personal' | null = null, by = officer) => {
  const written = await desk().write(of(message), { text: '已列入计划，联系人 13900005678。', withheld }, by);
  return desk().submit(of(written), by);
};
const passAll = async ({ reviewId }: InteractionDetailView, last: Services = world.services): Promise<void> => {
  const { reviews } = world.services;
  const id = reviewId as ReviewId;
  const version = async (): Promise<number> => (await reviews.show(id, chief)).version;
  await reviews.take({ id, version: await version() }, { step: 'pass', reason: '' }, chief);
  const found = { result: 'pass', classification: 'none', disclosure: 'proactive', reason: '' } as const;
  await reviews.examine({ id, version: await version() }, found, examiner);
  const issuer = principal('operator', '5', bureau);
  await last.reviews.take({ id, version: await version() }, { step: 'pass', reason: '' }, issuer);
};

test('is taken in once by its source, and owes an answer from when it was received', async () => {
  const first = await desk().receive([messageOf(), messageOf({ sourceId: 'm-2', kind: 'error-report' })], machine);
  expect(first).toMatchObject({ received: 2, known: 0, refused: 0 });
  const again = await desk().receive([messageOf({ text: '另一个文本' })], machine);
  expect(again).toMatchObject({ received: 0, known: 1, lines: [{ id: first.lines[0]?.id }] });
  const listed = await desk().list({ owed: true }, PAGE, officer);
  expect(listed.items.map(({ kind, duty }) => [kind, duty.ruleKey, duty.dueBy])).toEqual([
    ['error-report', 'error-report-48h', '2026-09-20T02:00:00.000Z'],
    ['suggestion', 'suggestion-7wd', '2026-09-28T16:00:00.000Z'],
  ]);
});

test('a line that cannot be taken is said by its field, and holds up no other', async () => {
  const { lines } = await desk().receive(
    [
      messageOf({ text: ' ' }),
      messageOf({ sourceId: 'm-2', receivedAt: '2026-09-18T10:06:00+08:00' }),
      messageOf({ sourceId: 'm-3', unitId: 'f'.repeat(24) as UnitId }),
      messageOf({ sourceId: 'm-4', text: '字'.repeat(4_001) }),
      messageOf({ sourceId: 'm-5', link: 'javascript:alert(1)' }),
      messageOf({ sourceId: 'm-6' }),
    ],
    machine,
  );
  expect(lines.map(({ result, field }) => [result, field])).toEqual([
    ['refused', 'text'],
    ['refused', 'receivedAt'],
    ['refused', 'unitId'],
    ['refused', 'text'],
    ['refused', 'link'],
    ['received', null],
  ]);
});

test('an answer is the unit’s once two others and the secrecy gate passed it; then it is done, archived and masked', async () => {
  const message = await receive();
  const handed = await answerIt(message);
  expect(handed).toMatchObject({ state: 'in-review', acts: [], duty: { state: 'open' } });
  await expect(
    world.services.reviews.take({ id: handed.reviewId as ReviewId, version: 1 }, { step: 'pass', reason: '' }, officer),
  ).rejects.toMatchObject({ code: 'self-approval' });
  await passAll(handed);
  const answered = await show(message.id);
  expect(answered).toMatchObject({
    ...{ state: 'answered', isPublic: true },
    shown: { question: '东街没有公交站，请联系 138****1234。', answer: '已列入计划，联系人 139****5678。' },
    duty: { state: 'done', isLate: false, evidence: { kind: 'answer' } },
  });
  expect((await desk().list({ owed: false, kind: 'suggestion' }, PAGE, officer)).items).toHaveLength(1);
  expect((await desk().list({ owed: true }, PAGE, officer)).items).toEqual([]);
});

test('an answer that is returned is revised by anybody of the unit; who wrote some of it passes none', async () => {
  const handed = await answerIt(await receive());
  const { reviews } = world.services;
  await reviews.take({ id: handed.reviewId as ReviewId, version: 1 }, { step: 'return', reason: '请写明时间' }, chief);
  const returned = await show(handed.id);
  expect(returned).toMatchObject({ state: 'received', duty: { state: 'open' } });
  const written = await desk().write(of(returned), { text: '年内完成。', withheld: null }, examiner);
  const again = await desk().submit(of(written), examiner);
  await expect(
    reviews.take(
      { id: again.reviewId as ReviewId, version: (await reviews.show(again.reviewId as ReviewId, chief)).version },
      { step: 'pass', reason: '' },
      examiner,
    ),
  ).rejects.toMatchObject({ code: 'self-approval' });
});

test('a review that is withdrawn or refused is followed by another one: every valid message is answered', async () => {
  const handed = await answerIt(await receive());
  const { reviews } = world.services;
  await reviews.take({ id: handed.reviewId as ReviewId, version: 1 }, { step: 'refuse', reason: '不得体' }, chief);
  const taken = await show(handed.id);
  expect(taken).toMatchObject({ state: 'received', reviewId: null, duty: { state: 'open' } });
  const again = await answerIt(taken);
  expect(again.reviewId).not.toBe(handed.reviewId);
  await passAll(again);
  expect(await show(handed.id)).toMatchObject({ state: 'answered', duty: { state: 'done' } });
});

test('what is withheld is public nowhere; what is taken up again is public no more, and owed by the same deadline', async () => {
  const open = await receive();
  await passAll(await answerIt(open));
  const closed = await receive({ sourceId: 'm-2' });
  await passAll(await answerIt(closed, 'personal'));
  expect((await desk().published(PAGE)).items.map(({ title }) => title)).toEqual(['建议增设公交站']);
  expect((await show(closed.id)).shown).toBeNull();
  const again = await desk().takeUp(of(await show(open.id)), '答复不完整', chief);
  expect(again).toMatchObject({ state: 'received', duty: { state: 'open', dueBy: open.duty.dueBy, endedAt: null } });
  expect((await desk().published(PAGE)).items).toEqual([]);
});

test('of another kind it has the limit of that kind from the same instant; not valid, it is withdrawn with words', async () => {
  const message = await receive();
  const other = await desk().reclassify(of(message), 'error-report', officer);
  expect(other.duty).toMatchObject({ ruleKey: 'error-report-48h', dueBy: '2026-09-20T02:00:00.000Z' });
  const said = { reason: 'no-valid-message', words: '广告' } as const;
  await expect(desk().setAside(of(other), said, officer)).rejects.toMatchObject({ code: 'forbidden' });
  const aside = await desk().setAside(of(other), said, chief);
  expect(aside).toMatchObject({ state: 'not-valid', setAside: 'no-valid-message', duty: { state: 'withdrawn' } });
});

test('whoever takes it over takes its text along; while its answer is in review it goes nowhere', async () => {
  const message = await receive();
  await expect(show(message.id, neighbour)).rejects.toMatchObject({ code: 'not-found' });
  const { duties } = world.services;
  const ofDuty = async (by: Principal) => {
    const { duty } = await show(message.id, by);
    return { id: duty.id as DutyId, version: duty.version };
  };
  const offer = { step: 'offer', reason: 'out-of-remit', words: '属某县', unitId: county } as const;
  await duties.step(await ofDuty(machine), offer, machine);
  const handed = await answerIt(await show(message.id));
  const accept = { step: 'accept', reason: 'taken', words: '' } as const;
  await expect(duties.step(await ofDuty(neighbour), accept, neighbour)).rejects.toMatchObject({ code: 'conflict' });
  const withdraw = { step: 'withdraw', reason: '转交' } as const;
  await world.services.reviews.take({ id: handed.reviewId as ReviewId, version: 1 }, withdraw, officer);
  await duties.step(await ofDuty(neighbour), accept, neighbour);
  expect(await show(message.id, neighbour)).toMatchObject({ text: messageOf().text, duty: { unitId: county } });
  await expect(show(message.id)).rejects.toMatchObject({ code: 'not-found' });
});

test('over a holiday, transferred twice and extended, the clock is one and the same from arrival to archive', async () => {
  world.clock.set(new Date('2026-09-29T02:00:00Z'));
  const message = await receive({ receivedAt: '2026-09-29T10:00:00+08:00' });
  const { duties } = world.services;
  const step = async (by: Principal, draft: object) => {
    const { duty } = await show(message.id, by);
    await duties.step({ id: duty.id as DutyId, version: duty.version }, { words: '说明', ...draft } as never, by);
  };
  await step(machine, { step: 'offer', reason: 'out-of-remit', unitId: county });
  world.clock.pass(DAY_MS);
  await step(neighbour, { step: 'accept', reason: 'taken' });
  await step(machine, { step: 'offer', reason: 'out-of-remit', unitId: bureau });
  await step(officer, { step: 'accept', reason: 'taken' });
  // 30th, 8th, 9th, the make-up Saturday 10th, 12th, 13th, 14th.
  expect((await show(message.id)).duty).toMatchObject({ dueBy: '2026-10-14T16:00:00.000Z', transfers: 2 });
  world.clock.set(new Date('2026-10-12T02:00:00Z'));
  await step(officer, { step: 'ask-extension', reason: 'complicated' });
  await step(chief, { step: 'grant-extension', reason: 'justified' });
  expect((await show(message.id)).duty).toMatchObject({ state: 'extended', dueBy: '2026-10-26T16:00:00.000Z' });
  world.clock.set(new Date('2026-10-26T15:00:00Z'));
  await passAll(await answerIt(await show(message.id)));
  expect((await show(message.id)).duty).toMatchObject({
    state: 'done',
    isLate: false,
    extension: { decision: 'granted' },
  });
  // It is archived by kind, and shown in public without what names anybody.
  const archived = await desk().list({ owed: false, kind: 'suggestion', late: false }, PAGE, officer);
  expect(archived.items.map(({ id }) => id)).toEqual([message.id]);
  expect((await desk().published(PAGE)).items).toMatchObject([{ question: '东街没有公交站，请联系 138****1234。' }]);
});

test('a unit that answers together is waited for', async () => {
  const message = await receive();
  const { duty } = message;
  const join = { step: 'join', reason: 'several-units', words: '', unitId: county } as const;
  await world.services.duties.step({ id: duty.id as DutyId, version: duty.version }, join, machine);
  await expect(answerIt(await show(message.id))).rejects.toMatchObject({ code: 'conflict' });
  expect(await show(message.id, neighbour)).toMatchObject({ acts: [], duty: { acts: ['contribute'] } });
});

test.each([true, false])(
  'killed at any call of its arrival and of its last stage (done or not: %s), nothing is lost or there twice',
  async (takesEffect) => {
    const dyingAt = (atCall: number): Services =>
      createServices({ ...world.deps, storage: createDyingProcess(world.storage, { atCall, takesEffect }).storage });
    for (let call = 1; call <= 10; call += 1) {
      const given = messageOf({ sourceId: `k-${call}` });
      await dyingAt(call)
        .interactions.receive([given], machine)
        .catch(() => undefined);
      await desk().resumeInteractions(100);
      const { lines } = await desk().receive([given], machine);
      const message = await show(lines[0]?.id as InteractionId, machine);
      expect(message.duty.thread.map(({ event }) => event)).toEqual(['open']);
      const handed = await answerIt(message);
      await passAll(handed, dyingAt(call + 2)).catch(() => undefined);
      await world.services.reviews.followReviews(100);
      await desk().resumeInteractions(100);
      if ((await show(message.id)).state !== 'answered') await passLast(handed);
      const done = await show(message.id);
      expect(done).toMatchObject({ state: 'answered', duty: { state: 'done' } });
      expect(done.duty.thread.map(({ event }) => event)).toEqual(['open', 'complete']);
      expect(done.thread.filter(({ event }) => event === 'pass')).toHaveLength(1);
    }
  },
);
async function passLast({ reviewId }: InteractionDetailView): Promise<void> {
  const { reviews } = world.services;
  const id = reviewId as ReviewId;
  const issuer = principal('operator', '5', bureau);
  const { version } = await reviews.show(id, issuer);
  await reviews.take({ id, version }, { step: 'pass', reason: '' }, issuer);
}

describe('the page for everybody', () => {
  const message = { kind: 'complaint', title: '路灯不亮', text: '西街路灯不亮。' } as const;

  test('gives a code, of which we keep the hash alone; by it the answer is seen and graded once', async () => {
    const { code } = await desk().receivePublic({ ...message, unitId: bureau });
    expect(await desk().standing(code)).toMatchObject({ unitName: '市交通局', state: 'received', answer: null });
    const [listed] = (await desk().list({ owed: true }, PAGE, officer)).items;
    const found = await show(listed?.id ?? '');
    expect(JSON.stringify(await world.storage.interactions.byId(found.id as InteractionId))).not.toContain(code);
    await expect(desk().rate(code, { grade: 'satisfied', words: '' })).rejects.toMatchObject({ code: 'conflict' });
    await passAll(await answerIt(found));
    expect(await desk().standing(code)).toMatchObject({
      ...{ state: 'answered', canRate: true },
      answer: '已列入计划，联系人 139****5678。',
    });
    await desk().rate(code, { grade: 'dissatisfied', words: '没修' });
    expect(await show(found.id)).toMatchObject({ satisfaction: 'dissatisfied', satisfactionWords: '没修' });
    await expect(desk().rate(code, { grade: 'satisfied', words: '' })).rejects.toMatchObject({ code: 'conflict' });
    await expect(desk().standing(`${code}x`)).rejects.toMatchObject({ code: 'not-found', field: 'code' });
  });

  test('takes so many a day, and the next day again', async () => {
    for (let n = 0; n < 20; n += 1) await desk().receivePublic({ ...message, unitId: bureau });
    await expect(desk().receivePublic({ ...message, unitId: bureau })).rejects.toMatchObject({
      code: 'too-many-requests',
    });
    world.clock.pass(14 * HOUR_MS);
    await desk().receivePublic({ ...message, unitId: bureau });
  });

  test('is not there where the office has not opened it', async () => {
    const settings = { ...world.deps.settings, duties: { ...world.deps.settings.duties } };
    settings.duties = { ...settings.duties, publicForm: { isOpen: false, mostADay: 1 } };
    const closed = createServices({ ...world.deps, settings }).interactions;
    for (const call of [
      () => closed.form(),
      () => closed.receivePublic({ ...message, unitId: bureau }),
      () => closed.standing('code'),
      () => closed.published(PAGE),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'not-found' });
  });
});

test('neither what a message says nor who wrote it stands in the ledger', async () => {
  await passAll(await answerIt(await receive()));
  await bringUpToDate(world);
  const entries = await world.storage.ledger.after(0, 1_000);
  const told = entries.filter(({ kind }) => kind === 'interaction-changed');
  expect(told.map(({ reason }) => reason)).toEqual(['receive', 'write', 'submit', 'pass']);
  expect(JSON.stringify(told)).not.toMatch(/公交站|13800001234|市民/);
});
