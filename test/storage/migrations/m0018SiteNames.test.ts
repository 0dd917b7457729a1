import { m0018SiteNames } from '../../../src/storage/migrations/m0018SiteNames';
import { useTestStore } from '../testStore';

const { store } = useTestStore({ database: 'of-its-own' });

const site = (_id: string, unitId: string, name: string, host: string): never =>
  ({ _id, unitId, unitPath: [unitId], key: `${unitId}@${host}`, name, homeUrl: `https://${host}/` }) as never;

test('sites of one unit that were named alike are told by their host; again changes nothing', async () => {
  const raw = await store.raw();
  await raw
    .collection('units')
    .insertMany([{ _id: 'u', key: 'jyj', name: '教育局' } as never, { _id: 'v', key: 'wjj', name: '卫健局' } as never]);
  await raw
    .collection('sites')
    .insertMany([
      site('a', 'u', '教育局网站', 'www.jy.gov.example'),
      site('b', 'u', '教育局网站', 'zwfw.jy.gov.example'),
      site('c', 'v', '卫健局网站', 'www.wj.gov.example'),
      site('d', 'u', '招生考试网', 'zk.jy.gov.example'),
      site('e', 'u', '招生考试网', 'ks.jy.gov.example'),
    ]);
  for (let run = 0; run < 2; run += 1) {
    await m0018SiteNames.up(raw);
    const names = await raw.collection('sites').find({}).sort({ _id: 1 }).toArray();
    expect(names.map(({ name }) => name as unknown)).toEqual([
      '教育局网站',
      '教育局网站（zwfw.jy.gov.example）',
      '卫健局网站',
      '招生考试网',
      '招生考试网',
    ]);
  }
  for (const name of ['units', 'policy-sources'])
    expect((await raw.collection(name).indexes()).map((index) => index.name)).toContain('outbox-pending');
});
