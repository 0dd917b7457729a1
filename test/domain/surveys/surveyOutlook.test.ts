import { nextTurnOn, standsSince, surveyOutlook } from '../../../src/domain/surveys/surveyOutlook';
import type { SurveyItem } from '../../../src/domain/surveys/surveyPlan';
import { quotasFor, type SurveyQuota } from '../../../src/domain/surveys/surveyQuota';
import type { CivilDate } from '../../../src/domain/time/instant';
import defaults from '../../../config/default.json';
import { dutiesSchema, dutySettings } from '../../../src/config/limitRules';

const QUOTA: SurveyQuota = {
  ...{ key: 'q', title: '征集调查', titleEn: 'Surveys', levels: ['department'], kinds: ['survey', 'opinion-call'] },
  ...{ least: 3, clause: '不少于3次', eachDays: 10, warnDays: 30 },
};
const day = (text: string) => text as CivilDate;
const itemOf = (state: SurveyItem['state'], plannedOn: string, kind: SurveyItem['kind'] = 'survey'): SurveyItem => ({
  ...{ key: plannedOn, kind, title: '问卷', plannedOn: day(plannedOn), state, announcedLink: null, heldOn: null },
  ...{ resultLink: null, look: null, dutyId: null, thread: [] },
});
const outlook = (items: readonly SurveyItem[], today: string) =>
  surveyOutlook({ year: 2026, items }, QUOTA, day(today));

test.each<[string, readonly SurveyItem[], string, string]>([
  ['nothing planned, and there is time', [], '2026-06-01', 'unplanned'],
  // Three take 30 days, and the warning comes 30 days before it gets too late.
  ['nothing planned 61 days before the end', [], '2026-11-01', 'unplanned'],
  ['nothing planned 59 days before the end', [], '2026-11-03', 'short'],
  ['nothing planned 30 days before the end', [], '2026-12-02', 'short'],
  ['nothing planned 29 days before the end', [], '2026-12-03', 'unreachable'],
  [
    'all planned',
    [itemOf('planned', '2026-12-30'), itemOf('announced', '2026-12-30'), itemOf('planned', '2026-12-31')],
    '2026-12-29',
    'on-course',
  ],
  // What is planned takes care of itself, and ten days are enough for the third.
  [
    'two planned and ten days for the third',
    [itemOf('planned', '2026-12-30'), itemOf('planned', '2026-12-31')],
    '2026-12-22',
    'short',
  ],
  [
    'two planned and nine days for the third',
    [itemOf('planned', '2026-12-30'), itemOf('planned', '2026-12-31')],
    '2026-12-23',
    'unreachable',
  ],
  [
    'the last one planned for today, the last day of the year',
    [itemOf('held', '2026-03-01'), itemOf('held', '2026-04-01'), itemOf('planned', '2026-12-31')],
    '2026-12-31',
    'on-course',
  ],
  [
    'what was planned for a day gone by, and is not held',
    [itemOf('held', '2026-03-01'), itemOf('planned', '2026-12-01'), itemOf('planned', '2026-12-02')],
    '2026-12-20',
    'unreachable',
  ],
  [
    'the number held, results or not',
    [itemOf('held', '2026-03-01'), itemOf('published', '2026-04-01'), itemOf('held', '2026-05-01', 'opinion-call')],
    '2026-12-31',
    'met',
  ],
  [
    'interviews and what was cancelled, which count for nothing here',
    [itemOf('held', '2026-03-01', 'interview'), itemOf('cancelled', '2026-12-30')],
    '2026-12-29',
    'unreachable',
  ],
])('with %s', (_what, items, today, standing) => {
  expect(outlook(items, today).standing).toBe(standing);
});

test('the next turn is the very day on which something stands otherwise, and a turn is dated by its day', () => {
  const plan = { year: 2026, items: [], quotas: [QUOTA] };
  for (const today of ['2026-01-01', '2026-11-03', '2026-12-20'].map(day)) {
    const turn = nextTurnOn(plan, today) ?? day('2027-01-02');
    const standing = outlook([], today).standing;
    if (turn < '2027-01-01') expect(outlook([], turn).standing).not.toBe(standing);
    expect(standsSince(plan, QUOTA, today) <= today).toBe(true);
  }
  expect(nextTurnOn(plan, day('2026-01-01'))).toBe('2026-11-03');
  expect(nextTurnOn(plan, day('2026-11-03'))).toBe('2026-12-03');
  expect(nextTurnOn(plan, day('2026-12-03'))).toBe('2027-01-01');
  expect(nextTurnOn(plan, day('2027-01-01'))).toBeNull();
  expect(standsSince(plan, QUOTA, day('2026-12-20'))).toBe('2026-12-03');
});

test('of several rules that ask a unit for the same kinds the first counts, as they are shipped', () => {
  const { quotas } = dutySettings(dutiesSchema.parse(defaults.duties)).surveys;
  const owed = (level: Parameters<typeof quotasFor>[1]) =>
    quotasFor(quotas, level).map(({ key, least }) => [key, least]);
  expect(owed('county')).toEqual([
    ['portal-surveys', 6],
    ['portal-interviews', 6],
  ]);
  expect(owed('department')).toEqual([
    ['department-surveys', 3],
    ['department-interviews', 3],
  ]);
  expect(owed('town')).toEqual([['yearly-survey', 1]]);
  expect(owed('village')).toEqual([]);
});

test.each([
  ['a rule that is not there', { meetings: { rule: 'nothing' } }, 'meetings.rule'],
  [
    'a rule for something else',
    { surveys: { ...defaults.duties.surveys, resultRule: 'message-3wd' } },
    'surveys.resultRule',
  ],
  ['a rule of a meeting that is counted in working days', { meetings: { rule: 'meeting-3wd' } }, 'meetings.rule'],
  [
    'a first word by a rule for disclosure',
    {
      emergencies: {
        ...defaults.duties.emergencies,
        first: { ...defaults.duties.emergencies.first, rumour: 'affairs-5wd' },
      },
    },
    'emergencies.first.rumour',
  ],
])('a configuration that names %s is refused by its place', (_what, given, place) => {
  const parsed = dutiesSchema.safeParse({ ...defaults.duties, ...given });
  expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual([place]);
});
