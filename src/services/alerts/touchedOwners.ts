import { accountOwner } from '../../domain/alerts/accountAlerts';
import type { LedgerEntry } from '../../domain/alerts/alert';
import { caseOwner } from '../../domain/alerts/caseAlerts';
import { CREDENTIALS_OWNER } from '../../domain/alerts/credentialAlerts';
import { dutyOwner } from '../../domain/alerts/dutyAlerts';
import { siteCheckOwner } from '../../domain/alerts/siteCheckAlerts';
import { ownPostOwner } from '../../domain/alerts/ownPostAlerts';
import { mandateOwner } from '../../domain/alerts/mandateAlerts';
import { POLICIES_OWNER } from '../../domain/alerts/policyAlerts';
import { REACH_OWNER } from '../../domain/alerts/reachAlerts';
import { SUBMISSIONS_OWNER } from '../../domain/alerts/submissionAlerts';
import { surveyPlanOwner } from '../../domain/alerts/surveyAlerts';
import { INCIDENTS_OWNER, OUTDATED_OWNER, UNSEEN_OWNER } from '../../domain/alerts/sightAlerts';
import type { AccountId, CaseId, DutyId, MandateId, OwnPostId, PolicyId, SiteId, SurveyPlanId } from '../../domain/ids';
import type { ServiceDeps } from '../settings';

const PLAIN: ReadonlySet<string | null> = new Set([null, 'fine', 'exempt', 'unknown']);

/** Whose alerts may be others after this line of the ledger. Too many cost a look; too few are met by the sweep. */
export async function touchedOwners(
  storage: ServiceDeps['storage'],
  entry: Pick<LedgerEntry, 'kind' | 'subject' | 'from' | 'to' | 'reason' | 'data'>,
): Promise<readonly string[]> {
  const { kind, subject, from, to, reason, data } = entry;
  const id = subject.slice(subject.indexOf(':') + 1);
  const of = (name: string): string => String(data[name]);
  switch (kind) {
    case 'verdict-changed':
      return [
        ...(PLAIN.has(from) && PLAIN.has(to) ? [] : [accountOwner(id as AccountId)]),
        ...(from === 'unknown' || to === 'unknown' ? [UNSEEN_OWNER] : []),
      ];
    case 'finding-opened':
    case 'finding-closed':
    case 'finding-dismissed':
    case 'finding-taken-back':
      return reason === 'outdated-repost' ? [OUTDATED_OWNER] : [accountOwner(of('accountId') as AccountId)];
    case 'case-moved':
      return [caseOwner(id as CaseId)];
    case 'incident-opened':
    case 'incident-closed':
      return [INCIDENTS_OWNER, UNSEEN_OWNER];
    case 'credential-changed':
      return [CREDENTIALS_OWNER];
    case 'own-post-changed':
      return [ownPostOwner(id as OwnPostId)];
    case 'duty-changed':
      return [dutyOwner(id as DutyId)];
    case 'survey-changed':
      return [surveyPlanOwner(id as SurveyPlanId)];
    case 'mandate-issued':
    case 'mandate-reviewed':
      return [mandateOwner(id as MandateId)];
    case 'obligation-moved':
      return [mandateOwner(of('mandateId') as MandateId)];
    case 'policy-changed':
      return [
        POLICIES_OWNER,
        ...(await storage.mandates.ofPolicy(id as PolicyId)).map((mandate) => mandateOwner(mandate.id)),
      ];
    case 'rule-changed':
    case 'unit-added':
    case 'unit-changed':
    case 'unit-closed':
    case 'unit-reopened':
    case 'unit-merged':
    case 'source-changed':
      return [POLICIES_OWNER];
    case 'submission-changed':
      return data['month'] === undefined ? [] : [SUBMISSIONS_OWNER];
    case 'site-checked':
      return [siteCheckOwner(id as SiteId)];
    case 'site-changed':
      return [
        siteCheckOwner(id as SiteId),
        ...(await storage.obligations.openForSite(id as SiteId)).map(({ mandateId }) => mandateOwner(mandateId)),
      ];
    case 'notify-changed':
      return /^notify-(channel|subscription):/.test(subject) ? [REACH_OWNER] : [];
    case 'register-removed':
      return subject.startsWith('account:') ? ofAccount(storage, id as AccountId) : [POLICIES_OWNER];
    case 'account-changed':
      return ofAccount(storage, id as AccountId);
    default:
      return [];
  }
}

/** What belongs to the account may belong to other units now, or be no account's any more. */
async function ofAccount(storage: ServiceDeps['storage'], id: AccountId): Promise<readonly string[]> {
  const shutdownCase = await storage.cases.openFor(id);
  const obligations = await storage.obligations.openFor(id);
  return [
    accountOwner(id),
    CREDENTIALS_OWNER,
    INCIDENTS_OWNER,
    UNSEEN_OWNER,
    OUTDATED_OWNER,
    ...(shutdownCase === null ? [] : [caseOwner(shutdownCase.id)]),
    ...obligations.map(({ mandateId }) => mandateOwner(mandateId)),
  ];
}
