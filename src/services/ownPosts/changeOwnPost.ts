import { ownPostEvent, type OwnPostNotice } from '../../domain/alerts/events';
import type { Actor } from '../../domain/cases/case';
import type { AccountId, OwnPostId } from '../../domain/ids';
import type { CopyEvent, OwnPost, OwnPostEvent } from '../../domain/ownPosts/ownPost';
import { moveCopy, type CopyChange } from '../../domain/ownPosts/ownPostTable';
import { conflict } from '../refuse';
import type { ServiceDeps } from '../settings';

/** Copies of one item are moved by as many workers as it has channels. */
const MOST_OVERTAKEN = 100;

export interface OwnPostChange {
  readonly next: OwnPost;
  readonly event: OwnPostEvent | OwnPostNotice;
  readonly accountId?: AccountId;
  readonly note?: string;
}
/** Changes an item as it is now, again where somebody was faster; null: there was nothing to change, or it is gone. */
export type ChangeOwnPost = (
  id: OwnPostId,
  by: { readonly actor: Actor; readonly now: Date },
  change: (post: OwnPost) => OwnPostChange | null,
) => Promise<OwnPost | null>;

export function createChangeOwnPost({ storage, ids }: ServiceDeps): ChangeOwnPost {
  return async (id, { actor, now }, change) => {
    for (let attempt = 0; attempt < MOST_OVERTAKEN; attempt += 1) {
      const before = await storage.ownPosts.byId(id, null);
      const made = before === null ? null : change(before);
      if (before === null || made === null) return null;
      const { next, ...said } = made;
      const event = ownPostEvent({ eventId: ids.eventId(), actor, now, before, post: next, ...said });
      if (await storage.ownPosts.change(before, next, [event])) return next;
    }
    throw conflict('这一稿件正被他人频繁改动。');
  };
}

/** Moves one copy by one event; null: the table does not know the step there, which is no error: it was done before. */
export type StepCopy = (
  of: { readonly id: OwnPostId; readonly accountId: AccountId },
  event: CopyEvent,
  change: Omit<CopyChange, 'watch'> & { readonly actor: Actor },
) => Promise<OwnPost | null>;

export function createStepCopy({ settings }: Pick<ServiceDeps, 'settings'>, changeOwnPost: ChangeOwnPost): StepCopy {
  const { watch } = settings.ownPosts;
  return (of, event, { actor, ...change }) =>
    changeOwnPost(of.id, { actor, now: change.now }, (post) => {
      const move = moveCopy(post, of.accountId, { ...change, watch, event });
      return 'refused' in move ? null : { next: move.post, event: 'copy-moved', accountId: of.accountId, note: event };
    });
}
