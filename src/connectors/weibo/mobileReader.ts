import type { ObservedPost } from '../../domain/accounts/post';
import { readPublished } from '../../domain/time/readTime';
import { readRelative } from '../../domain/time/relativeTime';
import type { Instant } from '../../domain/time/instant';
import type { AccountAccess, Call, Collected } from '../../ports/connectors';
import type { Http } from '../outbound/http';
import { blind, blindByFault, blindByStatus } from '../outbound/readFailures';
import type { Blind } from '../outbound/readFailures';
import { readHtml } from '../reading/htmlText';
import { readJsonBody } from '../reading/json';
import { createLongTexts, SITE } from './mobileLongTexts';
import { readMobileList } from './mobileShape';
import type { MobileList, MobilePost } from './mobileShape';
import { pageUrlOf, titleOf } from './statusMapping';

/**
 * The value of the account setting `reader` that switches this reader on. It is off unless an operator decides
 * otherwise.
 */
export const MOBILE_READER = 'm.weibo.cn';

/**
 * Reads the list that the mobile site shows to visitors. Not part of the platform's agreement, and incomplete by
 * nature: some posts are left out for visitors without a word, so coverage is always partial and emptiness proves
 * nothing.
 */
export function createMobileReader(http: Http): (access: AccountAccess, call: Call) => Promise<Collected> {
  const readWhole = createLongTexts(http);
  return async ({ account }, call) => {
    const query = new URLSearchParams({
      type: 'uid',
      value: account.externalId,
      containerid: `107603${account.externalId}`,
    });
    const answer = await http.send({
      method: 'GET',
      url: `${SITE}/api/container/getIndex?${query.toString()}`,
      signal: call.signal,
      cookies: true,
      headers: { referer: `${SITE}/u/${account.externalId}`, 'x-requested-with': 'XMLHttpRequest', 'mweibo-pwa': '1' },
    });
    if (answer.kind === 'fault') return toBlind(blindByFault(answer.fault));
    const refused = blindByStatus(answer.response, call.startedAt);
    if (refused !== null) return toBlind(refused);
    const list = readMobileList(readJsonBody(answer.response));
    return interpretMobileList(
      list.kind === 'posts' ? { kind: 'posts', posts: await readWhole(list.posts, call) } : list,
      account,
      call.startedAt,
    );
  };
}

/** The look of a list; relative dates are measured from `fetchedAt`. */
export function interpretMobileList(
  list: MobileList,
  account: AccountAccess['account'],
  fetchedAt: Instant,
): Collected {
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

function toPost(post: MobilePost, account: AccountAccess['account'], fetchedAt: Instant): ObservedPost | null {
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

function toBlind({ outcome, failure }: Blind): Collected {
  return { outcome, detail: failure.code, items: [], coverage: 'partial', completeFromAt: null, failure };
}
