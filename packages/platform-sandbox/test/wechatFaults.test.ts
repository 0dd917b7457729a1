import type { Sandbox, SandboxAccount, SandboxFaultName } from '../src';
import type { Listener } from './callbackListener';
import { listen, openSealed, textOf } from './callbackListener';
import { accountWith, ANCHOR_AT, closeAll, freshFolder, openSandbox, secretOf, stillClock } from './testSandbox';
import { wechatCalls } from './wechatCalls';

const SIZE = { units: 20, accounts: 60 };

describe('limits and faults of the simulated WeChat platform', () => {
  const clock = stillClock();
  let sandbox: Sandbox;
  let account: SandboxAccount;
  const { call, tokenOf, addDraft, submit, status, listed } = wechatCalls(() => sandbox);

  const open = async (options: Parameters<typeof openSandbox>[1] = {}): Promise<void> => {
    sandbox = await openSandbox(clock, { size: SIZE, ...options });
    account = accountWith(sandbox, ({ platform, behaviour }) => platform === 'wechat' && behaviour === 'ordinary');
  };
  beforeEach(async () => {
    clock.at = ANCHOR_AT;
    await open();
  });
  afterEach(closeAll);

  test.each<[SandboxFaultName, number, number[], number]>([
    ['original-check-failed', 2, [1], 0],
    ['publish-failed', 3, [], 0],
    ['content-refused', 4, [1], 0],
    ['banned-afterwards', 6, [], 0],
  ])('%s ends a publishing task with status %i', async (fault, expected, failIdx, published) => {
    sandbox.control.setFault(account.key, fault);
    const token = await tokenOf(account);
    const accepted = await submit(token, await addDraft(token, '出错的意见'));
    expect((await status(token, accepted['publish_id']))['publish_status']).toBe(1);
    clock.moveBy(3000);
    expect(await status(token, accepted['publish_id'])).toMatchObject({ publish_status: expected, fail_idx: failIdx });
    expect(sandbox.control.publicPosts(account.key).filter(({ origin }) => origin === 'api')).toHaveLength(published);
    expect(await listed(token)).not.toContain('出错的意见');
  });

  test('a frozen account is refused at its calls (50002) and at the token (50004)', async () => {
    const token = await tokenOf(account);
    sandbox.control.setFault(account.key, 'account-frozen');
    expect((await call('/cgi-bin/draft/count', {}, token))['errcode']).toBe(50002);
    expect(
      (
        await call('/cgi-bin/stable_token', {
          grant_type: 'client_credential',
          appid: secretOf(account, 'appId'),
          secret: secretOf(account, 'appSecret'),
        })
      )['errcode'],
    ).toBe(50004);
  });

  test('too many calls a minute: by fault, and by the real count till the minute turns (45011)', async () => {
    const token = await tokenOf(account);
    sandbox.control.setFault(account.key, 'minute-quota-spent');
    expect((await call('/cgi-bin/draft/count', {}, token))['errcode']).toBe(45011);
    sandbox.control.setFault(account.key, null);
    await open({ limits: { wechatCallsAMinute: 3 } });
    const next = await tokenOf(account);
    for (let i = 0; i < 3; i += 1) expect((await call('/cgi-bin/draft/count', {}, next))['errcode']).toBeUndefined();
    expect((await call('/cgi-bin/draft/count', {}, next))['errcode']).toBe(45011);
    clock.moveBy(60_000);
    expect((await call('/cgi-bin/draft/count', {}, next))['errcode']).toBeUndefined();
  });

  test('clear_quota gives the day back, ten times a month (48006), with a token or with the secret', async () => {
    const token = await tokenOf(account);
    const remain = async (): Promise<unknown> =>
      (
        (await call('/cgi-bin/openapi/quota/get', { cgi_path: '/cgi-bin/draft/count' }, token))['quota'] as {
          used: number;
        }
      ).used;
    await call('/cgi-bin/draft/count', {}, token);
    expect(await remain()).toBe(1);
    expect(await call('/cgi-bin/clear_quota', { appid: account.externalId }, token)).toEqual({
      errcode: 0,
      errmsg: 'ok',
    });
    expect(await remain()).toBe(0);
    expect((await call('/cgi-bin/clear_quota', { appid: 'wx0000000000000000' }, token))['errcode']).toBe(40013);
    for (let i = 0; i < 9; i += 1)
      expect(
        (
          await call('/cgi-bin/clear_quota/v2', {
            appid: account.externalId,
            appsecret: secretOf(account, 'appSecret'),
          })
        )['errcode'],
      ).toBe(0);
    expect((await call('/cgi-bin/clear_quota', { appid: account.externalId }, token))['errcode']).toBe(48006);
    clock.at = new Date('2026-11-01T00:00:00+08:00');
    expect(
      (await call('/cgi-bin/clear_quota/v2', { appid: account.externalId, appsecret: secretOf(account, 'appSecret') }))[
        'errcode'
      ],
    ).toBe(0);
  });

  test('a token revoked stays dead over a restart', async () => {
    const dataDir = freshFolder();
    await open({ dataDir });
    const token = await tokenOf(account);
    sandbox.control.setFault(account.key, 'token-revoked');
    await sandbox.close();
    await open({ dataDir });
    expect((await call('/cgi-bin/draft/count', {}, token))['errcode']).toBe(40001);
    expect((await call('/cgi-bin/draft/count', {}, await tokenOf(account)))['errcode']).toBeUndefined();
  });

  test('draft/update replaces one article, named by an index from 0, and takes an object', async () => {
    const token = await tokenOf(account);
    const mediaId = await addDraft(token, '原来的标题');
    const draft = await call('/cgi-bin/draft/get', { media_id: mediaId }, token);
    const thumb = (draft['news_item'] as { thumb_media_id: string }[])[0]?.thumb_media_id;
    const article = { title: '改后的标题', content: '<p>改后的正文</p>', thumb_media_id: thumb };
    expect(
      (await call('/cgi-bin/draft/update', { media_id: mediaId, index: 1, articles: article }, token))['errcode'],
    ).toBe(40097);
    expect(
      (await call('/cgi-bin/draft/update', { media_id: mediaId, index: 0, articles: [article] }, token))['errcode'],
    ).toBe(40097);
    expect(await call('/cgi-bin/draft/update', { media_id: mediaId, index: 0, articles: article }, token)).toEqual({
      errcode: 0,
      errmsg: 'ok',
    });
    expect(
      ((await call('/cgi-bin/draft/get', { media_id: mediaId }, token))['news_item'] as { title: string }[])[0]?.title,
    ).toBe('改后的标题');
  });

  describe('article pages', () => {
    test('carry account, keys and time in their scripts, under a long and a short address', async () => {
      const [post] = sandbox.control.publicPosts(account.key);
      const html = await (await fetch(post?.url ?? '')).text();
      const short = /property="og:url" content="([^"]+)"/.exec(html)?.[1] ?? '';
      expect(new URL(short).pathname).toMatch(/^\/s\/[\w-]{22}$/);
      expect(await (await fetch(short)).text()).toBe(html);
      expect(html).toMatch(/var biz = "[^"]+"; var mid = "\d{10}"; var idx = "1"; var sn = "[0-9a-f]{32}";/);
      expect(html).toContain(`var ct = "${Math.floor((post?.at.getTime() ?? 0) / 1000)}"`);
      expect(html).toContain(`var nickname = htmlDecode("${account.name}"); var user_name = "gh_`);
      expect(html).toMatch(/id="js_content" style="visibility: hidden/);
    });

    test('hide pictures in data-src', async () => {
      const token = await tokenOf(account);
      const form = new FormData();
      form.set('media', new Blob([Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)], { type: 'image/jpeg' }), 'a.jpg');
      const picture = (
        (await (
          await fetch(`${sandbox.wechatBase}/cgi-bin/media/uploadimg?access_token=${token}`, {
            method: 'POST',
            body: form,
          })
        ).json()) as { url: string }
      ).url;
      const mediaId = await addDraft(token);
      const thumb = (
        (await call('/cgi-bin/draft/get', { media_id: mediaId }, token))['news_item'] as { thumb_media_id: string }[]
      )[0]?.thumb_media_id;
      await call(
        '/cgi-bin/draft/update',
        {
          media_id: mediaId,
          index: 0,
          articles: { title: '有图', content: `<p><img src="${picture}"></p>`, thumb_media_id: thumb },
        },
        token,
      );
      await submit(token, mediaId);
      clock.moveBy(3000);
      expect(await (await fetch(sandbox.control.publicPosts(account.key)[0]?.url ?? '')).text()).toContain(
        `<img data-src="${picture}">`,
      );
    });

    test('turn into a verification page, HTTP 200, without a body', async () => {
      const [post] = sandbox.control.publicPosts(account.key);
      sandbox.control.setFault('wechat-pages', 'verification-page', { times: 1 });
      const page = await fetch(post?.url ?? '');
      const html = await page.text();
      expect([page.status, html.includes('环境异常'), html.includes('js_content')]).toEqual([200, true, false]);
      expect(await (await fetch(post?.url ?? '')).text()).toContain('js_content');
    });

    test('an invented short address is no article', async () => {
      expect(await (await fetch(`${sandbox.wechatBase}/s/AAAAAAAAAAAAAAAAAAAAAA`)).text()).toContain('参数错误');
    });
  });

  describe('with a callback', () => {
    let listener: Listener;
    beforeEach(async () => {
      listener = await listen();
      account = accountWith(
        sandbox,
        ({ platform, behaviour, key }) =>
          platform === 'wechat' && behaviour === 'ordinary' && !sandbox.control.authorised(key),
      );
      await sandbox.control.setCallback(account.key, listener.url);
      listener.heard.length = 0;
    });
    afterEach(() => listener.close());

    const publish = async (): Promise<void> => {
      const token = await tokenOf(account);
      await submit(token, await addDraft(token));
      clock.moveBy(3000);
      await sandbox.control.deliverDue();
    };

    test('the finish event may come under the other name', async () => {
      sandbox.control.setFault(account.key, 'other-finish-event');
      await publish();
      const [heard] = listener.heard;
      const xml =
        heard === undefined ? '' : openSealed(heard, account.messageSecrets ?? { token: '', encodingAesKey: '' }).xml;
      expect([textOf(xml, 'Event'), textOf(xml, 'Status')]).toEqual(['MASSSENDJOBFINISH', 'send success']);
    });

    test('lost events are never sent, not even when the platform has recovered', async () => {
      sandbox.control.setFault(account.key, 'events-lost');
      await publish();
      sandbox.control.setFault(account.key, null);
      await sandbox.control.deliverDue();
      expect(listener.heard).toHaveLength(0);
      await publish();
      expect(listener.heard).toHaveLength(1);
    });
  });
});
