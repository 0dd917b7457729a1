import { createHash, createHmac } from 'node:crypto';
import type { Sandbox, SandboxAccount, SandboxFault } from '../src';
import { accountWith, ANCHOR_AT, closeAll, openSandbox, secretOf, stillClock } from './testSandbox';

type Body = Record<string, unknown>;

describe('fault switches', () => {
  const clock = stillClock();
  let sandbox: Sandbox;
  let weibo: SandboxAccount;
  let wechat: SandboxAccount;
  let portal: SandboxAccount;

  beforeEach(async () => {
    clock.at = ANCHOR_AT;
    sandbox = await openSandbox(clock, { size: { units: 20, accounts: 60 } });
    const well =
      (platform: string) =>
      ({ platform: of, behaviour, credential }: SandboxAccount): boolean =>
        of === platform && behaviour === 'ordinary' && credential !== null;
    weibo = accountWith(sandbox, well('weibo'));
    wechat = accountWith(sandbox, well('wechat'));
    portal = accountWith(sandbox, well('portal'));
  });
  afterEach(closeAll);

  const readWeibo = (): Promise<Response> =>
    fetch(`${sandbox.weiboBase}/2/statuses/user_timeline.json?access_token=${secretOf(weibo, 'accessToken')}`);
  const share = (text = '某项意见'): Promise<Response> =>
    fetch(`${sandbox.weiboBase}/2/statuses/share.json`, {
      method: 'POST',
      body: new URLSearchParams({
        access_token: secretOf(weibo, 'accessToken'),
        rip: '127.0.0.1',
        status: `${text} ${sandbox.govcnBase}/x.htm `,
      }),
    });
  const push = (key = 'job-1'): Promise<Response> => {
    const body = JSON.stringify({
      idempotencyKey: key,
      title: '某项意见',
      body: '正文',
      source: '来源',
      sourceUrl: '',
    });
    const stamp = String(Math.floor(clock.at.getTime() / 1000));
    const signature = createHmac('sha256', secretOf(portal, 'pushSecret'))
      .update(`${stamp}\n${createHash('sha256').update(body).digest('hex')}`)
      .digest('hex');
    return fetch(secretOf(portal, 'pushUrl'), {
      method: 'POST',
      body,
      headers: { 'X-Push-Key': secretOf(portal, 'pushKey'), 'X-Push-Timestamp': stamp, 'X-Push-Signature': signature },
    });
  };
  const callWechat = async (path: string, body: unknown): Promise<Body> =>
    (await (
      await fetch(`${sandbox.wechatBase}${path}`, { method: 'POST', body: JSON.stringify(body) })
    ).json()) as Body;
  const wechatToken = async (): Promise<string> =>
    String(
      (
        await callWechat('/cgi-bin/stable_token', {
          grant_type: 'client_credential',
          appid: secretOf(wechat, 'appId'),
          secret: secretOf(wechat, 'appSecret'),
        })
      )['access_token'],
    );
  const addDraft = async (token: string): Promise<string> => {
    const form = new FormData();
    form.set('media', new Blob([Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)]), 'cover.jpg');
    const cover = (await (
      await fetch(`${sandbox.wechatBase}/cgi-bin/material/add_material?type=thumb&access_token=${token}`, {
        method: 'POST',
        body: form,
      })
    ).json()) as Body;
    const draft = await callWechat(`/cgi-bin/draft/add?access_token=${token}`, {
      articles: [{ title: '某项意见', content: '<p>字</p>', thumb_media_id: cover['media_id'] }],
    });
    return String(draft['media_id']);
  };
  const published = (account: SandboxAccount): number =>
    sandbox.control.publicPosts(account.key).filter((post) => post.origin === 'api').length;
  const bodyOf = async (answer: Promise<Response>): Promise<Body> => (await (await answer).json()) as Body;

  test('outage resets and answers 503 in turn, for one account or a whole platform, until it is lifted', async () => {
    sandbox.control.setFault(weibo.key, 'outage');
    await expect(readWeibo()).rejects.toThrow('fetch failed');
    expect((await readWeibo()).status).toBe(503);
    sandbox.control.setFault(weibo.key, null);
    expect((await readWeibo()).status).toBe(200);

    sandbox.control.setFault('portal', 'outage');
    await expect(fetch(portal.homeUrl)).rejects.toThrow('fetch failed');
    expect((await readWeibo()).status).toBe(200);
    sandbox.control.setFault('portal', null);
    expect((await fetch(portal.homeUrl)).status).toBe(200);
  });

  test('slow answers wait as long as they are told', async () => {
    sandbox.control.setFault(weibo.key, { name: 'slow', delayMs: 150 });
    const began = performance.now();
    expect((await readWeibo()).status).toBe(200);
    expect(performance.now() - began).toBeGreaterThanOrEqual(145);
    // Another platform answers while this one would take for ever.
    sandbox.control.setFault(weibo.key, { name: 'slow', delayMs: 3_600_000 });
    const waiting = readWeibo().catch(() => 'no answer');
    expect((await fetch(portal.homeUrl)).status).toBe(200);
    await sandbox.close();
    expect(await waiting).toBe('no answer');
  });

  test('a lost answer leaves the work done, on each platform', async () => {
    for (const account of [weibo, wechat, portal]) sandbox.control.setFault(account.key, 'lost-answer');
    await expect(share()).rejects.toThrow('fetch failed');
    await expect(push()).rejects.toThrow('fetch failed');
    const token = await wechatToken();
    const mediaId = await addDraft(token);
    await expect(
      callWechat(`/cgi-bin/freepublish/submit?access_token=${token}`, { media_id: mediaId }),
    ).rejects.toThrow('fetch failed');
    clock.moveBy(3000);
    expect([published(weibo), published(wechat), published(portal)]).toEqual([1, 1, 1]);
    expect((await readWeibo()).status).toBe(200);
  });

  test('acceptance with delay shows the post one to two minutes later', async () => {
    for (const account of [weibo, wechat, portal]) sandbox.control.setFault(account.key, 'accepted-then-delayed');
    expect(Number((await bodyOf(share()))['error_code'])).toBe(20032);
    expect((await bodyOf(push()))['code']).toBe(0);
    const token = await wechatToken();
    await callWechat(`/cgi-bin/freepublish/submit?access_token=${token}`, { media_id: await addDraft(token) });
    clock.moveBy(59_000);
    expect([published(weibo), published(wechat), published(portal)]).toEqual([0, 0, 0]);
    clock.moveBy(61_000);
    expect([published(weibo), published(wechat), published(portal)]).toEqual([1, 1, 1]);
  });

  test('what waits to appear already counts as a repetition', async () => {
    sandbox.control.setFault(weibo.key, 'accepted-then-delayed');
    await share();
    sandbox.control.setFault(weibo.key, null);
    expect(Number((await bodyOf(share()))['error_code'])).toBe(20019);
  });

  test('a revoked token is refused on Weibo until a person acts, and heals by asking anew on WeChat', async () => {
    const token = await wechatToken();
    sandbox.control.setFault(weibo.key, 'token-revoked');
    sandbox.control.setFault(wechat.key, 'token-revoked');
    expect(Number((await bodyOf(readWeibo()))['error_code'])).toBe(21332);
    expect(
      (await callWechat(`/cgi-bin/freepublish/batchget?access_token=${token}`, { offset: 0, count: 1 }))['errcode'],
    ).toBe(40001);
    const next = await wechatToken();
    expect(next).not.toBe(token);
    expect(
      (await callWechat(`/cgi-bin/freepublish/batchget?access_token=${next}`, { offset: 0, count: 1 }))['errcode'],
    ).toBeUndefined();
    sandbox.control.setFault(portal.key, 'token-revoked');
    expect((await push()).status).toBe(401);
  });

  test.each([
    ['quota-spent', 10023, 45009, 42901],
    ['content-refused', 20021, 0, 42201],
  ] as const)('%s gets each platform its own code', async (fault: SandboxFault, weiboCode, wechatCode, portalCode) => {
    const token = await wechatToken();
    const mediaId = await addDraft(token);
    for (const account of [weibo, wechat, portal]) sandbox.control.setFault(account.key, fault);
    expect(Number((await bodyOf(share()))['error_code'])).toBe(weiboCode);
    expect(
      (await callWechat(`/cgi-bin/freepublish/submit?access_token=${token}`, { media_id: mediaId }))['errcode'],
    ).toBe(wechatCode);
    expect((await bodyOf(push()))['code']).toBe(portalCode);
    clock.moveBy(120_000);
    expect([published(weibo), published(wechat), published(portal)]).toEqual([0, 0, 0]);
  });

  test('an address over its hourly limit is refused for every account (10022)', async () => {
    sandbox.control.setFault('weibo', 'ip-quota-spent');
    expect(Number((await bodyOf(readWeibo()))['error_code'])).toBe(10022);
    expect(Number((await bodyOf(share()))['error_code'])).toBe(10022);
  });

  test.each([
    ['weibo', (): string => `${sandbox.weiboBase}/2/account/get_uid.json`],
    ['wechat', (): string => `${sandbox.wechatBase}/cgi-bin/token`],
    ['portal', (): string => portal.homeUrl],
    ['govcn', (): string => `${sandbox.govcnBase}/zhengce/zuixin/ZUIXINZHENGCE.json`],
  ] as const)('%s can answer with a maintenance page, with far too much, or not at all', async (target, url) => {
    sandbox.control.setFault(target, 'html-answer');
    const page = await fetch(url());
    expect([page.status, page.headers.get('content-type'), (await page.text()).includes('系统维护')]).toEqual([
      200,
      'text/html; charset=utf-8',
      true,
    ]);
    sandbox.control.setFault(target, 'oversized-answer');
    expect((await (await fetch(url())).arrayBuffer()).byteLength).toBeGreaterThan(50 * 1024 * 1024);
    sandbox.control.setFault(target, 'outage');
    await expect(fetch(url())).rejects.toThrow('fetch failed');
  });

  test('a cookie wall lets in who brings the cookie back', async () => {
    sandbox.control.setFault(portal.key, 'cookie-wall');
    const first = await fetch(portal.homeUrl, { redirect: 'manual' });
    expect([first.status, first.headers.get('location')]).toEqual([302, portal.homeUrl]);
    const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    expect((await fetch(portal.homeUrl, { headers: { cookie } })).status).toBe(200);
  });

  test('an app without a bound domain is told so', async () => {
    sandbox.control.setFault(weibo.key, 'no-safe-domain');
    expect((await bodyOf(share()))['error']).toBe('appkey not bind domain!');
  });

  test("an account's fault goes before its platform's", async () => {
    sandbox.control.setFault('weibo', 'quota-spent');
    sandbox.control.setFault(weibo.key, 'token-revoked');
    expect(Number((await bodyOf(readWeibo()))['error_code'])).toBe(21332);
  });

  test('a fault for an account that does not exist is an error', () => {
    expect(() => sandbox.control.setFault('weibo-nobody', 'outage')).toThrow(RangeError);
  });

  test('a post by hand may carry a time in the future, and is public at once', () => {
    const at = new Date(clock.at.getTime() + 30 * 86_400_000);
    sandbox.control.addPost(portal.key, { title: '时间有误', text: '正文', at });
    const [newest] = sandbox.control.publicPosts(portal.key);
    expect([newest?.title, newest?.at]).toEqual(['时间有误', at]);
  });

  test('a repost by hand leads to its original on each platform', async () => {
    const sourceUrl = `${sandbox.govcnBase}/zhengce/x.htm`;
    const add = (account: SandboxAccount) =>
      sandbox.control.addPost(account.key, { title: '国务院关于某项工作的意见', text: '全文如下。', sourceUrl });
    expect(add(weibo).text).toBe(`《国务院关于某项工作的意见》发布：全文如下。 ${sourceUrl} `);
    expect(await (await fetch(add(wechat).url)).text()).toContain(`var msg_source_url = '${sourceUrl}'`);
    expect(await (await fetch(add(portal).url)).text()).toContain(`href="${sourceUrl}"`);
  });

  test('a post added by hand wakes a quiet account', async () => {
    const quiet = accountWith(sandbox, ({ behaviour }) => behaviour === 'quiet-20d');
    const before = sandbox.control.publicPosts(quiet.key).length;
    const added = sandbox.control.addPost(quiet.key, { title: '恢复更新', text: '今日起恢复更新。' });
    const [newest] = sandbox.control.publicPosts(quiet.key);
    expect([newest?.id, newest?.origin, sandbox.control.publicPosts(quiet.key).length]).toEqual([
      added.id,
      'by-hand',
      before + 1,
    ]);
    const timeline = await (
      await fetch(`${sandbox.weiboBase}/2/statuses/user_timeline.json?access_token=${secretOf(quiet, 'accessToken')}`)
    ).text();
    expect(timeline).toContain(added.id);
  });
});
