import type { Sandbox, SandboxAccount } from '../src';
import { ANCHOR_AT, closeAll, freshFolder, openSandbox, stillClock } from './testSandbox';
import { wechatCalls } from './wechatCalls';
import type { Body } from './wechatCalls';

const SIZE = { units: 20, accounts: 60 };

describe('a 图文 of several articles', () => {
  const clock = stillClock();
  let sandbox: Sandbox;
  const { call, tokenOf, addDraft, submit, status } = wechatCalls(() => sandbox);

  afterEach(closeAll);

  test('is one entry with one article_id, one mid and positions from 1; delete names one of them or all', async () => {
    clock.at = ANCHOR_AT;
    sandbox = await openSandbox(clock, { size: SIZE });
    const account = sandbox.county.accounts.filter(
      ({ platform, behaviour }) => platform === 'wechat' && behaviour === 'ordinary',
    )[1] as SandboxAccount;
    const token = await tokenOf(account);
    const single = await call('/cgi-bin/draft/get', { media_id: await addDraft(token) }, token);
    const thumb = (single['news_item'] as { thumb_media_id: string }[])[0]?.thumb_media_id;
    const titles = ['头条', '次条', '三条'];
    const draft = await call(
      '/cgi-bin/draft/add',
      { articles: titles.map((title) => ({ title, content: `<p>${title}正文</p>`, thumb_media_id: thumb })) },
      token,
    );
    const before = (await call('/cgi-bin/freepublish/batchget', { offset: 0, count: 1, no_content: 1 }, token))[
      'total_count'
    ];
    const accepted = await submit(token, String(draft['media_id']));
    clock.moveBy(3000);
    const done = await status(token, accepted['publish_id']);
    const items = (done['article_detail'] as { item: { idx: number; article_url: string }[] }).item;
    expect(
      items.map(({ idx, article_url: url }) => [
        idx,
        new URL(url).searchParams.get('idx'),
        new URL(url).searchParams.get('mid'),
      ]),
    ).toEqual([1, 2, 3].map((idx) => [idx, String(idx), String(accepted['msg_data_id'])]));
    for (const [i, { article_url: url }] of items.entries())
      expect(await (await fetch(url)).text()).toContain(`${titles[i] ?? ''}正文`);
    const listOf = async (): Promise<{ total: unknown; titles: string[] }> => {
      const answer = await call('/cgi-bin/freepublish/batchget', { offset: 0, count: 1, no_content: 1 }, token);
      return {
        total: answer['total_count'],
        titles:
          (answer['item'] as { content: { news_item: { title: string }[] } }[])[0]?.content.news_item.map(
            ({ title }) => title,
          ) ?? [],
      };
    };
    expect(await listOf()).toEqual({ total: Number(before) + 1, titles });
    expect(
      (await call('/cgi-bin/freepublish/delete', { article_id: done['article_id'], index: 4 }, token))['errcode'],
    ).toBe(40097);
    await call('/cgi-bin/freepublish/delete', { article_id: done['article_id'], index: 2 }, token);
    expect((await listOf()).titles).toEqual(['头条', '三条']);
    await call('/cgi-bin/freepublish/delete', { article_id: done['article_id'] }, token);
    expect((await listOf()).total).toBe(before);
    expect((await status(token, accepted['publish_id']))['publish_status']).toBe(5);
  });
});

describe('figures and comments of the simulated WeChat platform', () => {
  const clock = stillClock();
  let sandbox: Sandbox;
  let account: SandboxAccount;
  let token: string;
  const { call, tokenOf, addDraft, submit } = wechatCalls(() => sandbox);

  const open = async (options: Parameters<typeof openSandbox>[1] = {}): Promise<void> => {
    sandbox = await openSandbox(clock, { size: SIZE, ...options });
    account = sandbox.county.accounts.filter(
      ({ platform, behaviour }) => platform === 'wechat' && behaviour === 'ordinary',
    )[1] as SandboxAccount;
    token = await tokenOf(account);
  };
  beforeEach(async () => {
    clock.at = ANCHOR_AT;
    await open();
  });
  afterEach(closeAll);

  const figures = (name: string, begin: string, end: string): Promise<Body> =>
    call(`/datacube/${name}`, { begin_date: begin, end_date: end }, token);
  const msgDataIdOf = (url: string): number => Number(new URL(url).searchParams.get('mid'));

  describe('figures', () => {
    test('followers come by day, seven days at most', async () => {
      expect((await figures('getusersummary', '2026-10-14', '2026-10-20'))['list']).toHaveLength(7);
      expect((await figures('getusercumulate', '2026-10-20', '2026-10-20'))['list']).toEqual([
        { ref_date: '2026-10-20', user_source: 0, cumulate_user: expect.any(Number) },
      ]);
      expect((await figures('getusersummary', '2026-10-13', '2026-10-20'))['errcode']).toBe(61501);
    });

    test('today, a turned span and a date of another form are refused', async () => {
      expect((await figures('getusersummary', '2026-10-21', '2026-10-21'))['errcode']).toBe(61501);
      expect((await figures('getusersummary', '2026-10-20', '2026-10-19'))['errcode']).toBe(61501);
      expect((await figures('getusersummary', '2026/10/20', '2026/10/20'))['errcode']).toBe(61500);
    });

    test('yesterday is not ready before eight (61503), or left out of a longer span with is_delay', async () => {
      clock.at = new Date('2026-10-21T07:59:59+08:00');
      token = await tokenOf(account);
      expect((await figures('getarticleread', '2026-10-20', '2026-10-20'))['errcode']).toBe(61503);
      expect(await figures('getbizsummary', '2026-10-18', '2026-10-20')).toMatchObject({
        is_delay: true,
        list: [{ ref_date: '2026-10-18' }, { ref_date: '2026-10-19' }],
      });
      clock.moveBy(1000);
      expect(await figures('getbizsummary', '2026-10-18', '2026-10-20')).toMatchObject({
        is_delay: false,
        list: [{}, {}, { ref_date: '2026-10-20' }],
      });
    });

    test("an article's figures join its publishing call on msg_data_id and index", async () => {
      const accepted = await submit(token, await addDraft(token));
      clock.moveBy(86_400_000);
      token = await tokenOf(account);
      const { list } = (await figures('getarticletotaldetail', '2026-10-21', '2026-10-21')) as { list: Body[] };
      const row = list.find((each) => each['msgid'] === `${String(accepted['msg_data_id'])}_1`);
      expect(row).toMatchObject({
        publish_type: 1,
        detail_list: [{ stat_date: '2026-10-21', read_user: expect.any(Number) }],
      });
      expect(
        ((await figures('getarticleread', '2026-10-21', '2026-10-21'))['list'] as Body[]).map((each) => each['msgid']),
      ).toContain(row?.['msgid']);
      expect((await figures('getarticleshare', '2026-10-21', '2026-10-21'))['is_delay']).toBe(false);
    });

    test('the live count of followers is asked for by GET', async () => {
      const answer = (await (
        await fetch(`${sandbox.wechatBase}/cgi-bin/user/get?access_token=${token}`)
      ).json()) as Body;
      expect(answer['total']).toBeGreaterThan(0);
    });
  });

  describe('comments', () => {
    const commentsOf = async (url: string, more: Body = {}): Promise<Body> =>
      call(
        '/cgi-bin/comment/list',
        { msg_data_id: msgDataIdOf(url), index: 0, begin: 0, count: 49, type: 0, ...more },
        token,
      );
    const commented = async (): Promise<{ url: string; id: number }> => {
      for (const { url } of sandbox.control.publicPosts(account.key)) {
        const [first] = ((await commentsOf(url))['comment'] ?? []) as { user_comment_id: number }[];
        if (first !== undefined) return { url, id: first.user_comment_id };
      }
      throw new Error('nobody has commented');
    };
    const change = (name: string, of: { url: string; id: number }, more: Body = {}): Promise<Body> =>
      call(
        `/cgi-bin/comment/${name}`,
        { msg_data_id: msgDataIdOf(of.url), index: 0, user_comment_id: of.id, ...more },
        token,
      );

    test('are listed 49 at a time, and 50 are refused (88010)', async () => {
      const { url } = await commented();
      const answer = await commentsOf(url);
      expect([answer['errcode'], answer['total']]).toEqual([0, (answer['comment'] as Body[]).length]);
      expect((answer['comment'] as Body[])[0]).toMatchObject({
        user_comment_id: expect.any(Number),
        create_time: expect.any(Number),
        content: expect.any(String),
        comment_type: 0,
      });
      expect((await commentsOf(url, { count: 50 }))['errcode']).toBe(88010);
      expect((await commentsOf(url, { count: 0 }))['errcode']).toBe(88010);
    });

    test('an unknown article (88001) and an index that counts from 1 are refused', async () => {
      const { url } = await commented();
      expect((await commentsOf('http://x/?mid=2247999999'))['errcode']).toBe(88001);
      expect((await commentsOf(url, { index: 1 }))['errcode']).toBe(88001);
    });

    test('can be featured, answered once (88005) and deleted (88008)', async () => {
      const one = await commented();
      expect((await change('markelect', one))['errcode']).toBe(0);
      expect((await commentsOf(one.url, { type: 2 }))['total']).toBe(1);
      expect((await change('unmarkelect', one))['errcode']).toBe(0);
      expect((await commentsOf(one.url, { type: 2 }))['total']).toBe(0);
      expect((await change('reply/add', one, { content: '' }))['errcode']).toBe(88007);
      expect((await change('reply/add', one, { content: '谢谢来信。' }))['errcode']).toBe(0);
      expect((await change('reply/add', one, { content: '再答一次。' }))['errcode']).toBe(88005);
      expect(
        ((await commentsOf(one.url))['comment'] as Body[]).find((each) => each['user_comment_id'] === one.id)?.[
          'reply'
        ],
      ).toMatchObject({ content: '谢谢来信。' });
      expect((await change('reply/delete', one))['errcode']).toBe(0);
      expect((await change('reply/delete', one))['errcode']).toBe(88009);
      expect((await change('delete', one))['errcode']).toBe(0);
      expect((await change('delete', one))['errcode']).toBe(88008);
    });

    test('some accounts never got them (88000)', async () => {
      const codes = new Set<unknown>();
      for (const each of sandbox.county.accounts.filter(({ platform }) => platform === 'wechat')) {
        const [post] = sandbox.control.publicPosts(each.key);
        codes.add(
          (
            await call(
              '/cgi-bin/comment/list',
              { msg_data_id: msgDataIdOf(post?.url ?? ''), index: 0, begin: 0, count: 1, type: 0 },
              await tokenOf(each),
            )
          )['errcode'],
        );
      }
      expect(codes).toEqual(new Set([0, 88000]));
    });

    test('what was done with them is kept over a restart', async () => {
      const dataDir = freshFolder();
      await open({ dataDir });
      const one = await commented();
      await change('markelect', one);
      await sandbox.close();
      await open({ dataDir });
      expect((await commentsOf(one.url, { type: 2 }))['total']).toBe(1);
    });
  });
});
