import type { Account } from '../../domain/accounts/account';
import type { ObservedPost } from '../../domain/accounts/post';
import type { Instant } from '../../domain/time/instant';
import { readPublished } from '../../domain/time/readTime';
import { readRelative } from '../../domain/time/relativeTime';
import type { Collected } from '../../ports/connectors';
import { blind } from '../outbound/readFailures';
import type { Blind } from '../outbound/readFailures';
import type { ReadingJob } from '../reading/guarded/pageReading';
import { readHtml } from '../reading/htmlText';
import { SITE } from './mobileLongTexts';
import type { MobileList, MobilePost } from './mobileShape';
import { pageUrlOf, titleOf } from './statusMapping';

interface ListInput {
  readonly list: MobileList;
  readonly account: Account;
  readonly fetchedAt: Instant;
}

/** What the mobile site's list says of an account. */
export const mobileReading: ReadingJob<ListInput, Collected> = {
  name: 'weibo-mobile-list',
  read: ({ list, account, fetchedAt }) => interpretMobileList(list, account, fetchedAt),
};

/** The look of a list; relative dates are measured from `fetchedAt`. */
export function interpretMobileList(list: MobileList, account: Account, fetchedAt: Instant): Collected {
  switch (list.kind) {
    case 'login-needed':
      return toBlind(
        blind('unauthorised', { remedy: 'ask-a-person', code: 'm-weibo-login-needed', message: '移动网页要求登录' }),
      );
    case 'empty-or-invisible':
      return toBlind(
        blind('unparsed', {
          remedy: 'ask-a-person',
          code: 'm-weibo-empty-or-invisible',
          message: '移动网页没有给出内容：可能为空，也可能对访客不可见',
        }),
      );
    case 'unreadable':
      return toBlind(
        blind('unparsed', { remedy: 'ask-a-person', code: 'm-weibo-shape-changed', message: '移动网页的格式无法识别' }),
      );
    case 'posts':
      break;
  }
  const own = list.posts.filter((post) => post.userId === null || post.userId === account.externalId);
  const posts = own.map((post) => toPost(post, account, fetchedAt));
  if (posts.length === 0 || !posts.every((post) => post !== null)) {
    return toBlind(
      blind('unparsed', { remedy: 'ask-a-person', code: 'm-weibo-date-unreadable', message: '发文的时间无法识别' }),
    );
  }
  return {
    outcome: 'items',
    detail: 'm-weibo-list',
    items: posts,
    coverage: 'partial',
    completeFromAt: null,
    failure: null,
  };
}

function toPost(post: MobilePost, account: Account, fetchedAt: Instant): ObservedPost | null {
  const publishedAt = readPublished(post.createdAt) ?? readRelative(post.createdAt, fetchedAt);
  if (publishedAt === null) return null;
  const own = readHtml(post.html, SITE);
  const retweeted = post.retweetedHtml === null ? null : readHtml(post.retweetedHtml, SITE);
  return {
    identity: post.id,
    url: pageUrlOf(post.id, account),
    title: titleOf(own.text),
    text: retweeted === null ? own.text : `${own.text}\n//${retweeted.text}`,
    links: [...own.links, ...(retweeted?.links ?? [])].map(unwrapLink),
    publishedAt,
    platformIds: [post.id],
    pinned: post.isPinned,
    ...(post.isTruncated ? { textState: 'truncated' as const } : {}),
  };
}

/** Links to other sites are wrapped: https://weibo.cn/sinaurl?u=… */
function unwrapLink(link: string): string {
  const url = new URL(link);
  const inner = url.hostname.endsWith('weibo.cn') && url.pathname === '/sinaurl' ? url.searchParams.get('u') : null;
  return inner !== null && URL.canParse(inner) ? inner : link;
}

/** The look of a blind end. What visitors are shown is never the whole. */
export function toBlind({ outcome, failure }: Blind): Collected {
  return { outcome, detail: failure.code, items: [], coverage: 'partial', completeFromAt: null, failure };
}
