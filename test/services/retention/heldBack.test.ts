import type { AccountId } from '../../../src/domain/ids';
import { DAY_MS, HOUR_MS } from '../../../src/domain/time/instant';
import { createRemoveExpired } from '../../../src/services/upkeep/removeExpired';
import { caseOf, eventOf } from '../../storage/samples';
import { useWorld } from '../useWorld';
import { PAGE } from '../world';
import { lookedAt, steadyClock } from './sweptOffice';

/** What is removed does not come back: where anything speaks against it, it stays. */
const world = useWorld();
const remove = (max = 100_000): Promise<Readonly<Record<string, number>>> =>
  world.services.upkeep.removeExpired({ max });
const rowsOf = async (id: AccountId): Promise<number> =>
  (await world.storage.looks.list(id, { limit: 200, cursor: null })).items.length;

async function lookedAtFor(days: number): Promise<AccountId> {
  await world.addAccounts(['weibo', 'w']);
  const { account } = await world.account('w');
  await lookedAt(world.storage, [account.id], { now: world.clock.now(), days, aDay: 2 });
  return account.id;
}

test('a clock that jumped a year ahead removes nothing until it was seen on three days in a row', async () => {
  const id = await lookedAtFor(5);
  await steadyClock(world.storage, world.clock.now());
  world.clock.pass(366 * DAY_MS);
  for (const day of [1, 2, 3]) {
    expect([day, await remove()]).toEqual([day, {}]);
    world.clock.pass(DAY_MS);
  }
  expect(await rowsOf(id)).toBe(10);
  expect(await remove()).toMatchObject({ looks: 10 });
});

test('after two days without a run it begins anew to count three', async () => {
  const id = await lookedAtFor(40);
  await steadyClock(world.storage, world.clock.now());
  world.clock.pass(2 * DAY_MS);
  expect(await remove()).toEqual({});
  expect(await rowsOf(id)).toBe(80);
});

test('a run that a clock ahead began ends when the clock is right, and the runs of its own days take place', async () => {
  const id = await lookedAtFor(34);
  const rightNow = world.clock.now();
  world.clock.pass(20 * DAY_MS);
  await steadyClock(world.storage, world.clock.now());
  await remove(6);
  expect(await rowsOf(id)).toBe(62);
  world.clock.set(rightNow);
  await steadyClock(world.storage, rightNow);
  // The run of the clock that was ahead is ended here; that of today begins with the next.
  await remove();
  expect(await rowsOf(id)).toBe(62);
  expect((await world.storage.retentionRuns.list(PAGE)).items.every((run) => run.endedAt !== null)).toBe(true);
  world.clock.pass(HOUR_MS);
  await remove();
  // Four days are over by now; the six looks of before are lost.
  expect(await rowsOf(id)).toBe(54);
});

test('what the office chooses to keep longer stays, also where a run of before is under way', async () => {
  const id = await lookedAtFor(40);
  await steadyClock(world.storage, world.clock.now());
  await remove(6);
  const { settings } = world.deps;
  const longer = createRemoveExpired({
    ...world.deps,
    settings: { ...settings, retention: { ...settings.retention, lookDays: 60 } },
  });
  await longer({ max: 100_000 });
  await longer({ max: 100_000 });
  expect(await rowsOf(id)).toBe(74);
});

test('while a case is open every look of its account stays, however few are removed at a time', async () => {
  await world.addAccounts(['weibo', 'w1'], ['weibo', 'w2'], ['weibo', 'w3']);
  const accounts = [];
  for (const name of ['w1', 'w2', 'w3']) accounts.push((await world.account(name)).account);
  const idsOf = accounts.map(({ id }) => id);
  await lookedAt(world.storage, idsOf, { now: world.clock.now(), days: 34, aDay: 2 });
  await steadyClock(world.storage, world.clock.now());
  for (const account of accounts.slice(0, 2)) await world.storage.cases.open(caseOf(account), eventOf('case'));
  for (let piece = 0; piece < 4; piece += 1) await remove(3);
  expect(await Promise.all(idsOf.map(rowsOf))).toEqual([68, 68, 60]);
});
