import { DAY_MS, MINUTE_MS } from '../../src/domain/time/instant';
import { bringUpToDate } from './fixtures';
import { useWorld } from './useWorld';
import { PAGE, principal } from './world';

const world = useWorld();

test('a former superior keeps their own share of an alert from the first moment of a move until it has settled', async () => {
  await world.addAccounts(
    ['weibo', 'own', 'office'],
    ['weibo', 'a1', 'a'],
    ['weibo', 'a2', 'a'],
    ['weibo', 'b1', 'b'],
    ['weibo', 'fine', 'b'],
    ['weibo', 'fine2', 'b'],
  );
  for (const name of ['own', 'a1', 'a2', 'b1'])
    world.platform.sight.set(name, { outcome: 'refused', retryAfterMs: null });
  for (let looks = 0; looks < 2; looks += 1) {
    await world.lookAtDue();
    world.clock.pass(DAY_MS);
  }
  await bringUpToDate(world);
  const seen = async (unitId: typeof world.unitA) =>
    (
      await world.services.views.alerts(
        { kind: 'account-unknown', state: 'unresolved' },
        PAGE,
        principal('viewer', '9', unitId),
      )
    ).items.map(({ figures }) => figures['accounts']);
  expect([await seen(world.officeId), await seen(world.unitA), await seen(world.unitB)]).toEqual([[4], [2], [1]]);
  await world.services.accounts.moveUnit(
    { unitId: world.unitA, parentId: null, reason: '机构改革' },
    principal('administrator', '1'),
  );
  expect([await seen(world.officeId), await seen(world.unitA), await seen(world.unitB)]).toEqual([[2], [2], [1]]);
  // Dense where something changes: right after the move, and when it settles a quarter of an hour later.
  for (const minutes of [1, 1, 6, 6, 1, 1, 1, 1]) {
    world.clock.pass(minutes * MINUTE_MS);
    await bringUpToDate(world);
    await world.services.accounts.resumeMoves();
    expect([await seen(world.officeId), await seen(world.unitA), await seen(world.unitB)]).toEqual([[2], [2], [1]]);
  }
  expect(await world.storage.unitMoves.unfinished()).toEqual([]);
});
