import type { AccountId, PersonId } from '../../../src/domain/ids';
import type { PlatformMessage } from '../../../src/ports/connectors';
import { createCipher } from '../../../src/app/secrets';
import { after, NOW } from '../samples';
import { hasher, ids, useTestStore } from '../testStore';

const { store, storage } = useTestStore({ storage: { cipher: createCipher('the key of this office') } });

describe('interface tokens', () => {
  const token = (text: string) => ({ token: text, refreshToken: `refresh-${text}`, expiresAt: after(7_200_000) });

  test('are the same for every process, sealed, and never stored as they are', async () => {
    const other = await store.open({ cipher: createCipher('the key of this office') });
    expect(await storage.tokens.read('wechat-app:wx1')).toBeNull();
    expect(await storage.tokens.swap('wechat-app:wx1', null, token('a'))).toBe(true);
    expect(await other.tokens.read('wechat-app:wx1')).toEqual(token('a'));
    const rows = JSON.stringify(await (await store.raw()).collection('interface-tokens').find({}).toArray());
    expect(rows).not.toMatch(/"a"|refresh-a/);
  });

  test('are replaced by exactly one of those who saw the same one', async () => {
    expect(
      (await Promise.all(['a', 'b', 'c'].map((text) => storage.tokens.swap('k', null, token(text))))).filter(Boolean),
    ).toHaveLength(1);
    const stored = (await storage.tokens.read('k'))?.token ?? '';
    expect(
      (await Promise.all(['x', 'y', 'z'].map((text) => storage.tokens.swap('k', stored, token(text))))).filter(Boolean),
    ).toHaveLength(1);
    expect(await storage.tokens.swap('k', stored, token('late'))).toBe(false);
  });

  test('that no key opens read as none and are simply replaced', async () => {
    await storage.tokens.swap('k', null, token('a'));
    const stranger = await store.open({ cipher: createCipher('another key altogether') });
    expect(await stranger.tokens.read('k')).toBeNull();
    expect(await stranger.tokens.swap('k', null, token('b'))).toBe(true);
    expect((await stranger.tokens.read('k'))?.token).toBe('b');
  });
});

describe('signs of an authorisation under way', () => {
  test('work once, before they expire, and are stored as a hash', async () => {
    const state = {
      stateHash: hasher.sha256('s'),
      platform: 'weibo' as const,
      applicationId: '123',
      accountId: null,
      personId: ids.id<PersonId>(),
      personName: '张三',
      unitId: null,
      redirectUri: 'https://x.example/cb',
      expiresAt: after(1_000),
      createdAt: NOW,
    };
    await storage.authorisationStates.create(state);
    expect(await storage.authorisationStates.consume(hasher.sha256('other'), NOW)).toBeNull();
    const answers = await Promise.all([1, 2].map(() => storage.authorisationStates.consume(state.stateHash, NOW)));
    expect(answers.filter((one) => one !== null)).toEqual([state]);
    await storage.authorisationStates.create({ ...state, stateHash: hasher.sha256('t') });
    expect(await storage.authorisationStates.consume(hasher.sha256('t'), after(1_000))).toBeNull();
  });
});

describe('messages of platforms', () => {
  const ticket: PlatformMessage = {
    kind: 'component-ticket',
    applicationId: 'wxcomp',
    ticket: 'ticket@@@secret',
    at: NOW,
  };
  const door = { platform: 'wechat' as const, applicationId: 'wxcomp', externalId: null };
  const claim = (token: string, now = NOW) => storage.platformInbox.claim({ now, owner: 'a', leaseMs: 1_000, token });

  test('are kept once per key, sealed, with their instants, until they are done', async () => {
    expect(await storage.platformInbox.receive({ key: 'k', door, message: ticket, receivedAt: NOW })).toBe('stored');
    expect(await storage.platformInbox.receive({ key: 'k', door, message: ticket, receivedAt: after(5) })).toBe(
      'known',
    );
    expect(JSON.stringify(await (await store.raw()).collection('platform-inbox').find({}).toArray())).not.toContain(
      'ticket@@@secret',
    );
    const claimed = await claim('t');
    expect(claimed).toEqual({ key: 'k', door, message: ticket, receivedAt: NOW, attempts: 1 });
    expect(await claim('t2')).toBeNull();
    expect(await storage.platformInbox.settle('k', 'wrong', { done: NOW })).toBe(false);
    expect(await storage.platformInbox.settle('k', 't', { again: after(10) })).toBe(true);
    expect(await claim('t3', after(9))).toBeNull();
    expect((await claim('t3', after(10)))?.attempts).toBe(2);
    expect(await storage.platformInbox.countWaiting()).toBe(1);
    await storage.platformInbox.settle('k', 't3', { done: after(10) });
    expect(await storage.platformInbox.countWaiting()).toBe(0);
    expect(await storage.platformInbox.receive({ key: 'k', door, message: ticket, receivedAt: after(60_000) })).toBe(
      'known',
    );
  });

  test('whose worker died are worked by another once its lease has run out', async () => {
    await storage.platformInbox.receive({ key: 'k', door, message: ticket, receivedAt: NOW });
    await claim('dead');
    expect(await claim('t', after(999))).toBeNull();
    expect(await claim('t', after(1_000))).not.toBeNull();
    expect(await storage.platformInbox.settle('k', 'dead', { done: after(1_000) })).toBe(false);
  });
});

describe('calls of a day', () => {
  const take = (accountId: AccountId, ceiling: number, on = '2026-09-18') =>
    storage.callCounts.spend({ accountId, platform: 'weibo', on, ceiling, expiresAt: after(1e8) });

  test('are counted over all who make them and never pass their ceiling', async () => {
    const account = ids.id<AccountId>();
    const taken = await Promise.all(Array.from({ length: 30 }, () => take(account, 20)));
    expect(taken.filter((one) => one.taken)).toHaveLength(20);
    expect(await storage.callCounts.count(account, '2026-09-18')).toBe(20);
    expect(await take(account, 20)).toEqual({ taken: false, count: 20 });
    expect(await take(account, 21)).toEqual({ taken: true, count: 21 });
    expect(await take(account, 20, '2026-09-19')).toEqual({ taken: true, count: 1 });
    expect(await take(ids.id<AccountId>(), 0)).toEqual({ taken: false, count: 0 });
    await take(ids.id<AccountId>(), 5);
    expect(await storage.callCounts.spent('2026-09-18')).toEqual([
      { platform: 'weibo', accounts: 2, calls: 22, most: 21 },
    ]);
  });
});
