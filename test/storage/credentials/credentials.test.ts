import type { AccountId, CredentialId, UnitId } from '../../../src/domain/ids';
import type { NewCredential } from '../../../src/ports/credentials';
import type { Storage } from '../../../src/ports/storage';
import { createCipher } from '../../../src/app/secrets';
import { accountOf, after, eventOf, NOW } from '../samples';
import { ids, useTestStore } from '../testStore';

const cipher = createCipher('the key of this office');
const { store, storage } = useTestStore({ storage: { cipher } });

const SECRET = 'very-secret-token';
function credentialOf(given: Partial<NewCredential> = {}): NewCredential {
  const id = given.id ?? ids.id<CredentialId>();
  return {
    id,
    platform: 'weibo',
    kind: 'weibo-user-token',
    accountId: id as string as AccountId,
    applicationId: null,
    label: `账号 ${id}`,
    unitId: null,
    unitPath: [],
    secrets: { accessToken: SECRET },
    state: 'untested',
    expiresAt: null,
    grantedBy: { personId: null, name: 'register' },
    grantedAt: NOW,
    nextCheckAt: NOW,
    ...given,
  };
}
const applicationOf = (applicationId: string, given: Partial<NewCredential> = {}): NewCredential =>
  credentialOf({
    platform: 'wechat',
    kind: 'wechat-component',
    accountId: null,
    applicationId,
    nextCheckAt: null,
    secrets: { token: SECRET },
    ...given,
  });
const event = () => eventOf('credential');
const page = { limit: 10, cursor: null };
const claim = (token: string, now = NOW) =>
  storage.credentials.claimCredentialCheck({ now, owner: 'a', leaseMs: 1_000, token });

describe('a stored credential', () => {
  test('is sealed, and its record carries nothing of it', async () => {
    const given = credentialOf();
    expect(await storage.credentials.save(given, null, event())).toBe('saved');
    expect(await storage.credentials.secrets(given.id)).toEqual({ accessToken: SECRET });
    expect(JSON.stringify(await storage.credentials.byId(given.id, null))).not.toContain(SECRET);
    const raw = await store.raw();
    expect(JSON.stringify(await raw.collection('credentials').find({}).toArray())).not.toContain(SECRET);
    expect(await storage.outbox.relay(10)).toBe(1);
  });

  test('is swapped by whoever has read it last, and by nobody else', async () => {
    const given = credentialOf();
    const answers = await Promise.all([
      storage.credentials.save(given, null, event()),
      storage.credentials.save(given, null, event()),
    ]);
    expect(answers.sort()).toEqual(['conflict', 'saved']);
    expect(await Promise.all([1, 2].map(() => storage.credentials.save(given, 1, event())))).toEqual(
      expect.arrayContaining(['saved', 'conflict']),
    );
    expect((await storage.credentials.byId(given.id, null))?.version).toBe(2);
  });

  test('is gone when removed, tells it in the ledger, and may be stored again with a higher version', async () => {
    const given = credentialOf();
    await storage.credentials.save(given, null, event());
    expect(await storage.credentials.remove(given.id, 2, event())).toBe(false);
    expect(await storage.credentials.remove(given.id, 1, event())).toBe(true);
    expect(await storage.credentials.secrets(given.id)).toBeNull();
    expect(await storage.credentials.byId(given.id, null)).toBeNull();
    expect((await storage.credentials.list({}, page, null)).items).toEqual([]);
    expect(await claim('t')).toBeNull();
    expect(await storage.outbox.relay(10)).toBe(2);
    expect(await storage.credentials.save(given, null, event())).toBe('saved');
    expect((await storage.credentials.byId(given.id, null))?.version).toBe(3);
  });

  test('is listed within the scope only, by platform, state and owner', async () => {
    const [left, right] = [ids.id<UnitId>(), ids.id<UnitId>()];
    const own = credentialOf({ unitId: left, unitPath: [left] });
    await storage.credentials.save(own, null, event());
    await storage.credentials.save(credentialOf({ unitId: right, unitPath: [right], state: 'refused' }), null, event());
    await storage.credentials.save(applicationOf('wxcomp'), null, event());
    const listed = async (...[filter, scope]: [Parameters<Storage['credentials']['list']>[0], UnitId | null]) =>
      (await storage.credentials.list(filter, page, scope)).items.length;
    expect(await listed({}, left)).toBe(1);
    expect(await storage.credentials.byId(own.id, right)).toBeNull();
    expect([
      await listed({ of: 'applications' }, null),
      await listed({ of: 'accounts' }, null),
      await listed({ state: 'refused' }, null),
      await listed({ platform: 'wechat' }, null),
    ]).toEqual([1, 2, 1, 1]);
    expect(await storage.credentials.countByState(null)).toEqual({ untested: 2, refused: 1 });
  });

  test('moves with its account to another unit', async () => {
    const [from, to] = [ids.id<UnitId>(), ids.id<UnitId>()];
    const account = accountOf({ hasCredential: true, unitId: from, unitPath: [from] });
    await storage.accounts.register(account, { accessToken: SECRET }, eventOf('a'), NOW);
    await storage.accounts.register({ ...account, unitId: to, unitPath: [to] }, null, eventOf('a'), NOW);
    expect(await storage.credentials.byId(account.id as string as CredentialId, from)).toBeNull();
    expect(await storage.credentials.byId(account.id as string as CredentialId, to)).not.toBeNull();
  });
});

describe('tests of credentials', () => {
  test('are claimed once each, and settled only by the holder for the very secret that was tested', async () => {
    const given = credentialOf();
    await storage.credentials.save(given, null, event());
    const claims = await Promise.all(['t1', 't2'].map((token) => claim(token)));
    expect(claims.filter((one) => one !== null)).toHaveLength(1);
    const token = claims[0] === null ? 't2' : 't1';
    const settlement = {
      state: 'working' as const,
      expiresAt: after(1_000),
      nextCheckAt: after(5_000),
      credentialCheck: { at: NOW, outcome: 'accepted' as const, code: null },
    };
    expect(await storage.credentials.settleCredentialCheck({ id: given.id, version: 1 }, 'other', settlement, [])).toBe(
      false,
    );
    await storage.credentials.save(given, 1, event());
    expect(await storage.credentials.settleCredentialCheck({ id: given.id, version: 1 }, token, settlement, [])).toBe(
      false,
    );
    expect((await storage.credentials.byId(given.id, null))?.state).toBe('untested');
    const again = await claim('t3');
    expect(again?.version).toBe(2);
    expect(
      await storage.credentials.settleCredentialCheck({ id: given.id, version: 2 }, 't3', settlement, [event()]),
    ).toBe(true);
    expect(await storage.credentials.byId(given.id, null)).toMatchObject({
      state: 'working',
      lastCheckOutcome: 'accepted',
      nextCheckAt: after(5_000),
    });
    expect(await claim('t4', after(4_999))).toBeNull();
    expect(await storage.credentials.expediteCredentialCheck(given.id, NOW)).toBe(true);
    expect(await claim('t5')).not.toBeNull();
  });

  test('never become due for what cannot be tested', async () => {
    const given = applicationOf('wxcomp');
    await storage.credentials.save(given, null, event());
    expect(await storage.credentials.expediteCredentialCheck(given.id, NOW)).toBe(false);
    expect(await claim('t', after(1e9))).toBeNull();
  });
});

describe('warnings', () => {
  test('are due seven days and one day ahead and at the end, and recorded once each', async () => {
    const day = 86_400_000;
    const given = credentialOf({ expiresAt: after(30 * day) });
    await storage.credentials.save(given, null, event());
    expect(await storage.credentials.warningsDue(after(23 * day - 1), 10)).toEqual([]);
    const [due] = await storage.credentials.warningsDue(after(23 * day), 10);
    if (due === undefined) throw new Error('no warning is due');
    expect(
      await Promise.all(
        [1, 2].map(() => storage.credentials.recordWarning(due, { days: 7, state: 'expiring' }, [event()])),
      ),
    ).toEqual(expect.arrayContaining([true, false]));
    expect(await storage.credentials.warningsDue(after(29 * day - 1), 10)).toEqual([]);
    expect(await storage.credentials.warningsDue(after(29 * day), 10)).toHaveLength(1);
  });
});

describe('changing the key', () => {
  test('seals everything anew under the new key, may be repeated, and counts what no key opens', async () => {
    const given = credentialOf();
    await storage.credentials.save(given, null, event());
    await storage.tokens.swap('wechat-app:wx1', null, {
      token: 'token-1',
      refreshToken: null,
      expiresAt: after(1_000),
    });
    const lost = await store.open({ cipher: createCipher('a key nobody has') });
    await lost.credentials.save(credentialOf(), null, event());

    const next = createCipher('the key of next year', ['the key of this office']);
    const rotating = await store.open({ cipher: next });
    const progress: unknown[] = [];
    expect(await rotating.credentials.reseal((done) => progress.push(done))).toEqual({ resealed: 2, unreadable: 1 });
    expect(progress.length).toBeGreaterThan(0);
    expect(await rotating.credentials.reseal(() => undefined)).toEqual({ resealed: 0, unreadable: 1 });
    const afterwards = await store.open({ cipher: createCipher('the key of next year') });
    expect(await afterwards.credentials.secrets(given.id)).toEqual({ accessToken: SECRET });
    expect((await afterwards.tokens.read('wechat-app:wx1'))?.token).toBe('token-1');
    await expect(storage.credentials.secrets(given.id)).rejects.toThrow(/SECRET_KEY/);
  });
});

describe('the heartbeat of an application', () => {
  const beat = (atMs: number, brokenAt: Date | null = null) =>
    storage.credentials.addHeartbeat(
      { platform: 'wechat', applicationId: 'wxcomp' },
      { secrets: { componentVerifyTicket: `ticket-${atMs}` }, at: after(atMs), brokenAt },
      () => null,
    );

  test('keeps the newest ticket beside the rest of the secret and tells since when messages flow', async () => {
    expect(await beat(0)).toBe(false);
    const given = applicationOf('wxcomp');
    await storage.credentials.save(given, null, event());
    await beat(0);
    await beat(600_000);
    expect(await storage.credentials.secrets(given.id)).toEqual({
      token: SECRET,
      componentVerifyTicket: 'ticket-600000',
    });
    expect(await storage.credentials.byId(given.id, null)).toMatchObject({
      state: 'working',
      messages: { lastAt: after(600_000), sinceAt: NOW },
    });
    await beat(600_000 + 25 * 60_000 + 1);
    expect((await storage.credentials.byId(given.id, null))?.messages?.sinceAt).toEqual(
      after(600_000 + 25 * 60_000 + 1),
    );
  });

  test('of several processes at once loses none', async () => {
    await storage.credentials.save(applicationOf('wxcomp'), null, event());
    expect(await Promise.all([0, 1, 2, 3].map((ms) => beat(ms)))).toEqual([true, true, true, true]);
  });

  test('there is one credential for an application, whoever stores it', async () => {
    const saved = await Promise.all([1, 2].map(() => storage.credentials.save(applicationOf('wxcomp'), null, event())));
    expect(saved.sort()).toEqual(['conflict', 'saved']);
  });
});
