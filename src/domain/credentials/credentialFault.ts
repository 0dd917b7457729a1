import type { PlatformFailure } from '../errors';

/**
 * What is wrong with a credential that the platform does not accept, in the one word that account, credential, alert,
 * forecast and manual task have for it: its time is over, or it is refused for whatever else.
 */
export const CREDENTIAL_FAULTS = ['credential-expired', 'credential-refused'] as const;
export type CredentialFault = (typeof CREDENTIAL_FAULTS)[number];

export function credentialFault(failure: Pick<PlatformFailure, 'expired'> | null | undefined): CredentialFault {
  return failure?.expired === true ? 'credential-expired' : 'credential-refused';
}

export function isCredentialFault(reason: string | null): reason is CredentialFault {
  return (CREDENTIAL_FAULTS as readonly (string | null)[]).includes(reason);
}
