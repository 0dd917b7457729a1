import type { Unit } from '../../../src/domain/accounts/unit';
import { mandateOf } from '../mandateSamples';
import { after, eventOf, NOW, unitOf } from '../samples';
import { useTestStore } from '../testStore';

const { storage } = useTestStore({ database: 'kept' });

test('a mandate that is widened while it is being expanded is gone through again', async () => {
  const mandate = mandateOf({ stage: 'issued', expanded: false });
  await storage.mandates.insert(mandate, eventOf('mandate'));
  const read = await storage.mandates.byId(mandate.id);
  if (read === null) throw new Error('no mandate');
  const widening = { at: after(1), provisional: false, event: eventOf('mandate') };
  expect(await storage.mandates.widen(read, widening)).toBe(true);
  await storage.mandates.markExpanded(read);
  const widened = await storage.mandates.byId(mandate.id);
  expect(widened).toMatchObject({ expanded: false, widenedAt: [after(1)] });
  await storage.mandates.markExpanded(widened ?? read);
  expect((await storage.mandates.byId(mandate.id))?.expanded).toBe(true);
  expect(await storage.mandates.widen({ ...read, stage: 'withdrawn' }, widening)).toBe(false);
});

test('what a unit was is kept with until when; of two changes at once one is refused; its ledger line is carried', async () => {
  const unit = await storage.units.upsert(unitOf('bureau'));
  const to = { level: 'department', sectors: ['education'], region: '330106' } as const;
  const change = (expected: Unit) => storage.units.changeNature(expected, { to, at: NOW, event: eventOf('unit') });
  expect([await change(unit), await change(unit)].sort()).toEqual([false, true]);
  const { level, sectors, region } = unit;
  expect(await storage.units.byId(unit.id, null)).toMatchObject({
    ...to,
    earlier: [{ until: NOW, level, sectors, region }],
  });
  expect((await storage.units.upsert({ ...unit, ...to, name: '新名称' })).earlier).toHaveLength(1);
  expect(await storage.outbox.relay(100)).toBeGreaterThan(0);
});
