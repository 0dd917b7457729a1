import type { Account, NoPublishReason } from '../../domain/accounts/account';
import type { PlatformFailure } from '../../domain/errors';
import type { CarriedFile, FileLimits } from '../../domain/files/carriedFiles';
import type { FileId } from '../../domain/ids';
import type { Receipt } from '../../domain/mandates/mandate';
import type { RepostDraft } from '../../domain/mandates/repostDraft';
import type { Quota } from '../../domain/quotas/quota';
import type { Instant } from '../../domain/time/instant';
import type { AccountAccess, Call } from './access';

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
  /** The bytes of a file that the draft carries, whole; null: they are gone. */
  readonly readFile: (id: FileId) => Promise<Uint8Array | null>;
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
  /** What of an own item's pictures and attachments goes along; beyond it a person publishes the whole. */
  readonly fileLimits: FileLimits;
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
  /**
   * The draft of an office's own item, as it was written for this platform: nothing is added but its link where the
   * platform wants one. `title` stands in what is published, word for word: the post is found again by it.
   */
  composeOwn(
    source: OwnSource,
    access: Pick<AccountAccess, 'account'>,
  ): { readonly draft: RepostDraft } | { readonly failure: PlatformFailure };
  publish(request: PublishRequest, call: Call): Promise<PublishOutcome>;
  /**
   * Read-only. Tells whether this job's post exists or is on its way.
   * `not-found` only when the platform's answer proves it; otherwise `cannot-tell`.
   */
  confirm(
    request: Omit<PublishRequest, 'saveProgress' | 'beforePublicCall' | 'readFile'> & { readonly notBeforeAt: Instant },
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

/** What an own item is published from, on one channel. */
export interface OwnSource {
  readonly title: string;
  readonly summary: string;
  /** Plain paragraphs, one a line. */
  readonly body: string;
  /** As it was written for this channel; null: the platform's own form is made of the item. */
  readonly text: string | null;
  readonly link: string | null;
  readonly issuer: string;
  /** All of them, in their order; where they are not within `fileLimits` a person publishes the draft. */
  readonly pictures: readonly CarriedFile[];
}
