import { DAY_MS } from '../../src/domain/time/instant';
import { createServices } from '../../src/services/index';
import { useWorld } from './useWorld';
import { PACK, SETTINGS } from './world';

const world = useWorld();

const withBreachAfter = (breachDays: number) => {
  const rules = PACK.rules.flatMap((rule) =>
    rule.kind === 'silence' ? [{ ...rule, warnDays: [], breachDays, dormantDays: 300, zombieDays: 400 }] : [],
  );
  return createServices({ ...world.deps, settings: { ...SETTINGS, packs: [{ ...PACK, rules }] } }).accounts;
};

test('other rules judge everybody at the next start, the same ones nobody; who was never seen stays so', async () => {
  await world.addAccounts(['weibo', 'w']);
  const at = new Date(world.clock.now().getTime() - 3 * DAY_MS);
  world.platform.publishByHand('w', { title: '三天前', publishedAt: { precision: 'instant', at, original: '' } });
  await world.lookAtDue();
  await world.addAccounts(['weibo', 'never']);
  await world.services.accounts.judgeDue(10);
  expect((await world.account('w')).verdict?.kind).toBe('fine');

  const [before, stricter] = [withBreachAfter(14), withBreachAfter(2)];
  expect(await before.judgeByNewRules()).toBe(1);
  expect(await before.judgeDue(10)).toEqual({ unchanged: 1 });
  // Within a day another worker may be judging by the rules before; then nobody is judged for it any more.
  world.clock.pass(DAY_MS - 1);
  expect([await before.judgeByNewRules(), await before.judgeDue(10)]).toEqual([1, { unchanged: 1 }]);
  world.clock.pass(1);
  expect([await before.judgeByNewRules(), await before.judgeDue(10)]).toEqual([0, {}]);
  expect([await stricter.judgeByNewRules(), await stricter.judgeDue(10)]).toEqual([1, { changed: 1 }]);
  expect((await world.account('w')).verdict?.kind).toBe('silent');
  expect((await world.account('never')).verdict).toBeNull();
});

test('a start that is killed before it is noted does it again', async () => {
  await world.addAccounts(['weibo', 'w']);
  await world.lookAtDue();
  const { storage } = world;
  const killed = {
    ...storage,
    settings: { ...storage.settings, set: () => Promise.reject(new Error('killed')) },
  };
  const dying = createServices({ ...world.deps, storage: killed }).accounts;
  await expect(dying.judgeByNewRules()).rejects.toThrow('killed');
  await world.services.accounts.judgeDue(10);
  expect(await world.services.accounts.judgeByNewRules()).toBe(1);
});
