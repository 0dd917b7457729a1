import { createHash, createHmac } from 'node:crypto';
import type { Sandbox, SandboxAccount } from '../src';
import { accountWith, ANCHOR_AT, closeAll, openSandbox, secretOf, stillClock } from './testSandbox';

interface PushAnswer {
  readonly status: number;
  readonly code: number;
  readonly data: { readonly id: string; readonly url: string } | null;
}

describe('the simulated portals', () => {
  const clock = stillClock();
  let sandbox: Sandbox;

  beforeEach(async () => {
    clock.at = ANCHOR_AT;
    sandbox = await openSandbox(clock);
  });
  afterEach(closeAll);

  const listUrlOf = (account: SandboxAccount): string => account.portal?.listUrl ?? '';
  const listSites = (): readonly SandboxAccount[] =>
    sandbox.county.accounts.filter(
      ({ portal, behaviour }) => portal?.kind === 'list' && (behaviour === 'lively' || behaviour === 'ordinary'),
    );
  const bytesOf = async (url: string): Promise<Buffer> => Buffer.from(await (await fetch(url)).arrayBuffer());

  describe('list pages', () => {
    test('hold the newest articles as links relative to the folder, each leading to its page', async () => {
      const account = accountWith(sandbox, ({ key }) => key === 'portal-zf');
      const html = await (await fetch(listUrlOf(account))).text();
      const hrefs = [...html.matchAll(/<li><a href="(\.\/\d{6}\/t\d{8}_\d{7}\.html)"/g)].map((match) => match[1] ?? '');
      expect(hrefs).toHaveLength(15);
      const urls = hrefs.map((href) => new URL(href, listUrlOf(account)).href);
      expect(urls).toEqual(
        sandbox.control
          .publicPosts(account.key)
          .slice(0, 15)
          .map((post) => post.url),
      );
      expect((await fetch(urls[0] ?? '')).status).toBe(200);
    });

    test('number the second page index_1 and answer 404 past the end', async () => {
      const account = accountWith(sandbox, ({ key }) => key === 'portal-zf');
      const pages = Number(/createPageHTML\((\d+), 0,/.exec(await (await fetch(listUrlOf(account))).text())?.[1]);
      expect(pages).toBeGreaterThan(2);
      expect((await fetch(`${listUrlOf(account)}index_${pages - 1}.html`)).status).toBe(200);
      expect((await fetch(`${listUrlOf(account)}index_${pages}.html`)).status).toBe(404);
    });

    test('redirect to the address with the slash', async () => {
      const account = accountWith(sandbox, ({ key }) => key === 'portal-zf');
      const answer = await fetch(listUrlOf(account).replace(/\/$/, ''), { redirect: 'manual' });
      expect([answer.status, answer.headers.get('location')]).toEqual([301, '/zf/xwzx/gzdt/']);
    });

    test('come in three shapes, each matched by the selector the operator is given', async () => {
      const marks: Record<string, RegExp> = {
        'ul.list li': /<ul class="list">\n<li>/,
        'table.newslist tr': /<table class="newslist"><tbody>\n<tr>/,
        'div.news-item': /<div class="news-item">/,
      };
      const seen = new Set<string>();
      for (const account of listSites()) {
        const selector = account.portal?.itemSelector ?? '';
        seen.add(selector);
        expect((await bytesOf(listUrlOf(account))).toString('latin1')).toMatch(marks[selector] ?? /never/);
      }
      expect(seen).toEqual(new Set(Object.keys(marks)));
    });

    test('answer 304 to the ETag they gave', async () => {
      const account = accountWith(sandbox, ({ key }) => key === 'portal-zf');
      const etag = (await fetch(listUrlOf(account))).headers.get('etag') ?? '';
      expect((await fetch(listUrlOf(account), { headers: { 'if-none-match': etag } })).status).toBe(304);
    });
  });

  test('one site sends GBK bytes behind a header that says UTF-8', async () => {
    const liars: string[] = [];
    for (const account of listSites()) {
      const answer = await fetch(listUrlOf(account));
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      const bytes = Buffer.from(await answer.arrayBuffer());
      try {
        new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      } catch {
        liars.push(account.key);
        expect(new TextDecoder('gb18030').decode(bytes)).toContain(account.name.split('·')[1]);
        const post = sandbox.control.publicPosts(account.key)[0];
        expect(new TextDecoder('gb18030').decode(await bytesOf(post?.url ?? ''))).toContain(post?.title);
      }
    }
    expect(liars).toHaveLength(1);
  });

  test('article META comes in several spellings, and is missing here and there', async () => {
    const forms = new Set<string>();
    for (const account of listSites()) {
      for (const post of sandbox.control.publicPosts(account.key).slice(0, 4)) {
        const html = (await bytesOf(post.url)).toString('latin1');
        const date = /<meta name="pubdate" content="([^"]*)">/i.exec(html);
        forms.add(
          date === null
            ? 'none'
            : (date[0].startsWith('<META') ? 'upper ' : 'lower ') + (date[1] ?? '').replace(/\d/g, '0'),
        );
      }
    }
    expect(forms).toEqual(
      new Set(['none', 'lower ', 'upper 0000-00-00 00:00:00', 'lower 0000-00-00 00:00', 'lower 0000/00/00 00:00']),
    );
  });

  test('feeds are RSS 2.0 with dates in Beijing time, and their links lead to articles', async () => {
    const account = accountWith(sandbox, ({ portal, behaviour }) => portal?.kind === 'rss' && behaviour === 'ordinary');
    const answer = await fetch(listUrlOf(account));
    expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    const xml = await answer.text();
    const links = [...xml.matchAll(/<item>[\s\S]*?<link>(.*?)<\/link>/g)].map((match) => match[1] ?? '');
    expect(links).toEqual(
      sandbox.control
        .publicPosts(account.key)
        .slice(0, 20)
        .map((post) => post.url),
    );
    const pubDate = /<pubDate>(.*?)<\/pubDate>/.exec(xml)?.[1] ?? '';
    expect(pubDate).toMatch(/^\w{3}, \d{2} \w{3} 2026 \d{2}:\d{2}:\d{2} \+0800$/);
    expect((await fetch(links[0] ?? '')).status).toBe(200);
  });

  test('the redesigned list answers 200 and no longer matches its selector', async () => {
    const account = accountWith(sandbox, ({ behaviour }) => behaviour === 'redesigned');
    const answer = await fetch(listUrlOf(account));
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).not.toMatch(/class="list"|class="newslist"|class="news-item"/);
    expect(html).toContain(sandbox.control.publicPosts(account.key)[0]?.title);
  });

  test('the refusing site answers 412 with a page of script, on every path', async () => {
    const account = accountWith(sandbox, ({ behaviour }) => behaviour === 'refused');
    for (const url of [account.homeUrl, listUrlOf(account), sandbox.control.publicPosts(account.key)[0]?.url ?? '']) {
      const answer = await fetch(url);
      expect([answer.status, (await answer.text()).includes('<script>')]).toEqual([412, true]);
    }
  });

  test('a withdrawn article leaves the list and answers 404', async () => {
    const account = accountWith(sandbox, ({ key }) => key === 'portal-zf');
    const [post] = sandbox.control.publicPosts(account.key);
    sandbox.control.withdrawPost(account.key, post?.id ?? '');
    expect((await fetch(post?.url ?? '')).status).toBe(404);
    expect(await (await fetch(listUrlOf(account))).text()).not.toContain(post?.id);
  });

  test('some sites answer 200 for what they have removed, and say so in the page', async () => {
    const answers = await Promise.all(
      listSites().map(async (account) => {
        const [post] = sandbox.control.publicPosts(account.key);
        sandbox.control.withdrawPost(account.key, post?.id ?? '');
        const page = await fetch(post?.url ?? '');
        const text = new TextDecoder('gb18030').decode(await page.clone().arrayBuffer()) + (await page.text());
        expect(text).toContain('不存在或已删除');
        return page.status;
      }),
    );
    expect(new Set(answers)).toEqual(new Set([200, 404]));
  });

  describe('the push endpoint', () => {
    const form = {
      idempotencyKey: 'job-1',
      title: '国务院办公厅关于某项工作的意见',
      body: '正文第一段\n正文第二段',
      source: '中国政府网',
      sourceUrl: 'http://127.0.0.1/x.htm',
    };
    let account: SandboxAccount;

    beforeEach(() => {
      account = accountWith(sandbox, ({ key }) => key === 'portal-zf');
    });

    const send = async (
      method: 'GET' | 'POST',
      url: string,
      body: string,
      changed: { secret?: string; stamp?: number; key?: string } = {},
    ): Promise<PushAnswer> => {
      const stamp = String(changed.stamp ?? Math.floor(clock.at.getTime() / 1000));
      const digest = createHash('sha256').update(body).digest('hex');
      const signature = createHmac('sha256', changed.secret ?? secretOf(account, 'pushSecret'))
        .update(`${stamp}\n${digest}`)
        .digest('hex');
      const response = await fetch(url, {
        method,
        headers: {
          'X-Push-Key': changed.key ?? secretOf(account, 'pushKey'),
          'X-Push-Timestamp': stamp,
          'X-Push-Signature': signature,
        },
        ...(method === 'POST' ? { body } : {}),
      });
      return { status: response.status, ...((await response.json()) as Omit<PushAnswer, 'status'>) };
    };
    const push = (
      fields: Record<string, unknown> = form,
      changed: Parameters<typeof send>[3] = {},
    ): Promise<PushAnswer> => send('POST', secretOf(account, 'pushUrl'), JSON.stringify(fields), changed);
    const ask = (key: string): Promise<PushAnswer> => send('GET', `${secretOf(account, 'pushUrl')}/${key}`, '');
    const pushed = (): number =>
      sandbox.control.publicPosts(account.key).filter((post) => post.origin === 'api').length;

    test('takes an article, which stands first in the list with its source', async () => {
      const answer = await push();
      expect([answer.status, answer.code]).toEqual([200, 0]);
      const html = await (await fetch(answer.data?.url ?? '')).text();
      expect(html).toContain('<meta name="ArticleTitle" content="国务院办公厅关于某项工作的意见">');
      expect(html).toContain('<meta name="ContentSource" content="中国政府网">');
      expect(html).toContain('href="http://127.0.0.1/x.htm"');
      expect(await (await fetch(listUrlOf(account))).text()).toMatch(
        new RegExp(`<ul class="list">\\n<li><a href="[^"]*${answer.data?.id ?? 'never'}`),
      );
    });

    test('gives the same answer to the same key, and makes one article', async () => {
      const first = await push();
      expect(await push()).toEqual(first);
      expect(await ask('job-1')).toEqual(first);
      expect(pushed()).toBe(1);
    });

    test('refuses a used key with other content (409)', async () => {
      await push();
      const answer = await push({ ...form, body: '别的正文' });
      expect([answer.status, answer.code, pushed()]).toEqual([409, 40901, 1]);
    });

    test('says of an unknown key that it was not taken', async () => {
      expect([(await ask('job-9')).status, (await ask('job-9')).code]).toEqual([404, 40400]);
    });

    test.each([
      ['another secret', { secret: 'wrong' }, 40101],
      ['another key', { key: 'ck_nobody' }, 40103],
      ['a time stamp 301 s old', { stamp: Math.floor(ANCHOR_AT.getTime() / 1000) - 301 }, 40102],
      ['a time stamp 301 s ahead', { stamp: Math.floor(ANCHOR_AT.getTime() / 1000) + 301 }, 40102],
    ] as const)('refuses %s', async (_, changed, code) => {
      const answer = await push(form, changed);
      expect([answer.status, answer.code, pushed()]).toEqual([401, code, 0]);
    });

    test('takes a time stamp 300 s old', async () => {
      expect((await push(form, { stamp: Math.floor(ANCHOR_AT.getTime() / 1000) - 300 })).code).toBe(0);
    });

    test.each([['title'], ['body'], ['idempotencyKey']] as const)('refuses an article without %s', async (name) => {
      expect((await push({ ...form, [name]: '' })).code).toBe(40001);
    });

    test('is not there for a site without a push key', async () => {
      const without = accountWith(
        sandbox,
        ({ platform, credential, behaviour }) =>
          platform === 'portal' && credential === null && behaviour !== 'refused',
      );
      expect((await send('POST', `${without.homeUrl}cms/push`, JSON.stringify(form))).code).toBe(40103);
    });
  });
});
