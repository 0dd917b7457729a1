import type { Credential, CredentialState } from '../credentials/credential';
import { DAY_MS, type Instant } from '../time/instant';
import { ALERT_SEVERITIES, type Alert, type AlertDraft, type Resolution } from './alert';
import {
  CREDENTIAL_EXPIRED_ALERT,
  CREDENTIAL_EXPIRING_ALERT,
  CREDENTIAL_EXPIRING_TOMORROW_ALERT,
  CREDENTIAL_REFUSED_ALERT,
  CREDENTIAL_UNOPENED_ALERT,
  type AlertRow,
} from './alertTable';
import { foldUnits } from './foldUnits';

export const CREDENTIALS_OWNER = 'credentials';

/** So many accounts that granted access through one application and fail alike have one cause: the application. */
const FOLD_FROM = 3;

type Known = Pick<
  Credential,
  | 'id'
  | 'platform'
  | 'accountId'
  | 'applicationId'
  | 'label'
  | 'unitId'
  | 'unitPath'
  | 'state'
  | 'expiresAt'
  | 'grantedAt'
  | 'lastCheckAt'
  | 'lastCheckCode'
>;

/**
 * Credentials that need somebody: refused, over or over soon. Many of one application that stand alike are one alert,
 * and the application's own trouble stands for all that goes through it.
 */
export function credentialAlerts(credentials: readonly Known[], now: Instant): readonly AlertDraft[] {
  const bad = credentials.flatMap((credential) => {
    const row = rowOf(credential, now);
    return row === null ? [] : [{ credential, row }];
  });
  const keyOf = ({ platform, applicationId, state }: Known): string =>
    `application:${platform}:${applicationId ?? ''}:${state}`;
  const isApplication = ({ accountId }: Known): boolean => accountId === null;
  const groups = new Map<string, (typeof bad)[number][]>();
  for (const one of bad) {
    const broken = bad.some(
      ({ credential }) =>
        isApplication(credential) &&
        credential.platform === one.credential.platform &&
        credential.applicationId === one.credential.applicationId,
    );
    const own = bad.filter(({ credential }) => keyOf(credential) === keyOf(one.credential));
    const isFolded = one.credential.applicationId !== null && (broken || own.length >= FOLD_FROM);
    const key = isFolded
      ? `application:${one.credential.platform}:${one.credential.applicationId}:${broken ? 'broken' : one.credential.state}`
      : `credential:${one.credential.id}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups].map(([cause, members]) => alertOf(cause, members, now));
}

function alertOf(
  cause: string,
  members: readonly { readonly credential: Known; readonly row: AlertRow }[],
  now: Instant,
): AlertDraft {
  const application = members.find(({ credential }) => credential.accountId === null);
  const worst = members.reduce((one, other) => (pressing(other.row) > pressing(one.row) ? other : one));
  const { credential, row } = application ?? worst;
  const { accountId, unitId, unitPath, label, state, expiresAt } = credential;
  const accounts = members.filter((member) => member.credential.accountId !== null);
  const common = {
    ...row,
    cause,
    owner: CREDENTIALS_OWNER,
    platform: credential.platform,
    reason: state === 'refused' ? (credential.lastCheckCode ?? 'refused') : state,
    occurredAt: occurredAt(credential, now),
  };
  const date = {
    ...(state === 'expiring' && expiresAt !== null ? { days: daysLeft(expiresAt, now) } : {}),
    ...(expiresAt === null ? {} : { expiresAt: expiresAt.toISOString() }),
  };
  if (members.length === 1 && application === undefined)
    return {
      ...common,
      subject: { ...(accountId === null ? {} : { accountId }), label },
      unitId,
      unitPath,
      byUnit: null,
      figures: { ...date, accounts: 1 },
    };
  const { total, ...place } = foldUnits(
    accounts.map((member) => ({ unitPath: member.credential.unitPath, figures: { accounts: 1 } })),
  );
  return {
    ...common,
    ...place,
    subject: { label: application === undefined ? (credential.applicationId ?? label) : label },
    figures: { ...date, accounts: 0, ...total },
  };
}

function pressing({ severity }: AlertRow): number {
  return ALERT_SEVERITIES.indexOf(severity);
}

function rowOf({ state, expiresAt }: Known, now: Instant): AlertRow | null {
  const rows: Readonly<Record<CredentialState, AlertRow | null>> = {
    untested: null,
    working: null,
    expiring:
      expiresAt !== null && daysLeft(expiresAt, now) <= 1
        ? CREDENTIAL_EXPIRING_TOMORROW_ALERT
        : CREDENTIAL_EXPIRING_ALERT,
    expired: CREDENTIAL_EXPIRED_ALERT,
    refused: CREDENTIAL_REFUSED_ALERT,
    unopened: CREDENTIAL_UNOPENED_ALERT,
  };
  return rows[state];
}

/** As people are warned: within seven days, within one day. */
function daysLeft(expiresAt: Instant, now: Instant): number {
  return expiresAt.getTime() - now.getTime() <= DAY_MS ? 1 : 7;
}

function occurredAt({ state, expiresAt, lastCheckAt, grantedAt }: Known, now: Instant): Instant {
  if (state === 'expired' && expiresAt !== null) return expiresAt;
  if (state === 'expiring' && expiresAt !== null)
    return new Date(expiresAt.getTime() - daysLeft(expiresAt, now) * DAY_MS);
  return lastCheckAt ?? grantedAt;
}

/** Why an alert about credentials is over, by what became of the one it was about; null: it was removed. */
export function credentialAlertEnd(
  alert: Pick<Alert, 'cause' | 'noticedAt'>,
  current: Pick<Credential, 'state' | 'grantedAt'> | null,
  wanted: readonly AlertDraft[],
): Resolution {
  if (alert.cause.startsWith('application:')) return 'accepted';
  if (current === null) return 'removed';
  if (current.grantedAt.getTime() > alert.noticedAt.getTime()) return 'replaced';
  const isTroubled = current.state !== 'untested' && current.state !== 'working';
  if (isTroubled && wanted.length > 0) return 'folded';
  return 'accepted';
}
