import { MINUTE_MS } from '../../domain/time/instant';
import type { Instant } from '../../domain/time/instant';
import type { ObservedPost } from '../../domain/accounts/post';
import type { PlatformFailure } from '../../domain/errors';
import type { Call, Publisher, PublishOutcome, PublishRequest } from '../../ports/connectors';
import type { Clock } from '../../ports/runtime';
import type { WeiboApi } from './api';
import { readOwnTimeline } from './collect';
import type { TimelineRead } from './collect';
import { composeShare, countStatusLength, LONGEST_STATUS } from './shareText';
import { pageUrlOf } from './statusMapping';
import { readStatusShape } from './statusShape';

/** A post "accepted with delay" shows after one or two minutes; before this long, its absence proves nothing. */
const SURELY_VISIBLE_AFTER_MS = 5 * MINUTE_MS;
/** The platform's clock and ours may differ by this much. */
const CLOCK_SKEW_MS = 2 * MINUTE_MS;
/**
 * https://open.weibo.com/wiki/2/statuses/share asks for the real address of whoever publishes; an unattended server has
 * its own.
 */
const FALLBACK_IP = '127.0.0.1';

/** https://open.weibo.com/wiki/Rate-limiting: one user. Beyond it: 20016. */
const POSTS_AN_HOUR = 30;

type Confirmation = Awaited<ReturnType<Publisher['confirm']>>;
type ConfirmRequest = Parameters<Publisher['confirm']>[0];

/** Publishes through statuses/share: ordinary apps have no native repost (10014 since 2017). */
export function createWeiboPublisher(api: WeiboApi, clock: Clock): Publisher {
  return {
    budgets: [{ key: 'posts-per-hour', limit: POSTS_AN_HOUR, period: 'hour' }],
    measure: ({ text }) => [{ name: 'counted-characters', value: countStatusLength(text), limit: LONGEST_STATUS }],
    obstacle: ({ hasCredential }) => (hasCredential ? null : 'no-credential'),
    compose: composeShare,

    async publish(request: PublishRequest, call: Call): Promise<PublishOutcome> {
      const { access, draft } = request;
      const accessToken = access.credential?.['accessToken'] ?? '';
      if (accessToken === '')
        return { kind: 'failed', failure: fail('re-authorise', 'weibo-no-credential', '账号没有授权') };
      if (countStatusLength(draft.text) > LONGEST_STATUS)
        return {
          kind: 'failed',
          failure: fail('fix-content', 'weibo-text-too-long', `正文超过 ${LONGEST_STATUS} 字，平台不接受`),
        };
      // `confirm` has to know how long the post has had to appear.
      await request.saveProgress({ ...request.progress, calledAt: clock.now().toISOString() });
      await request.beforePublicCall();
      const answer = await api.write({
        path: '/2/statuses/share.json',
        accessToken,
        signal: call.signal,
        now: call.startedAt,
        params: { status: draft.text, rip: access.account.settings['rip'] ?? FALLBACK_IP },
      });
      if (answer.kind === 'failed') return { kind: 'failed', failure: answer.failure };
      const status = answer.kind === 'value' ? readStatusShape(answer.value) : null;
      // An answer we cannot read is no reason to think that nothing happened.
      if (answer.kind === 'value' && status === null)
        return { kind: 'failed', failure: fail('reconcile', 'weibo-shape-changed', '应答中没有微博编号') };
      return {
        kind: 'accepted',
        receipt: {
          platformIds: status === null ? [] : [status.id],
          url: status === null ? null : pageUrlOf(status.id, access.account),
          acceptedAt: clock.now(),
        },
      };
    },

    async confirm(request: ConfirmRequest, call: Call): Promise<Confirmation> {
      return judgeTimeline(await readOwnTimeline(api, request.access, call), request, call.startedAt);
    },
  };
}

/**
 * What a look at the newest posts says about a share whose answer may have been lost. Table-tested without a network.
 */
export function judgeTimeline(
  read: TimelineRead,
  request: Pick<ConfirmRequest, 'draft' | 'progress' | 'notBeforeAt'>,
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
      failure: fail('reconcile', 'weibo-window-too-short', '最近五条微博不足以判断是否已发出'),
    };
  }
  const calledAtMs = Date.parse(request.progress['calledAt'] ?? '');
  const sinceCallMs = now.getTime() - (Number.isNaN(calledAtMs) ? request.notBeforeAt.getTime() : calledAtMs);
  if (sinceCallMs < SURELY_VISIBLE_AFTER_MS) {
    return {
      kind: 'cannot-tell',
      failure: {
        ...fail('reconcile', 'weibo-too-soon-to-tell', '平台可能延迟显示，尚不能断定未发出'),
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

function fail(remedy: PlatformFailure['remedy'], code: string, message: string): PlatformFailure {
  return { remedy, code, message, retryAfterMs: null };
}
