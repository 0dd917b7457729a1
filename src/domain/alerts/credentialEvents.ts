import type { Credential } from '../credentials/credential';
import type { DomainEvent } from './alert';
import { makeEvent, type EventContext } from './domainEvent';
import type { AlertRow } from './alertTable';

/** How many accounts and open obligations a credential carries: what stands still without it. */
export interface Dependants {
  readonly accounts: number;
  readonly obligations: number;
}

const EXPIRED: AlertRow = { kind: 'credential-expired', severity: 'critical' };
const REFUSED: AlertRow = { kind: 'credential-refused', severity: 'critical' };
const EXPIRING: AlertRow = { kind: 'credential-expiring', severity: 'notice' };
const EXPIRING_TOMORROW: AlertRow = { kind: 'credential-expiring', severity: 'warning' };

type About = EventContext & {
  readonly credential: Pick<
    Credential,
    'id' | 'accountId' | 'applicationId' | 'platform' | 'kind' | 'label' | 'unitId' | 'unitPath' | 'expiresAt'
  >;
};

/**
 * A change of a credential for the ledger: stored, removed, authorised, tested. Never carries anything of the secret.
 */
export function credentialEvent(
  change: About & {
    readonly from: string | null;
    readonly to: string;
    readonly reason: string;
    readonly note?: string;
  },
): DomainEvent {
  return event(change, null, {});
}

/** The platform refuses it before its date: people must know, and what depends on it. `told`: they know already. */
export function credentialRefusedEvent(
  change: About & {
    readonly from: string;
    readonly reason: string;
    readonly dependants: Dependants;
    readonly told: boolean;
  },
): DomainEvent {
  return event({ ...change, to: 'refused' }, change.told ? null : REFUSED, { ...change.dependants });
}

/** It will be over in so many days, or it is (0). */
export function credentialExpiryEvent(
  change: About & {
    readonly from: string;
    readonly to: string;
    readonly days: number;
    readonly dependants: Dependants;
  },
): DomainEvent {
  const { days, credential, dependants } = change;
  const row = days === 0 ? EXPIRED : days === 1 ? EXPIRING_TOMORROW : EXPIRING;
  return event({ ...change, reason: days === 0 ? 'expired' : `expires-within-${days}-days` }, row, {
    days,
    expiresAt: credential.expiresAt?.toISOString() ?? '',
    ...dependants,
  });
}

function event(
  change: About & {
    readonly from: string | null;
    readonly to: string;
    readonly reason: string;
    readonly note?: string;
  },
  row: AlertRow | null,
  figures: Readonly<Record<string, string | number>>,
): DomainEvent {
  const { credential, from, to, reason, note } = change;
  const { accountId, applicationId, unitId, unitPath } = credential;
  return makeEvent(
    change,
    {
      kind: 'credential-changed',
      subject: `credential:${credential.id}`,
      from,
      to,
      reason,
      data: {
        platform: credential.platform,
        kind: credential.kind,
        accountId,
        applicationId,
        ...(note === undefined ? {} : { note }),
      },
    },
    row === null
      ? null
      : {
          ...row,
          subject: { ...(accountId === null ? {} : { accountId }), label: credential.label },
          unitId,
          unitPath,
          figures,
        },
  );
}
