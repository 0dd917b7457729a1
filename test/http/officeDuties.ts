import type { DutyDetailView, DutyFiguresView } from '../../src/api/duties';
import { dutyRuleView } from '../../src/services/duties/dutyView';
import type { Services } from '../../src/services/index';
import { LIMIT_RULES } from '../services/office';
import { ACCOUNTS, UNIT_A, UNIT_B } from './officePeople';
import { unused, type OfficeRules } from './officeRules';

const AT = '2026-11-20T02:00:00.000Z';

/** One complete example of every view. */
export const dutyOf = (more: Partial<DutyDetailView> = {}): DutyDetailView => ({
  ...{ id: ACCOUNTS.ofA, title: '建议增设公交站', subject: 'interaction', subjectId: ACCOUNTS.ofA },
  ...{ ruleKey: 'suggestion-7wd', ruleTitle: '意见和建议', ruleTitleEn: 'Opinions and suggestions' },
  ...{ unitId: UNIT_A, unitName: '甲局', state: 'extended', dueBy: '2026-12-11T16:00:00.000Z', isProvisional: true },
  ...{ endedAt: null, isLate: false, transfers: 1, acts: ['offer', 'join'], version: 3 },
  ...{ firstUnitId: UNIT_B, firstUnitName: '乙局', isFirstAsked: true },
  ...{ began: { precision: 'instant', value: AT, original: '' }, limit: { workingDays: 7 }, clause: '7个工作日内' },
  extension: {
    ...{ limit: { workingDays: 15 }, clause: '可延长至15个工作日', approver: 'unit' },
    ...{ askedAt: AT, decision: 'granted' },
  },
  offeredTo: { id: UNIT_B, name: '乙局', at: AT },
  shares: [{ unitId: UNIT_B, unitName: '乙局', state: 'contributed', words: '同意', at: AT }],
  evidence: { kind: 'link', link: 'https://city.example/a', words: '已公开' },
  thread: [{ event: 'open', reason: 'received', name: '', at: AT, words: null, unitName: null }],
  ...more,
});
export const dutyFiguresOf = (): DutyFiguresView => ({
  ...{ unitId: UNIT_A, unitName: '甲局', ruleKey: 'suggestion-7wd', ruleTitle: '意见和建议' },
  ruleTitleEn: 'Opinions and suggestions',
  ...{ received: 9, inTime: 5, late: 1, open: 2, overdue: 1, withdrawn: 1, transferred: 2 },
});

/** Duties, in the office. */
export function dutyServices({ change, page, visible }: OfficeRules): Pick<Services, 'duties'> {
  return {
    duties: {
      list: async () => page([dutyListed()]),
      asked: async () => page([dutyListed()]),
      show: async (id, principal) => {
        visible(id, principal);
        return dutyOf();
      },
      record: async (_draft, principal) => {
        change('recorded', ACCOUNTS.ofA, { principal, action: 'duty.write' });
        return dutyOf();
      },
      step: async ({ id }, { step }, principal) => {
        change(step, id, { principal, action: step === 'withdraw' ? 'duty.decide' : 'duty.write' });
        return dutyOf();
      },
      units: async () => page([{ id: UNIT_B, name: '乙局' }]),
      rules: async () => page(LIMIT_RULES.map(dutyRuleView)),
      figures: async () => page([dutyFiguresOf()]),
      passDeadlines: unused,
      recomputeDeadlines: unused,
    },
  };
}

/** As a list shows it. */
export function dutyListed() {
  const { id, title, subject, subjectId, ruleKey, ruleTitle, ruleTitleEn, unitId, unitName, state } = dutyOf();
  const { dueBy, isProvisional, endedAt, isLate, transfers, acts, version } = dutyOf();
  return {
    ...{ id, title, subject, subjectId, ruleKey, ruleTitle, ruleTitleEn, unitId, unitName, state },
    ...{ dueBy, isProvisional, endedAt, isLate, transfers, acts, version },
  };
}
