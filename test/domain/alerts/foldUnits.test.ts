import { foldUnits } from '../../../src/domain/alerts/foldUnits';
import type { UnitId } from '../../../src/domain/ids';

const [COUNTY, OWN, OTHER] = ['county' as UnitId, 'own' as UnitId, 'other' as UnitId];
const row = (unitPath: readonly UnitId[], done: number, total: number) => ({ unitPath, figures: { done, total } });

test('what lies in several units is added up for all, for each unit with those below it, and for each by itself', () => {
  const rows = [row([COUNTY], 1, 1), row([COUNTY, OWN], 2, 3), row([COUNTY, OTHER], 0, 4), row([COUNTY, OWN], 1, 2)];
  expect(foldUnits(rows)).toEqual({
    unitId: null,
    unitPath: [COUNTY, OWN, OTHER],
    total: { done: 4, total: 10 },
    byUnit: { county: { done: 4, total: 10 }, own: { done: 3, total: 5 }, other: { done: 0, total: 4 } },
    shares: [row([COUNTY], 1, 1), row([COUNTY, OWN], 3, 5), row([COUNTY, OTHER], 0, 4)],
  });
});

test('a unit that is read under two superiors at once has a share under each', () => {
  const moved = [row([OTHER, OWN], 1, 1), row([COUNTY, OWN], 2, 2)];
  expect(foldUnits(moved)).toMatchObject({ byUnit: { own: { total: 3 } }, shares: moved });
});

test('of nothing it makes nothing', () => {
  expect(foldUnits([])).toEqual({ unitId: null, unitPath: [], total: {}, byUnit: {}, shares: [] });
});
