import type { ObservedPost } from '../../domain/accounts/post';
import type { Instant } from '../../domain/time/instant';
import type { AccountAccess, Call, Collected } from '../../ports/connectors';
import { blind } from '../outbound/readFailures';
import type { Blind } from '../outbound/readFailures';
import type { WeiboApi } from './api';
import { toPost } from './statusMapping';
import { readStatusesCount, readTimelineShape } from './statusShape';
import type { WeiboStatus, WeiboTimeline } from './statusShape';

/** The official timeline gives the newest five and no more, whatever `count` says. */
export const TIMELINE_CAP = 5;
const EPOCH: Instant = new Date(0);

/** What one read of an account's own timeline says. */
export type TimelineRead =
  | {
      readonly kind: 'seen';
      readonly posts: readonly ObservedPost[];
      readonly completeFromAt: Instant;
      readonly isEmpty: boolean;
    }
  | { readonly kind: 'blind'; readonly end: Blind };

/** Reads the newest posts of the account that authorised us (statuses/user_timeline). */
export async function readOwnTimeline(api: WeiboApi, access: AccountAccess, call: Call): Promise<TimelineRead> {
  const accessToken = access.credential?.['accessToken'] ?? '';
  if (accessToken === '')
    return {
      kind: 'blind',
      end: blind('unauthorised', { remedy: 're-authorise', code: 'weibo-no-credential', message: '账号没有授权' }),
    };
  const base = { accessToken, signal: call.signal, now: call.startedAt };
  const answer = await api.read({
    ...base,
    path: '/2/statuses/user_timeline.json',
    params: { uid: access.account.externalId, count: '20' },
  });
  if (answer.kind === 'blind') return answer;
  const timeline = readTimelineShape(answer.value);
  if (timeline === null) return { kind: 'blind', end: unreadable('weibo-shape-changed', '时间线的格式无法识别') };
  if (timeline.statuses.length > 0) return interpretTimeline(timeline, access.account);
  // A barred caller may simply be shown nothing: emptiness is believed only when the account itself counts no posts.
  const user = await api.read({ ...base, path: '/2/users/show.json', params: { uid: access.account.externalId } });
  if (user.kind === 'blind') return user;
  const count = readStatusesCount(user.value);
  if (count === 0 && timeline.total === 0) return { kind: 'seen', posts: [], completeFromAt: EPOCH, isEmpty: true };
  return {
    kind: 'blind',
    end: blind('refused', {
      remedy: 'ask-a-person',
      code: 'weibo-empty-against-count',
      message: '时间线为空，但账号显示有发文：可能被限制访问',
    }),
  };
}

/** Posts of a timeline that is not empty, and from when on it is complete. Table-tested without a network. */
export function interpretTimeline(timeline: WeiboTimeline, account: AccountAccess['account']): TimelineRead {
  const { statuses, total } = timeline;
  if (statuses.some((status) => status.userId !== null && status.userId !== account.externalId)) {
    return {
      kind: 'blind',
      end: blind('unparsed', {
        remedy: 'fix-configuration',
        code: 'weibo-foreign-timeline',
        message: '授权属于另一个账号',
      }),
    };
  }
  const dated = statuses.map((status) => ({ status, post: toPost(status, account) }));
  const readable = dated.filter((pair): pair is { status: WeiboStatus; post: ObservedPost } => pair.post !== null);
  if (readable.length === 0 || dated.some(({ status, post }) => post === null && !status.isHidden)) {
    return { kind: 'blind', end: unreadable('weibo-date-unreadable', '发文的时间无法识别') };
  }
  const oldestMs = Math.min(...readable.map(({ post }) => instantMs(post)));
  const isAll = statuses.length < TIMELINE_CAP && total === statuses.length;
  return {
    kind: 'seen',
    posts: readable.filter(({ status }) => !status.isHidden).map(({ post }) => post),
    completeFromAt: isAll ? EPOCH : new Date(oldestMs),
    isEmpty: false,
  };
}

/** The look of a timeline read. */
export function toCollected(read: TimelineRead): Collected {
  if (read.kind === 'blind') {
    const { outcome, failure } = read.end;
    return { outcome, detail: failure.code, items: [], coverage: 'full', completeFromAt: null, failure };
  }
  return {
    outcome: read.isEmpty ? 'proven-empty' : 'items',
    detail: read.isEmpty ? 'weibo-no-posts' : 'weibo-timeline',
    items: read.posts,
    coverage: 'full',
    completeFromAt: read.completeFromAt,
    failure: null,
  };
}

function instantMs(post: ObservedPost): number {
  return post.publishedAt.precision === 'instant' ? post.publishedAt.at.getTime() : Number.NaN;
}

function unreadable(code: string, message: string): Blind {
  return blind('unparsed', { remedy: 'ask-a-person', code, message });
}
