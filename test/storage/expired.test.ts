import type { AccountId, PersonId } from '../../src/domain/ids';
import { addCivilDays, civilDateOf, startOfCivilDate } from '../../src/domain/time/civil';
import { DAY_MS } from '../../src/domain/time/instant';
import type { PlatformMessage } from '../../src/ports/connectors';
import type { Storage } from '../../src/ports/storage';
import { createRemoveExpired } from '../../src/services/upkeep/removeExpired';
import { SETTINGS } from '../services/office';
import { steadyClock } from '../services/retention/sweptOffice';
import { EXPIRY_INDEXES } from '../../src/storage/migrations/m0009OwnExpiry';
import { MIGRATIONS, runMigrations } from '../../src/storage/migrations/runMigrations';
import { hasher, ids, useTestStore } from './testStore';

/**
 * What has an end, ends by the clock that is handed in, whatever the server's says: here it stands decades behind and
 * decades ahead.
 */
const { store } = useTestStore({ database: 'of-its-own' });
const PERSON = '7'.repeat(24) as PersonId;
const ACCOUNT = '8'.repeat(24) as AccountId;

const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms);
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** What a run at that instant removes, a run of that civil day at most. */
const forget = async (storage: Storage, now: Date, max = 100): Promise<Readonly<Record<string, number>>> => {
  await steadyClock(storage, now);
  const deps = { storage, clock: { now: () => now }, ids, hasher, log: SILENT, settings: SETTINGS };
  return createRemoveExpired(deps)({ max });
};
const countOf = async (collection: string): Promise<number> =>
  (await store.raw()).collection(collection).countDocuments({});

/** One of everything that has an end, of which it is one second away from `at`. */
async function keepOneOfEach(storage: Storage, at: Date): Promise<void> {
  const expiresAt = later(at, 1_000);
  await storage.people.upsert({
    id: PERSON,
    username: 'clerk',
    name: '张三',
    role: 'officer',
    unitId: null,
    passwordHash: null,
    failedSignIns: 0,
    lockedUntilAt: null,
    disabled: false,
  });
  for (const kind of ['session', 'token', 'link'] as const)
    await storage.sessions.create({ tokenHash: kind, personId: PERSON, kind, epoch: 0, expiresAt, createdAt: at });
  await storage.authorisationStates.create({
    stateHash: 'state',
    platform: 'weibo',
    applicationId: '1',
    accountId: null,
    personId: PERSON,
    personName: '张三',
    unitId: null,
    redirectUri: 'https://x.example/',
    expiresAt,
    createdAt: at,
  });
  await storage.callCounts.spend({ accountId: ACCOUNT, platform: 'weibo', on: '2026-09-18', ceiling: 9, expiresAt });
  await storage.tickRuns.recordRun('judge', at, at, false);
}
const MESSAGE = {
  key: 'm1',
  door: { platform: 'wechat', applicationId: '1', externalId: null },
  message: { kind: 'other', name: 'subscribe' } satisfies PlatformMessage,
} as const;
async function workOneMessage(storage: Storage, at: Date): Promise<void> {
  await storage.platformInbox.receive({ ...MESSAGE, receivedAt: at });
  await storage.platformInbox.claim({ now: at, owner: 'o', leaseMs: 1_000, token: 't' });
  await storage.platformInbox.settle('m1', 't', { done: at });
}

test('no index leaves it to the server’s clock what is removed', async () => {
  await store.open();
  const raw = await store.raw();
  for (const { name } of await raw.listCollections()) {
    const indexes = await raw.collection(name).indexes();
    expect(indexes.filter((index) => 'expireAfterSeconds' in index)).toEqual([]);
  }
});

test('a store of before loses those indexes and no row, and once more changes nothing', async () => {
  const raw = await store.raw();
  const options = { clock: store.clock, ids, onProgress: () => undefined };
  await runMigrations(raw, { ...options, migrations: MIGRATIONS.slice(0, 8) });
  expect((await raw.collection('sessions').indexes()).find(({ name }) => name === 'sessions-expired')).toHaveProperty(
    'expireAfterSeconds',
  );
  await raw.collection<{ _id: string }>('sessions').insertOne({ _id: 's' });
  await runMigrations(raw, options);
  await MIGRATIONS[8]?.up(raw);
  for (const { collection, name, key } of EXPIRY_INDEXES) {
    const index = (await raw.collection(collection).indexes()).find((one) => one.name === name);
    expect(index).toMatchObject({ key });
    expect(index).not.toHaveProperty('expireAfterSeconds');
  }
  expect(await countOf('sessions')).toBe(1);
});

describe.each([
  ['decades behind', '1991-03-01T00:00:00Z'],
  ['decades ahead', '2061-03-01T00:00:00Z'],
])('under a clock %s of the server’s', (_, start) => {
  const at = new Date(start);
  const end = later(at, 1_000);

  test.each([
    ['a session', (storage: Storage, now: Date) => storage.sessions.principal('session', now)],
    ['an API token', (storage: Storage, now: Date) => storage.sessions.principal('token', now)],
    ['a sign-in link', (storage: Storage, now: Date) => storage.sessions.consumeLink('link', now)],
    ['an authorisation under way', (storage: Storage, now: Date) => storage.authorisationStates.consume('state', now)],
  ])('%s opens until its end and nothing from it on, removed or not', async (_what, use) => {
    const storage = await store.open();
    await keepOneOfEach(storage, at);
    expect(await use(storage, end)).toBeNull();
    expect(await use(storage, later(end, -1))).not.toBeNull();
  });

  test('what ended is removed when the civil day after it is over, a tick after seven, and nothing sooner', async () => {
    const storage = await store.open();
    await keepOneOfEach(storage, at);
    const counts = async (): Promise<number[]> =>
      Promise.all(['sessions', 'authorisation-states', 'call-counts', 'tick-runs'].map(countOf));
    const dayAfter = (days: number): Date => startOfCivilDate(addCivilDays(civilDateOf(end), days));
    await forget(storage, later(dayAfter(2), -1));
    expect(await counts()).toEqual([3, 1, 1, 1]);
    expect(await forget(storage, dayAfter(2))).toMatchObject({
      sessions: 3,
      'authorisation-states': 1,
      'call-counts': 1,
      'platform-inbox': 0,
      'tick-runs': 0,
    });
    await forget(storage, later(dayAfter(8), -1));
    expect(await counts()).toEqual([0, 0, 0, 1]);
    await forget(storage, dayAfter(8));
    expect(await counts()).toEqual([0, 0, 0, 0]);
  });

  test('a delivery is a repeated one for seven days by our clock, and a new one after', async () => {
    const storage = await store.open();
    await workOneMessage(storage, at);
    const again = (ms: number): Promise<string> =>
      storage.platformInbox.receive({ ...MESSAGE, receivedAt: later(at, ms) });
    expect(await again(7 * DAY_MS - 1)).toBe('known');
    expect(await again(7 * DAY_MS)).toBe('stored');
    expect(await storage.platformInbox.countWaiting()).toBe(1);
    expect(await again(7 * DAY_MS)).toBe('known');
  });

  test('a message that waits is never removed, one that was worked is', async () => {
    const storage = await store.open();
    await storage.platformInbox.receive({ ...MESSAGE, key: 'waits', receivedAt: at });
    await storage.platformInbox.receive({ ...MESSAGE, receivedAt: at });
    const claimed = await storage.platformInbox.claim({ now: at, owner: 'o', leaseMs: 1_000, token: 't' });
    await storage.platformInbox.settle(claimed?.key ?? '', 't', { done: at });
    await forget(storage, later(at, 3_650 * DAY_MS));
    expect(await countOf('platform-inbox')).toBe(1);
    expect(await storage.platformInbox.countWaiting()).toBe(1);
  });
});

test('no run removes more than it was asked to, and the next goes on', async () => {
  const storage = await store.open();
  const now = store.clock.now();
  for (let n = 0; n < 5; n += 1)
    await storage.sessions.create({
      tokenHash: String(n),
      personId: PERSON,
      kind: 'session',
      epoch: 0,
      expiresAt: now,
      createdAt: now,
    });
  const removed = async (): Promise<unknown> => (await forget(storage, later(now, 2 * DAY_MS), 2))['sessions'];
  expect([await removed(), await removed(), await removed(), await removed()]).toEqual([2, 2, 1, 0]);
});
