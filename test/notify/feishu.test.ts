import { createHmac } from 'node:crypto';
import { fakeHttp } from '../connectors/support/fakeHttp';
import { closeBots, notifierOver, openBots, sendBy, targetOf } from './support/channelHarness';
import type { Bots } from './support/channelHarness';

const URL_OF_BOT = 'https://open.feishu.cn/open-apis/bot/v2/hook/0123-45';
const SECRET = 'abcDEF0123456789abcDEF';

describe('a bot of 飞书', () => {
  let bots: Bots;
  beforeAll(async () => {
    bots = await openBots();
  });
  beforeEach(() => bots.clock.moveBy(60_000));
  afterAll(closeBots);
  const target = (more: object = {}) => {
    const { url, secret } = bots.sandbox.bots.feishu;
    return targetOf('feishu', { secrets: { url, signingSecret: secret }, ...more });
  };
  const taken = () => bots.sandbox.control.botMessages('feishu')[0] ?? { body: '{}', text: '{}' };

  test('takes a signed card: heading in the colour of its severity, lines below', async () => {
    expect(await sendBy(bots.of('feishu'), target())).toEqual({ kind: 'accepted', receipt: null });
    expect(JSON.parse(taken().text)).toEqual({
      config: { wide_screen_mode: true },
      header: { template: 'red', title: { tag: 'plain_text', content: '【紧急】3 个账号采集失败' } },
      elements: [
        {
          tag: 'div',
          text: {
            tag: 'lark_md',
            content:
              '- 县教育局微博：授权已过期 [查看](https://matrix.example.gov.cn/accounts/6530a1)\n' +
              '- 县卫健局公众号：授权已过期\n',
          },
        },
      ],
    });
  });

  test('takes a body of 20 KB at most, whatever JSON adds to a text', async () => {
    const lines = Array.from({ length: 500 }, (_, row) => ({
      text: `第 ${row} 条 "\\" 引号与\t反斜线`,
      path: '/alerts',
    }));
    expect(await sendBy(bots.of('feishu'), target(), { message: { lines } })).toMatchObject({ kind: 'accepted' });
    expect(Buffer.byteLength(taken().body)).toBeLessThanOrEqual(20 * 1024);
    expect(Buffer.byteLength(taken().body)).toBeGreaterThan(20 * 1024 - 1000);
    expect(taken().text).toMatch(/另有 \d+ 条 \[查看全部\]/);
  });

  test('calls one person by the open id, and carries the keyword it is secured by', async () => {
    await sendBy(bots.of('feishu'), target({ to: 'ou_1f2e', settings: { keyword: '[矩阵] gov.cn' } }));
    expect(taken().text).toContain('<at id=ou_1f2e></at>');
    expect(taken().text).toContain('[矩阵] gov.cn');
  });

  test('calls each of several by their own open id, and never the whole group', async () => {
    await sendBy(bots.of('feishu'), target({ to: 'ou_1,ALL,ou_2' }));
    expect(taken().text.match(/<at id=[^>]*>/g)).toEqual(['<at id=ou_1>', '<at id=ou_2>']);
  });

  test('that is sent to more than five times in a second is left alone', async () => {
    const now = bots.clock.at;
    const notifier = bots.of('feishu');
    for (let count = 0; count < 5; count += 1)
      expect(await sendBy(notifier, target(), { now })).toMatchObject({ kind: 'accepted' });
    expect(await sendBy(notifier, target(), { now })).toMatchObject({
      code: 'too-fast',
      retryAt: new Date(now.getTime() + 60_000),
    });
  });

  test('whose secret or address is wrong is for the administrator', async () => {
    const { url } = bots.sandbox.bots.feishu;
    const send = (secrets: Record<string, string>) => sendBy(bots.of('feishu'), target({ secrets }));
    expect(await send({ url, signingSecret: SECRET })).toMatchObject({ code: 'signature-refused' });
    expect(await send({ url })).toMatchObject({ next: 'fix-configuration', code: 'signature-refused' });
    expect(await send({ url: `${url}0`, signingSecret: SECRET })).toMatchObject({ code: 'address-unknown' });
  });
});

test('the signature of 飞书 is in the body: seconds and secret are the key, and nothing is signed', async () => {
  const http = fakeHttp(() => ({ json: { code: 0 } }));
  const secrets = { url: URL_OF_BOT, signingSecret: SECRET };
  await sendBy(notifierOver(http, 'feishu'), targetOf('feishu', { secrets }));
  // Wednesday, 2026-10-21 10:00 in Beijing.
  const sign = createHmac('sha256', Buffer.from(`1792548000\n${SECRET}`)).digest('base64');
  expect(JSON.parse(String(http.requests[0]?.body))).toMatchObject({ timestamp: '1792548000', sign });
  expect(http.requests[0]?.url).toBe(URL_OF_BOT);
});

test.each([
  [{ code: 19022, msg: 'Ip Not Allowed' }, 200, 'fix-configuration', 'ip-refused'],
  [{ code: 19024, msg: 'Key Words Not Found' }, 200, 'fix-configuration', 'keyword-missing'],
  [{ code: 9499, msg: 'Bad Request' }, 400, 'fix-content', 'content-malformed'],
  [{ code: 9499, msg: 'too many request', data: {} }, 400, 'retry-later', 'too-fast'],
  [{ code: 11232, msg: 'frequency limited' }, 429, 'retry-later', 'too-fast'],
  [{ code: 1, msg: '?' }, 200, 'reconcile', 'code-unknown'],
] as const)('%j of 飞书 (HTTP %i) is %s (%s)', async (json, status, next, code) => {
  const http = fakeHttp(() => ({ json, status }));
  expect(
    await sendBy(notifierOver(http, 'feishu'), targetOf('feishu', { secrets: { url: URL_OF_BOT } })),
  ).toMatchObject({ next, code });
});
