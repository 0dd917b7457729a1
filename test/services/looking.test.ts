import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/time/instant';
import { createServices } from '../../src/services/index';
import { claimLook } from '../storage/samples';
import { createDyingProcess, ProcessDied } from './dyingProcess';
import { alertHistory, alertKinds, openAlerts } from './fixtures';
import { useWorld } from './useWorld';
import { PAGE } from './world';

const world = useWorld();
const signal = new AbortController().signal;
/** Made up: a valid check character for nobody's number. */
const CITIZEN_ID = '110101199003070011';

const findings = async (externalId: string): Promise<string[]> =>
  (await world.storage.findings.list((await world.account(externalId)).account.id, PAGE)).items
    .map(({ kind, state }) => `${kind} ${state}`)
    .sort();
const casesOf = async (externalId: string): Promise<string[]> =>
  (await world.storage.cases.list({ accountId: (await world.account(externalId)).account.id }, PAGE, null)).items.map(
    ({ state }) => state,
  );

const lookAgain = async (): Promise<void> => {
  world.clock.pass(HOUR_MS);
  await world.lookAtDue();
};

describe('collectDue', () => {
  test('keeps posts, facts and verdict of each due account, and looks at nobody before their time', async () => {
    await world.addAccounts(['weibo', 'w'], ['portal', 'p', 'b']);
    world.platform.publishByHand('w', { title: '本周天气' });
    expect(await world.lookAtDue()).toEqual({ items: 1, 'proven-empty': 1 });
    expect(await world.lookAtDue()).toEqual({});
    const { account, facts, verdict } = await world.account('w');
    expect(facts).toMatchObject({
      lastPostAt: world.clock.now(),
      lastSightAt: world.clock.now(),
      lastLookOutcome: 'items',
    });
    expect(verdict).toMatchObject({ kind: 'fine', reason: 'recent-post' });
    expect((await world.storage.posts.list(account.id, PAGE)).items).toHaveLength(1);
    expect((await world.storage.looks.list(account.id, PAGE)).items).toMatchObject([
      { outcome: 'items', itemCount: 1, newCount: 1 },
    ]);
  });

  test('a failed look accuses nobody: the account is unknown, not silent', async () => {
    await world.addAccounts(['weibo', 'w']);
    world.platform.publishByHand('w', { title: '最后一条' });
    await world.lookAtDue();
    world.platform.sight.set('w', { outcome: 'unreachable', retryAfterMs: null });
    for (let looks = 0; looks < 5; looks += 1) {
      world.clock.pass(4 * DAY_MS);
      await world.lookAtDue();
      await world.services.accounts.judgeDue(100);
    }
    expect((await world.account('w')).verdict).toMatchObject({ kind: 'unknown', reason: 'proof-too-old' });
    expect(await findings('w')).toEqual([]);
    expect(await casesOf('w')).toEqual([]);
  });

  test('accounts looked at and never seen are one alert a platform until they are seen; never looked at, none', async () => {
    await world.addAccounts(['weibo', 'w'], ['weibo', 'other', 'b'], ['portal', 'p']);
    await world.services.accounts.judgeDue(100);
    expect(await openAlerts(world, 'account-unknown')).toEqual([]);
    for (const name of ['w', 'other', 'p']) world.platform.sight.set(name, { outcome: 'refused', retryAfterMs: null });
    await world.lookAtDue();
    // A single look in vain is no news, of whomever it is.
    expect((await world.account('w')).verdict).toMatchObject({ kind: 'unknown', reason: 'first-look-failed' });
    expect(await openAlerts(world, 'account-unknown')).toEqual([]);
    await lookAgain();
    expect((await world.account('w')).verdict).toMatchObject({ kind: 'unknown', reason: 'no-sight-yet' });
    expect(
      (await openAlerts(world, 'account-unknown'))
        .map(({ reason, figures }) => `${reason} ${String(figures['platform'])} ${String(figures['accounts'])}`)
        .sort(),
    ).toEqual(['no-sight-yet portal 1', 'no-sight-yet weibo 2']);
    world.platform.sight.clear();
    world.clock.pass(DAY_MS);
    await world.lookAtDue();
    expect(await openAlerts(world, 'account-unknown')).toEqual([]);
    expect(await alertHistory(world)).toContain('account-unknown resolved seen-again');
  });

  test('an account whose first look failed and that was seen by the next is told to nobody', async () => {
    await world.addAccounts(['weibo', 'w']);
    world.platform.sight.set('w', { outcome: 'unreachable', retryAfterMs: null });
    await world.lookAtDue();
    world.platform.sight.clear();
    await lookAgain();
    expect((await world.account('w')).verdict?.kind).not.toBe('unknown');
    expect((await alertHistory(world)).filter((line) => line.startsWith('account-unknown'))).toEqual([]);
  });

  test('an account never seen for a refused credential is told by the credential, also where it was told before', async () => {
    await world.addAccounts(['weibo', 'w']);
    world.platform.sight.set('w', { outcome: 'unreachable', retryAfterMs: null });
    await world.lookAtDue();
    await lookAgain();
    expect(await openAlerts(world, 'account-unknown')).toHaveLength(1);
    world.platform.sight.set('w', { outcome: 'unauthorised', retryAfterMs: null });
    world.clock.pass(DAY_MS);
    await world.lookAtDue();
    expect((await openAlerts(world)).map(({ kind }) => kind)).toEqual(['credential-refused']);
    expect(await alertHistory(world)).toContain('account-unknown resolved folded');
  });

  test('one account whose connector throws is blind, and does not keep the others from being looked at', async () => {
    await world.addAccounts(['weibo', 'bad'], ['weibo', 'good']);
    world.platform.checkpoint = (name) => {
      if (name === 'collect bad') throw new Error('broken');
    };
    expect(await world.lookAtDue()).toEqual({ unparsed: 1, 'proven-empty': 1 });
    expect((await world.account('bad')).facts).toMatchObject({
      lastLookDetail: 'unexpected',
      lastSightAt: null,
      consecutiveBlindLooks: 1,
    });
    expect(world.logged).toMatchObject([{ event: 'collector-threw' }]);
  });

  test('a look that we broke off ourselves leaves no trace on the account', async () => {
    await world.addAccounts(['weibo', 'w']);
    const stop = new AbortController();
    world.platform.sight.set('w', { outcome: 'unreachable', retryAfterMs: null });
    world.platform.checkpoint = () => stop.abort();
    expect(await world.services.accounts.collectDue({ owner: 'x', max: 1, signal: stop.signal })).toEqual({
      stopped: 1,
    });
    expect((await world.account('w')).facts).toMatchObject({ lastLookAt: null, consecutiveBlindLooks: 0 });
  });

  test('a look whose lease was taken over changes nothing of the account', async () => {
    await world.addAccounts(['weibo', 'w']);
    world.platform.publishByHand('w', { title: '一条' });
    let taken: Promise<unknown> = Promise.resolve();
    world.platform.checkpoint = () => {
      world.platform.checkpoint = () => undefined;
      world.clock.pass(3 * MINUTE_MS);
      taken = claimLook(world.storage, {
        now: world.clock.now(),
        owner: 'other',
        leaseMs: MINUTE_MS,
        token: 'other',
      });
    };
    const slow = {
      ...world.storage,
      posts: {
        ...world.storage.posts,
        recordFirst: async (...given: Parameters<typeof world.storage.posts.record>) => {
          await taken;
          return world.storage.posts.recordFirst(...given);
        },
      },
    };
    expect(
      await createServices({ ...world.deps, storage: slow }).accounts.collectDue({ owner: 'slow', max: 1, signal }),
    ).toEqual({ 'lease-lost': 1 });
    expect(await world.account('w')).toMatchObject({ facts: { lastLookAt: null, lastPostAt: null }, verdict: null });
  });

  test('a date in the future is kept and flagged, and is no proof of life', async () => {
    await world.addAccounts(['weibo', 'w']);
    world.platform.publishByHand('w', {
      title: '未来的通知',
      publishedAt: { precision: 'instant', at: new Date('2027-01-01T00:00:00Z'), original: '2027-01-01' },
    });
    await world.lookAtDue();
    const { facts, account } = await world.account('w');
    expect(facts.lastPostAt).toBeNull();
    expect((await world.storage.posts.list(account.id, PAGE)).items).toMatchObject([{ standing: 'future-dated' }]);
    expect(await findings('w')).toContain('future-dated open');
  });

  test('an identity number and forbidden wording are found once, with the number masked', async () => {
    await world.addAccounts(['weibo', 'w']);
    world.platform.publishByHand('w', { title: '公示名单', text: `张三 ${CITIZEN_ID} 第一领导人` });
    await world.lookAtDue();
    world.clock.pass(HOUR_MS);
    await world.lookAtDue();
    expect(await findings('w')).toEqual(['improper open', 'improper open']);
    const stored = JSON.stringify(
      (await world.storage.findings.list((await world.account('w')).account.id, PAGE)).items,
    );
    expect(stored).not.toContain(CITIZEN_ID);
    expect(await openAlerts(world, 'account-improper')).toMatchObject([{ figures: { posts: 2 } }]);
  });

  test('killed at any call of a look, it ends with every finding and the right verdict, told once', async () => {
    // From the claim to the case such a look makes 14 calls. Each is the last of two lives: killed before it, and after
    // it took effect.
    const names = Array.from({ length: 28 }, (_, index) => `w${index}`);
    await world.addAccounts(...names.map((name) => ['weibo', name] as const));
    const publishedAt = { precision: 'instant', at: new Date('2026-09-01T02:00:00Z'), original: 'x' } as const;
    for (const name of names)
      world.platform.publishByHand(name, { title: '公示名单', text: `张三 ${CITIZEN_ID}`, publishedAt });
    for (const [index] of names.entries()) {
      const dying = createDyingProcess(world.storage, {
        atCall: 1 + Math.floor(index / 2),
        takesEffect: index % 2 === 0,
      });
      world.platform.checkpoint = dying.checkpoint;
      const services = createServices({
        ...world.deps,
        storage: dying.storage,
        log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      });
      await expect(services.accounts.collectDue({ owner: 'dying', max: 1, signal })).rejects.toThrow(ProcessDied);
    }
    world.platform.checkpoint = () => undefined;
    world.clock.pass(30 * MINUTE_MS);
    await world.lookAtDue();
    await world.services.accounts.judgeDue(100);
    const accounts = (await world.storage.accounts.list({}, PAGE, null)).items;
    expect(accounts.map(({ verdict }) => verdict?.reason)).toEqual(names.map(() => 'silence-breach'));
    const found = await Promise.all(
      accounts.map(async ({ account }) =>
        (await world.storage.findings.list(account.id, PAGE)).items
          .map(({ kind }) => kind)
          .sort()
          .join(),
      ),
    );
    expect(found).toEqual(names.map(() => 'improper,silent'));
    expect((await world.storage.cases.list({ open: true }, PAGE, null)).items).toHaveLength(names.length);
    const kinds = await alertKinds(world);
    for (const kind of ['account-silent', 'account-improper'])
      expect(kinds.filter((one) => one === kind)).toHaveLength(names.length);
  });
});
