import type { Platform } from '../accounts/account';
import type { AccountId, PolicyId, UnitId } from '../ids';
import type { VerdictReason } from '../judging/verdict';
import type { Instant } from '../time/instant';
import type { Alert, AlertDraft, Resolution, UnitFigures } from './alert';
import { INCIDENT_ALERT, OUTDATED_ALERT, UNSEEN_ALERT } from './alertTable';
import { foldUnits } from './foldUnits';

export const UNSEEN_OWNER = 'unseen';
export const INCIDENTS_OWNER = 'incidents';
export const OUTDATED_OWNER = 'outdated';

/** Accounts of one unit that are `unknown` for one reason on one platform. */
export interface UnseenGroup {
  readonly platform: Platform;
  readonly reason: VerdictReason;
  /** The platform refuses the credentials they have: an alert about those says so. */
  readonly credentialRefused: boolean;
  readonly unitPath: readonly UnitId[];
  readonly accounts: number;
  /** One of them. */
  readonly account: { readonly id: AccountId; readonly name: string };
  readonly sinceAt: Instant;
}

/**
 * Not having looked yet is our own state, and one look in vain no news; having looked in vain again is. That an account
 * has no feed the office knows: it did not give one.
 */
const NOT_TOLD: ReadonlySet<VerdictReason> = new Set(['never-looked', 'first-look-failed', 'no-feed']);

/** Never seen because the credential is refused: the credential is the one thing to know. */
const isToldByCredential = ({ reason, credentialRefused }: UnseenGroup): boolean =>
  reason === 'no-sight-yet' && credentialRefused;

/**
 * Accounts we cannot judge, one alert a platform and reason. While an incident explains why a platform cannot be seen,
 * it is the one thing to know (invariant 11).
 */
export function unseenAlerts(
  groups: readonly UnseenGroup[],
  incidents: readonly { readonly platform: Platform | null }[],
): readonly AlertDraft[] {
  const told = groups.filter(
    (group) =>
      !NOT_TOLD.has(group.reason) &&
      !isToldByCredential(group) &&
      !incidents.some((one) => one.platform === null || one.platform === group.platform),
  );
  return [...new Set(told.map(({ platform, reason }) => `${platform}:${reason}`))].sort().flatMap((key) => {
    const own = told.filter(({ platform, reason }) => `${platform}:${reason}` === key);
    const [first] = own;
    if (first === undefined) return [];
    const { total, ...place } = foldUnits(own.map(accountsOf));
    return [
      {
        ...UNSEEN_ALERT,
        ...place,
        cause: `unseen:${key}`,
        owner: UNSEEN_OWNER,
        subject:
          total['accounts'] === 1
            ? { accountId: first.account.id, label: first.account.name }
            : { label: first.platform },
        reason: first.reason,
        figures: { ...total, platform: first.platform },
        platform: first.platform,
        occurredAt: earliest(own.map(({ sinceAt }) => sinceAt)),
      },
    ];
  });
}

/** Why an alert about unseen accounts is over. */
export function unseenAlertEnd(
  { cause }: Pick<Alert, 'cause'>,
  groups: readonly UnseenGroup[],
  incidents: readonly { readonly platform: Platform | null }[],
): Resolution {
  const [, platform, reason] = cause.split(':');
  const isFolded =
    incidents.some((one) => one.platform === null || one.platform === platform) ||
    groups.some((group) => group.platform === platform && group.reason === reason && isToldByCredential(group));
  return isFolded ? 'folded' : 'seen-again';
}

function accountsOf({ unitPath, accounts }: { readonly unitPath: readonly UnitId[]; accounts: number }): UnitFigures {
  return { unitPath, figures: { accounts } };
}

function earliest(instants: readonly Instant[]): Instant {
  return new Date(Math.min(...instants.map((at) => at.getTime())));
}

export interface IncidentState {
  readonly key: string;
  readonly platform: Platform | null;
  readonly reason: string;
  readonly openedAt: Instant;
  /** The accounts of each unit that it blinds now. */
  readonly blind: readonly { readonly unitPath: readonly UnitId[]; readonly accounts: number }[];
}

/**
 * Many accounts failing for one cause: everybody sees how many of their own it blinds now. Where it blinds none any
 * more it is watched until it has been calm for long enough; that is for the office alone.
 */
export function incidentAlerts(incidents: readonly IncidentState[]): readonly AlertDraft[] {
  return incidents.map(({ key, platform, reason, openedAt, blind }) => {
    const { total, ...place } = foldUnits(blind.map(accountsOf));
    return {
      ...INCIDENT_ALERT,
      ...place,
      cause: `incident:${key}`,
      owner: INCIDENTS_OWNER,
      subject: { label: key },
      reason,
      figures: { accounts: 0, ...total, platform: platform ?? 'all' },
      platform,
      occurredAt: openedAt,
    };
  });
}

/** Reposts of one unit that were overtaken by one change of one policy. */
export interface OutdatedGroup {
  /** Null: found by a version that did not say. */
  readonly policyId: PolicyId | null;
  readonly ruleId: string;
  readonly detail: string;
  readonly occurredAt: Instant;
  readonly unitPath: readonly UnitId[];
  readonly accounts: number;
  readonly account: AccountId;
  readonly title: string;
}

/** A policy changed after it was reposted: one alert for the change, however many accounts have to follow. */
export function outdatedAlerts(groups: readonly OutdatedGroup[]): readonly AlertDraft[] {
  const keyOf = ({ policyId, ruleId, detail, occurredAt }: OutdatedGroup): string =>
    `${ruleId}:${detail}:${occurredAt.getTime()}${policyId === null ? '' : `:${policyId}`}`;
  return [...new Set(groups.map(keyOf))].sort().flatMap((key) => {
    const own = groups.filter((group) => keyOf(group) === key);
    const [first] = own;
    if (first === undefined) return [];
    const { total, ...place } = foldUnits(own.map(accountsOf));
    return [
      {
        ...OUTDATED_ALERT,
        ...place,
        cause: `outdated:${key}`,
        owner: OUTDATED_OWNER,
        subject: {
          ...(total['accounts'] === 1 ? { accountId: first.account } : {}),
          ...(first.policyId === null ? {} : { policyId: first.policyId }),
          label: first.title,
        },
        reason: 'outdated-repost',
        figures: { ...total, detail: first.detail },
        occurredAt: first.occurredAt,
      },
    ];
  });
}
