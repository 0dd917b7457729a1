import { ownPostOf } from '../storage/ownPosts/ownPostSamples';
import { eventOf } from '../storage/samples';
import { submissionOf } from '../storage/submissions/submissionSamples';
import type { UnitId } from '../../src/domain/ids';
import { bringUpToDate, issuePolicy } from './fixtures';
import { useWorld } from './useWorld';
import { ids, PAGE, principal, registration } from './world';

const world = useWorld();
const ROOT = principal('administrator', '1');
const CODE = '91350100M000100Y43';
const close = (id: UnitId, by = ROOT) => world.services.accounts.closeUnit(id, '撤销', by);
const reopen = (id: UnitId, by = ROOT) => world.services.accounts.reopenUnit(id, '恢复', by);
const add = (more: object = {}, by = ROOT) =>
  world.services.accounts.addUnit(
    {
      ...{ parentId: world.officeId, name: '丙局', level: 'department', sectors: [], region: '330106' },
      ...{ creditCode: null, reason: '三定方案', ...more },
    },
    by,
  );
const history = async (id: UnitId) => {
  await bringUpToDate(world);
  return (await world.services.views.unitHistory(id, PAGE, ROOT)).items;
};

test('whoever wrote after the last look, or a process that died before it, does not leave a closed unit with what it has', async () => {
  const unit = await add();
  const id = unit.id as UnitId;
  const open = await world.storage.units.byId(id, null);
  await close(id);
  expect(await world.services.accounts.resumeMoves()).not.toHaveProperty('reopened');
  // An import that had read the unit while it was open.
  jest.spyOn(world.storage.units, 'list').mockResolvedValueOnce([open].flatMap((one) => one ?? []));
  await world.services.accounts.registerAccounts([registration('weibo', 'late', id)]);
  expect(await world.services.accounts.resumeMoves()).toMatchObject({ reopened: 1 });
  expect((await world.services.views.unit(id, ROOT)).closed).toBeNull();
  expect((await history(id))[0]).toMatchObject({ reason: 'came-meanwhile', by: null });
});

test('a unit that was closed with nothing stays closed, and one closed long ago is not looked at', async () => {
  const { id } = await add();
  await close(id as UnitId);
  const holdings = jest.spyOn(world.storage.unitMoves, 'holdings');
  await world.services.accounts.resumeMoves();
  expect(holdings).toHaveBeenCalledTimes(1);
  world.clock.pass(15 * 60_000);
  await world.services.accounts.resumeMoves();
  expect(holdings).toHaveBeenCalledTimes(1);
  holdings.mockRestore();
  expect((await world.services.views.unit(id as UnitId, ROOT)).closed).not.toBeNull();
});

test('a unit whose name or code another one has got meanwhile is not opened again as it is', async () => {
  const first = await add({ creditCode: CODE });
  await close(first.id as UnitId);
  const second = await add({ name: '丁局', creditCode: CODE });
  await expect(reopen(first.id as UnitId)).rejects.toMatchObject({ field: 'creditCode' });
  await close(second.id as UnitId);
  await add({ name: '丙局' });
  await expect(reopen(first.id as UnitId)).rejects.toMatchObject({ field: 'name' });
});

test('a unit is added below another one, with its code, place and a line of its history', async () => {
  const unit = await add({ creditCode: ' 91350100m000100y43 ' });
  expect(unit).toMatchObject({ name: '丙局', creditCode: CODE, regionName: '浙江省 杭州市 西湖区', closed: null });
  const detail = await world.services.views.unit(unit.id as UnitId, ROOT);
  expect(detail).toMatchObject({ key: CODE, superior: { name: '县政府办' }, into: null, absorbed: [] });
  const [line] = await history(unit.id as UnitId);
  expect(line).toMatchObject({ kind: 'unit-added', by: '人员1', note: '三定方案' });
  expect(line?.changes).toContainEqual({ field: 'superior', from: null, to: '县政府办' });
  expect(line?.changes).toContainEqual({ field: 'region', from: null, to: '浙江省 杭州市 西湖区 330106' });
  await world.services.accounts.registerAccounts([registration('weibo', 'w', CODE)]);
  expect((await world.account('w')).account.unitId).toBe(unit.id);
});

test.each([
  [{ name: ' ' }, 'name'],
  [{ name: '甲局' }, 'name'],
  [{ creditCode: '91350100M000100Y44' }, 'creditCode'],
  [{ region: '33010' }, 'region'],
  [{ sectors: ['nothing'] }, 'sectors'],
  [{ reason: ' ' }, 'reason'],
])('with %j it is refused by the field %s', async (more, field) => {
  await expect(add(more)).rejects.toMatchObject({ code: 'invalid-input', field });
});

test('one code belongs to one unit in use, also after a change', async () => {
  await add({ creditCode: CODE });
  await expect(add({ name: '丁局', creditCode: CODE })).rejects.toMatchObject({ field: 'creditCode' });
  await expect(
    world.services.accounts.changeUnitRecord(world.unitA, { creditCode: CODE, reason: '补录' }, ROOT),
  ).rejects.toMatchObject({ field: 'creditCode' });
});

test('another name is kept with who gave it and why; of two at once one is told so', async () => {
  const rename = (name: string) =>
    world.services.accounts.changeUnitRecord(world.unitA, { name, reason: '更名' }, ROOT);
  const ends = await Promise.allSettled([rename('甲委'), rename('甲办')]);
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const lines = await history(world.unitA);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ by: '人员1', note: '更名' });
  expect(lines[0]?.changes[0]).toMatchObject({ field: 'name', from: '甲局' });
});

test('a unit that still has something is not closed, and is told what, by number', async () => {
  await world.addAccounts(['weibo', 'w'], ['portal', 'p']);
  await issuePolicy(world, { platforms: ['weibo'] });
  await bringUpToDate(world);
  await add({ parentId: world.unitA, name: '甲局一科' });
  await world.services.people.register(
    { username: 'wang', name: '王', role: 'officer', unitId: world.unitA, password: null, disabled: false },
    'system',
  );
  const unit = await world.storage.units.byId(world.unitA, null);
  const of = { unitId: world.unitA, unitPath: unit?.path ?? [] };
  for (const state of ['sent', 'adopted'] as const)
    await world.storage.submissions.insert(submissionOf({ ...of, state }), eventOf(`account:${ids.id()}`));
  for (const state of ['scheduled', 'published'] as const)
    await world.storage.ownPosts.insert(ownPostOf({ ...of, state }), eventOf(`account:${ids.id()}`));
  const { holdings } = await world.services.views.unit(world.unitA, ROOT);
  expect(holdings).toEqual({
    units: 1,
    sites: 1,
    accounts: 2,
    people: 1,
    tasks: 1,
    submissions: 1,
    ownPosts: 1,
    duties: 0,
  });
  await expect(close(world.unitA)).rejects.toMatchObject({
    code: 'conflict',
    message:
      '单位“甲局”还不能关闭，仍有：未关闭的下级单位 1 个；有未注销栏目的网站 1 个；未注销的账号 2 个；未停用的人员 1 人；未办结的转载任务 1 项；未办结的报送 1 件；未发布完的稿件 1 件。',
  });
  expect(await history(world.unitA)).toEqual([]);
});

test('an empty one is closed with a reason, stays in the tree, takes nothing, and is opened again with a reason', async () => {
  expect((await close(world.unitA)).closed).toEqual({ at: world.clock.now().toISOString(), intoId: null });
  expect((await world.services.views.units(ROOT)).items.map(({ name }) => name)).toContain('甲局');
  await expect(add({ parentId: world.unitA })).rejects.toMatchObject({ field: 'parentId' });
  await expect(
    world.services.accounts.moveUnit({ unitId: world.unitB, parentId: world.unitA, reason: '改革' }, ROOT),
  ).rejects.toMatchObject({ field: 'parentId' });
  await expect(world.services.accounts.registerAccounts([registration('weibo', 'w', 'a')])).rejects.toMatchObject({
    code: 'invalid-input',
  });
  const somebody = { username: 'li', name: '李', role: 'officer', unitId: world.unitA } as const;
  await expect(world.services.people.add(somebody, '到岗', ROOT)).rejects.toMatchObject({ field: 'unitId' });
  await expect(close(world.unitA)).rejects.toMatchObject({ code: 'conflict' });
  expect((await reopen(world.unitA)).closed).toBeNull();
  await expect(reopen(world.unitA)).rejects.toMatchObject({ code: 'conflict' });
  await add({ parentId: world.unitA });
  expect((await history(world.unitA)).map(({ kind, note }) => [kind, note])).toEqual([
    ['unit-reopened', '恢复'],
    ['unit-closed', '撤销'],
  ]);
});

test('is not opened below a superior that is closed', async () => {
  const below = (await add({ parentId: world.unitA })).id as UnitId;
  await close(below);
  await close(world.unitA);
  await expect(reopen(below)).rejects.toMatchObject({ code: 'conflict', remedy: '请先恢复上级单位。' });
});

test('what is given to it while it is being closed takes the closing back', async () => {
  const { holdings } = world.storage.unitMoves;
  let asked = 0;
  Object.assign(world.storage.unitMoves, {
    holdings: async (id: UnitId) => {
      asked += 1;
      return asked === 1
        ? { units: 0, sites: 0, accounts: 0, people: 0, tasks: 0, submissions: 0, ownPosts: 0, duties: 0 }
        : holdings(id);
    },
  });
  await world.addAccounts(['weibo', 'w']);
  await expect(close(world.unitA)).rejects.toMatchObject({ code: 'conflict' });
  Object.assign(world.storage.unitMoves, { holdings });
  expect((await world.storage.units.byId(world.unitA, null))?.closed).toBeUndefined();
  expect((await history(world.unitA)).map(({ reason }) => reason)).toEqual(['came-meanwhile', 'closed']);
});

test('nobody outside of it, and no operator, adds, renames, closes or opens anything', async () => {
  const ofB = principal('administrator', '3', world.unitB);
  const rename = (by = ROOT) =>
    world.services.accounts.changeUnitRecord(world.unitA, { name: '新', reason: '更名' }, by);
  for (const act of [() => rename(ofB), () => close(world.unitA, ofB), () => reopen(world.unitA, ofB)])
    await expect(act()).rejects.toMatchObject({ code: 'not-found' });
  for (const parentId of [null, world.officeId, world.unitA])
    await expect(add({ parentId }, ofB)).rejects.toMatchObject({ code: 'not-found' });
  await expect(world.services.views.unit(world.unitA, ofB)).rejects.toMatchObject({ code: 'not-found' });
  await expect(world.services.views.unitHistory(world.unitA, PAGE, ofB)).rejects.toMatchObject({ code: 'not-found' });
  await expect(close(world.unitB, ofB)).rejects.toMatchObject({ code: 'not-found' });
  expect((await add({ parentId: world.unitB }, ofB)).name).toBe('丙局');
  const operator = principal('operator', '2');
  for (const act of [() => rename(operator), () => close(world.unitA, operator), () => add({}, operator)])
    await expect(act()).rejects.toMatchObject({ code: 'forbidden' });
});
