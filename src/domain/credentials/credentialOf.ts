import type { AccountId, CredentialId } from '../ids';

/** An account's credential carries the account's own id: there is at most one. */
export function credentialOf(id: AccountId): CredentialId {
  return id as AccountId & CredentialId;
}
