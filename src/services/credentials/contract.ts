import type { Platform } from '../../domain/accounts/account';
import type { CredentialState } from '../../domain/credentials/credential';
import type { AccountId, CredentialId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { Instant } from '../../domain/time/instant';
import type { CredentialDetailView, CredentialView } from '../../api/credentials';
import type { ListView } from '../../api/wire';
import type { CallbackEndpoint, Resealed, Secrets } from '../../ports/credentials';
import type { PageRequest } from '../../ports/storage';
import type { Counts, WorkRun } from '../workRun';

export interface CredentialQuery {
  readonly platform?: Platform;
  readonly state?: CredentialState;
  readonly of?: 'accounts' | 'applications';
  readonly expiresWithinDays?: number;
}

/** How an authorisation on the platform's page ended, for the page the officer comes back to. */
export type AuthorisationEnd =
  | { readonly kind: 'granted'; readonly accountId: AccountId; readonly accountName: string }
  | { readonly kind: 'failed'; readonly reason: AuthorisationFailure; readonly detail: string };
/** Closed list. `platform-refused` carries the platform's own words in `detail`. */
export type AuthorisationFailure =
  'state-unknown' | 'application-missing' | 'platform-refused' | 'wrong-account' | 'account-unknown' | 'busy';

/** One call of a platform at one of our callback addresses. */
export interface PlatformCallback {
  readonly door: CallbackEndpoint;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
}
export type CallbackAnswer =
  /** To be answered with exactly this text. */
  | { readonly kind: 'answer'; readonly text: string }
  /** No such application or account, or what came is not from the platform. */
  | {
      readonly kind: 'refused';
      readonly reason:
        'no-such-door' | 'bad-signature' | 'cannot-decrypt' | 'malformed' | 'wrong-application' | 'stale';
    };

export interface CredentialServices {
  /** What is known of the credentials in the reader's scope; applications only for those who see the whole office. */
  list(query: CredentialQuery, page: PageRequest, principal: Principal): Promise<ListView<CredentialView>>;
  /** With what depends on it. Refuses `not-found`. */
  show(id: CredentialId, principal: Principal): Promise<CredentialDetailView>;
  /**
   * Stores an account's secret (action `credentials.manage`), due for a test at once. Refuses `forbidden`, `not-found`,
   * `invalid-input`, `conflict`.
   */
  saveForAccount(
    accountId: AccountId,
    given: { readonly secrets: Secrets; readonly applicationId: string | null; readonly expiresAt: Instant | null },
    principal: Principal,
  ): Promise<CredentialView>;
  /**
   * Stores an application's secret, by the id the platform knows it by; the same one again changes nothing. Refuses
   * `forbidden`, `invalid-input`, `conflict`.
   */
  saveApplication(
    given: { readonly platform: Platform; readonly label: string; readonly secrets: Secrets },
    principal: Principal | 'system',
  ): Promise<CredentialView>;
  /** Forgets a secret, with a reason for the ledger. Refuses `forbidden`, `not-found`, `conflict`. */
  remove(id: CredentialId, reason: string, principal: Principal): Promise<void>;
  /**
   * Makes it due for a test now (action `credentials.authorise`), and gives publishing another chance. Refuses
   * `forbidden`, `not-found`, `conflict`.
   */
  test(id: CredentialId, principal: Principal): Promise<{ readonly dueAt: Instant }>;
  /**
   * Begins an authorisation on the platform's page (action `credentials.authorise`): where to send the browser. Refuses
   * `forbidden`, `not-found`, `invalid-input`, `conflict`.
   */
  authorise(
    request: {
      readonly accountId: AccountId | null;
      readonly applicationId: string | null;
      readonly origin: string;
      readonly signal: AbortSignal;
    },
    principal: Principal,
  ): Promise<{ readonly url: string; readonly expiresAt: Instant }>;
  /** Ends it with what the platform sent back. The platform's code is used once, whatever comes of it. */
  finishAuthorisation(answer: {
    readonly platform: Platform;
    readonly query: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
  }): Promise<AuthorisationEnd>;
  /** Tests the credentials that are due. */
  testDue(run: WorkRun): Promise<Counts>;
  /** Warns of those that end soon. */
  warnExpiring(limit: number): Promise<Counts>;
  /**
   * Takes in one call of a platform: checked, stored, and only then acknowledged. Rejects only when the store fails;
   * the platform then calls again.
   */
  receive(callback: PlatformCallback): Promise<CallbackAnswer>;
  /** Processes what platforms sent us. Killed at any point, it does it again. */
  workMessages(run: WorkRun): Promise<Counts>;
  /**
   * Notes that our listener is there; to be called every five seconds while it is. A longer absence breaks the flow of
   * messages.
   */
  noteListening(): Promise<void>;
  /** Seals everything anew under the key in force. */
  reseal(onProgress: (done: Resealed) => void): Promise<Resealed>;
}
