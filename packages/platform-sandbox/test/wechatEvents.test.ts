import type { Sandbox, SandboxAccount } from '../src';
import type { Listener } from './callbackListener';
import { listen, openSealed, sha1, textOf } from './callbackListener';
import { accountWith, ANCHOR_AT, closeAll, freshFolder, openSandbox, stillClock } from './testSandbox';
import { wechatCalls } from './wechatCalls';

const SIZE = { units: 20, accounts: 60 };
/** Where nobody answers a test waits for real: short there, and there alone. */
const ANSWER_WITHIN_MS = 150;

describe('events of the simulated WeChat platform', () => {
  const clock = stillClock();
  let sandbox: Sandbox;
  let account: SandboxAccount;
  let listener: Listener;
  const { call, tokenOf, addDraft, submit, status, massSend } = wechatCalls(() => sandbox);

  beforeEach(async () => {
    clock.at = ANCHOR_AT;
    listener = await listen();
    sandbox = await openSandbox(clock, { size: SIZE });
    account = accountWith(
      sandbox,
      ({ platform, behaviour, key }) =>
        platform === 'wechat' && behaviour === 'ordinary' && !sandbox.control.authorised(key),
    );
  });
  afterEach(async () => {
    await closeAll();
    await listener.close();
  });

  const secrets = (of: SandboxAccount = account): { token: string; encodingAesKey: string } =>
    of.messageSecrets ?? { token: '', encodingAesKey: '' };
  const posts = (): Listener['heard'] => listener.heard.filter(({ method }) => method === 'POST');
  const xmls = (): string[] => posts().map((heard) => openSealed(heard, secrets()).xml);
  const register = (): Promise<void> => sandbox.control.setCallback(account.key, `${listener.url}/own?keep=1`);
  const publish = async (title = '某项意见'): Promise<{ token: string; publishId: unknown }> => {
    const token = await tokenOf(account);
    const accepted = await submit(token, await addDraft(token, title));
    expect(accepted['errcode']).toBe(0);
    return { token, publishId: accepted['publish_id'] };
  };
  const waitBriefly = async (limit: 'wechatAnswerWithinMs' | 'wechatCheckWithinMs'): Promise<void> => {
    await sandbox.close();
    sandbox = await openSandbox(clock, { size: SIZE, limits: { [limit]: ANSWER_WITHIN_MS } });
  };
  const finish = async (ms = 3000): Promise<void> => {
    clock.moveBy(ms);
    await sandbox.control.deliverDue();
  };

  test("an account's URL is checked with an echostr before it is taken", async () => {
    await register();
    const [check] = listener.heard;
    const [timestamp, nonce] = [check?.query.get('timestamp') ?? '', check?.query.get('nonce') ?? ''];
    expect([check?.method, check?.path, check?.query.get('keep'), check?.query.get('signature')]).toEqual([
      'GET',
      '/own',
      '1',
      sha1(secrets().token, timestamp, nonce),
    ]);
    expect(sandbox.control.callbacks()).toEqual([{ target: account.key, url: `${listener.url}/own?keep=1` }]);
  });

  test('a URL that does not give the echostr back, or not in time, is refused', async () => {
    listener.answer = () => ({ status: 200, body: 'no' });
    await expect(register()).rejects.toThrow('token验证失败');
    listener.answer = () => null;
    await waitBriefly('wechatCheckWithinMs');
    await expect(register()).rejects.toThrow('请求URL超时');
    expect(sandbox.control.callbacks()).toEqual([]);
  });

  test('the end of publishing is told when it comes, with the lasting address', async () => {
    await register();
    const { token, publishId } = await publish();
    await finish(2999);
    expect(posts()).toHaveLength(0);
    await finish(1);
    const [xml = ''] = xmls();
    const known = await status(token, publishId);
    expect([
      textOf(xml, 'Event'),
      textOf(xml, 'publish_id'),
      textOf(xml, 'publish_status'),
      textOf(xml, 'article_id'),
    ]).toEqual(['PUBLISHJOBFINISH', String(publishId), '0', known['article_id']]);
    expect(textOf(xml, 'article_url')).toBe(
      (known['article_detail'] as { item: { article_url: string }[] }).item[0]?.article_url,
    );
    expect(
      openSealed(posts()[0] ?? { method: '', path: '', query: new URLSearchParams(), body: '' }, secrets()).appId,
    ).toBe(account.externalId);
    expect(posts()[0]?.body).toMatch(/^<xml><ToUserName><!\[CDATA\[gh_[0-9a-f]{12}\]\]><\/ToUserName><Encrypt>/);
  });

  test('pads to blocks of 32 bytes: pads beyond 16 occur, and none is longer than 32', async () => {
    await register();
    for (let i = 0; i < 12; i += 1) await publish(`第${'长'.repeat(i)}项意见`);
    await finish();
    const pads = posts().map((heard) => openSealed(heard, secrets()).padBytes);
    expect(pads).toHaveLength(12);
    expect(Math.max(...pads)).toBeGreaterThan(16);
    expect(Math.max(...pads)).toBeLessThanOrEqual(32);
    expect(Math.min(...pads)).toBeLessThanOrEqual(16);
  });

  test('the order of elements varies', async () => {
    await register();
    await publish();
    await finish();
    await publish('另一项意见');
    await finish(3001 - 2000);
    clock.moveBy(5000);
    await sandbox.control.deliverDue();
    expect(new Set(xmls().map((xml) => /^<xml>\s*<ToUserName>/.test(xml)))).toEqual(new Set([true, false]));
  });

  test('is sent three times in all where nobody answers in time, and not again', async () => {
    await waitBriefly('wechatAnswerWithinMs');
    await register();
    await publish();
    listener.answer = () => null;
    const began = performance.now();
    await finish();
    expect(performance.now() - began).toBeGreaterThanOrEqual(3 * ANSWER_WITHIN_MS - 10);
    expect(posts()).toHaveLength(3);
    listener.answer = () => ({ status: 200, body: 'success' });
    await sandbox.control.deliverDue();
    expect(posts()).toHaveLength(3);
    expect(new Set(xmls()).size).toBe(1);
  });

  test.each([
    ['an error page', { status: 500, body: 'no' }, 3],
    ['nothing but an empty body', { status: 200, body: '' }, 1],
    ['an encrypted reply', { status: 200, body: '<xml><Encrypt>x</Encrypt></xml>' }, 1],
  ])('%s as an answer is told apart', async (_, answer, attempts) => {
    await register();
    await publish();
    listener.answer = () => answer;
    await finish();
    expect(posts()).toHaveLength(attempts);
  });

  test("an account of the component is heard on the component's message address, under the component's key", async () => {
    const through = accountWith(
      sandbox,
      ({ platform, behaviour, key }) =>
        platform === 'wechat' && behaviour === 'ordinary' && sandbox.control.authorised(key),
    );
    await sandbox.control.setCallback('wechat-component-messages', `${listener.url}/messages/$APPID$/callback`);
    const token = await tokenOf(through);
    await submit(token, await addDraft(token));
    await finish();
    const [heard] = posts();
    expect(heard?.path).toBe(`/messages/${through.externalId}/callback`);
    const component = sandbox.applications.wechatComponent;
    expect(heard === undefined ? null : openSealed(heard, component).appId).toBe(component.appId);
  });

  test('what the account mass-sends by hand is told as MASSSENDJOBFINISH, though no list shows it', async () => {
    await register();
    const post = sandbox.control.massSend(account.key, { title: '群发的文章', text: '正文。' });
    await sandbox.control.deliverDue();
    const [xml = ''] = xmls();
    expect([textOf(xml, 'Event'), textOf(xml, 'Status'), textOf(xml, 'ArticleIdx')]).toEqual([
      'MASSSENDJOBFINISH',
      'send success',
      '1',
    ]);
    expect(textOf(xml, 'ArticleUrl')).toBe(post.url);
    expect(await (await fetch(post.url)).text()).toContain('群发的文章');
  });

  test('mass-sends of the invented days to come are told as they happen', async () => {
    const massSender = accountWith(sandbox, ({ behaviour }) => behaviour === 'mass-send-only');
    await sandbox.control.setCallback(massSender.key, `${listener.url}/own`);
    const before = new Set(sandbox.control.publicPosts(massSender.key).map(({ url }) => url));
    await finish(10 * 86_400_000);
    const fresh = sandbox.control
      .publicPosts(massSender.key)
      .map(({ url }) => url)
      .filter((url) => !before.has(url));
    const told = posts()
      .map((heard) => textOf(openSealed(heard, secrets(massSender)).xml, 'ArticleUrl'))
      .filter((url) => url !== null);
    expect(fresh.length).toBeGreaterThan(1);
    expect(posts()).toHaveLength(fresh.length);
    expect(fresh).toEqual(expect.arrayContaining(told));
  });

  test('a mass-send through the interface ends with the same event', async () => {
    await register();
    const token = await tokenOf(account);
    const job = await massSend(token, await addDraft(token), 'task-1');
    await finish(5000);
    expect([textOf(xmls()[0] ?? '', 'Event'), textOf(xmls()[0] ?? '', 'MsgID')]).toEqual([
      'MASSSENDJOBFINISH',
      String(job['msg_id']),
    ]);
  });

  test('a refused task is told with its status', async () => {
    await register();
    sandbox.control.setFault(account.key, 'content-refused');
    await publish();
    await finish();
    expect([
      textOf(xmls()[0] ?? '', 'publish_status'),
      textOf(xmls()[0] ?? '', 'fail_idx'),
      textOf(xmls()[0] ?? '', 'article_id'),
    ]).toEqual(['4', '1', null]);
  });

  test('nothing is sent where nobody is registered, or no longer', async () => {
    await publish();
    await register();
    await finish();
    expect(posts()).toHaveLength(0);
    await publish('另一项意见');
    await sandbox.control.setCallback(account.key, null);
    await finish();
    expect(posts()).toHaveLength(0);
  });

  test('what had not been sent is sent after a restart, once', async () => {
    const dataDir = freshFolder();
    sandbox = await openSandbox(clock, { size: SIZE, dataDir });
    await register();
    await publish();
    await sandbox.close();
    clock.moveBy(60_000);
    sandbox = await openSandbox(clock, { size: SIZE, dataDir });
    await sandbox.control.deliverDue();
    expect(posts()).toHaveLength(1);
    await sandbox.close();
    sandbox = await openSandbox(clock, { size: SIZE, dataDir });
    await sandbox.control.deliverDue();
    expect(posts()).toHaveLength(1);
  });

  test('goes out by itself when its time has come', async () => {
    await register();
    await publish();
    clock.moveBy(3000);
    while (posts().length === 0)
      await new Promise((resolve) => {
        setTimeout(resolve, 20);
      });
    expect(posts()).toHaveLength(1);
    expect((await call('/cgi-bin/draft/count', {}, await tokenOf(account)))['total_count']).toBe(0);
  });
});
