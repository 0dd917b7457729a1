import type { StopOverride } from '../content/stopOverride';
import type { ManualReason } from '../mandates/mandate';
import type { AccountId, FileId, OwnPostId, PersonId, PostId, PublishJobId, ReviewId, UnitId } from '../ids';
import type { Instant } from '../time/instant';
import type { CopyDifference } from './compareCopies';
import type { OwnPostCheck } from './ownPostCheck';

/**
 * Where an office's own item stands. `scheduled`: passed, waits for its time. `published`: every copy was seen.
 * `partly`: nothing is under way any more, and some copies were never published.
 */
export const OWN_POST_STATES = [
  'draft',
  'in-review',
  'returned',
  'scheduled',
  'publishing',
  'published',
  'partly',
  'refused',
  'withdrawn',
] as const;
export type OwnPostState = (typeof OWN_POST_STATES)[number];

/** What happens to an item. What leads where is `OWN_POST_TRANSITIONS`. */
export type OwnPostEvent =
  'edit' | 'submit' | 'return' | 'pass' | 'reopen' | 'refuse' | 'withdraw' | 'hand-over' | 'begin' | 'copy-moved';

/**
 * Where a copy stands on its channel. `publishing`: its job is stored. `submitted`: the platform took it. `manual`: a
 * person has to publish it. `seen`: it stands among the posts that were read there. A job that fails makes it `manual`.
 */
export const COPY_STATES = ['waiting', 'publishing', 'submitted', 'manual', 'seen', 'cancelled'] as const;
export type CopyState = (typeof COPY_STATES)[number];

export type CopyEvent = 'queue' | 'accept' | 'hand-over' | 'see' | 'cancel' | 'retry';

/** Why a copy is made by hand: as a repost, or because the interface carries no pictures or attachments. */
export type HandReason = ManualReason | 'pictures' | 'attachments';
/** Why a copy is not published: it was called off in time, its channel is not there any more, or nobody made it by hand. */
export const CANCEL_REASONS = ['withdrawn', 'channel-gone', 'not-made'] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

export interface OwnPicture {
  readonly fileId: FileId;
  /** What it shows, for those who do not see it. */
  readonly alt: string;
}
export interface OwnAttachment {
  readonly fileId: FileId;
  readonly name: string;
}

/** Where it goes, and how it reads there; null: as the platform's own form is made of the item. */
export interface ChannelForm {
  readonly accountId: AccountId;
  readonly title: string | null;
  readonly text: string | null;
}

/** What is reviewed: everything that becomes public. */
export interface OwnPostContent {
  readonly title: string;
  /** Plain paragraphs, one a line. */
  readonly body: string;
  readonly summary: string;
  /** Null: none. Weibo takes nothing without one on the application's safe domain. */
  readonly link: string | null;
  readonly pictures: readonly OwnPicture[];
  readonly attachments: readonly OwnAttachment[];
  readonly channels: readonly ChannelForm[];
}

/** The item on one channel. */
export interface Copy {
  readonly accountId: AccountId;
  readonly state: CopyState;
  readonly reason: HandReason | CancelReason | null;
  readonly jobId: PublishJobId | null;
  /**
   * When it last went from a person back to the interface: only a look after that shows whether somebody has made it
   * meanwhile. Absent: never.
   */
  readonly resumedAt?: Instant | null;
  /** The observed post. */
  readonly postId: PostId | null;
  readonly url: string | null;
  readonly seenAt: Instant | null;
  /** What was compared last, title and text, by its hash. */
  readonly comparedHash: string | null;
  readonly differences: readonly CopyDifference[];
  /** Since when it is proven not to be there any more. */
  readonly goneAt: Instant | null;
  /** Since when its list ends before it: whether it was changed since nobody can see. */
  readonly leftListAt: Instant | null;
  /** Who has settled the differences as they are now, and why; other differences void it. */
  readonly settled: { readonly by: Named; readonly at: Instant; readonly reason: string } | null;
}

/** How long copies are looked at after they were published, by the office's settings. */
export interface WatchRule {
  /** With every look, for so many days after publishing. */
  readonly days: number;
  /** Afterwards for a day, so many days apart. */
  readonly thenEveryDays: number;
  /** No longer than so many days after publishing. */
  readonly endAfterDays: number;
}

/** Looks between the two instants take the copies of an item: find them, and compare them. */
export interface Watch {
  readonly fromAt: Instant;
  readonly toAt: Instant;
}

export interface Named {
  readonly id: PersonId;
  readonly name: string;
}

/** One item of an office for several channels. */
export interface OwnPost extends OwnPostContent {
  readonly id: OwnPostId;
  readonly unitId: UnitId;
  readonly unitPath: readonly UnitId[];
  readonly state: OwnPostState;
  /** Null: as soon as it has passed. */
  readonly scheduledFor: Instant | null;
  /** Who writes it: nobody else changes it, so that nobody passes what they wrote. */
  readonly author: Named;
  /** Who wrote it before it was handed over to its author: they pass nothing of it. Absent: nobody. */
  readonly formerAuthors?: readonly PersonId[];
  readonly reviewId: ReviewId | null;
  /** The version of the review that it has followed. */
  readonly reviewVersion: number;
  /** Over all of its content, with the hashes of its pictures and attachments. */
  readonly contentHash: string;
  /** As they were when it was handed in; null: never. */
  readonly checks: {
    readonly at: Instant;
    readonly contentHash: string;
    readonly found: readonly OwnPostCheck[];
    /** What stops it and was handed in anyway. Absent: nothing. */
    readonly overrides?: readonly StopOverride[];
  } | null;
  /** Passed the last stage. */
  readonly passedAt: Instant | null;
  /** When publishing began. */
  readonly begunAt: Instant | null;
  /** One a channel, made when publishing begins. */
  readonly copies: readonly Copy[];
  /** When looks take its copies; null: not yet, or not any more. */
  readonly watch: Watch | null;
  readonly createdAt: Instant;
  readonly changedAt: Instant;
  /** Counts its changes. */
  readonly version: number;
}
