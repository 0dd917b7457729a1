import type { PolicySource } from '../../domain/policies/policy';
import type { Alert, AlertSeverity, AlertState } from '../../domain/alerts/alert';
import { ALERT_SEVERITIES } from '../../domain/alerts/alert';
import { causeOf } from '../../domain/accounts/incident';
import { VERDICT_KINDS } from '../../domain/judging/verdict';
import { DAY_MS, HOUR_MS, type Instant } from '../../domain/time/instant';
import type { AccountView } from '../../api/accounts';
import type { SummaryView } from '../../api/summary';
import type { Incident, ListedAccount, PlatformSight, Scope } from '../../ports/storage';
import { readAsking } from '../askingRules';
import { readAwaited } from '../awaitedPolicies';
import { readingOnce } from '../readOnce';
import type { ServiceDeps } from '../settings';
import { accountView } from '../toView/accountView';
import { alertView } from '../toView/alertView';
import type { ViewServices } from './contract';
import { iso, isoOrNull } from '../toView/isoInstant';
import { readScope } from '../readScope';
import { currentMandates } from './currentMandates';
import { readCallBudgets, readLateness } from './readWork';
import { createSingleFlight } from './singleFlight';
import { countUnits, type createUnitNames, type UnitDirectory } from '../unitNames';

const BREACH_AHEAD_MS = 48 * HOUR_MS;
const BREACHING_SHOWN = 50;
const ALERTS_SHOWN = 30;

/** The operations page: a handful of aggregates, one result a second for all who share a scope. */
export function createSummary(
  deps: ServiceDeps,
  unitNames: ReturnType<typeof createUnitNames>,
): ViewServices['summary'] {
  const { clock, settings } = deps;
  const share = createSingleFlight<SummaryView>(settings.views.summaryCacheMs);
  return async (principal) => {
    const scope = readScope(principal);
    const now = clock.now();
    return share({ key: scope ?? '', now }, async () =>
      Object.freeze(await readSummary(readingOnce(deps), { scope, now, unitNames })),
    );
  };
}

interface Request {
  readonly scope: Scope;
  readonly now: Instant;
  readonly unitNames: ReturnType<typeof createUnitNames>;
}

async function readSummary(deps: ServiceDeps, request: Request): Promise<SummaryView> {
  const { storage } = deps;
  const { scope, now } = request;
  const named = request.unitNames(now);
  const [
    units,
    seq,
    byVerdict,
    improper,
    mandates,
    breachingSoon,
    sourceHealth,
    policiesAwaiting,
    cases,
    jobs,
    alertCounts,
    alerts,
    history,
    credentials,
    callBudgets,
    lookLateness,
  ] = await Promise.all([
    named,
    storage.alerts.lastSeq(),
    storage.accounts.countByVerdict(scope),
    storage.findings.countAccounts('improper', scope),
    currentMandates(deps, scope, now),
    accountsBreachingSoon(deps, scope, now),
    readSourceHealth(deps, scope, { now, named }),
    ofOffice(scope, () => countAwaiting(deps, now)),
    storage.cases.countByState(scope),
    storage.publishJobs.countByState(scope),
    storage.alerts.countUnresolved(scope),
    mostPressing(storage, scope),
    storage.alerts.history(),
    storage.credentials.countByState(scope),
    ofOffice(scope, () => readCallBudgets(deps, now)),
    ofOffice(scope, () => readLateness(deps, now)),
  ]);
  const verdictsByPlatform = byVerdict.map(({ platform, verdict, count }) => ({
    platform,
    verdict: verdict ?? ('unjudged' as const),
    count,
  }));
  return {
    asOf: iso(now),
    seq,
    history,
    mandates: mandates.shown,
    openMandates: mandates.open,
    breachingSoon: {
      total: breachingSoon.total,
      accounts: breachingSoon.records.map((record): AccountView => accountView(record, units)),
    },
    verdicts: countVerdicts(verdictsByPlatform, improper),
    verdictsByPlatform,
    sourceHealth,
    policiesAwaiting,
    cases,
    jobs,
    unacknowledged: countSeverities(alertCounts, 'open'),
    acknowledged: countSeverities(alertCounts, 'acknowledged'),
    alerts: alerts.map((alert) => alertView(alert, scope)),
    accounts: byVerdict.reduce((sum, { count }) => sum + count, 0),
    units: countUnits(units, scope),
    credentials: {
      expiring: credentials.expiring ?? 0,
      expired: credentials.expired ?? 0,
      refused: credentials.refused ?? 0,
      unopened: credentials.unopened ?? 0,
    },
    callBudgets,
    lookLateness,
  };
}

/** What concerns the office as a whole is read for those who see the whole office; null for readers of a unit. */
async function ofOffice<T>(scope: Scope, read: () => Promise<T>): Promise<T | null> {
  return scope === null ? read() : null;
}

async function countAwaiting(deps: ServiceDeps, now: Instant): Promise<NonNullable<SummaryView['policiesAwaiting']>> {
  const [awaited, asking] = await Promise.all([readAwaited(deps, now), readAsking(deps.storage)]);
  const dues = awaited.flatMap(({ dueBy }) => (dueBy === null ? [] : [dueBy.getTime()]));
  return {
    total: awaited.length,
    late: dues.filter((due) => due <= now.getTime()).length,
    dueBy: dues.length === 0 ? null : iso(new Date(Math.min(...dues))),
    rules: asking.length,
  };
}

async function accountsBreachingSoon(
  { storage }: ServiceDeps,
  scope: Scope,
  now: Instant,
): Promise<{ readonly total: number; readonly records: readonly ListedAccount[] }> {
  const breachBetween = { from: now, before: new Date(now.getTime() + BREACH_AHEAD_MS) };
  const [total, soonest] = await Promise.all([
    storage.accounts.countBreaching(breachBetween, scope),
    storage.accounts.list({ breachBetween }, { limit: BREACHING_SHOWN, cursor: null }, scope),
  ]);
  return { total, records: soonest.items };
}

async function readSourceHealth(
  { storage }: ServiceDeps,
  scope: Scope,
  { now, named }: { readonly now: Instant; readonly named: Promise<UnitDirectory> },
): Promise<SummaryView['sourceHealth']> {
  const ago = (ms: number): Instant => new Date(now.getTime() - ms);
  const [units, platforms, sources, incidents, postsLastDay, ticks] = await Promise.all([
    named,
    storage.accounts.sightByPlatform(scope, ago(HOUR_MS), ago(DAY_MS)),
    ofOffice(scope, () => storage.policySources.health()),
    storage.incidents.current(),
    storage.posts.countSince(ago(DAY_MS), scope),
    ofOffice(scope, () => storage.tickRuns.latest()),
  ]);
  return {
    platforms: platforms.map((sight) => ({ ...sight, lastSightAt: isoOrNull(sight.lastSightAt) })),
    policySources:
      sources?.map(({ source, lastLookAt, lastSightAt, lastOutcome, entries }) => ({
        id: source.id,
        title: source.title,
        counterpart: counterpartOf(source, units),
        lastLookAt: isoOrNull(lastLookAt),
        lastSightAt: isoOrNull(lastSightAt),
        lastOutcome,
        entries,
      })) ?? null,
    incidents: incidents
      .map((incident) => ({ ...incident, accounts: blindOf(incident, platforms) }))
      .filter(({ accounts }) => scope === null || accounts > 0)
      .map(({ key, platform, reason, accounts, openedAt }) => ({
        key,
        platform,
        reason,
        accounts,
        openedAt: iso(openedAt),
      })),
    postsLastDay,
    work:
      ticks?.map(({ task, startedAt, endedAt, catchUp }) => ({
        task,
        lastStartedAt: iso(startedAt),
        lastEndedAt: isoOrNull(endedAt),
        catchUp,
      })) ?? null,
  };
}

/** How many of the reader's accounts it blinds now: those behind its link. */
function blindOf(incident: Incident, platforms: readonly PlatformSight[]): number {
  const { platform, outcome } = causeOf(incident);
  return platforms
    .filter((sight) => platform === null || sight.platform === platform)
    .reduce((sum, { outcomes }) => sum + (outcomes[outcome] ?? 0), 0);
}

function countVerdicts(rows: SummaryView['verdictsByPlatform'], improper: number): SummaryView['verdicts'] {
  const count = (kind: SummaryView['verdictsByPlatform'][number]['verdict']): number =>
    rows.reduce((sum, row) => (row.verdict === kind ? sum + row.count : sum), 0);
  return { ...recordOf(VERDICT_KINDS, count), improper, unjudged: count('unjudged') };
}

function countSeverities(
  counted: Awaited<ReturnType<ServiceDeps['storage']['alerts']['countUnresolved']>>,
  state: AlertState,
): Readonly<Record<AlertSeverity, number>> {
  return recordOf(
    ALERT_SEVERITIES,
    (severity) => counted.find((one) => one.state === state && one.severity === severity)?.count ?? 0,
  );
}

/** What presses most first; of what presses alike, what changed last. */
async function mostPressing({ alerts }: ServiceDeps['storage'], scope: Scope): Promise<readonly Alert[]> {
  const found: Alert[] = [];
  for (const severity of ALERT_SEVERITIES.toReversed()) {
    const limit = ALERTS_SHOWN - found.length;
    if (limit > 0)
      found.push(...(await alerts.list({ state: 'unresolved', severity }, { limit, cursor: null }, scope)).items);
  }
  return found;
}

function recordOf<Key extends string>(keys: readonly Key[], valueOf: (key: Key) => number): Record<Key, number> {
  return Object.fromEntries(keys.map((key) => [key, valueOf(key)])) as Record<Key, number>;
}

/** A key that no unit has names nobody; it is shown as it is, because it binds nobody. */
function counterpartOf(
  { counterpartKey = null }: PolicySource,
  { units }: UnitDirectory,
): { readonly unitId: string | null; readonly name: string } | null {
  if (counterpartKey === null) return null;
  const unit = units.find(({ key }) => key === counterpartKey);
  return { unitId: unit?.id ?? null, name: unit?.name ?? counterpartKey };
}
