import { lookDayOf, removalOf, storageOf } from './storageSamples';
import { Refusal } from '../../src/domain/errors';
import type { AlertView } from '../../src/api/alerts';
import type { Services } from '../../src/services/index';
import type { AccountId } from '../../src/domain/ids';
import {
  accountHistoryOf,
  accountOf,
  filingOf,
  caseOf,
  detailOf,
  findingOf,
  lookOf,
  postOf,
  siteHistoryOf,
  siteOf,
} from './accountSamples';
import {
  alertGroupOf,
  jobOf,
  ledgerOf,
  mandateOf,
  obligationDetailOf,
  obligationOf,
  policyOf,
  summaryOf,
} from './samples';

import { ACCOUNTS, pathOf, sees, unitOf, unitsSeenBy } from './officePeople';
import { type OfficeRules } from './officeRules';
import { unitDetailView, unitHistoryView, unitView } from './unitSamples';

/** The alerts there are, and the numbers of those that are written but not visible yet. */
export interface OfficeAlerts {
  readonly alerts: AlertView[];
  readonly hidden: ReadonlySet<number>;
  readonly history: () => string;
}

/** What the office shows. */
export function viewServices(
  { page, visible }: OfficeRules,
  { alerts, hidden, history }: OfficeAlerts,
): Pick<Services, 'views'> {
  return {
    views: {
      me: async ({ personId, name, role, unitId: unit }) => ({
        id: personId,
        name,
        username: name,
        role,
        unitId: unit,
        unitName: unit === null ? null : '某单位',
        actions: ['read'],
        addresses: { mail: null, mobile: '13800000000', wecomUserId: null, feishuOpenId: null },
        assignments: [{ id: null, role, unitId: unit, unitName: null, isCurrent: true }],
      }),
      summary: async (principal) => summaryOf(principal.name),
      platforms: () =>
        page([
          {
            platform: 'weibo',
            title: '新浪微博',
            settings: [
              {
                key: 'accessToken',
                secret: true,
                required: true,
                title: '授权令牌',
                why: '',
                choices: [{ value: 'a', title: '甲' }],
              },
            ],
          },
        ]),
      units: async (principal) => page(unitsSeenBy(principal).map((id) => ({ ...unitView(id), name: id }))),
      unit: async (id, principal) => {
        if (!sees(principal, id)) throw new Refusal('not-found', '没有这个单位。', { remedy: '请检查编号。' });
        return unitDetailView(id);
      },
      unitHistory: async (id, _page, principal) => {
        if (!sees(principal, id)) throw new Refusal('not-found', '没有这个单位。', { remedy: '请检查编号。' });
        return page([unitHistoryView]);
      },
      regions: () => page([{ code: '330106', name: '浙江省 杭州市 西湖区' }]),
      accounts: async (query, { limit }, principal) =>
        page(
          [ACCOUNTS.ofA, ACCOUNTS.ofB]
            .filter((id) => sees(principal, unitOf(id)) && (query.q === undefined || query.q === '甲'))
            .slice(0, limit)
            .map((id) => accountOf(id, unitOf(id) ?? '')),
        ),
      account: async (id, principal) => {
        visible(id, principal);
        return detailOf(id, unitOf(id) ?? '');
      },
      sites: async (_query, _page, principal) => page(sees(principal, unitOf(ACCOUNTS.ofA)) ? [siteOf()] : []),
      siteHistory: async (id, _page, principal) => {
        visible(id as string as AccountId, principal);
        return page([siteHistoryOf()]);
      },
      site: async (id, principal) => {
        visible(id as string as AccountId, principal);
        return {
          ...siteOf(),
          columns: [accountOf(ACCOUNTS.ofA, unitOf(ACCOUNTS.ofA) ?? '')],
          publishable: [ACCOUNTS.ofA],
          acts: ['close'],
          mayMove: true,
        };
      },
      filing: async (id, principal) => {
        visible(id, principal);
        return filingOf();
      },
      accountHistory: async (id, _page, principal) => {
        visible(id, principal);
        return page([accountHistoryOf()]);
      },
      posts: async (id, _page, principal) => {
        visible(id, principal);
        return page([postOf()]);
      },
      looks: async (id, _page, principal) => {
        visible(id, principal);
        return page([lookOf()]);
      },
      lookDays: async (id, _page, principal) => {
        visible(id, principal);
        return page([lookDayOf()]);
      },
      storage: async (principal) => {
        if (principal.unitId !== null) throw new Refusal('not-found', '没有找到。', { remedy: '' });
        return storageOf();
      },
      removals: async (_page, principal) => {
        if (principal.unitId !== null) throw new Refusal('not-found', '没有找到。', { remedy: '' });
        return page([removalOf()]);
      },
      diskLevel: async () => 'enough',
      findings: async (id, _page, principal) => {
        visible(id, principal);
        return page([findingOf(id)]);
      },
      policies: async () => page([policyOf()]),
      sectors: () => page([{ key: 'education', zh: '教育', en: 'Education', ledBy: ['教育部'] }]),
      policy: async (id, principal) => {
        visible(id, principal);
        return policyOf();
      },
      mandates: async () => page([mandateOf()]),
      mandate: async (id, principal) => {
        visible(id, principal);
        return mandateOf();
      },
      obligations: async () => page([obligationOf()]),
      obligation: async (id, principal) => {
        visible(id, principal);
        return obligationDetailOf();
      },
      jobs: async () => page([jobOf()]),
      job: async (id, principal) => {
        visible(id, principal);
        return jobOf();
      },
      cases: async () => page([caseOf()]),
      case: async (id, principal) => {
        visible(id, principal);
        return caseOf();
      },
      alerts: async (_query, { limit }, principal) => ({
        ...page(
          alerts
            .filter((alert) => sees(principal, alert.unitId))
            .reverse()
            .slice(0, limit),
        ),
        history: history(),
      }),
      alertGroups: async () => page([alertGroupOf()]),
      alertHistoryOf: async (id, _page, principal) => {
        visible(id, principal);
        return { ...page(alerts.slice(0, 1)), history: history() };
      },
      alertHistory: async () => history(),
      alertsSince: async (seq, limit, principal) =>
        alerts
          .filter((alert) => alert.seq > seq && !hidden.has(alert.seq) && sees(principal, alert.unitId))
          .slice(0, limit),
      alertTexts: async (seq, limit, principal) =>
        alerts
          .filter((alert) => alert.seq > seq && !hidden.has(alert.seq) && sees(principal, alert.unitId))
          .slice(0, limit)
          .map((alert) => ({ seq: alert.seq, json: Buffer.from(JSON.stringify(alert)) })),
      alertLines: async (seq, limit) =>
        alerts
          .filter((alert) => alert.seq > seq && !hidden.has(alert.seq))
          .slice(0, limit)
          .map((alert) => ({
            seq: alert.seq,
            readBy: alert.unitId === null ? [] : pathOf(alert.unitId),
            viewOf: () => alert,
          })),
      isMovingAway: async () => false,
      lastSeq: async () => alerts.length,
      lookLateness: async () => ({ looks: 10, p50Ms: 1_000, p99Ms: 5_000 }),
      ledger: async (seq, limit, principal) => {
        if (principal.role !== 'administrator')
          throw new Refusal('forbidden', '只有管理员可以查看台账。', { remedy: '' });
        return [1, 2, 3]
          .map(ledgerOf)
          .filter((entry) => entry.seq > seq)
          .slice(0, limit);
      },
    },
  };
}
