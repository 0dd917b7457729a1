import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { PersonId, UnitId } from '../../src/domain/ids';
import type { Principal } from '../../src/domain/people/role';
import { startSteppedDemo } from './steppedDemo';

const ADMINISTRATOR: Principal = {
  personId: '0'.repeat(24) as PersonId,
  name: '管理员',
  role: 'administrator',
  unitId: null,
  via: 'session',
};

let folder = '';
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'demo-restart-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const start = () => startSteppedDemo({ dataDir: folder, at: new Date('2026-10-21T02:00:00Z'), accounts: 8 });

test('a unit that a person moved stays there when the demo is started again', async () => {
  const first = await start();
  let moved = '';
  let superior = '';
  try {
    const { services } = first.app;
    const units = await services.views.units(ADMINISTRATOR);
    const root = units.items.find(({ parentId }) => parentId === null);
    const [one, other] = units.items.filter(({ parentId }) => parentId === root?.id);
    if (one === undefined || other === undefined) throw new Error('the county has no two units beside each other');
    await services.accounts.moveUnit(
      { unitId: one.id as UnitId, parentId: other.id as UnitId, reason: '机构改革' },
      ADMINISTRATOR,
    );
    [moved, superior] = [one.id, other.id];
  } finally {
    await first.app.stop();
  }
  const second = await start();
  try {
    const units = await second.app.services.views.units(ADMINISTRATOR);
    expect(units.items.find(({ id }) => id === moved)?.parentId).toBe(superior);
  } finally {
    await second.app.stop();
  }
});
