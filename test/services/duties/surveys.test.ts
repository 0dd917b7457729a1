import type { SurveyPlanView } from '../../../src/api/unitFiles';
import type { DutyId, SurveyPlanId, UnitId } from '../../../src/domain/ids';
import type { Principal } from '../../../src/domain/people/role';
import type { CivilDate } from '../../../src/domain/time/instant';
import { HOUR_MS } from '../../../src/domain/time/instant';
import { createServices, type Services, type SurveyStepDraft } from '../../../src/services/index';
import { newPostOf } from '../../storage/samples';
import { createDyingProcess } from '../dyingProcess';
import { bringUpToDate } from '../fixtures';
import { useWorld } from '../useWorld';
import { PAGE, principal } from '../world';

const world = useWorld();
let officer: Principal;
let chief: Principal;
beforeEach(() => {
  officer = principal('officer', '1', world.unitA);
  chief = principal('operator', '2', world.unitA);
});
const day = (text: string) => text as CivilDate;
const surveys = () => world.services.surveys;
const of = ({ id, version }: SurveyPlanView) => ({ id: id as SurveyPlanId, version });
const open = () => surveys().open({ unitId: null, year: 2026 }, officer);
const show = (plan: SurveyPlanView, by = officer) => surveys().show(plan.id as SurveyPlanId, by);
const add = async (plan: SurveyPlanView, title: string, plannedOn: string, kind: 'survey' | 'interview' = 'survey') =>
  surveys().add(of(await show(plan)), { kind, title, plannedOn: day(plannedOn) }, officer);
const keyOf = ({ items }: SurveyPlanView, title: string): string => items.find((one) => one.title === title)?.key ?? '';
const step = async (
  plan: SurveyPlanView,
  draft: Partial<SurveyStepDraft> & { readonly title?: string },
  { by = officer, services = world.services }: { readonly by?: Principal; readonly services?: Services } = {},
) => {
  const { title = '公交问卷', ...rest } = draft;
  const full = { step: 'hold', words: '', on: null, link: null, ...rest, key: keyOf(plan, title) } as const;
  return services.surveys.step(of(await show(plan, by)), full, by);
};
const dutyOf = async (plan: SurveyPlanView, title = '公交问卷') => {
  const id = (await show(plan)).items.find((one) => one.title === title)?.dutyId ?? '';
  return world.services.duties.show(id as DutyId, officer);
};
const alerts = async () => {
  await bringUpToDate(world);
  return (await world.storage.alerts.list({ state: 'unresolved' }, PAGE, null)).items
    .filter(({ kind }) => kind === 'survey-behind')
    .map(({ severity, reason, figures, occurredAt }) => [severity, reason, figures['rule'], occurredAt.toISOString()]);
};
const held = async (on = '2026-09-17') => {
  const plan = await add(await open(), '公交问卷', '2026-09-10');
  return step(plan, { on: day(on) });
};

test('a plan owes the numbers of its unit’s kind, by clause, and is opened once', async () => {
  const plan = await open();
  expect(plan.quotas.map(({ key, least, held: n, standing }) => [key, least, n, standing])).toEqual([
    ['department-surveys', 3, 0, 'unplanned'],
    ['department-interviews', 3, 0, 'unplanned'],
  ]);
  expect((await open()).id).toBe(plan.id);
  const other = principal('officer', '3', world.unitB);
  await expect(show(plan, other)).rejects.toMatchObject({ code: 'not-found' });
  expect((await surveys().list({ year: 2026 }, PAGE, other)).items).toEqual([]);
  expect((await surveys().list({ year: 2026 }, PAGE, principal('viewer', '4'))).items).toHaveLength(1);
  await expect(surveys().open({ unitId: world.unitB as UnitId, year: 2026 }, officer)).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('planned, announced, held: then its result is owed within 15 working days of the day it ended', async () => {
  const planned = await add(await open(), '公交问卷', '2026-09-10');
  const announced = await step(planned, { step: 'announce', link: 'https://a.example/s' });
  expect(announced.items[0]).toMatchObject({ state: 'announced', announcedLink: 'https://a.example/s', dutyId: null });
  const after = await step(announced, { on: day('2026-09-17') });
  expect(after.quotas[0]).toMatchObject({ held: 1 });
  // 18th, the make-up Sunday, 21st to 25th, 28th to 30th, 8th, 9th, the make-up Saturday, 12th and 13th of October.
  expect(await dutyOf(after)).toMatchObject({
    ...{ state: 'open', dueBy: '2026-10-13T16:00:00.000Z', ruleKey: 'survey-result-15wd', title: '公交问卷（结果）' },
    // It is done with the survey, not beside it.
    acts: ['offer', 'join'],
  });
  const gone = await step(after, { step: 'cancel', words: '登记有误' }, { by: chief });
  expect((await dutyOf(gone)).state).toBe('withdrawn');
});

test.each<[string, Partial<SurveyStepDraft>, string]>([
  ['held on no day', {}, 'on'],
  ['held on a day that is still to come', { on: day('2026-09-19') }, 'on'],
  ['held in another year', { on: day('2025-12-31') }, 'on'],
  ['put off for no reason', { step: 'postpone', on: day('2026-10-10') }, 'words'],
  ['announced nowhere', { step: 'announce' }, 'link'],
])('is refused %s, by the name of the field', async (_what, draft, field) => {
  const plan = await add(await open(), '公交问卷', '2026-09-10');
  await expect(step(plan, draft)).rejects.toMatchObject({ code: 'invalid-input', field });
});

test('a result that comes too late is late, told on the way, and stands so in the figures', async () => {
  const plan = await held();
  const told = async () => {
    await world.services.duties.passDeadlines(100);
    await bringUpToDate(world);
    return (await world.storage.alerts.list({ state: 'unresolved' }, PAGE, null)).items
      .filter(({ kind }) => kind.startsWith('duty-'))
      .map(({ severity, reason }) => [severity, reason]);
  };
  world.clock.set(new Date('2026-10-09T16:00:00Z'));
  expect(await told()).toEqual([['notice', 'deadline-near']]);
  world.clock.set(new Date('2026-10-13T16:00:00Z'));
  expect(await told()).toEqual([['warning', 'overdue']]);
  world.clock.pass(HOUR_MS);
  const published = await step(plan, { step: 'publish', link: 'https://a.example/r' });
  expect(published.items[0]).toMatchObject({ state: 'published', sight: { as: 'unknown' } });
  expect(await dutyOf(published)).toMatchObject({
    ...{ state: 'done', isLate: true },
    evidence: { kind: 'link', link: 'https://a.example/r' },
  });
  expect(await told()).toEqual([]);
  const month = '2026-09' as never;
  const figures = (await world.services.duties.figures({ from: month, to: month }, officer)).items;
  expect(figures).toMatchObject([{ ruleKey: 'survey-result-15wd', received: 1, inTime: 0, late: 1 }]);
});

describe('whether the result is on the site', () => {
  const LINK = 'https://a.example/r.html';
  const columnOf = async () => {
    await world.addAccounts(['portal', 'column']);
    return (await world.account('column')).account;
  };
  const post = async (countedAt: Date, title = '关于“公交问卷”结果的公告') => {
    const given = newPostOf('r', countedAt);
    const observed = { ...given.observed, url: LINK, title };
    await world.storage.posts.record(
      await world.account('column').then(({ account }) => account),
      [{ ...given, observed }],
      countedAt,
    );
  };

  test('is unknown without a column, and not seen once a column was read after it was said', async () => {
    const plan = await held();
    await step(plan, { step: 'publish', link: LINK });
    const sight = async () => (await show(plan)).items[0]?.sight?.as;
    expect(await sight()).toBe('unknown');
    await columnOf();
    await surveys().followSurveys(100);
    expect(await sight()).toBe('unknown');
    world.clock.pass(HOUR_MS);
    await world.lookAtDue();
    await surveys().followSurveys(100);
    expect(await sight()).toBe('not-seen');
    await post(world.clock.now());
    await surveys().followSurveys(100);
    expect(await sight()).toBe('seen');
    expect(await surveys().followSurveys(100)).toEqual({});
  });

  test('what was seen there in time is in time, whenever somebody came to say so', async () => {
    const plan = await held();
    await columnOf();
    world.clock.set(new Date('2026-10-13T15:00:00Z'));
    await post(world.clock.now());
    world.clock.set(new Date('2026-10-14T02:00:00Z'));
    await world.services.duties.passDeadlines(100);
    expect((await dutyOf(plan)).state).toBe('overdue');
    const { found, columns } = await surveys().results(plan.id as SurveyPlanId, officer);
    expect([columns, found.map(({ link }) => link)]).toEqual([1, [LINK]]);
    const published = await step(plan, { step: 'publish', link: `${LINK}?from=timeline` });
    expect(published.items[0]?.sight).toMatchObject({ as: 'seen', link: LINK });
    expect(await dutyOf(plan)).toMatchObject({ state: 'done', isLate: false, endedAt: '2026-10-13T15:00:00.000Z' });
    const again = await step(published, { step: 'reopen', words: '不是结果' }, { by: chief });
    expect(again.items[0]).toMatchObject({ state: 'held', sight: null, resultLink: null });
    expect(await dutyOf(plan)).toMatchObject({ state: 'overdue' });
  });

  test('of the site of a unit below nothing is seen either: what is on it is not on one’s own', async () => {
    const head = principal('officer', '4', world.officeId);
    const opened = await surveys().open({ unitId: null, year: 2026 }, head);
    const item = { kind: 'survey', title: '公交问卷', plannedOn: day('2026-09-10') } as const;
    const planned = await surveys().add(of(opened), item, head);
    const plan = await step(planned, { on: day('2026-09-17') }, { by: head });
    await columnOf();
    await post(world.clock.now());
    expect(await surveys().results(plan.id as SurveyPlanId, head)).toEqual({ columns: 0, found: [] });
    const published = await step(plan, { step: 'publish', link: LINK }, { by: head });
    expect(published.items[0]?.sight?.as).toBe('unknown');
  });

  test('seen on a day in time after it was told late, it is in time', async () => {
    const plan = await held();
    await columnOf();
    world.clock.set(new Date('2026-10-14T02:00:00Z'));
    await step(plan, { step: 'publish', link: LINK });
    expect(await dutyOf(plan)).toMatchObject({ state: 'done', isLate: true });
    await post(new Date('2026-10-13T15:59:00Z'));
    await surveys().followSurveys(100);
    expect(await dutyOf(plan)).toMatchObject({ isLate: false, endedAt: '2026-10-13T15:59:00.000Z' });
    expect((await dutyOf(plan)).thread.map(({ event }) => event)).toEqual(['open', 'complete', 'amend']);
  });

  test.each([
    ['before its deadline', '2026-10-13T15:59:59.999Z', false],
    ['at its deadline', '2026-10-13T16:00:00.000Z', true],
  ])('said a moment %s, it is late or not by the fifteenth working day', async (_what, at, isLate) => {
    const plan = await held();
    world.clock.set(new Date(at));
    await step(plan, { step: 'publish', link: LINK });
    expect(await dutyOf(plan)).toMatchObject({ state: 'done', isLate });
  });

  test('of another unit’s site nothing is seen', async () => {
    const plan = await held();
    await world.addAccounts(['portal', 'column', 'b']);
    await post(world.clock.now());
    expect((await step(plan, { step: 'publish', link: LINK })).items[0]?.sight?.as).toBe('unknown');
  });
});

test('an interview ends with being held: no result is owed', async () => {
  const plan = await add(await open(), '局长访谈', '2026-09-10', 'interview');
  const after = await step(plan, { title: '局长访谈', on: day('2026-09-17') });
  expect(after.items[0]).toMatchObject({ state: 'held', dutyId: null, acts: [] });
  await expect(step(after, { title: '局长访谈', step: 'publish', link: 'https://a.example' })).rejects.toMatchObject({
    code: 'conflict',
  });
});

test('a plan that runs out of time is told once, dated by its day, then as unreachable, and is over when it is met', async () => {
  const plan = await open();
  expect(await alerts()).toEqual([]);
  world.clock.set(new Date('2026-11-02T16:00:00Z'));
  expect(await alerts()).toEqual([['notice', 'plan-short', 'department-surveys', '2026-11-02T16:00:00.000Z']]);
  world.clock.set(new Date('2026-11-20T00:00:00Z'));
  const before = await alerts();
  expect(before).toContainEqual(['notice', 'plan-short', 'department-surveys', '2026-11-02T16:00:00.000Z']);
  const log = async () =>
    (await world.storage.alerts.list({}, PAGE, null)).items.filter(({ kind }) => kind === 'survey-behind').length;
  expect(await log()).toBe(2);
  await add(plan, '一', '2026-12-10');
  await add(plan, '二', '2026-12-20');
  expect((await alerts()).filter(([, , rule]) => rule === 'department-surveys')).toEqual([]);
  world.clock.set(new Date('2026-12-24T02:00:00Z'));
  expect((await alerts()).map(([severity, reason]) => [severity, reason])).toEqual([
    ['warning', 'plan-unreachable'],
    ['warning', 'plan-unreachable'],
  ]);
  world.clock.set(new Date('2027-01-01T02:00:00Z'));
  expect(await alerts()).toEqual([]);
});

test('every step stands in the ledger, without personal data', async () => {
  const plan = await add(await open(), '问卷，联系 13800001234', '2026-09-10');
  await step(plan, { title: '问卷，联系 13800001234', step: 'cancel', words: '与 13800001234 的重复' }, { by: chief });
  await bringUpToDate(world);
  const { items } = await world.storage.ledger.ofSubject(`survey-plan:${plan.id}`, PAGE);
  expect(items.map(({ from, to, reason }) => [from, to, reason])).toEqual([
    ['planned', 'cancelled', 'cancel'],
    [null, 'planned', 'plan'],
    [null, 'open', 'open'],
  ]);
  expect(JSON.stringify(items)).not.toContain('13800001234');
});

test.each([true, false])(
  'killed at any call (done or not: %s), the duty of a result is there once',
  async (takesEffect) => {
    for (let call = 1; call <= 10; call += 1) {
      const title = `第 ${call} 次`;
      const plan = await add(await open(), title, '2026-09-10');
      const { storage } = createDyingProcess(world.storage, { atCall: call, takesEffect });
      await step(
        plan,
        { title, on: day('2026-09-17') },
        { services: createServices({ ...world.deps, storage }) },
      ).catch(() => undefined);
      await surveys().followSurveys(100);
      if ((await show(plan)).items.find((one) => one.title === title)?.state !== 'held')
        await step(plan, { title, on: day('2026-09-17') });
      expect((await dutyOf(plan, title)).thread.map(({ event }) => event)).toEqual(['open']);
    }
  },
);
