import type { Account, NoPublishReason, Platform } from '../domain/accounts/account';
import type { Coverage, LookOutcome } from '../domain/accounts/look';
import type { ObservedPost } from '../domain/accounts/post';
import type { PlatformFailure } from '../domain/errors';
import type { Receipt, RepostDraft } from '../domain/mandates/mandate';
import type { ObservedPolicy, PolicySource } from '../domain/policies/policy';
import type { Instant } from '../domain/time/instant';

/** One call, one instant: relative dates are measured from `startedAt`, never from the wall clock. */
export interface Call { readonly startedAt: Instant; readonly signal: AbortSignal }

/** An account with its secrets, for connectors only. Never logged, never stored elsewhere. */
export interface AccountAccess { readonly account: Account; readonly credential: Readonly<Record<string, string>> | null }

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
  /** Stores a finished step before the next one starts; rejects when the lease is lost, and then nothing more may be called. */
  readonly saveProgress: (progress: Readonly<Record<string, string>>) => Promise<void>;
  /** Must be awaited immediately before the call after which a public post may exist. Rejects when the lease is lost. */
  readonly beforePublicCall: () => Promise<void>;
}

export interface Publisher {
  /** What is known, before any call, to keep this account from being published to; null: nothing. */
  obstacle(account: Account): NoPublishReason | null;
  /** The draft for this platform: title unaltered, limits kept. Throws nothing; a draft that cannot be made is a failure `fix-content`. */
  compose(source: RepostSource, access: Pick<AccountAccess, 'account'>): { readonly draft: RepostDraft } | { readonly failure: PlatformFailure };
  publish(request: PublishRequest, call: Call): Promise<PublishOutcome>;
  /**
   * Read-only. Tells whether this job's post exists or is on its way.
   * `not-found` only when the platform's answer proves it; otherwise `cannot-tell`.
   */
  confirm(request: Omit<PublishRequest, 'saveProgress' | 'beforePublicCall'> & { readonly notBeforeAt: Instant }, call: Call):
    Promise<PublishOutcome | { readonly kind: 'not-found' } | { readonly kind: 'cannot-tell'; readonly failure: PlatformFailure }>;
}

/** What a repost is made from. */
export interface RepostSource {
  readonly title: string; readonly docNumber: string | null; readonly issuer: string | null;
  readonly url: string; readonly summary: string; readonly body: string | null;
}

export interface SettingSpec { readonly key: string; readonly secret: boolean; readonly required: boolean; readonly title: string; readonly why: string }

/** Capability objects instead of thirty optional methods. */
export interface Connector {
  readonly platform: Platform;
  /** For people, Chinese. */
  readonly title: string;
  readonly settings: readonly SettingSpec[];
  readonly collector: Collector;
  readonly publisher: Publisher | null;
}

export interface ConnectorRegistry { for(platform: Platform): Connector; readonly all: readonly Connector[] }

export type PolicyRead =
  | { readonly outcome: 'items'; readonly items: readonly ObservedPolicy[]; readonly unreadable: number }
  | { readonly outcome: Exclude<LookOutcome, 'items'>; readonly failure: PlatformFailure };

export interface PolicyFeed {
  /** Reads the list; `items` carries everything listed, in the order of the source. */
  read(source: PolicySource, call: Call): Promise<PolicyRead>;
  /** Reads the document itself (body, issuer, 文号, exact time where the page states them). */
  readDocument(source: PolicySource, url: string, call: Call): Promise<{ readonly document: Partial<ObservedPolicy> } | { readonly failure: PlatformFailure }>;
}
