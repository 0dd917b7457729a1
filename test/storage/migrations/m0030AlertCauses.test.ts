import { m0030AlertCauses } from '../../../src/storage/migrations/m0030AlertCauses';
import { allAlerts, draftOf, register, tell } from '../samples';
import { ids, useTestStore } from '../testStore';

const { store, storage } = useTestStore();

test('alerts of before get the platform and site of their account, are told nothing anew for it, and once is enough', async () => {
  const siteId = ids.id<never>();
  const column = await register(storage, { platform: 'portal', siteId });
  const drafts = [
    draftOf({ owner: 'a', subject: { accountId: column.id, label: '栏目' } }),
    draftOf({ owner: 'a', subject: { accountId: ids.id(), label: '已不在册' } }),
    draftOf({ owner: 'a', subject: { label: '全部平台' } }),
  ];
  await tell(storage, 'a', { wanted: drafts });
  const alerts = (await store.raw()).collection('alerts');
  await alerts.updateMany({}, { $unset: { platform: '', siteId: '' } });
  for (let run = 0; run < 2; run += 1) {
    await m0030AlertCauses.up(await store.raw());
    const found = (await storage.alerts.list({}, { limit: 9, cursor: null }, null)).items;
    expect(found.map(({ subject, platform, siteId: of }) => [subject.label, platform, of]).sort()).toEqual([
      ['全部平台', null, null],
      ['已不在册', null, null],
      ['栏目', 'portal', siteId],
    ]);
  }
  const wanted = drafts.map((draft) => ({ ...draft, platform: 'portal' as const, siteId }));
  expect(await tell(storage, 'a', { wanted })).toBe(0);
  expect(await allAlerts(storage)).toHaveLength(3);
});

test('alerts of before that are folded by platform get it from their figures; over all platforms is none', async () => {
  const folded = (label: string, figures: object) =>
    draftOf({ owner: 'a', subject: { label }, figures: { accounts: 3, ...figures } });
  const drafts = [folded('微博', { platform: 'weibo' }), folded('全部', { platform: 'all' }), folded('无', {})];
  await tell(storage, 'a', { wanted: drafts });
  await (await store.raw()).collection('alerts').updateMany({}, { $unset: { platform: '', siteId: '' } });
  await m0030AlertCauses.up(await store.raw());
  const found = (await storage.alerts.list({}, { limit: 9, cursor: null }, null)).items;
  expect(found.map(({ subject, platform, siteId }) => [subject.label, platform, siteId]).sort()).toEqual([
    ['全部', null, null],
    ['微博', 'weibo', null],
    ['无', null, null],
  ]);
  expect((await storage.alerts.list({ platform: 'weibo' }, { limit: 9, cursor: null }, null)).items).toHaveLength(1);
});
