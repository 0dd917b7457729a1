import { createHash, createHmac } from 'node:crypto';
import type { Sandbox, SandboxAccount } from '../src';
import { accountWith, ANCHOR_AT, closeAll, openSandbox, secretOf, stillClock } from './testSandbox';

describe('faults of the simulated sites', () => {
  const clock = stillClock();
  let sandbox: Sandbox;
  const siteOf = (kind: string): SandboxAccount =>
    accountWith(
      sandbox,
      ({ portal, behaviour }) => portal?.kind === kind && (behaviour === 'ordinary' || behaviour === 'lively'),
    );

  beforeEach(async () => {
    clock.at = ANCHOR_AT;
    sandbox = await openSandbox(clock, { kinds: ['rss', 'list', 'jpage', 'trs', 'kaipu'] });
  });
  afterEach(closeAll);

  test.each([
    ['list', /class="list"|class="newslist"|class="news-item"/],
    ['trs', /class="u-list"/],
    ['rss', /<item>/],
    ['jpage', /<record>/],
    ['kaipu', /"results"/],
  ])('a redesigned %s column answers 200 with the same news and none of its old hooks', async (kind, hooks) => {
    const account = siteOf(kind);
    const url = account.portal?.listUrl ?? '';
    expect(await (await fetch(url)).text()).toMatch(hooks);
    sandbox.control.setFault(account.key, 'redesigned-page');
    const page = await fetch(url);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).not.toMatch(hooks);
    expect(html).toContain(sandbox.control.publicPosts(account.key)[0]?.title);
  });

  test('a redesigned gov.cn changes the names in its list and the hooks of its pages', async () => {
    sandbox.control.setFault('govcn', 'redesigned-page');
    const text = (await (await fetch(`${sandbox.govcnBase}/zhengce/zuixin/ZUIXINZHENGCE.json`)).text()).replace(
      '\ufeff',
      '',
    );
    expect(JSON.parse(text)).toEqual({ data: { list: expect.any(Array) } });
    const [policy] = sandbox.control.publicPolicies();
    const html = await (await fetch(policy?.url ?? '')).text();
    expect([
      html.includes('UCAP-CONTENT'),
      html.includes('firstpublishedtime'),
      html.includes(policy?.title ?? 'never'),
    ]).toEqual([false, false, true]);
  });

  test('a challenge answers 412 with a page of script, for one site, all sites, or gov.cn', async () => {
    const account = siteOf('jpage');
    sandbox.control.setFault(account.key, 'challenge');
    expect((await fetch(account.portal?.listUrl ?? '')).status).toBe(412);
    expect((await fetch(siteOf('kaipu').portal?.listUrl ?? '')).status).toBe(200);
    sandbox.control.setFault('govcn', 'challenge');
    expect((await fetch(`${sandbox.govcnBase}/zhengce/zuixin/ZUIXINZHENGCE.json`)).status).toBe(412);
  });

  test('a cookie wall stands before shared content systems too', async () => {
    const account = siteOf('kaipu');
    sandbox.control.setFault(account.key, 'cookie-wall');
    const url = account.portal?.listUrl ?? '';
    const first = await fetch(url, { redirect: 'manual' });
    expect([first.status, first.headers.get('location')]).toEqual([302, url]);
    expect(
      (await fetch(url, { headers: { cookie: (first.headers.get('set-cookie') ?? '').split(';')[0] ?? '' } })).status,
    ).toBe(200);
  });

  test('a push refused as a duplicate makes no article (40901)', async () => {
    const account = accountWith(
      sandbox,
      ({ platform, credential, behaviour }) => platform === 'portal' && credential !== null && behaviour === 'ordinary',
    );
    sandbox.control.setFault(account.key, 'duplicate-refused');
    const body = JSON.stringify({
      idempotencyKey: 'job-1',
      title: '某项意见',
      body: '正文',
      source: '来源',
      sourceUrl: '',
    });
    const stamp = String(Math.floor(clock.at.getTime() / 1000));
    const signature = createHmac('sha256', secretOf(account, 'pushSecret'))
      .update(`${stamp}\n${createHash('sha256').update(body).digest('hex')}`)
      .digest('hex');
    const answer = await fetch(secretOf(account, 'pushUrl'), {
      method: 'POST',
      body,
      headers: { 'X-Push-Key': secretOf(account, 'pushKey'), 'X-Push-Timestamp': stamp, 'X-Push-Signature': signature },
    });
    expect([answer.status, ((await answer.json()) as { code: number }).code]).toEqual([409, 40901]);
    expect(sandbox.control.publicPosts(account.key).some(({ origin }) => origin === 'api')).toBe(false);
  });

  test('robots fail with the platform of robots', async () => {
    sandbox.control.setFault('bots', 'quota-spent');
    const answer = await fetch(sandbox.bots.wecom.url, {
      method: 'POST',
      body: JSON.stringify({ msgtype: 'text', text: { content: 'x' } }),
    });
    expect(await answer.json()).toMatchObject({ errcode: 45009 });
    sandbox.control.setFault('bots', 'token-revoked');
    const refused = await fetch(sandbox.bots.wecom.url, {
      method: 'POST',
      body: JSON.stringify({ msgtype: 'text', text: { content: 'x' } }),
    });
    expect(await refused.json()).toMatchObject({ errcode: 93000 });
  });
});
