import { HOUR_MS, MINUTE_MS } from '../../src/domain/time/instant';
import type { Look } from '../../src/domain/accounts/look';
import { createServices } from '../../src/services/index';
import { collectingServices } from './collectingServices';
import { createDyingProcess, ProcessDied } from './dyingProcess';
import { useWorldAndStore } from './useWorld';
import { PAGE } from './world';

const { world, store } = useWorldAndStore();
const run = { owner: 'test', max: 500, signal: new AbortController().signal };

beforeEach(async () => {
  await world.addAccounts(['weibo', 'w']);
  world.platform.publishByHand('w', { title: '一条' });
});

const looks = async (): Promise<readonly Look[]> => {
  const { account } = await world.account('w');
  return (await world.storage.looks.list(account.id, PAGE)).items;
};
const rows = async (): Promise<number> => (await store.raw()).collection('looks').countDocuments({});

/** Looks again, so long after the one before. Returns when. */
async function lookAgain(afterMs = HOUR_MS): Promise<Date> {
  world.clock.pass(afterMs);
  await world.services.accounts.collectDue(run);
  return world.clock.now();
}

test('looks that find the same are one row, and each is told of with its own time; facts and verdict name the last', async () => {
  const times = [await lookAgain(), await lookAgain(), await lookAgain(), await lookAgain(40 * MINUTE_MS)];
  expect(await rows()).toBe(1);
  const told = await looks();
  expect(told.map(({ startedAt }) => startedAt)).toEqual(times.toReversed());
  expect(told.map(({ itemCount, newCount }) => [itemCount, newCount])).toEqual([
    [1, 0],
    [1, 0],
    [1, 0],
    [1, 1],
  ]);
  expect(new Set(told.map(({ id }) => id)).size).toBe(4);
  const { facts, verdict } = await world.account('w');
  expect([facts.lastLookId, facts.lastSightLookId, verdict?.evidence.sightLookId]).toEqual(
    Array.from({ length: 3 }, () => told[0]?.id),
  );
});

test('something new, or nothing seen, begins a new row', async () => {
  await lookAgain();
  await lookAgain();
  world.platform.publishByHand('w', { title: '又一条' });
  await lookAgain();
  await lookAgain();
  expect(await rows()).toBe(2);
  world.platform.sight.set('w', { outcome: 'unreachable', retryAfterMs: null });
  await lookAgain();
  await lookAgain();
  world.platform.sight.delete('w');
  await lookAgain();
  await lookAgain();
  expect((await looks()).map(({ outcome, newCount }) => `${outcome} ${newCount}`)).toEqual([
    'items 0',
    'items 0',
    'unreachable 0',
    'unreachable 0',
    'items 0',
    'items 1',
    'items 0',
    'items 1',
  ]);
  expect(await rows()).toBe(5);
});

test('a list found in another way has a row of its own, and each look is told of as it was', async () => {
  const coverages = ['partial', 'full', 'partial', 'partial'] as const;
  let looked = 0;
  const services = collectingServices(world.deps, (collected) => {
    looked += 1;
    return { ...collected, coverage: coverages[looked - 1] ?? 'full', answerDigest: `${looked}` };
  });
  for (const _coverage of coverages) {
    await services.accounts.collectDue(run);
    world.clock.pass(HOUR_MS);
  }
  expect((await looks()).map(({ coverage }) => coverage)).toEqual(coverages.toReversed());
  expect(await rows()).toBe(3);
  expect((await world.account('w')).lastList).toMatchObject({ coverage: 'partial', answerDigest: '4' });
});

test('an answer is known together with what was made of it: none is, where the list was found without one', async () => {
  const found = [{ answerDigest: 'a' }, { detail: 'another way' }];
  const services = collectingServices(world.deps, (collected) => ({ ...collected, ...found.shift() }));
  for (const answerDigest of ['a', null]) {
    await services.accounts.collectDue(run);
    world.clock.pass(HOUR_MS);
    expect((await world.account('w')).lastList?.answerDigest).toBe(answerDigest);
  }
});

test('workers of versions that know no rows, or keep them in the list, can look at the same account', async () => {
  await lookAgain();
  const accounts = (await store.raw()).collection('accounts');
  const before = (await accounts.findOne({})) as { readonly lastList: object; readonly lookRow: object } | null;
  // Older workers write the list back as they read it, and refuse what they do not know in it.
  expect(before?.lastList).not.toHaveProperty('row');
  expect(before?.lookRow).toEqual({ id: (await looks())[0]?.id, startedAt: world.clock.now() });
  await accounts.updateOne({}, { $set: { 'lastList.row': before?.lookRow } });
  const services = collectingServices(world.deps, (collected) => ({ ...collected, answerDigest: 'new' }));
  world.clock.pass(HOUR_MS);
  await services.accounts.collectDue(run);
  expect((await world.account('w')).lastList).toMatchObject({ answerDigest: 'new' });
});

test('a look at the very moment of the one before, or by a clock that was set back, has a row of its own', async () => {
  await lookAgain();
  await lookAgain();
  for (const passMs of [0, -MINUTE_MS]) {
    world.clock.pass(passMs);
    await world.storage.accounts.expediteLooks([(await world.account('w')).account.id], world.clock.now());
    await world.services.accounts.collectDue(run);
  }
  expect(await rows()).toBe(3);
  expect(new Set((await looks()).map(({ id }) => id)).size).toBe(4);
});

test('killed at any call, every look that was kept is told of once and those that follow have their place', async () => {
  await lookAgain();
  await lookAgain();
  let deaths = 0;
  for (let atCall = 1, isOver = false; !isOver; atCall += 1) {
    world.clock.pass(HOUR_MS);
    const dying = createDyingProcess(world.storage, { atCall, takesEffect: atCall % 2 === 0 });
    await createServices({ ...world.deps, storage: dying.storage })
      .accounts.collectDue(run)
      .catch((error: unknown) => expect(error).toBeInstanceOf(ProcessDied));
    isOver = !dying.isDead();
    deaths += Number(dying.isDead());
    const next = [await lookAgain(), await lookAgain()];
    const told = await looks();
    const times = told.map(({ startedAt }) => startedAt.getTime());
    expect([atCall, times]).toEqual([atCall, [...new Set(times)].sort((one, other) => other - one)]);
    expect(times.slice(0, 2)).toEqual(next.map((at) => at.getTime()).toReversed());
    expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
    expect((await world.account('w')).facts.lastLookId).toBe(told[0]?.id);
  }
  expect(deaths).toBeGreaterThan(5);
});

test('a look whose lateness cannot be counted is made all the same, and the log says so', async () => {
  const noteLateness = (): Promise<never> => Promise.reject(new Error('no room'));
  const storage = { ...world.storage, looks: { ...world.storage.looks, noteLateness } };
  await createServices({ ...world.deps, storage }).accounts.collectDue(run);
  expect((await world.account('w')).facts.lastLookId).toBe((await looks())[0]?.id);
  expect(world.logged).toContainEqual({ level: 'error', event: 'lateness-uncounted', text: 'Error: no room' });
});
