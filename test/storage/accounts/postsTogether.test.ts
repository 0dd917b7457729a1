import { after, newPostOf, NOW, register } from '../samples';
import { useTestStore } from '../testStore';

const { storage } = useTestStore();

const names = (count: number, of: string): readonly string[] => Array.from({ length: count }, (_, n) => `${of}-${n}`);

describe('posts of looks that run at once', () => {
  test('are all stored, each look told of its own', async () => {
    const accounts = await Promise.all(Array.from({ length: 20 }, () => register(storage)));
    const recorded = await Promise.all(
      accounts.map((account, n) =>
        storage.posts.recordFirst(
          account,
          names(3, `p${n}`).map((name) => newPostOf(name)),
          NOW,
        ),
      ),
    );
    expect(recorded.map((posts) => posts.map(({ post, isNew }) => [post.accountId, post.identity, isNew]))).toEqual(
      accounts.map(({ id }, n) => names(3, `p${n}`).map((name) => [id, name, true])),
    );
  });

  test('one of which was stored before are new but for that one, also in the looks beside it', async () => {
    const [first, second, third] = await Promise.all([register(storage), register(storage), register(storage)]);
    await storage.posts.record(second, [newPostOf('known')], NOW);
    const given = [newPostOf('known'), newPostOf('fresh')];
    const recorded = await Promise.all(
      [first, second, third].map((account) => storage.posts.recordFirst(account, given, after(1_000))),
    );
    expect(recorded.map((posts) => posts.map(({ isNew }) => isNew))).toEqual([
      [true, true],
      [false, true],
      [true, true],
    ]);
    expect(recorded[1]?.[0]?.post.firstSeenAt).toEqual(NOW);
  });

  test('of one account are new in one of the looks', async () => {
    const account = await register(storage);
    const recorded = await Promise.all(
      Array.from({ length: 5 }, () => storage.posts.recordFirst(account, [newPostOf('a'), newPostOf('b')], NOW)),
    );
    const told = recorded.flat();
    for (const identity of ['a', 'b']) {
      const of = told.filter(({ post }) => post.identity === identity);
      expect(of.filter(({ isNew }) => isNew)).toHaveLength(1);
      expect(new Set(of.map(({ post }) => post.id)).size).toBe(1);
    }
  });
});

describe('what counted of accounts asked for at once', () => {
  const counted = (name: string, ms: number) => {
    const given = newPostOf(name);
    return { ...given, countedAt: after(ms) };
  };

  test('is of each its own, since its own instant, the newest up to its own limit, ascending', async () => {
    const [one, two, none] = await Promise.all([register(storage), register(storage), register(storage)]);
    await storage.posts.record(one, [counted('a', 1), counted('b', 2), counted('c', 3)], NOW);
    await storage.posts.record(
      two,
      [counted('a', 1), counted('b', 2), { ...counted('f', 3), standing: 'future-dated' }],
      NOW,
    );
    const asked = await Promise.all([
      storage.posts.counted(one.id, NOW, 2),
      storage.posts.counted(none.id, NOW, 2),
      storage.posts.counted(two.id, after(2), 2),
      storage.posts.counted(two.id, NOW, 5),
      storage.posts.counted(one.id, after(3), 5),
      storage.posts.counted(one.id, after(4), 5),
    ]);
    expect(asked.map((posts) => posts.map(({ countedAt }) => countedAt.getTime() - NOW.getTime()))).toEqual([
      [2, 3],
      [],
      [2],
      [1, 2],
      [3],
      [],
    ]);
  });

  test('is whole though another has more than is read together', async () => {
    const accounts = await Promise.all([register(storage), register(storage)]);
    const [much, little] = accounts.sort((one, other) => (one.id < other.id ? -1 : 1)) as typeof accounts;
    const many = Array.from({ length: 5_000 }, (_, n) => counted(`m${n}`, n));
    for (let at = 0; at < many.length; at += 1_000) await storage.posts.record(much, many.slice(at, at + 1_000), NOW);
    await storage.posts.record(little, [counted('a', 1)], NOW);
    const [first, ...others] = await Promise.all([
      storage.posts.counted(little.id, NOW, 200),
      storage.posts.counted(much.id, NOW, 200),
      storage.posts.counted(little.id, NOW, 200),
    ]);
    expect([first, ...others].map((posts) => posts.length)).toEqual([1, 200, 1]);
    expect(others[0]?.at(-1)?.countedAt).toEqual(after(4_999));
  });
});
