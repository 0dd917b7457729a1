import type { EmergencyDetailView } from '../../../src/api/unitFiles';
import type { AccountId, DutyId, EmergencyId, MandateRuleId, PolicyId, UnitId } from '../../../src/domain/ids';
import type { Principal } from '../../../src/domain/people/role';
import { HOUR_MS } from '../../../src/domain/time/instant';
import type { PageRequest } from '../../../src/ports/storage';
import { newPostOf } from '../../storage/samples';
import { bringUpToDate, listPolicies, POLICY, SOURCE } from '../fixtures';
import { useWorld } from '../useWorld';
import { PAGE, principal, RULE } from '../world';

const world = useWorld();
let officer: Principal;
let chief: Principal;
const OFFICE = principal('administrator', '9');
beforeEach(() => {
  officer = principal('officer', '1', world.unitA);
  chief = principal('operator', '2', world.unitA);
});
/** Ten in the morning. */
const KNOWN = '2026-09-18T10:00:00+08:00';
const desk = () => world.services.emergencies;
const open = (kind: 'incident' | 'rumour' = 'incident') =>
  desk().open({ unitId: null, kind, title: '东街塌陷', happened: '东街塌陷，无人受伤。', knownAt: KNOWN }, officer);
const show = (file: EmergencyDetailView, by: Principal = officer) => desk().show(file.id as EmergencyId, by);
const of = async (file: EmergencyDetailView) => ({
  id: file.id as EmergencyId,
  version: (await show(file, OFFICE)).version,
});
const say = async (file: EmergencyDetailView, at: string, link: string | null = null) =>
  desk().state(await of(file), { at, speaker: '市政府网站', link, words: '情况通报' }, officer);
const statements = async (file: EmergencyDetailView, page: PageRequest = PAGE, by = officer) =>
  desk().statements(file.id as EmergencyId, page, by);
const strike = async (file: EmergencyDetailView, index: number, words = '登记有误') =>
  desk().strike(await of(file), { index, words }, chief);
const duties = async (file: EmergencyDetailView) =>
  (await show(file)).duties.map(({ ruleKey, state, dueBy, isLate }) => [ruleKey, state, dueBy, isLate]);

test('the first word is due from when it was known, by the rule of its kind; said in time it is done, and the next runs', async () => {
  const file = await open();
  expect(await duties(file)).toEqual([['emergency-first', 'open', '2026-09-18T07:00:00.000Z', false]]);
  expect((await duties(await open('rumour')))[0]?.[0]).toBe('rumour-first');
  world.clock.pass(6 * HOUR_MS);
  await world.services.duties.passDeadlines(100);
  expect((await duties(file))[0]?.[1]).toBe('overdue');
  // What was said in time is in time, whenever it is entered.
  await say(file, '2026-09-18T14:00:00+08:00', 'https://a.example/1');
  expect(await duties(file)).toEqual([
    ['emergency-first', 'done', '2026-09-18T07:00:00.000Z', false],
    ['emergency-follow-up', 'open', '2026-09-19T06:00:00.000Z', false],
  ]);
});

test('posts of chosen accounts that have one of the words are its record, each once, and do what is owed', async () => {
  await world.addAccounts(['weibo', 'w'], ['weibo', 'other', 'b']);
  const { account } = await world.account('w');
  const file = await open();
  await expect(
    desk().choose(await of(file), { accounts: [(await world.account('other')).account.id], keywords: [] }, officer),
  ).rejects.toMatchObject({ code: 'not-found', field: 'accounts' });
  await desk().choose(await of(file), { accounts: [account.id as AccountId], keywords: ['塌陷'] }, officer);
  world.clock.pass(2 * HOUR_MS);
  const at = (hours: number) => new Date(Date.parse(KNOWN) + hours * HOUR_MS);
  const postOf = (identity: string, title: string, countedAt: Date) => {
    const given = newPostOf(identity, countedAt);
    return { ...given, observed: { ...given.observed, title, text: '联系 13800001234' } };
  };
  await world.storage.posts.record(
    account,
    [postOf('1', '东街塌陷情况通报', at(1)), postOf('2', '天气预报', at(1)), postOf('0', '塌陷旧闻', at(-1))],
    world.clock.now(),
  );
  await desk().followEmergencies(100);
  await desk().followEmergencies(100);
  const { thread, state } = await show(file);
  expect((await statements(file)).items).toMatchObject([
    { origin: 'seen', speaker: account.name, words: '东街塌陷情况通报', link: 'https://weibo.example/1' },
  ]);
  expect([state, thread.map(({ event }) => event)]).toEqual(['answered', ['open', 'choose', 'see']]);
  expect(await duties(file)).toMatchObject([
    ['emergency-first', 'done', expect.anything(), false],
    ['emergency-follow-up', 'open', at(25).toISOString(), false],
  ]);
});

test.each([
  ['before it was known', '2026-09-18T09:59:00+08:00', 'at'],
  ['in the future', '2026-09-18T10:01:00+08:00', 'at'],
])('nothing was said %s', async (_what, at, field) => {
  const file = await open();
  await expect(say(file, at)).rejects.toMatchObject({ code: 'invalid-input', field });
});

test('the joint voice is a mandate like any other, made by the whole office once', async () => {
  await world.addAccounts(['weibo', 'w']);
  await world.services.policies.registerSources([SOURCE]);
  await world.services.rules.register([{ ...RULE, key: 'later', effectiveFrom: '2099-01-01' as never }]);
  listPolicies(world, POLICY);
  await world.services.policies.intakeAll(new AbortController().signal);
  const [policy] = (await world.storage.policies.list({}, PAGE)).items;
  const rule = { ...RULE, key: 'voice', title: '联动发声', review: 'staged' } as const;
  const ruleId = (await world.services.rules.create(rule, '应急', OFFICE)).id as MandateRuleId;
  const by = { ruleId, policyId: policy?.id as PolicyId, reason: '统一发声' };
  const file = await open();
  await expect(desk().call(await of(file), by, chief)).rejects.toMatchObject({ code: 'forbidden' });
  const called = await desk().call(await of(file), by, OFFICE);
  const [mandate] = (await world.storage.mandates.list(PAGE)).items;
  expect(called.calls).toMatchObject([{ mandateId: mandate?.id, title: mandate?.title }]);
  expect(mandate?.stage).toBe('drafted');
  expect((await desk().call(await of(file), by, OFFICE)).calls).toHaveLength(1);
  const late = (await world.services.rules.list(OFFICE)).items.find(({ key }) => key === 'later');
  const nothing = { ...by, ruleId: late?.id as MandateRuleId };
  await expect(desk().call(await of(file), nothing, OFFICE)).rejects.toMatchObject({ field: 'policyId' });
});

test('walked through: known, said late, said again, archived, opened again, archived', async () => {
  const file = await open();
  world.clock.pass(6 * HOUR_MS);
  await say(file, '2026-09-18T15:30:00+08:00');
  world.clock.pass(20 * HOUR_MS);
  await say(file, '2026-09-19T11:00:00+08:00');
  await expect(desk().close(await of(file), '已处置', officer)).rejects.toMatchObject({ code: 'forbidden' });
  const closed = await desk().close(await of(file), '已处置，联系 13800001234', chief);
  expect(closed).toMatchObject({ state: 'closed', summary: '已处置，联系 138****1234', acts: ['reopen'] });
  expect((await duties(file)).map(([key, state, , isLate]) => [key, state, isLate])).toEqual([
    ['emergency-first', 'done', true],
    ['emergency-follow-up', 'done', false],
    ['emergency-follow-up', 'done', false],
  ]);
  await expect(say(file, '2026-09-19T11:30:00+08:00')).rejects.toMatchObject({ code: 'conflict' });
  const again = await desk().reopen(await of(file), '又有裂缝', chief);
  expect(again).toMatchObject({ state: 'answered', closedAt: null });
  expect((await duties(file)).at(-1)?.[1]).toBe('open');
  const last = (await show(file)).duties.at(-1)?.id as DutyId;
  expect((await world.services.duties.show(last, officer)).thread.slice(-2)).toMatchObject([
    { event: 'complete', words: '已处置，联系 138****1234', at: '2026-09-19T04:00:00.000Z' },
    { event: 'reopen', words: '又有裂缝', at: '2026-09-19T04:00:00.000Z' },
  ]);
  await desk().close(await of(file), '已加固', chief);
  await bringUpToDate(world);
  const { items } = await world.storage.ledger.ofSubject(`emergency:${file.id}`, PAGE);
  expect(items.map(({ reason }) => reason).reverse()).toEqual(['open', 'state', 'state', 'close', 'reopen', 'close']);
  expect(JSON.stringify(items)).not.toContain('13800001234');
  expect((await desk().list({ state: 'closed' }, PAGE, officer)).items).toHaveLength(1);
});

test('what was said in time makes a first word in time, though a later one was known first', async () => {
  const file = await open();
  world.clock.pass(6 * HOUR_MS);
  await world.services.duties.passDeadlines(100);
  await say(file, '2026-09-18T15:30:00+08:00');
  expect((await duties(file))[0]).toEqual(['emergency-first', 'done', '2026-09-18T07:00:00.000Z', true]);
  // At its deadline it is late, a minute before it is not.
  await say(file, '2026-09-18T15:00:00+08:00');
  expect((await duties(file))[0]?.[3]).toBe(true);
  await say(file, '2026-09-18T14:59:00+08:00');
  expect((await duties(file))[0]).toEqual(['emergency-first', 'done', '2026-09-18T07:00:00.000Z', false]);
  const first = (await show(file)).duties[0];
  expect(first?.endedAt).toBe('2026-09-18T06:59:00.000Z');
  const { thread } = await world.services.duties.show(first?.id as DutyId, officer);
  expect(thread.map(({ event }) => event)).toEqual(['open', 'pass-due', 'complete', 'amend', 'amend']);
});

describe('what was no statement of the event', () => {
  test('stays in the record as struck, and what it had done is owed again', async () => {
    const file = await open();
    world.clock.pass(2 * HOUR_MS);
    await say(file, '2026-09-18T11:00:00+08:00');
    await expect(desk().strike(await of(file), { index: 0, words: '登记有误' }, officer)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(strike(file, 0, ' \u200b')).rejects.toMatchObject({ field: 'words' });
    await expect(strike(file, 1)).rejects.toMatchObject({ code: 'invalid-input', field: 'index' });
    const struck = await strike(file, 0, '误登，联系 13800001234');
    expect(struck).toMatchObject({ state: 'open', statements: 0, acts: ['choose', 'state', 'close'] });
    expect((await statements(file)).items).toMatchObject([
      { words: '情况通报', struck: { name: chief.name, words: '误登，联系 138****1234' } },
    ]);
    expect((await duties(file)).map(([key, state]) => [key, state])).toEqual([
      ['emergency-first', 'open'],
      ['emergency-follow-up', 'withdrawn'],
    ]);
    // The same again, at the same instant: the clock that began then runs.
    await say(file, '2026-09-18T11:00:00+08:00');
    expect((await duties(file)).map(([key, state]) => [key, state])).toEqual([
      ['emergency-first', 'done'],
      ['emergency-follow-up', 'open'],
    ]);
  });

  test('is not what a clock is done by: the next that stands is, when it was said', async () => {
    const file = await open();
    world.clock.pass(8 * HOUR_MS);
    await say(file, '2026-09-18T11:00:00+08:00');
    await say(file, '2026-09-18T16:00:00+08:00');
    await strike(file, 0);
    expect((await duties(file)).map(([key, state, , isLate]) => [key, state, isLate])).toEqual([
      ['emergency-first', 'done', true],
      ['emergency-follow-up', 'withdrawn', false],
      ['emergency-follow-up', 'open', false],
    ]);
    await strike(file, 1);
    // What ran from a struck word hides no later word that is earlier than it.
    await say(file, '2026-09-18T13:00:00+08:00');
    expect((await duties(file)).map(([, state, dueBy]) => [state, dueBy]).at(-1)).toEqual([
      'open',
      '2026-09-19T05:00:00.000Z',
    ]);
  });

  test('leaves what stands as it is', async () => {
    const file = await open();
    world.clock.pass(8 * HOUR_MS);
    await say(file, '2026-09-18T11:00:00+08:00');
    await say(file, '2026-09-18T16:00:00+08:00');
    await strike(file, 0);
    // An earlier word than the one that stands starts no clock of its own.
    await say(file, '2026-09-18T12:00:00+08:00');
    expect((await duties(file)).map(([, state, , isLate]) => [state, isLate])).toEqual([
      ['done', false],
      ['withdrawn', false],
      ['open', false],
    ]);
  });
});

test('who said what when is read in pages, the latest first', async () => {
  const file = await open();
  world.clock.pass(HOUR_MS);
  for (const minute of ['01', '02', '03']) await say(file, `2026-09-18T10:${minute}:00+08:00`);
  const first = await statements(file, { limit: 2, cursor: null });
  expect(first.items.map(({ index, at }) => [index, at])).toEqual([
    [2, '2026-09-18T02:03:00.000Z'],
    [1, '2026-09-18T02:02:00.000Z'],
  ]);
  const rest = await statements(file, { limit: 2, cursor: first.nextCursor });
  expect([rest.items.map(({ index }) => index), rest.nextCursor]).toEqual([[0], null]);
  await expect(statements(file, { limit: 2, cursor: 'x' })).rejects.toMatchObject({ field: 'cursor' });
  const neighbour = principal('officer', '3', world.unitB);
  await expect(statements(file, PAGE, neighbour)).rejects.toMatchObject({ code: 'not-found' });
});

test('an event that nothing was ever said of claims nothing: its clock is withdrawn with the summary', async () => {
  const file = await open();
  await desk().close(await of(file), '误报', chief);
  expect((await duties(file)).map(([, state]) => state)).toEqual(['withdrawn']);
});

test('a clock goes to nobody who cannot see the event, and stays in its file whoever has taken it', async () => {
  const known = { unitId: world.officeId, kind: 'incident', title: '塌陷', happened: '塌陷', knownAt: KNOWN } as const;
  const above = await desk().open(known, OFFICE);
  const stepOf = (
    file: EmergencyDetailView,
    step: 'offer' | 'join' | 'accept' | 'assign',
    unitId: UnitId,
    by: Principal,
  ) => {
    const [duty] = file.duties;
    const reason = { offer: 'out-of-remit', join: 'several-units', accept: 'taken', assign: 'out-of-remit' }[step];
    const of = { id: duty?.id as DutyId, version: duty?.version ?? 0 };
    return world.services.duties.step(of, { step, reason, words: '属其职责', unitId }, by);
  };
  for (const step of ['offer', 'join', 'assign'] as const)
    await expect(stepOf(above, step, world.unitB, OFFICE)).rejects.toMatchObject({
      ...{ code: 'invalid-input', field: 'unitId' },
      message: expect.stringContaining('看不到这份事件档案') as string,
    });
  const file = await open();
  await stepOf(file, 'offer', world.officeId, officer);
  const head = principal('officer', '4', world.officeId);
  await stepOf(await show(file), 'accept', world.officeId, head);
  const [taken] = (await show(file)).duties;
  expect(taken).toMatchObject({ unitName: '县政府办', acts: [] });
  expect((await show(file, head)).duties[0]?.acts).toContain('offer');
});

test('what is of another unit is not there', async () => {
  const file = await open();
  const neighbour = principal('officer', '3', world.unitB);
  await expect(show(file, neighbour)).rejects.toMatchObject({ code: 'not-found' });
  expect((await desk().list({}, PAGE, neighbour)).items).toEqual([]);
  expect((await desk().list({}, PAGE, OFFICE)).items).toHaveLength(1);
});
