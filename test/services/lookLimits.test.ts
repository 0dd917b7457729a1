import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/time/instant';
import type { Log } from '../../src/ports/runtime';
import type { Storage } from '../../src/ports/storage';
import { createServices, type Services } from '../../src/services/index';
import { useScriptedWorld } from './useWorld';
import { PAGE, principal } from './world';

const { world, armed, services } = useScriptedWorld();
const signal = new AbortController().signal;
const RUN = { owner: 't', max: 10, signal };
const overStorage = (change: (storage: Storage) => Partial<Storage>, log: Log = world.deps.log): Services =>
  createServices({ ...world.deps, log, storage: { ...world.storage, ...change(world.storage) } });
const publish = (externalId: string, title: string, days: number, more: object = {}): void => {
  const at = new Date(world.clock.now().getTime() + days * DAY_MS);
  const publishedAt = { precision: 'instant', at, original: at.toISOString() } as const;
  world.platform.publishByHand(externalId, { title, publishedAt, ...more });
};
const lastLook = async (externalId: string) =>
  (await world.storage.looks.list((await world.account(externalId)).account.id, PAGE)).items[0];

test('a look that our own queue held up is no look; one that the server held up is', async () => {
  await world.addAccounts(['weibo', 'ours'], ['weibo', 'theirs']);
  const unreachable = { outcome: 'unreachable', retryAfterMs: null } as const;
  world.platform.sight.set('ours', { ...unreachable, code: 'host-busy' });
  world.platform.sight.set('theirs', { ...unreachable, code: 'http-503' });
  expect(await world.lookAtDue()).toEqual({ stopped: 1, unreachable: 1 });
  expect((await world.account('ours')).facts.lastLookAt).toBeNull();
  expect((await world.account('theirs')).facts.lastLookAt).toEqual(world.clock.now());
  expect(await lastLook('ours')).toBeUndefined();
});

test('a connector that throws is named in the log with the account and its platform', async () => {
  await world.addAccounts(['weibo', 'w']);
  const lines: unknown[] = [];
  const log: Log = { info: () => undefined, warn: () => undefined, error: (...line) => lines.push(line) };
  world.platform.checkpoint = () => {
    throw new Error('broken');
  };
  await overStorage(() => ({}), log).accounts.collectDue(RUN);
  const { account } = await world.account('w');
  expect(lines).toEqual([['collector-threw', new Error('broken'), { account: account.id, platform: 'weibo' }]]);
});

describe('a run that ends with an error', () => {
  test('before it had an account leaves its slots to the next', async () => {
    await world.addAccounts(['weibo', 'w']);
    let claims = 0;
    const flaky = overStorage(({ accounts }) => ({
      accounts: {
        ...accounts,
        claimLooks: (request) => {
          claims += 1;
          return claims === 1 ? Promise.reject(new Error('no store')) : accounts.claimLooks(request);
        },
      },
    }));
    await expect(flaky.accounts.collectDue(RUN)).rejects.toThrow('no store');
    expect(await flaky.accounts.collectDue(RUN)).toEqual({ 'proven-empty': 1 });
  });

  test('in the middle of a look leaves the slot, and the share of its server, to the next', async () => {
    await world.addAccounts(['portal', 'p']);
    let looks = 0;
    const flaky = overStorage(({ looks: stored }) => ({
      looks: {
        ...stored,
        insert: (look) => {
          looks += 1;
          return looks === 1 ? Promise.reject(new Error('no store')) : stored.insert(look);
        },
      },
    }));
    await expect(flaky.accounts.collectDue(RUN)).rejects.toThrow('no store');
    expect(await flaky.accounts.collectDue(RUN)).toEqual({});
    world.clock.pass(2 * MINUTE_MS);
    expect(await flaky.accounts.collectDue(RUN)).toEqual({ 'proven-empty': 1 });
  });
});

describe('an account that is changed again and again meanwhile', () => {
  test('has its look given up after eight tries', async () => {
    await world.addAccounts(['weibo', 'w']);
    let tries = 0;
    const busy = overStorage(({ accounts }) => ({
      accounts: {
        ...accounts,
        settleLook: () => {
          tries += 1;
          return Promise.resolve('overtaken' as const);
        },
      },
    }));
    const { id } = (await world.account('w')).account;
    await expect(busy.accounts.collectDue(RUN)).rejects.toThrow(
      `Account ${id} is being changed faster than its look can be settled.`,
    );
    expect(tries).toBe(8);
  });

  test('has a pasted article given up after eight tries, or at once where it is gone', async () => {
    await world.addAccounts(['wechat', 'wx']);
    const { id } = (await world.account('wx')).account;
    const url = 'https://mp.weixin.qq.com/s?__biz=a&mid=1&idx=1';
    const publishedAt = { precision: 'instant', at: world.clock.now(), original: '' } as const;
    const post = {
      identity: 'a',
      url,
      title: '群发',
      text: '',
      links: [],
      publishedAt,
      platformIds: [],
      pinned: false,
    };
    armed.articles.set(url, { post, externalId: 'wx', accountName: null });
    const { accounts } = world.storage;
    const before = { ...accounts };
    const paste = () => services.accounts.addArticle(id, { url, signal }, principal('operator', '1'));
    let tries = 0;
    const foldPost = () => {
      tries += 1;
      return Promise.resolve(false);
    };
    Object.assign(accounts, { foldPost });
    await expect(paste()).rejects.toThrow(`Account ${id} is being looked at faster than a post can be added.`);
    expect(tries).toBe(8);
    Object.assign(accounts, { byIds: () => Promise.resolve([]) });
    expect(await paste()).toMatchObject({ isNew: false });
    expect(tries).toBe(8);
    Object.assign(accounts, before);
  });
});

describe('a post that is seen again', () => {
  test('keeps the finding of its date while that is still to come, whatever else of it was read', async () => {
    await world.addAccounts(['weibo', 'w']);
    publish('w', '预告', 3, { identity: 'ahead', text: '', textState: 'unread' });
    await world.lookAtDue();
    world.platform.posts.length = 0;
    publish('w', '预告', 3, { identity: 'ahead', text: '正文' });
    world.clock.pass(HOUR_MS);
    await world.lookAtDue();
    const { account } = await world.account('w');
    expect((await world.storage.posts.list(account.id, PAGE)).items).toMatchObject([{ text: '正文' }]);
    expect(await world.storage.findings.openFor(account.id, 'future-dated')).toHaveLength(1);
    expect(await lastLook('w')).toMatchObject({ itemCount: 1, newCount: 0, futureDatedCount: 1 });
  });

  test('is new once, also where another article came under its address', async () => {
    await world.addAccounts(['weibo', 'w']);
    const counts: unknown[] = [];
    for (const [title, days] of [
      ['第一号日报', -2],
      ['第二号日报', -1],
      ['第二号日报', -1],
    ] as const) {
      world.platform.posts.length = 0;
      publish('w', title, days, { identity: 'today' });
      publish('w', `凑数${counts.length}`, -3, { identity: `other${counts.length}` });
      await world.storage.accounts.expediteLooks([(await world.account('w')).account.id], world.clock.now());
      await world.lookAtDue();
      counts.push((await lastLook('w'))?.newCount);
    }
    expect(counts).toEqual([2, 2, 1]);
  });

  test('is not examined again unless its text is another one', async () => {
    await world.addAccounts(['weibo', 'w']);
    const examined: string[] = [];
    const watching = overStorage(({ findings }) => ({
      findings: {
        ...findings,
        open: (finding, event) => {
          examined.push(finding.ruleId);
          return findings.open(finding, event);
        },
      },
    }));
    const look = async (): Promise<number> => {
      world.clock.pass(HOUR_MS);
      await watching.accounts.collectDue(RUN);
      return examined.length;
    };
    publish('w', '第一领导人视察', -1, { identity: 'one', text: '', textState: 'unread' });
    expect(await look()).toBe(1);
    publish('w', '天气', -1);
    expect(await look()).toBe(1);
    world.platform.posts.length = 0;
    publish('w', '第一领导人视察', -1, { identity: 'one', text: '正文' });
    expect(await look()).toBe(2);
  });
});
