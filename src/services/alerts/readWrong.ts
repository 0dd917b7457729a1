import { accountAlertEnd, accountAlerts, findingCause } from '../../domain/alerts/accountAlerts';
import type { Alert } from '../../domain/alerts/alert';
import { ARCHIVE_ALERT } from '../../domain/alerts/alertTable';
import { archiveAlerts } from '../../domain/alerts/archiveAlerts';
import type { AlertsWanted } from '../../domain/alerts/alertChanges';
import { caseAlerts } from '../../domain/alerts/caseAlerts';
import { credentialAlertEnd, credentialAlerts, CREDENTIALS_OWNER } from '../../domain/alerts/credentialAlerts';
import { dutyAlertEnd, dutyAlerts } from '../../domain/alerts/dutyAlerts';
import { diskAlerts, STORAGE_OWNER } from '../../domain/alerts/diskAlerts';
import {
  mandateAlertEnd,
  mandateAlerts,
  mandateAlertsLaterAt,
  type MandateState,
} from '../../domain/alerts/mandateAlerts';
import { ownPostAlertEnd, ownPostAlerts } from '../../domain/alerts/ownPostAlerts';
import { askingRuleAlerts, awaitedPolicyAlerts, POLICIES_OWNER } from '../../domain/alerts/policyAlerts';
import { REACH_OWNER } from '../../domain/alerts/reachAlerts';
import { surveyAlerts } from '../../domain/alerts/surveyAlerts';
import { siteCheckAlertEnd, siteCheckAlerts } from '../../domain/alerts/siteCheckAlerts';
import { SUBMISSIONS_OWNER } from '../../domain/alerts/submissionAlerts';
import {
  INCIDENTS_OWNER,
  incidentAlerts,
  OUTDATED_OWNER,
  outdatedAlerts,
  UNSEEN_OWNER,
  unseenAlertEnd,
  unseenAlerts,
} from '../../domain/alerts/sightAlerts';
import { causeOf } from '../../domain/accounts/incident';
import type { Credential, CredentialState } from '../../domain/credentials/credential';
import {
  ID_PATTERN,
  type AccountId,
  type CaseId,
  type CredentialId,
  type DutyId,
  type MandateId,
  type OwnPostId,
  type SurveyPlanId,
  type SiteId,
} from '../../domain/ids';
import { FINDING_KINDS } from '../../domain/judging/verdict';
import { civilDateOf } from '../../domain/time/civil';
import { SECOND_MS, type Instant } from '../../domain/time/instant';
import { readArchiveFault } from '../archiveFault';
import { openQuestions, readAsking } from '../askingRules';
import { readAwaited } from '../awaitedPolicies';
import { pagesOf } from '../pagesOf';
import type { ServiceDeps } from '../settings';
import { readReach } from './readReach';
import { readSubmissions } from './readSubmissions';

/** Reads what is wrong now of one owner of alerts, and why what is not wrong any more is over. */
export type ReadWrong = (owner: string, now: Instant, live: readonly Alert[]) => Promise<AlertsWanted>;

const NOTHING: AlertsWanted = { wanted: [], endOf: () => 'removed' };

export function createReadWrong(deps: ServiceDeps): ReadWrong {
  return async (owner, now, live) => {
    if (owner === CREDENTIALS_OWNER) return readCredentials(deps, now);
    if (owner === INCIDENTS_OWNER) return readIncidents(deps);
    if (owner === UNSEEN_OWNER) return readUnseen(deps);
    if (owner === POLICIES_OWNER) return readPolicies(deps, now);
    if (owner === REACH_OWNER) return readReach(deps, now);
    if (owner === SUBMISSIONS_OWNER) return readSubmissions(deps, now);
    if (owner === STORAGE_OWNER) return readStored(deps, now);
    if (owner === OUTDATED_OWNER)
      return { wanted: outdatedAlerts(await deps.storage.findings.outdated()), endOf: () => 'finding-closed' };
    const [kind, id = ''] = owner.split(':');
    if (!ID_PATTERN.test(id)) return NOTHING;
    if (kind === 'account') return readAccount(deps, id as AccountId, live);
    if (kind === 'case') return readCase(deps, id as CaseId);
    if (kind === 'own-post') return readOwnPost(deps, id as OwnPostId);
    if (kind === 'survey-plan') return readPlan(deps, id as SurveyPlanId, now);
    if (kind === 'duty') return readDuty(deps, id as DutyId, now);
    if (kind === 'site') return readSiteCheck(deps, id as SiteId);
    return kind === 'mandate' ? readMandate(deps, id as MandateId, now) : NOTHING;
  };
}

/**
 * A question that is answered or counted leaves no line in the ledger by itself: while one is open it is looked at
 * again.
 */
const QUESTION_AGAIN_MS = 15 * SECOND_MS;

async function readPolicies(deps: ServiceDeps, now: Instant): Promise<AlertsWanted> {
  const awaited = awaitedPolicyAlerts(await readAwaited(deps, now), now);
  const asking = askingRuleAlerts(await readAsking(deps.storage), now);
  const isOpen = (await openQuestions(deps.storage)).length > 0;
  const againAt = isOpen ? new Date(now.getTime() + QUESTION_AGAIN_MS) : null;
  const later = [awaited.laterAt, asking.laterAt, againAt].flatMap((at) => (at === null ? [] : [at.getTime()]));
  return {
    wanted: [...awaited.wanted, ...asking.wanted],
    endOf: () => 'done',
    laterAt: later.length === 0 ? null : new Date(Math.min(...later)),
  };
}

async function readAccount(
  { storage }: ServiceDeps,
  id: AccountId,
  live: readonly Pick<Alert, 'cause'>[],
): Promise<AlertsWanted> {
  const [record] = await storage.accounts.byIds([id]);
  if (record === undefined) return { wanted: [], endOf: () => 'account-ended' };
  const { account, verdict } = record;
  const findings = await storage.findings.openFor(id);
  const ended = FINDING_KINDS.filter(
    (kind) =>
      live.some(({ cause }) => cause === findingCause(id, kind)) && !findings.some((finding) => finding.kind === kind),
  );
  const newest = new Map(
    await Promise.all(ended.map(async (kind) => [kind, await storage.findings.newestFor(id, kind)] as const)),
  );
  return {
    wanted: accountAlerts({ account, verdict, findings }),
    endOf: (alert) => accountAlertEnd(alert, record, (kind) => newest.get(kind)?.state ?? null),
  };
}

async function readCase({ storage }: ServiceDeps, id: CaseId): Promise<AlertsWanted> {
  const shutdownCase = await storage.cases.byId(id, null);
  if (shutdownCase === null) return NOTHING;
  const [record] = await storage.accounts.byIds([shutdownCase.accountId]);
  return { wanted: caseAlerts(shutdownCase, record?.account ?? null), endOf: () => 'case-moved' };
}

async function readMandate({ storage }: ServiceDeps, id: MandateId, now: Instant): Promise<AlertsWanted> {
  const mandate = await storage.mandates.byId(id);
  if (mandate === null) return { wanted: [], endOf: (alert) => mandateAlertEnd(alert, null) };
  const policy = await storage.policies.byId(mandate.policyId);
  const state: MandateState = {
    mandate,
    groups: await storage.obligations.groupsOf(id),
    policyWithdrawnAt: policy?.withdrawal?.noticedAt ?? null,
    now,
  };
  return {
    wanted: mandateAlerts(state),
    endOf: (alert) => mandateAlertEnd(alert, state),
    laterAt: mandateAlertsLaterAt(state),
  };
}

async function readOwnPost({ storage }: ServiceDeps, id: OwnPostId): Promise<AlertsWanted> {
  const post = await storage.ownPosts.byId(id, null);
  if (post === null) return { wanted: [], endOf: (alert) => ownPostAlertEnd(alert, null) };
  const records = await storage.accounts.byIds(post.channels.map(({ accountId }) => accountId));
  const places = new Map(records.map(({ account }) => [account.id, account] as const));
  return { wanted: ownPostAlerts(post, places), endOf: (alert) => ownPostAlertEnd(alert, post) };
}

async function readDuty({ storage }: ServiceDeps, id: DutyId, now: Instant): Promise<AlertsWanted> {
  const duty = await storage.duties.byId(id, null);
  if (duty === null) return { wanted: [], endOf: () => 'removed' };
  const offered = duty.offer === null ? null : await storage.units.byId(duty.offer.unitId, null);
  return { ...dutyAlerts(duty, { now, offered }), endOf: (alert) => dutyAlertEnd(alert, duty) };
}

async function readPlan({ storage }: ServiceDeps, id: SurveyPlanId, now: Instant): Promise<AlertsWanted> {
  const plan = await storage.surveyPlans.byId(id, null);
  if (plan === null) return { wanted: [], endOf: () => 'removed' };
  const isOver = civilDateOf(now) > `${plan.year}-12-31`;
  return { ...surveyAlerts(plan, now), endOf: () => (isOver ? 'deadline-passed' : 'done') };
}

async function readSiteCheck({ storage }: ServiceDeps, id: SiteId): Promise<AlertsWanted> {
  const found = await storage.siteChecks.byId(id, null);
  if (found === null) return NOTHING;
  return {
    wanted: siteCheckAlerts(found.site, found.check),
    endOf: (alert) => siteCheckAlertEnd(alert, found.check),
  };
}

async function readIncidents({ storage }: ServiceDeps): Promise<AlertsWanted> {
  const incidents = [];
  for (const incident of await storage.incidents.current()) {
    const { platform, outcome } = causeOf(incident);
    incidents.push({ ...incident, blind: await storage.accounts.blindByUnit(platform, outcome) });
  }
  return { wanted: incidentAlerts(incidents), endOf: () => 'incident-over' };
}

async function readStored({ storage }: ServiceDeps, now: Instant): Promise<AlertsWanted> {
  const first = { limit: 1, cursor: null };
  const told = await storage.alerts.list({ kind: 'storage-low', state: 'unresolved' }, first, null);
  const { disk } = await storage.sizes.now();
  return {
    wanted: [...diskAlerts(disk, told.items[0] ?? null, now), ...archiveAlerts(await readArchiveFault(storage))],
    endOf: ({ kind }) => (kind === ARCHIVE_ALERT.kind ? 'archive-back' : 'room-again'),
  };
}

async function readUnseen({ storage }: ServiceDeps): Promise<AlertsWanted> {
  const incidents = await storage.incidents.current();
  const groups = await storage.accounts.unseen();
  return {
    wanted: unseenAlerts(groups, incidents),
    endOf: (alert) => unseenAlertEnd(alert, groups, incidents),
  };
}

const TROUBLED: readonly CredentialState[] = ['unopened', 'refused', 'expired', 'expiring'];
/** A county has a few hundred credentials; what is beyond these is told when some of them are mended. */
const BOUNDS = { limit: 200, maxPages: 25 };

async function readCredentials({ storage }: ServiceDeps, now: Instant): Promise<AlertsWanted> {
  const troubled: Credential[] = [];
  for (const state of TROUBLED)
    for await (const { items } of pagesOf((page) => storage.credentials.list({ state }, page, null), BOUNDS))
      troubled.push(...items);
  const refused = await refusedToLooks(storage, troubled, now);
  // One that was about to expire and is refused by now is one credential.
  const others = troubled.filter(({ id }) => !refused.some((one) => one.id === id));
  const wanted = credentialAlerts([...others, ...refused], now);
  const told = new Set(wanted.map(({ cause }) => cause));
  const current = new Map<string, Credential | null>();
  for (const { cause } of await unresolvedCredentialAlerts(storage)) {
    const id = cause.split(':')[1] ?? '';
    if (!told.has(cause) && ID_PATTERN.test(id))
      current.set(cause, await storage.credentials.byId(id as CredentialId, null));
  }
  return { wanted, endOf: (alert) => credentialAlertEnd(alert, current.get(alert.cause) ?? null, wanted) };
}

/**
 * What a look or a publishing was refused with, before the test of the credential has said the same, or where there is
 * none: nothing is published with it either way.
 */
async function refusedToLooks(
  storage: ServiceDeps['storage'],
  troubled: readonly Credential[],
  now: Instant,
): Promise<readonly Credential[]> {
  const known = new Set<string>(troubled.filter(({ state }) => state !== 'expiring').map(({ id }) => id));
  const refused: Credential[] = [];
  for (const { id, fault } of await storage.accounts.withRefusedCredential()) {
    if (known.has(id)) continue;
    const credential = await storage.credentials.ofAccount(id);
    if (credential === null) continue;
    const { expiresAt } = credential;
    if (fault !== 'credential-expired')
      refused.push({ ...credential, state: fault === 'credential-refused' ? 'refused' : 'unopened' });
    // The platform says that it is over: a later date in our books was wrong.
    else
      refused.push({
        ...credential,
        state: 'expired',
        expiresAt: expiresAt !== null && expiresAt <= now ? expiresAt : null,
      });
  }
  return refused;
}

async function unresolvedCredentialAlerts(
  storage: ServiceDeps['storage'],
): Promise<readonly { readonly cause: string }[]> {
  const found: { readonly cause: string }[] = [];
  for (const kind of ['credential-unopened', 'credential-refused', 'credential-expired', 'credential-expiring'])
    for await (const { items } of pagesOf(
      (page) => storage.alerts.list({ kind, state: 'unresolved' }, page, null),
      BOUNDS,
    ))
      found.push(...items);
  return found;
}
