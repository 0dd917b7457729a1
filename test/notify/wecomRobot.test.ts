import { fakeHttp } from '../connectors/support/fakeHttp';
import { closeBots, MESSAGE, notifierOver, openBots, sendBy, targetOf } from './support/channelHarness';
import type { Bots } from './support/channelHarness';

describe('a robot of 企业微信', () => {
  let bots: Bots;
  beforeAll(async () => {
    bots = await openBots();
  });
  afterAll(closeBots);
  const target = (more: object = {}) =>
    targetOf('wecom-robot', { secrets: { url: bots.sandbox.bots.wecom.url }, ...more });
  const textTaken = (): string => bots.sandbox.control.botMessages('wecom')[0]?.text ?? '';

  test('takes a message, shown as it was rendered', async () => {
    const notifier = bots.of('wecom-robot');
    expect(await sendBy(notifier, target())).toEqual({ kind: 'accepted', receipt: null });
    expect(textTaken()).toBe(notifier.render(MESSAGE, target()).text);
    expect(textTaken()).toBe(
      '**<font color="warning">【紧急】</font>3 个账号采集失败**' +
        '\n> 县教育局微博：授权已过期 [查看](https://matrix.example.gov.cn/accounts/6530a1)' +
        '\n> 县卫健局公众号：授权已过期',
    );
  });

  test('calls one person by the user id, and nobody by what a title says', async () => {
    const title = '<@all> [中奖](https://evil.example) <font color="info">';
    await sendBy(bots.of('wecom-robot'), target({ to: 'zhang.san><@all' }), { message: { title } });
    expect(textTaken()).toContain('\n<@zhang.san@all>');
    expect(textTaken()).toContain('＜＠all＞ ［中奖］(https：／／evil．example) ＜font color="info"＞');
  });

  test('takes 4096 bytes of pictures that are joined of several, and none of them is cut apart', async () => {
    const family = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}';
    const lines = Array.from({ length: 60 }, () => ({ text: family.repeat(40), path: null }));
    expect(await sendBy(bots.of('wecom-robot'), target(), { message: { lines } })).toMatchObject({ kind: 'accepted' });
    const text = textTaken();
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(4096);
    expect(Buffer.byteLength(text)).toBeGreaterThan(3000);
    expect(text.replaceAll(family, '').replace(/\s/g, '')).not.toMatch(/[\u{1F468}\u{1F469}\u{1F467}\u200D\uFFFD]/u);
    expect(text).toMatch(/另有 \d+ 条 \[查看全部\]\(https:\/\/matrix\.example\.gov\.cn\/alerts\?state=open\)$/);
  });

  test('that is sent to too often is left alone for a minute', async () => {
    bots.clock.moveBy(60_000);
    const now = bots.clock.at;
    const notifier = bots.of('wecom-robot');
    for (let count = 0; count < 20; count += 1) await sendBy(notifier, target(), { now });
    expect(await sendBy(notifier, target(), { now })).toEqual({
      kind: 'failed',
      next: 'retry-later',
      code: 'too-fast',
      retryAt: new Date(now.getTime() + 60_000),
    });
  });

  test('whose key is wrong is for the administrator', async () => {
    const secrets = { url: `${bots.sandbox.bots.wecom.url}0` };
    expect(await sendBy(bots.of('wecom-robot'), target({ secrets }))).toMatchObject({
      next: 'fix-configuration',
      code: 'address-unknown',
    });
  });
});

test.each([
  [40058, 'fix-content', 'content-too-long'],
  [-1, 'retry-later', 'service-busy'],
  [45033, 'retry-later', 'too-fast'],
  [93008, 'fix-configuration', 'channel-stopped'],
  [12345, 'reconcile', 'code-unknown'],
] as const)('code %i of 企业微信 is %s (%s)', async (errcode, next, code) => {
  const http = fakeHttp(() => ({ json: { errcode, errmsg: 'x' } }));
  const secrets = { url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1' };
  expect(await sendBy(notifierOver(http, 'wecom-robot'), targetOf('wecom-robot', { secrets }))).toMatchObject({
    next,
    code,
  });
});
