import type { EmergencyDetailView } from '../../../src/api/unitFiles';
import type { AccountId, EmergencyId, MandateRuleId, PolicyId } from '../../../src/domain/ids';
import type { Principal } from '../../../src/domain/people/role';
import { HOUR_MS } from '../../../src/domain/time/instant';
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
  const { statements, thread, state } = await show(file);
  expect(statements).toMatchObject([
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
  await desk().close(await of(file), '已加固', chief);
  await bringUpToDate(world);
  const { items } = await world.storage.ledger.ofSubject(`emergency:${file.id}`, PAGE);
  expect(items.map(({ reason }) => reason).reverse()).toEqual(['open', 'state', 'state', 'close', 'reopen', 'close']);
  expect(JSON.stringify(items)).not.toContain('13800001234');
  expect((await desk().list({ state: 'closed' }, PAGE, officer)).items).toHaveLength(1);
});

test('an event that nothing was ever said of claims nothing: its clock is withdrawn with the summary', async () => {
  const file = await open();
  await desk().close(await of(file), '误报', chief);
  expect((await duties(file)).map(([, state]) => state)).toEqual(['withdrawn']);
});

test('what is of another unit is not there', async () => {
  const file = await open();
  const neighbour = principal('officer', '3', world.unitB);
  await expect(show(file, neighbour)).rejects.toMatchObject({ code: 'not-found' });
  expect((await desk().list({}, PAGE, neighbour)).items).toEqual([]);
  expect((await desk().list({}, PAGE, OFFICE)).items).toHaveLength(1);
});
