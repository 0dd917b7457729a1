import mongoose from 'mongoose';
import type { AccountId, UnitId } from '../../../src/domain/ids';
import type { DomainEvent } from '../../../src/domain/alerts/alert';
import {
  accountOf,
  after,
  eventOf,
  factsOf,
  findingOf,
  lookOf,
  newPostOf,
  NOW,
  register,
  unitOf,
  verdictOf,
} from '../samples';
import { ids, useTestStore } from '../testStore';

const { store, storage } = useTestStore();

const registering = (
  account: ReturnType<typeof accountOf>,
  credential: Readonly<Record<string, string>> | null = null,
  event: DomainEvent = eventOf(`account:${account.id}`),
): Promise<string> => storage.accounts.register(account, credential, event, NOW);
const stored = async (id: AccountId) => (await storage.accounts.byIds([id]))[0];

describe('units', () => {
  test('keep their id when they are registered again under another one, and their path ends in it', async () => {
    const county = await storage.units.upsert(unitOf('county'));
    const again = await storage.units.upsert({ ...unitOf('county'), name: '新名称' });
    expect(again).toEqual({ ...county, name: '新名称' });
    expect(again.path).toEqual([county.id]);
  });

  test('registered under one key by many at once are one unit', async () => {
    const units = await Promise.all(Array.from({ length: 12 }, () => storage.units.upsert(unitOf('county'))));
    expect(new Set(units.map((unit) => unit.id)).size).toBe(1);
    expect(await storage.units.list(null)).toHaveLength(1);
  });

  test('are registered although another process inserts the same key between looking and inserting', async () => {
    const lostRace = Object.assign(new Error('E11000 duplicate key error'), { code: 11000 });
    const { units } = await store.open();
    const model = mongoose.connections.at(-1)?.model('units');
    if (model === undefined) throw new Error('the storage under test has no connection');
    const update = jest.spyOn(model, 'findOneAndUpdate').mockImplementationOnce(() => {
      throw lostRace;
    });
    expect((await units.upsert(unitOf('county'))).key).toBe('county');
    expect(update).toHaveBeenCalledTimes(2);
    update.mockImplementationOnce(() => {
      throw new Error('something else');
    });
    await expect(units.upsert(unitOf('other'))).rejects.toThrow('something else');
  });

  test('are listed parents first, and only within the scope', async () => {
    const county = await storage.units.upsert(unitOf('county'));
    const bureau = await storage.units.upsert(unitOf('bureau', [county]));
    const office = await storage.units.upsert(unitOf('an-office', [county, bureau]));
    const town = await storage.units.upsert(unitOf('town', [county]));
    expect((await storage.units.list(null)).map((unit) => unit.key)).toEqual(['county', 'bureau', 'town', 'an-office']);
    expect((await storage.units.list(bureau.id)).map((unit) => unit.id)).toEqual([bureau.id, office.id]);
    expect(await storage.units.byId(town.id, bureau.id)).toBeNull();
    expect(await storage.units.byId(office.id, bureau.id)).toEqual(office);
  });
});

describe('register', () => {
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
    expect(await storage.accounts.activeAfter(null, 100)).toHaveLength(1);
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
    const facts = await lookedAt(account.id);
    await storage.accounts.changeVerdict(account.id, null, verdictOf({ facts }), []);
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
    expect(await storage.accounts.activeAfter(null, 10)).toEqual([]);
    await storage.accounts.changeStatus(account.id, 'cancelled', 'active', eventOf('account'));
    expect((await storage.accounts.activeAfter(null, 10)).map((record) => record.account.id)).toEqual([account.id]);
  });

  test('forgets an expired credential when a new one is registered, and not before', async () => {
    const account = accountOf({ hasCredential: true });
    await registering(account, { token: 'old' });
    const claim = await storage.accounts.claimLook({ now: NOW, owner: 'a', leaseMs: 1_000, token: 't' });
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
    expect(
      (await sealing.accounts.claimLook({ now: NOW, owner: 'a', leaseMs: 1_000, token: 't' }))?.credential,
    ).toEqual({ appsecret: 'very-secret' });
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

describe('changeVerdict', () => {
  test('by two who read the same verdict changes it once and leaves one event', async () => {
    const account = await register(storage);
    const facts = await lookedAt(account.id);
    await storage.outbox.relay(100);
    const answers = await Promise.all(
      ['warned', 'silent'].map((kind) =>
        storage.accounts.changeVerdict(account.id, null, verdictOf({ facts, kind: kind as 'warned' }), [
          eventOf('verdict', { alert: {} }),
        ]),
      ),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await storage.outbox.relay(100)).toBe(1);
    expect(await storage.alerts.since(0, 10, null)).toHaveLength(1);
  });

  test('keeps the verdict exactly and moves the sweep to its next instant', async () => {
    const account = await register(storage);
    const facts = await lookedAt(account.id);
    expect((await storage.accounts.dueForJudging(NOW, 10)).map((record) => record.account.id)).toEqual([account.id]);
    const verdict = verdictOf({ facts, kind: 'warned', reason: 'silence-approaching', judgeAfter: after(5_000) });
    expect(await storage.accounts.changeVerdict(account.id, null, verdict, [])).toBe(true);
    expect((await stored(account.id))?.verdict).toEqual(verdict);
    expect(await storage.accounts.dueForJudging(after(4_999), 10)).toEqual([]);
    expect(await storage.accounts.dueForJudging(after(5_000), 10)).toHaveLength(1);
    expect(await storage.accounts.changeVerdict(account.id, null, verdict, [])).toBe(false);
    expect(
      await storage.accounts.changeVerdict(
        account.id,
        verdict.judgedAt,
        verdictOf({ facts, judgedAt: after(1), judgeAfter: null }),
        [],
      ),
    ).toBe(true);
    expect(await storage.accounts.dueForJudging(after(1e9), 10)).toEqual([]);
  });

  test('refuses a verdict from facts that a newer look has replaced, so that the account stays due', async () => {
    const account = await register(storage);
    const old = await lookedAt(account.id);
    await lookedAt(account.id);
    expect(await storage.accounts.changeVerdict(account.id, null, verdictOf({ facts: old }), [])).toBe(false);
    expect(await storage.accounts.dueForJudging(NOW, 10)).toHaveLength(1);
  });
});

describe('sight and counts', () => {
  test('count by platform, verdict and outcome within the scope', async () => {
    const [left, right] = [ids.id<UnitId>(), ids.id<UnitId>()];
    const seen = await register(storage, { unitPath: [left] });
    await lookedAt(seen.id);
    await register(storage, { unitPath: [left] }, after(1e9));
    await register(storage, { unitPath: [right], platform: 'portal' }, after(1e9));
    await storage.accounts.changeVerdict(
      seen.id,
      null,
      verdictOf({ facts: (await stored(seen.id))?.facts ?? factsOf() }),
      [],
    );
    expect(await storage.accounts.countByVerdict(left)).toEqual(
      expect.arrayContaining([
        { platform: 'weibo', verdict: 'fine', count: 1 },
        { platform: 'weibo', verdict: null, count: 1 },
      ]),
    );
    expect(await storage.accounts.countByVerdict(right)).toEqual([{ platform: 'portal', verdict: null, count: 1 }]);
    expect(await storage.accounts.sightByPlatform(left, after(-3_600_000), after(-86_400_000))).toEqual([
      {
        platform: 'weibo',
        accounts: 2,
        seenLastHour: 1,
        seenLastDay: 1,
        lastSightAt: NOW,
        outcomes: { items: 1, 'never-looked': 1 },
      },
    ]);
  });

  test('of look outcomes count each account once', async () => {
    const [one, other] = [await register(storage), await register(storage)];
    for (const look of [
      lookOf(one.id, { outcome: 'refused', detail: 'http-412' }),
      lookOf(one.id, { outcome: 'refused', detail: 'http-412' }),
      lookOf(other.id, { outcome: 'refused', detail: 'http-412' }),
    ])
      await storage.looks.insert(look);
    await storage.looks.insert(lookOf(one.id, { outcome: 'refused', detail: 'http-412', endedAt: after(-1) }));
    expect(await storage.looks.outcomesSince(NOW)).toEqual([
      { platform: 'weibo', outcome: 'refused', detail: 'http-412', accounts: 2 },
    ]);
  });
});

/** Claims and settles a look at the account, which has to be the one that is due; answers the new facts. */
async function lookedAt(id: AccountId) {
  const facts = factsOf();
  const claim = await storage.accounts.claimLook({ now: NOW, owner: 'test', leaseMs: 1_000, token: ids.secret() });
  expect(claim?.record.account.id).toBe(id);
  expect(
    await storage.accounts.settleLook(id, claim?.token ?? '', {
      facts,
      nextLookAt: NOW,
      callsToday: { on: '2026-09-18', count: 1 },
      noPublishReason: null,
      updatedAt: NOW,
    }),
  ).toBe(true);
  return facts;
}
