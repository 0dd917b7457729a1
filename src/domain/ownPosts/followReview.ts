import type { Review } from '../reviews/review';
import type { OwnPost, OwnPostEvent } from './ownPost';

/** The next step of an item towards what its review says; null: it has followed, or the review is of another text. */
export function nextEvent(
  post: OwnPost,
  review: Review,
): Exclude<OwnPostEvent, 'hand-over' | 'begin' | 'copy-moved' | 'edit' | 'reopen'> | null {
  const isSame = post.contentHash === review.contentHash;
  // It was changed and changed back before the review was told: what it says again is passed.
  const isPassedAgain = review.state === 'passed' && isSame && post.state === 'in-review';
  if (post.reviewVersion >= review.version && !isPassedAgain) return null;
  const isWritten = post.state === 'draft' || post.state === 'returned';
  switch (review.state) {
    case 'open':
      return isWritten && isSame ? 'submit' : null;
    case 'passed':
      if (!isSame) return null;
      return isWritten ? 'submit' : post.state === 'in-review' ? 'pass' : null;
    // Handed in by somebody whose process died before the item said so, it goes the way of its review from there.
    case 'returned':
      if (post.state === 'draft' && isSame) return 'submit';
      return post.state === 'in-review' ? 'return' : null;
    case 'refused':
      if (isWritten && isSame) return 'submit';
      return post.state === 'in-review' ? 'refuse' : null;
    case 'withdrawn':
      return post.state === 'withdrawn' || post.state === 'refused' ? null : 'withdraw';
  }
}
