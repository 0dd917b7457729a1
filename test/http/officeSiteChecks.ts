import type {
  InterpretedPolicyView,
  SiteCheckDetailView,
  SiteCheckView,
  SiteLinkView,
  SiteVerdictView,
} from '../../src/api/siteChecks';
import type { Services } from '../../src/services/index';
import { ACCOUNTS, UNIT_A } from './officePeople';
import { unused, type OfficeRules } from './officeRules';

const AT = '2026-11-20T02:00:00.000Z';
const VISIT = { at: AT, outcome: 'failed', reason: 'no-answer', tookMs: 15_000 } as const;
const FAILING: SiteVerdictView = {
  ...{ state: 'veto', reason: 'failures-veto', sinceAt: AT },
  clause: { source: '国办秘函〔2019〕19号', text: '占比5%以上' },
  figures: { visits: 336, failures: 17, hundredths: 505 },
};
const HOME: SiteVerdictView = {
  ...{ state: 'pass', reason: 'home-updated', clause: null, figures: { days: 2 }, sinceAt: AT },
};
const COLUMNS: SiteVerdictView = {
  ...{ state: 'unknown', reason: 'columns-not-seen', clause: null, sinceAt: AT },
  figures: { columns: 6, stale: 1, firstStale: 1, undated: 0, empty: 0, unseen: 5 },
};
const GAPS: SiteVerdictView = {
  ...{ state: 'warn', reason: 'interpretations-missing', sinceAt: AT },
  clause: { source: '湘西州办法（2018）第十条', text: '同步推出解读文章' },
  figures: { policies: 4, paired: 1, waiting: 0, missing: 1, excused: 1, unsure: 1, text: 1, picture: 0, video: 0 },
};
const COUNTS = { veto: 1, warn: 2, unknown: 3, pass: 4 };

export const siteCheckListed = (): SiteCheckView => ({
  ...{ id: ACCOUNTS.ofA, name: '甲局网站', unitId: UNIT_A, unitName: '甲局', homeUrl: 'https://a.example/' },
  ...{ state: 'veto', verdicts: { availability: FAILING, home: HOME, columns: COLUMNS, interpretations: GAPS } },
  ...{ lastVisit: VISIT, nextVisitAt: AT },
});

/** One complete example of every view. */
export const siteCheckOf = (more: Partial<SiteCheckDetailView> = {}): SiteCheckDetailView => ({
  ...siteCheckListed(),
  days: [{ on: '2026-11-20', visits: 47, failures: 3, unknown: 1 }],
  columnsFiling: { source: '湘西州办法（2018）第九条', text: '及时归并或关闭' },
  home: { newestOn: '2026-11-18', changedAt: AT, lastSeenAt: AT },
  page: {
    seenAt: AT,
    findings: [
      { item: 'meta-site-name', state: 'there', figure: null },
      { item: 'certificate', state: 'soon', figure: 12 },
      { item: 'image-texts', state: 'missing', figure: 7 },
      { item: 'ipv6', state: 'unknown', figure: null },
    ],
  },
  ...more,
});
export const siteVisits = () => [VISIT];
export const siteLinks = (): readonly SiteLinkView[] => [
  {
    ...{ problem: 'dead-inside', url: 'https://a.example/gone', text: '办事指南' },
    ...{ page: 'https://a.example/', reason: 'http-error' },
  },
];
export const siteStates = () => ({
  counts: { site: COUNTS, availability: COUNTS, home: COUNTS, columns: COUNTS, interpretations: COUNTS },
  asOf: AT,
});

const POLICY = { publishedOn: '2026-11-09', dueBy: '2026-11-12T16:00:00.000Z', docNumber: null } as const;
const OPEN = { interpretation: null, unsure: null, decision: null } as const;
/** One policy of each state that a person can do something about, and one that is explained. */
export const siteInterpretations = (): readonly InterpretedPolicyView[] => [
  { ...POLICY, ...OPEN, url: 'https://a.example/p1.html', title: '甲局关于供水管理的通知', state: 'missing' },
  { ...POLICY, ...OPEN, url: 'https://a.example/p2.html', title: '关于用电的通知', state: 'unknown', unsure: 'whose' },
  {
    ...{ ...POLICY, ...OPEN, url: 'https://a.example/p3.html', title: '甲局关于归档的通知', state: 'excused' },
    decision: { act: 'excuse', reason: '内部管理', byName: '王敏', at: AT },
  },
  {
    ...{ ...POLICY, ...OPEN, url: 'https://a.example/p4.html', title: '甲局关于供暖的通知', state: 'paired' },
    docNumber: '甲局发〔2026〕4号',
    interpretation: { url: 'https://a.example/i4.html', title: '一图读懂供暖', form: 'picture', by: 'link' },
  },
];

/** Checks of websites, in the office. */
export function siteCheckServices({ page, visible }: OfficeRules): Pick<Services, 'siteChecks'> {
  return {
    siteChecks: {
      list: async () => page([siteCheckListed()]),
      counts: async () => siteStates(),
      show: async (id, principal) => {
        visible(id, principal);
        return siteCheckOf();
      },
      visits: async (id, _on, principal) => {
        visible(id, principal);
        return page(siteVisits());
      },
      links: async (id, principal) => {
        visible(id, principal);
        return page(siteLinks());
      },
      interpretations: async (id, principal) => {
        visible(id, principal);
        return page(siteInterpretations());
      },
      decide: async (id, _draft, principal) => {
        visible(id, principal);
      },
      crawlDue: unused,
      visitDue: unused,
    },
  };
}
