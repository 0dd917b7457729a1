import type { AccountHistoryView, FilingView } from '../../src/api/filing';
import type { SiteDetailView, SiteHistoryView } from '../../src/api/sites';
import type { SiteId } from '../../src/domain/ids';
import type { ListView } from '../../src/api/wire';
import { useRealOffice } from './realOffice';
import { problemOf } from './serve';

const { world, ids, ask, read, relayAll } = useRealOffice();

const send = (as: string, path: string, body: object) =>
  ask(as, path, { method: 'PATCH', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
const filingOf = (id: string) => `/accounts/${ids[id] ?? ''}/filing`;
const CONTACT = { contactName: '张三', contactPhone: '13812341234' };

test('every changed field stands in the history before and after, with who and why, and no person in clear', async () => {
  const change = { filingNumber: 'XS-0017', filedOn: '2019-05-06', openedOn: '2015-01-02', ...CONTACT };
  const response = await send('duty', filingOf('a1'), { ...change, reason: '补录' });
  expect([response.status, await response.json()]).toEqual([
    200,
    expect.objectContaining({ ...change, masked: false }),
  ]);
  expect(
    (await send('root', filingOf('a1'), { filingNumber: 'XS-0018', contactName: null, reason: '更正' })).status,
  ).toBe(200);
  const moved = { homeUrl: 'https://a1.example/moved' };
  expect((await send('root', `/accounts/${ids['a1']}`, moved)).status).toBe(200);
  await relayAll();
  const { items } = await read<ListView<AccountHistoryView>>('officer-a', `/accounts/${ids['a1']}/history`);
  expect(items.map(({ by, note, changes }) => ({ by, note, changes }))).toMatchObject([
    { note: null, changes: [{ field: 'homeUrl', to: moved.homeUrl }] },
    {
      note: '更正',
      changes: [
        { field: 'contactName', from: '张*', to: null },
        { field: 'filingNumber', from: 'XS-0017', to: 'XS-0018' },
      ],
    },
    {
      note: '补录',
      changes: [
        { field: 'openedOn', from: '2026-01-01', to: '2015-01-02' },
        { field: 'contactName', from: null, to: '张*' },
        { field: 'contactPhone', from: null, to: '138****1234' },
        { field: 'filingNumber', from: null, to: 'XS-0017' },
        { field: 'filedOn', from: null, to: '2019-05-06' },
      ],
    },
    { changes: [] },
  ]);
  expect(JSON.stringify(await world.storage.ledger.after(0, 500))).not.toMatch(/张三|13812341234/u);
});

test('names and telephones are shown to who keeps the register, in their units, and hidden from who does not', async () => {
  await send('root', filingOf('a1'), { ...CONTACT, reason: '补录' });
  expect(await read<FilingView>('duty', filingOf('a1'))).toMatchObject({ ...CONTACT, masked: false });
  expect(await read<FilingView>('officer-a', filingOf('a1'))).toMatchObject({
    ...{ contactName: '张*', contactPhone: '138****1234', masked: true },
  });
  for (const part of ['filing', 'history'])
    expect((await problemOf(await ask('officer-b', `/accounts/${ids['a1']}/${part}`))).code).toBe('not-found');
  expect((await send('chief-b', filingOf('a1'), { ...CONTACT, reason: '补录' })).status).toBe(404);
  expect((await send('officer-a', filingOf('a1'), { ...CONTACT, reason: '补录' })).status).toBe(403);
});

test.each([
  [{ fans: 3 }, 'fansCountedOn'],
  [{ contactPhone: '无' }, 'contactPhone'],
  [{ filedOn: '2099-01-01' }, 'filedOn'],
  [{ openedOn: '2099-01-01' }, 'openedOn'],
  [{ filedOn: '2026-02-30' }, 'filedOn'],
  [{ filingNumber: null }, 'filingNumber'],
  [{ filingNumber: 'XS', reason: ' ' }, 'reason'],
])('a change like %j is refused by the name of the field, with what to do instead', async (change, field) => {
  const problem = await problemOf(await send('root', filingOf('a2'), { reason: '补录', ...change }));
  expect([problem.code, problem.field]).toEqual(['invalid-input', field]);
  expect(problem.remedy).not.toBe('');
});

test('a website says by what numbers it is filed and by when it is to be moved, and who changed that', async () => {
  const siteId = (await world.account('b1')).account.siteId ?? '';
  const filing = {
    icpNumber: '浙 ICP备12345678号',
    plan: 'migrate',
    planBy: '2026-09-01',
    planBasis: '通政办发〔2015〕3号',
  };
  const answer = await send('duty', `/sites/${siteId}`, { filing, reason: '登记' });
  expect(answer.status).toBe(200);
  expect((await read<SiteDetailView>('officer-b', `/sites/${siteId}`)).filing).toEqual({
    ...{ icpNumber: '浙ICP备12345678号', policeNumber: null, plan: 'migrate', planBasis: '通政办发〔2015〕3号' },
    ...{ planBy: '2026-09-01', planDoneOn: null, planState: 'overdue' },
  });
  const refused = await problemOf(
    await send('duty', `/sites/${siteId}`, { filing: { policeNumber: '1' }, reason: '登记' }),
  );
  expect([refused.code, refused.field]).toEqual(['invalid-input', 'filing.policeNumber']);
  await relayAll();
  const lines = (await world.storage.ledger.ofSubject(`site:${siteId}`, { limit: 10, cursor: null })).items;
  expect(lines[0]).toMatchObject({
    reason: 'filing-changed',
    data: { planFrom: null, planTo: 'migrate', note: '登记' },
  });
  expect((await send('officer-b', `/sites/${siteId}`, { filing, reason: '登记' })).status).toBe(403);
});

test('the history of a website tells each field before and after, by people and by lists, to those who see it', async () => {
  const account = (await world.account('b1')).account;
  const siteId = account.siteId ?? '';
  const change = { name: '乙镇政府网', repostColumnId: account.id, filing: { plan: 'keep', planBasis: '镇政府函' } };
  expect((await send('duty', `/sites/${siteId}`, { ...change, reason: '更名' })).status).toBe(200);
  const site = await world.storage.sites.byId(siteId as SiteId, null);
  await world.services.accounts.registerSites([
    {
      ...{ key: site?.key ?? '', unitKey: 'a', name: '甲局网', homeUrl: site?.homeUrl ?? '' },
      identifierCode: '9903210002',
    },
  ]);
  await relayAll();
  const lines = (await read<ListView<SiteHistoryView>>('root', `/sites/${siteId}/history`)).items;
  const told = (reason: string) => lines.filter((line) => line.reason === reason).map(({ changes }) => changes);
  expect(lines.find(({ reason }) => reason === 'filing-changed')).toMatchObject({ by: '值班员', note: '更名' });
  expect(told('renamed')).toEqual([[expect.objectContaining({ field: 'name', to: '乙镇政府网' })]]);
  expect(told('repost-column-chosen')).toEqual([[{ field: 'repostColumn', from: null, to: '账号b1' }]]);
  expect(told('filing-changed')[0]).toEqual([
    { field: 'plan', from: 'migrate', to: 'keep' },
    { field: 'planBasis', from: '通政办发〔2015〕3号', to: '镇政府函' },
    { field: 'planBy', from: '2026-09-01', to: null },
  ]);
  expect(told('changed')).toEqual([
    [
      { field: 'name', from: '乙镇政府网', to: '甲局网' },
      { field: 'unit', from: '乙镇', to: '甲局' },
      { field: 'identifierCode', from: null, to: '9903210002' },
    ],
  ]);
  expect((await problemOf(await ask('officer-b', `/sites/${siteId}/history`))).code).toBe('not-found');
  const seen = (await read<ListView<SiteHistoryView>>('officer-a', `/sites/${siteId}/history`)).items;
  const fields = seen.flatMap(({ changes }) => changes);
  expect(fields).toContainEqual({ field: 'unit', from: '…', to: '甲局' });
});
