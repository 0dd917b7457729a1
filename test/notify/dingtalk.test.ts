import { createHmac } from 'node:crypto';
import { fakeHttp } from '../connectors/support/fakeHttp';
import { closeBots, openBots, notifierOver, sendBy, targetOf } from './support/channelHarness';
import type { Bots } from './support/channelHarness';

/** A robot with the secret SECabc… and what it must have been sent, worked out by hand. */
const URL_OF_ROBOT = 'https://oapi.dingtalk.com/robot/send?access_token=0123';
const SECRET = 'SEC0123456789abcdef0123456789abcdef';

describe('a 钉钉 robot', () => {
  let bots: Bots;
  beforeAll(async () => {
    bots = await openBots();
  });
  afterAll(closeBots);
  const target = (more: object = {}) => {
    const { url, secret } = bots.sandbox.bots.dingtalk;
    return targetOf('dingtalk', { secrets: { url, signingSecret: secret }, ...more });
  };
  const bodyTaken = (): string => bots.sandbox.control.botMessages('dingtalk')[0]?.body ?? '';

  test('takes a signed message, shown as it was rendered', async () => {
    const notifier = bots.of('dingtalk');
    expect(await sendBy(notifier, target())).toEqual({ kind: 'accepted', receipt: null });
    const text = bots.sandbox.control.botMessages('dingtalk')[0]?.text;
    expect(text).toBe(
      '#### 【紧急】3 个账号采集失败\n' +
        '\n- 县教育局微博：授权已过期 [查看](https://matrix.example.gov.cn/accounts/6530a1)' +
        '\n- 县卫健局公众号：授权已过期',
    );
  });

  test('calls one person by the mobile number, in the list and in the text', async () => {
    await sendBy(bots.of('dingtalk'), target({ to: '138-0013-8000' }));
    expect(JSON.parse(bodyTaken())).toMatchObject({ at: { atMobiles: ['138-0013-8000'], isAtAll: false } });
    expect(bodyTaken()).toContain('@138-0013-8000');
  });

  test('carries the keyword it is secured by', async () => {
    await sendBy(bots.of('dingtalk'), target({ settings: { keyword: '[矩阵] gov.cn' } }));
    expect(bodyTaken()).toContain('[矩阵] gov.cn');
  });

  test('whose address or secret is wrong is for the administrator', async () => {
    const { url } = bots.sandbox.bots.dingtalk;
    const notifier = bots.of('dingtalk');
    expect(await sendBy(notifier, target({ secrets: { url, signingSecret: SECRET } }))).toMatchObject({
      next: 'fix-configuration',
      code: 'signature-refused',
    });
    expect(await sendBy(notifier, target({ secrets: { url: `${url}0`, signingSecret: SECRET } }))).toMatchObject({
      next: 'fix-configuration',
      code: 'address-unknown',
    });
  });

  test('that is sent to too often is left alone for ten minutes, and heard again then', async () => {
    bots.clock.moveBy(60_000);
    const now = bots.clock.at;
    const notifier = bots.of('dingtalk');
    for (let count = 0; count < 20; count += 1)
      expect(await sendBy(notifier, target(), { now })).toMatchObject({ kind: 'accepted' });
    const refused = await sendBy(notifier, target(), { now });
    expect(refused).toEqual({
      kind: 'failed',
      next: 'retry-later',
      code: 'too-fast',
      retryAt: new Date(now.getTime() + 600_000),
    });
    bots.clock.moveBy(599_000);
    expect(await sendBy(notifier, target())).toMatchObject({ code: 'too-fast' });
    bots.clock.moveBy(1_000);
    expect(await sendBy(notifier, target())).toMatchObject({ kind: 'accepted' });
  });

  test.each([
    ['html-answer', 'reconcile', 'answer-unreadable'],
    ['oversized-answer', 'reconcile', 'answer-too-large'],
    ['token-revoked', 'fix-configuration', 'address-unknown'],
    ['quota-spent', 'retry-later', 'too-fast'],
  ] as const)('under %s ends as %s (%s)', async (fault, next, code) => {
    bots.sandbox.control.setFault('bots', fault, { times: 1 });
    expect(await sendBy(bots.of('dingtalk'), target())).toMatchObject({ kind: 'failed', next, code });
  });

  test('whose connection breaks off may have taken it; one that says 503 has not', async () => {
    bots.sandbox.control.setFault('bots', 'outage', { times: 2 });
    const notifier = bots.of('dingtalk');
    expect(await sendBy(notifier, target())).toMatchObject({ next: 'reconcile', code: 'connection-lost' });
    expect(await sendBy(notifier, target())).toMatchObject({ next: 'retry-later', code: 'service-busy' });
  });

  test('gets nothing of what was withdrawn while the connection was made', async () => {
    const before = bodyTaken();
    expect(await sendBy(bots.of('dingtalk'), target(), { mayBegin: () => false })).toMatchObject({
      next: 'retry-later',
      code: 'withdrawn',
    });
    expect(bodyTaken()).toBe(before);
  });
});

describe('the signature of 钉钉', () => {
  test('is in the query: the secret is the key, milliseconds and secret are signed', async () => {
    const http = fakeHttp(() => ({ json: { errcode: 0 } }));
    await sendBy(
      notifierOver(http, 'dingtalk'),
      targetOf('dingtalk', { secrets: { url: URL_OF_ROBOT, signingSecret: SECRET } }),
    );
    // Wednesday, 2026-10-21 10:00 in Beijing.
    const sign = createHmac('sha256', Buffer.from(SECRET)).update(`1792548000000\n${SECRET}`).digest('base64');
    const query = new URL(http.requests[0]?.url ?? '').searchParams;
    expect([...query]).toEqual([
      ['access_token', '0123'],
      ['timestamp', '1792548000000'],
      ['sign', sign],
    ]);
    expect(http.requests[0]?.url).toContain(`&sign=${encodeURIComponent(sign)}`);
  });

  test('is left out where the robot has none', async () => {
    const http = fakeHttp(() => ({ json: { errcode: 0 } }));
    await sendBy(notifierOver(http, 'dingtalk'), targetOf('dingtalk', { secrets: { url: URL_OF_ROBOT } }));
    expect(http.requests[0]).toMatchObject({
      url: URL_OF_ROBOT,
      headers: { 'content-type': 'application/json; charset=utf-8' },
    });
  });
});

describe('the codes of 钉钉', () => {
  const say = async (json: object, status = 200) =>
    sendBy(
      notifierOver(
        fakeHttp(() => ({ json, status })),
        'dingtalk',
      ),
      targetOf('dingtalk', { secrets: { url: URL_OF_ROBOT } }),
    );

  test.each([
    [{ errcode: -1, errmsg: 'system busy' }, 'retry-later', 'service-busy'],
    [{ errcode: 310000, errmsg: 'keywords not in content' }, 'fix-configuration', 'keyword-missing'],
    [{ errcode: 310000, errmsg: 'ip 1.2.3.4 not in whitelist' }, 'fix-configuration', 'ip-refused'],
    [{ errcode: 310000, errmsg: 'sign not match' }, 'fix-configuration', 'signature-refused'],
    [
      { errcode: 310000, errmsg: 'description:关键词不匹配;solution:请在发送的信息中包含此关键词;' },
      'fix-configuration',
      'keyword-missing',
    ],
    [
      { errcode: 310000, errmsg: 'description:ip 不在白名单中;solution:请设置机器人安全ip地址段' },
      'fix-configuration',
      'ip-refused',
    ],
    [
      { errcode: 310000, errmsg: 'description:机器人发送签名不匹配;solution:请确认机器人的密钥加密和填写正确;' },
      'fix-configuration',
      'signature-refused',
    ],
    [{ errcode: '130101', errmsg: 'send too fast' }, 'retry-later', 'too-fast'],
    [{ errcode: 400102 }, 'fix-configuration', 'channel-stopped'],
    [{ errcode: 430104 }, 'fix-content', 'content-refused'],
    [{ errcode: 460101 }, 'fix-content', 'content-too-long'],
    [{ errcode: 999999 }, 'reconcile', 'code-unknown'],
    [{ message: 'no code at all' }, 'reconcile', 'answer-unreadable'],
    [{ errcode: 'none' }, 'reconcile', 'answer-unreadable'],
  ])('%j is %s (%s)', async (json, next, code) => {
    expect(await say(json)).toMatchObject({ kind: 'failed', next, code });
  });

  test('stand in a reply of any status; where there is none the status speaks', async () => {
    expect(await say({ errcode: 310000, errmsg: 'sign not match' }, 400)).toMatchObject({ code: 'signature-refused' });
    expect(await say({}, 502)).toMatchObject({ next: 'reconcile', code: 'server-error' });
    expect(await say({ errcode: 0 }, 500)).toMatchObject({ next: 'reconcile', code: 'server-error' });
  });
});
