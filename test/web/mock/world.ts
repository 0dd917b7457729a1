import type { ReviewView } from '../../../src/api/reviews';
import type { SubmissionDetailView } from '../../../src/api/submissions';
import { mockReviews } from './reviews';
import type { MockImport } from './imports';
import type { OwnWordView } from '../../../src/api/content';
import { mockOwnWords } from './ownWords';
import { mockDuties, type MockDuties } from './duties';
import { mockSubmissions } from './submissions';
import { ACTIONS } from '../../../src/domain/people/role';
import type { VerdictKind } from '../../../src/domain/judging/verdict';
import type { AccountView } from '../../../src/api/accounts';
import type { AlertView } from '../../../src/api/alerts';
import type { CaseView } from '../../../src/api/cases';
import type { MandateView } from '../../../src/api/mandates';
import type { MeView } from '../../../src/api/people';
import type { ChannelView, MessageRecordView, SilenceView } from '../../../src/api/notify';
import type { ObligationView } from '../../../src/api/obligations';
import type { SummaryView } from '../../../src/api/summary';
import { channelOf, silenceOf, messageRecordOf } from '../../http/officeNotify';
import { mockAccounts } from './accounts';
import { FIRST_SEQ, mockAlert } from './alerts';
import { mockCases } from './cases';
import { mockId, worldClock, type WorldClock } from './instants';
import { mockMandates } from './mandates';
import { mockObligations } from './obligations';
import { UNITS } from './units';

const ALERTS_AT_START = 45;

/** Everything the mock server knows. Alerts and cases change while it runs. */
export interface MockWorld {
  /** What `/healthz` gives as reasons. */
  readonly healthReasons: string[];
  readonly clock: WorldClock;
  readonly accounts: readonly AccountView[];
  readonly obligations: readonly ObligationView[];
  readonly mandates: readonly MandateView[];
  readonly cases: CaseView[];
  readonly alerts: AlertView[];
  readonly channels: ChannelView[];
  messageRecord: MessageRecordView;
  readonly silences: SilenceView[];
  readonly reviews: ReviewView[];
  readonly submissions: SubmissionDetailView[];
  readonly duties: MockDuties;
  readonly ownWords: OwnWordView[];
  readonly imports: MockImport[];
}

export const ME: MeView = {
  id: mockId('e', 1),
  name: '王管理',
  username: 'wang',
  role: 'administrator',
  unitId: null,
  unitName: null,
  sandbox: true,
  version: '0.1.0',
  actions: ACTIONS,
  addresses: { mail: null, mobile: null, wecomUserId: null, feishuOpenId: null },
  assignments: [
    { id: null, role: 'administrator', unitId: null, unitName: null, isCurrent: true },
    { id: mockId('f', 1), role: 'officer', unitId: mockId('a', 3), unitName: '县教育局', isCurrent: false },
  ],
};

export function createWorld(nowMs: number): MockWorld {
  const clock = worldClock(nowMs);
  const accounts = mockAccounts(clock);
  const obligations = mockObligations(accounts, clock);
  const mandates = mockMandates(obligations, clock);
  const cases = [...mockCases(accounts, clock)];
  const newest = FIRST_SEQ + ALERTS_AT_START - 1;
  const alerts = Array.from({ length: ALERTS_AT_START }, (_, index) =>
    mockAlert(FIRST_SEQ + index, newest, { accounts, mandates, cases, clock }),
  );
  return {
    healthReasons: [],
    clock,
    accounts,
    obligations,
    mandates,
    cases,
    alerts,
    channels: [channelOf()],
    messageRecord: { ...messageRecordOf(), obstacle: null },
    silences: [{ ...silenceOf(), active: false }],
    reviews: mockReviews(clock),
    submissions: mockSubmissions(),
    duties: mockDuties(),
    ownWords: mockOwnWords(),
    imports: [],
  };
}

/** Adds the next alert, as if it had happened now. */
export function addAlert(world: MockWorld): AlertView {
  const seq = lastSeq(world) + 1;
  const now = new Date().toISOString();
  const alert = { ...mockAlert(seq, seq, world), occurredAt: now, noticedAt: now, changedAt: now };
  const opened: AlertView = { ...alert, state: 'open', acknowledged: null };
  world.alerts.push(opened);
  return opened;
}

/** Names the history of the mock's numbers. */
export const HISTORY = 'mock-history';

export function lastSeq(world: MockWorld): number {
  return world.alerts.at(-1)?.seq ?? 0;
}

function count<Key extends string>(keys: readonly Key[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

const ZERO: SummaryView['verdicts'] = {
  fine: 0,
  warned: 0,
  slow: 0,
  silent: 0,
  unknown: 0,
  exempt: 0,
  improper: 0,
  unjudged: 0,
};

function verdictsByPlatform(accounts: readonly AccountView[]): SummaryView['verdictsByPlatform'] {
  const kinds: readonly VerdictKind[] = ['fine', 'warned', 'slow', 'silent', 'unknown', 'exempt'];
  return (['weibo', 'wechat', 'portal'] as const)
    .flatMap((platform) =>
      kinds.map((verdict) => ({
        platform,
        verdict,
        count: accounts.filter((account) => account.platform === platform && account.verdict?.kind === verdict).length,
      })),
    )
    .filter((row) => row.count > 0);
}

function sourceHealthOf({ accounts, clock }: MockWorld): SummaryView['sourceHealth'] {
  const tasks = ['collect', 'judge', 'intake', 'issue', 'queue', 'publish', 'overdue', 'cases', 'relay', 'incidents'];
  return {
    platforms: (['weibo', 'wechat', 'portal'] as const).map((platform) => {
      const own = accounts.filter((account) => account.platform === platform);
      const since = (hours: number): number =>
        own.filter((account) => account.lastSightAt !== null && account.lastSightAt > clock.at(-hours)).length;
      return {
        platform,
        accounts: own.length,
        seenLastHour: since(1),
        seenLastDay: since(24),
        lastSightAt: clock.at(-0.05),
        outcomes: count(own.map((account) => account.lastLookOutcome ?? 'items')),
      };
    }),
    policySources: [
      {
        id: mockId('d', 301),
        title: '中国政府网 最新政策',
        counterpart: null,
        lastLookAt: clock.at(-0.1),
        lastSightAt: clock.at(-0.1),
        lastOutcome: 'items',
        entries: 50,
      },
      {
        id: mockId('d', 302),
        title: '省人民政府 政策文件（RSS）',
        counterpart: { unitId: mockId('b', 3), name: '云溪县教育局' },
        lastLookAt: clock.at(-0.1),
        lastSightAt: clock.at(-6),
        lastOutcome: 'unreachable',
        entries: 166,
      },
    ],
    incidents: [
      { key: 'weibo:refused', platform: 'weibo', reason: 'weibo-10023', accounts: 7, openedAt: clock.at(-1.5) },
    ],
    postsLastDay: 132,
    work: tasks.map((task, index) => ({
      task,
      lastStartedAt: clock.at(-0.01 * (index + 1)),
      lastEndedAt: task === 'collect' ? null : new Date(clock.nowMs - 36_000 * (index + 1) + 400).toISOString(),
      catchUp: task === 'intake',
    })),
  };
}

export function summaryOf(world: MockWorld): SummaryView {
  const { accounts, mandates, cases, alerts } = world;
  const breaching = accounts.filter((account) => account.verdict?.breachAt != null);
  const severitiesOf = (state: AlertView['state']): Record<AlertView['severity'], number> => ({
    info: 0,
    notice: 0,
    warning: 0,
    critical: 0,
    ...count(alerts.filter((alert) => alert.state === state).map((alert) => alert.severity)),
  });
  return {
    asOf: new Date().toISOString(),
    seq: lastSeq(world),
    history: HISTORY,
    mandates,
    openMandates: mandates.filter(({ nextAction }) => nextAction !== 'none').length,
    breachingSoon: { total: breaching.length, accounts: breaching },
    verdicts: { ...ZERO, ...count(accounts.map((account) => account.verdict?.kind ?? 'unjudged')), improper: 1 },
    credentials: { expiring: 2, expired: 1, refused: 0, unopened: 0 },
    callBudgets: [{ platform: 'weibo', callsPerDay: 100, accounts: 60, calls: 2_140, most: 57 }],
    policiesAwaiting: { total: 1, late: 0, dueBy: new Date(Date.now() + 30 * 3_600_000).toISOString(), rules: 0 },
    lookLateness: { looks: 512, p50Ms: 1_500, p99Ms: 64_000 },
    verdictsByPlatform: verdictsByPlatform(accounts),
    sourceHealth: sourceHealthOf(world),
    cases: count(cases.map((shutdownCase) => shutdownCase.state)),
    jobs: { published: 41, submitted: 3, failed: 2, waiting: 1 },
    unacknowledged: severitiesOf('open'),
    acknowledged: severitiesOf('acknowledged'),
    alerts: [...alerts].reverse().slice(0, 30),
    accounts: accounts.length,
    units: UNITS.length,
  };
}
