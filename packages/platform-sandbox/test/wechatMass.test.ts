import type { Sandbox, SandboxAccount } from '../src';
import { accountWith, ANCHOR_AT, closeAll, freshFolder, openSandbox, stillClock } from './testSandbox';
import { wechatCalls } from './wechatCalls';

const SIZE = { units: 20, accounts: 60 };
const DAY_MS = 86_400_000;

describe('群发 on the simulated WeChat platform', () => {
  const clock = stillClock();
  let sandbox: Sandbox;
  let account: SandboxAccount;
  let token: string;
  const { call, tokenOf, addDraft, massSend, listed } = wechatCalls(() => sandbox);

  beforeEach(async () => {
    clock.at = ANCHOR_AT;
    sandbox = await openSandbox(clock, { size: SIZE });
    account = sandbox.county.accounts.filter(({ platform }) => platform === 'wechat')[1] as SandboxAccount;
    token = await tokenOf(account);
  });
  afterEach(closeAll);

  const statusOf = async (msgId: unknown): Promise<unknown> =>
    (await call('/cgi-bin/message/mass/get', { msg_id: msgId }, token))['msg_status'];
  const sent = (): number => sandbox.control.publicPosts(account.key).filter(({ origin }) => origin === 'api').length;

  test('is accepted, under way, then public, and never in the list of published articles', async () => {
    const job = await massSend(token, await addDraft(token, '群发的意见'), 'task-1');
    expect(job).toEqual({
      errcode: 0,
      errmsg: 'send job submission success',
      msg_id: expect.any(Number),
      msg_data_id: expect.any(Number),
    });
    expect([await statusOf(job['msg_id']), sent()]).toEqual(['SENDING', 0]);
    clock.moveBy(5000);
    expect([await statusOf(job['msg_id']), sent()]).toEqual(['SEND_SUCCESS', 1]);
    expect(await listed(token)).not.toContain('群发的意见');
    expect(await (await fetch(sandbox.control.publicPosts(account.key)[0]?.url ?? '')).text()).toContain('群发的意见');
    expect((await call('/cgi-bin/draft/count', {}, token))['total_count']).toBe(0);
  });

  test('the same clientmsgid is too soon within a minute (45066), then known with its msg_id (45065), and sends once', async () => {
    const mediaId = await addDraft(token);
    const job = await massSend(token, mediaId, 'task-1');
    clock.moveBy(59_000);
    expect((await massSend(token, mediaId, 'task-1'))['errcode']).toBe(45066);
    clock.moveBy(60_000);
    expect(await massSend(token, mediaId, 'task-1')).toMatchObject({
      errcode: 45065,
      msg_id: job['msg_id'],
      msg_data_id: job['msg_data_id'],
    });
    expect(sent()).toBe(1);
  });

  test('without a clientmsgid the content stands in for it', async () => {
    const mediaId = await addDraft(token);
    await massSend(token, mediaId);
    expect((await massSend(token, mediaId))['errcode']).toBe(45066);
  });

  test('a clientmsgid over 64 bytes is refused (45067), another kind of message too (48008)', async () => {
    const mediaId = await addDraft(token);
    expect((await massSend(token, mediaId, 'x'.repeat(65)))['errcode']).toBe(45067);
    expect(
      (
        await call(
          '/cgi-bin/message/mass/sendall',
          { filter: { is_to_all: true }, msgtype: 'text', text: { content: 'x' } },
          token,
        )
      )['errcode'],
    ).toBe(48008);
    expect((await massSend(token, 'unknown', 'task-2'))['errcode']).toBe(40007);
  });

  test('a 公众号 has one a day (45028), which sends by hand use up as well', async () => {
    await massSend(token, await addDraft(token), 'task-1');
    expect((await massSend(token, await addDraft(token), 'task-2'))['errcode']).toBe(45028);
    clock.moveBy(DAY_MS);
    sandbox.control.massSend(account.key, { title: '手工群发', text: '正文' });
    token = await tokenOf(account);
    expect((await massSend(token, await addDraft(token), 'task-3'))['errcode']).toBe(45028);
    expect(() => sandbox.control.massSend(account.key, { title: '第二次', text: '正文' })).toThrow(RangeError);
  });

  test('a 服务号 has four a month', async () => {
    const services = sandbox.county.accounts.filter(({ platform }) => platform === 'wechat');
    account = services[4] as SandboxAccount;
    token = await tokenOf(account);
    const codes: unknown[] = [];
    for (let i = 0; i < 5; i += 1)
      codes.push((await massSend(token, await addDraft(token, `第${i}篇`), `task-${i}`))['errcode']);
    expect(codes.filter((code) => code === 0).length).toBeGreaterThanOrEqual(3);
    expect(codes.filter((code) => code === 0).length).toBeLessThanOrEqual(4);
    expect(codes.at(-1)).toBe(45028);
    clock.at = new Date('2026-11-01T10:00:00+08:00');
    token = await tokenOf(account);
    expect((await massSend(token, await addDraft(token), 'november'))['errcode']).toBe(0);
  });

  test('a job refused by review fails, and its draft stays', async () => {
    sandbox.control.setFault(account.key, 'content-refused');
    const job = await massSend(token, await addDraft(token), 'task-1');
    clock.moveBy(5000);
    expect([await statusOf(job['msg_id']), sent()]).toEqual(['SEND_FAIL', 0]);
    expect((await call('/cgi-bin/draft/count', {}, token))['total_count']).toBe(1);
  });

  test('a deleted job is told as DELETE, and its page as deleted', async () => {
    const job = await massSend(token, await addDraft(token), 'task-1');
    clock.moveBy(5000);
    const [post] = sandbox.control.publicPosts(account.key);
    expect(
      (await call('/cgi-bin/message/mass/delete', { msg_id: job['msg_id'], article_idx: 0 }, token))['errcode'],
    ).toBe(0);
    expect(await statusOf(job['msg_id'])).toBe('DELETE');
    expect(await (await fetch(post?.url ?? '')).text()).toContain('该内容已被发布者删除');
  });

  test('the job, its key and the spent day are kept over a restart', async () => {
    const dataDir = freshFolder();
    sandbox = await openSandbox(clock, { size: SIZE, dataDir });
    token = await tokenOf(account);
    const job = await massSend(token, await addDraft(token), 'task-1');
    await sandbox.close();
    sandbox = await openSandbox(clock, { size: SIZE, dataDir });
    clock.moveBy(61_000);
    expect((await massSend(token, 'unknown', 'task-1'))['msg_id']).toBe(job['msg_id']);
    expect((await massSend(token, await addDraft(token), 'task-2'))['errcode']).toBe(45028);
  });

  test('60 calls a minute are answered, the next is too fast (45011) till the minute turns', async () => {
    for (let i = 0; i < 60; i += 1) expect((await call('/cgi-bin/message/mass/speed/get', {}, token))['speed']).toBe(3);
    expect((await call('/cgi-bin/message/mass/speed/get', {}, token))['errcode']).toBe(45011);
    clock.moveBy(60_000);
    expect((await call('/cgi-bin/message/mass/speed/get', {}, token))['errcode']).toBeUndefined();
  });

  test('preview asks for somebody to show it to', async () => {
    expect((await call('/cgi-bin/message/mass/preview', { touser: 'o1' }, token))['errcode']).toBe(0);
    expect((await call('/cgi-bin/message/mass/preview', {}, token))['errcode']).toBe(40097);
  });

  test('is closed to an account without the right (48001)', async () => {
    const closed = sandbox.county.accounts.filter(({ platform }) => platform === 'wechat')[15] as SandboxAccount;
    expect((await massSend(await tokenOf(closed), 'x'))['errcode']).toBe(48001);
    expect(accountWith(sandbox, ({ key }) => key === closed.key).platform).toBe('wechat');
  });
});
