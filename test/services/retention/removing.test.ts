import type { AccountId } from '../../../src/domain/ids';
import type { LedgerEntry } from '../../../src/domain/alerts/alert';
import { rollUp } from '../../../src/domain/retention/lookDay';
import { DAY_MS, HOUR_MS, type CivilDate } from '../../../src/domain/time/instant';
import { createRemoveExpired } from '../../../src/services/upkeep/removeExpired';
import { ProcessDied } from '../dyingProcess';
import { useWorldAndStore } from '../useWorld';
import { PAGE } from '../world';
import { dyingSweeper, lookedAt, steadyClock } from './sweptOffice';

const { world, store } = useWorldAndStore();
const remove = async (max = 100_000): Promise<Readonly<Record<string, number>>> => {
  await steadyClock(world.storage, world.clock.now());
  return world.services.upkeep.removeExpired({ max });
};

async function twoAccounts(): Promise<readonly [AccountId, AccountId]> {
  await world.addAccounts(['weibo', 'w1'], ['weibo', 'w2']);
  return [(await world.account('w1')).account.id, (await world.account('w2')).account.id];
}
/** What is known of an account's looks, by rows and by days. */
async function known(id: AccountId): Promise<{ readonly rows: number; readonly days: number; readonly looks: number }> {
  const rows = await (await store.raw()).collection('looks').countDocuments({ accountId: id });
  const days = (await world.storage.lookDays.list(id, PAGE)).items;
  return { rows, days: days.length, looks: days.reduce((sum, day) => sum + day.looks, 0) };
}
async function ledgerLines(): Promise<readonly LedgerEntry[]> {
  await world.storage.outbox.relay(1_000);
  return (await world.storage.ledger.after(0, 5_000)).filter(({ kind }) => kind === 'data-removed');
}

test('looks of the last thirty days stay, those of before become one row an account and civil day', async () => {
  const [one, other] = await twoAccounts();
  await lookedAt(world.storage, [one, other], { now: world.clock.now(), days: 34 });
  expect(await remove()).toMatchObject({ looks: 2 * 4 * 3 });
  expect(await known(one)).toEqual({ rows: 30 * 3, days: 4, looks: 4 * 3 });
  expect((await world.storage.lookDays.list(other, PAGE)).items[0]).toMatchObject({
    looks: 3,
    seen: 2,
    failures: [{ outcome: 'unreachable', detail: 'http-503', count: 1 }],
    longestGapMs: 120_000,
  });
});

test('a run is one line of the ledger a class, with how many rows went; nothing removed is no line', async () => {
  const [one, other] = await twoAccounts();
  await lookedAt(world.storage, [one, other], { now: world.clock.now(), days: 32 });
  // In as many pieces as it takes: the day's run goes on where it stopped.
  for (let piece = 0; piece < 4; piece += 1) await remove(5);
  world.clock.pass(HOUR_MS);
  await remove();
  expect(await ledgerLines()).toMatchObject([
    { subject: 'retention:looks', reason: 'retention-over', actor: 'system:retention', data: { removed: 12 } },
  ]);
  expect((await world.storage.retentionRuns.list(PAGE)).items.find((run) => run.class === 'looks')).toMatchObject({
    removed: 12,
    kept: 0,
    batch: null,
    endedAt: expect.any(Date) as Date,
  });
});

test('a look that a verdict, a finding or a fulfilment rests on is counted and stays', async () => {
  const [one] = await twoAccounts();
  world.platform.publishByHand('w1', { title: '一条' });
  await world.lookAtDue();
  const { facts, verdict } = await world.account('w1');
  await lookedAt(world.storage, [one], { now: world.clock.now(), days: 2 });
  world.clock.pass(40 * DAY_MS);
  await remove();
  const rows = (await world.storage.looks.list(one, PAGE)).items;
  expect(rows.map(({ id }) => id)).toEqual([facts.lastSightLookId]);
  expect(verdict?.evidence.sightLookId).toBe(facts.lastSightLookId);
  expect(await known(one)).toEqual({ rows: 1, days: 3, looks: 7 });
  world.clock.pass(DAY_MS);
  await remove();
  expect(await known(one)).toEqual({ rows: 1, days: 3, looks: 7 });
});

test('killed at any call, nothing is lost and nothing is counted twice', async () => {
  const [one, other] = await twoAccounts();
  const looks = await lookedAt(world.storage, [one, other], { now: world.clock.now(), days: 30, aDay: 2 });
  const connection = await store.raw();
  let removed = 0;
  let deaths = 0;
  // Every day two more days of looks are old enough; the run of each is killed one call later than the one before.
  for (let call = 1; call <= 15; call += 1) {
    world.clock.pass(2 * DAY_MS);
    await steadyClock(world.storage, world.clock.now());
    for (const takesEffect of [false, true]) {
      const dying = dyingSweeper(world.storage, connection, { atCall: call, takesEffect });
      const sweep = createRemoveExpired({ ...world.deps, storage: dying.storage });
      const end = await sweep({ max: 100_000 }).catch((error: unknown) => error);
      if (end instanceof ProcessDied) deaths += 1;
    }
    removed += (await remove())['looks'] ?? 0;
    for (const id of [one, other]) {
      const { rows, looks: rolledUp } = await known(id);
      expect([call, rows + rolledUp]).toEqual([call, looks.length / 2]);
    }
  }
  // The longest of these runs makes some fourteen calls; who comes second finds part of the work done.
  expect(deaths).toBeGreaterThan(20);
  expect(removed).toBeLessThanOrEqual(looks.length);
  const counted = (await ledgerLines()).filter(({ subject }) => subject === 'retention:looks');
  const rolledUp = (await known(one)).looks + (await known(other)).looks;
  expect(counted.reduce((sum, { data }) => sum + Number(data['removed']), 0)).toBe(rolledUp);
});

test('by two processes at once each row is counted once', async () => {
  const accounts = await twoAccounts();
  await lookedAt(world.storage, accounts, { now: world.clock.now(), days: 40 });
  await Promise.all([remove(), remove(), remove()]);
  await remove();
  expect((await ledgerLines()).map(({ data }) => data['removed'])).toEqual([60]);
  expect(await known(accounts[0])).toEqual({ rows: 90, days: 10, looks: 30 });
});

test('a step that two processes are at is done once and counted once; who comes second writes nothing', async () => {
  const [one] = await twoAccounts();
  const looks = await lookedAt(world.storage, [one], { now: world.clock.now(), days: 1 });
  const { retentionRuns, expired } = world.storage;
  const begun = {
    class: 'looks' as const,
    on: '2026-11-01' as CivilDate,
    beforeAt: world.clock.now(),
    startedAt: world.clock.now(),
  };
  const run = await retentionRuns.begin(begun);
  const ids = (await expired.looks([one], world.clock.now(), 10)).looks.map(({ id }) => id);
  const planned = run === null ? null : await retentionRuns.plan(run, { ids, kept: [], days: rollUp(looks) });
  const taken = await retentionRuns.begin(begun);
  expect(taken).toEqual(planned);
  if (planned === null || taken === null) throw new Error('there is a step');
  expect(await retentionRuns.plan(taken, { ids: [], kept: [], days: [] })).toBeNull();
  expect(await retentionRuns.carryOut(taken)).toMatchObject({ removed: 3, step: 1, batch: null });
  expect(await retentionRuns.carryOut(planned)).toBeNull();
  expect((await retentionRuns.begin(begun))?.removed).toBe(3);
  expect(await known(one)).toEqual({ rows: 0, days: 1, looks: 3 });
});
