import type { Delivery, NotifyTarget } from '../../src/ports/notifier';
import type { OutboundHttp } from '../../src/ports/outbound';
import { fakeHttp } from '../connectors/support/fakeHttp';
import type { FakeReply } from '../connectors/support/fakeHttp';
import { closeBots, MESSAGE, notifierOver, notifiersOver, openBots, sendBy, targetOf } from './support/channelHarness';
import type { Bots } from './support/channelHarness';

describe('an application of 企业微信', () => {
  let bots: Bots;
  beforeAll(async () => {
    bots = await openBots();
  });
  afterAll(closeBots);
  const target = (more: Partial<NotifyTarget> = {}): NotifyTarget => {
    const { origin, corpId, agentId, secret } = bots.sandbox.bots.wecomApp;
    return targetOf('wecom-app', {
      settings: { origin, corpId, agentId, ...more.settings },
      secrets: { secret, ...more.secrets },
      to: more.to === undefined ? 'zhangwei' : more.to,
    });
  };
  const send = (more: Partial<NotifyTarget> = {}): Promise<Delivery> =>
    sendBy(bots.of('wecom-app'), target(more), { now: bots.clock.at });
  const taken = () => bots.sandbox.control.botMessages('wecomApp')[0];

  test('writes to one person, and names the message as the platform does', async () => {
    expect(await send()).toEqual({ kind: 'accepted', receipt: 'wecom-message-1' });
    expect(taken()?.text).toBe(
      '【紧急】3 个账号采集失败\n' +
        '\n· 县教育局微博：授权已过期 <a href="https://matrix.example.gov.cn/accounts/6530a1">查看</a>' +
        '\n· 县卫健局公众号：授权已过期',
    );
    expect(JSON.parse(taken()?.body ?? '')).toMatchObject({ touser: 'zhangwei', agentid: 1000002, msgtype: 'text' });
  });

  test('counts what it takes for each member, and for a department', () => {
    const { countedBy } = bots.of('wecom-app');
    const { settings } = target();
    const places = [
      ...['zhangwei', 'lina', null].map((to) => countedBy(target({ to }))),
      ...['2', '3'].map((toParty) => countedBy(target({ to: null, settings: { ...settings, toParty } }))),
      countedBy(target({ settings: { ...settings, agentId: '1000003' } })),
    ];
    expect(new Set(places).size).toBe(places.length);
    expect(countedBy(target({ settings: { ...settings, toParty: '2' } }))).toBe(countedBy(target()));
  });

  test('is checked without a message: its secret, its number and its token, which is asked for once more', async () => {
    const check = async (more: Partial<NotifyTarget> = {}) =>
      bots.of('wecom-app').check?.({
        target: target(more),
        now: bots.clock.at,
        signal: new AbortController().signal,
      });
    const before = bots.sandbox.control.botMessages('wecomApp').length;
    expect(await check()).toMatchObject({ kind: 'accepted' });
    bots.sandbox.control.setFault('bots', 'token-revoked', { times: 1 });
    expect(await check()).toMatchObject({ kind: 'accepted' });
    expect(await check({ secrets: { secret: 'of-another' } })).toMatchObject({ code: 'secret-refused' });
    const { origin, corpId } = bots.sandbox.bots.wecomApp;
    const other = { settings: { origin, corpId, agentId: '1' } };
    expect(await check(other)).toMatchObject({ code: 'request-refused' });
    expect(bots.sandbox.control.botMessages('wecomApp')).toHaveLength(before);
  });

  test('sends texts of 2048 bytes at most, whole as it rendered them', async () => {
    const lines = Array.from({ length: 90 }, () => ({
      text: '政务新媒体矩阵\u{1F469}\u200D\u{1F467}',
      path: '/alerts',
    }));
    await sendBy(bots.of('wecom-app'), target(), { message: { lines }, now: bots.clock.at });
    const rendered = bots.of('wecom-app').render({ ...MESSAGE, lines }, target());
    expect(taken()?.text).toBe(rendered.text);
    expect(rendered.clipped).toBe(true);
  });

  test('whose token has ended asks for another one, and the message arrives once', async () => {
    await send();
    const before = bots.sandbox.control.botMessages('wecomApp').length;
    bots.clock.moveBy(7_200_000);
    expect(await send()).toMatchObject({ kind: 'accepted' });
    expect(bots.sandbox.control.botMessages('wecomApp')).toHaveLength(before + 1);
  });

  test('whose token was ended before its time does the same, once: after that the secret is asked for', async () => {
    bots.sandbox.control.setFault('bots', 'token-revoked', { times: 1 });
    expect(await send()).toMatchObject({ kind: 'accepted' });
    bots.sandbox.control.setFault('bots', 'token-revoked', { times: 2 });
    expect(await send()).toMatchObject({ next: 'reauthorise', code: 'secret-refused' });
  });

  test('with a wrong secret does not borrow the token of the right one', async () => {
    await send();
    expect(await send({ secrets: { secret: 'x'.repeat(43) } })).toMatchObject({
      next: 'reauthorise',
      code: 'secret-refused',
    });
  });

  test.each([
    ['somebody it does not reach', { to: 'nobody' }, 'give-up', 'recipient-unknown'],
    ['what is no one person', { to: 'zhangwei|li.na' }, 'give-up', 'recipient-unknown'],
    ['everybody', { to: '@all' }, 'give-up', 'recipient-unknown'],
    ['nobody in particular, where no department is named', { to: null }, 'fix-configuration', 'recipient-missing'],
    ['a department that is not there', { to: null, settings: { toParty: '77' } }, 'give-up', 'recipient-unknown'],
    ['another application', { settings: { agentId: '7' } }, 'fix-configuration', 'request-refused'],
    ['another corporation', { settings: { corpId: 'ww0000000000000000' } }, 'reauthorise', 'secret-refused'],
  ] as const)('told to write to %s says so', async (_whom, more, next, code) => {
    expect(await send(more)).toMatchObject({ kind: 'failed', next, code });
  });

  test('writes to a department where nobody is named', async () => {
    expect(await send({ to: null, settings: { toParty: '2' } })).toMatchObject({ kind: 'accepted' });
    expect(taken()?.body).toContain('"toparty":"2"');
  });

  test('whose answer is lost may have sent it; whose token call fails surely has not', async () => {
    await send();
    bots.sandbox.control.setFault('bots', 'lost-answer', { times: 1 });
    expect(await send()).toMatchObject({ next: 'reconcile', code: 'connection-lost' });
    bots.clock.moveBy(7_200_000);
    bots.sandbox.control.setFault('bots', 'html-answer', { times: 1 });
    expect(await send()).toMatchObject({ next: 'retry-later', code: 'service-busy' });
  });
});

describe('what 企业微信 says beside its ok', () => {
  const target = targetOf('wecom-app', {
    settings: { corpId: 'ww0123456789abcdef', agentId: '1' },
    secrets: { secret: 's'.repeat(43) },
    to: 'Zhang.Wei',
  });
  const say = (json: object, aboutToken: FakeReply = { json: { errcode: 0, access_token: 't', expires_in: 7200 } }) => {
    const http = fakeHttp(({ url }) => (url.includes('gettoken') ? aboutToken : { json }));
    return { http, ended: sendBy(notifierOver(http, 'wecom-app'), target) };
  };

  test.each([
    [{ errcode: 0, invaliduser: 'zhang.wei', msgid: 'm' }, 'give-up', 'recipient-unknown'],
    [{ errcode: 0, invaliduser: 'x|ZHANG.WEI' }, 'give-up', 'recipient-unknown'],
    [{ errcode: 0, unlicenseduser: 'Zhang.Wei' }, 'give-up', 'recipient-refused'],
    [{ errcode: 60020, errmsg: 'not allow to access from your ip' }, 'fix-configuration', 'ip-refused'],
    [{ errcode: 301002 }, 'fix-configuration', 'right-missing'],
    [{ errcode: 45009 }, 'retry-later', 'too-fast'],
    [{ errcode: 777 }, 'reconcile', 'code-unknown'],
  ])('%j is %s (%s)', async (json, next, code) => {
    expect(await say(json).ended).toMatchObject({ kind: 'failed', next, code });
  });

  test('leaves the others to themselves: it is sent, with the name of the message', async () => {
    expect(await say({ errcode: 0, invaliduser: 'zhang', msgid: 'm-1' }).ended).toEqual({
      kind: 'accepted',
      receipt: 'm-1',
    });
  });

  test('the interface is that of the vendor unless the office has its own', async () => {
    const { http, ended } = say({ errcode: 0 });
    await ended;
    expect(http.requests.map(({ url }) => new URL(url).origin)).toEqual([
      'https://qyapi.weixin.qq.com',
      'https://qyapi.weixin.qq.com',
    ]);
  });

  test('the same token again after a refusal is no reason to call in a circle', async () => {
    const { http, ended } = say({ errcode: 40014 });
    expect(await ended).toMatchObject({ next: 'retry-later', code: 'service-busy' });
    expect(http.requests).toHaveLength(3);
  });
});

describe('trouble of our own', () => {
  const target = targetOf('wecom-app', {
    settings: { corpId: 'ww0123456789abcdef', agentId: '1' },
    secrets: { secret: 's'.repeat(43) },
    to: 'zhang.wei',
  });
  const broken = (): Promise<never> => Promise.reject(new Error('the store is gone'));

  test('before the message leaves is no reason to think that it may have arrived', async () => {
    const http = fakeHttp(() => ({}));
    const tokenStore = { read: broken, swap: broken };
    expect(await sendBy(notifiersOver(http, { tokenStore }).of('wecom-app'), target)).toMatchObject({
      next: 'retry-later',
      code: 'own-trouble',
    });
    expect(http.requests).toEqual([]);
  });

  test('after it was asked to leave is', async () => {
    const http: OutboundHttp = {
      send: ({ mayBegin }) => {
        mayBegin?.();
        return broken();
      },
    };
    const tokenStore = {
      read: () => Promise.resolve({ token: 't', expiresAt: new Date('2027-01-01'), refreshToken: null }),
      swap: broken,
    };
    expect(await sendBy(notifiersOver(http, { tokenStore }).of('wecom-app'), target)).toMatchObject({
      next: 'reconcile',
      code: 'connection-lost',
    });
  });
});
