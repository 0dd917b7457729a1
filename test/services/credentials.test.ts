import { credentialOf } from '../../src/domain/credentials/credentialOf';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/time/instant';
import type { Credential } from '../../src/domain/credentials/credential';
import { createServices, type Services } from '../../src/services/index';
import { armConnectors, type Armed } from './scriptedConnectors';
import { alertKinds, issuePolicy, obligationOf } from './fixtures';
import { failure } from './platform';
import { useWorld } from './useWorld';
import { PAGE, principal } from './world';

const world = useWorld();
let armed: Armed;
let services: Services;
const signal = new AbortController().signal;
const administrator = principal('administrator', '1');
const run = { owner: 'test', max: 100, signal };
beforeEach(async () => {
  armed = armConnectors(world.platform.connectors);
  services = createServices({ ...world.deps, connectors: armed.registry });
});

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
    armed.canaries.set('w', { kind: 'accepted', expiresAt: new Date(world.clock.now().getTime() + 30 * DAY_MS) });
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
    armed.canaries.set('w', { kind: 'cannot-tell', failure: failure('retry-later', 'http-503') });
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

  test('and refused is told once, with what depends on it; accepted again, it may publish again', async () => {
    await world.addAccounts(['weibo', 'w']);
    await issuePolicy(world);
    armed.canaries.set('w', { kind: 'refused', failure: failure('re-authorise', 'weibo-21327') });
    expect(await services.credentials.testDue(run)).toEqual({ refused: 1 });
    expect((await credential('w')).state).toBe('refused');
    expect((await world.account('w')).account.noPublishReason).toBe('credential-expired');
    world.clock.pass(13 * HOUR_MS);
    await services.credentials.testDue(run);
    while ((await world.storage.outbox.relay(500)) > 0);
    const told = (await world.storage.alerts.since(0, 100, null)).filter(({ kind }) => kind === 'credential-refused');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({
      severity: 'critical',
      reason: 'weibo-21327',
      figures: { accounts: 1, obligations: 1 },
    });
    armed.canaries.delete('w');
    world.clock.pass(13 * HOUR_MS);
    await services.credentials.testDue(run);
    expect((await world.account('w')).account.noPublishReason).toBeNull();
    expect((await credential('w')).state).toBe('working');
  });

  test('a connector that throws tells nothing, and shows nothing of what it threw', async () => {
    await world.addAccounts(['weibo', 'w']);
    services = createServices({
      ...world.deps,
      connectors: {
        ...armed.registry,
        for: (platform) => ({
          ...armed.registry.for(platform),
          credentialCheck: () => Promise.reject(new Error('boom')),
        }),
      },
    });
    expect(await services.credentials.testDue(run)).toEqual({ 'cannot-tell': 1 });
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

  test('at once when a look meets a refusal, and the two tell people once', async () => {
    await world.addAccounts(['weibo', 'w']);
    await services.credentials.testDue(run);
    world.platform.sight.set('w', { outcome: 'unauthorised', retryAfterMs: null });
    armed.canaries.set('w', { kind: 'refused', failure: failure('re-authorise', 'weibo-21327') });
    await services.accounts.collectDue(run);
    expect(await services.credentials.testDue(run)).toEqual({ refused: 1 });
    expect(await alertKinds(world)).toEqual(['credential-expired']);
  });
});

describe('a credential that ends', () => {
  test('is warned of seven days and one day ahead and at its end, once each, and is then tested', async () => {
    await world.addAccounts(['weibo', 'w']);
    armed.canaries.set('w', { kind: 'accepted', expiresAt: new Date(world.clock.now().getTime() + 8 * DAY_MS) });
    await services.credentials.testDue(run);
    const warned: unknown[] = [];
    for (let hour = 0; hour < 9 * 24; hour += 6) {
      const counts = await services.credentials.warnExpiring(100);
      if (Object.keys(counts).length > 0) warned.push([hour, counts]);
      world.clock.pass(6 * HOUR_MS);
    }
    expect(warned).toEqual([
      [24, { within7: 1 }],
      [7 * 24, { within1: 1 }],
      [8 * 24, { expired: 1 }],
    ]);
    expect((await credential('w')).state).toBe('expired');
    expect(await alertKinds(world)).toEqual(['credential-expiring', 'credential-expiring', 'credential-expired']);
    expect((await credential('w')).nextCheckAt?.getTime()).toBeLessThanOrEqual(world.clock.now().getTime());
  });
});

describe("authorisation on the platform's page", () => {
  const begin = async (externalId: string | null, by = administrator): Promise<string> => {
    const accountId = externalId === null ? null : (await world.account(externalId)).account.id;
    const { url } = await services.credentials.authorise(
      { accountId, applicationId: externalId === null ? 'app-1' : null, origin: 'https://matrix.test', signal },
      by,
    );
    expect(new URL(url).searchParams.get('redirect')).toBe('https://matrix.test/callbacks/authorised/weibo');
    return new URL(url).searchParams.get('state') ?? '';
  };
  const finish = (state: string, code: string) =>
    services.credentials.finishAuthorisation({ platform: 'weibo', query: { state, code }, signal });
  const grant = (code: string, externalId: string): void => {
    armed.grants.set(code, {
      externalId,
      name: '甲',
      credential: { accessToken: `granted-${code}` },
      expiresAt: new Date(world.clock.now().getTime() + 30 * DAY_MS),
    });
  };
  beforeEach(async () => {
    await world.addAccounts(['weibo', 'w'], ['weibo', 'v', 'b']);
    await services.credentials.saveApplication(
      { platform: 'weibo', label: '矩阵应用', secrets: { appKey: 'app-1', secret: 'app-secret' } },
      administrator,
    );
  });

  test('replaces the secret by what was granted, remembers who and through what, and the account publishes again', async () => {
    grant('c1', 'w');
    await world.storage.accounts.noteCredential(
      (await world.account('w')).account.id,
      { present: true, noPublishReason: 'no-permission' },
      world.clock.now(),
    );
    expect(await finish(await begin('w'), 'c1')).toMatchObject({ kind: 'granted', accountName: '账号w' });
    const { account } = await world.account('w');
    expect(await world.storage.accounts.credential(account.id)).toEqual({ accessToken: 'granted-c1' });
    expect(account.noPublishReason).toBeNull();
    expect(await credential('w')).toMatchObject({
      state: 'untested',
      applicationId: 'app-1',
      grantedBy: { name: '人员1' },
      version: 2,
    });
    await services.credentials.testDue(run);
    expect(armed.tested.at(-1)?.application).toEqual({ appKey: 'app-1', secret: 'app-secret' });
    const detail = await services.credentials.show(credentialOf(account.id), administrator);
    expect(JSON.stringify([detail, (await services.credentials.list({}, PAGE, administrator)).items])).not.toMatch(
      /granted-c1|app-secret|token-/,
    );
    expect(JSON.stringify(await world.storage.ledger.after(0, 500))).not.toMatch(/granted-c1|app-secret/);
  });

  test('of another account stores nothing, says whose it was, and stands in the ledger', async () => {
    grant('c1', 'v');
    expect(await finish(await begin('w'), 'c1')).toMatchObject({
      kind: 'failed',
      reason: 'wrong-account',
      detail: expect.stringContaining('“甲”（v）') as string,
    });
    expect(await world.storage.accounts.credential((await world.account('w')).account.id)).toEqual({
      accessToken: 'token-w',
    });
    expect(await world.storage.accounts.credential((await world.account('v')).account.id)).toEqual({
      accessToken: 'token-v',
    });
    expect(await ledger()).toContain('-→not-stored wrong-account');
  });

  test('begun for no account in particular takes whichever registered one consents', async () => {
    grant('c1', 'v');
    expect(await finish(await begin(null), 'c1')).toMatchObject({ kind: 'granted', accountName: '账号v' });
    grant('c2', 'stranger');
    expect(await finish(await begin(null), 'c2')).toMatchObject({ kind: 'failed', reason: 'account-unknown' });
  });

  test('works once, within half an hour, and for nobody who guesses', async () => {
    const state = await begin('w');
    grant('c1', 'w');
    expect(await finish('guess', 'c1')).toMatchObject({ reason: 'state-unknown' });
    expect(await finish(state, 'unknown-code')).toMatchObject({ kind: 'failed', reason: 'platform-refused' });
    expect(await finish(state, 'c1')).toMatchObject({ reason: 'state-unknown' });
    const late = await begin('w');
    world.clock.pass(30 * MINUTE_MS);
    expect(await finish(late, 'c1')).toMatchObject({ reason: 'state-unknown' });
    expect((await credential('w')).version).toBe(1);
  });

  test('may be begun by an operator within their scope, and by nobody else', async () => {
    const operatorOfB = principal('operator', '5', world.unitB);
    await expect(begin('w', operatorOfB)).rejects.toMatchObject({ code: 'not-found' });
    grant('c1', 'w');
    expect(await finish(await begin(null, operatorOfB), 'c1')).toMatchObject({
      kind: 'failed',
      reason: 'account-unknown',
    });
    await expect(begin('w', principal('officer', '6'))).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('needs to know which application where there are several', async () => {
    await services.credentials.saveApplication(
      { platform: 'weibo', label: '另一应用', secrets: { appKey: 'app-2', secret: 's' } },
      administrator,
    );
    await expect(begin('w')).rejects.toMatchObject({ code: 'invalid-input', field: 'applicationId' });
  });
});

describe('by hand', () => {
  test('an administrator stores and removes a secret, with a reason; the account then cannot publish', async () => {
    await world.addAccounts(['weibo', 'w']);
    const { account } = await world.account('w');
    await expect(
      services.credentials.saveForAccount(
        account.id,
        { secrets: { acessToken: 'x' }, applicationId: null, expiresAt: null },
        administrator,
      ),
    ).rejects.toMatchObject({ code: 'invalid-input', field: 'secrets.acessToken', remedy: '是否想写 accessToken？' });
    await expect(
      services.credentials.saveForAccount(
        account.id,
        { secrets: { accessToken: 'x' }, applicationId: null, expiresAt: null },
        principal('operator', '2'),
      ),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect(
      await services.credentials.saveForAccount(
        account.id,
        { secrets: { accessToken: 'by-hand' }, applicationId: null, expiresAt: null },
        administrator,
      ),
    ).toMatchObject({ state: 'untested', grantedBy: '人员1' });
    await services.credentials.remove(credentialOf(account.id), '人员离岗', administrator);
    expect((await world.account('w')).account).toMatchObject({
      hasCredential: false,
      noPublishReason: 'no-credential',
    });
    await expect(services.credentials.show(credentialOf(account.id), administrator)).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await ledger()).toEqual(['untested→untested stored-by-hand', 'untested→removed removed-by-hand']);
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
          compose: () => ({
            draft: { title: 't', text: 't', sourceUrl: 'https://a.test', sourceName: '', digest: '' },
          }),
          confirm: () => Promise.resolve({ kind: 'not-found' as const }),
          publish: () =>
            Promise.resolve({ kind: 'failed' as const, failure: failure('fix-configuration', 'weibo-10014') }),
        },
      }),
    };
    services = createServices({ ...world.deps, connectors: refusing });
    await issuePolicy(world);
    world.clock.pass(MINUTE_MS);
    await services.accounts.collectNow((await world.account('w')).account.id, administrator);
    await services.accounts.collectDue(run);
    await services.mandates.queueReady(10);
    await services.mandates.publishDue(run);
    expect(await obligationOf(world, 'w')).toMatchObject({ state: 'manual', manualReason: 'no-permission' });
    expect((await world.account('w')).account.noPublishReason).toBe('no-permission');
    world.clock.pass(HOUR_MS);
    await services.accounts.collectDue(run);
    expect((await world.account('w')).account.noPublishReason).toBe('no-permission');
    await services.credentials.test(credentialOf((await world.account('w')).account.id), principal('operator', '2'));
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
