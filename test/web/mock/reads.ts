import { roleHistoryOf } from '../../http/samples';
import type { AlertGroupView, AlertView } from '../../../src/api/alerts';
import type { MessageView } from '../../../src/api/notify';
import type { AccountDetailView } from '../../../src/api/accounts';
import { alertLetterOf, digestOf, letterOf, reminderOf } from '../../http/officeLetters';
import { mockDaily, mockFindings, mockLooks, mockPosts } from './accountLists';
import { NOT_FOUND, ok, page, type Reply, type Query } from './replies';
import { mockObligationDetail } from './obligations';
import { PASSWORD_RULES } from '../../../src/domain/people/passwordRules';
import { handoverOf } from '../../http/officeHandover';
import { onboardingPlanOf } from '../../http/officeOnboarding';
import { officialListOf } from '../../http/officeLists';
import { mockLines } from './officialLists';
import { mockStanding } from './onboarding';
import { coverageOfOffice } from '../../http/officeFilings';
import * as mockFilings from './filings';
import * as mockTeam from './team';
import { mockPeople, mockRoles, mockSessions } from './people';
import { mockPolicies } from './policies';
import { mockCredentialDetail, mockCredentials, mockTraining, PLATFORM_VIEWS } from './platformSide';
import { mockForecast, mockManualTasks, mockPreviews, mockRules } from './publishingSide';
import { escalationOf, ladderOf } from '../../http/officeLadders';
import { channelRehearsalOf, deliveryOf, kindOf, messageOf, routeOf } from '../../http/officeNotify';
import { contentChecksOf } from '../../http/officeOwnWords';
import { subscriptionOf, webhookDeliveryOf } from '../../http/officeWebhooks';
import { dutyDayOf, dutyDryRunOf, rosterOf, substitutionOf } from '../../http/officeOncall';
import { accountHistoryOf, filingOf, siteHistoryOf } from '../../http/accountSamples';
import { lookDayOf, removalOf, storageOf } from '../../http/storageSamples';
import { mockHandCopies, readOwnPosts } from './ownPosts';
import { readReviews } from './reviews';
import { readImports } from './imports';
import { readDuties } from './duties';
import { readOwnWords } from './ownWords';
import { readSiteChecks } from './siteChecks';
import { siteStates } from '../../http/officeSiteChecks';
import { readSubmissions } from './submissions';
import { mockSites } from './sites';
import { mockUnit, UNIT_HISTORY, UNITS } from './units';
import { HISTORY, ME, summaryOf, type MockWorld } from './world';

/** Whom alerts can be given to. */
const ASSIGNEE = 'e'.repeat(24);

function accountsPage(world: MockWorld, query: Query): Reply {
  const { platform, verdict, reason, unit, q, outcome, breachWithinHours } = query;
  return page(
    world.accounts.filter(
      (account) =>
        (platform === undefined || account.platform === platform) &&
        (verdict === undefined || account.verdict?.kind === verdict) &&
        (reason === undefined || account.verdict?.reason === reason) &&
        (unit === undefined || account.unitId === unit) &&
        (q === undefined || account.name.includes(q)) &&
        (outcome === undefined || account.lastLookOutcome === outcome) &&
        (breachWithinHours === undefined ||
          (account.verdict?.breachAt != null && account.verdict.breachAt <= world.clock.at(Number(breachWithinHours)))),
    ),
    query,
  );
}

function alertsPage(world: MockWorld, query: Query): Reply {
  const { since, limit } = query;
  if (since !== undefined)
    return ok({
      items: world.alerts.filter((alert) => alert.seq > Number(since)).slice(0, Number(limit ?? 50)),
      nextCursor: null,
      asOf: new Date().toISOString(),
      history: HISTORY,
    });
  return page(narrowedAlerts(world, query), query);
}

function narrowedAlerts(world: MockWorld, query: Query): AlertView[] {
  const { kind, reason, severity, state, q, assigned } = query;
  return [...world.alerts]
    .reverse()
    .filter(
      (alert) =>
        (kind === undefined || alert.kind === kind) &&
        (reason === undefined || alert.reason === reason) &&
        (severity === undefined || alert.severity === severity) &&
        (state === undefined || alert.state === state) &&
        (q === undefined || alert.subject.label.includes(q)) &&
        (assigned === undefined || (alert.assigned !== null) === (assigned === 'me')),
    );
}

/** What is not resolved by kind and reason, in the order in which it was met. */
function alertGroups(world: MockWorld, query: Query): AlertGroupView[] {
  const groups = new Map<string, AlertGroupView>();
  for (const { kind, reason, severity, noticedAt } of narrowedAlerts(world, query)) {
    const known = groups.get(`${kind} ${reason}`);
    groups.set(`${kind} ${reason}`, { kind, reason, severity, count: (known?.count ?? 0) + 1, oldestAt: noticedAt });
  }
  return [...groups.values()];
}

/** What was done with one alert, and that it appeared. */
function alertHistory(world: MockWorld, id: string | undefined): Reply {
  const alert = world.alerts.find((one) => one.id === id);
  if (alert === undefined) return NOT_FOUND;
  const opened: AlertView = { ...alert, change: 'opened', state: 'open', seq: 1, changedBy: null, acknowledged: null };
  return page(alert.change === 'opened' ? [opened] : [{ ...alert, seq: 2 }, opened], {});
}

function accountDetail(world: MockWorld, id: string): Reply {
  const account = world.accounts.find((candidate) => candidate.id === id);
  if (account === undefined) return NOT_FOUND;
  const body: AccountDetailView = {
    ...account,
    improper: mockFindings(account, world.clock).some(({ kind, state }) => kind === 'improper' && state === 'open'),
    daily: mockDaily(account, world.clock),
    completeFromAt: account.lastSightAt === null ? null : world.clock.at(-24 * 45),
    firstSightAt: account.lastSightAt === null ? null : world.clock.at(-24 * 45),
    consecutiveBlindLooks: account.verdict?.kind === 'unknown' ? 9 : 0,
    openCase:
      world.cases.find((shutdownCase) => shutdownCase.accountId === id && shutdownCase.closedAt === null) ?? null,
    settings: {},
  };
  return ok(body);
}

function accountList(world: MockWorld, id: string, kind: string, query: Query): Reply {
  const account = world.accounts.find((candidate) => candidate.id === id);
  if (account === undefined) return NOT_FOUND;
  if (kind === 'filing') return ok({ ...filingOf(), contactName: '张三', contactPhone: '13812341234', masked: false });
  if (kind === 'history') return page([accountHistoryOf()], query);
  if (kind === 'posts') return page(mockPosts(account, world.clock), query);
  if (kind === 'looks') return page(mockLooks(account, world.clock), query);
  if (kind === 'look-days') return page([lookDayOf()], query);
  return page(mockFindings(account, world.clock), query);
}

const MAIL_ID = '7'.repeat(24);
/** One that goes to a group, and a mail that tries what a mail must not do. */
const MESSAGES = (): readonly MessageView[] => [
  messageOf(),
  { ...messageOf(), id: MAIL_ID, channelKind: 'mail', subject: '（紧急）3 条告警', text: '3 条告警', hasHtml: true },
];
const MAIL_HTML =
  '<h1>3 条告警</h1><script>parent.document.title = "taken";</script>' +
  '<img src="https://elsewhere.example/seen.png" onerror="parent.document.title = 1">' +
  '<a href="https://elsewhere.example/">查看</a>';

function notifyPage(world: MockWorld, [part, id]: readonly (string | undefined)[], query: Query): Reply {
  if (part === 'messages' && id !== undefined) return ok({ ...world.messageRecord, html: MAIL_HTML });
  if (part === 'kinds') return page([kindOf()], query);
  if (part === 'channels' && id !== undefined) return ok(channelRehearsalOf());
  if (part === 'channels') return page(world.channels, query);
  if (part === 'ladders') return page([ladderOf()], query);
  return part === 'routes' ? page([routeOf()], query) : page(MESSAGES(), query);
}

/** What the API returns for a GET below `/api/v1`, signed in. */
export function read(world: MockWorld, path: string, query: Query): Reply {
  const [, list = '', id, kind] = path.split('/');
  const found = (thing: unknown): Reply => (thing === undefined ? NOT_FOUND : ok(thing));
  if (list === 'me' && id === 'password') return ok({ hasPassword: true, needsPresent: true, rules: PASSWORD_RULES });
  if (list === 'me' && id === 'sessions') return page(mockSessions(world.clock, true), query);
  if (list === 'handovers') return id === undefined ? page([handoverOf()], query) : ok(handoverOf());
  if (list === 'people' && kind === 'handover')
    return ok({ fromId: id, fromName: '赵值班', items: [{ ...handoverOf().items[0], canGive: true }] });
  if (list === 'people' && kind === 'sessions') return page(mockSessions(world.clock, false), query);
  if (list === 'me') return ok(ME);
  if (kind === 'checks') return ok(contentChecksOf());
  if (list === 'own-words') return readOwnWords(world.ownWords, query);
  if (list === 'own-posts') return readOwnPosts(world, [id, kind], query);
  if (list === 'summary') return ok(summaryOf(world));
  if (list === 'roles') return page(mockRoles(), query);
  if (list === 'role-history') return page(query['role'] === 'operator' ? [roleHistoryOf()] : [], query);
  if (list === 'people') return page(mockPeople(world.clock), query);
  if (list === 'liaisons' || kind === 'liaisons') return mockTeam.liaisons(id, query);
  if (kind === 'informants') return page([{ id: ASSIGNEE, name: '张信息', post: '科员' }], query);
  if (/^(?:dut|interactions|asked-duties|survey-plans|emergencies|meetings)/.test(list))
    return readDuties(world.duties, [list, id, kind], query);
  if (list === 'site-check-states') return ok(siteStates());
  if (list === 'site-checks') return readSiteChecks([id, kind], query);
  if (list.startsWith('submission')) return readSubmissions(world.submissions, [list, id], query);
  if (list === 'imports') return readImports(world.imports, [id, kind], query);
  if (list === 'courses') return mockTeam.courses(id, query);
  if (list === 'official-lists' && kind === 'lines') return page(mockLines(query), query);
  if (list === 'official-lists') return id === undefined ? page([officialListOf()], query) : ok(officialListOf());
  if (list === 'onboarding-plans' && kind === 'export') return ok({ fileName: '入驻情况.xlsx', content: '' });
  if (list === 'onboarding-plans')
    return id === undefined ? page([onboardingPlanOf()], query) : ok(mockStanding(query));
  if (list === 'coverage') return ok(coverageOfOffice());
  if (list === 'filing-findings') return mockFilings.findings(id, query);
  if (list === 'platforms') return page(PLATFORM_VIEWS, query);
  if (list === 'manual-tasks' && id === 'own-posts') return page(mockHandCopies(), query);
  if (list === 'manual-tasks') return page(mockManualTasks(world), query);
  if (list === 'forecast') return ok(mockForecast(world, world.clock));
  if (list === 'mandate-rules') return page(mockRules, query);
  if (list === 'mandates' && kind === 'preview') return page(mockPreviews(), query);
  if (list === 'training') return ok(mockTraining(query['q'] ?? ''));
  if (list === 'credentials') {
    const all = mockCredentials(world.clock);
    const one = all.find((credential) => credential.id === id);
    if (id !== undefined) return one === undefined ? NOT_FOUND : ok(mockCredentialDetail(one, world.clock));
    return page(
      all.filter(
        ({ state, platform }) =>
          (query['state'] === undefined || state === query['state']) &&
          (query['platform'] === undefined || platform === query['platform']),
      ),
      query,
    );
  }
  if (list === 'sites' && kind === 'history') return page([siteHistoryOf()], query);
  if (list === 'sites' && kind === 'obligations')
    return page(query['open'] === undefined ? world.obligations.slice(0, 5) : world.obligations.slice(0, 3), query);
  if (list === 'sites') return id === undefined ? mockSites.list(world, query) : mockSites.one(world, id);
  if (list === 'units' && kind === 'history') return page(UNIT_HISTORY, query);
  if (list === 'units' && id !== undefined) {
    const unit = UNITS.find((one) => one.id === id);
    return unit === undefined ? NOT_FOUND : ok(mockUnit(unit));
  }
  if (list === 'units') return page(UNITS, query);
  if (list === 'regions') return page([{ code: '330106', name: '浙江省 杭州市 西湖区' }], query);
  if (list === 'sectors') return page([{ key: 'education', zh: '教育', en: 'Education', ledBy: ['教育部'] }], query);
  if (list === 'policies') {
    const all = mockPolicies(world.clock);
    return id === undefined
      ? page(
          all.filter(({ awaitsPerson }) => query['awaitsPerson'] === undefined || awaitsPerson),
          query,
        )
      : found(all.find((policy) => policy.id === id));
  }
  if (list === 'alerts' && kind === 'escalations') return page([escalationOf()], query);
  if (list === 'alerts' && kind === 'letters') return page([alertLetterOf()], query);
  if (list === 'alerts' && kind === 'deliveries') return page([deliveryOf()], query);
  if (list === 'alerts' && id === 'groups') return page(alertGroups(world, query), {});
  if (list === 'alerts' && id === 'assignees')
    return page([{ id: ASSIGNEE, name: '李信息', role: 'officer', unitId: null }], query);
  if (list === 'alerts' && kind === 'history') return alertHistory(world, id);
  if (list === 'alerts') return alertsPage(world, query);
  if (list.startsWith('review')) return readReviews(world, [list, id], query);
  if (list === 'silences') return page(world.silences, query);
  if (list === 'digests') return id === undefined ? page([digestOf()], query) : page([letterOf()], query);
  if (list === 'reminders') return page([reminderOf()], query);
  if (list === 'subscriptions')
    return id === undefined ? page([subscriptionOf()], query) : page([webhookDeliveryOf()], query);
  if (list === 'rosters') {
    if (id === undefined) return page([rosterOf()], query);
    if (kind === 'on-duty') return ok({ ...dutyDryRunOf(), at: query['at'] ?? dutyDryRunOf().at });
    return kind === 'days' ? page([dutyDayOf()], {}) : page([substitutionOf()], query);
  }
  if (list === 'notify') return notifyPage(world, [id, kind], query);
  if (list === 'accounts')
    return id === undefined
      ? accountsPage(world, query)
      : kind === undefined
        ? accountDetail(world, id)
        : accountList(world, id, kind, query);
  if (list === 'mandates' && kind === 'obligations')
    return page(
      world.obligations.filter(
        (obligation) =>
          obligation.mandateId === id && (query['group'] === undefined || obligation.group === query['group']),
      ),
      query,
    );
  if (list === 'mandates')
    return id === undefined
      ? page(
          world.mandates.filter(
            ({ nextAction }) => query['open'] === undefined || (nextAction !== 'none') === (query['open'] === 'true'),
          ),
          query,
        )
      : found(world.mandates.find((mandate) => mandate.id === id));
  if (list === 'obligations' && id !== undefined) {
    const obligation = world.obligations.find((candidate) => candidate.id === id);
    return obligation === undefined ? NOT_FOUND : ok(mockObligationDetail(obligation, world.clock));
  }
  if (list === 'storage') return id === undefined ? ok(storageOf()) : page([removalOf()], query);
  if (list === 'publish-jobs') {
    const jobs = world.obligations
      .slice(0, 40)
      .map((obligation) => mockObligationDetail(obligation, world.clock).job)
      .filter((job) => job !== null);
    return page(
      jobs.filter((job) => query['state'] === undefined || job.state === query['state']),
      query,
    );
  }
  if (list === 'cases') {
    if (id !== undefined) return found(world.cases.find((shutdownCase) => shutdownCase.id === id));
    return page(
      world.cases.filter(
        (shutdownCase) =>
          (query['open'] === undefined || (shutdownCase.closedAt === null) === (query['open'] === 'true')) &&
          (query['state'] === undefined || shutdownCase.state === query['state']),
      ),
      query,
    );
  }
  return NOT_FOUND;
}
