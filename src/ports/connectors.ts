import type { Account, NoPublishReason, Platform } from '../domain/accounts/account';
import type { Coverage, LookOutcome } from '../domain/accounts/look';
import type { ObservedPost } from '../domain/accounts/post';
import type { PlatformFailure } from '../domain/errors';
import type { Receipt, RepostDraft } from '../domain/mandates/mandate';
import type { ObservedPolicy, PolicySource } from '../domain/policies/policy';
import type { Quota } from '../domain/quotas/quota';
import type { Instant } from '../domain/time/instant';

/** One call, one instant: relative dates are measured from `startedAt`, never from the wall clock. */
export interface Call {
  readonly startedAt: Instant;
  readonly signal: AbortSignal;
}

/** An account with its secrets, for connectors only. Never logged, never stored elsewhere. */
export interface AccountAccess {
  readonly account: Account;
  readonly credential: Readonly<Record<string, string>> | null;
  /** Secrets of the application (Weibo app, WeChat component) through which the account granted access; null: none. */
  readonly application?: ApplicationSecrets | null;
  /** Since when the platform's messages about this account reach us without a gap; null or absent: they do not. */
  readonly messagesFlowSinceAt?: Instant | null;
  /** Identities seen by the last sight, newest first, a few: a list that shows none of them may be another list. */
  readonly lastSeenIdentities?: readonly string[];
  /** When the newest of them was published: a list that reaches back beyond it has to show one of them. */
  readonly lastSeenNewestAt?: Instant | null;
}
export type ApplicationSecrets = Readonly<Record<string, string>>;

/** How one look ended. `items` may only be non-empty with outcome `items`. */
export interface Collected {
  readonly outcome: LookOutcome;
  readonly detail: string;
  readonly items: readonly ObservedPost[];
  readonly coverage: Coverage;
  /** Everything published from here on is among `items`; null when the connector cannot say (list was cut). */
  readonly completeFromAt: Instant | null;
  readonly failure: PlatformFailure | null;
}

export interface Collector {
  /** Looks per day this account's credential allows (all calls together), null where unlimited. */
  readonly callsPerDay: number | null;
  /** Never throws for anything the platform does: every way a look can end is an outcome. */
  collect(access: AccountAccess, call: Call): Promise<Collected>;
}

export type PublishOutcome =
  /** The platform took it (also with delay). Not done: done means seen. */
  | { readonly kind: 'accepted'; readonly receipt: Receipt }
  /** Asynchronous platforms: a step is done, ask again with `confirm` after `askAgainMs`. */
  | { readonly kind: 'pending'; readonly progress: Readonly<Record<string, string>>; readonly askAgainMs: number }
  | { readonly kind: 'failed'; readonly failure: PlatformFailure };

export interface PublishRequest {
  readonly access: AccountAccess;
  readonly draft: RepostDraft;
  /** The job's key: idempotency key where the platform has one. */
  readonly key: string;
  readonly progress: Readonly<Record<string, string>>;
  /**
   * Stores a finished step before the next one starts; rejects when the lease is lost, and then nothing more may be
   * called.
   */
  readonly saveProgress: (progress: Readonly<Record<string, string>>) => Promise<void>;
  /**
   * Must be awaited immediately before the call after which a public post may exist. Rejects when the lease is lost.
   */
  readonly beforePublicCall: () => Promise<void>;
}

/** One measured limit of a draft, for previews: value against limit, in the platform's own way of counting. */
export interface DraftMeasure {
  readonly name:
    'counted-characters' | 'title-characters' | 'digest-characters' | 'body-characters' | 'body-bytes' | 'pictures';
  readonly value: number;
  readonly limit: number;
}

export interface Publisher {
  /** How much one account may publish; empty: as much as is needed. */
  readonly quotas: readonly Quota[];
  /** The limits this platform checks a draft by. */
  measure(draft: RepostDraft, account: Account): readonly DraftMeasure[];
  /** What is known, before any call, to keep this account from being published to; null: nothing. */
  obstacle(account: Account): NoPublishReason | null;
  /**
   * The draft for this platform: title unaltered, limits kept. Throws nothing; a draft that cannot be made is a failure
   * `fix-content`.
   */
  compose(
    source: RepostSource,
    access: Pick<AccountAccess, 'account'>,
  ): { readonly draft: RepostDraft } | { readonly failure: PlatformFailure };
  publish(request: PublishRequest, call: Call): Promise<PublishOutcome>;
  /**
   * Read-only. Tells whether this job's post exists or is on its way.
   * `not-found` only when the platform's answer proves it; otherwise `cannot-tell`.
   */
  confirm(
    request: Omit<PublishRequest, 'saveProgress' | 'beforePublicCall'> & { readonly notBeforeAt: Instant },
    call: Call,
  ): Promise<
    | PublishOutcome
    | { readonly kind: 'not-found' }
    | { readonly kind: 'cannot-tell'; readonly failure: PlatformFailure }
  >;
}

/** What a repost is made from. */
export interface RepostSource {
  readonly title: string;
  readonly docNumber: string | null;
  readonly issuer: string | null;
  readonly url: string;
  readonly summary: string;
  readonly body: string | null;
}

export interface SettingSpec {
  readonly key: string;
  readonly secret: boolean;
  readonly required: boolean;
  readonly title: string;
  readonly why: string;
}

/** What is wrong with one setting; `code` is stable, the message is for the person who fills it in. */
export interface SettingProblem {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

export type CredentialCheckResult =
  /** `expiresAt` where the platform tells; null: it does not expire or the platform does not say. */
  | { readonly kind: 'accepted'; readonly expiresAt: Instant | null }
  | { readonly kind: 'refused'; readonly failure: PlatformFailure }
  /** Our side, the network or the platform was in trouble: says nothing about the credential. */
  | { readonly kind: 'cannot-tell'; readonly failure: PlatformFailure };

/**
 * What an officer's consent on the platform's own page gave us. `externalId` must be the account's, else nothing is
 * stored.
 */
export interface GrantedAccess {
  readonly externalId: string;
  readonly name: string | null;
  readonly credential: Readonly<Record<string, string>>;
  readonly expiresAt: Instant | null;
}

/** Authorisation through the platform's page: Weibo OAuth2, WeChat component authorisation. */
export interface Authorisation {
  /** What the application needs to be registered with us (app key and secret, callback token and key, ...). */
  readonly applicationSettings: readonly SettingSpec[];
  /** The address the officer's browser is sent to; `state` comes back with the answer where the platform carries it. */
  start(
    request: { readonly application: ApplicationSecrets; readonly redirectUri: string; readonly state: string },
    call: Call,
  ): Promise<{ readonly url: string } | { readonly failure: PlatformFailure }>;
  /** Exchanges what the platform sent to `redirectUri`. A code works once: never tried twice. */
  finish(
    request: {
      readonly application: ApplicationSecrets;
      readonly redirectUri: string;
      readonly query: Readonly<Record<string, string>>;
    },
    call: Call,
  ): Promise<{ readonly granted: GrantedAccess } | { readonly failure: PlatformFailure }>;
}

/** What a platform tells by calling us. Everything we do not use is `other`, named for the log. */
export type PlatformMessage =
  | {
      readonly kind: 'publish-finished';
      readonly externalId: string;
      readonly publishId: string;
      readonly at: Instant;
      readonly outcome: 'published' | 'refused' | 'removed';
      readonly receipt: Receipt | null;
      readonly code: string;
    }
  /** Articles mass-sent outside of us or by us; `urls` may be empty (the platform leaves them out at times). */
  | {
      readonly kind: 'mass-sent';
      readonly externalId: string;
      readonly messageId: string;
      readonly at: Instant;
      readonly succeeded: boolean;
      readonly urls: readonly string[];
      readonly code: string;
    }
  | { readonly kind: 'component-ticket'; readonly applicationId: string; readonly ticket: string; readonly at: Instant }
  | {
      readonly kind: 'access-granted' | 'access-changed' | 'access-revoked';
      readonly externalId: string;
      readonly at: Instant;
      readonly authorisationCode: string | null;
    }
  | { readonly kind: 'other'; readonly name: string };

export interface Inbound {
  /**
   * Checks the signature, decrypts and reads one call of the platform. `deduplicationKey` is the same for a repeated
   * delivery.
   */
  open(message: {
    readonly secrets: ApplicationSecrets;
    readonly query: Readonly<Record<string, string>>;
    readonly body: string;
    readonly now: Instant;
  }):
    | { readonly kind: 'challenge'; readonly answer: string }
    | {
        readonly kind: 'message';
        readonly message: PlatformMessage;
        readonly deduplicationKey: string;
        readonly answer: string;
      }
    | {
        readonly kind: 'refused';
        readonly reason: 'bad-signature' | 'cannot-decrypt' | 'malformed' | 'wrong-application';
      };
}

/** Reads one public page that a person pasted: an article the platform's lists leave out. */
export interface ArticleReader {
  /** Whether the address can belong to this platform at all. */
  accepts(url: string): boolean;
  /** `externalId` or `accountName` tell whose article it is, so that nobody pastes another account's. */
  read(
    url: string,
    call: Call,
  ): Promise<
    | { readonly post: ObservedPost; readonly externalId: string | null; readonly accountName: string | null }
    | { readonly failure: PlatformFailure }
  >;
}

/** Capability objects instead of thirty optional methods. */
export interface Connector {
  /** One cheap read-only call that shows whether the credential is accepted. Null: this platform has none to check. */
  readonly credentialCheck: ((access: AccountAccess, call: Call) => Promise<CredentialCheckResult>) | null;
  readonly authorisation: Authorisation | null;
  readonly inbound: Inbound | null;
  readonly articleReader: ArticleReader | null;
  readonly platform: Platform;
  /** For people, Chinese. */
  readonly title: string;
  readonly settings: readonly SettingSpec[];
  /**
   * Everything wrong with an account's settings, before it is saved; empty: it can be tried. Absent: there is nothing
   * to get wrong.
   */
  checkSettings?(settings: Readonly<Record<string, string>>, externalId: string): readonly SettingProblem[];
  readonly collector: Collector;
  readonly publisher: Publisher | null;
}

export interface ConnectorRegistry {
  for(platform: Platform): Connector;
  readonly all: readonly Connector[];
}

export type PolicyRead =
  | { readonly outcome: 'items'; readonly items: readonly ObservedPolicy[]; readonly unreadable: number }
  | { readonly outcome: Exclude<LookOutcome, 'items'>; readonly failure: PlatformFailure };

export interface PolicyFeed {
  /** Reads the list; `items` carries everything listed, in the order of the source. */
  read(source: PolicySource, call: Call): Promise<PolicyRead>;
  /** Reads the document itself (body, issuer, 文号, exact time where the page states them). */
  readDocument(
    source: PolicySource,
    url: string,
    call: Call,
  ): Promise<{ readonly document: Partial<ObservedPolicy> } | { readonly failure: PlatformFailure }>;
}
