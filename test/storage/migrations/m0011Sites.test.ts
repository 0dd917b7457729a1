import { m0011Sites } from '../../../src/storage/migrations/m0011Sites';
import { useTestStore } from '../testStore';

const { store } = useTestStore({ database: 'of-its-own' });

const column = (_id: string, unitId: string, externalId: string, platform = 'portal'): never =>
  ({
    _id,
    unitId,
    unitPath: [unitId],
    platform,
    externalId,
    name: `栏目${_id}`,
    homeUrl: externalId,
    settings: {},
  }) as never;

test('portal columns of one unit on one host become one site; doing it again changes nothing', async () => {
  const raw = await store.raw();
  await raw
    .collection('units')
    .insertMany([{ _id: 'u', key: 'jyj', name: '教育局' } as never, { _id: 'v', key: 'wjj', name: '卫健局' } as never]);
  await raw
    .collection('accounts')
    .insertMany([
      column('a', 'u', 'https://WWW.jy.gov.example/gzdt/'),
      column('b', 'u', 'https://www.jy.gov.example/tzgg/index.html'),
      column('c', 'u', 'https://zwfw.jy.gov.example/zc/'),
      column('d', 'v', 'https://www.jy.gov.example/wj/'),
      column('e', 'u', 'uid', 'weibo'),
    ]);
  await raw
    .collection('obligations')
    .insertMany([
      { _id: 'o', mandateId: 'm', accountId: 'a' } as never,
      { _id: 'p', mandateId: 'm', accountId: 'b' } as never,
    ]);
  for (let run = 0; run < 2; run += 1) {
    await m0011Sites.up(raw);
    const sites = await raw.collection('sites').find({}).sort({ key: 1 }).toArray();
    expect(sites.map(({ key, name, homeUrl }) => [key, name, homeUrl])).toEqual([
      ['jyj@www.jy.gov.example', '教育局网站', 'https://WWW.jy.gov.example/'],
      ['jyj@zwfw.jy.gov.example', '教育局网站', 'https://zwfw.jy.gov.example/'],
      ['wjj@www.jy.gov.example', '卫健局网站', 'https://www.jy.gov.example/'],
    ]);
    const siteOf = new Map(
      (await raw.collection('accounts').find({}).toArray()).map((row) => [String(row._id), row['siteId'] as unknown]),
    );
    const [own, service, other] = sites.map(({ _id }) => String(_id));
    expect(Object.fromEntries(siteOf)).toEqual({ a: own, b: own, c: service, d: other, e: null });
    expect(own).toMatch(/^[0-9a-f]{24}$/);
    // What the columns owed stays theirs until it is made one with its ledger lines.
    const owed = await raw.collection('obligations').find({}).sort({ _id: 1 }).toArray();
    expect(owed.map(({ channel, siteId }) => [channel, siteId] as unknown[])).toEqual([
      ['account:a', null],
      ['account:b', null],
    ]);
  }
});

test('one that was killed half-way goes on where it stood', async () => {
  const raw = await store.raw();
  await raw.collection('units').insertOne({ _id: 'u', key: 'jyj', name: '教育局' } as never);
  await raw
    .collection('accounts')
    .insertMany([column('a', 'u', 'https://a.gov.example/1/'), column('b', 'u', 'https://a.gov.example/2/')]);
  await m0011Sites.up(raw);
  await raw.collection('accounts').updateOne({ _id: 'b' } as never, { $unset: { siteId: '' } });
  await m0011Sites.up(raw);
  const accounts = await raw.collection('accounts').find({}).toArray();
  expect(new Set(accounts.map((row) => row['siteId'] as unknown)).size).toBe(1);
  expect(await raw.collection('sites').countDocuments({})).toBe(1);
});
