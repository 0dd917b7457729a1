import type {
  EmergencyDetailView,
  EmergencyView,
  MeetingDetailView,
  MeetingView,
  StatementView,
  SurveyItemView,
  SurveyPlanView,
} from '../../src/api/unitFiles';
import type { CivilDate } from '../../src/domain/time/instant';
import type { Services } from '../../src/services/index';
import { dutyListed } from './officeDuties';
import { ACCOUNTS, UNIT_A } from './officePeople';
import { unused, type OfficeRules } from './officeRules';

const AT = '2026-11-20T02:00:00.000Z';
const on = (date: string) => date as CivilDate;

/** One complete example of every view. */
export const surveyOf = (more: Partial<SurveyItemView> = {}): SurveyItemView => ({
  ...{ key: ACCOUNTS.ofA, kind: 'survey', title: '公交线路优化问卷', plannedOn: on('2026-10-10'), state: 'published' },
  ...{ announcedLink: 'https://city.example/s', heldOn: on('2026-10-20'), resultLink: 'https://city.example/r' },
  ...{ sight: { as: 'seen', at: AT, link: 'https://city.example/r' }, dutyId: ACCOUNTS.ofA, acts: ['reopen'] },
  thread: [{ event: 'plan', name: '李四', at: AT, words: null }],
  ...more,
});
export const surveyPlanOf = (more: Partial<SurveyPlanView> = {}): SurveyPlanView => ({
  ...{ id: ACCOUNTS.ofA, unitId: UNIT_A, unitName: '甲局', year: 2026, mayWrite: true, version: 4 },
  quotas: [
    {
      ...{ key: 'department-surveys', title: '部门网站征集调查', titleEn: 'Surveys of a department' },
      ...{ kinds: ['survey', 'opinion-call'], least: 3, clause: '不少于3次', held: 1, ahead: 0, standing: 'short' },
    },
  ],
  items: [surveyOf()],
  ...more,
});
const emergencyListed = (): Omit<EmergencyView, 'statements'> => ({
  ...{ id: ACCOUNTS.ofA, unitId: UNIT_A, unitName: '甲局', kind: 'incident', title: '某路段塌陷', knownAt: AT },
  ...{ state: 'answered', closedAt: null, acts: ['choose', 'state', 'strike', 'call', 'close'], version: 3 },
});
export const statementsOf = (): readonly StatementView[] => [
  {
    ...{ index: 1, at: AT, origin: 'seen', accountId: ACCOUNTS.ofA, speaker: '甲局发布', words: '通报' },
    ...{ link: 'https://weibo.test/1', struck: null },
  },
  {
    ...{ index: 0, at: AT, origin: 'entered', accountId: null, speaker: '新闻发布会', link: null, words: '情况说明' },
    struck: { at: AT, name: '李四', words: '登记有误' },
  },
];
export const emergencyOf = (more: Partial<EmergencyDetailView> = {}): EmergencyDetailView => ({
  ...emergencyListed(),
  ...{ happened: '东街塌陷，无人受伤。', keywords: ['塌陷'], summary: null, duties: [dutyListed()] },
  accounts: [{ id: ACCOUNTS.ofA, name: '甲局发布' }],
  ...{ statements: 1, beyond: 0 },
  calls: [{ mandateId: ACCOUNTS.ofA, title: '防汛通知', at: AT, name: '李四' }],
  thread: [{ event: 'open', name: '李四', at: AT, words: null }],
  ...more,
});
const meetingListed = (): Omit<MeetingView, 'decisions'> => ({
  ...{ id: ACCOUNTS.ofA, unitId: UNIT_A, unitName: '甲局', kind: 'meeting', title: '政府网站联席会议' },
  ...{ heldOn: on('2026-11-20'), version: 2 },
});
export const meetingOf = (more: Partial<MeetingDetailView> = {}): MeetingDetailView => ({
  ...meetingListed(),
  ...{ participants: '宣传部、网信办', notes: '研究网站安全。', mayWrite: true },
  decisions: [
    {
      ...{ text: '完成栏目清理', unitId: UNIT_A, unitName: '甲局', dueOn: on('2026-12-10'), dutyId: ACCOUNTS.ofA },
      ...{ state: 'open', isLate: false },
    },
  ],
  thread: [{ event: 'record', name: '李四', at: AT, words: null }],
  ...more,
});

/** Surveys, events and meetings, in the office. */
export function unitFileServices({
  change,
  page,
  visible,
}: OfficeRules): Pick<Services, 'surveys' | 'emergencies' | 'meetings'> {
  const write = 'duty.write' as const;
  return {
    surveys: {
      list: async () => page([surveyPlanOf()]),
      show: async (id, principal) => {
        visible(id, principal);
        return surveyPlanOf();
      },
      open: async (_of, principal) => {
        change('opened', ACCOUNTS.ofA, { principal, action: write });
        return surveyPlanOf();
      },
      add: async ({ id }, _draft, principal) => {
        change('planned', id, { principal, action: write });
        return surveyPlanOf();
      },
      step: async ({ id }, { step }, principal) => {
        change(step, id, { principal, action: step === 'cancel' ? 'duty.decide' : write });
        return surveyPlanOf();
      },
      results: async (id, principal) => {
        visible(id, principal);
        return {
          columns: 1,
          found: [{ key: ACCOUNTS.ofA, title: '问卷结果', link: 'https://city.example/r', at: AT }],
        };
      },
      followSurveys: unused,
    },
    emergencies: {
      list: async () => page([{ ...emergencyListed(), statements: 2 }]),
      show: async (id, principal) => {
        visible(id, principal);
        return emergencyOf();
      },
      open: async (_draft, principal) => {
        change('opened', ACCOUNTS.ofA, { principal, action: write });
        return emergencyOf();
      },
      choose: async ({ id }, _chosen, principal) => {
        change('chosen', id, { principal, action: write });
        return emergencyOf();
      },
      state: async ({ id }, _said, principal) => {
        change('stated', id, { principal, action: write });
        return emergencyOf();
      },
      statements: async (id, _page, principal) => {
        visible(id, principal);
        return page(statementsOf());
      },
      strike: async ({ id }, _struck, principal) => {
        change('struck', id, { principal, action: 'duty.decide' });
        return emergencyOf();
      },
      call: async ({ id }, _by, principal) => {
        change('called', id, { principal, action: 'rules.manage' });
        return emergencyOf();
      },
      close: async ({ id }, _summary, principal) => {
        change('closed', id, { principal, action: 'duty.decide' });
        return emergencyOf();
      },
      reopen: async ({ id }, _words, principal) => {
        change('reopened', id, { principal, action: 'duty.decide' });
        return emergencyOf();
      },
      followEmergencies: unused,
    },
    meetings: {
      list: async () => page([{ ...meetingListed(), decisions: 1 }]),
      show: async (id, principal) => {
        visible(id, principal);
        return meetingOf();
      },
      record: async (_draft, principal) => {
        change('recorded', ACCOUNTS.ofA, { principal, action: write });
        return meetingOf();
      },
      correct: async ({ id }, _said, principal) => {
        change('corrected', id, { principal, action: write });
        return meetingOf();
      },
      decide: async ({ id }, _draft, principal) => {
        change('decided', id, { principal, action: write });
        return meetingOf();
      },
      followMeetings: unused,
    },
  };
}
