import type { Sandbox } from '@gov-matrix/platform-sandbox';
import type { DutyId, EmergencyId, MeetingId, SurveyPlanId, UnitId } from '../../domain/ids';
import type { EmergencyKind } from '../../domain/emergencies/emergency';
import type { SurveyKind } from '../../domain/surveys/surveyQuota';
import { addCivilDays, civilDateOf } from '../../domain/time/civil';
import { HOUR_MS, type CivilDate } from '../../domain/time/instant';
import type { Services } from '../../services/index';
import { DEMO } from './registerNotify';

type Parts = Pick<Services, 'duties' | 'surveys' | 'emergencies' | 'meetings' | 'interactions'>;
type Of<Id> = { readonly id: Id; readonly version: number };
const of = <Id>({ id, version }: { readonly id: string; readonly version: number }): Of<Id> => ({
  id: id as Id,
  version,
});
const FIRST_PAGE = { limit: 200, cursor: null } as const;
const SITE = 'https://www.county.example';

/** An event that was known so many hours ago; what was said of it so many hours after that. */
interface DemoEvent {
  readonly kind: EmergencyKind;
  readonly title: string;
  readonly happened: string;
  readonly hoursAgo: number;
  readonly said: readonly { readonly after: number; readonly words: string }[];
  readonly summary: string | null;
}
const EVENTS: readonly DemoEvent[] = [
  {
    ...{ kind: 'incident', title: '东街路面塌陷', hoursAgo: 30, summary: null },
    happened: '东街与建设路交叉口路面塌陷约 6 平方米，无人员伤亡，路段已封闭。',
    // The first word was an hour late, the next is still to come.
    said: [
      { after: 6, words: '东街路段塌陷情况通报：无人员伤亡，请绕行。' },
      { after: 20, words: '东街路段抢修进展：今晚完成回填。' },
    ],
  },
  {
    ...{ kind: 'rumour', title: '网传自来水停供三天', hoursAgo: 50 },
    happened: '多个群聊转发“全城停水三天”的消息，经核实系误传。',
    said: [{ after: 2, words: '关于网传“停水三天”的说明：全县供水正常。' }],
    summary: '已澄清，转发量回落，来源已查明。',
  },
  {
    ...{ kind: 'public-opinion', title: '小区停车收费引发讨论', hoursAgo: 3, said: [], summary: null },
    happened: '网民集中反映新城小区停车收费标准不一。',
  },
];

/** A survey that was held so many days ago, or is planned in so many. */
interface DemoSurvey {
  readonly kind: SurveyKind;
  readonly title: string;
  readonly inDays: number;
  readonly isPublished: boolean;
}
const SURVEYS: readonly DemoSurvey[] = [
  // Its result came weeks late; of the next it came in time; of the third it is owed.
  { kind: 'survey', title: '公交线路优化问卷', inDays: -45, isPublished: true },
  { kind: 'opinion-call', title: '老旧小区改造意见征集', inDays: -9, isPublished: true },
  { kind: 'survey', title: '政务服务满意度调查', inDays: -4, isPublished: false },
  { kind: 'interview', title: '教育局局长在线访谈', inDays: -20, isPublished: false },
  { kind: 'survey', title: '冬季供暖满意度问卷', inDays: 12, isPublished: false },
];

const DECISIONS = [
  { text: '清理长期不更新的栏目', inDays: -3, isDone: false },
  { text: '统一网站标识码和党政机关标识', inDays: 6, isDone: true },
  { text: '完成新媒体账号清理整合', inDays: 10, isDone: false },
] as const;
const MEETINGS = [
  { kind: 'meeting', title: '政府网站与政务新媒体联席会议', daysAgo: 20, decisions: DECISIONS },
  { kind: 'self-inspection', title: '季度自查', daysAgo: 8, decisions: [] },
  { kind: 'incident', title: '误发稿件情况记录', daysAgo: 5, decisions: [] },
] as const;

const MESSAGES = [
  { source: 'error-report-system', title: '网站“联系我们”电话有误', hoursAgo: 60 },
  { source: 'site-mailbox', title: '咨询新生儿落户需要哪些材料', hoursAgo: 20 },
  { source: 'weibo-comment', title: '建议增设公交站', hoursAgo: 5 },
] as const;

/**
 * What the units of the demo owe: surveys, events, meetings, messages and disclosure, of each one late, one in time and one
 * running. Once, while the demo is set up; a start that was killed goes on with what is there.
 */
export async function registerDuties(
  services: Parts,
  { units, anchorAt }: Sandbox['county'],
  unitIds: ReadonlyMap<string, UnitId>,
): Promise<void> {
  const idOf = (key: string | undefined): UnitId | null => (key === undefined ? null : (unitIds.get(key) ?? null));
  const countyId = idOf(units.find(({ parentKey }) => parentKey === null)?.key);
  const departmentId = idOf(units.find(({ level }) => level === 'department')?.key) ?? countyId;
  if (countyId === null || departmentId === null) return;
  const at = (hoursAgo: number): string => new Date(anchorAt.getTime() - hoursAgo * HOUR_MS).toISOString();
  const today = civilDateOf(anchorAt);
  await registerEvents(services, countyId, at);
  await registerSurveys(services, countyId, today);
  await registerMeetings(services, countyId, today);
  await registerOwed(services, departmentId, at);
}

async function registerEvents({ emergencies }: Parts, unitId: UnitId, at: (hoursAgo: number) => string): Promise<void> {
  const known = new Map((await emergencies.list({}, FIRST_PAGE, DEMO)).items.map((one) => [one.title, one]));
  for (const { kind, title, happened, hoursAgo, said, summary } of EVENTS) {
    const there = known.get(title);
    let file = there ?? (await emergencies.open({ unitId, kind, title, happened, knownAt: at(hoursAgo) }, DEMO));
    if (file.state === 'closed') continue;
    for (const { after, words } of said.slice(file.statements)) {
      const statement = { at: at(hoursAgo - after), speaker: '县政府门户网站', link: `${SITE}/notice`, words };
      file = await emergencies.state(of<EmergencyId>(file), statement, DEMO);
    }
    if (summary !== null) await emergencies.close(of<EmergencyId>(file), summary, DEMO);
  }
}

async function registerSurveys({ surveys }: Parts, unitId: UnitId, today: CivilDate): Promise<void> {
  for (const { kind, title, inDays, isPublished } of SURVEYS) {
    const on = addCivilDays(today, inDays);
    let plan = await surveys.open({ unitId, year: Number(on.slice(0, 4)) }, DEMO);
    const itemOf = (): (typeof plan.items)[number] | undefined => plan.items.find((one) => one.title === title);
    const take = async (step: 'hold' | 'publish', given: { readonly on?: CivilDate; readonly link?: string }) => {
      const draft = { key: itemOf()?.key ?? '', step, words: '', on: given.on ?? null, link: given.link ?? null };
      plan = await surveys.step(of<SurveyPlanId>(plan), draft, DEMO);
    };
    if (itemOf() === undefined) plan = await surveys.add(of<SurveyPlanId>(plan), { kind, title, plannedOn: on }, DEMO);
    if (inDays < 0 && itemOf()?.state === 'planned') await take('hold', { on });
    if (isPublished && itemOf()?.state === 'held') await take('publish', { link: `${SITE}/survey/result` });
  }
}

async function registerMeetings({ meetings, duties }: Parts, unitId: UnitId, today: CivilDate): Promise<void> {
  const known = new Set((await meetings.list({}, FIRST_PAGE, DEMO)).items.map(({ title }) => title));
  for (const { kind, title, daysAgo, decisions } of MEETINGS) {
    if (known.has(title)) continue;
    const said = { title, participants: '县政府办、网信办、宣传部', notes: '研究当季检查发现的问题。' };
    let record = await meetings.record({ unitId, kind, heldOn: addCivilDays(today, -daysAgo), ...said }, DEMO);
    for (const { text, inDays, isDone } of decisions) {
      const draft = { text, unitId: null, dueOn: addCivilDays(today, inDays) };
      record = await meetings.decide(of<MeetingId>(record), draft, DEMO);
      const dutyId = record.decisions.at(-1)?.dutyId as DutyId;
      const done = { step: 'complete', reason: 'other', words: '已统一并核对。' } as const;
      if (isDone) await duties.step({ id: dutyId, version: 1 }, done, DEMO);
    }
  }
}

/** Messages and disclosure; a message is taken in once by its number. */
async function registerOwed(
  { duties, interactions }: Parts,
  unitId: UnitId,
  at: (hoursAgo: number) => string,
): Promise<void> {
  const messages = MESSAGES.map(({ source, title, hoursAgo }, nth) => ({
    ...{ source, title, sourceId: `demo-${String(nth + 1)}`, text: `${title}，请答复。`, authorName: null, link: null },
    ...{ receivedAt: at(hoursAgo), unitId },
  }));
  await interactions.receive(messages, DEMO);
  const known = new Set(
    (await duties.list({ subject: 'disclosure' }, FIRST_PAGE, DEMO)).items.map(({ title }) => title),
  );
  for (const [ruleKey, title, hoursAgo] of [
    ['livelihood-24h', '便民服务进社区活动', 30],
    ['affairs-5wd', '机构职能调整', 40],
  ] as const)
    if (!known.has(title)) await duties.record({ ruleKey, title, unitId, began: at(hoursAgo) }, DEMO);
}
