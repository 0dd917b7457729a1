import type { Platform } from '../domain/accounts/account';
import type { DifferenceKind } from '../domain/ownPosts/compareCopies';
import type { CancelReason, CopyState, HandReason, OwnPostState } from '../domain/ownPosts/ownPost';
import type { OwnPostCheckKind } from '../domain/ownPosts/ownPostCheck';
import type { ContentNoteView, StopOverrideView } from './content';

type InstantText = string;

/** What whoever asks can do with an item now. */
export const OWN_POST_ACTS = ['edit', 'submit', 'withdraw', 'settle'] as const;
export type OwnPostAct = (typeof OWN_POST_ACTS)[number];

/** What a person writes: an item and how it reads on each channel. */
export interface OwnPostDraft {
  readonly title: string;
  /** Plain paragraphs, one a line. */
  readonly body: string;
  readonly summary: string;
  readonly link: string | null;
  readonly pictures: readonly OwnPictureView[];
  readonly attachments: readonly OwnAttachmentView[];
  readonly channels: readonly ChannelFormView[];
  /** Null: as soon as it has passed. */
  readonly scheduledFor: InstantText | null;
}

export interface OwnPictureView {
  readonly fileId: string;
  /** What it shows; a hint asks for it where it is empty. */
  readonly alt: string;
}

export interface OwnAttachmentView {
  readonly fileId: string;
  readonly name: string;
}

export interface ChannelFormView {
  readonly accountId: string;
  /** Null: the title of the item. */
  readonly title: string | null;
  /** Null: the platform's own form is made of the item. */
  readonly text: string | null;
}

export interface CopyDifferenceView {
  readonly kind: DifferenceKind;
  readonly expected: string | null;
  readonly found: string | null;
  readonly excerpt: string;
}

/** The item on one channel. */
export interface CopyView {
  readonly accountId: string;
  readonly accountName: string;
  readonly platform: Platform;
  readonly state: CopyState;
  readonly reason: HandReason | CancelReason | null;
  readonly jobId: string | null;
  readonly postId: string | null;
  readonly url: string | null;
  readonly seenAt: InstantText | null;
  /** Whether its text was read and compared with what was passed; if not, no difference says nothing. */
  readonly compared: boolean;
  readonly differences: readonly CopyDifferenceView[];
  /** Since when it is proven not to be there any more. */
  readonly goneAt: InstantText | null;
  /** Since when its list ends before it, so that nobody sees whether it was changed. */
  readonly leftListAt: InstantText | null;
  /** Who has settled the differences, and why. */
  readonly settled: { readonly byName: string; readonly at: InstantText; readonly reason: string } | null;
  /** Of a copy that is made by hand: exactly what is to be published. Else null. */
  readonly toPublish: { readonly title: string; readonly text: string; readonly link: string | null } | null;
}

/** A copy that a person has to publish, with everything to paste. */
export interface HandCopyView {
  readonly ownPostId: string;
  readonly title: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly platform: Platform;
  readonly homeUrl: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly reason: HandReason | null;
  /** Since when it is to be published. */
  readonly begunAt: InstantText | null;
  readonly toPublish: { readonly title: string; readonly text: string; readonly link: string | null };
  readonly pictures: readonly OwnPictureView[];
  readonly attachments: readonly { readonly fileId: string; readonly name: string }[];
  /** Whether its page can be handed over by its address, where no list shows it. */
  readonly takesLink: boolean;
  /** Whoever asks may have the interface try again. */
  readonly mayRetry: boolean;
}

export interface OwnPostCheckView {
  readonly kind: OwnPostCheckKind;
  readonly level: 'blocking' | 'hint';
  readonly accountId: string | null;
  /** Empty: it is about no one channel. */
  readonly accountName: string;
  readonly field: string | null;
  readonly code: string;
  readonly excerpt: string;
  /** Of `content`: the words in their context, what should stand there and what that rests on; else null. */
  readonly content: ContentNoteView | null;
}

/** In a list. */
export interface OwnPostRowView {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly title: string;
  readonly state: OwnPostState;
  readonly scheduledFor: InstantText | null;
  readonly authorName: string;
  readonly channels: number;
  readonly seen: number;
  readonly manual: number;
  readonly differing: number;
  readonly createdAt: InstantText;
  readonly changedAt: InstantText;
}

export interface OwnPostView extends OwnPostRowView, Omit<OwnPostDraft, 'title' | 'scheduledFor' | 'channels'> {
  /** How it reads on each channel, with the channel's name. */
  readonly forms: readonly (ChannelFormView & { readonly accountName: string; readonly platform: Platform })[];
  /** Its author is shut out: until it is handed over nobody can change it. */
  readonly isAuthorDisabled: boolean;
  readonly reviewId: string | null;
  readonly contentHash: string;
  readonly checks: { readonly at: InstantText; readonly found: readonly OwnPostCheckView[] } | null;
  /** What stops its content as it is now and was handed in anyway. */
  readonly overrides: readonly StopOverrideView[];
  readonly passedAt: InstantText | null;
  readonly begunAt: InstantText | null;
  readonly copies: readonly CopyView[];
  /** The time in which its copies are looked at, now or next: by turns one follows another. Null: not yet, or not any more. */
  readonly watchedFromAt: InstantText | null;
  readonly watchedUntilAt: InstantText | null;
  /** What whoever asks can do now. */
  readonly acts: readonly OwnPostAct[];
  readonly version: number;
}

/** Exactly what would be published on one channel, with its limits as the platform counts them. */
export interface ChannelPreviewView {
  readonly accountId: string;
  readonly accountName: string;
  readonly platform: Platform;
  /** Null: its form cannot be made; `failure` says why. */
  readonly draft: {
    readonly title: string;
    readonly text: string;
    readonly link: string;
    readonly digest: string;
  } | null;
  readonly failure: { readonly code: string; readonly message: string } | null;
  readonly measures: readonly { readonly name: string; readonly value: number; readonly limit: number }[];
  /** Why a person has to publish it; null: the interface does. */
  readonly byHand: HandReason | null;
}

/** What would become of a draft, without keeping it. */
export interface OwnPostPreviewView {
  readonly channels: readonly ChannelPreviewView[];
  readonly checks: readonly OwnPostCheckView[];
  /** Whether whoever asks may hand it in with what stops its content, with a reason for each. */
  readonly mayOverride: boolean;
}
