import type { ObservedPost } from '../../domain/accounts/post';
import { MINUTE_MS } from '../../domain/time/instant';
import type { Instant } from '../../domain/time/instant';
import type { Publisher } from '../../ports/connectors';
import { platformFailure } from '../outbound/platformFailure';
import type { WeiboApi } from './api';
import { readOwnTimeline } from './collect';
import type { TimelineRead } from './collect';

type Request = Parameters<Publisher['confirm']>[0];
type Confirmation = Awaited<ReturnType<Publisher['confirm']>>;

/** A post "accepted with delay" shows after one or two minutes; before this long, its absence proves nothing. */
const SURELY_VISIBLE_AFTER_MS = 5 * MINUTE_MS;
/** The platform's clock and ours may differ by this much. */
const CLOCK_SKEW_MS = 2 * MINUTE_MS;

/** Read-only: whether a share whose response may have been lost stands on the account's own timeline. */
export function createConfirm(api: WeiboApi): Publisher['confirm'] {
  return async (request, call) =>
    judgeTimeline(await readOwnTimeline(api, request.access, call), request, call.startedAt);
}

/**
 * What a look at the newest posts says about a share whose answer may have been lost. Table-tested without a network.
 */
export function judgeTimeline(
  read: TimelineRead,
  request: Pick<Request, 'draft' | 'progress' | 'notBeforeAt'>,
  now: Instant,
): Confirmation {
  if (read.kind === 'blind') return { kind: 'cannot-tell', failure: read.end.failure };
  const earliestMs = request.notBeforeAt.getTime() - CLOCK_SKEW_MS;
  const found = read.posts.find((post) => instantMs(post) >= earliestMs && carries(post, request.draft));
  if (found !== undefined)
    return {
      kind: 'accepted',
      receipt: { platformIds: found.platformIds, url: found.url, acceptedAt: new Date(instantMs(found)) },
    };
  if (read.completeFromAt.getTime() > earliestMs) {
    return {
      kind: 'cannot-tell',
      failure: platformFailure('reconcile', 'weibo-window-too-short', '最近五条微博不足以判断是否已发出'),
    };
  }
  const calledAtMs = Date.parse(request.progress['calledAt'] ?? '');
  const sinceCallMs = now.getTime() - (Number.isNaN(calledAtMs) ? request.notBeforeAt.getTime() : calledAtMs);
  if (sinceCallMs < SURELY_VISIBLE_AFTER_MS) {
    return {
      kind: 'cannot-tell',
      failure: {
        ...platformFailure('reconcile', 'weibo-too-soon-to-tell', '平台可能延迟显示，尚不能断定未发出'),
        retryAfterMs: SURELY_VISIBLE_AFTER_MS - sinceCallMs,
      },
    };
  }
  return { kind: 'not-found' };
}

/**
 * Title whole in the text, and the link ours. The platform shortens links, so a short link is not held against the
 * post; a long link to something else is: two editions of a policy may share one title.
 */
function carries(post: ObservedPost, draft: { readonly title: string; readonly sourceUrl: string }): boolean {
  if (!squeeze(post.text).includes(squeeze(draft.title))) return false;
  return (
    post.links.length === 0 ||
    post.links.includes(draft.sourceUrl) ||
    post.links.some((link) => /^https?:\/\/t\.cn\//.test(link))
  );
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}

function instantMs(post: ObservedPost): number {
  return post.publishedAt.precision === 'instant' ? post.publishedAt.at.getTime() : Number.NaN;
}
