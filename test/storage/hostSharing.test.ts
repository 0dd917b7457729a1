import type { AccountId } from '../../src/domain/ids';
import type { Storage } from '../../src/ports/storage';
import { useTestStore } from './testStore';

const { store, storage: first } = useTestStore();
let second: Storage;
beforeEach(async () => {
  second = await store.open();
});

const after = (ms: number): Date => new Date(store.clock.now().getTime() + ms);

describe('processes that call the same hosts', () => {
  test('know each other until the instant one was to live', async () => {
    const [now, untilAt] = [store.clock.now(), after(1_000)];
    await first.hostSharing.attend({ id: 'b', works: true }, { now, untilAt });
    expect(await second.hostSharing.attend({ id: 'a', works: false }, { now, untilAt: after(2_000) })).toEqual([
      { id: 'a', works: false },
      { id: 'b', works: true },
    ]);
    const later = { now: after(1_000), untilAt: after(3_000) };
    expect(await second.hostSharing.attend({ id: 'a', works: false }, later)).toEqual([{ id: 'a', works: false }]);
    await second.hostSharing.leave('a');
    expect(await first.hostSharing.attend({ id: 'c', works: true }, later)).toEqual([{ id: 'c', works: true }]);
  });

  test('let the same hosts rest, until one found them well or nobody has asked for an hour', async () => {
    const rest = { host: 'www.example.gov.cn:8080', untilAt: after(30_000), openings: 2 };
    await first.hostSharing.putRest(rest);
    expect(await second.hostSharing.rests(after(30_001))).toEqual([rest]);
    expect(await second.hostSharing.rests(after(3_630_000))).toEqual([]);
    // It is gone, not only told of no more.
    expect(await second.hostSharing.rests(after(30_001))).toEqual([]);
    await first.hostSharing.putRest(rest);
    await second.hostSharing.endRest(rest.host);
    expect(await first.hostSharing.rests(store.clock.now())).toEqual([]);
  });

  test('send one call first after each rest', async () => {
    const rest = { host: 'a', untilAt: after(30_000), openings: 1 };
    await first.hostSharing.putRest(rest);
    const lease = { now: after(30_000), untilAt: after(60_000) };
    const claims = [first, second, first, second].map(({ hostSharing }) => hostSharing.claimProbe('a', lease));
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
    // Whoever was to call died.
    expect(await second.hostSharing.claimProbe('a', { now: after(60_000), untilAt: after(90_000) })).toBe(true);
    // What was claimed before is not given back with it.
    await first.hostSharing.freeProbe('a', after(60_000));
    expect(await first.hostSharing.claimProbe('a', { now: after(60_000), untilAt: after(90_000) })).toBe(false);
    await second.hostSharing.freeProbe('a', after(90_000));
    expect(await first.hostSharing.claimProbe('a', { now: after(60_000), untilAt: after(90_000) })).toBe(true);
    await second.hostSharing.putRest({ ...rest, untilAt: after(120_000), openings: 2 });
    expect(await first.hostSharing.claimProbe('a', { now: after(60_001), untilAt: after(90_000) })).toBe(true);
    expect(await first.hostSharing.claimProbe('never heard of', lease)).toBe(true);
  });

  test('take the common place in turn, and from who has had it too long', async () => {
    const take = (storage: Storage, token: string, atMs: number): Promise<boolean> =>
      storage.hostSharing.takePlace('a', { token, now: after(atMs), untilAt: after(atMs + 1_000) });
    expect(await Promise.all([take(first, '1', 0), take(second, '2', 0)])).toContain(false);
    expect(await take(first, '3', 999)).toBe(false);
    expect(await take(first, '4', 1_000)).toBe(true);
    await second.hostSharing.freePlace('a', '2');
    expect(await take(second, '5', 1_001)).toBe(false);
    await first.hostSharing.freePlace('a', '4');
    expect(await take(second, '6', 1_001)).toBe(true);
  });
});

describe('the times an account was published to', () => {
  const accountId = '0123456789abcdef01234567' as AccountId;
  const spend = (storage: Storage, atMs: number, limit: number): ReturnType<Storage['postTimes']['spend']> =>
    storage.postTimes.spend({
      accountId,
      at: after(atMs),
      from: after(atMs - 3_600_000),
      hasRoom: (earlier) => earlier.length < limit,
    });

  test('by many processes at once keep to what there is room for', async () => {
    const spent = await Promise.all(
      Array.from({ length: 24 }, (_, index) => spend(index % 2 === 0 ? first : second, index, 9)),
    );
    expect(spent.filter(({ taken }) => taken)).toHaveLength(9);
  });

  test('that were not sent are given back, each once', async () => {
    await spend(first, 0, 3);
    await spend(second, 0, 3);
    await spend(first, 1, 3);
    await second.postTimes.giveBack(accountId, after(0));
    expect((await spend(first, 2, 0)).earlier).toEqual([after(0), after(1)]);
    await second.postTimes.giveBack(accountId, after(5));
    await second.postTimes.giveBack('0123456789abcdef76543210' as AccountId, after(0));
    expect((await spend(first, 2, 0)).earlier).toHaveLength(2);
    // Two that give back and one that spends, all at once.
    await Promise.all([
      first.postTimes.giveBack(accountId, after(0)),
      second.postTimes.giveBack(accountId, after(1)),
      spend(first, 3, 9),
    ]);
    expect((await spend(first, 4, 0)).earlier).toEqual([after(3)]);
  });

  test('are forgotten once they count no more', async () => {
    expect((await spend(first, 0, 1)).taken).toBe(true);
    expect(await spend(second, 3_600_000, 1)).toEqual({ taken: false, earlier: [after(0)] });
    expect((await spend(second, 3_600_001, 1)).taken).toBe(true);
  });
});
