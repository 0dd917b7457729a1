import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/time/instant';
import type { Storage } from '../../src/ports/storage';
import type { Obligation } from '../../src/domain/mandates/mandate';
import { createPlanNextLook } from '../../src/services/accounts/planNextLook';
import { createServices } from '../../src/services/index';
import { issuePolicy } from './fixtures';
import { useWorld } from './useWorld';
import { PACK, PAGE, principal, registration, SETTINGS } from './world';

const world = useWorld();
const signal = new AbortController().signal;
const OPERATOR = principal('operator', '1');

const publish = (externalId: string, daysAgo: number): void => {
  const at = new Date(world.clock.now().getTime() - daysAgo * DAY_MS);
  world.platform.publishByHand(externalId, {
    title: `发布于${daysAgo}天前`,
    publishedAt: { precision: 'instant', at, original: '' },
  });
};
async function lookAgain(externalId: string): Promise<void> {
  await world.storage.accounts.expediteLooks([(await world.account(externalId)).account.id], world.clock.now());
  await world.services.accounts.collectDue({ owner: 'test', max: 10, signal });
}
const withAccounts = (accounts: Partial<Storage['accounts']>) =>
  createServices({
    ...world.deps,
    storage: { ...world.storage, accounts: { ...world.storage.accounts, ...accounts } },
  }).accounts;
const verdicts = async (externalId: string): Promise<readonly string[]> => {
  while ((await world.storage.outbox.relay(500)) > 0);
  const { account } = await world.account(externalId);
  return (await world.storage.ledger.ofSubject(`account:${account.id}`, PAGE)).items
    .filter(({ kind }) => kind === 'verdict-changed')
    .map(({ from, to, reason }) => `${from}>${to} ${reason}`)
    .reverse();
};

test('who was never looked at is not judged, and is not due again until they are', async () => {
  await world.addAccounts(['weibo', 'w']);
  expect(await world.services.accounts.judgeDue(10)).toEqual({ unchanged: 1 });
  expect(await world.services.accounts.judgeDue(10)).toEqual({});
  expect((await world.account('w')).verdict).toBeNull();
});

describe('judging those who are due', () => {
  beforeEach(async () => {
    await world.addAccounts(['weibo', 'w'], ['weibo', 'v']);
    for (const name of ['w', 'v']) publish(name, 6);
    await world.lookAtDue();
    world.clock.pass(DAY_MS);
  });

  test('counts what changed and what stayed; who was judged is not due again', async () => {
    for (const name of ['w', 'v']) publish(name, 7);
    await world.lookAtDue();
    expect(await verdicts('w')).toEqual(['null>fine recent-post', 'fine>warned silence-approaching']);
    expect(await world.services.accounts.judgeDue(10)).toEqual({});
    world.clock.pass(HOUR_MS);
    await world.lookAtDue();
    expect(await verdicts('w')).toHaveLength(2);
  });

  test('one that cannot be judged is counted and named, and stops nobody else', async () => {
    const { account } = await world.account('w');
    const due = await Promise.all(['w', 'v'].map((name) => world.account(name)));
    const failing = withAccounts({
      dueForJudging: () => Promise.resolve(due),
      byIds: (ids) =>
        ids.includes(account.id) ? Promise.reject(new Error('broken')) : world.storage.accounts.byIds(ids),
    });
    expect(await failing.judgeDue(10)).toEqual({ failed: 1, unchanged: 1 });
    expect(world.logged).toEqual([{ level: 'error', event: 'judging-failed', text: 'Error: broken' }]);
  });

  test('one that is gone is counted as gone; one that others judge all the time is given up after five tries', async () => {
    const record = await world.account('w');
    const due = { dueForJudging: () => Promise.resolve([record]) };
    expect(await withAccounts({ ...due, byIds: () => Promise.resolve([]) }).judgeDue(10)).toEqual({ gone: 1 });
    let tries = 0;
    const contested = withAccounts({
      ...due,
      changeVerdict: () => {
        tries += 1;
        return Promise.resolve(false);
      },
    });
    expect([await contested.judgeDue(10), tries]).toEqual([{ contested: 1 }, 5]);
  });
});

describe('a verdict', () => {
  test('changes with another rule, reason or warning level, each with a line; not with each day', async () => {
    await world.addAccounts(['weibo', 'w']);
    publish('w', 5);
    const from = world.clock.now().getTime();
    for (const days of [5, 6, 7, 8, 10, 12, 13, 14, 15, 30]) {
      world.clock.set(new Date(from + (days - 5) * DAY_MS));
      await lookAgain('w');
    }
    expect(await verdicts('w')).toEqual([
      'null>fine recent-post',
      'fine>warned silence-approaching',
      'warned>warned silence-approaching',
      'warned>warned silence-approaching',
      'warned>silent silence-breach',
      'silent>silent silence-dormant',
    ]);
    const rules = PACK.rules.map((rule) => (rule.kind === 'silence' ? { ...rule, id: 'another' } : rule));
    const { accounts } = createServices({ ...world.deps, settings: { ...SETTINGS, packs: [{ ...PACK, rules }] } });
    await world.services.accounts.change(
      (await world.account('w')).account.id,
      { homeUrl: 'https://w.test/moved' },
      OPERATOR,
    );
    expect(await accounts.judgeDue(10)).toEqual({ changed: 1 });
    expect(await verdicts('w')).toHaveLength(7);
  });
});

describe('the next look', () => {
  const next = async (externalId: string): Promise<number> =>
    (await world.account(externalId)).nextLookAt.getTime() - world.clock.now().getTime();

  test('comes at the pace of the platform, soon where a repost is waited for, and when the platform said', async () => {
    await world.addAccounts(['weibo', 'routine'], ['portal', 'site'], ['weibo', 'wait']);
    world.platform.sight.set('wait', { outcome: 'rate-limited', retryAfterMs: 3 * HOUR_MS });
    await world.lookAtDue();
    expect([await next('routine'), await next('site'), await next('wait')]).toEqual([
      20 * MINUTE_MS,
      10 * MINUTE_MS,
      3 * HOUR_MS,
    ]);
  });

  test('is soon where a manual task waits, and sooner where a repost was accepted a moment ago', async () => {
    await world.addAccounts(['portal', 'byhand'], ['weibo', 'w']);
    world.platform.scripts.set('w', ['never-shown']);
    await issuePolicy(world);
    world.clock.pass(SECOND_MS);
    await world.lookAtDue();
    await world.services.mandates.queueReady(10);
    await world.services.mandates.publishDue({ owner: 't', max: 10, signal });
    world.clock.pass(6 * SECOND_MS);
    for (const name of ['byhand', 'w']) await lookAgain(name);
    expect([await next('byhand'), await next('w')]).toEqual([5 * MINUTE_MS, 9 * SECOND_MS]);
  });

  test('is no longer for an accepted repost where that became a task of a person', async () => {
    await world.addAccounts(['weibo', 'w']);
    const record = await world.account('w');
    const plan = createPlanNextLook(world.deps);
    const now = world.clock.now();
    const collected = { outcome: 'items', detail: '', items: [], coverage: 'full', completeFromAt: null } as const;
    const reasonFor = (state: 'submitted' | 'manual' | 'ready'): string => {
      const open = [{ state, submittedAt: new Date(now.getTime() - SECOND_MS) } as Obligation];
      return plan({ record, facts: record.facts, collected: { ...collected, failure: null }, open, callsToday: 0 }, now)
        .reason;
    };
    expect([reasonFor('submitted'), reasonFor('manual'), reasonFor('ready')]).toEqual([
      'submitted-post',
      'manual-task',
      'routine',
    ]);
  });

  test('comes right after the limit an account is about to cross', async () => {
    await world.addAccounts(['weibo', 'w']);
    publish('w', 14 - 5 / 24 / 60);
    await world.lookAtDue();
    await lookAgain('w');
    expect(await next('w')).toBe(5 * MINUTE_MS + SECOND_MS);
  });
});

test('one server has at most a third of the slots, however many of its accounts are due; runs side by side keep to it', async () => {
  await world.services.accounts.registerAccounts(
    ['slow1', 'slow2', 'slow3', 'quick1', 'quick2'].map((name) => ({
      ...registration('portal', `https://${name.replace(/\d/u, '')}.test/${name}`),
      credential: null,
    })),
  );
  const begun: string[] = [];
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const plain = world.platform.connectors;
  const { accounts } = createServices({
    ...world.deps,
    settings: { ...SETTINGS, looks: { ...SETTINGS.looks, concurrency: 3 } },
    connectors: {
      ...plain,
      for: (platform) => ({
        ...plain.for(platform),
        collector: {
          callsPerDay: null,
          collect: async (access, call) => {
            begun.push(access.account.externalId.replace(/^.*\//u, ''));
            await released;
            return plain.for(platform).collector.collect(access, call);
          },
        },
      }),
    },
  });
  const run = { owner: 'test', max: 10, signal };
  const first = accounts.collectDue(run);
  for (let waits = 0; begun.length < 2 && waits < 5_000; waits += 1)
    await new Promise((resolve) => setTimeout(resolve, 1));
  expect(begun).toEqual(['slow1', 'quick1']);
  release();
  const second = await accounts.collectDue(run);
  expect([await first, second, new Set(begun).size]).toMatchObject([{}, {}, 5]);
  expect(await accounts.collectDue(run)).toEqual({});
});
