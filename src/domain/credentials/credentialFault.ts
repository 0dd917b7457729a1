import type { PlatformFailure } from '../errors';

/**
 * What is wrong with a credential that the platform does not accept or that we cannot open, in the one word that
 * account, credential, alert, forecast and manual task have for it: its time is over, it is refused for whatever else,
 * or no key of ours opens it.
 */
export const CREDENTIAL_FAULTS = ['credential-expired', 'credential-refused', 'credential-unopened'] as const;
export type CredentialFault = (typeof CREDENTIAL_FAULTS)[number];

export function credentialFault(failure: Pick<PlatformFailure, 'expired'> | null | undefined): CredentialFault {
  return failure?.expired === true ? 'credential-expired' : 'credential-refused';
}

export function isCredentialFault(reason: string | null): reason is CredentialFault {
  return (CREDENTIAL_FAULTS as readonly (string | null)[]).includes(reason);
}
