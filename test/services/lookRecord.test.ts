import { HOUR_MS, MINUTE_MS } from '../../src/domain/time/instant';
import { useScriptedWorld } from './useWorld';
import { PAGE, principal } from './world';

const { world, armed, services } = useScriptedWorld();
const signal = new AbortController().signal;
/** Made up: a valid check character for nobody's number. */
const CITIZEN_ID = '110101199003070011';

const lookAt = () => services.accounts.collectDue({ owner: 't', max: 10, signal });
const publish = (title: string, at: Date, more: object = {}): void =>
  world.platform.publishByHand('w', {
    title,
    publishedAt: { precision: 'instant', at, original: at.toISOString() },
    ...more,
  });
const hoursAgo = (hours: number): Date => new Date(world.clock.now().getTime() - hours * HOUR_MS);

describe('the record of a look', () => {
  test('counts what is new and what is dated in the future', async () => {
    await world.addAccounts(['weibo', 'w']);
    publish('一', hoursAgo(2));
    await lookAt();
    publish('二', hoursAgo(1));
    publish('三', hoursAgo(-48));
    world.clock.pass(HOUR_MS);
    await lookAt();
    const { account } = await world.account('w');
    const looks = (await world.storage.looks.list(account.id, PAGE)).items;
    expect(looks).toMatchObject([
      { itemCount: 3, newCount: 2, futureDatedCount: 1, platform: 'weibo' },
      { itemCount: 1, newCount: 1, futureDatedCount: 0 },
    ]);
  });

  test('remembers the first five of the list, and keeps them when a look sees nothing', async () => {
    await world.addAccounts(['weibo', 'w']);
    for (let post = 1; post <= 6; post += 1) publish(`第${post}条`, hoursAgo(post), { identity: `id${post}` });
    await lookAt();
    const five = ['id1', 'id2', 'id3', 'id4', 'id5'];
    expect((await world.account('w')).lastSeenIdentities).toEqual(five);
    world.platform.sight.set('w', { outcome: 'unreachable', retryAfterMs: null });
    world.clock.pass(HOUR_MS);
    await lookAt();
    expect((await world.account('w')).lastSeenIdentities).toEqual(five);
    expect(armed.looked.at(-1)).toMatchObject({ lastSeenIdentities: five, lastSeenNewestAt: hoursAgo(2) });
  });

  test('counts the looks of a day, from one again on the next', async () => {
    await world.addAccounts(['weibo', 'w']);
    const seen: unknown[] = [];
    for (const at of ['2026-09-18T15:00:00Z', '2026-09-18T15:40:00Z', '2026-09-18T16:20:00Z']) {
      world.clock.set(new Date(at));
      await lookAt();
      seen.push((await world.account('w')).callsToday);
    }
    expect(seen).toEqual([
      { on: '2026-09-18', count: 1 },
      { on: '2026-09-18', count: 2 },
      { on: '2026-09-19', count: 1 },
    ]);
  });
});

describe('where the order of a list proves nothing', () => {
  test.each([
    ['goes on with a post that was known', { identity: 'known' }, true],
    ['begins anew with a known one that is pinned, and shown for ever', { identity: 'known', pinned: true }, false],
    ['begins anew with new ones alone', { identity: 'new' }, false],
  ])('the record %s', async (_how, shown, goesOn) => {
    world.platform.completeFromAt = null;
    await world.addAccounts(['weibo', 'w']);
    publish('一', hoursAgo(2), { identity: 'known' });
    const first = world.clock.now();
    await lookAt();
    world.clock.pass(HOUR_MS);
    world.platform.posts.length = 0;
    publish('一', hoursAgo(3), shown);
    await lookAt();
    expect((await world.account('w')).facts.completeFromAt).toEqual(goesOn ? first : world.clock.now());
  });
});

describe('what is found in a post', () => {
  test('is dated by the post and carries where it stands, by which look, and the words', async () => {
    await world.addAccounts(['weibo', 'w']);
    publish('公示', hoursAgo(3), { text: `张三 ${CITIZEN_ID}`, url: 'https://weibo.test/1' });
    await lookAt();
    const { account, facts } = await world.account('w');
    expect((await world.storage.findings.list(account.id, PAGE)).items).toMatchObject([
      {
        kind: 'improper',
        ruleId: 'citizen-id',
        clause: { source: '国办秘函〔2019〕19号' },
        state: 'open',
        occurredAt: hoursAgo(3),
        noticedAt: world.clock.now(),
        detail: 'wording',
        evidence: { url: 'https://weibo.test/1', lookId: facts.lastLookId, excerpt: '公示\n张* 1101**********0011' },
      },
    ]);
  });

  test('is found in a post that a later look shows for the first time', async () => {
    await world.addAccounts(['weibo', 'w']);
    publish('天气', hoursAgo(3));
    await lookAt();
    world.clock.pass(HOUR_MS);
    publish('第一领导人视察', hoursAgo(0.5));
    await lookAt();
    const { account } = await world.account('w');
    expect(await world.storage.findings.openFor(account.id)).toMatchObject([{ ruleId: 'phrases' }]);
  });

  test('a date in the future is dated by when it was seen, and says what stood there', async () => {
    await world.addAccounts(['weibo', 'w']);
    publish('今天的通知', hoursAgo(1));
    publish('未来的通知', hoursAgo(-48));
    await lookAt();
    const { account } = await world.account('w');
    expect((await world.storage.findings.list(account.id, PAGE)).items).toMatchObject([
      {
        kind: 'future-dated',
        clause: null,
        occurredAt: world.clock.now(),
        detail: hoursAgo(-48).toISOString(),
        evidence: { excerpt: null },
      },
    ]);
  });
});

describe('an article learned of outside of a look is the one a list showed', () => {
  const ADDRESS = 'https://mp.weixin.qq.com/s?__biz=a&mid=1&idx=1';
  const listed = { title: '群发文章', url: 'https://wechat.test/other', at: new Date('2026-09-17T02:00:00Z') };
  const paste = async (): Promise<boolean> =>
    (
      await services.accounts.addArticle(
        (await world.account('w')).account.id,
        { url: ADDRESS, signal },
        principal('officer', '3'),
      )
    ).isNew;
  const arm = (title: string, at: Date): void => {
    armed.articles.set(ADDRESS, {
      externalId: 'w',
      accountName: null,
      post: {
        identity: 'a_1_1',
        url: ADDRESS,
        title,
        text: '正文',
        links: [],
        publishedAt: { precision: 'instant', at, original: '' },
        platformIds: [],
        pinned: false,
      },
    });
  };
  beforeEach(() => world.addAccounts(['wechat', 'w']));

  test.each([
    ['by its address', { title: '另一标题', url: ADDRESS }, 0, false],
    ['by its title on the same day', {}, 24 * HOUR_MS, false],
    ['not by its title on another day', {}, 24 * HOUR_MS + 1, true],
    ['not by an empty title', { title: '' }, 0, true],
    ["not by the account's own address, which names no post", { title: '另', url: 'https://platform.test/w' }, 0, true],
  ])('%s', async (_how, more, afterMs, isNew) => {
    const known = { ...listed, ...more };
    publish(known.title, listed.at, { url: known.url });
    await lookAt();
    world.clock.pass(MINUTE_MS);
    arm(
      known.title === '另一标题' || known.title === '另' ? '群发文章' : known.title,
      new Date(listed.at.getTime() - afterMs),
    );
    expect(await paste()).toBe(isNew);
  });

  test('by its title as it is read, whatever signs that nobody sees are in it', async () => {
    publish('群\u202E发\u200B文章', listed.at, { url: listed.url });
    await lookAt();
    world.clock.pass(MINUTE_MS);
    arm('\u2067群发文章\uFEFF', listed.at);
    expect(await paste()).toBe(false);
  });
});
