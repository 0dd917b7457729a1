import type { ObservedPost } from '../../src/domain/accounts/post';
import { HOUR_MS } from '../../src/domain/time/instant';
import { collectingServices } from './collectingServices';
import { useWorld } from './useWorld';
import { PAGE, principal } from './world';

const world = useWorld();
let START = new Date(0);
beforeEach(async () => {
  START = world.clock.now();
  await world.addAccounts(['portal', 'p']);
});

type Listed = Partial<ObservedPost> & { readonly identity: string; readonly title: string };
const TEXT = '因供水管网检修，定于本周六8时至18时对城东片区停止供水，请提前做好储水准备，不便之处敬请谅解。';
/** Six articles, the newest published an hour before the start. */
const usual = (): readonly Listed[] =>
  Array.from({ length: 6 }, (_, index) => {
    const on = new Date(START.getTime() - (6 - index) * HOUR_MS);
    return {
      identity: `p${index}`,
      title: `第${index}号停水通知`,
      text: `第${index}号：${TEXT}`,
      url: `https://portal.example.cn/p${index}`,
      platformIds: [`cms-${index}`],
      publishedAt: { precision: 'instant', at: on, original: on.toISOString() },
    };
  });
const withChange = (identity: string, more: Partial<ObservedPost>): readonly Listed[] =>
  usual().map((post) => (post.identity === identity ? { ...post, ...more } : post));
const without = (...identities: readonly string[]): readonly Listed[] =>
  usual().filter(({ identity }) => !identities.includes(identity));

async function looksAt(posts: readonly Listed[], afterHours: number): Promise<void> {
  world.platform.posts.length = 0;
  for (const post of posts) world.platform.publishByHand('p', post);
  world.clock.pass(afterHours * HOUR_MS);
  // A list that shows what it showed before is not looked through again.
  const services = collectingServices(world.deps, (collected) => collected);
  await services.accounts.collectDue({ owner: 'test', max: 100, signal: new AbortController().signal });
}
const accountId = async () => (await world.account('p')).account.id;
const findings = async () => (await world.storage.findings.list(await accountId(), PAGE)).items;
const found = async () => (await findings()).map(({ kind, state, detail }) => [kind, state, detail]);
const stored = async (identity: string) => {
  const posts = await world.storage.posts.list(await accountId(), PAGE);
  return posts.items.find((post) => post.identity === identity);
};

describe('a post that was public and says something else', () => {
  test('is a finding with both wordings, what it said is kept, and the same again is no second one', async () => {
    await looksAt(usual(), 0);
    await looksAt(withChange('p2', { text: `第2号：${TEXT.replace('18时', '20时')}` }), 1);
    expect(await found()).toEqual([['changed-post', 'open', 'text-changed']]);
    const [finding] = await findings();
    expect(finding?.evidence.excerpt).toContain('8时至18时对城东');
    expect(finding?.evidence.excerpt).toContain('8时至20时对城东');
    expect(await stored('p2')).toMatchObject({
      text: `第2号：${TEXT.replace('18时', '20时')}`,
      earlier: [{ text: `第2号：${TEXT}`, untilAt: world.clock.now() }],
    });
    await looksAt(withChange('p2', { text: `第2号：${TEXT.replace('18时', '20时')}` }), 1);
    expect(await findings()).toHaveLength(1);
  });

  test('by another title of the same day is one as well', async () => {
    await looksAt(usual(), 0);
    await looksAt(withChange('p2', { title: '关于调整停水时间的公告' }), 1);
    expect(await found()).toEqual([['changed-post', 'open', 'title-changed']]);
    expect(await stored('p2')).toMatchObject({ earlier: [{ title: '第2号停水通知' }] });
  });

  test('because what was found in it was mended closes that finding, and is no other one', async () => {
    const leaking = `第2号：${TEXT}联系人身份证号码110101199003070011。`;
    await looksAt(withChange('p2', { text: leaking }), 0);
    const before = await findings();
    expect(new Set(before.map(({ kind }) => kind))).toEqual(new Set(['improper']));
    await looksAt(withChange('p2', { text: leaking.replace('110101199003070011', '110101********0011') }), 1);
    const after = await findings();
    expect(after.map(({ kind, state, detail }) => [kind, state, detail])).toEqual(
      before.map(() => ['improper', 'closed', 'corrected']),
    );
  });

  test('keeps the finding of what is still wrong in it, and is one beside it', async () => {
    const leaking = `第2号：${TEXT}联系人身份证号码110101199003070011。`;
    await looksAt(withChange('p2', { text: leaking }), 0);
    const open = (await findings()).length;
    await looksAt(withChange('p2', { text: leaking.replace('18时', '20时') }), 1);
    const kinds = (await findings()).filter(({ state }) => state === 'open').map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'improper')).toHaveLength(open);
    expect(kinds).toContain('changed-post');
  });

  test('together with more than one other is the layout of the source: followed, and nobody is accused', async () => {
    const altered = (count: number) =>
      usual().map((post, index) => (index < count ? { ...post, text: `${post.text?.replace('18时', '20时')}` } : post));
    await looksAt(usual(), 0);
    await looksAt(altered(3), 1);
    expect(await found()).toEqual([]);
    expect(await stored('p0')).toMatchObject({ text: expect.stringContaining('20时') as unknown });
    // What they said is kept all the same, and said to be unclear.
    expect(await stored('p0')).toMatchObject({ earlier: [{ isUnclear: true }] });
  });

  test('page by page is the layout as well: for a week nobody is accused of the rest', async () => {
    const rewritten = (from: number, until: number) =>
      usual().map((post, index) =>
        index >= from && index < until ? { ...post, text: `${post.text?.replace('18时', '20时')}` } : post,
      );
    await looksAt(usual(), 0);
    await looksAt(rewritten(0, 3), 1);
    await looksAt(rewritten(0, 4), 1);
    expect(await found()).toEqual([]);
    await looksAt(rewritten(0, 5), 24 * 7);
    expect(await found()).toEqual([['changed-post', 'open', 'text-changed']]);
  });

  test('with nothing beside it that is as it was cannot be told from a layout', async () => {
    const [only] = usual();
    await looksAt([only as Listed], 0);
    await looksAt([{ ...(only as Listed), text: `${only?.text?.replace('18时', '20时')}` }], 1);
    expect(await found()).toEqual([]);
  });

  test('killed before the correction was stored is a correction again, and no change of its own', async () => {
    const leaking = `第2号：${TEXT}联系人身份证号码110101199003070011。`;
    const mended = withChange('p2', { text: leaking.replace('110101199003070011', '110101********0011') });
    await looksAt(withChange('p2', { text: leaking }), 0);
    const { posts } = world.storage;
    const dying = { ...world.storage, posts: { ...posts, follow: () => Promise.reject(new Error('died')) } };
    world.platform.posts.length = 0;
    for (const post of mended) world.platform.publishByHand('p', post);
    world.clock.pass(HOUR_MS);
    const services = collectingServices({ ...world.deps, storage: dying }, (collected) => collected);
    await services.accounts
      .collectDue({ owner: 'test', max: 100, signal: new AbortController().signal })
      .catch(() => undefined);
    expect((await findings()).filter(({ state }) => state === 'open')).toEqual([]);
    await looksAt(mended, 1);
    expect((await findings()).map(({ kind, detail }) => [kind, detail])).toEqual(
      (await findings()).map(() => ['improper', 'corrected']),
    );
    expect(await stored('p2')).toMatchObject({ text: expect.stringContaining('********') as unknown });
  });

  test('and then what it said first closes what was said of it; a second change is another finding', async () => {
    await looksAt(usual(), 0);
    await looksAt(withChange('p2', { title: '关于调整停水时间的公告' }), 1);
    const [first] = await findings();
    await world.services.findings.dismiss(
      (first as NonNullable<typeof first>).id,
      { reason: '标题更正，经过批准。', ownWordsUntil: null },
      principal('administrator', '9'),
    );
    await looksAt(withChange('p2', { title: '关于取消停水的公告' }), 1);
    expect(await found()).toEqual(
      expect.arrayContaining([
        ['changed-post', 'dismissed', 'title-changed'],
        ['changed-post', 'open', 'title-changed'],
      ]),
    );
    await looksAt(usual(), 1);
    expect((await found()).map(([, state, detail]) => [state, detail])).toContainEqual(['closed', 'restored']);
  });

  test('two at once are two findings', async () => {
    await looksAt(usual(), 0);
    await looksAt(
      usual().map((post, index) => (index < 2 ? { ...post, text: `${post.text?.replace('18时', '20时')}` } : post)),
      1,
    );
    expect(await found()).toHaveLength(2);
  });
});

describe('a post that was public and is not listed any more', () => {
  test('is a finding two hours later, not before, dated by the first list without it, and said once', async () => {
    await looksAt(usual(), 0);
    await looksAt(without('p5'), 1);
    const since = world.clock.now();
    expect(await found()).toEqual([]);
    expect(await stored('p5')).toMatchObject({ missingSinceAt: since });
    await looksAt(without('p5'), 1);
    expect(await found()).toEqual([]);
    await looksAt(without('p5'), 1);
    expect(await found()).toEqual([['gone-post', 'open', 'not-listed']]);
    expect((await findings())[0]).toMatchObject({ occurredAt: since, evidence: { excerpt: '第5号停水通知' } });
    await looksAt(without('p5'), 3);
    await looksAt([...without('p5'), { ...usual()[5], identity: 'new', title: '新通知', url: 'https://e.cn/n' }], 3);
    expect(await findings()).toHaveLength(1);
  });

  test('listed again is not gone: the finding is closed, and it may go again', async () => {
    await looksAt(usual(), 0);
    await looksAt(without('p5'), 1);
    await looksAt(without('p5'), 3);
    await looksAt(usual(), 1);
    expect(await found()).toEqual([['gone-post', 'closed', 'listed-again']]);
    expect((await stored('p5'))?.missingSinceAt).toBeUndefined();
    await looksAt(without('p5'), 1);
    await looksAt(without('p5'), 3);
    expect((await found()).map(([, state]) => state).sort()).toEqual(['closed', 'open']);
  });

  test('back within two hours was only a cache', async () => {
    await looksAt(usual(), 0);
    await looksAt(without('p5'), 1);
    await looksAt(usual(), 1);
    await looksAt(without('p5'), 1.5);
    expect(await found()).toEqual([]);
  });

  test('by which what was found in it is taken away: that is closed, and it is no finding of its own', async () => {
    const leaking = `第5号：${TEXT}联系人身份证号码110101199003070011。`;
    await looksAt(withChange('p5', { text: leaking }), 0);
    await looksAt(without('p5'), 1);
    await looksAt(without('p5'), 2);
    expect((await found()).map(([kind, state, detail]) => [kind, state, detail])).toEqual(
      (await found()).map(() => ['improper', 'closed', 'removed']),
    );
    expect((await stored('p5'))?.goneAt).toEqual(world.clock.now());
  });

  test('from a list that does not show everything proves nothing', async () => {
    world.platform.coverage = 'partial';
    await looksAt(usual(), 0);
    await looksAt(without('p5'), 1);
    await looksAt(without('p5'), 3);
    expect(await found()).toEqual([]);
  });

  test('a third one is found after two that were said, and many that left at once are not said one by one', async () => {
    const many = (...left: readonly number[]) =>
      Array.from({ length: 12 }, (_, index) => {
        const on = new Date(START.getTime() - (12 - index) * HOUR_MS);
        const publishedAt = { precision: 'instant' as const, at: on, original: on.toISOString() };
        const url = `https://e.cn/${index}`;
        return { identity: `q${index}`, title: `第${index}期简报`, url, publishedAt, platformIds: [`q${index}`] };
      }).filter((_, index) => !left.includes(index));
    await looksAt(many(), 0);
    await looksAt(many(10, 11), 1);
    await looksAt(many(10, 11), 2);
    expect(await found()).toHaveLength(2);
    await looksAt(many(9, 10, 11), 1);
    await looksAt(many(9, 10, 11), 2);
    expect(await found()).toHaveLength(3);
    await looksAt(many(5, 6, 7, 9, 10, 11), 1);
    await looksAt([...many(5, 6, 7, 9, 10, 11)].slice(5), 3);
    await looksAt([...many(5, 6, 7, 9, 10, 11)].slice(5), 3);
    expect(await found()).toHaveLength(3);
  });

  test('with more than one other is another order of the list, and nobody is accused', async () => {
    const many = Array.from({ length: 12 }, (_, index) => {
      const on = new Date(START.getTime() - (12 - index) * HOUR_MS);
      const publishedAt = { precision: 'instant' as const, at: on, original: on.toISOString() };
      return { identity: `q${index}`, title: `第${index}期简报`, url: `https://e.cn/${index}`, publishedAt };
    });
    await looksAt(many, 0);
    await looksAt(many.slice(0, 9), 1);
    await looksAt(many.slice(0, 9), 3);
    expect(await found()).toEqual([]);
    expect(await stored('q10')).not.toHaveProperty('missingSinceAt');
  });

  test('that went off the end of the list is no finding', async () => {
    await looksAt(usual(), 0);
    await looksAt(without('p0'), 1);
    await looksAt(without('p0'), 3);
    expect(await found()).toEqual([]);
  });
});
