import { createHmac } from 'node:crypto';
import type { Sandbox } from '../src';
import { ANCHOR_AT, closeAll, openSandbox, stillClock } from './testSandbox';

type Body = Record<string, unknown>;

describe('the simulated robots', () => {
  const clock = stillClock();
  let sandbox: Sandbox;

  beforeEach(async () => {
    clock.at = ANCHOR_AT;
    sandbox = await openSandbox(clock, { size: { units: 2, accounts: 3 } });
  });
  afterEach(closeAll);

  const post = async (url: string, body: unknown): Promise<Body> =>
    (await (await fetch(url, { method: 'POST', body: JSON.stringify(body) })).json()) as Body;
  const hmac = (key: string, message: string): string => createHmac('sha256', key).update(message).digest('base64');
  const sendDingtalk = (text: string, more: { stamp?: number; secret?: string } = {}): Promise<Body> => {
    const { url, secret } = sandbox.bots.dingtalk;
    const stamp = String(more.stamp ?? clock.at.getTime());
    return post(
      `${url}&timestamp=${stamp}&sign=${encodeURIComponent(hmac(more.secret ?? secret, `${stamp}\n${more.secret ?? secret}`))}`,
      { msgtype: 'markdown', markdown: { title: '预警', text } },
    );
  };
  const sendWecom = (content: string, msgtype = 'text'): Promise<Body> =>
    post(sandbox.bots.wecom.url, { msgtype, [msgtype]: { content } });
  const sendFeishu = (text: string, sign?: string): Promise<Body> => {
    const { url, secret } = sandbox.bots.feishu;
    const timestamp = String(Math.floor(clock.at.getTime() / 1000));
    return post(url, {
      timestamp,
      sign: sign ?? hmac(`${timestamp}\n${secret}`, ''),
      msg_type: 'text',
      content: { text },
    });
  };

  test('take a rightly signed message each, and show what arrived', async () => {
    expect(await sendDingtalk('钉钉消息')).toEqual({ errcode: 0, errmsg: 'ok' });
    expect(await sendWecom('企业微信消息')).toEqual({ errcode: 0, errmsg: 'ok' });
    expect(await sendFeishu('飞书消息')).toMatchObject({ code: 0, msg: 'success', StatusCode: 0 });
    expect((['dingtalk', 'wecom', 'feishu'] as const).map((bot) => sandbox.control.botMessages(bot)[0]?.text)).toEqual([
      '钉钉消息',
      '企业微信消息',
      '飞书消息',
    ]);
  });

  test('钉钉 refuses another secret and a time stamp over an hour off (310000)', async () => {
    expect((await sendDingtalk('x', { secret: 'SECwrong' }))['errcode']).toBe(310000);
    expect((await sendDingtalk('x', { stamp: clock.at.getTime() - 3_600_001 }))['errcode']).toBe(310000);
    expect((await sendDingtalk('x', { stamp: clock.at.getTime() - 3_600_000 }))['errcode']).toBe(0);
    expect((await sendDingtalk('x', { stamp: Math.floor(clock.at.getTime() / 1000) }))['errcode']).toBe(310000);
  });

  test('飞书 refuses the signature form of 钉钉 (19021)', async () => {
    const timestamp = String(Math.floor(clock.at.getTime() / 1000));
    expect(
      (await sendFeishu('x', hmac(sandbox.bots.feishu.secret, `${timestamp}\n${sandbox.bots.feishu.secret}`)))['code'],
    ).toBe(19021);
  });

  test('the 21st message a minute makes 钉钉 silent for ten minutes (130101)', async () => {
    for (let i = 0; i < 20; i += 1) expect((await sendDingtalk(`第${i}条`))['errcode']).toBe(0);
    expect(await sendDingtalk('第21条')).toMatchObject({ errcode: 130101, status: 1111, wait: 5 });
    clock.moveBy(599_000);
    expect((await sendDingtalk('还在静默'))['errcode']).toBe(130101);
    clock.moveBy(1_000);
    expect((await sendDingtalk('恢复'))['errcode']).toBe(0);
  });

  test('企业微信 takes 20 a minute (45009), and counts bytes (40058)', async () => {
    expect((await sendWecom('字'.repeat(682)))['errcode']).toBe(0);
    expect((await sendWecom('字'.repeat(683)))['errcode']).toBe(40058);
    expect((await sendWecom('字'.repeat(1365), 'markdown'))['errcode']).toBe(0);
    expect((await sendWecom('字'.repeat(1366), 'markdown'))['errcode']).toBe(40058);
    for (let i = 0; i < 16; i += 1) expect((await sendWecom('x'))['errcode']).toBe(0);
    expect((await sendWecom('x'))['errcode']).toBe(45009);
    clock.moveBy(60_000);
    expect((await sendWecom('x'))['errcode']).toBe(0);
  });

  test('飞书 takes five a second (11232) and bodies up to 20 KB (9499)', async () => {
    for (let i = 0; i < 5; i += 1) expect((await sendFeishu('x'))['code']).toBe(0);
    expect((await sendFeishu('x'))['code']).toBe(11232);
    clock.moveBy(1000);
    expect((await sendFeishu('x'.repeat(20 * 1024)))['code']).toBe(9499);
  });

  test("an unknown key gets each robot's own no", async () => {
    expect((await post(`${sandbox.botsBase}/robot/send?access_token=wrong`, {}))['errcode']).toBe(300001);
    expect((await post(`${sandbox.botsBase}/cgi-bin/webhook/send?key=wrong`, {}))['errcode']).toBe(93000);
    expect((await post(`${sandbox.botsBase}/open-apis/bot/v2/hook/wrong`, {}))['code']).toBe(19001);
  });
});
