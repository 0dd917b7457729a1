import type { HandCopyView, OwnPostPreviewView, OwnPostRowView, OwnPostView } from '../../api/ownPosts';
import type { ListView } from '../../api/wire';
import type { StopLift } from '../../domain/content/stopOverride';
import type { AccountId, OwnPostId, UnitId } from '../../domain/ids';
import type { OwnPostContent, OwnPostState } from '../../domain/ownPosts/ownPost';
import type { Principal } from '../../domain/people/role';
import type { Instant } from '../../domain/time/instant';
import type { PageRequest } from '../../ports/storage';
import type { Versioned } from '../versioned';
import type { Counts } from '../workRun';

export interface OwnPostQuery {
  readonly state?: OwnPostState;
  readonly unitId?: UnitId;
  /** Only those that whoever asks wrote. */
  readonly mine?: boolean;
  /** A part of the title. */
  readonly q?: string;
}

/** What a person writes. */
export interface OwnPostWriting extends OwnPostContent {
  readonly scheduledFor: Instant | null;
}

/**
 * An office's own items, from the first draft to the last copy seen. Refuses `not-found`, `forbidden`, `invalid-input`,
 * and `conflict` where it was changed since it was read.
 */
export interface OwnPostServices {
  /** Newest first. */
  list(query: OwnPostQuery, page: PageRequest, principal: Principal): Promise<ListView<OwnPostRowView>>;
  show(id: OwnPostId, principal: Principal): Promise<OwnPostView>;
  /** A draft of a unit. Its channels are of the unit and those below it. */
  draft(unitId: UnitId, writing: OwnPostWriting, principal: Principal): Promise<OwnPostView>;
  /**
   * Changes what it says, by its author alone. What is in review or passed is looked at anew: every pass of another text
   * is void. Refused once publishing has begun.
   */
  edit(of: Versioned<OwnPostId>, writing: OwnPostWriting, principal: Principal): Promise<OwnPostView>;
  /**
   * Hands it in for review, by its author, unless a check is in the way; what stops its content (action
   * `content.override`) with a reason for each, then also by somebody else.
   */
  submit(of: Versioned<OwnPostId>, principal: Principal, overrides?: readonly StopLift[]): Promise<OwnPostView>;
  /**
   * Takes it back: a draft, or through its review. What no call was made for is not published any more; what the
   * platforms have taken stays where it is, and says so.
   */
  withdraw(id: OwnPostId, reason: string, principal: Principal): Promise<OwnPostView>;
  /** Says that what a copy says otherwise is settled, with a reason; other differences void it. */
  settle(
    of: Versioned<OwnPostId>,
    settlement: { readonly accountId: AccountId; readonly reason: string },
    principal: Principal,
  ): Promise<OwnPostView>;
  /**
   * Copies that people have to publish, the oldest first, of a unit and those below it. A page is of items, not copies.
   */
  byHand(unitId: UnitId | null, page: PageRequest, principal: Principal): Promise<ListView<HandCopyView>>;
  /**
   * A copy by hand goes back to the interface (action `job.retry`): after a look, and after asking what became of an
   * earlier call. Refuses `conflict` where that is the same as before, with why.
   */
  retry(id: OwnPostId, accountId: AccountId, principal: Principal): Promise<OwnPostView>;
  /** What would become of it on each channel, and what the checks say; nothing is kept. */
  preview(unitId: UnitId, writing: OwnPostWriting, principal: Principal): Promise<OwnPostPreviewView>;
  previewOf(id: OwnPostId, principal: Principal): Promise<OwnPostPreviewView>;

  /** Begins publishing what is due, a job or a manual copy for each channel. */
  publishOwnPosts(limit: number): Promise<Counts>;
  /** Makes items agree with their reviews and jobs where an interruption left them; a page a run, round and round. */
  mendOwnPosts(limit: number): Promise<Counts>;
}
