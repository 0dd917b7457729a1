import type { AccountId } from '../../../src/domain/ids';
import type { LookClaim, Storage } from '../../../src/ports/storage';
import { accountOf, after, claimLook, eventOf, factsOf, NOW, register } from '../samples';
import { ids, useTestStore } from '../testStore';

const { store, storage } = useTestStore();

const claim = (from: Storage = storage, now = NOW): Promise<LookClaim | null> =>
  claimLook(from, { now, owner: 'worker', leaseMs: 60_000, token: ids.secret() });
const result = {
  facts: factsOf(),
  nextLookAt: after(3_600_000),
  callsToday: { on: '2026-09-18', count: 1 },
  noPublishReason: null,
  updatedAt: NOW,
} as const;
const record = async (id: AccountId) => (await storage.accounts.byIds([id]))[0];

test('many claimers in two processes claim every account exactly once', async () => {
  const accounts = await Promise.all(Array.from({ length: 40 }, () => register(storage)));
  const processes = [storage, await store.open()];
  const claims: LookClaim[] = [];
  await Promise.all(
    Array.from({ length: 16 }, async (_, index) => {
      for (let next = await claim(processes[index % 2]); next !== null; next = await claim(processes[index % 2]))
        claims.push(next);
    }),
  );
  expect(claims).toHaveLength(40);
  expect(new Set(claims.map((one) => one.record.account.id))).toEqual(new Set(accounts.map((account) => account.id)));
});

test('the account most overdue is claimed first, and none before it is due', async () => {
  const late = await register(storage, {}, after(-5_000));
  const later = await register(storage, {}, after(-1_000));
  await register(storage, {}, after(1));
  expect((await claim())?.record.account.id).toBe(late.id);
  expect((await claim())?.record.account.id).toBe(later.id);
  expect(await claim()).toBeNull();
});

test('a lease that ran out can be taken by another; the first then writes nothing', async () => {
  const account = await register(storage);
  const first = await claim();
  expect(await claim(storage, after(59_999))).toBeNull();
  const second = await claim(storage, after(60_000));
  expect(second?.record.account.id).toBe(account.id);
  expect(await storage.accounts.settleLook(account.id, first?.token ?? '', { ...result, nextLookAt: after(1) })).toBe(
    'lost',
  );
  expect((await record(account.id))?.facts.lastLookId).toBeNull();
  expect((await record(account.id))?.nextLookAt).toEqual(NOW);
  expect(await storage.accounts.settleLook(account.id, second?.token ?? '', result)).toBe('settled');
});

test('settling twice with one token writes once', async () => {
  const account = await register(storage);
  const held = await claim();
  expect(await storage.accounts.settleLook(account.id, held?.token ?? '', result)).toBe('settled');
  expect(await storage.accounts.settleLook(account.id, held?.token ?? '', { ...result, nextLookAt: after(1) })).toBe(
    'lost',
  );
  expect((await record(account.id))?.nextLookAt).toEqual(result.nextLookAt);
});

test('a settled look keeps facts exactly and makes the account due for judging', async () => {
  const account = await register(storage);
  const held = await claim();
  await storage.accounts.settleLook(account.id, held?.token ?? '', {
    ...result,
    noPublishReason: 'credential-expired',
  });
  const after1 = await record(account.id);
  expect(after1?.facts).toEqual(result.facts);
  expect(after1?.callsToday).toEqual({ on: '2026-09-18', count: 1 });
  expect(after1?.account.noPublishReason).toBe('credential-expired');
  expect(await storage.accounts.dueForJudging(NOW, 10)).toHaveLength(1);
});

describe('expediteLooks', () => {
  test('brings a look forward and never puts one off', async () => {
    const [near, far] = [await register(storage, {}, after(1_000)), await register(storage, {}, after(9_000))];
    expect(await storage.accounts.expediteLooks([near.id, far.id], after(5_000))).toBe(2);
    expect((await record(near.id))?.nextLookAt).toEqual(after(1_000));
    expect((await record(far.id))?.nextLookAt).toEqual(after(5_000));
  });

  test('asked for during a look survives the settling of that look', async () => {
    const account = await register(storage);
    const held = await claim();
    await storage.accounts.expediteLooks([account.id], after(5_000));
    expect(await storage.accounts.settleLook(account.id, held?.token ?? '', result)).toBe('settled');
    expect((await record(account.id))?.nextLookAt).toEqual(after(5_000));
    const next = await claim(storage, after(5_000));
    await storage.accounts.settleLook(account.id, next?.token ?? '', result);
    expect((await record(account.id))?.nextLookAt).toEqual(result.nextLookAt);
  });

  test('asked for during a look does not give a lost lease back', async () => {
    const account = await register(storage);
    const lost = await claim();
    await claim(storage, after(60_000));
    await storage.accounts.expediteLooks([account.id], after(5_000));
    expect(await storage.accounts.settleLook(account.id, lost?.token ?? '', result)).toBe('lost');
  });
});

test('of looks that end together each is settled by itself: lost, asked for anew, overtaken or written', async () => {
  const accounts: AccountId[] = [];
  const held: (LookClaim | null)[] = [];
  for (let index = 0; index < 6; index += 1) {
    accounts.push((await register(storage)).id);
    held.push(await claim());
  }
  const [lost, asked, overtaken] = accounts as [AccountId, AccountId, AccountId];
  await storage.accounts.expediteLooks([lost], NOW);
  await claim(storage, after(60_000));
  await storage.accounts.expediteLooks([asked], after(5_000));
  await storage.accounts.noteCredential(overtaken, { present: false, noPublishReason: 'no-api' }, after(1));
  const settled = await Promise.all(
    held.map(async (one) => {
      const id = one?.record.account.id as AccountId;
      const facts = factsOf({ lastLookId: ids.id() });
      const unchangedSince = one?.record.updatedAt as Date;
      const told = await storage.accounts.settleLook(id, one?.token ?? '', { ...result, facts, unchangedSince });
      return { id, told, isWritten: (await record(id))?.facts.lastLookId === facts.lastLookId };
    }),
  );
  const byId = new Map(settled.map(({ id, ...rest }) => [id, rest]));
  expect(accounts.map((id) => byId.get(id))).toEqual([
    { told: 'lost', isWritten: false },
    { told: 'settled', isWritten: true },
    { told: 'overtaken', isWritten: false },
    ...[3, 4, 5].map(() => ({ told: 'settled', isWritten: true })),
  ]);
  expect((await record(asked))?.nextLookAt).toEqual(after(5_000));
});

test('a batch takes the most overdue, of each server no more than there is room for', async () => {
  const column = (host: string, dueAt: Date) =>
    register(
      storage,
      { platform: 'portal', externalId: `https://${host}/${ids.id()}`, homeUrl: `https://${host}/` },
      dueAt,
    );
  const busy = [];
  for (let index = 0; index < 4; index += 1) busy.push(await column('busy.test', after(index - 100)));
  const quiet = await column('quiet.test', after(-50));
  const full = await column('full.test', after(-60));
  const asked = { now: NOW, owner: 'a', leaseMs: 60_000, limit: 10, notHosts: ['full.test'] };
  const claims = await storage.accounts.claimLooks({
    ...asked,
    token: ids.secret(),
    roomAt: (host) => (host === 'busy.test' ? 2 : 5),
  });
  expect(claims.map(({ record: { account } }) => account.id)).toEqual([busy[0]?.id, busy[1]?.id, quiet.id]);
  const rest = await storage.accounts.claimLooks({ ...asked, notHosts: [], token: ids.secret(), roomAt: () => 9 });
  expect(rest.map(({ record: { account } }) => account.id)).toEqual([busy[2]?.id, busy[3]?.id, full.id]);
  expect(await storage.accounts.claimLooks({ ...asked, token: ids.secret(), roomAt: () => 9 })).toEqual([]);
});

test('batches of two processes never hold the same account', async () => {
  for (let index = 0; index < 30; index += 1) await register(storage);
  const processes = [storage, await store.open()];
  const claims = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      (processes[index % 2] ?? storage).accounts.claimLooks({
        now: NOW,
        owner: 'worker',
        leaseMs: 60_000,
        token: ids.secret(),
        limit: 7,
        roomAt: () => 100,
      }),
    ),
  );
  const held = claims.flat().map(({ record: { account } }) => account.id);
  expect(new Set(held).size).toBe(held.length);
});

test('a look is not settled over what changed the account since it was read, and is told so', async () => {
  const account = await register(storage);
  const held = await claim();
  const token = held?.token ?? '';
  const unchangedSince = held?.record.updatedAt ?? NOW;
  await storage.accounts.noteCredential(account.id, { present: true, noPublishReason: null }, after(5));
  expect(await storage.accounts.settleLook(account.id, token, { ...result, unchangedSince })).toBe('overtaken');
  expect((await record(account.id))?.facts.lastLookId).toBeNull();
  expect(await storage.accounts.settleLook(account.id, token, { ...result, unchangedSince: after(5) })).toBe('settled');
});

test('a credential that cannot be opened keeps no other account from being claimed', async () => {
  const seal = (text: string): string => `sealed:${text}`;
  const open = (): string => {
    throw new Error('another key');
  };
  const wrongKey = await store.open({ cipher: { seal, open } });
  const secret = accountOf({ hasCredential: true });
  await wrongKey.accounts.register(secret, { appsecret: 'x' }, eventOf('account'), after(-9));
  const plain = await register(storage);
  const asked = { now: NOW, owner: 'a', leaseMs: 60_000, limit: 5, roomAt: () => 9 };
  const claims = await wrongKey.accounts.claimLooks({ ...asked, token: ids.secret() });
  expect(claims.map(({ record: { account }, credential, isUnopened }) => [account.id, credential, isUnopened])).toEqual(
    [
      [secret.id, null, true],
      [plain.id, null, undefined],
    ],
  );
});
