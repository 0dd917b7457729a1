import type { Sandbox, SandboxAccount, SandboxFaultName } from '../src';
import { accountWith, ANCHOR_AT, closeAll, freshFolder, openSandbox, secretOf, stillClock } from './testSandbox';

type Body = Record<string, unknown>;
const SIZE = { units: 20, accounts: 60 };
const CLOSE = { connection: 'close' };

describe('limits and faults of the simulated Weibo platform', () => {
  const clock = stillClock();
  let sandbox: Sandbox;
  let account: SandboxAccount;
  let other: SandboxAccount;

  const open = async (options: Parameters<typeof openSandbox>[1] = {}): Promise<void> => {
    sandbox = await openSandbox(clock, { size: SIZE, ...options });
    const ordinary = sandbox.county.accounts.filter(
      ({ platform, behaviour }) => platform === 'weibo' && behaviour === 'ordinary',
    );
    [account, other] = [ordinary[0] as SandboxAccount, ordinary[1] as SandboxAccount];
  };
  beforeEach(async () => {
    clock.at = ANCHOR_AT;
    await open();
  });
  afterEach(closeAll);

  const read = async (path: string, query: Record<string, string> = {}, of = account): Promise<Body> =>
    (await (
      await fetch(
        `${sandbox.weiboBase}${path}?${new URLSearchParams({ access_token: secretOf(of, 'accessToken'), ...query }).toString()}`,
        { headers: CLOSE },
      )
    ).json()) as Body;
  const post = async (path: string, form: Record<string, string>, of = account): Promise<Body> =>
    (await (
      await fetch(`${sandbox.weiboBase}${path}`, {
        method: 'POST',
        headers: CLOSE,
        body: new URLSearchParams({ access_token: secretOf(of, 'accessToken'), rip: '127.0.0.1', ...form }),
      })
    ).json()) as Body;
  const share = (text: string): Promise<Body> =>
    post('/2/statuses/share.json', { status: `${text} ${sandbox.govcnBase}/x.htm ` });
  const codeOf = (body: Body): number => Number(body['error_code'] ?? 0);

  test.each<[SandboxFaultName, number]>([
    ['account-frozen', 21319],
    ['app-unaudited', 21321],
    ['token-revoked', 21332],
    ['ip-quota-spent', 10022],
    ['quota-spent', 10023],
  ])('%s answers every call with %i', async (fault, code) => {
    sandbox.control.setFault(account.key, fault);
    expect(codeOf(await read('/2/account/get_uid.json'))).toBe(code);
    expect(codeOf(await share('一条消息'))).toBe(code);
    expect(codeOf(await read('/2/account/get_uid.json', {}, other))).toBe(0);
  });

  test('refused as a duplicate though nothing like it was ever posted (20019)', async () => {
    sandbox.control.setFault(account.key, 'duplicate-refused', { times: 1 });
    expect(codeOf(await share('从未发过的消息'))).toBe(20019);
    expect(codeOf(await share('从未发过的消息'))).toBe(0);
  });

  test('counts the calls of an address by the hour, over all accounts (10022)', async () => {
    await open({ limits: { weiboIpCallsAnHour: 6 } });
    for (let i = 0; i < 3; i += 1) {
      expect(codeOf(await read('/2/account/get_uid.json'))).toBe(0);
      expect(codeOf(await read('/2/account/get_uid.json', {}, other))).toBe(0);
    }
    expect(codeOf(await read('/2/account/get_uid.json', {}, other))).toBe(10022);
    expect(await read('/2/account/rate_limit_status.json')).toMatchObject({
      ip_limit: 6,
      remaining_ip_hits: 0,
      limit_time_unit: 'HOURS',
    });
    clock.moveBy(3_600_000);
    expect(codeOf(await read('/2/account/get_uid.json'))).toBe(0);
  });

  test('limits are settings', async () => {
    await open({ limits: { weiboCallsADay: 2, weiboPostsAnHour: 1, weiboTimelineItems: 10 } });
    expect((await read('/2/statuses/user_timeline.json'))['statuses']).toHaveLength(10);
    expect(codeOf(await read('/2/account/get_uid.json'))).toBe(0);
    expect(codeOf(await read('/2/account/get_uid.json'))).toBe(10023);
    await open({ limits: { weiboPostsAnHour: 1 } });
    await share('第一条消息');
    expect((await read('/2/account/rate_limit_status.json'))['api_rate_limits']).toEqual([
      { api: '/statuses/update', limit: 1, limit_time_unit: 'HOURS', remaining_hits: 0 },
    ]);
    expect(codeOf(await share('第二条消息'))).toBe(20016);
  });

  test("the day's count is kept over a restart", async () => {
    const dataDir = freshFolder();
    await open({ dataDir, limits: { weiboCallsADay: 1 } });
    await read('/2/account/get_uid.json');
    await sandbox.close();
    await open({ dataDir, limits: { weiboCallsADay: 1 } });
    expect(codeOf(await read('/2/account/get_uid.json'))).toBe(10023);
  });

  describe('native repost', () => {
    test('is closed to an ordinary application, and works for one that holds it', async () => {
      const [original] = sandbox.control.publicPosts(other.key);
      const form = { id: original?.id ?? '', status: '转发微博' };
      expect(codeOf(await post('/2/statuses/repost.json', form))).toBe(10014);
      sandbox.control.setNativeRepost(true);
      const made = await post('/2/statuses/repost.json', form);
      expect([
        made['text'],
        (made['retweeted_status'] as Body)['idstr'],
        ((made['retweeted_status'] as Body)['user'] as Body)['idstr'],
      ]).toEqual(['转发微博', original?.id, other.externalId]);
      expect(codeOf(await post('/2/statuses/repost.json', { id: '1', status: 'x' }))).toBe(20101);
      expect((await post('/2/statuses/update.json', { status: '不带链接的消息' }))['text']).toBe('不带链接的消息');
    });

    test("obeys the hour's limit (20016) and review (20021)", async () => {
      await open({ limits: { weiboPostsAnHour: 1 } });
      sandbox.control.setNativeRepost(true);
      sandbox.control.setFault(account.key, 'content-refused', { times: 1 });
      expect(codeOf(await post('/2/statuses/update.json', { status: '第一条消息' }))).toBe(20021);
      expect(codeOf(await post('/2/statuses/update.json', { status: '第一条消息' }))).toBe(0);
      expect(codeOf(await post('/2/statuses/update.json', { status: '第二条消息' }))).toBe(20016);
    });

    test('shows a deleted original without its user', async () => {
      sandbox.control.setNativeRepost(true);
      const [original] = sandbox.control.publicPosts(other.key);
      await post('/2/statuses/repost.json', { id: original?.id ?? '', status: '转发微博' });
      sandbox.control.withdrawPost(other.key, original?.id ?? '');
      const [first] = (await read('/2/statuses/user_timeline.json'))['statuses'] as Body[];
      expect(first?.['retweeted_status']).toMatchObject({ idstr: original?.id, deleted: '1' });
      expect(first?.['retweeted_status']).not.toHaveProperty('user');
    });

    test('stays granted over a restart', async () => {
      const dataDir = freshFolder();
      await open({ dataDir });
      sandbox.control.setNativeRepost(true);
      await sandbox.close();
      await open({ dataDir });
      expect(codeOf(await post('/2/statuses/update.json', { status: '一条消息' }))).toBe(0);
    });
  });

  describe('the mobile site', () => {
    const index = async (query: Record<string, string> = {}): Promise<Response> =>
      fetch(
        `${sandbox.weiboBase}/api/container/getIndex?${new URLSearchParams({ type: 'uid', value: account.externalId, ...query }).toString()}`,
        { headers: CLOSE },
      );
    const cards = async (query: Record<string, string> = {}): Promise<Body[]> => {
      const answer = (await (await index({ containerid: `107603${account.externalId}`, ...query })).json()) as {
        data: { cards: Body[] };
      };
      return answer.data.cards;
    };
    const blogsOf = (list: readonly Body[]): Body[] =>
      list.map((card) => (card['card_type'] === 11 ? (card['card_group'] as Body[])[0] : card)?.['mblog'] as Body);

    test('names the container of posts, and pages through it', async () => {
      const first = (await (await index()).json()) as { data: { userInfo: Body; tabsInfo: { tabs: Body[] } } };
      expect(first.data.tabsInfo.tabs.find((tab) => tab['tab_type'] === 'weibo')?.['containerid']).toBe(
        `107603${account.externalId}`,
      );
      expect(first.data.userInfo['followers_count']).toBe('1.2万');
      const all: string[] = [];
      for (let page = 1; page <= 3; page += 1) {
        const blogs = blogsOf(await cards({ page: String(page) })).filter((blog) => blog['isTop'] === undefined);
        all.push(...blogs.map((blog) => String(blog['id'])));
      }
      expect(all.length).toBeGreaterThan(20);
      const truth = sandbox.control.publicPosts(account.key).map(({ id }) => id);
      expect(truth.filter((id) => all.includes(id))).toEqual(all);
      expect(truth.slice(0, 40).some((id) => !all.includes(id))).toBe(true);
    });

    test('writes HTML texts, wrapped links, pictures as a list and as an object, and relative times', async () => {
      sandbox.control.addPost(account.key, {
        title: '刚刚的通知',
        text: '正文。',
        sourceUrl: `${sandbox.govcnBase}/a.htm?x=1&y=2`,
      });
      const blogs: Body[] = [];
      for (let page = 1; page <= 3; page += 1) blogs.push(...blogsOf(await cards({ page: String(page) })));
      expect(blogs.find((blog) => blog['created_at'] === '刚刚')?.['text']).toContain(
        `href="https://weibo.cn/sinaurl?u=${encodeURIComponent(`${sandbox.govcnBase}/a.htm?x=1&y=2`)}"`,
      );
      expect(new Set(blogs.map((blog) => (Array.isArray(blog['pics']) ? 'list' : 'object')))).toEqual(
        new Set(['list', 'object']),
      );
      expect(blogs.some((blog) => blog['bid'] === '')).toBe(true);
      expect(blogs.some((blog) => /^\d\d-\d\d$/.test(String(blog['created_at'])))).toBe(true);
    });

    test('throttles after 20 requests a minute (432)', async () => {
      for (let i = 0; i < 20; i += 1) expect((await index()).status).toBe(200);
      expect((await index()).status).toBe(432);
      clock.moveBy(60_000);
      expect((await index()).status).toBe(200);
    });

    test('can ask for a login, throttle, or show nothing', async () => {
      sandbox.control.setFault(account.key, 'mobile-login-required');
      expect(await (await index()).json()).toMatchObject({ ok: -100 });
      sandbox.control.setFault('weibo-mobile', 'mobile-too-fast');
      sandbox.control.setFault(account.key, null);
      expect((await index()).status).toBe(432);
      sandbox.control.setFault('weibo-mobile', 'mobile-empty');
      expect(await (await index()).json()).toEqual({ ok: 0, msg: '这里还没有内容', data: { cards: [] } });
    });

    test("shows single posts and gives a visitor's cookie", async () => {
      const [first] = blogsOf(await cards());
      const shown = (await (await fetch(`${sandbox.weiboBase}/statuses/show?id=${String(first?.['id'])}`)).json()) as {
        ok: number;
        data: Body;
      };
      expect([shown.ok, shown.data['mid']]).toEqual([1, first?.['mid']]);
      const cookie = await (
        await fetch(`${sandbox.weiboBase}/visitor/genvisitor2`, {
          method: 'POST',
          body: new URLSearchParams({ cb: 'visitor_gray_callback', from: 'weibo' }),
        })
      ).text();
      expect(cookie).toMatch(
        /^visitor_gray_callback\(\{"retcode":20000000,.*"sub":"[0-9a-f]{40}","subp":"[0-9a-f]{40}"/,
      );
    });
  });

  test('an account that is not there is shown like one without posts', async () => {
    const missing = accountWith(sandbox, ({ platform }) => platform === 'portal');
    expect(missing.platform).toBe('portal');
    expect(await (await fetch(`${sandbox.weiboBase}/api/container/getIndex?type=uid&value=1`)).json()).toMatchObject({
      ok: 0,
    });
  });
});
