import type { Sandbox, SandboxAccount } from '../src';
import { accountWith, ANCHOR_AT, closeAll, openSandbox, secretOf, stillClock } from './testSandbox';

type Body = Record<string, unknown>;

const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70);

describe('the simulated WeChat platform', () => {
  const clock = stillClock();
  let sandbox: Sandbox;
  let account: SandboxAccount;

  beforeEach(async () => {
    clock.at = ANCHOR_AT;
    sandbox = await openSandbox(clock, { size: { units: 20, accounts: 60 } });
    account = accountWith(sandbox, ({ platform, behaviour }) => platform === 'wechat' && behaviour === 'ordinary');
  });
  afterEach(closeAll);

  const call = async (path: string, body: unknown, token?: string): Promise<Body> => {
    const response = await fetch(`${sandbox.wechatBase}${path}${token === undefined ? '' : `?access_token=${token}`}`, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    expect(response.status).toBe(200);
    return (await response.json()) as Body;
  };
  const stableToken = (of: SandboxAccount = account, more: Body = {}): Promise<Body> =>
    call('/cgi-bin/stable_token', {
      grant_type: 'client_credential',
      appid: secretOf(of, 'appId'),
      secret: secretOf(of, 'appSecret'),
      ...more,
    });
  const tokenOf = async (of: SandboxAccount = account): Promise<string> =>
    String((await stableToken(of))['access_token']);
  const plainToken = async (): Promise<string> => {
    const query = new URLSearchParams({
      grant_type: 'client_credential',
      appid: secretOf(account, 'appId'),
      secret: secretOf(account, 'appSecret'),
    });
    return String(
      ((await (await fetch(`${sandbox.wechatBase}/cgi-bin/token?${query.toString()}`)).json()) as Body)['access_token'],
    );
  };
  const upload = async (
    path: string,
    token: string,
    part: { bytes?: Uint8Array<ArrayBuffer>; name?: string } = {},
  ): Promise<Body> => {
    const form = new FormData();
    form.set('media', new Blob([part.bytes ?? JPEG], { type: 'image/jpeg' }), part.name ?? 'cover.jpg');
    return (await (
      await fetch(`${sandbox.wechatBase}${path}${path.includes('?') ? '&' : '?'}access_token=${token}`, {
        method: 'POST',
        body: form,
      })
    ).json()) as Body;
  };
  const coverOf = async (token: string): Promise<string> =>
    String((await upload('/cgi-bin/material/add_material?type=thumb', token))['media_id']);
  const article = async (token: string, more: Body = {}): Promise<Body> => ({
    title: '国务院办公厅关于某项工作的意见',
    author: '某某发布',
    content: '<p>正文第一段</p>',
    content_source_url: `${sandbox.govcnBase}/x.htm`,
    thumb_media_id: await coverOf(token),
    ...more,
  });
  const addDraft = async (token: string, more: Body = {}): Promise<Body> =>
    call('/cgi-bin/draft/add', { articles: [await article(token, more)] }, token);
  const batchget = (token: string, more: Body = {}): Promise<Body> =>
    call('/cgi-bin/freepublish/batchget', { offset: 0, count: 20, no_content: 0, ...more }, token);
  const itemsOf = (
    body: Body,
  ): { article_id: string; content: { news_item: { title: string; content?: string; url: string }[] } }[] =>
    body['item'] as never;

  describe('tokens', () => {
    test('stable_token gives the same token until five minutes before its end, then a new one beside the old', async () => {
      const first = await stableToken();
      expect(first['expires_in']).toBe(7200);
      clock.moveBy(6_800_000);
      const again = await stableToken();
      expect(again['access_token']).toBe(first['access_token']);
      expect(again['expires_in']).toBe(400);
      clock.moveBy(100_000);
      const next = await tokenOf();
      expect(next).not.toBe(first['access_token']);
      expect((await batchget(String(first['access_token'])))['errcode']).toBeUndefined();
      clock.moveBy(300_000);
      expect((await batchget(String(first['access_token'])))['errcode']).toBe(42001);
      expect((await batchget(next))['errcode']).toBeUndefined();
    });

    test('a forced refresh kills the old token at once, and not twice within half a minute', async () => {
      const first = await tokenOf();
      const forced = await stableToken(account, { force_refresh: true });
      expect((await batchget(first))['errcode']).toBe(40001);
      expect((await batchget(String(forced['access_token'])))['errcode']).toBeUndefined();
      expect((await stableToken(account, { force_refresh: true }))['errcode']).toBe(45011);
    });

    test('cgi-bin/token retires its own predecessor after five minutes, and never a stable token', async () => {
      const stable = await tokenOf();
      const first = await plainToken();
      const second = await plainToken();
      clock.moveBy(301_000);
      expect((await batchget(first))['errcode']).toBe(42001);
      expect((await batchget(second))['errcode']).toBeUndefined();
      expect((await batchget(stable))['errcode']).toBeUndefined();
    });

    test.each([
      ['a wrong secret', { secret: 'f'.repeat(32) }, 40125],
      ['an unknown appid', { appid: 'wx0000000000000000' }, 40013],
      ['another grant type', { grant_type: 'password' }, 40002],
    ] as const)('refuses %s', async (_, fields, code) => {
      expect((await stableToken(account, fields))['errcode']).toBe(code);
    });

    test("names the caller's address where it is not on the list (40164), and asks for the administrator (89503)", async () => {
      sandbox.control.setFault(account.key, 'ip-not-allowed');
      const refused = await stableToken();
      expect(refused['errcode']).toBe(40164);
      expect(refused['errmsg']).toMatch(/^invalid ip 127\.0\.0\.1 ipv6 ::ffff:127\.0\.0\.1, not in whitelist rid: /);
      sandbox.control.setFault(account.key, 'admin-confirmation');
      expect((await stableToken())['errcode']).toBe(89503);
    });

    test('tells a missing, a malformed and an unknown token apart', async () => {
      expect((await call('/cgi-bin/freepublish/batchget', {}))['errcode']).toBe(41001);
      expect((await batchget('short'))['errcode']).toBe(40014);
      expect((await batchget('x'.repeat(136)))['errcode']).toBe(40001);
    });
  });

  describe('the list of published articles', () => {
    test('gives what came out through 发布, newest first, with total and pages', async () => {
      const token = await tokenOf();
      const first = await batchget(token, { count: 3 });
      const second = await batchget(token, { offset: 3, count: 3 });
      expect([first['item_count'], itemsOf(first).length, itemsOf(second).length]).toEqual([3, 3, 3]);
      const shown = [...itemsOf(first), ...itemsOf(second)].map((item) => item.article_id);
      const all = sandbox.control.publicPosts(account.key).map((item) => item.id);
      expect(shown).toEqual(all.filter((id) => shown.includes(id)));
    });

    test('leaves out what was mass-sent, though everybody can see it', async () => {
      const listed = Number((await batchget(await tokenOf()))['total_count']);
      expect(listed).toBeGreaterThan(5);
      expect(listed).toBeLessThan(sandbox.control.publicPosts(account.key).length);
      const massSender = accountWith(sandbox, ({ behaviour }) => behaviour === 'mass-send-only');
      const answer = await batchget(await tokenOf(massSender));
      expect([answer['total_count'], answer['item_count'], answer['item']]).toEqual([0, 0, []]);
      expect(sandbox.control.publicPosts(massSender.key).length).toBeGreaterThan(5);
    });

    test('leaves the bodies out where no_content is 1', async () => {
      const token = await tokenOf();
      expect(itemsOf(await batchget(token, { no_content: 1 }))[0]?.content.news_item[0]?.content).toBeUndefined();
      expect(itemsOf(await batchget(token))[0]?.content.news_item[0]?.content).toContain('<p>');
    });

    test.each([[0], [21], ['x']] as const)('refuses a count of %s', async (count) => {
      expect((await batchget(await tokenOf(), { count }))['errcode']).toBe(40097);
    });

    test('is closed to an account without the right (48001)', async () => {
      const codes = await Promise.all(
        sandbox.county.accounts
          .filter(({ platform }) => platform === 'wechat')
          .map(async (each) => (await batchget(await tokenOf(each)))['errcode'] ?? 0),
      );
      expect(codes.filter((code) => code === 48001).length).toBeGreaterThan(0);
      expect(codes.filter((code) => code === 0).length).toBeGreaterThan(codes.length / 2);
    });

    test('answers 100 calls a day, then 45009 till midnight', async () => {
      const token = await tokenOf();
      for (let i = 0; i < 100; i += 1)
        expect((await batchget(token, { count: 1, no_content: 1 }))['errcode']).toBeUndefined();
      expect((await batchget(token))['errcode']).toBe(45009);
      const quota = await call('/cgi-bin/openapi/quota/get', { cgi_path: '/cgi-bin/freepublish/batchget' }, token);
      expect(quota['quota']).toEqual({ daily_limit: 100, used: 100, remain: 0 });
      clock.moveBy(15 * 3_600_000);
      expect((await batchget(await tokenOf()))['errcode']).toBeUndefined();
    });
  });

  describe('drafts', () => {
    test('takes a draft with a permanent cover and gives it back', async () => {
      const token = await tokenOf();
      const mediaId = String((await addDraft(token))['media_id']);
      const draft = await call('/cgi-bin/draft/get', { media_id: mediaId }, token);
      expect((draft['news_item'] as { title: string }[])[0]?.title).toBe('国务院办公厅关于某项工作的意见');
      expect(
        (await call('/cgi-bin/draft/batchget', { offset: 0, count: 20, no_content: 1 }, token))['total_count'],
      ).toBe(1);
    });

    test('refuses a temporary cover (40007)', async () => {
      const token = await tokenOf();
      const temporary = String((await upload('/cgi-bin/media/upload?type=image', token))['media_id']);
      expect((await addDraft(token, { thumb_media_id: temporary }))['errcode']).toBe(40007);
    });

    test('refuses the permanent cover of another account', async () => {
      const other = accountWith(sandbox, ({ platform, key }) => platform === 'wechat' && key !== account.key);
      expect(
        (await addDraft(await tokenOf(), { thumb_media_id: await coverOf(await tokenOf(other)) }))['errcode'],
      ).toBe(40007);
    });

    test.each([
      ['a title of 65 characters', { title: '长'.repeat(65) }, 45003],
      ['a digest of 129 characters (said to be the title)', { digest: '长'.repeat(129) }, 45003],
      ['an author of 17 characters', { author: '长'.repeat(17) }, 45110],
      ['a body of 20,000 characters', { content: '长'.repeat(20_000) }, 45002],
      ['no body', { content: '' }, 44004],
      ['a source address over 1 KB', { content_source_url: `http://a/${'x'.repeat(1024)}` }, 45005],
    ] as const)('refuses %s', async (_, fields, code) => {
      expect((await addDraft(await tokenOf(), fields))['errcode']).toBe(code);
    });

    test('takes a title of 32 characters', async () => {
      expect((await addDraft(await tokenOf(), { title: '长'.repeat(64) }))['errcode']).toBeUndefined();
    });

    test('refuses escaped characters (40033) and broken JSON (47001)', async () => {
      const token = await tokenOf();
      const escaped = JSON.stringify({ articles: [await article(token)] }).replace('意见', '\\u610f\\u89c1');
      expect((await call('/cgi-bin/draft/add', escaped, token))['errcode']).toBe(40033);
      expect((await call('/cgi-bin/draft/add', '{', token))['errcode']).toBe(47001);
      expect((await call('/cgi-bin/draft/add', { articles: [] }, token))['errcode']).toBe(44003);
    });

    test('drops scripts, links and pictures that did not come through uploadimg', async () => {
      const token = await tokenOf();
      const own = String((await upload('/cgi-bin/media/uploadimg', token))['url']);
      const content = `<p>字<script>x()</script><a href="http://a/">链</a><img src="http://a/b.jpg"><img src="${own}"></p>`;
      const mediaId = String((await addDraft(token, { content }))['media_id']);
      const draft = await call('/cgi-bin/draft/get', { media_id: mediaId }, token);
      expect((draft['news_item'] as { content: string }[])[0]?.content).toBe(`<p>字链<img src="${own}"></p>`);
    });

    test.each([
      ['a picture that is none', { bytes: Uint8Array.of(1, 2, 3, 4) }, 40005],
      ['a cover over 64 KB', { bytes: new Uint8Array(65 * 1024).fill(0xff) }, 40009],
    ])('refuses %s as material', async (_, part, code) => {
      expect((await upload('/cgi-bin/material/add_material?type=thumb', await tokenOf(), part))['errcode']).toBe(code);
    });
  });

  describe('publishing', () => {
    const submit = (token: string, mediaId: string): Promise<Body> =>
      call('/cgi-bin/freepublish/submit', { media_id: mediaId }, token);
    const status = (token: string, publishId: unknown): Promise<Body> =>
      call('/cgi-bin/freepublish/get', { publish_id: publishId }, token);

    test('accepts, is under way for three seconds, then public with a lasting address; the draft is gone', async () => {
      const token = await tokenOf();
      const mediaId = String((await addDraft(token))['media_id']);
      const accepted = await submit(token, mediaId);
      expect(accepted['errcode']).toBe(0);
      expect((await status(token, accepted['publish_id']))['publish_status']).toBe(1);
      expect(sandbox.control.publicPosts(account.key).some((item) => item.origin === 'api')).toBe(false);

      clock.moveBy(3000);
      const done = await status(token, accepted['publish_id']);
      expect(done['publish_status']).toBe(0);
      const [listed] = itemsOf(await batchget(token));
      expect(listed?.article_id).toBe(done['article_id']);
      const [detail] = (done['article_detail'] as { item: { article_url: string }[] }).item;
      expect(listed?.content.news_item[0]?.url).toContain(`mid=${String(accepted['msg_data_id'])}`);
      const page = await (await fetch(detail?.article_url ?? '')).text();
      expect(page).toContain('id="js_content" style="visibility: hidden');
      expect(page).toContain(`var ct = "${Math.floor(clock.at.getTime() / 1000)}"`);
      expect((await call('/cgi-bin/draft/get', { media_id: mediaId }, token))['errcode']).toBe(40007);
      expect((await submit(token, mediaId))['errcode']).toBe(40007);
    });

    test('publishes twice what is submitted twice before it is public', async () => {
      const token = await tokenOf();
      const mediaId = String((await addDraft(token))['media_id']);
      await submit(token, mediaId);
      await submit(token, mediaId);
      clock.moveBy(3000);
      expect(sandbox.control.publicPosts(account.key).filter((item) => item.origin === 'api')).toHaveLength(2);
    });

    test('review refuses with status 4, and the draft stays', async () => {
      sandbox.control.setFault(account.key, 'content-refused');
      const token = await tokenOf();
      const mediaId = String((await addDraft(token))['media_id']);
      const accepted = await submit(token, mediaId);
      clock.moveBy(3000);
      const done = await status(token, accepted['publish_id']);
      expect([done['publish_status'], done['fail_idx']]).toEqual([4, [1]]);
      expect((await call('/cgi-bin/draft/get', { media_id: mediaId }, token))['errcode']).toBeUndefined();
    });

    test('a deleted article turns the task to status 5, its page to a removed one', async () => {
      const token = await tokenOf();
      const accepted = await submit(token, String((await addDraft(token))['media_id']));
      clock.moveBy(3000);
      const [item] = itemsOf(await batchget(token));
      const [post] = sandbox.control.publicPosts(account.key);
      expect(
        (await call('/cgi-bin/freepublish/delete', { article_id: item?.article_id, index: 1 }, token))['errcode'],
      ).toBe(0);
      expect((await status(token, accepted['publish_id']))['publish_status']).toBe(5);
      const page = await fetch(post?.url ?? '');
      expect(page.status).toBe(200);
      expect(await page.text()).not.toContain('js_content');
    });

    test('spells publish_id as a number for some accounts and as text for others', async () => {
      const kinds = new Set<string>();
      const publishers = sandbox.county.accounts
        .filter(({ platform, behaviour }) => platform === 'wechat' && behaviour === 'ordinary')
        .slice(0, 4);
      for (const each of publishers) {
        const token = await tokenOf(each);
        const accepted = await submit(token, String((await addDraft(token))['media_id']));
        kinds.add(typeof (await status(token, accepted['publish_id']))['publish_id']);
      }
      expect(kinds).toEqual(new Set(['number', 'string']));
    });

    test('knows no task by another number (53502), and no article by another id (53600)', async () => {
      const token = await tokenOf();
      expect((await status(token, '1'))['errcode']).toBe(53502);
      expect((await call('/cgi-bin/freepublish/getarticle', { article_id: 'nothing' }, token))['errcode']).toBe(53600);
    });
  });
});
