import { MOST_REPEATS, repeatKey } from '../../../src/domain/accounts/lookRun';
import type { Look } from '../../../src/domain/accounts/look';
import type { AccountId, LookId } from '../../../src/domain/ids';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/time/instant';
import type { Storage } from '../../../src/ports/storage';
import { lookOf, NOW } from '../samples';
import { hasher, ids, useTestStore } from '../testStore';

const { store, storage } = useTestStore();
const someone = (): AccountId => ids.id<AccountId>();
const at = (ms: number): Date => new Date(NOW.getTime() + ms);

/** A look that found what `first` had found, so long after it. */
function again(first: Look, afterMs: number, given: Partial<Look> = {}): Look {
  const startedAt = new Date(first.startedAt.getTime() + afterMs);
  const endedAt = new Date(startedAt.getTime() + 50 + (afterMs % 7));
  const id = hasher.sha256(repeatKey(first.id, startedAt)).slice(0, 24) as LookId;
  return { ...first, id, startedAt, endedAt, newCount: 0, ...given };
}
const add = (to: Storage, first: Look, look: Look, lastAt: Date): Promise<boolean> =>
  to.looks.repeat(look, { id: first.id, startedAt: first.startedAt, lastAt });

/** One look and so many more ten minutes apart, each kept with the first. */
async function run(accountId: AccountId, repeats: number, given: Partial<Look> = {}): Promise<readonly Look[]> {
  const first = lookOf(accountId, given);
  await storage.looks.insert(first);
  const looks = [first];
  for (let n = 1; n <= repeats; n += 1) {
    const look = again(first, n * 10 * MINUTE_MS);
    expect(await add(storage, first, look, looks.at(-1)?.startedAt ?? NOW)).toBe(true);
    looks.push(look);
  }
  return looks;
}
const rowsOf = async (accountId: AccountId): Promise<number> =>
  (await store.raw()).collection('looks').countDocuments({ accountId });
async function listed(accountId: AccountId, limit: number): Promise<readonly Look[]> {
  const found: Look[] = [];
  for (let cursor: string | null = null; ;) {
    const page = await storage.looks.list(accountId, { limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    found.push(...page.items);
    cursor = page.nextCursor;
    if (cursor === null) return found;
  }
}
const newestFirst = (looks: readonly Look[]): readonly Look[] =>
  [...looks].sort((one, other) => other.startedAt.getTime() - one.startedAt.getTime());

test.each([1, 2, 3, 5, 7, 50])('looks kept in rows are listed one by one, in pages of %i', async (limit) => {
  const accountId = someone();
  const blind = lookOf(accountId, { startedAt: at(55 * MINUTE_MS), outcome: 'unreachable', newCount: 0 });
  const looks = [
    ...(await run(accountId, 5)),
    blind,
    ...(await run(accountId, 0, { startedAt: at(60 * MINUTE_MS), endedAt: at(61 * MINUTE_MS) })),
    ...(await run(accountId, 3, { startedAt: at(70 * MINUTE_MS), endedAt: at(70 * MINUTE_MS + 9) })),
  ];
  await storage.looks.insert(blind);
  expect(await rowsOf(accountId)).toBe(4);
  expect(await listed(accountId, limit)).toEqual(newestFirst(looks));
});

test('looks of another process in the middle of a row have their place among those of the row', async () => {
  const accountId = someone();
  const looks = await run(accountId, 6);
  const strays = [25, 27].map((minutes) =>
    lookOf(accountId, { startedAt: at(minutes * MINUTE_MS), endedAt: at(minutes * MINUTE_MS + 9) }),
  );
  for (const stray of strays) await storage.looks.insert(stray);
  for (const limit of [1, 2, 4]) expect(await listed(accountId, limit)).toEqual(newestFirst([...looks, ...strays]));
});

test('of two that go on from the same look one is kept with it; told again it is kept once', async () => {
  const other = await store.open();
  const accountId = someone();
  const [first, second] = await run(accountId, 1);
  if (first === undefined || second === undefined) throw new Error('no looks');
  const mine = again(first, 20 * MINUTE_MS);
  const theirs = again(first, 20 * MINUTE_MS + 5);
  const kept = await Promise.all([
    add(storage, first, mine, second.startedAt),
    add(other, first, theirs, second.startedAt),
  ]);
  expect(kept.filter(Boolean)).toHaveLength(1);
  expect(await listed(accountId, 50)).toHaveLength(3);
  // Of those asked for at once each is told of its own, the same one twice of the first.
  const next = again(first, 30 * MINUTE_MS);
  const before = kept[0] ? mine : theirs;
  const blind = again(first, 31 * MINUTE_MS);
  const told = await Promise.all([
    add(storage, first, mine, NOW),
    add(storage, first, next, before.startedAt),
    add(storage, first, next, before.startedAt),
    add(storage, first, blind, before.startedAt),
  ]);
  expect(told).toEqual([false, true, false, false]);
  expect(await listed(accountId, 50)).toHaveLength(4);
});

test.each<Partial<Look>>([
  { outcome: 'proven-empty' },
  { detail: 'another way' },
  { coverage: 'partial' },
  { itemCount: 2 },
  { completeFromAt: at(-DAY_MS) },
])('a row that says anything else than %j takes no look that says it', async (given) => {
  const accountId = someone();
  const [first] = await run(accountId, 0, { itemCount: 1, coverage: 'full', completeFromAt: null });
  if (first === undefined) throw new Error('no look');
  expect(await add(storage, first, again(first, MINUTE_MS, given), first.startedAt)).toBe(false);
  expect(await add(storage, first, again(first, MINUTE_MS), first.startedAt)).toBe(true);
});

test('a row that is full, or of the day before, takes no more', async () => {
  const accountId = someone();
  const looks = await run(accountId, MOST_REPEATS);
  const [first, last] = [looks[0], looks.at(-1)];
  if (first === undefined || last === undefined) throw new Error('no looks');
  expect(await add(storage, first, again(first, 11 * HOUR_MS), last.startedAt)).toBe(false);
  const evening = lookOf(someone(), { startedAt: at(2 * HOUR_MS), endedAt: at(2 * HOUR_MS + 5) });
  await storage.looks.insert(evening);
  const midnight = new Date(Math.ceil((NOW.getTime() + 8 * HOUR_MS) / DAY_MS) * DAY_MS - 8 * HOUR_MS);
  const [late, early] = [-1, 0].map((ms) => again(evening, midnight.getTime() - evening.startedAt.getTime() + ms));
  if (late === undefined || early === undefined) throw new Error('no looks');
  expect(await add(storage, evening, early, evening.startedAt)).toBe(false);
  expect(await add(storage, evening, late, evening.startedAt)).toBe(true);
});

test('how an account was looked at last is found by the last look of a row', async () => {
  const [one] = await Promise.all([run(someone(), 3), run(someone(), 1)]);
  expect(await storage.looks.outcomesSince(at(25 * MINUTE_MS))).toEqual([
    { platform: one[0]?.platform, outcome: 'items', detail: 'ok', accounts: 1 },
  ]);
});

test('lateness is counted look by look in whole minutes, by all processes together, and forgotten with time', async () => {
  const other = await store.open();
  const late = (to: Storage, endedAt: Date, lateMs: number): Promise<void> =>
    to.looks.noteLateness({ endedAt, lateMs });
  const minute = new Date(Math.floor(NOW.getTime() / MINUTE_MS) * MINUTE_MS);
  const from = (ms: number): Date => new Date(minute.getTime() + ms);
  await Promise.all([
    late(storage, from(0), 900),
    late(other, from(1), 1_000),
    late(storage, from(59_999), 1_001),
    late(other, from(60_000), 7 * DAY_MS),
    late(storage, from(-1), 900),
  ]);
  await late(storage, from(70_000), 3_000);
  const counted = async (since: Date, now = from(3 * HOUR_MS)): Promise<readonly (readonly [number, number])[]> =>
    (await storage.looks.latenessSince(since, now))
      .map(({ withinMs, looks }) => [withinMs, looks] as const)
      .sort(([one], [two]) => one - two);
  const hour = [
    [1_000, 2],
    [2_000, 1],
    [5_000, 1],
    [DAY_MS, 1],
  ];
  expect(await counted(from(30_000))).toEqual(hour);
  expect(await counted(from(60_000))).toEqual(hour.slice(2));
  expect((await counted(from(-1)))[0]).toEqual([1_000, 3]);
  // Two hours later the same place is taken by another minute.
  await late(storage, from(2 * HOUR_MS), 900);
  expect(await counted(from(0))).toEqual([[1_000, 1], ...hour.slice(2)]);
  // That of a clock that is ahead is not one of this hour, and gives way to whoever gets there.
  expect(await counted(from(0), from(110 * MINUTE_MS - 1))).toEqual(hour.slice(2));
  expect(await counted(from(0), from(110 * MINUTE_MS))).toEqual([[1_000, 1], ...hour.slice(2)]);
  await late(storage, from(0), 3_000);
  expect(await counted(from(0))).toEqual([
    [5_000, 2],
    [DAY_MS, 1],
  ]);
});
