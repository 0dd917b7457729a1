import type { DutyDetailView } from '../../../src/api/duties';
import type { DutyId, UnitId } from '../../../src/domain/ids';
import type { Principal } from '../../../src/domain/people/role';
import type { Month } from '../../../src/domain/submissions/month';
import type { CivilDate } from '../../../src/domain/time/instant';
import { DAY_MS, HOUR_MS } from '../../../src/domain/time/instant';
import type { DutyStepDraft } from '../../../src/services/index';
import { bringUpToDate } from '../fixtures';
import { useWorld } from '../useWorld';
import { PAGE, principal } from '../world';

const world = useWorld();
let city: UnitId;
let bureau: UnitId;
let county: UnitId;
let officer: Principal;
let chief: Principal;
let neighbour: Principal;
const OFFICE = principal('operator', '9');
beforeEach(async () => {
  const [root, one, other] = await world.services.accounts.registerUnits([
    { key: 'city', name: '市政府', parentKey: null, level: 'city' },
    { key: 'bureau', name: '市交通局', parentKey: 'city', level: 'department' },
    { key: 'county', name: '某县', parentKey: 'city', level: 'county' },
  ]);
  if (root === undefined || one === undefined || other === undefined) throw new Error('units are missing');
  [city, bureau, county] = [root.id, one.id, other.id];
  officer = principal('officer', '1', bureau);
  chief = principal('operator', '2', bureau);
  neighbour = principal('officer', '3', county);
});
const duties = () => world.services.duties;
const record = (ruleKey = 'proactive-5wd', began = '2026-09-18', by = officer) =>
  duties().record({ ruleKey, unitId: null, title: '机构调整，联系 13800001234', began }, by);
const step = (duty: DutyDetailView, draft: Partial<DutyStepDraft>, by: Principal = officer) =>
  duties().step(
    { id: duty.id as DutyId, version: duty.version },
    { step: 'complete', reason: 'published', words: '已公开', ...draft },
    by,
  );
const show = (duty: DutyDetailView, by: Principal = officer) => duties().show(duty.id as DutyId, by);
const tick = async (): Promise<void> => {
  await duties().passDeadlines(100);
  await bringUpToDate(world);
};
const alerts = async () =>
  (await world.storage.alerts.list({ state: 'unresolved' }, PAGE, null)).items
    .filter(({ kind }) => kind.startsWith('duty-'))
    .map(({ kind, severity, reason, unitId }) => [kind, severity, reason, unitId]);

test('is recorded with its clause, its deadline by the calendar and no personal data', async () => {
  const duty = await record();
  expect(duty).toMatchObject({
    ...{ title: '机构调整，联系 138****1234', state: 'open', dueBy: '2026-09-24T16:00:00.000Z', unitName: '市交通局' },
    clause: expect.stringContaining('第七条') as string,
    acts: ['ask-extension', 'offer', 'join', 'reclassify', 'complete'],
  });
});

test.each([
  ['an unknown rule', { ruleKey: 'nothing' }, 'ruleKey'],
  ['a rule for messages', { ruleKey: 'message-3wd' }, 'ruleKey'],
  ['a rule for results of surveys', { ruleKey: 'survey-result-15wd' }, 'ruleKey'],
  ['a rule for emergencies', { ruleKey: 'emergency-first' }, 'ruleKey'],
  ['a rule for what a meeting decided', { ruleKey: 'decision' }, 'ruleKey'],
  ['an event that is still to come', { began: '2026-09-19' }, 'began'],
  ['no date', { began: 'soon' }, 'began'],
  ['a day, under a rule that counts hours', { ruleKey: 'livelihood-24h' }, 'began'],
])('is refused with %s, by the name of the field', async (_what, given, field) => {
  await expect(
    duties().record({ ruleKey: 'affairs-5wd', unitId: null, title: '事项', began: '2026-09-18', ...given }, officer),
  ).rejects.toMatchObject({ code: 'invalid-input', field });
});

test('under a rule that counts hours it is due to the minute', async () => {
  const duty = await record('livelihood-24h', '2026-09-18T09:30:00+08:00');
  expect(duty.dueBy).toBe('2026-09-19T01:30:00.000Z');
});

test('is reminded of, overdue, pressing and done, each told once and at its instant', async () => {
  const duty = await record();
  await tick();
  expect(await alerts()).toEqual([]);
  // The last working day has begun.
  world.clock.set(new Date('2026-09-23T16:00:00Z'));
  await tick();
  expect(await alerts()).toEqual([['duty-near', 'notice', 'deadline-near', bureau]]);
  world.clock.set(new Date('2026-09-24T15:59:59.999Z'));
  await tick();
  expect((await show(duty)).state).toBe('open');
  world.clock.set(new Date('2026-09-24T16:00:00Z'));
  await tick();
  expect((await show(duty)).state).toBe('overdue');
  expect(await alerts()).toEqual([['duty-overdue', 'warning', 'overdue', bureau]]);
  world.clock.set(new Date('2026-09-29T16:00:00Z'));
  await tick();
  expect(await alerts()).toEqual([['duty-overdue', 'critical', 'long-overdue', bureau]]);
  const done = await step(await show(duty), { link: 'https://city.example/a' });
  expect(done).toMatchObject({ state: 'done', isLate: true, evidence: { kind: 'link' } });
  await tick();
  expect(await alerts()).toEqual([]);
});

test('an extension takes a reason and somebody else of the unit; it is told, and moves the deadline', async () => {
  const duty = await record();
  const asked = await step(duty, { step: 'ask-extension', reason: 'complicated', words: '涉及多部门' });
  await tick();
  expect(await alerts()).toEqual([['duty-asked', 'notice', 'extension-asked', bureau]]);
  await expect(step(asked, { step: 'grant-extension', reason: 'justified' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  const granted = await step(asked, { step: 'grant-extension', reason: 'justified' }, chief);
  expect(granted).toMatchObject({ state: 'extended', dueBy: '2026-10-08T16:00:00.000Z' });
  await tick();
  expect(await alerts()).toEqual([]);
});

test('whoever asked for an extension is not offered to grant it, though they decide; a colleague is', async () => {
  const asked = await step(
    await record(),
    { step: 'ask-extension', reason: 'complicated', words: '涉及多部门' },
    chief,
  );
  expect(asked.acts).not.toContain('grant-extension');
  expect((await show(asked, OFFICE)).acts).toContain('grant-extension');
});

test('is taken over by the other unit alone, stays with the first until then, and its clock runs on', async () => {
  const duty = await record();
  await expect(show(duty, neighbour)).rejects.toMatchObject({ code: 'not-found' });
  const offer = { step: 'offer', reason: 'out-of-remit', words: '属某县', unitId: county } as const;
  const offered = await step(duty, offer, OFFICE);
  await tick();
  expect(await alerts()).toEqual([['duty-asked', 'notice', 'take-over-asked', county]]);
  expect((await duties().asked(neighbour)).items.map(({ id, unitId }) => [id, unitId])).toEqual([[duty.id, bureau]]);
  expect((await show(duty, neighbour)).acts).toEqual(['accept', 'decline']);
  await expect(step(offered, { step: 'complete' }, neighbour)).rejects.toMatchObject({ code: 'conflict' });
  const taken = await step(offered, { step: 'accept', reason: 'taken' }, neighbour);
  expect(taken).toMatchObject({ unitId: county, firstUnitId: bureau, transfers: 1, dueBy: duty.dueBy });
  await expect(show(duty)).rejects.toMatchObject({ code: 'not-found' });
  expect((await step(taken, { link: 'https://county.example/a' }, neighbour)).state).toBe('done');
});

test('a unit that answers together sees it, says its part and nothing else', async () => {
  const joint = await step(await record(), { step: 'join', reason: 'several-units', unitId: county }, OFFICE);
  expect((await show(joint, neighbour)).acts).toEqual(['contribute']);
  await expect(step(joint, {})).rejects.toMatchObject({ code: 'conflict' });
  const said = await step(joint, { step: 'contribute', reason: 'contributed', words: '无意见' }, neighbour);
  expect(said.shares).toMatchObject([{ unitName: '某县', state: 'contributed', words: '无意见' }]);
  expect((await step(await show(joint), {})).state).toBe('done');
});

test('a unit hands over to its superiors and to those below it, and to no other, whatever id is given', async () => {
  const duty = await record();
  const known = (await duties().units(officer)).items.map(({ name }) => name);
  expect(known.sort()).toEqual(['市交通局', '市政府']);
  for (const act of ['offer', 'join'] as const)
    await expect(
      step(duty, { step: act, reason: act === 'join' ? 'several-units' : 'out-of-remit', unitId: county }),
    ).rejects.toMatchObject({ code: 'not-found', field: 'unitId' });
  const superior = { step: 'offer', reason: 'by-superior', words: '应由市政府办理', unitId: city } as const;
  expect(await step(duty, superior)).toMatchObject({ offeredTo: { name: '市政府' } });
});

test('two who act at once: one does, the other is told', async () => {
  const duty = await record();
  const both = await Promise.allSettled([
    step(duty, { step: 'offer', reason: 'out-of-remit', unitId: city }),
    step(duty, {}, chief),
  ]);
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect((await show(duty, OFFICE)).version).toBe(2);
});

test('every step stands in the ledger with its reason, and without personal data', async () => {
  const duty = await record();
  await step(duty, { step: 'withdraw', reason: 'duplicate', words: '与 13800001234 的重复' }, chief);
  await bringUpToDate(world);
  const { items } = await world.storage.ledger.ofSubject(`duty:${duty.id}`, PAGE);
  expect(items.map(({ from, to, reason, data }) => [from, to, reason, data['because']])).toEqual([
    ['open', 'withdrawn', 'withdraw', 'duplicate'],
    [null, 'open', 'open', 'recorded'],
  ]);
  expect(JSON.stringify(items)).not.toContain('13800001234');
});

test('all are counted, by unit and rule, each once; what was withdrawn is none', async () => {
  const [inTime, late, open, gone] = [await record(), await record(), await record(), await record()];
  await record('livelihood-24h', '2026-09-18T09:30:00+08:00', neighbour);
  await step(inTime, {});
  await step(gone, { step: 'withdraw', reason: 'duplicate' }, chief);
  await step(open, { step: 'offer', reason: 'out-of-remit', unitId: county }, OFFICE);
  world.clock.pass(7 * DAY_MS);
  await step(await show(late), {});
  await step(await show(open, neighbour), { step: 'accept', reason: 'taken' }, neighbour);
  await tick();
  const between = { from: '2026-09' as Month, to: '2026-09' as Month };
  const figures = async (by: Principal) =>
    (await duties().figures(between, by)).items.map((one) => [
      ...[one.unitName, one.ruleKey, one.received, one.inTime, one.late, one.open, one.overdue, one.withdrawn],
      one.transferred,
    ]);
  expect(await figures(OFFICE)).toEqual([
    ['某县', 'livelihood-24h', 1, 0, 0, 0, 1, 0, 0],
    ['某县', 'proactive-5wd', 1, 0, 0, 0, 1, 0, 1],
    ['市交通局', 'proactive-5wd', 2, 1, 1, 0, 0, 1, 0],
  ]);
  expect(await figures(officer)).toHaveLength(1);
  const listed = await duties().list({ owed: true, transferred: true }, PAGE, OFFICE);
  expect(listed.items.map(({ id }) => id)).toEqual([open.id]);
});

test('a unit that owes something is not closed, and its merge takes it along', async () => {
  const duty = await record();
  const root = principal('administrator', '8');
  expect(await world.storage.unitMoves.holdings(bureau)).toMatchObject({ duties: 1 });
  await expect(world.services.accounts.closeUnit(bureau, '撤并', root)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('未办结的时限事项 1 件') as string,
  });
  await world.services.accounts.mergeUnit(
    {
      ...{ unitId: bureau, intoId: county, documentNumber: '市编〔2026〕1号' },
      ...{ effectiveOn: '2026-09-18' as CivilDate, reason: '机构改革' },
    },
    root,
  );
  for (let turn = 0; turn < 20; turn += 1) await world.services.accounts.resumeMoves();
  expect(await show(duty, neighbour)).toMatchObject({ unitId: county, unitName: '某县' });
});

test('a deadline of a year whose holidays are announced later is worked out again', async () => {
  world.clock.set(new Date('2026-12-28T02:00:00Z'));
  const duty = await record('proactive-5wd', '2026-12-28');
  expect(duty.isProvisional).toBe(true);
  expect(await duties().recomputeDeadlines()).toEqual({});
  world.clock.pass(HOUR_MS);
  expect((await show(duty)).dueBy).toBe(duty.dueBy);
});
