import type { Look } from '../../../src/domain/accounts/look';
import { repeatKey } from '../../../src/domain/accounts/lookRun';
import type { AccountId, LookId } from '../../../src/domain/ids';
import { rollUp } from '../../../src/domain/retention/lookDay';
import { DAY_MS, MINUTE_MS } from '../../../src/domain/time/instant';
import { createRemoveExpired } from '../../../src/services/upkeep/removeExpired';
import { eventOf, findingOf } from '../../storage/samples';
import { hasher, ids } from '../../storage/testStore';
import { ProcessDied } from '../dyingProcess';
import { useWorldAndStore } from '../useWorld';
import { PAGE } from '../world';
import { dyingSweeper, steadyClock } from './sweptOffice';

/** Looks that are kept several in a row are removed as if each had a row of its own. */
const { world, store } = useWorldAndStore();
const REPEATS = 4;

const remove = async (max = 100_000): Promise<Readonly<Record<string, number>>> => {
  await steadyClock(world.storage, world.clock.now());
  return world.services.upkeep.removeExpired({ max });
};

async function account(): Promise<AccountId> {
  await world.addAccounts(['weibo', 'w']);
  return (await world.account('w')).account.id;
}

/** On each of the days before a look and some more that found the same, each in one row; the newest day first. */
async function runsOf(accountId: AccountId, days: number): Promise<readonly (readonly Look[])[]> {
  const runs: (readonly Look[])[] = [];
  for (let day = 1; day <= days; day += 1) {
    const startedAt = new Date(world.clock.now().getTime() - day * DAY_MS);
    const first: Look = {
      id: ids.id<LookId>(),
      accountId,
      platform: 'weibo',
      startedAt,
      endedAt: new Date(startedAt.getTime() + 70),
      outcome: 'items',
      detail: 'ok',
      coverage: 'full',
      itemCount: 1,
      newCount: 1,
      futureDatedCount: 0,
      completeFromAt: null,
    };
    await world.storage.looks.insert(first);
    const looks = [first];
    for (let n = 1; n <= REPEATS; n += 1) {
      const lastAt = looks.at(-1)?.startedAt ?? startedAt;
      const again = new Date(startedAt.getTime() + n * n * MINUTE_MS);
      const id = hasher.sha256(repeatKey(first.id, again)).slice(0, 24) as LookId;
      const look = { ...first, id, startedAt: again, endedAt: new Date(again.getTime() + n), newCount: 0 };
      expect(await world.storage.looks.repeat(look, { id: first.id, startedAt, lastAt })).toBe(true);
      looks.push(look);
    }
    runs.push(looks);
  }
  return runs;
}

const listed = async (id: AccountId): Promise<readonly Look[]> =>
  (await world.storage.looks.list(id, { limit: 200, cursor: null })).items;

/** A finding rests on it. */
async function isEvidence({ id: lookId, accountId }: Look): Promise<void> {
  const evidence = { url: null, lookId, excerpt: null };
  await world.storage.findings.open(findingOf(accountId, { subject: lookId, evidence }), eventOf('finding'));
}

test.each([7, 100_000])('each is counted with its day, also in pieces of %i', async (max) => {
  const id = await account();
  const runs = await runsOf(id, 33);
  for (let removed = -1; removed !== 0;) removed = (await remove(max))['looks'] ?? 0;
  expect((await world.storage.lookDays.list(id, PAGE)).items).toEqual(runs.slice(30).flatMap(rollUp));
  expect(await listed(id)).toHaveLength(30 * (REPEATS + 1));
});

test('one that is evidence stays by itself, whichever of its row it is, and all are counted', async () => {
  const id = await account();
  const runs = await runsOf(id, 33);
  const [first, middle, both] = runs.slice(30);
  const kept = [first?.[0], middle?.[2], both?.[1], both?.[REPEATS]].flatMap((look) =>
    look === undefined ? [] : [look],
  );
  for (const look of kept) await isEvidence(look);
  expect(await remove()).toMatchObject({ looks: 3 * (REPEATS + 1) - kept.length });
  expect((await listed(id)).slice(30 * (REPEATS + 1))).toEqual(
    kept.toSorted((one, other) => +other.startedAt - +one.startedAt),
  );
  expect((await world.storage.lookDays.list(id, PAGE)).items).toEqual(runs.slice(30).flatMap(rollUp));
  world.clock.pass(MINUTE_MS);
  await remove();
  expect((await listed(id)).slice(30 * (REPEATS + 1))).toHaveLength(kept.length);
});

test('killed at any call, evidence stays once and every look is counted once', async () => {
  const id = await account();
  const runs = await runsOf(id, 30);
  for (const [first, , third] of runs)
    for (const look of [first, third]) if (look !== undefined) await isEvidence(look);
  const connection = await store.raw();
  let deaths = 0;
  for (let call = 1; call <= 12; call += 1) {
    world.clock.pass(DAY_MS);
    await steadyClock(world.storage, world.clock.now());
    const dying = dyingSweeper(world.storage, connection, { atCall: call, takesEffect: call % 2 === 0 });
    const end = await createRemoveExpired({ ...world.deps, storage: dying.storage })({ max: 100_000 }).catch(
      (error: unknown) => error,
    );
    deaths += Number(end instanceof ProcessDied);
    await remove();
    const old = runs.slice(30 - call).flat();
    const kept = new Set(runs.slice(30 - call).flatMap(([first, , third]) => [first?.id, third?.id]));
    const days = (await world.storage.lookDays.list(id, { limit: 200, cursor: null })).items;
    expect([call, days]).toEqual([call, runs.slice(30 - call).flatMap(rollUp)]);
    const left = (await listed(id)).filter((look) => old.some((one) => one.id === look.id));
    expect([call, left]).toEqual([
      call,
      old.filter((look) => kept.has(look.id)).toSorted((one, other) => +other.startedAt - +one.startedAt),
    ]);
  }
  expect(deaths).toBeGreaterThan(10);
});
