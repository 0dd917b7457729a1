import type { AccountId } from '../../../src/domain/ids';
import type { Copy } from '../../../src/domain/ownPosts/ownPost';
import { DAY_MS } from '../../../src/domain/time/instant';
import { eventOf, NOW } from '../samples';
import { ids, useTestStore } from '../testStore';
import { ownPostOf } from './ownPostSamples';

const { storage } = useTestStore();
const at = (days: number) => new Date(NOW.getTime() + days * DAY_MS);

describe('items whose copies are looked at', () => {
  const accountId = ids.id<AccountId>();
  const copy: Copy = {
    ...{ accountId, state: 'manual', reason: 'no-api', jobId: null, postId: null, url: null, seenAt: null },
    ...{ comparedHash: null, differences: [], goneAt: null, leftListAt: null, settled: null },
  };
  const inserted = async (given: Parameters<typeof ownPostOf>[0] = {}) => {
    const post = ownPostOf({
      ...{ state: 'publishing', begunAt: NOW, copies: [copy], watch: { fromAt: at(0), toAt: at(30) } },
      ...given,
    });
    await storage.ownPosts.insert(post, eventOf('own-post'));
    return post;
  };

  test('are given from the beginning of their time on without what they say, and are over at its end', async () => {
    const post = await inserted({ body: '很长的正文' });
    const ids = async (now: Date) => (await storage.ownPosts.watching(accountId, now)).map(({ id }) => id);
    expect([await ids(new Date(NOW.getTime() - 1)), await ids(NOW)]).toEqual([[], [post.id]]);
    const [given] = await storage.ownPosts.watching(accountId, NOW);
    expect(JSON.stringify(given)).not.toContain('很长的正文');
    expect(given).toMatchObject({ id: post.id, title: post.title, copies: [copy], version: 1, sought: [] });
    const over = async (now: Date) => (await storage.ownPosts.watchOver(now, 9)).map(({ id }) => id);
    expect([await over(new Date(at(30).getTime() - 1)), await over(at(30))]).toEqual([[], [post.id]]);
    await storage.ownPosts.change(post, { ...post, watch: null, version: 2 }, []);
    expect([await ids(NOW), await over(at(99))]).toEqual([[], []]);
  });

  test('are given to each of many accounts that ask at once: its own, from its own instant on', async () => {
    const [one, other, none] = [ids.id<AccountId>(), ids.id<AccountId>(), ids.id<AccountId>()];
    const both = await inserted({ copies: [one, other].map((id) => ({ ...copy, accountId: id })) });
    const later = await inserted({
      ...{ copies: [{ ...copy, accountId: other }], watch: { fromAt: at(1), toAt: at(30) } },
    });
    const asked = [[one, NOW] as const, [other, NOW] as const, [other, at(1)] as const, [none, at(1)] as const];
    const given = await Promise.all(
      [...asked, ...asked].map(async ([id, now]) => (await storage.ownPosts.watching(id, now)).map((post) => post.id)),
    );
    const expected = [[both.id], [both.id], [later.id, both.id], []];
    expect(given).toEqual([...expected, ...expected]);
  });

  test('keep when a copy was looked for in vain until it stands elsewhere, and nothing that was overtaken', async () => {
    const post = await inserted({ copies: [{ ...copy, accountId: ids.id<AccountId>() }, { ...copy }] });
    const sought = [{ accountId, at: at(1) }];
    const kept = async () =>
      (await storage.ownPosts.watching(accountId, at(1))).find(({ id }) => id === post.id)?.sought;
    await storage.ownPosts.keepSought({ id: post.id, version: 7, sought });
    expect(await kept()).toEqual([]);
    await storage.ownPosts.keepSought({ id: post.id, version: 1, sought });
    await storage.ownPosts.change(post, { ...post, changedAt: at(1), version: 2 }, []);
    expect(await kept()).toEqual(sought);
    const copies = post.copies.map((one, index) => (index === 0 ? { ...one, state: 'cancelled' as const } : one));
    await storage.ownPosts.change({ ...post, version: 2 }, { ...post, copies, version: 3 }, []);
    expect(await kept()).toEqual([]);
  });
});
