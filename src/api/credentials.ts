import type { Platform } from '../domain/accounts/account';
import type { CheckOutcome, CredentialKind, CredentialState } from '../domain/credentials/credential';
import type { IsoInstant } from './wire';

/** A credential without its secret. */
export interface CredentialView {
  readonly id: string;
  readonly platform: Platform;
  readonly kind: CredentialKind;
  readonly accountId: string | null;
  readonly applicationId: string | null;
  readonly label: string;
  readonly unitId: string | null;
  readonly state: CredentialState;
  readonly expiresAt: IsoInstant | null;
  readonly grantedAt: IsoInstant;
  readonly grantedBy: string;
  readonly lastTest: { readonly at: IsoInstant; readonly outcome: CheckOutcome; readonly code: string | null } | null;
  readonly nextTestAt: IsoInstant | null;
}

export interface CredentialDetailView extends CredentialView {
  /**
   * For an application whose platform calls us: when it last did, and since when without a gap (null: it does not at
   * present).
   */
  readonly messages: { readonly lastAt: IsoInstant | null; readonly flowingSinceAt: IsoInstant | null } | null;
  /** What stands still without it; at most 50 accounts are listed, the figures count all. */
  readonly dependants: {
    readonly accounts: number;
    readonly obligations: number;
    readonly listed: readonly { readonly accountId: string; readonly name: string; readonly obligations: number }[];
  };
}
