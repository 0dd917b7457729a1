import type { CoverageView, FilingFindingView } from '../../src/api/filingFindings';
import { COVERAGE_REQUIREMENT_NAMES } from '../../src/domain/filings/coverage';
import { FILING_FINDING_KINDS, FILING_FINDING_RULES, findingRule } from '../../src/domain/filings/findingKinds';
import type { Services } from '../../src/services/index';
import { COVERAGE_RULES } from '../services/office';
import { ACCOUNTS, NOW, UNIT_A } from './officePeople';
import { unused, type OfficeRules } from './officeRules';

const rule = ({ source, clause, severity }: (typeof FILING_FINDING_RULES)['unfiled']) => ({ source, clause, severity });

export const filingFindingOf = (more: Partial<FilingFindingView> = {}): FilingFindingView => ({
  id: '5'.repeat(24),
  kind: 'unfiled',
  ...rule(FILING_FINDING_RULES.unfiled),
  state: 'open',
  unitId: UNIT_A,
  unitName: '甲局',
  label: '甲局发布',
  platform: 'weibo',
  accounts: [{ id: ACCOUNTS.ofA, name: '甲局发布', platform: 'weibo' }],
  facts: {},
  occurredAt: null,
  noticedAt: NOW.toISOString(),
  settledAt: null,
  acceptance: null,
  ...more,
});

export const coverageOfOffice = (): CoverageView => ({
  requirements: COVERAGE_REQUIREMENT_NAMES.map((requirement) => {
    const counts = { met: 2, missing: 1, several: 0, accepted: 0, unknown: 0 };
    return { requirement, ...COVERAGE_RULES[requirement], counts };
  }),
  items: [
    {
      ...{ unitId: UNIT_A, unitName: '甲局', requirement: 'lacks-platform', state: 'missing', lacking: ['wechat'] },
      several: [],
      accounts: [{ platform: 'weibo', count: 2 }],
    },
  ],
  asOf: NOW.toISOString(),
});

/** What is wrong with what is filed, in the office. */
export function filingServices({ change, page }: OfficeRules): Pick<Services, 'filings'> {
  return {
    filings: {
      followFilings: unused,
      filingFindings: async () => page([filingFindingOf()]),
      filingCounts: async () => ({
        kinds: FILING_FINDING_KINDS.map((kind) => ({
          ...{ kind, open: 1, accepted: 0 },
          ...rule(findingRule(kind, COVERAGE_RULES)),
        })),
        asOf: NOW.toISOString(),
      }),
      coverage: async () => coverageOfOffice(),
      acceptFilings: async (ids, _said, principal) => {
        change('filings:accept', ACCOUNTS.ofA, { principal, action: 'finding.dismiss' });
        return { accepted: ids.length, left: [] };
      },
      takeBackFiling: async (_id, _reason, principal) => {
        change('filings:take-back', ACCOUNTS.ofA, { principal, action: 'finding.dismiss' });
        return filingFindingOf();
      },
      reportAccount: async (_seen, principal) => {
        change('filings:report', ACCOUNTS.ofA, { principal, action: 'account.collect' });
        return filingFindingOf({ kind: 'reported', accounts: [] });
      },
    },
  };
}
