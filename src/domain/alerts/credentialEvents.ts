import type { Credential } from '../credentials/credential';
import type { DomainEvent } from './alert';
import { makeEvent, type EventContext } from './domainEvent';

/** How many accounts and open obligations a credential carries: what stands still without it. */
export interface Dependants {
  readonly accounts: number;
  readonly obligations: number;
}

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
    /** What stands still without it. */ readonly dependants?: Dependants;
  },
): DomainEvent {
  const { credential, from, to, reason, note } = change;
  const { accountId, applicationId } = credential;
  const { dependants } = change;
  return makeEvent(change, {
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
      ...(dependants === undefined ? {} : { accounts: dependants.accounts, obligations: dependants.obligations }),
    },
  });
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
  const { days } = change;
  return credentialEvent({ ...change, reason: days === 0 ? 'expired' : `expires-within-${days}-days` });
}
