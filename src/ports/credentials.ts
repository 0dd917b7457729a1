import type { Platform } from '../domain/accounts/account';
import type { CheckOutcome, Credential, CredentialState, MessageFlow } from '../domain/credentials/credential';
import type { DomainEvent } from '../domain/alerts/alert';
import type { AccountId, CredentialId, PersonId, UnitId } from '../domain/ids';
import type { Instant } from '../domain/time/instant';
import type { PlatformMessage } from './connectors';
import type { Page, PageRequest, Scope } from './paging';

/** The secret itself. Only connectors get to see it; never logged, shown or put into the ledger. */
export type Secrets = Readonly<Record<string, string>>;

/** A secret to be stored, with everything known about it. For an account the id is the account's. */
export interface NewCredential extends Pick<
  Credential,
  | 'id'
  | 'platform'
  | 'kind'
  | 'accountId'
  | 'applicationId'
  | 'label'
  | 'unitId'
  | 'unitPath'
  | 'state'
  | 'expiresAt'
  | 'grantedBy'
  | 'grantedAt'
  | 'nextCheckAt'
> {
  readonly secrets: Secrets;
}

export interface CredentialFilter {
  readonly platform?: Platform;
  readonly state?: CredentialState;
  readonly of?: 'accounts' | 'applications';
  readonly applicationId?: string;
  readonly expiresBefore?: Instant;
}
export interface CheckSettlement {
  readonly state: CredentialState;
  readonly expiresAt: Instant | null;
  /** Null: there is nothing to test it by. */ readonly nextCheckAt: Instant | null;
  readonly credentialCheck: {
    readonly at: Instant;
    readonly outcome: CheckOutcome;
    readonly code: string | null;
  } | null;
}
export interface Resealed {
  readonly resealed: number;
  /** Sealed with a key that is not at hand: left as they are. */ readonly unreadable: number;
}

/** Secrets of accounts and applications, sealed, apart from everything else. */
export interface Credentials {
  byId(id: CredentialId, scope: Scope): Promise<Credential | null>;
  ofAccount(id: AccountId): Promise<Credential | null>;
  ofApplication(platform: Platform, applicationId: string): Promise<Credential | null>;
  /** Null: there is none, or it was removed. Throws, without showing anything, where no key opens it. */
  secrets(id: CredentialId): Promise<Secrets | null>;
  /** False: it is stored, and no key we have opens it. */
  canOpen(id: CredentialId): Promise<boolean>;
  list(filter: CredentialFilter, page: PageRequest, scope: Scope): Promise<Page<Credential>>;
  /** In id order: those that somebody entered, or has taken over. */
  grantedBy(personId: PersonId, scope: Scope): Promise<readonly Credential[]>;
  /** Who answers for it from now on; the secret stays. False: somebody else does, or it is another secret by now. */
  changeGranter(
    expected: Pick<Credential, 'id' | 'version' | 'grantedBy'>,
    to: Credential['grantedBy'],
    event: DomainEvent,
  ): Promise<boolean>;
  /** In id order, in pages: accounts that granted access through an application. */
  grantedThrough(
    platform: Platform,
    applicationId: string,
    page: { readonly after: CredentialId | null; readonly limit: number },
  ): Promise<readonly Credential[]>;
  countByState(scope: Scope): Promise<Readonly<Partial<Record<CredentialState, number>>>>;
  countThrough(platform: Platform, applicationId: string): Promise<number>;
  /**
   * Compare-and-swap on the version (null: none stored). What was known of the former secret (test, warnings) is
   * forgotten. `event` null: another document of the same step tells it.
   */
  save(
    credential: NewCredential,
    expectedVersion: number | null,
    event: DomainEvent | null,
  ): Promise<'saved' | 'conflict'>;
  /**
   * Adds to an application's secret what its platform has sent (a ticket), and notes the heartbeat. False: no such
   * application.
   */
  addHeartbeat(
    application: { readonly platform: Platform; readonly applicationId: string },
    heartbeat: { readonly secrets: Secrets; readonly at: Instant; readonly brokenAt: Instant | null },
    eventFor: (before: MessageFlow | null, after: MessageFlow) => DomainEvent | null,
  ): Promise<boolean>;
  remove(id: CredentialId, expectedVersion: number, event: DomainEvent): Promise<boolean>;
  /** One credential due for a test, most overdue first. Null: none. */
  claimCredentialCheck(request: {
    readonly now: Instant;
    readonly owner: string;
    readonly leaseMs: number;
    readonly token: string;
  }): Promise<Credential | null>;
  /** False: the lease was lost, or the secret is another one by now; nothing was written. */
  settleCredentialCheck(
    claimed: Pick<Credential, 'id' | 'version'>,
    token: string,
    settlement: CheckSettlement,
    events: readonly DomainEvent[],
  ): Promise<boolean>;
  /** Makes it due for a test no later than `at`, where it has one; whether it opens is tested of every credential. */
  expediteCredentialCheck(id: CredentialId, at: Instant, why?: 'unopened'): Promise<boolean>;
  /** Compare-and-set on the state: what the platform itself told (access revoked). */
  changeState(
    expected: Pick<Credential, 'id' | 'version' | 'state'>,
    next: CredentialState,
    events: readonly DomainEvent[],
  ): Promise<boolean>;
  warningsDue(now: Instant, limit: number): Promise<readonly Credential[]>;
  /** Compare-and-set on the warnings given: each is given once. */
  recordWarning(
    expected: Pick<Credential, 'id' | 'version' | 'warnedDays' | 'expiresAt'>,
    warning: { readonly days: number; readonly state: CredentialState },
    events: readonly DomainEvent[],
  ): Promise<boolean>;
  /** Seals anew, under the key in force, whatever is sealed with another one. May be interrupted and repeated. */
  reseal(onProgress: (done: Resealed) => void): Promise<Resealed>;
}

/**
 * A sign that the officer's browser carries to the platform's page and back. Only its hash is stored; it works once.
 */
export interface AuthorisationState {
  readonly stateHash: string;
  readonly platform: Platform;
  readonly applicationId: string;
  /** Null: whichever registered account consents. */
  readonly accountId: AccountId | null;
  readonly personId: PersonId;
  readonly personName: string;
  readonly unitId: UnitId | null;
  readonly redirectUri: string;
  readonly expiresAt: Instant;
  readonly createdAt: Instant;
}
export interface AuthorisationStates {
  create(state: AuthorisationState): Promise<void>;
  /** Atomic: null when it is unknown, expired or was used before. */
  consume(stateHash: string, now: Instant): Promise<AuthorisationState | null>;
}

/** Whose callback address a message came to: an application's or an account's, by the platform's id. */
export interface CallbackEndpoint {
  readonly platform: Platform;
  readonly applicationId: string | null;
  readonly externalId: string | null;
}
export interface InboxMessage {
  readonly key: string;
  readonly door: CallbackEndpoint;
  readonly message: PlatformMessage;
  readonly receivedAt: Instant;
  readonly attempts: number;
}
/** What platforms sent us, kept durably before we say that we have it. */
export interface PlatformInbox {
  /** One message per key, however often it is delivered. */
  receive(message: Omit<InboxMessage, 'attempts'>): Promise<'stored' | 'known'>;
  claim(request: {
    readonly now: Instant;
    readonly owner: string;
    readonly leaseMs: number;
    readonly token: string;
  }): Promise<InboxMessage | null>;
  /**
   * `again`: not done yet, due once more. What is done is kept for some days, to know it when it is delivered again.
   */
  settle(
    key: string,
    token: string,
    result: { readonly done: Instant } | { readonly again: Instant },
  ): Promise<boolean>;
  countWaiting(): Promise<number>;
  /** When the oldest message that is not yet done came; null: none waits. */
  oldestWaitingAt(): Promise<Instant | null>;
}

/** Calls of one account in one civil day, counted over all processes. */
export interface CallCounts {
  /** Counts one more unless `ceiling` is reached. */
  spend(call: {
    readonly accountId: AccountId;
    readonly platform: Platform;
    readonly on: string;
    readonly ceiling: number;
    readonly expiresAt: Instant;
  }): Promise<{ readonly taken: boolean; readonly count: number }>;
  count(accountId: AccountId, on: string): Promise<number>;
  /** Per platform: accounts that made calls, calls made, and the most one account has made. */
  spent(
    on: string,
  ): Promise<
    readonly { readonly platform: Platform; readonly accounts: number; readonly calls: number; readonly most: number }[]
  >;
}
