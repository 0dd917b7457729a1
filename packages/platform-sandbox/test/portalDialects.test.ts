import type { Sandbox, SandboxAccount, SandboxPublicPost } from '../src';
import { ANCHOR_AT, closeAll, freshFolder, openSandbox, stillClock } from './testSandbox';

interface Page {
  readonly status: number;
  readonly text: string;
}
interface KaipuAnswer {
  readonly data: {
    readonly channelId: string;
    readonly total: number;
    readonly rows: number;
    readonly page: number;
    readonly results: readonly Record<string, string>[];
  };
}

describe('the content systems of the simulated sites', () => {
  const clock = stillClock();
  let sandbox: Sandbox;

  beforeEach(async () => {
    clock.at = ANCHOR_AT;
    sandbox = await openSandbox(clock, { kinds: ['rss', 'list', 'jpage', 'trs', 'kaipu'] });
  });
  afterEach(closeAll);

  const sitesOf = (kind: string): SandboxAccount[] =>
    sandbox.county.accounts.filter(({ portal }) => portal?.kind === kind);
  const get = async (url: string, init: RequestInit = {}): Promise<Page> => {
    const answer = await fetch(url, init);
    return { status: answer.status, text: await answer.text() };
  };
  /** Long enough for several groups. */
  const fill = (account: SandboxAccount, count: number): readonly SandboxPublicPost[] => {
    for (let i = 0; i < count; i += 1) {
      sandbox.control.addPost(account.key, {
        title: `补发的第${i}条消息`,
        text: '正文。',
        at: new Date(ANCHOR_AT.getTime() - (i + 1) * 3_600_000),
      });
    }
    return sandbox.control.publicPosts(account.key);
  };

  test('a county of all kinds has every kind, and keeps the usual ones', () => {
    const count = (kind: string): number => sitesOf(kind).length;
    for (const kind of ['jpage', 'trs', 'kaipu']) expect(count(kind)).toBeGreaterThanOrEqual(3);
    for (const kind of ['rss', 'list']) expect(count(kind)).toBeGreaterThanOrEqual(4);
  });

  test('a county keeps what it was registered with at its first start', async () => {
    const dataDir = freshFolder();
    const first = await openSandbox(clock, { dataDir, kinds: ['rss', 'list', 'jpage'] });
    const urls = first.county.accounts.map(({ externalId }) => externalId);
    await first.close();
    const second = await openSandbox(clock, { dataDir, kinds: ['rss', 'list'] });
    expect(second.county.accounts.map(({ externalId }) => externalId)).toEqual(urls);
    const usual = await openSandbox(clock);
    expect(new Set(usual.county.accounts.flatMap(({ portal }) => (portal === undefined ? [] : [portal.kind])))).toEqual(
      new Set(['rss', 'list']),
    );
  });

  describe('大汉 jpage', () => {
    const recordsOf = (text: string): string[] =>
      [...text.matchAll(/<record><!\[CDATA\[([\s\S]*?)\]\]><\/record>/g)].map((match) => match[1] ?? '');
    const hrefOf = (record: string): string => /href="([^"]+)"/.exec(record)?.[1] ?? '';
    const urlOf = (record: string): string => new URL(hrefOf(record), sandbox.portalBase).href;
    const parametersOf = (html: string): { columnid: string; unitid: string; webid: string; total: number } => ({
      columnid: /columnid:(\w+)/.exec(html)?.[1] ?? '',
      unitid: /unitid:'(\d+)'/.exec(html)?.[1] ?? '',
      webid: /webid:(\d+)/.exec(html)?.[1] ?? '',
      total: Number(/totalRecord:(\d+)/.exec(html)?.[1]),
    });
    const habitOf = async (account: SandboxAccount): Promise<string> => {
      const { text } = await get(account.portal?.listUrl ?? '');
      if (!text.includes('var param_')) return 'encrypted';
      const { columnid, unitid } = parametersOf(text);
      const group = await get(
        `${sandbox.portalBase}/module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=45&perpage=15&columnid=${columnid}&unitid=${unitid}`,
      );
      if (group.text.startsWith('[')) return 'array';
      return /\d-\n\d/.test(group.text) ? 'broken-dates' : 'plain';
    };
    const withHabit = async (wanted: string): Promise<SandboxAccount> => {
      for (const account of sitesOf('jpage'))
        if (account.behaviour === 'ordinary' || account.behaviour === 'lively')
          if ((await habitOf(account)) === wanted) return account;
      throw new Error(`no jpage site is ${wanted}`);
    };

    test("the column's page carries the first group and the parameters of the next", async () => {
      const account = await withHabit('plain');
      const posts = fill(account, 60);
      const { text } = await get(account.portal?.listUrl ?? '');
      expect(account.portal?.listUrl).toMatch(/\/col\/col\d+\/index\.html$/);
      const records = recordsOf(/<script type="text\/xml">([\s\S]*?)<\/script>/.exec(text)?.[1] ?? '');
      expect(records.map(urlOf)).toEqual(posts.slice(0, 45).map(({ url }) => url));
      expect(hrefOf(records[0] ?? '')).toMatch(/^\/art\/2026\/\d{1,2}\/\d{1,2}\/art_\d+_\d{7}\.html$/);
      expect(parametersOf(text)).toEqual({
        columnid: expect.stringMatching(/^\d+$/),
        unitid: expect.stringMatching(/^\d+$/),
        webid: expect.stringMatching(/^\d+$/),
        total: posts.length,
      });
      expect(await get(`${account.portal?.listUrl ?? ''}?uid=${parametersOf(text).unitid}&pageNum=2`)).toEqual({
        status: 200,
        text,
      });
    });

    test.each([
      '/module/web/jpage/dataproxy.jsp',
      '/module/jpage/dataproxy.jsp',
      '/module/jslib/jquery/jpage/dataproxy.jsp',
      '/module/web/jpage/morecolumndataproxy.jsp',
    ])('%s answers groups that overlap by one record', async (path) => {
      const account = await withHabit('plain');
      const posts = fill(account, 100);
      const { columnid, unitid, webid } = parametersOf((await get(account.portal?.listUrl ?? '')).text);
      const form = `col=1&appid=1&webid=${webid}&path=/&columnid=${columnid}&sourceContentType=1&unitid=${unitid}&webname=x&permissiontype=0`;
      const group = async (first: number): Promise<string[]> => {
        const { text } = await get(
          `${sandbox.portalBase}${path}?startrecord=${first}&endrecord=${first + 44}&perpage=15`,
          { method: 'POST', body: form, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
        );
        expect(text).toContain(
          `<totalrecord>${posts.length}</totalrecord>\n<totalpage>${Math.ceil(posts.length / 15)}</totalpage>`,
        );
        return recordsOf(text).map(urlOf);
      };
      const [one, two, three] = [await group(1), await group(46), await group(91)];
      expect([one.length, two.length, two[0], three[0]]).toEqual([45, 46, one.at(-1), two.at(-1)]);
      expect([...new Set([...one, ...two, ...three])]).toEqual(posts.slice(0, 135).map(({ url }) => url));
    });

    test('the link to the next group leads through all of them, and the last has none', async () => {
      const account = await withHabit('plain');
      const posts = fill(account, 70);
      const urls = new Set<string>();
      let { text } = await get(account.portal?.listUrl ?? '');
      for (let left = 6; left > 0; left -= 1) {
        for (const record of recordsOf(text)) urls.add(urlOf(record));
        const next = /<nextgroup><!\[CDATA\[<a href="([^"]+)"/.exec(text)?.[1];
        if (next === undefined) break;
        text = (await get(new URL(next, sandbox.portalBase).href)).text;
      }
      expect([...urls]).toEqual(posts.map(({ url }) => url));
      expect(text).not.toContain('<nextgroup>');
    });

    test('dates break over lines on some sites', async () => {
      const account = await withHabit('broken-dates');
      const [record = ''] = recordsOf((await get(account.portal?.listUrl ?? '')).text);
      expect(record).toMatch(/<span>\d{4}-\n\d{2}-\n\d{2}<\/span>/);
    });

    test('an old install answers an array in place of XML', async () => {
      const account = await withHabit('array');
      const { columnid } = parametersOf((await get(account.portal?.listUrl ?? '')).text);
      const rows = JSON.parse(
        (
          await get(
            `${sandbox.portalBase}/module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=45&perpage=15&columnid=${columnid}`,
          )
        ).text,
      ) as string[];
      expect(rows.slice(0, 3).map(urlOf)).toEqual(
        sandbox.control
          .publicPosts(account.key)
          .slice(0, 3)
          .map(({ url }) => url),
      );
    });

    test('encrypted ids stand in nextgroup alone, need a Referer, and deep groups are a stub', async () => {
      const account = await withHabit('encrypted');
      fill(account, 160);
      const listUrl = account.portal?.listUrl ?? '';
      const { text } = await get(listUrl);
      const next = new URL(/<nextgroup><!\[CDATA\[<a href="([^"]+)"/.exec(text)?.[1] ?? '', listUrl);
      expect([next.searchParams.get('columnid'), next.searchParams.get('page')]).toEqual([
        expect.stringMatching(/^[0-9a-f]{32}$/),
        '2',
      ]);
      expect((await get(next.href)).status).toBe(403);
      const second = await get(next.href, { headers: { referer: listUrl } });
      expect(recordsOf(second.text)).toHaveLength(46);
      next.searchParams.set('page', '3');
      const deep = await get(next.href, { headers: { referer: listUrl } });
      expect([deep.status, deep.text.length < 60, recordsOf(deep.text)]).toEqual([200, true, []]);
    });

    test('articles stand between the marks of the system, under root paths', async () => {
      const account = await withHabit('plain');
      const [post] = sandbox.control.publicPosts(account.key);
      const { status, text } = await get(post?.url ?? '');
      expect([status, text.includes(post?.title ?? 'never')]).toEqual([200, true]);
      expect(text).toMatch(/<!--ZJEG_RSS\.content\.begin--><div[^>]*id="zoom">[\s\S]*<!--ZJEG_RSS\.content\.end-->/);
    });
  });

  describe('TRS directories', () => {
    const rowsOf = (text: string): string[] =>
      [...text.matchAll(/<li><a href="(\.[^"]+\.html)"/g)].map((match) => match[1] ?? '');
    const well = (): SandboxAccount[] =>
      sitesOf('trs').filter(({ behaviour }) => behaviour === 'ordinary' || behaviour === 'lively');

    test('page through index_1 with relative links, some of them climbing, to 404 past the end or to a stub', async () => {
      const ends = new Set<string>();
      let climbing = 0;
      for (const account of well()) {
        const listUrl = account.portal?.listUrl ?? '';
        const first = await get(listUrl);
        const pages = Number(/createPageHTML\((\d+), 0, "index", "html"\)/.exec(first.text)?.[1]);
        const hrefs = rowsOf(first.text);
        climbing += hrefs.filter((href) => href.startsWith('../../')).length;
        for (const href of hrefs.slice(0, 4)) expect((await get(new URL(href, listUrl).href)).status).toBe(200);
        expect(pages).toBeGreaterThan(1);
        const second = await get(`${listUrl}index_1.html`);
        const past = await get(`${listUrl}index_${pages}.html`);
        if (past.status === 404) {
          expect(rowsOf(second.text)[0]).not.toBe(hrefs[0]);
          ends.add('404');
        } else {
          expect([second.text, rowsOf(second.text), second.text.length < 400]).toEqual([past.text, [], true]);
          ends.add('stub');
        }
      }
      expect(climbing).toBeGreaterThan(0);
      expect(ends).toEqual(new Set(['404', 'stub']));
    });
  });

  describe('开普云', () => {
    const well = (): SandboxAccount =>
      sitesOf('kaipu').find(({ behaviour }) => behaviour === 'ordinary' || behaviour === 'lively') as SandboxAccount;
    const list = async (account: SandboxAccount, query: string): Promise<KaipuAnswer['data']> =>
      (
        JSON.parse(
          (await get(`${account.portal?.listUrl ?? ''}?_isAgg=true&_isJson=true&_template=index&${query}`)).text,
        ) as KaipuAnswer
      ).data;

    test('answers JSON with addresses without protocol, times to the second, and 20 rows at most', async () => {
      const account = well();
      const posts = fill(account, 30);
      const first = await list(account, '_pageSize=50&page=1');
      expect([first.total, first.rows, first.page, first.results.length]).toEqual([posts.length, 20, 1, 20]);
      expect(first.results[0]?.['url']).toMatch(/^\/\/127\.0\.0\.1:\d+\/xxgk\/c\d{6}\/2026\d{2}\/[0-9a-f]{32}\.shtml$/);
      expect(first.results[0]?.['publishedTimeStr']).toMatch(/^2026-\d\d-\d\d \d\d:\d\d:\d\d$/);
      const second = await list(account, '_pageSize=20&page=2');
      const urls = [...first.results, ...second.results].map(
        (row) => new URL(row['url'] ?? '', sandbox.portalBase).href,
      );
      expect(urls).toEqual(posts.slice(0, 40).map(({ url }) => url));
      expect((await get(urls[0] ?? '')).text).toContain(posts[0]?.title);
    });

    test('is there under its three paths', async () => {
      const account = well();
      const id = new URL(account.portal?.listUrl ?? '').pathname.split('/').at(-1) ?? '';
      const bodies = await Promise.all(
        ['common/search', 'searchList', 'search'].map(
          async (path) => (await get(`${sandbox.portalBase}/${path}/${id}?page=1`)).text,
        ),
      );
      expect(new Set(bodies).size).toBe(1);
    });

    test('an invented article address is missing', async () => {
      const [post] = sandbox.control.publicPosts(well().key);
      expect((await get((post?.url ?? '').replace(/[0-9a-f]{32}/, '0'.repeat(32)))).status).toBe(404);
    });
  });

  test('an edited article keeps its address and time, and shows the change', async () => {
    const account = sitesOf('list').find(({ behaviour }) => behaviour === 'lively') as SandboxAccount;
    const [post] = sandbox.control.publicPosts(account.key);
    clock.moveBy(60_000);
    const edited = sandbox.control.editPost(account.key, post?.id ?? '', { title: '更正后的标题' });
    expect([edited.url, edited.at, edited.text]).toEqual([post?.url, post?.at, post?.text]);
    const html = (await get(edited.url)).text;
    expect([html.includes('更正后的标题'), html.includes('更新时间：2026-10-21 10:01')]).toEqual([true, true]);
    expect(() => sandbox.control.editPost(account.key, 'nothing', { title: 'x' })).toThrow(RangeError);
  });

  test('edits are kept over a restart', async () => {
    const dataDir = freshFolder();
    sandbox = await openSandbox(clock, { dataDir });
    const account = sitesOf('list').find(({ behaviour }) => behaviour === 'ordinary') as SandboxAccount;
    const [post] = sandbox.control.publicPosts(account.key);
    sandbox.control.editPost(account.key, post?.id ?? '', { text: '更正后的正文。' });
    await sandbox.close();
    sandbox = await openSandbox(clock, { dataDir });
    expect(sandbox.control.publicPosts(account.key)[0]?.text).toBe('更正后的正文。');
  });
});
