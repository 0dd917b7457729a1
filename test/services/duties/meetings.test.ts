import type { MeetingDetailView } from '../../../src/api/unitFiles';
import type { DutyId, MeetingId, UnitId } from '../../../src/domain/ids';
import type { Principal } from '../../../src/domain/people/role';
import type { CivilDate } from '../../../src/domain/time/instant';
import { createServices } from '../../../src/services/index';
import { createDyingProcess } from '../dyingProcess';
import { bringUpToDate } from '../fixtures';
import { useWorld } from '../useWorld';
import { PAGE, principal } from '../world';

const world = useWorld();
const OFFICE = principal('operator', '9');
let officer: Principal;
beforeEach(() => {
  officer = principal('officer', '1', world.unitA);
});
const day = (text: string) => text as CivilDate;
const SAID = { title: '政府网站联席会议', participants: '宣传部、网信办', notes: '研究网站安全。' };
const record = (heldOn = '2026-09-17', by = officer) =>
  world.services.meetings.record({ unitId: null, kind: 'meeting', heldOn: day(heldOn), ...SAID }, by);
const of = ({ id, version }: MeetingDetailView) => ({ id: id as MeetingId, version });
const decide = (
  meeting: MeetingDetailView,
  dueOn: string,
  { unitId = null, by = officer }: { readonly unitId?: UnitId | null; readonly by?: Principal } = {},
) => world.services.meetings.decide(of(meeting), { text: '清理栏目，联系 13800001234', unitId, dueOn: day(dueOn) }, by);

test('a decision is a duty until the end of the day that was set, whatever the holidays', async () => {
  const meeting = await decide(await record(), '2026-10-03');
  const [decision] = meeting.decisions;
  expect(decision).toMatchObject({ state: 'open', unitName: '甲局', text: '清理栏目，联系 138****1234' });
  const duty = await world.services.duties.show(decision?.dutyId as DutyId, officer);
  expect(duty).toMatchObject({
    ...{ dueBy: '2026-10-03T16:00:00.000Z', isProvisional: false, subject: 'meeting', subjectId: meeting.id },
    clause: expect.stringContaining('通知十一') as string,
  });
  world.clock.set(new Date('2026-10-03T16:00:00Z'));
  await world.services.duties.passDeadlines(10);
  const show = () => world.services.meetings.show(meeting.id as MeetingId, officer);
  expect((await show()).decisions[0]).toMatchObject({ state: 'overdue' });
  const step = { step: 'complete', reason: 'other', words: '已清理' } as const;
  const { version } = await world.services.duties.show(decision?.dutyId as DutyId, officer);
  await world.services.duties.step({ id: decision?.dutyId as DutyId, version }, step, officer);
  expect((await show()).decisions[0]).toMatchObject({ state: 'done', isLate: true });
  // Another decision opens nothing again.
  await decide(await show(), '2026-10-20');
  expect((await show()).decisions.map(({ state }) => state)).toEqual(['done', 'open']);
});

test('the office gives a decision to any unit; a unit to none above it, which takes it over itself or not', async () => {
  const office = await world.services.meetings.record(
    { unitId: world.officeId, kind: 'self-inspection', heldOn: day('2026-09-17'), ...SAID },
    OFFICE,
  );
  const given = await decide(office, '2026-09-30', { unitId: world.unitB, by: OFFICE });
  expect(given.decisions).toMatchObject([{ unitName: '乙镇' }]);
  const town = principal('officer', '3', world.unitB);
  expect((await world.services.duties.list({ owed: true }, PAGE, town)).items).toHaveLength(1);
  await expect(decide(await record(), '2026-09-30', { unitId: world.unitB })).rejects.toMatchObject({
    code: 'not-found',
    field: 'unitId',
  });
  await expect(decide(await record(), '2026-09-30', { unitId: world.officeId })).rejects.toMatchObject({
    ...{ code: 'invalid-input', field: 'unitId' },
    message: expect.stringContaining('上级单位') as string,
  });
  const own = await decide(await record(), '2026-09-30', { unitId: world.unitA });
  const [decision] = own.decisions;
  const offer = { step: 'offer', reason: 'by-superior', words: '应由县里统筹', unitId: world.officeId } as const;
  const step = { id: decision?.dutyId as DutyId, version: 1 };
  expect(await world.services.duties.step(step, offer, officer)).toMatchObject({ unitName: '甲局' });
  const head = principal('officer', '4', world.officeId);
  const taken = { step: 'accept', reason: 'taken', words: '', unitId: world.officeId } as const;
  await world.services.duties.step({ ...step, version: 2 }, taken, head);
  const shown = await world.services.meetings.show(own.id as MeetingId, officer);
  expect(shown.decisions).toMatchObject([{ unitName: '县政府办' }]);
});

test.each([
  ['a meeting that is still to come', () => record('2026-09-19'), 'heldOn'],
  ['a decision due on the day of the meeting', async () => decide(await record(), '2026-09-17'), 'dueOn'],
  ['a decision due in years', async () => decide(await record(), '2030-01-01'), 'dueOn'],
])('%s is refused by its field', async (_what, act, field) => {
  await expect(act()).rejects.toMatchObject({ code: 'invalid-input', field });
});

test('what it says is corrected with its line in the ledger; others do not see it', async () => {
  const meeting = await record();
  const said = { ...SAID, participants: '宣传部' };
  const corrected = await world.services.meetings.correct(of(meeting), said, officer);
  expect(corrected).toMatchObject({ participants: '宣传部', version: 2 });
  await expect(world.services.meetings.correct(of(meeting), said, officer)).rejects.toMatchObject({ code: 'conflict' });
  await bringUpToDate(world);
  const { items } = await world.storage.ledger.ofSubject(`meeting:${meeting.id}`, PAGE);
  expect(items.map(({ reason }) => reason)).toEqual(['correct', 'record']);
  const neighbour = principal('officer', '3', world.unitB);
  await expect(world.services.meetings.show(meeting.id as MeetingId, neighbour)).rejects.toMatchObject({
    code: 'not-found',
  });
});

test.each([true, false])('killed at any call (done or not: %s), a decision is owed once', async (takesEffect) => {
  for (let call = 1; call <= 8; call += 1) {
    const meeting = await record();
    const { storage } = createDyingProcess(world.storage, { atCall: call, takesEffect });
    const draft = { text: '清理栏目', unitId: null, dueOn: day('2026-10-10') };
    await createServices({ ...world.deps, storage })
      .meetings.decide(of(meeting), draft, officer)
      .catch(() => undefined);
    await world.services.meetings.followMeetings(100);
    const { decisions } = await world.services.meetings.show(meeting.id as MeetingId, officer);
    for (const { dutyId } of decisions)
      expect((await world.services.duties.show(dutyId as DutyId, officer)).thread).toHaveLength(1);
  }
  expect(await world.services.meetings.followMeetings(100)).toEqual({});
});
