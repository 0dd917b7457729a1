import { credentialOf } from '../../src/domain/credentials/credentialOf';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/time/instant';
import type { Credential } from '../../src/domain/credentials/credential';
import { CARRIES_NO_FILE } from '../../src/domain/files/carriedFiles';
import { createServices } from '../../src/services/index';
import { alertHistory, alertKinds, bringUpToDate, issuePolicy, openAlerts, obligationOf } from './fixtures';
import { failure } from './platform';
import { useScriptedWorld } from './useWorld';
import { PAGE, principal } from './world';

const { world, armed, services } = useScriptedWorld();
const signal = new AbortController().signal;
const administrator = principal('administrator', '1');
const run = { owner: 'test', max: 100, signal };

const credential = async (externalId: string): Promise<Credential> => {
  const found = await world.storage.credentials.ofAccount((await world.account(externalId)).account.id);
  if (found === null) throw new Error('no credential');
  return found;
};
const ledger = async (): Promise<string[]> => {
  while ((await world.storage.outbox.relay(500)) > 0);
  return (await world.storage.ledger.after(0, 500))
    .filter(({ kind }) => kind === 'credential-changed')
    .map(({ from, to, reason }) => `${from ?? '-'}→${to ?? '-'} ${reason}`);
};

describe('a credential is tested', () => {
  test('when it is stored, and then at its own cadence', async () => {
    await world.addAccounts(['weibo', 'w']);
    expect((await credential('w')).state).toBe('untested');
    armed.credentialChecks.set('w', {
      kind: 'accepted',
      expiresAt: new Date(world.clock.now().getTime() + 30 * DAY_MS),
    });
    expect(await services.credentials.testDue(run)).toEqual({ accepted: 1 });
    expect(await credential('w')).toMatchObject({ state: 'working', lastCheckOutcome: 'accepted' });
    expect(armed.tested[0]?.credential).toEqual({ accessToken: 'token-w' });
    world.clock.pass(11 * HOUR_MS);
    expect(await services.credentials.testDue(run)).toEqual({});
    world.clock.pass(HOUR_MS);
    expect(await services.credentials.testDue(run)).toEqual({ accepted: 1 });
    expect(await ledger()).toEqual(['untested→working accepted']);
  });

  test('and what says nothing about it changes nothing', async () => {
    await world.addAccounts(['weibo', 'w']);
    await services.credentials.testDue(run);
    armed.credentialChecks.set('w', { kind: 'cannot-tell', failure: failure('retry-later', 'http-503') });
    world.clock.pass(13 * HOUR_MS);
    expect(await services.credentials.testDue(run)).toEqual({ 'cannot-tell': 1 });
    expect(await credential('w')).toMatchObject({
      state: 'working',
      lastCheckOutcome: 'cannot-tell',
      lastCheckCode: 'http-503',
    });
    world.clock.pass(16 * MINUTE_MS);
    expect(await services.credentials.testDue(run)).toEqual({ 'cannot-tell': 1 });
    expect(await alertKinds(world)).toEqual([]);
  });

  test('and refused is announced once, with what depends on it; accepted again, it may publish again', async () => {
    await world.addAccounts(['weibo', 'w']);
    await issuePolicy(world);
    armed.credentialChecks.set('w', { kind: 'refused', failure: failure('re-authorise', 'weibo-21327') });
    expect(await services.credentials.testDue(run)).toEqual({ refused: 1 });
    expect((await credential('w')).state).toBe('refused');
    expect((await world.account('w')).account.noPublishReason).toBe('credential-refused');
    world.clock.pass(13 * HOUR_MS);
    await services.credentials.testDue(run);
    expect(await openAlerts(world, 'credential-refused')).toMatchObject([
      { severity: 'critical', reason: 'weibo-21327', figures: { accounts: 1 } },
    ]);
    const { account } = await world.account('w');
    const lines = (await world.storage.ledger.ofSubject(`credential:${account.id}`, PAGE)).items;
    expect(lines.find(({ to }) => to === 'refused')?.data).toMatchObject({ accounts: 1, obligations: 1 });
    armed.credentialChecks.delete('w');
    world.clock.pass(13 * HOUR_MS);
    await services.credentials.testDue(run);
    expect((await world.account('w')).account.noPublishReason).toBeNull();
    expect((await credential('w')).state).toBe('working');
    expect(await openAlerts(world, 'credential-refused')).toEqual([]);
    expect(await alertHistory(world)).toContain('credential-refused resolved accepted');
  });

  test('and refused again and again leaves one line in the ledger for it and one for its account', async () => {
    await world.addAccounts(['weibo', 'w']);
    armed.credentialChecks.set('w', { kind: 'refused', failure: failure('re-authorise', 'weibo-21327') });
    for (let day = 0; day < 3; day += 1) {
      expect(await services.credentials.testDue(run)).toEqual({ refused: 1 });
      world.clock.pass(DAY_MS);
    }
    expect(await ledger()).toEqual(['untested→refused weibo-21327']);
    expect(
      (await world.storage.ledger.after(0, 500))
        .filter(({ kind }) => kind === 'account-changed')
        .map(({ to, reason }) => `${to} ${reason}`),
    ).toEqual(['credential-refused credential-refused']);
  });

  test('a connector that throws says nothing, and shows nothing of what it threw', async () => {
    await world.addAccounts(['weibo', 'w']);
    const throwing = createServices({
      ...world.deps,
      connectors: {
        ...armed.registry,
        for: (platform) => ({
          ...armed.registry.for(platform),
          credentialCheck: () => Promise.reject(new Error('boom')),
        }),
      },
    });
    expect(await throwing.credentials.testDue(run)).toEqual({ 'cannot-tell': 1 });
    expect((await credential('w')).state).toBe('untested');
  });

  test("a portal's key, which nothing can test, is never due again", async () => {
    await services.accounts.registerAccounts([
      {
        unitKey: 'a',
        platform: 'portal',
        externalId: 'p',
        name: '门户',
        homeUrl: 'https://p.test/',
        columnClass: 'news',
        region: '',
        status: 'active',
        openedAt: null,
        settings: {},
        credential: { accessToken: 'k' },
      },
    ]);
    expect(await services.credentials.testDue(run)).toEqual({ 'not-testable': 1 });
    world.clock.pass(90 * DAY_MS);
    expect(await services.credentials.testDue(run)).toEqual({});
  });

  test('at once when a look meets a refusal, and the two announce it once', async () => {
    await world.addAccounts(['weibo', 'w']);
    await services.credentials.testDue(run);
    world.platform.sight.set('w', { outcome: 'unauthorised', retryAfterMs: null });
    armed.credentialChecks.set('w', { kind: 'refused', failure: failure('re-authorise', 'weibo-21327') });
    await services.accounts.collectDue(run);
    expect(await services.credentials.testDue(run)).toEqual({ refused: 1 });
    expect(await alertKinds(world)).toEqual(['credential-refused']);
  });
});

describe('a credential that ends', () => {
  test('is warned of seven days and one day ahead and at its end, once each, and is then tested', async () => {
    await world.addAccounts(['weibo', 'w']);
    armed.credentialChecks.set('w', {
      kind: 'accepted',
      expiresAt: new Date(world.clock.now().getTime() + 8 * DAY_MS),
    });
    await services.credentials.testDue(run);
    const warned: unknown[] = [];
    for (let hour = 0; hour < 9 * 24; hour += 6) {
      const counts = await services.credentials.warnExpiring(100);
      if (Object.keys(counts).length > 0) warned.push([hour, counts]);
      await bringUpToDate(world);
      world.clock.pass(6 * HOUR_MS);
    }
    expect(warned).toEqual([
      [24, { within7: 1 }],
      [7 * 24, { within1: 1 }],
      [8 * 24, { expired: 1 }],
    ]);
    expect((await credential('w')).state).toBe('expired');
    expect(await alertHistory(world)).toEqual([
      'credential-expiring opened',
      'credential-expiring changed',
      'credential-expired changed',
    ]);
    expect((await credential('w')).nextCheckAt?.getTime()).toBeLessThanOrEqual(world.clock.now().getTime());
  });
});

describe('a repost refused for want of permission', () => {
  test('is remembered for the account, until a person asks for a test', async () => {
    await world.addAccounts(['weibo', 'w']);
    await world.lookAtDue();
    const { platform } = world;
    const refusing = {
      ...armed.registry,
      for: (name: 'weibo' | 'wechat' | 'portal') => ({
        ...armed.registry.for(name),
        publisher: {
          ...platform.connectors.for(name).publisher,
          quotas: [],
          measure: () => [],
          obstacle: () => null,
          composeOwn: () => {
            throw new Error('not asked');
          },
          fileLimits: { pictures: CARRIES_NO_FILE, attachments: CARRIES_NO_FILE },
          compose: () => ({
            draft: { title: 't', text: 't', sourceUrl: 'https://a.test', sourceName: '', digest: '' },
          }),
          confirm: () => Promise.resolve({ kind: 'not-found' as const }),
          publish: () =>
            Promise.resolve({ kind: 'failed' as const, failure: failure('fix-configuration', 'weibo-10014') }),
        },
      }),
    };
    const refused = createServices({ ...world.deps, connectors: refusing });
    await issuePolicy(world);
    world.clock.pass(MINUTE_MS);
    await refused.accounts.collectNow((await world.account('w')).account.id, administrator);
    await refused.accounts.collectDue(run);
    await refused.mandates.queueReady(10);
    await refused.mandates.publishDue(run);
    expect(await obligationOf(world, 'w')).toMatchObject({ state: 'manual', manualReason: 'no-permission' });
    expect((await world.account('w')).account.noPublishReason).toBe('no-permission');
    world.clock.pass(HOUR_MS);
    await refused.accounts.collectDue(run);
    expect((await world.account('w')).account.noPublishReason).toBe('no-permission');
    await refused.credentials.test(credentialOf((await world.account('w')).account.id), principal('operator', '2'));
    expect((await world.account('w')).account.noPublishReason).toBeNull();
  });
});

describe('the calls of a day', () => {
  test('are counted over looks, tests and reposts together, and the last tenth is left to reposts', async () => {
    armed.callsPerDay = 20;
    await world.addAccounts(['weibo', 'w']);
    const { account } = await world.account('w');
    await services.credentials.testDue(run);
    for (let look = 0; look < 25; look += 1) {
      await world.storage.accounts.expediteLooks([account.id], world.clock.now());
      await services.accounts.collectDue(run);
    }
    expect(armed.looked).toHaveLength(17);
    expect(await world.storage.callCounts.count(account.id, '2026-09-18')).toBe(18);
    expect((await world.account('w')).facts).toMatchObject({
      lastLookOutcome: 'rate-limited',
      lastLookDetail: 'own-call-budget-spent',
    });
    const summary = await services.views.summary(administrator);
    expect(summary.callBudgets).toContainEqual({
      platform: 'weibo',
      callsPerDay: 20,
      accounts: 1,
      calls: 18,
      most: 18,
    });
    world.clock.set(new Date('2026-09-18T16:00:00Z'));
    await world.storage.accounts.expediteLooks([account.id], world.clock.now());
    await services.accounts.collectDue(run);
    expect(armed.looked).toHaveLength(18);
  });
});
