import type { Post } from '../../../src/domain/accounts/post';
import type { AccountId, PostId } from '../../../src/domain/ids';
import { outdatedEnd, type OutdatedFacts } from '../../../src/domain/mandates/outdatedRepost';
import type { Policy } from '../../../src/domain/policies/policy';
import { HOUR_MS } from '../../../src/domain/time/instant';
import { entry, NOW, Shelf } from '../policies/somePolicies';

const at = (hours: number): Date => new Date(NOW.getTime() + hours * HOUR_MS);
function post(name: string, hours: number, more: Partial<Post> = {}): Post {
  return {
    id: name as PostId,
    identity: name,
    accountId: 'account' as AccountId,
    platform: 'weibo',
    url: `https://weibo.com/${name}`,
    title: '',
    text: '今天天气很好',
    links: [],
    publishedAt: { precision: 'instant', at: at(hours), original: '' },
    countedAt: at(hours),
    platformIds: [],
    pinned: false,
    standing: 'counted',
    firstSeenAt: at(hours),
    textHash: name,
    ...more,
  };
}
function policy(more: Partial<Policy> = {}): Policy {
  const [made] = new Shelf().look([entry()]).inserts;
  if (made === undefined) throw new Error('no policy');
  return { ...made, version: 2, ...more };
}
const repost = post('repost', 1, { text: '某市人民政府关于促进某产业发展的意见' });
const before = post('before', 0);
const end = (more: Partial<OutdatedFacts> = {}): ReturnType<typeof outdatedEnd> =>
  outdatedEnd({
    policy: policy(),
    repostedVersion: 1,
    postId: repost.id,
    posts: [repost, before],
    outdatedAt: at(5),
    shownIdentities: ['repost', 'before'],
    ...more,
  });

describe('an outdated repost', () => {
  test('stays outdated while it stands and nothing newer was published', () => {
    expect(end()).toBeNull();
  });

  test('is none any more when the policy is in force again as it was', () => {
    expect(end({ policy: policy({ version: 1 }) })).toBe('policy-restored');
    expect(end({ policy: policy({ version: 1, withdrawal: { reason: 'stated', noticedAt: NOW } }) })).toBeNull();
  });

  test('is replaced by a repost of the text as it is now, published after it became outdated', () => {
    const text = '某市人民政府关于促进某产业发展的意见';
    expect(end({ posts: [post('newer', 6, { text }), repost, before] })).toBe('replaced-by-newer');
    expect(end({ posts: [post('older', 4, { text }), repost, before] })).toBeNull();
    expect(end({ posts: [post('other', 6), repost, before] })).toBeNull();
  });

  test('does not replace itself', () => {
    expect(end({ outdatedAt: at(0) })).toBeNull();
  });

  test('cannot be replaced while the policy is withdrawn', () => {
    const withdrawn = policy({ withdrawal: { reason: 'stated', noticedAt: NOW } });
    const newer = post('newer', 6, { text: '某市人民政府关于促进某产业发展的意见' });
    expect(end({ policy: withdrawn, posts: [newer, repost, before] })).toBeNull();
    expect(end({ policy: withdrawn, shownIdentities: ['before'] })).toBe('post-gone');
  });

  test('is gone when the list reaches back beyond it and does not show it', () => {
    expect(end({ shownIdentities: ['before'] })).toBe('post-gone');
    expect(end({ shownIdentities: [] })).toBeNull();
    expect(end({ shownIdentities: null })).toBeNull();
    expect(end({ posts: [before], shownIdentities: ['before'] })).toBeNull();
  });

  test('is not taken for gone because of a pinned post, or one of the same instant', () => {
    expect(end({ posts: [repost, { ...before, pinned: true }], shownIdentities: ['before'] })).toBeNull();
    expect(
      end({ posts: [repost, { ...before, countedAt: repost.countedAt }], shownIdentities: ['before'] }),
    ).toBeNull();
  });
});
