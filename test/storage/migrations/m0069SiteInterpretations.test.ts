import { beginCheck } from '../../../src/domain/siteChecks/siteCheck';
import { m0069SiteInterpretations } from '../../../src/storage/migrations/m0069SiteInterpretations';
import { eventOf, NOW, siteOf } from '../samples';
import { useTestStore } from '../testStore';

const { store, storage } = useTestStore();

test('a site that was checked before has no verdict on its interpretations yet; one nobody checked stays as it is', async () => {
  const checked = await storage.sites.register(siteOf({ key: 'checked' }), () => eventOf('site'));
  const other = await storage.sites.register(siteOf({ key: 'other', name: '另一个' }), () => eventOf('site'));
  const check = beginCheck(checked.id, NOW, 48);
  await storage.siteChecks.begin(checked.id, check);
  const connection = await store.raw();
  // As the version before wrote it.
  const rows = connection.collection<{ _id: string }>('sites');
  await rows.updateMany({}, { $unset: { 'check.verdicts.interpretations': true, 'check.interpretedAt': true } });
  for (let run = 0; run < 2; run += 1) await m0069SiteInterpretations.up(connection);
  expect((await storage.siteChecks.byId(checked.id, null))?.check).toEqual(check);
  expect(await storage.siteChecks.byId(other.id, null)).toBeNull();
  const { items } = await storage.siteChecks.list({ interpretations: 'unknown' }, { limit: 9, cursor: null }, null);
  expect(items.map(({ site }) => site.id)).toEqual([checked.id]);
  expect((await storage.siteChecks.counts(null)).interpretations.unknown).toBe(1);
});
