import { PLATFORM_TABLE, type Platform } from '../../domain/accounts/platforms';
import type { CoverageRowView } from '../../api/filingFindings';
import { civilDateOf } from '../../domain/time/civil';
import { endpoint } from '../edge/endpoint';
import { tableFileView } from '../imports/importSchemas';
import { safeText } from '../sheets/safeText';
import { writeXlsx } from '../sheets/writeXlsx';
import { coverageQuery, coverageView } from './filingFindingSchemas';

export const showCoverage = endpoint({
  summary: 'Which units have the accounts that a text demands of them, as it is now (覆盖)',
  query: coverageQuery,
  answer: coverageView,
  handle({ services, principal, query }) {
    return services.filings.coverage(query, principal);
  },
});

const REQUIREMENTS: Readonly<Record<CoverageRowView['requirement'], string>> = {
  'no-account': '县级以上单位开设账号',
  'lacks-platform': '部门开通微博和微信',
  'one-per-platform': '同一平台一个账号',
};
const STATES: Readonly<Record<CoverageRowView['state'], string>> = {
  met: '已覆盖',
  missing: '缺少',
  several: '同一平台多个',
  accepted: '已说明原因',
  unknown: '层级不明',
};
const nameOf = (platform: Platform): string => PLATFORM_TABLE[platform].names.zh;

export const exportCoverage = endpoint({
  summary: 'The same as an xlsx table',
  query: coverageQuery,
  answer: tableFileView,
  async handle({ services, principal, query, now }) {
    const { items } = await services.filings.coverage(query, principal);
    const lines = items.map(({ unitName, requirement, state, lacking, several, accounts }) => [
      safeText(unitName),
      REQUIREMENTS[requirement],
      STATES[state],
      lacking.map(nameOf).join('、'),
      several.map(nameOf).join('、'),
      accounts.map(({ platform, count }) => `${nameOf(platform)} ${count}`).join('、'),
    ]);
    const head = ['单位', '要求', '情况', '缺少的平台', '多个账号的平台', '在用账号'];
    return {
      fileName: `覆盖情况 ${civilDateOf(now)}.xlsx`,
      content: writeXlsx('覆盖情况', [head, ...lines], [28, 24, 14, 18, 18, 36]).toString('base64'),
    };
  },
});
