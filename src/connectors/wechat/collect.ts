import type { ObservedPost } from '../../domain/accounts/post';
import type { Instant } from '../../domain/time/instant';
import type { AccountAccess, Call, Collected } from '../../ports/connectors';
import { blind } from '../outbound/readFailures';
import type { Blind } from '../outbound/readFailures';
import type { WechatApi } from './api';
import { unreadBy } from '../reading/guarded/pageReading';
import type { PageReading } from '../reading/guarded/pageReading';
import { readArticleList } from './articleShape';
import type { WechatArticleList } from './articleShape';
import { postsReading } from './wechatReadings';

/** The most one call of freepublish/batchget gives. */
const LIST_LENGTH = 20;

export type ListRead =
  { readonly kind: 'list'; readonly list: WechatArticleList } | { readonly kind: 'blind'; readonly end: Blind };

/** The newest published articles; `withContent` asks for the bodies as well. */
export async function readPublishedList(
  api: WechatApi,
  about: { readonly access: AccountAccess; readonly call: Call },
  withContent: boolean,
): Promise<ListRead> {
  const answer = await api.call(
    '/cgi-bin/freepublish/batchget',
    { offset: 0, count: LIST_LENGTH, no_content: withContent ? 0 : 1 },
    about,
  );
  if (answer.kind === 'failed') return { kind: 'blind', end: answer.end };
  const list = readArticleList(answer.value);
  return list === null
    ? { kind: 'blind', end: unreadable('wechat-shape-changed', '发布列表的格式无法识别') }
    : { kind: 'list', list };
}

/**
 * One look. The list holds what came out through 发布 and nothing of what was mass-sent (群发), and no interface lists
 * those: only while the platform's messages tell us of every mass send is what we know complete, and only since they
 * do. Before that, and whenever they do not flow, coverage is partial and absence proves no silence.
 */
export async function toCollected(
  read: ListRead,
  access: Pick<AccountAccess, 'account' | 'messagesFlowSinceAt'>,
  reading: PageReading,
): Promise<Collected> {
  if (read.kind === 'blind') return toBlind(read.end);
  const { articles } = read.list;
  const end = await reading.run(postsReading, { articles, homeUrl: access.account.homeUrl });
  if (end.kind === 'ended') return toBlind(unreadBy(end.reason));
  const posts = end.value;
  if (!posts.every((post): post is ObservedPost => post !== null))
    return toBlind(unreadable('wechat-date-unreadable', '文章没有可识别的时间'));
  if (posts.length === 0 && read.list.total > 0)
    return toBlind(unreadable('wechat-list-empty-against-count', '列表为空，但平台称有文章'));
  const completeFromAt = completeFrom(read.list, posts, access.messagesFlowSinceAt ?? null);
  return {
    outcome: posts.length === 0 ? 'proven-empty' : 'items',
    detail: posts.length === 0 ? 'wechat-nothing-published' : 'wechat-published-list',
    items: posts,
    coverage: completeFromAt === null ? 'partial' : 'full',
    completeFromAt,
    failure: null,
  };
}

/**
 * Since messages flow, or since the oldest article listed where the list goes on below it; null while messages do not
 * flow.
 */
function completeFrom(
  list: WechatArticleList,
  posts: readonly ObservedPost[],
  messagesFlowSinceAt: Instant | null,
): Instant | null {
  const isCut = list.total > list.itemCount;
  if (messagesFlowSinceAt === null || !isCut) return messagesFlowSinceAt;
  const oldestMs = Math.min(
    ...posts.map(({ publishedAt }) =>
      publishedAt.precision === 'instant' ? publishedAt.at.getTime() : Number.POSITIVE_INFINITY,
    ),
  );
  return new Date(Math.max(oldestMs, messagesFlowSinceAt.getTime()));
}

function toBlind({ outcome, failure }: Blind): Collected {
  return { outcome, detail: failure.code, items: [], coverage: 'partial', completeFromAt: null, failure };
}

function unreadable(code: string, message: string): Blind {
  return blind('unparsed', { remedy: 'ask-a-person', code, message });
}
