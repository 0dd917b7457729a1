import type { AccountId, UnitId } from '../../../src/domain/ids';
import type { DomainEvent } from '../../../src/domain/alerts/alert';
import {
  accountOf,
  after,
  eventOf,
  factsOf,
  findingOf,
  lookedAt,
  newPostOf,
  NOW,
  register,
  verdictOf,
  claimLook,
  followed,
} from '../samples';
import { ids, useTestStore } from '../testStore';

const { store, storage } = useTestStore();

type Registering = (
  account: ReturnType<typeof accountOf>,
  credential?: Readonly<Record<string, string>> | null,
  event?: DomainEvent,
) => Promise<string | undefined>;
const alone: Registering = (account, credential = null, event = eventOf(`account:${account.id}`)) =>
  storage.accounts.register(account, credential, event, NOW);
const OTHER = accountOf({ externalId: 'other' });
const amongMany: Registering = async (account, credential = null, event = eventOf(`account:${account.id}`)) => {
  const other = { account: OTHER, credential: null, event: eventOf('other'), nextLookAt: after(1) };
  return (await storage.accounts.registerAll([{ account, credential, event, nextLookAt: NOW }, other]))[0];
};
const stored = async (id: AccountId) => (await storage.accounts.byIds([id]))[0];

const WAYS: readonly (readonly [string, Registering])[] = [
  ['alone', alone],
  ['among many', amongMany],
];

describe.each(WAYS)('registering %s', (_way, registering) => {
  test('keeps an account exactly as it was handed over', async () => {
    const account = accountOf({
      openedAt: after(-1_000),
      settings: { listUrl: 'https://www.gov.example/list', selector: 'ul > li' },
      unitPath: [ids.id<UnitId>()],
    });
    expect(await registering(account)).toBe('added');
    const record = await stored(account.id);
    expect(record?.account).toEqual(account);
    expect(record?.verdict).toBeNull();
    expect(record?.nextLookAt).toEqual(NOW);
  });

  test('by many at once adds one account', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => registering(accountOf({ externalId: 'same' }))));
    expect(answers.filter((answer) => answer === 'added')).toHaveLength(1);
    const registered = await storage.accounts.byExternalIds('weibo', ['same', 'unknown']);
    expect(registered).toHaveLength(1);
  });

  test('changes nothing and leaves no event when nothing differs', async () => {
    const account = accountOf();
    await registering(account);
    await storage.outbox.relay(100);
    expect(await registering({ ...account, id: ids.id<AccountId>() })).toBe('unchanged');
    expect(await storage.outbox.relay(100)).toBe(0);
    expect(await registering({ ...account, settings: {} })).toBe('updated');
    expect(await registering({ ...account, settings: {} })).toBe('unchanged');
  });

  test('keeps facts, verdict and id when the registration changes, and points the event at the stored account', async () => {
    const account = await register(storage);
    const facts = await lookedAt(storage, account.id);
    await storage.accounts.changeVerdict(account.id, null, verdictOf({ facts }), followed());
    await storage.outbox.relay(100);
    const other = { ...account, id: ids.id<AccountId>(), name: '改名', settings: {} };
    expect(await registering(other)).toBe('updated');
    const record = await stored(account.id);
    expect(record?.account).toEqual({ ...account, name: '改名', settings: {} });
    expect(record?.facts).toEqual(facts);
    expect(record?.verdict?.kind).toBe('fine');
    await storage.outbox.relay(100);
    const history = await storage.ledger.ofSubject(`account:${account.id}`, { limit: 10, cursor: null });
    expect(history.items.map((entry) => entry.kind)).toEqual(['account-changed', 'account-changed']);
    expect((await storage.ledger.ofSubject(`account:${other.id}`, { limit: 10, cursor: null })).items).toEqual([]);
  });

  test('moves the status forward only; changeStatus may bring it back', async () => {
    const account = await register(storage);
    expect(await storage.accounts.changeStatus(account.id, 'stopped', 'cancelled', eventOf('account'))).toBe(false);
    expect(await storage.accounts.changeStatus(account.id, 'active', 'cancelled', eventOf('account'))).toBe(true);
    await registering({ ...account, name: '仍在名册' });
    expect((await stored(account.id))?.account.status).toBe('cancelled');
    const active = async () =>
      (await storage.accounts.activeAfter(null, 10, null)).some((record) => record.account.id === account.id);
    expect(await active()).toBe(false);
    await storage.accounts.changeStatus(account.id, 'cancelled', 'active', eventOf('account'));
    expect(await active()).toBe(true);
  });

  test('forgets an expired credential when a new one is registered, and not before', async () => {
    const account = accountOf({ hasCredential: true });
    await registering(account, { token: 'old' });
    const claim = await claimLook(storage, { now: NOW, owner: 'a', leaseMs: 1_000, token: 't' });
    await storage.accounts.settleLook(account.id, claim?.token ?? '', {
      facts: factsOf(),
      nextLookAt: NOW,
      callsToday: { on: '2026-09-18', count: 1 },
      noPublishReason: 'credential-expired',
      updatedAt: after(1),
    });
    await registering({ ...account, name: '改名' }, { token: 'old' });
    expect((await stored(account.id))?.account.noPublishReason).toBe('credential-expired');
    expect(await registering({ ...account, name: '改名' }, { token: 'new' })).toBe('updated');
    expect((await stored(account.id))?.account.noPublishReason).toBeNull();
    expect(await storage.accounts.credential(account.id)).toEqual({ token: 'new' });
  });

  test('moves everything an account left behind when the account moves to another unit', async () => {
    const [from, to] = [ids.id<UnitId>(), ids.id<UnitId>()];
    const account = await register(storage, { unitId: from, unitPath: [from] });
    await storage.posts.record(account, [newPostOf('1')], NOW);
    await storage.findings.open(findingOf(account.id), eventOf('finding'));
    await registering({ ...account, id: ids.id<AccountId>(), unitId: to, unitPath: [to] });
    expect(await storage.posts.countSince(after(-1), from)).toBe(0);
    expect(await storage.posts.countSince(after(-1), to)).toBe(1);
    expect(await storage.findings.countAccounts('silent', from)).toBe(0);
    expect(await storage.findings.countAccounts('silent', to)).toBe(1);
  });
});

describe.each(WAYS)('credentials registered %s', (_way, registering) => {
  test('stay when a registration carries none: a register names accounts, not who granted access since', async () => {
    const account = accountOf({ hasCredential: true });
    await registering(account, { token: 'a' });
    expect(await registering(account, null)).toBe('unchanged');
    expect(await storage.accounts.credential(account.id)).toEqual({ token: 'a' });
    await registering({ ...account, hasCredential: false, noPublishReason: 'no-credential', name: '改名' }, null);
    expect(await storage.accounts.credential(account.id)).toEqual({ token: 'a' });
    expect((await storage.accounts.byId(account.id, null))?.account).toMatchObject({
      hasCredential: true,
      noPublishReason: null,
      name: '改名',
    });
  });
});

describe('credentials', () => {
  const cipher = {
    seal: (text: string) => `sealed:${Buffer.from(text).toString('hex')}`,
    open: (text: string) => Buffer.from(text.slice('sealed:'.length), 'hex').toString(),
  };

  test('are stored sealed, apart from the account, and come back with the claim', async () => {
    const sealing = await store.open({ cipher });
    const account = accountOf({ hasCredential: true });
    await sealing.accounts.register(account, { appsecret: 'very-secret' }, eventOf('account'), NOW);
    const raw = await store.raw();
    const everything = JSON.stringify(
      await Promise.all(['accounts', 'credentials', 'ledger'].map((name) => raw.collection(name).find({}).toArray())),
    );
    expect(everything).not.toContain('very-secret');
    expect((await claimLook(sealing, { now: NOW, owner: 'a', leaseMs: 1_000, token: 't' }))?.credential).toEqual({
      appsecret: 'very-secret',
    });
    await expect(storage.accounts.credential(account.id)).rejects.toThrow(/sealed/);
  });

  test('that cannot be opened say so without showing anything of them', async () => {
    const account = accountOf({ hasCredential: true });
    const sealing = await store.open({ cipher });
    await sealing.accounts.register(account, { appsecret: 'very-secret' }, eventOf('account'), NOW);
    const wrongKey = await store.open({
      cipher: {
        seal: cipher.seal,
        open: () => {
          throw new Error('bad tag for very-secret');
        },
      },
    });
    const failure = await wrongKey.accounts.credential(account.id).catch((error: Error) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(String(failure)).not.toContain('very-secret');
  });
});
