import { HOUR_MS } from '../../../src/domain/time/instant';
import { RETENTION_RULES } from '../../../src/domain/retention/retentionRules';
import { createServices } from '../../../src/services/index';
import { useWorld } from '../useWorld';
import { PAGE, principal } from '../world';
import { lookedAt, steadyClock } from './sweptOffice';

const world = useWorld();
const remove = async (): Promise<unknown> => {
  await steadyClock(world.storage, world.clock.now());
  return world.services.upkeep.removeExpired({ max: 100_000 });
};

test('the office sees what is kept how long, how much there is and what was removed; a unit sees none of it', async () => {
  await world.addAccounts(['weibo', 'w']);
  const { account } = await world.account('w');
  await remove();
  await lookedAt(world.storage, [account.id], { now: world.clock.now(), days: 40 });
  world.clock.pass(24 * HOUR_MS);
  await remove();
  const office = principal('viewer', '1');
  // The newest says how far: the others are as many as there ever were.
  const { ledger } = world.storage;
  const segments = (): Promise<never> => Promise.reject(new Error('all of them'));
  const { views } = createServices({ ...world.deps, storage: { ...world.storage, ledger: { ...ledger, segments } } });
  const shown = await views.storage(office);
  expect(shown.rules.map((rule) => rule.class)).toEqual([...RETENTION_RULES.map((rule) => rule.class), 'ledger']);
  expect(shown.rules[0]).toMatchObject({ class: 'looks', days: 30, leastDays: 30, stays: 'daily-figures' });
  expect(shown.documentBytes).toBeGreaterThan(0);
  expect(shown.storedBytes).toBeGreaterThanOrEqual(shown.documentBytes);
  expect(shown.bytesADay).toEqual(expect.any(Number));
  const removed = (await world.services.views.removals(PAGE, office)).items.filter((run) => run.removed > 0);
  expect(removed).toMatchObject([{ class: 'looks', on: '2026-09-19', removed: 33, kept: 0 }]);
  const days = (await world.services.views.lookDays(account.id, PAGE, office)).items;
  expect([days.length, days[0]?.on, days[0]?.looks]).toEqual([11, '2026-08-19', 3]);
  const ofUnit = principal('administrator', '2', world.unitA);
  await expect(world.services.views.storage(ofUnit)).rejects.toMatchObject({ code: 'not-found' });
  await expect(world.services.views.removals(PAGE, ofUnit)).rejects.toMatchObject({ code: 'not-found' });
});
