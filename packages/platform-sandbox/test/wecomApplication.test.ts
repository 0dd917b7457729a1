import type { Sandbox } from '../src';
import { ANCHOR_AT, closeAll, freshFolder, openSandbox, stillClock } from './testSandbox';

type Body = Record<string, unknown>;

describe('the simulated application of 企业微信', () => {
  const clock = stillClock();
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await openSandbox(clock, { size: { units: 2, accounts: 3 } });
  });
  beforeEach(() => {
    clock.at = ANCHOR_AT;
  });
  afterAll(closeAll);

  const tokenFor = async (secret = sandbox.bots.wecomApp.secret): Promise<Body> => {
    const { origin, corpId } = sandbox.bots.wecomApp;
    return (await (await fetch(`${origin}/cgi-bin/gettoken?corpid=${corpId}&corpsecret=${secret}`)).json()) as Body;
  };
  const send = async (token: unknown, more: object = {}): Promise<Body> => {
    const { origin, agentId } = sandbox.bots.wecomApp;
    const body = { touser: 'zhangwei', msgtype: 'text', agentid: Number(agentId), text: { content: '消息' }, ...more };
    return (await (
      await fetch(`${origin}/cgi-bin/message/send?access_token=${String(token)}`, {
        method: 'POST',
        body: JSON.stringify(body),
      })
    ).json()) as Body;
  };

  test('gives one token while it lives, and takes messages with it alone', async () => {
    const { access_token: token } = await tokenFor();
    expect((await tokenFor())['access_token']).toBe(token);
    expect(await send(token)).toMatchObject({ errcode: 0, invaliduser: '' });
    expect(sandbox.control.botMessages('wecomApp')[0]?.text).toBe('消息');
    expect(await send('other')).toMatchObject({ errcode: 40014 });
    expect(await tokenFor('wrong')).toMatchObject({ errcode: 40001 });
    clock.moveBy(7_200_000);
    expect(await send(token)).toMatchObject({ errcode: 42001 });
    expect((await tokenFor())['access_token']).not.toBe(token);
  });

  test('takes a token given before a restart, and none that was revoked', async () => {
    const { access_token: token } = await tokenFor();
    const dataDir = freshFolder();
    const options = { dataDir, size: { units: 2, accounts: 3 } };
    const first = await openSandbox(clock, options);
    const before = sandbox;
    try {
      sandbox = first;
      const { access_token: kept } = await tokenFor();
      await first.close();
      sandbox = await openSandbox(clock, options);
      expect(await send(kept)).toMatchObject({ errcode: 0 });
      sandbox.control.setFault('bots', 'token-revoked', { times: 1 });
      expect(await send(kept)).toMatchObject({ errcode: 40014 });
      expect((await tokenFor())['access_token']).not.toBe(kept);
    } finally {
      sandbox = before;
    }
    expect(await send(token)).toMatchObject({ errcode: 0 });
  });

  test('names those it does not reach, and refuses only where it reaches nobody (81013)', async () => {
    const { access_token: token } = await tokenFor();
    expect(await send(token, { touser: 'zhangwei|nobody' })).toMatchObject({ errcode: 0, invaliduser: 'nobody' });
    expect(await send(token, { touser: 'nobody' })).toMatchObject({ errcode: 81013 });
    expect(await send(token, { touser: 'nobody', toparty: '2' })).toMatchObject({ errcode: 0, invaliduser: 'nobody' });
  });

  test('cuts texts at 2048 bytes, where a character ends', async () => {
    const { access_token: token } = await tokenFor();
    await send(token, { text: { content: `a${'字'.repeat(700)}` } });
    expect(sandbox.control.botMessages('wecomApp')[0]?.text).toBe(`a${'字'.repeat(682)}`);
  });

  test('may take a message whose answer is lost, as every robot may', async () => {
    const { access_token: token } = await tokenFor();
    sandbox.control.setFault('bots', 'lost-answer', { times: 1 });
    await expect(send(token, { text: { content: '丢失的答复' } })).rejects.toThrow('fetch failed');
    expect(sandbox.control.botMessages('wecomApp')[0]?.text).toBe('丢失的答复');
  });
});
