import { withSettlement } from '../../domain/ownPosts/copyStanding';
import { withCopy } from '../../domain/ownPosts/ownPostTable';
import { ownPostEvent } from '../../domain/alerts/events';
import { personActor } from '../actors';
import { conflict, demand, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { OwnPost } from '../../domain/ownPosts/ownPost';
import type { OwnPostId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { OwnPostView } from '../../api/ownPosts';
import type { OwnPostServices } from './contract';

/** A person settles what a copy says otherwise, as they read it. */
export function createSettleDifference(
  { storage, clock, ids }: ServiceDeps,
  given: {
    readonly find: (id: OwnPostId, principal: Principal) => Promise<OwnPost>;
    readonly view: (post: OwnPost, principal: Principal) => Promise<OwnPostView>;
  },
): OwnPostServices['settle'] {
  return async ({ id, version }, { accountId, reason }, principal) => {
    demand('finding.dismiss', principal);
    const post = await given.find(id, principal);
    const words = writtenReason(reason);
    const copy = post.copies.find((one) => one.accountId === accountId);
    if (copy === undefined) throw notFound('渠道', 'accountId');
    const now = clock.now();
    const settled = withSettlement(copy, {
      by: { id: principal.personId, name: principal.name },
      at: now,
      reason: words,
    });
    if (settled === null) throw conflict('这一渠道没有待处理的差异。');
    // Somebody who has read other differences has not settled these.
    if (post.version !== version) throw conflict('这一稿件在您打开之后有了新的进展。');
    const next = { ...withCopy(post, settled), changedAt: now, version: post.version + 1 };
    const said = { before: post, post: next, event: 'settled', accountId, note: words } as const;
    const event = ownPostEvent({ eventId: ids.eventId(), actor: personActor(principal), now, ...said });
    if (!(await storage.ownPosts.change(post, next, [event]))) throw conflict('稿件已有新的进展。');
    return given.view(next, principal);
  };
}
