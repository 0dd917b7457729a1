import type { UnitDetailView, UnitHistoryView, UnitView } from '../../src/api/people';
import type { ListView } from '../../src/api/wire';
import { ROUTES } from '../../src/http/routes';
import { useRealOffice } from './realOffice';
import { problemOf } from './serve';

const { world, ask, post, read, relayAll } = useRealOffice();

const send = (as: string, method: string, path: string, body: object) =>
  ask(as, path, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });

/** Every address of one unit, with what it takes. */
const OF_ONE_UNIT = ROUTES.filter(({ path }) => path.startsWith('/units/:id')).map(({ method, path }) => ({
  method,
  path,
}));
const bodyOf = (path: string): object => {
  const reason = '机构改革';
  const bodies: Readonly<Record<string, object>> = {
    '/units/:id': { level: 'town', reason },
    '/units/:id/change-preview': { level: 'town' },
    '/units/:id/liaisons': {
      duty: 'informant',
      name: '张信息',
      post: '科员',
      mobile: '13800001234',
      sinceOn: '2026-03-01',
      reason,
    },
    '/units/:id/record': { name: '新名', reason },
    '/units/:id/close': { reason },
    '/units/:id/reopen': { reason },
    '/units/:id/move': { parentId: world.unitB, reason },
    '/units/:id/move-preview': { parentId: world.unitB },
    '/units/:id/merge': { intoId: world.unitB, documentNumber: '编发〔2026〕8号', effectiveOn: '2026-11-30', reason },
    '/units/:id/merge-preview': { intoId: world.unitB },
  };
  const body = bodies[path];
  if (body === undefined) throw new Error(`What does ${path} take?`);
  return body;
};
const call = (as: string, method: string, path: string, unit: string) =>
  method === 'get'
    ? ask(as, path.replace(':id', unit))
    : send(as, method.toUpperCase(), path.replace(':id', unit), bodyOf(path));

test('a sibling and a subordinate reach nothing of a unit by any of its addresses, whatever their role', async () => {
  expect(OF_ONE_UNIT.length).toBeGreaterThanOrEqual(11);
  for (const { method, path } of OF_ONE_UNIT)
    for (const unit of [world.unitA, world.officeId]) {
      // What a unit is decides whom documents bind: that is for the whole office, whoever asks.
      const isOffice = path === '/units/:id/change-preview' || (path === '/units/:id' && method === 'patch');
      expect([method, path, (await call('chief-b', method, path, unit)).status]).toEqual([
        method,
        path,
        isOffice ? 403 : 404,
      ]);
      expect([method, path, (await call('officer-b', method, path, unit)).status]).toEqual([
        method,
        path,
        method === 'get' ? 404 : 403,
      ]);
    }
  const after = await read<UnitDetailView>('root', `/units/${world.unitA}`);
  expect(after).toMatchObject({ name: '甲局', closed: null, superior: { id: world.officeId } });
});

test('nobody administers the unit they see everything through, and adds only below it', async () => {
  for (const path of ['close', 'record', 'merge'])
    expect([
      path,
      (await call('chief-b', path === 'record' ? 'patch' : 'post', `/units/:id/${path}`, world.unitB)).status,
    ]).toEqual([path, 404]);
  const unit = { name: '丁科', level: 'other', reason: '三定方案' };
  for (const parentId of [null, world.officeId, world.unitA])
    expect((await post('chief-b', '/units', { ...unit, parentId })).status).toBe(404);
  expect((await post('chief-b', '/units', { ...unit, parentId: world.unitB })).status).toBe(201);
  expect((await post('officer-b', '/units', { ...unit, parentId: world.unitB })).status).toBe(403);
});

test('the life of a unit: added, renamed, merged, read afterwards', async () => {
  const added = (await (
    await post('root', '/units', {
      parentId: world.officeId,
      name: '丙局',
      level: 'department',
      region: '330106',
      reason: '三定方案',
    })
  ).json()) as UnitView;
  expect(added).toMatchObject({ regionName: '浙江省 杭州市 西湖区', closed: null });
  const wrong = await send('root', 'PATCH', `/units/${added.id}/record`, {
    creditCode: '91350100M000100Y44',
    reason: '补录',
  });
  expect([wrong.status, await problemOf(wrong)]).toMatchObject([400, { field: 'creditCode' }]);
  expect((await send('root', 'PATCH', `/units/${added.id}/record`, { name: '丙委', reason: '更名' })).status).toBe(200);
  const close = await post('root', `/units/${world.unitA}/close`, { reason: '撤销' });
  expect([close.status, (await problemOf(close)).detail]).toEqual([409, expect.stringContaining('未注销的账号 2 个')]);
  const merged = await post('root', `/units/${added.id}/merge`, {
    ...{ intoId: world.unitA, documentNumber: '编发〔2026〕8号', effectiveOn: '2026-11-30', reason: '机构改革' },
  });
  expect(merged.status).toBe(200);
  await relayAll();
  const { items } = await read<ListView<UnitHistoryView>>('root', `/units/${added.id}/history`);
  expect(items.map(({ kind, by, note }) => [kind, by, note])).toEqual([
    ['unit-merged', '主任', '机构改革'],
    ['unit-changed', '主任', '更名'],
    ['unit-added', '主任', '三定方案'],
  ]);
  const into = await read<UnitDetailView>('officer-a', `/units/${world.unitA}`);
  expect(into.absorbed).toEqual([{ id: added.id, name: '丙委' }]);
});
