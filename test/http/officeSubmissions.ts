import type {
  AwardDecidedView,
  AwardLineView,
  StandingListView,
  SubmissionDetailView,
} from '../../src/api/submissions';
import type { QuotasView } from '../../src/api/submissionQuotas';
import type { Principal } from '../../src/domain/people/role';
import type { Services } from '../../src/services/index';
import { SUBMISSION_RULES } from '../services/office';
import { contentChecksOf, stopOverrideOf } from './officeOwnWords';
import { ACCOUNTS, NOW, UNIT_A } from './officePeople';
import { unused, type OfficeRules } from './officeRules';

const AT = '2026-11-20T02:00:00.000Z';
const FIGURES = { sent: 4, adopted: 2, returned: 1, notAdopted: 1, counted: 4, missing: 1 };

/** One complete example of every view. */
export const submissionOf = (more: Partial<SubmissionDetailView> = {}): SubmissionDetailView => ({
  id: ACCOUNTS.ofA,
  unitId: UNIT_A,
  unitName: '甲局',
  title: '防汛提示',
  kind: 'interpretation',
  section: '应急科',
  state: 'adopted',
  authorName: '李四',
  informantId: '3'.repeat(24),
  informantName: '张信息',
  createdAt: AT,
  sentAt: AT,
  month: '2026-11',
  adoption: {
    ...{ name: '王敏', at: AT, uses: [{ where: '晋城在线', link: 'https://city.example/a' }] },
    criteria: [{ key: 'adopted', points: 1, name: '王敏', at: AT }],
  },
  acts: ['reconsider', 'assess'],
  version: 3,
  body: '请注意防汛。',
  isTextGone: false,
  attachments: [{ fileId: ACCOUNTS.ofA, name: '附表.xlsx' }],
  thread: [{ event: 'return', name: '王敏', at: AT, reason: 'unclear', words: '请补充' }],
  reviewId: ACCOUNTS.ofA,
  overrides: [stopOverrideOf()],
  ...more,
});
export const standingOf = (): StandingListView => ({
  items: [
    {
      ...{ unitId: UNIT_A, unitName: '甲局', now: FIGURES, isCorrected: true },
      quota: { key: 'city-department', least: 5, counts: 'sent', clause: '不少于5条', exception: '新设' },
      settled: { ...FIGURES, counted: 3, at: AT, ruleVersion: '1' },
    },
  ],
  ...{ nextCursor: null, asOf: NOW.toISOString(), month: '2026-11', dueBy: '2026-11-30T16:00:00.000Z' },
  ...{ remindAt: '2026-11-23T16:00:00.000Z', firstMonth: '2026-10' },
});
const awardDecidedOf = (): AwardDecidedView => {
  const { informant, decision } = awardLineOf();
  if (decision === null) throw new Error('nothing is decided');
  return { informant, decision };
};
export const awardLineOf = (): AwardLineView => ({
  ...{ informant: ACCOUNTS.ofA, name: '张信息', units: [{ id: UNIT_A, name: '甲局' }] },
  ...{ months: [{ month: '2026-11', sent: 4, adopted: 2 }], sent: 4, adopted: 2, points: 3 },
  ...{ criteria: [{ key: 'adopted', times: 2 }], owedMonths: 2, metMonths: 1, place: 1, isTied: true },
  decision: { listed: true, reason: 'met-and-outstanding', words: '表现优异', name: '王敏', at: AT, version: 1 },
});

/** Submissions, in the office. */
export function submissionServices({ change, changeRule, page, visible }: OfficeRules): Pick<Services, 'submissions'> {
  const changed = (what: string, id: string, principal: Principal): SubmissionDetailView => {
    change(what, id, { principal, action: what === 'decided' ? 'submission.decide' : 'submission.write' });
    return submissionOf();
  };
  const table = { name: '报送', sheets: [{ name: '报送', lines: [['单位'], ['=甲局']], widths: [10] }] };
  return {
    submissions: {
      list: async () => page([submissionListed()]),
      show: async (id, principal) => {
        visible(id, principal);
        return submissionOf();
      },
      informants: async () => page([{ id: '3'.repeat(24), name: '张信息', post: '科员' }]),
      begin: async (_unitId, _draft, principal) => changed('begun', ACCOUNTS.ofA, principal),
      write: async ({ id }, _draft, principal) => changed('written', id, principal),
      checks: async (id, principal) => {
        visible(id, principal);
        return contentChecksOf();
      },
      submit: async ({ id }, principal) => changed('handed-in', id, principal),
      withdraw: async ({ id }, _reason, principal) => changed('withdrawn', id, principal),
      decide: async ({ id }, _decided, principal) => changed('decided', id, principal),
      rules: async () => SUBMISSION_RULES,
      quotas: async () => quotasOf(),
      setQuota: async ({ clause }, principal) => {
        changeRule(`quota:${clause}`, principal);
        return quotasOf();
      },
      standing: async () => standingOf(),
      standingTable: async () => table,
      awards: async () => page([awardLineOf()]),
      awardTable: async () => table,
      decideAward: async ({ informant }, _decided, principal) => {
        change('award', informant, { principal, action: 'submission.decide' });
        return awardDecidedOf();
      },
      resumeHandIns: unused,
      keepMonths: unused,
    },
  };
}

export const quotasOf = (more: Partial<QuotasView> = {}): QuotasView => ({
  rules: [
    {
      ...{ levels: ['county'], under: ['city'], least: 25, counts: 'sent', effectiveFrom: '2026-12' },
      ...{ clause: '市政府办公室通知', standing: 'later' },
    },
    {
      ...{ levels: ['county'], under: ['city'], least: 20, counts: 'sent', effectiveFrom: '2019-06' },
      ...{ clause: '每月报送信息不少于20条', standing: 'now' },
    },
  ],
  exceptions: [{ unitName: '城关镇', least: 2, effectiveFrom: '2026-12', reason: '机构合并', standing: 'later' }],
  changes: [
    {
      ...{ seq: 2, level: null, under: null, unitName: '城关镇', least: 2, counts: 'sent', effectiveFrom: '2026-12' },
      ...{ clause: '机构合并', byName: '王敏', at: '2026-11-20T00:30:00.000Z' },
    },
    {
      ...{ seq: 1, level: 'county', under: 'city', unitName: null, least: 25, counts: 'sent' },
      ...{ effectiveFrom: '2026-12', clause: '市政府办公室通知', byName: '王敏', at: '2026-11-19T00:30:00.000Z' },
    },
  ],
  ...{ seq: 2, earliestMonth: '2026-12', mayChange: true },
  ...more,
});

function submissionListed() {
  const {
    body: _body,
    isTextGone: _gone,
    attachments: _attachments,
    thread: _thread,
    reviewId: _reviewId,
    overrides: _overrides,
    ...listed
  } = submissionOf();
  return listed;
}
