import type { AccountId } from '../ids';
import type { OwnPost, OwnPostEvent } from '../ownPosts/ownPost';
import type { DomainEvent } from './alert';
import { makeEvent, type EventContext } from './domainEvent';

/** What is found or said of a copy beside what becomes of it. */
export type OwnPostNotice = 'compared' | 'settled' | 'shown' | 'gone' | 'left-list' | 'watch-over' | 'overridden';

/** An own item made, or changed by one event; of a copy what became of it, and why. */
export function ownPostEvent(
  change: EventContext & {
    readonly before: OwnPost | null;
    readonly post: OwnPost;
    readonly event: OwnPostEvent | OwnPostNotice | 'made';
    readonly accountId?: AccountId;
    readonly note?: string;
  },
): DomainEvent {
  const { before, post, event, accountId, note } = change;
  const copy = post.copies.find((one) => one.accountId === accountId);
  return makeEvent(change, {
    kind: 'own-post-changed',
    subject: `own-post:${post.id}`,
    from: before?.state ?? null,
    to: post.state,
    reason: event,
    data: {
      title: post.title,
      contentHash: post.contentHash,
      ...(copy === undefined
        ? {}
        : {
            accountId: copy.accountId,
            copy: copy.state,
            ...(copy.reason === null ? {} : { copyReason: copy.reason }),
            ...(copy.postId === null ? {} : { postId: copy.postId, url: copy.url ?? '' }),
            differences: copy.differences.length,
          }),
      ...(note === undefined ? {} : { note }),
    },
  });
}
