import type { UnitId } from '../../src/domain/ids';
import { DEMO_ADMINISTRATOR, useRestartedDemo } from './steppedDemo';

const start = useRestartedDemo();

test('a unit that a person moved stays there when the demo is started again', async () => {
  const first = await start();
  let moved = '';
  let superior = '';
  try {
    const { services } = first.app;
    const units = await services.views.units(DEMO_ADMINISTRATOR);
    const root = units.items.find(({ parentId }) => parentId === null);
    const [one, other] = units.items.filter(({ parentId }) => parentId === root?.id);
    if (one === undefined || other === undefined) throw new Error('the county has no two units beside each other');
    await services.accounts.moveUnit(
      { unitId: one.id as UnitId, parentId: other.id as UnitId, reason: '机构改革' },
      DEMO_ADMINISTRATOR,
    );
    [moved, superior] = [one.id, other.id];
  } finally {
    await first.app.stop();
  }
  const second = await start();
  try {
    const units = await second.app.services.views.units(DEMO_ADMINISTRATOR);
    expect(units.items.find(({ id }) => id === moved)?.parentId).toBe(superior);
  } finally {
    await second.app.stop();
  }
});
