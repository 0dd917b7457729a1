import type { Account } from '../../../src/domain/accounts/account';
import { after, eventOf, findingOf, newPostOf, NOW, publishedOn, register } from '../samples';
import { useTestStore } from '../testStore';

const { store, storage } = useTestStore();

describe('posts', () => {
  test('come back in the order given, each new once, whatever comes twice', async () => {
    const account = await register(storage);
    const first = await storage.posts.record(account, [newPostOf('a'), newPostOf('b'), newPostOf('a')], NOW);
    expect(first.map(({ post, isNew }) => [post.identity, isNew])).toEqual([
      ['a', true],
      ['b', true],
      ['a', false],
    ]);
    const second = await storage.posts.record(account, [newPostOf('c'), newPostOf('b')], after(1_000));
    expect(second.map(({ post, isNew }) => [post.identity, isNew])).toEqual([
      ['c', true],
      ['b', false],
    ]);
    expect(second[1]?.post.firstSeenAt).toEqual(NOW);
  });

  test('that are there before the first look are found by it, and only the others are new', async () => {
    const account = await register(storage);
    const [told] = await storage.posts.record(account, [newPostOf('b')], NOW);
    const first = await storage.posts.recordFirst(account, [newPostOf('a'), newPostOf('b')], after(1_000));
    expect(first.map(({ post, isNew }) => [post.identity, isNew])).toEqual([
      ['a', true],
      ['b', false],
    ]);
    expect(first[1]?.post).toEqual(told?.post);
  });

  test('dated in the future are those of the account, however many ask at once', async () => {
    const accounts = [await register(storage), await register(storage), await register(storage)];
    const dated = (identity: string, ms: number) => newPostOf(identity, after(ms), { standing: 'future-dated' });
    await storage.posts.record(accounts[0] as Account, [dated('late', 9e8), dated('soon', 1e8), newPostOf('now')], NOW);
    await storage.posts.record(accounts[2] as Account, [dated('other', 5e8)], NOW);
    const asked = [...accounts, ...accounts].map(({ id }) => storage.posts.futureDated(id));
    expect((await Promise.all(asked)).map((posts) => posts.map(({ identity }) => identity))).toEqual([
      ['soon', 'late'],
      [],
      ['other'],
      ['soon', 'late'],
      [],
      ['other'],
    ]);
  });

  test('keep everything that was observed, a mere date as a date', async () => {
    const account = await register(storage);
    const given = newPostOf('a');
    const post = { ...given, observed: { ...given.observed, publishedAt: publishedOn('2026-09-18'), pinned: true } };
    const [stored] = await storage.posts.record(account, [post], NOW);
    expect(stored?.post).toEqual({
      id: stored?.post.id,
      accountId: account.id,
      platform: 'weibo',
      ...post.observed,
      countedAt: NOW,
      standing: 'counted',
      firstSeenAt: NOW,
      textHash: post.textHash,
    });
  });

  test('recorded by two processes at once are stored once and new to one of them', async () => {
    const account = await register(storage);
    const other = await store.open();
    const posts = Array.from({ length: 20 }, (_, index) => newPostOf(`p${index}`));
    const answers = await Promise.all(
      [storage, other, storage, other].map((from) => from.posts.record(account, posts, NOW)),
    );
    for (const [index, post] of posts.entries()) {
      expect(new Set(answers.map((answer) => answer[index]?.post.id)).size).toBe(1);
      expect(answers.filter((answer) => answer[index]?.isNew)).toHaveLength(1);
      expect(answers[0]?.[index]?.post.identity).toBe(post.observed.identity);
    }
  });

  test('of different accounts may share an identity', async () => {
    const [one, other] = [await register(storage), await register(storage)];
    expect((await storage.posts.record(one, [newPostOf('same')], NOW))[0]?.isNew).toBe(true);
    expect((await storage.posts.record(other, [newPostOf('same')], NOW))[0]?.isNew).toBe(true);
  });

  test('dated in the future are kept and listed, and never newest or counted', async () => {
    const account = await register(storage);
    await storage.posts.record(
      account,
      [newPostOf('now'), newPostOf('future', after(1e9), { standing: 'future-dated' })],
      NOW,
    );
    expect((await storage.posts.newest(account.id))?.identity).toBe('now');
    expect(await storage.posts.counted(account.id, after(-1), 10)).toMatchObject([{ countedAt: NOW }]);
    expect(await storage.posts.countSince(after(-1), null)).toBe(1);
    expect(
      (await storage.posts.list(account.id, { limit: 10, cursor: null })).items.map((post) => post.identity),
    ).toEqual(['future', 'now']);
  });

  test('give the newest counted instants in ascending order', async () => {
    const account = await register(storage);
    await storage.posts.record(
      account,
      [3, 1, 2, 0].map((n) => newPostOf(`p${n}`, after(n * 1_000))),
      NOW,
    );
    expect(await storage.posts.counted(account.id, after(1_000), 2)).toMatchObject([
      { countedAt: after(2_000) },
      { countedAt: after(3_000) },
    ]);
    expect((await storage.posts.since(account.id, after(1_000), 2)).map((post) => post.identity)).toEqual(['p1', 'p2']);
  });
});

describe('findings', () => {
  test('of one kind, rule and subject are open once, however many open them', async () => {
    const account = await register(storage);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => storage.findings.open(findingOf(account.id), eventOf('finding'))),
    );
    expect(answers.filter((answer) => answer.opened)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.finding.id)).size).toBe(1);
    expect(await storage.findings.openFor(account.id)).toHaveLength(1);
    expect(
      (await storage.findings.open(findingOf(account.id, { subject: 'another' }), eventOf('finding'))).opened,
    ).toBe(true);
    expect(await storage.findings.countAccounts('silent', null)).toBe(1);
  });

  test('can be opened again once closed, and are closed once', async () => {
    const account = await register(storage);
    const { finding } = await storage.findings.open(findingOf(account.id), eventOf('finding'));
    const closing = await Promise.all(
      [1, 2].map(() => storage.findings.close(finding.id, after(1), 'posted', eventOf('finding'))),
    );
    expect(closing.filter(Boolean)).toHaveLength(1);
    expect(await storage.findings.openFor(account.id, 'silent')).toEqual([]);
    expect((await storage.findings.open(findingOf(account.id), eventOf('finding'))).opened).toBe(true);
    const listed = await storage.findings.list(account.id, { limit: 10, cursor: null });
    expect(listed.items.map((one) => one.state).sort()).toEqual(['closed', 'open']);
    expect(listed.items.find((one) => one.state === 'closed')).toEqual({
      ...finding,
      state: 'closed',
      closedAt: after(1),
      detail: 'posted',
    });
  });

  test('of an account nobody registered are refused', async () => {
    const { id } = findingOf('0'.repeat(24) as never);
    await expect(
      storage.findings.open({ ...findingOf('0'.repeat(24) as never), id }, eventOf('finding')),
    ).rejects.toThrow(/not registered/);
  });
});
