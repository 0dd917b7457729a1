import type { KnownPosts } from '../../../src/domain/accounts/foldLook';
import type { Look, LookOutcome } from '../../../src/domain/accounts/look';
import type { Post } from '../../../src/domain/accounts/post';
import type { AccountId, LookId, PostId } from '../../../src/domain/ids';
import { HOUR_MS } from '../../../src/domain/time/instant';

const T0 = new Date('2026-09-01T00:00:00.000Z');
export const at = (hours: number): Date => new Date(T0.getTime() + hours * HOUR_MS);

export function look(hours: number, outcome: LookOutcome, more: Partial<Look> = {}): Look {
  return {
    id: `look-${hours}` as LookId,
    accountId: 'a' as AccountId,
    platform: 'weibo',
    startedAt: at(hours),
    endedAt: at(hours + 0.01),
    outcome,
    detail: outcome,
    coverage: 'full',
    itemCount: 0,
    newCount: 0,
    futureDatedCount: 0,
    completeFromAt: null,
    ...more,
  };
}
export function post(hours: number, more: Partial<Post> = {}): Post {
  return {
    id: `post-${hours}` as PostId,
    accountId: 'a' as AccountId,
    platform: 'weibo',
    identity: `${hours}`,
    url: `https://weibo.com/${hours}`,
    title: '',
    text: '',
    links: [],
    publishedAt: { precision: 'instant', at: at(hours), original: '' },
    platformIds: [],
    pinned: false,
    countedAt: at(hours),
    standing: 'counted',
    firstSeenAt: at(hours),
    textHash: '',
    ...more,
  };
}
export const nothing: KnownPosts = { newest: null, countedAts: [] };
export const having = (...hours: number[]): KnownPosts => ({
  newest: post(Math.max(...hours)),
  countedAts: hours.map(at),
});
