import { mongo } from 'mongoose';
import { unitOf } from '../samples';
import { useTestStore } from '../testStore';

const { store, storage } = useTestStore();

describe('units', () => {
  test('keep their id when they are registered again under another one, and their path ends in it', async () => {
    const county = await storage.units.upsert(unitOf('county'));
    const again = await storage.units.upsert({ ...unitOf('county'), name: '新名称' });
    expect(again).toEqual({ ...county, name: '新名称' });
    expect(again.path).toEqual([county.id]);
  });

  test('registered under one key by many at once are one unit', async () => {
    const units = await Promise.all(Array.from({ length: 12 }, () => storage.units.upsert(unitOf('county'))));
    expect(new Set(units.map((unit) => unit.id)).size).toBe(1);
    expect(await storage.units.list(null)).toHaveLength(1);
  });

  test('are registered although another process inserts the same key between looking and inserting', async () => {
    const lostRace = Object.assign(new Error('E11000 duplicate key error'), { code: 11000 });
    const { units } = await store.open();
    const update = jest.spyOn(mongo.Collection.prototype, 'findOneAndUpdate').mockImplementationOnce(() => {
      throw lostRace;
    });
    expect((await units.upsert(unitOf('county'))).key).toBe('county');
    expect(update).toHaveBeenCalledTimes(2);
    update.mockImplementationOnce(() => {
      throw new Error('something else');
    });
    await expect(units.upsert(unitOf('other'))).rejects.toThrow('something else');
  });

  test('are listed parents first, and only within the scope', async () => {
    const county = await storage.units.upsert(unitOf('county'));
    const bureau = await storage.units.upsert(unitOf('bureau', [county]));
    const office = await storage.units.upsert(unitOf('an-office', [county, bureau]));
    const town = await storage.units.upsert(unitOf('town', [county]));
    expect((await storage.units.list(null)).map((unit) => unit.key)).toEqual(['county', 'bureau', 'town', 'an-office']);
    expect((await storage.units.list(bureau.id)).map((unit) => unit.id)).toEqual([bureau.id, office.id]);
    expect(await storage.units.byId(town.id, bureau.id)).toBeNull();
    expect(await storage.units.byId(office.id, bureau.id)).toEqual(office);
  });
});
