import type { FilingFindingView } from '../../src/api/filingFindings';
import type { TableFileView } from '../../src/api/imports';
import type { OnboardingPlanView, OnboardingRowView, OnboardingStandingView } from '../../src/api/onboarding';
import type { ListView } from '../../src/api/wire';
import type { OnboardingPlanId } from '../../src/domain/ids';
import { addCivilDays, civilDateOf } from '../../src/domain/time/civil';
import { DAY_MS } from '../../src/domain/time/instant';
import { readSheetFile } from '../../src/http/sheets/readSheetFile';
import { principal } from '../services/world';
import { useRealOffice } from './realOffice';
import { problemOf } from './serve';

const MANAGER = principal('administrator', '9');
const { world, ids, ask, post, read, relayAll, signIn } = useRealOffice();

const today = (days = 0): string => addCivilDays(civilDateOf(world.clock.now()), days);
const bodyOf = (more: object = {}): object => ({
  ...{ title: '进驻“云溪在线”', heads: [{ name: '云溪在线', platform: 'app' }], source: '晋城市 2019-06-06' },
  steps: {
    basic: { dueBy: today(5), clause: '四：2019年底基本进驻', levels: ['department'] },
    all: { dueBy: today(10), clause: '四：2020年底全部进驻', levels: ['department', 'town'] },
  },
  reason: '按市里要求',
  ...more,
});
const declare = async (more: object = {}, as = 'root'): Promise<OnboardingPlanView> => {
  const answer = await post(as, '/onboarding-plans', bodyOf(more));
  expect(answer.status).toBe(201);
  return (await answer.json()) as OnboardingPlanView;
};
const put = (as: string, path: string, body: object): Promise<Response> =>
  ask(as, path, { method: 'PUT', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
const rowsOf = async (as: string, id: string, query = ''): Promise<readonly OnboardingRowView[]> =>
  (await read<OnboardingStandingView>(as, `/onboarding-plans/${id}${query}`)).items;
const states = async (as: string, id: string): Promise<readonly string[]> =>
  (await rowsOf(as, id)).map(({ unitName, step, state }) => `${unitName} ${step} ${state}`);
const joined = (as: string, id: string, more: object = {}): Promise<Response> =>
  post(as, `/onboarding-plans/${id}/joined`, {
    ...{ unitIds: [world.unitA], step: 'basic', saidBy: '融媒体中心', on: today(), document: '进驻确认函' },
    ...more,
  });
const follow = async (): Promise<void> => {
  for (let turn = 0; turn < 4; turn += 1) {
    await relayAll();
    await world.services.filings.followFilings(100);
  }
};
const findings = async (as: string, id: string): Promise<readonly FilingFindingView[]> =>
  (await read<ListView<FilingFindingView>>(as, '/filing-findings?kind=onboarding-late&limit=200')).items.filter(
    ({ facts }) => facts['planId'] === id,
  );
const pass = async (days: number): Promise<void> => {
  world.clock.pass(days * DAY_MS);
  for (const name of ['root', 'duty', 'officer-a', 'officer-b', 'chief-b']) await signIn(name);
};

test('a plan binds the units of each step, and each unit sees how it stands itself', async () => {
  const { id } = await declare();
  expect(await states('root', id)).toEqual(['甲局 basic open', '甲局 all open', '乙镇 all open']);
  expect(await states('officer-b', id)).toEqual(['乙镇 all open']);
  const [own] = (await read<ListView<OnboardingPlanView>>('officer-b', '/onboarding-plans')).items;
  expect([own?.mayChange, own?.steps.basic.counts.open, own?.steps.all.counts.open]).toEqual([false, 0, 1]);
  const [row] = await rowsOf('officer-a', id, '?step=basic');
  expect(row?.left.map(({ name }) => name)).toEqual(['账号a1', '账号a2']);
});

test('a record says who says so, the day and the document; joining with all does for the first step too', async () => {
  const { id } = await declare();
  expect(await (await joined('duty', id, { step: 'all', note: '两个账号' })).json()).toEqual({ done: 1, left: [] });
  expect(await states('root', id)).toEqual(['甲局 basic done', '甲局 all done', '乙镇 all open']);
  const [first] = await rowsOf('officer-a', id);
  expect(first?.fact).toMatchObject({ saidBy: '融媒体中心', document: '进驻确认函', byName: '值班员', step: 'all' });
  expect(first?.left).toEqual([]);
  // Once more as it is: another record takes its place.
  expect((await joined('duty', id, { step: 'basic' })).status).toBe(200);
  expect((await rowsOf('root', id))[0]?.fact?.step).toBe('basic');
});

test('an account that is opened afterwards is said to be left, and is nobody’s lateness', async () => {
  const { id } = await declare();
  await joined('duty', id, { step: 'all' });
  await world.addAccounts(['weibo', '77001']);
  const [, all] = await rowsOf('root', id);
  expect([all?.state, all?.left.map(({ platform }) => platform)]).toEqual(['incomplete', ['weibo']]);
  await pass(11);
  await follow();
  expect((await findings('root', id)).map(({ unitName }) => unitName)).toEqual(['乙镇']);
});

test('late is what nobody has recorded after the last day; recorded late it is done, and said to be late', async () => {
  const { id, steps } = await declare();
  await follow();
  expect(await findings('root', id)).toEqual([]);
  await pass(5);
  await follow();
  expect(await findings('root', id)).toEqual([]);
  await pass(1);
  await follow();
  const [late] = await findings('root', id);
  expect(late).toMatchObject({ unitName: '甲局', state: 'open', source: '晋城市 2019-06-06', severity: 'problem' });
  expect([late?.clause, late?.facts['dueBy']]).toEqual(['四：2019年底基本进驻', steps.basic.dueBy]);
  expect(await states('root', id)).toContain('甲局 basic late');
  // Recorded today with a day in time: it joined in time.
  await joined('duty', id, { on: steps.basic.dueBy });
  await follow();
  expect((await findings('root', id)).map(({ state }) => state)).toEqual(['settled']);
  expect(await states('root', id)).toContain('甲局 basic done');
  await joined('duty', id);
  expect(await states('root', id)).toContain('甲局 basic done-late');
  const back = await post('duty', `/onboarding-plans/${id}/joined/take-back`, {
    ...{ unitId: world.unitA, step: 'basic', reason: '登记有误' },
  });
  expect(((await back.json()) as OnboardingStandingView).items[0]?.state).toBe('late');
  await follow();
  expect((await findings('root', id)).map(({ state }) => state)).toEqual(['open']);
});

test('an exception holds through its last day, and can be ended at once', async () => {
  const { id } = await declare();
  const path = `/onboarding-plans/${id}/exceptions`;
  const asked = { unitIds: [world.unitA, world.officeId], reason: '机构改革中', untilOn: today(7) };
  expect(await (await post('duty', path, asked)).json()).toEqual({
    ...{ done: 1, left: [{ unitId: world.officeId, why: 'not-bound' }] },
  });
  expect(await states('root', id)).toContain('甲局 basic excepted');
  await pass(7);
  await follow();
  expect(await findings('root', id)).toEqual([]);
  await pass(1);
  await follow();
  expect((await findings('root', id)).map(({ unitName }) => unitName)).toEqual(['甲局']);
  await post('duty', path, { ...asked, untilOn: today(7) });
  await follow();
  expect((await findings('root', id)).map(({ state }) => state)).toEqual(['settled']);
  const end = { unitId: world.unitA, reason: '改革已完成' };
  expect((await post('duty', `${path}/end`, end)).status).toBe(200);
  expect((await problemOf(await post('duty', `${path}/end`, end))).code).toBe('conflict');
  expect(await states('root', id)).toContain('甲局 basic late');
});

test('a plan that ended demands nothing, and again when it is put in force', async () => {
  const { id, version } = await declare({
    steps: {
      basic: { dueBy: today(-2), clause: '四', levels: ['department'] },
      all: { dueBy: today(10), clause: '四', levels: ['department'] },
    },
  });
  await follow();
  expect((await findings('root', id)).map(({ state }) => state)).toEqual(['open']);
  const end = (ended: boolean, read_: number) =>
    post('root', `/onboarding-plans/${id}/ended`, { ended, reason: '另行安排', version: read_ });
  expect((await problemOf(await end(true, 9))).code).toBe('conflict');
  expect((await end(true, version)).status).toBe(200);
  await follow();
  expect((await findings('root', id)).map(({ state }) => state)).toEqual(['settled']);
  expect((await problemOf(await joined('duty', id))).code).toBe('conflict');
  expect((await end(false, version + 1)).status).toBe(200);
  await follow();
  expect((await findings('root', id)).map(({ state }) => state)).toEqual(['open']);
  const changed = await put('root', `/onboarding-plans/${id}`, { ...bodyOf(), version: version + 2 });
  expect(((await changed.json()) as OnboardingPlanView).steps.basic.dueBy).toBe(today(5));
  await follow();
  expect((await findings('root', id)).map(({ state }) => state)).toEqual(['settled']);
});

test.each([
  [
    { steps: { basic: { dueBy: '2027-12-31', clause: '四' }, all: { dueBy: '2027-01-01', clause: '四' } } },
    'steps.all.dueBy',
  ],
  [
    { steps: { basic: { dueBy: '2027-02-30', clause: '四' }, all: { dueBy: '2027-12-31', clause: '四' } } },
    'steps.basic.dueBy',
  ],
  [{ withinId: 'f'.repeat(24) }, 'withinId'],
  [{ heads: [] }, 'heads'],
  [{ title: ' ' }, 'title'],
  [{ reason: ' ' }, 'reason'],
])('a plan like %j is refused by the name of the field, with what to do instead', async (more, field) => {
  const problem = await problemOf(await post('root', '/onboarding-plans', bodyOf(more)));
  expect(problem.field).toBe(field);
  expect(problem.remedy).not.toBe('');
});

test('a record is refused by its field: a day to come, an account that is not theirs, one that is left', async () => {
  const { id } = await declare();
  const fieldOf = async (more: object): Promise<string | undefined> =>
    (await problemOf(await joined('duty', id, more))).field;
  expect(await fieldOf({ on: today(1) })).toBe('on');
  expect(await fieldOf({ accountIds: [ids['b1']] })).toBe('accountIds');
  expect(await fieldOf({ step: 'all', accountIds: [ids['a1']] })).toBe('accountIds');
  expect(await fieldOf({ unitIds: [world.unitA, world.unitB], accountIds: [ids['a1']] })).toBe('unitIds');
  expect((await joined('duty', id, { accountIds: [ids['a1']] })).status).toBe(200);
});

test('nobody declares, records or sees beyond their units', async () => {
  const { id, version } = await declare({ withinId: world.unitA });
  expect((await problemOf(await ask('officer-b', `/onboarding-plans/${id}`))).code).toBe('not-found');
  expect((await problemOf(await ask('officer-b', `/onboarding-plans/${id}/export`))).code).toBe('not-found');
  expect(
    (await read<ListView<OnboardingPlanView>>('officer-b', '/onboarding-plans')).items.some((one) => one.id === id),
  ).toBe(false);
  expect((await put('chief-b', `/onboarding-plans/${id}`, { ...bodyOf(), version })).status).toBe(404);
  expect((await joined('officer-a', id)).status).toBe(403);
  expect(
    (await post('officer-a', `/onboarding-plans/${id}/ended`, { ended: true, reason: '试', version })).status,
  ).toBe(403);
  const all = await declare();
  expect(await (await joined('chief-b', all.id)).json()).toEqual({
    ...{ done: 0, left: [{ unitId: world.unitA, why: 'not-found' }] },
  });
  expect((await problemOf(await post('chief-b', '/onboarding-plans', bodyOf()))).field).toBe('withinId');
  const own = await declare({ withinId: world.unitB }, 'chief-b');
  expect(await states('chief-b', own.id)).toEqual(['乙镇 all open']);
});

test('the table says of each unit how it stands, as far as it was asked for', async () => {
  const { id } = await declare();
  await joined('duty', id, { document: '=cmd' });
  const { fileName, content } = await read<TableFileView>('root', `/onboarding-plans/${id}/export?step=basic`);
  expect(fileName).toMatch(/^入驻情况 .*\.xlsx$/u);
  const [sheet] = readSheetFile(Buffer.from(content, 'base64'), fileName);
  expect(JSON.stringify(sheet?.rows[2])).toContain('已进驻');
  expect(sheet?.rows.length).toBe(3);
});

test('accounts of a unit merged into another have joined with that one, and opened again it has its own record', async () => {
  const { id } = await declare();
  const both = { step: 'all', unitIds: [world.unitA, world.unitB] };
  expect(await (await joined('duty', id, both)).json()).toEqual({ done: 2, left: [] });
  const merge = { unitId: world.unitA, intoId: world.unitB, documentNumber: '编发〔2026〕8号', effectiveOn: today() };
  await world.services.accounts.mergeUnit({ ...merge, reason: '机构改革' }, MANAGER);
  const [row, ...others] = (await rowsOf('root', id)).filter(({ unitName }) => unitName === '乙镇');
  expect([row?.state, row?.inUse, row?.left, others]).toEqual(['done', 3, [], []]);
  await pass(1);
  await world.services.accounts.resumeMoves();
  await world.services.accounts.reopenUnit(world.unitA, '恢复设置', MANAGER);
  expect(await (await joined('duty', id, { step: 'all' })).json()).toEqual({ done: 1, left: [] });
  const planId = id as OnboardingPlanId;
  const own = await world.storage.onboardingEntries.ofPlan(planId, world.unitA);
  expect(own.map(({ unitId }) => unitId)).toEqual([world.unitA]);
});
