import type { AccountDetailView, AccountView } from '../../src/api/accounts';
import type { AccountHistoryView } from '../../src/api/filing';
import type { ListView } from '../../src/api/wire';
import { HOUR_MS } from '../../src/domain/time/instant';
import { useRealOffice } from './realOffice';
import { problemOf } from './serve';

const { world, ids, ask, post, read, relayAll } = useRealOffice();

const PAPER = {
  approver: '县政府常务会议',
  documentNumber: '编发〔2026〕8号',
  decidedOn: '2026-09-01',
  reason: '整合',
};
const step = (as: string, id: string, body: object) => post(as, `/accounts/${id}/status`, { ...PAPER, ...body });
const taken = async (id: string, body: object): Promise<AccountDetailView> => {
  const response = await step('root', id, body);
  expect([body, response.status]).toEqual([body, 200]);
  return (await response.json()) as AccountDetailView;
};
const looks = async (): Promise<void> => {
  await world.lookAtDue();
  await world.services.accounts.judgeDue(100);
};

test('an account is applied for, approved, filed and used: looked at from its filing on, judged from its use on', async () => {
  const applied = await post('root', '/accounts', {
    ...{ unitId: world.unitA, platform: 'weibo', name: '甲局新号', status: 'applied' },
  });
  expect(applied.status).toBe(201);
  const { id, externalId, homeUrl, status } = (await applied.json()) as AccountDetailView;
  expect([externalId, homeUrl, status]).toEqual(['', '', 'applied']);
  await looks();
  expect(await read<AccountDetailView>('root', `/accounts/${id}`)).toMatchObject({
    ...{ lastLookAt: null, nextLookAt: null, verdict: { kind: 'exempt', reason: 'account-not-open' } },
  });
  expect((await post('root', `/accounts/${id}/collect`)).status).toBe(409);
  expect((await problemOf(await step('root', id, { act: 'activate' }))).code).toBe('conflict');
  await taken(id, { act: 'approve' });
  expect((await problemOf(await step('root', id, { act: 'file' }))).field).toBe('externalId');
  expect(
    (await problemOf(await step('root', id, { act: 'file', externalId: 'a1', homeUrl: 'https://weibo.com/u/1' })))
      .field,
  ).toBe('externalId');
  const filing = { filingNumber: 'XS-0031', filedOn: '2026-09-01' };
  const filed = await taken(id, { act: 'file', externalId: '9900001', homeUrl: 'https://weibo.com/u/9900001', filing });
  expect([filed.externalId, filed.status]).toEqual(['9900001', 'filed']);
  await looks();
  const seen = await read<AccountDetailView>('root', `/accounts/${id}`);
  expect([seen.lastLookAt !== null, seen.verdict?.reason]).toEqual([true, 'account-not-open']);
  await taken(id, { act: 'activate' });
  await looks();
  expect((await read<AccountDetailView>('root', `/accounts/${id}`)).verdict?.kind).not.toBe('exempt');
  await relayAll();
  const { items } = await read<ListView<AccountHistoryView>>('officer-a', `/accounts/${id}/history`);
  expect(items.map(({ reason, status: moved }) => [reason, moved?.to ?? null])).toEqual([
    ['activate', 'active'],
    ['file', 'filed'],
    ['approve', 'approved'],
    ['registered', 'applied'],
  ]);
  expect(items[1]).toMatchObject({
    paper: {
      approver: '县政府常务会议',
      documentNumber: '编发〔2026〕8号',
      documentTitle: null,
      decidedOn: '2026-09-01',
    },
    changes: [
      { field: 'filingNumber', from: null, to: 'XS-0031' },
      { field: 'filedOn', from: null, to: '2026-09-01' },
    ],
  });
});

test('a healthy account is cancelled by a document, without a case; what publishes again is found and filed anew', async () => {
  const id = ids['a1'] ?? '';
  expect((await step('duty', id, { act: 'cancel' })).status).toBe(403);
  expect((await taken(id, { act: 'cancel' })).status).toBe('cancelled');
  await looks();
  expect((await read<AccountDetailView>('root', `/accounts/${id}`)).verdict?.reason).toBe('account-cancelled');
  const listed = (await read<ListView<AccountView>>('root', '/accounts?status=cancelled')).items;
  expect(listed.map((account) => account.id)).toContain(id);
  world.clock.pass(HOUR_MS);
  const at = world.clock.now();
  world.platform.publishByHand('a1', {
    title: '又发了一条',
    publishedAt: { precision: 'instant', at, original: at.toISOString() },
  });
  world.clock.pass(HOUR_MS);
  expect((await post('root', `/accounts/${id}/collect`)).status).toBe(202);
  await looks();
  expect((await read<AccountDetailView>('root', `/accounts/${id}`)).status).toBe('revived');
  expect((await taken(id, { act: 'refile' })).status).toBe('active');
});

test('a name is changed by a document, and a sponsor only where the public was told', async () => {
  const id = ids['a1'] ?? '';
  expect((await taken(id, { act: 'rename', name: '甲县政务发布' })).name).toBe('甲县政务发布');
  const sponsor = { act: 'change-sponsor', unitId: world.unitB };
  expect((await problemOf(await step('root', id, sponsor))).field).toBe('noticeUrl');
  const moved = await taken(id, { ...sponsor, noticeUrl: 'https://a.gov.example/gg/1.html' });
  expect([moved.unitId, moved.status]).toEqual([world.unitB, 'active']);
  expect((await ask('officer-a', `/accounts/${id}`)).status).toBe(404);
  await relayAll();
  const { items } = await read<ListView<AccountHistoryView>>('officer-b', `/accounts/${id}/history`);
  expect(items.find(({ reason }) => reason === 'change-sponsor')?.paper).toMatchObject({
    noticeUrl: 'https://a.gov.example/gg/1.html',
  });
});

test('who has an open case is cancelled by the case, and nobody steps outside their units', async () => {
  const id = ids['a2'] ?? '';
  expect((await problemOf(await step('root', id, { act: 'cancel' }))).code).toBe('conflict');
  expect((await step('officer-a', id, { act: 'stop' })).status).toBe(403);
  expect((await step('chief-b', id, { act: 'stop' })).status).toBe(404);
  for (const [body, field] of [
    [{ act: 'stop', approver: ' ' }, 'approver'],
    [{ act: 'stop', documentNumber: null }, 'documentNumber'],
    [{ act: 'stop', decidedOn: '2099-01-01' }, 'decidedOn'],
    [{ act: 'stop', reason: ' ' }, 'reason'],
    [{ act: 'close' }, 'act'],
  ] as const)
    expect((await problemOf(await step('root', id, body))).field).toBe(field);
  expect((await taken(id, { act: 'stop' })).status).toBe('stopped');
});
