import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Sandbox, SandboxAccount, SandboxFaultName } from '../src';
import { FAULT_KINDS } from '../src';
import { accountWith, ANCHOR_AT, closeAll, freshFolder, openSandbox, secretOf, stillClock } from './testSandbox';
import { wechatCalls } from './wechatCalls';

const SIZE = { units: 20, accounts: 60 };
const CLOSE = { headers: { connection: 'close' } };

describe('the fault panel', () => {
  const clock = stillClock();
  let sandbox: Sandbox;
  let weibo: SandboxAccount;
  let portal: SandboxAccount;

  const choose = (): void => {
    const well =
      (platform: string) =>
      (each: SandboxAccount): boolean =>
        each.platform === platform && each.behaviour === 'ordinary' && each.credential !== null;
    weibo = accountWith(sandbox, well('weibo'));
    portal = accountWith(sandbox, well('portal'));
  };
  beforeEach(async () => {
    clock.at = ANCHOR_AT;
    sandbox = await openSandbox(clock, { size: SIZE });
    choose();
  });
  afterEach(closeAll);

  const readWeibo = async (of = weibo): Promise<number> => {
    const answer = (await (
      await fetch(`${sandbox.weiboBase}/2/account/get_uid.json?access_token=${secretOf(of, 'accessToken')}`, CLOSE)
    ).json()) as Record<string, unknown>;
    return Number(answer['error_code'] ?? 0);
  };

  test('lists its kinds with Chinese titles and a sentence each, names once', () => {
    expect(new Set(FAULT_KINDS.map(({ name }) => name)).size).toBe(FAULT_KINDS.length);
    for (const { title, does, appliesTo } of FAULT_KINDS) {
      expect(title.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(title.en).toMatch(/^[A-Z][\x20-\x7e]+$/);
      expect(does.zh).toMatch(/[\u4e00-\u9fff].*。$/);
      expect(does.en).toMatch(/^[A-Z][\x20-\x7e]+\.$/);
      expect(appliesTo.length).toBeGreaterThan(0);
    }
  });

  test('every kind is thrown by some test of this folder', () => {
    const tests = ['faults', 'faultPanel', 'wechat', 'wechatFaults', 'weiboFaults', 'portalFaults']
      .map((name) => readFileSync(path.join(__dirname, `${name}.test.ts`), 'utf8'))
      .join('\n');
    const thrown = (name: SandboxFaultName): boolean =>
      new RegExp(`setFault\\([^\\n]*'${name}'|\\['${name}',`).test(tests);
    expect(FAULT_KINDS.map(({ name }) => name).filter((name) => !thrown(name))).toEqual([]);
  });

  test('lists its targets: platforms, hosts and every account, with what is possible for each', () => {
    const targets = sandbox.control.targets();
    expect(targets.filter(({ kind }) => kind === 'platform').map(({ target }) => target)).toEqual([
      'weibo',
      'weibo-mobile',
      'wechat',
      'wechat-pages',
      'portal',
      'govcn',
      'govcn-search',
      'bots',
    ]);
    expect(targets.filter(({ kind }) => kind === 'account').map(({ target }) => target)).toEqual(
      sandbox.county.accounts.map(({ key }) => key),
    );
    expect(targets.every(({ title }) => /[\u4e00-\u9fff]/.test(title))).toBe(true);
    const oneOfEach = targets.filter(
      ({ target, kind }) => kind === 'platform' || [weibo.key, portal.key].includes(target),
    );
    for (const { target, possible } of oneOfEach)
      for (const name of possible) expect(() => sandbox.control.setFault(target, name)).not.toThrow();
  });

  test('shows what is on, serialisable, and no longer what was taken off', () => {
    sandbox.control.setFault(weibo.key, 'quota-spent');
    sandbox.control.setFault(
      'portal',
      { name: 'slow', delayMs: 10 },
      { times: 3, untilAt: new Date(ANCHOR_AT.getTime() + 1000) },
    );
    expect(JSON.parse(JSON.stringify(sandbox.control.faults()))).toEqual([
      {
        target: weibo.key,
        fault: 'quota-spent',
        since: ANCHOR_AT.toISOString(),
        untilAt: null,
        timesLeft: null,
        delayMs: null,
        title: { zh: '当日额度用尽', en: 'Daily quota spent' },
      },
      {
        target: 'portal',
        fault: 'slow',
        since: ANCHOR_AT.toISOString(),
        untilAt: new Date(ANCHOR_AT.getTime() + 1000).toISOString(),
        timesLeft: 3,
        delayMs: 10,
        title: { zh: '响应缓慢', en: 'Slow answers' },
      },
    ]);
    sandbox.control.setFault(weibo.key, null);
    expect(sandbox.control.faults().map(({ target }) => target)).toEqual(['portal']);
  });

  test.each([
    ['a WeChat fault on Weibo', 'weibo', 'publish-failed'],
    ['a page fault on robots', 'bots', 'redesigned-page'],
    ['a holiday of gov.cn', 'govcn', 'holiday'],
  ] as const)('%s is refused with what is possible', (_, target, name) => {
    const possible = sandbox.control.targets().find((each) => each.target === target)?.possible ?? [];
    expect(() => sandbox.control.setFault(target, name)).toThrow(
      new RangeError(`${name} means nothing for ${target}; possible: ${possible.join(', ')}`),
    );
    expect(sandbox.control.faults()).toEqual([]);
  });

  test('an unknown target, an unknown fault, a past end and odd times are refused', () => {
    expect(() => sandbox.control.setFault('nowhere', 'outage')).toThrow(RangeError);
    expect(() => sandbox.control.setFault('weibo', 'earthquake' as SandboxFaultName)).toThrow(RangeError);
    expect(() => sandbox.control.setFault('weibo', 'outage', { untilAt: ANCHOR_AT })).toThrow(RangeError);
    expect(() => sandbox.control.setFault('weibo', 'outage', { times: 0 })).toThrow(RangeError);
    expect(() => sandbox.control.setFault('weibo', 'holiday', { times: 2 })).toThrow(RangeError);
  });

  test('a fault with an end is over at that instant', async () => {
    sandbox.control.setFault(weibo.key, 'quota-spent', { untilAt: new Date(ANCHOR_AT.getTime() + 60_000) });
    clock.moveBy(59_999);
    expect(await readWeibo()).toBe(10023);
    clock.moveBy(1);
    expect(await readWeibo()).toBe(0);
    expect(sandbox.control.faults()).toEqual([]);
  });

  test('a fault for two times strikes twice, and only where it bites', async () => {
    sandbox.control.setFault(weibo.key, 'quota-spent', { times: 2 });
    expect(
      await readWeibo(
        sandbox.county.accounts.find(
          ({ platform, key, behaviour }) => platform === 'weibo' && key !== weibo.key && behaviour === 'ordinary',
        ),
      ),
    ).toBe(0);
    expect([await readWeibo(), await readWeibo(), await readWeibo()]).toEqual([10023, 10023, 0]);
    sandbox.control.setFault(weibo.key, 'lost-answer', { times: 1 });
    expect(await readWeibo()).toBe(0);
    expect(sandbox.control.faults()).toHaveLength(1);
  });

  test('faults survive a restart with their ends and what is left of their times, unless marked otherwise', async () => {
    const dataDir = freshFolder();
    sandbox = await openSandbox(clock, { size: SIZE, dataDir });
    choose();
    sandbox.control.setFault(weibo.key, 'quota-spent', { times: 2 });
    sandbox.control.setFault('govcn', 'outage', { untilAt: new Date(ANCHOR_AT.getTime() + 60_000) });
    sandbox.control.setFault(portal.key, 'challenge', { survivesRestart: false });
    await readWeibo();
    await sandbox.close();
    sandbox = await openSandbox(clock, { size: SIZE, dataDir });
    expect(sandbox.control.faults().map(({ target, timesLeft }) => [target, timesLeft])).toEqual([
      [weibo.key, 1],
      ['govcn', null],
    ]);
    expect([await readWeibo(), await readWeibo()]).toEqual([10023, 0]);
    await sandbox.close();
    clock.moveBy(60_000);
    sandbox = await openSandbox(clock, { size: SIZE, dataDir });
    expect(sandbox.control.faults()).toEqual([]);
  });

  test('a host fails alone, and with its platform', async () => {
    const mobile = `${sandbox.weiboBase}/api/container/getIndex?type=uid&value=${weibo.externalId}`;
    sandbox.control.setFault('weibo-mobile', 'html-answer');
    expect((await fetch(mobile)).headers.get('content-type')).toContain('text/html');
    expect(await readWeibo()).toBe(0);
    sandbox.control.setFault('weibo-mobile', null);
    sandbox.control.setFault('weibo', 'html-answer');
    expect((await fetch(mobile)).headers.get('content-type')).toContain('text/html');
  });

  describe('holiday', () => {
    const DAY_MS = 86_400_000;
    const postsOf = (account: SandboxAccount): number => sandbox.control.publicPosts(account.key).length;

    test('nobody writes while it lasts, nothing of it turns up later, and life goes on after it', () => {
      const lively = accountWith(sandbox, ({ platform, behaviour }) => platform === 'weibo' && behaviour === 'lively');
      const elsewhere = accountWith(
        sandbox,
        ({ platform, behaviour }) => platform === 'portal' && behaviour === 'lively',
      );
      const [before, other] = [postsOf(lively), postsOf(elsewhere)];
      sandbox.control.setFault('weibo', 'holiday');
      clock.moveBy(5 * DAY_MS);
      expect(postsOf(lively)).toBe(before);
      expect(postsOf(elsewhere)).toBeGreaterThan(other);
      sandbox.control.setFault('weibo', null);
      expect(postsOf(lively)).toBe(before);
      clock.moveBy(3 * DAY_MS);
      expect(postsOf(lively)).toBeGreaterThan(before);
    });

    test('ends by its own clock, also when nobody looks and over a restart', async () => {
      const dataDir = freshFolder();
      sandbox = await openSandbox(clock, { size: SIZE, dataDir });
      const lively = accountWith(sandbox, ({ platform, behaviour }) => platform === 'weibo' && behaviour === 'lively');
      const before = postsOf(lively);
      sandbox.control.setFault(lively.key, 'holiday', { untilAt: new Date(ANCHOR_AT.getTime() + 4 * DAY_MS) });
      await sandbox.close();
      clock.moveBy(4 * DAY_MS);
      sandbox = await openSandbox(clock, { size: SIZE, dataDir });
      expect(postsOf(lively)).toBe(before);
      clock.moveBy(3 * DAY_MS);
      expect(postsOf(lively)).toBeGreaterThan(before);
      expect(sandbox.control.faults()).toEqual([]);
    });

    test('one that does not survive a restart is over with it', async () => {
      const dataDir = freshFolder();
      sandbox = await openSandbox(clock, { size: SIZE, dataDir });
      const lively = accountWith(sandbox, ({ platform, behaviour }) => platform === 'weibo' && behaviour === 'lively');
      sandbox.control.setFault('weibo', 'holiday', { survivesRestart: false });
      await sandbox.close();
      sandbox = await openSandbox(clock, { size: SIZE, dataDir });
      const before = postsOf(lively);
      clock.moveBy(3 * DAY_MS);
      expect(postsOf(lively)).toBeGreaterThan(before);
    });

    test('what an interface publishes is public all the same', async () => {
      sandbox.control.setFault('wechat', 'holiday');
      const account = accountWith(
        sandbox,
        ({ platform, behaviour }) => platform === 'wechat' && behaviour === 'ordinary',
      );
      const { tokenOf, addDraft, submit } = wechatCalls(() => sandbox);
      const token = await tokenOf(account);
      const before = postsOf(account);
      await submit(token, await addDraft(token));
      clock.moveBy(3000);
      expect(postsOf(account)).toBe(before + 1);
    });
  });
});
