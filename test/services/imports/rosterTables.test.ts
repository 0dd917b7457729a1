import type { ImportId, LiaisonId } from '../../../src/domain/ids';
import type { Principal } from '../../../src/domain/people/role';
import { sheetOf } from '../../domain/register/sheetsOf';
import { useWorld } from '../useWorld';
import { PAGE, principal } from '../world';

/** The roster of liaisons as a sheet of the workbook: in, out, and taken back. */
const world = useWorld();
const ROOT = principal('administrator', '1');
const HEAD = ['单位', '职责', '姓名', '职务', '职级', '手机', '用户名'];
const ROSTER = [
  HEAD,
  ['丙局', '信息主管', '李四', '办公室主任', '正科级', 13800000002, 'li.si'],
  ['丙局', '信息员', '张三', '科员', '', 13800000003, ''],
  ['甲局', '信息员', '王五', '科员', '', 13800000004, ''],
];
const sheets = (roster = ROSTER) => [
  sheetOf('单位', [
    ['单位名称', '上级单位', '层级', '单位代码'],
    ['丙局', '县政府办', '部门', 'c'],
  ]),
  sheetOf('人员', [
    ['用户名', '姓名', '角色', '所属单位'],
    ['li.si', '李四', '信息员', '丙局'],
  ]),
  sheetOf('联络员名册', roster),
];
const handIn = (given = sheets(), { as = ROOT, updates = true }: { as?: Principal; updates?: boolean } = {}) =>
  world.services.imports.handIn(
    { fileName: '名册.xlsx', bytes: 1, sha256: 'a'.repeat(64), sheets: given, updates },
    as,
  );
const carryOut = () => world.services.imports.carryOut({ owner: 'test' });
async function applied(given = sheets(), as = ROOT): Promise<ImportId> {
  const { id, faults } = await handIn(given, { as });
  expect(faults).toBe(0);
  await world.services.imports.applyImport(id as ImportId, as);
  await carryOut();
  expect(await world.services.imports.oneImport(id as ImportId, as)).toMatchObject({ state: 'applied' });
  return id as ImportId;
}
const roster = async (): Promise<readonly string[]> =>
  (await world.services.team.liaisons({ current: true }, PAGE, ROOT)).items
    .map(({ unitName, duty, name, post, person }) => `${unitName} ${duty} ${name} ${post} ${person?.name ?? '-'}`)
    .sort();
const undo = async (id: ImportId) => {
  await world.services.imports.undoImport(id, '导错文件', ROOT);
  await carryOut();
  return world.services.imports.oneImport(id, ROOT);
};

test('comes in with the units and people of the same file, and comes out as it came in', async () => {
  await applied();
  const there = ['丙局 chief 李四 办公室主任 李四', '丙局 informant 张三 科员 -', '甲局 informant 王五 科员 -'];
  expect(await roster()).toEqual(there);
  const table = (await world.services.imports.exportTables(ROOT)).find(({ kind }) => kind === 'liaisons');
  expect(table?.rows).toContainEqual([
    ...['c', '信息主管', '李四', '办公室主任', '乡科级正职', '13800000002', '', 'li.si', '2026-09-18'],
  ]);
  expect(await handIn()).toMatchObject({ counts: { unchanged: { liaisons: 3 }, new: { liaisons: 0 } } });
  await world.storage.outbox.relay(500);
  const entries = (await world.storage.ledger.after(0, 1_000)).filter(({ kind }) => kind === 'liaison-changed');
  expect(entries.map(({ data }) => data['name'])).toEqual(['李*', '张*', '王*']);
  expect(JSON.stringify(entries)).not.toMatch(/李四|138000/u);
});

test('what is there stays as it is without a word; with one it is changed, and nobody is taken off', async () => {
  await applied();
  const changed = sheets([HEAD, ['甲局', '信息员', '王五', '主任科员', '', '', '']]);
  const { counts } = await handIn(changed, { updates: false });
  expect(counts).toMatchObject({ differs: { liaisons: 1 }, new: { liaisons: 0 } });
  await applied(changed);
  expect(await roster()).toEqual([
    ...['丙局 chief 李四 办公室主任 李四', '丙局 informant 张三 科员 -', '甲局 informant 王五 主任科员 -'],
  ]);
});

test('is taken back as one act: the duties, and with them their people and units', async () => {
  const before = await roster();
  const id = await applied();
  const plan = await world.services.imports.undoPlan(id, PAGE, ROOT);
  expect(plan).toMatchObject({ removes: { units: 1, people: 1, liaisons: 3 }, keptCount: 0 });
  expect(await undo(id)).toMatchObject({
    ...{ state: 'undone', undo: { removed: { units: 1, people: 1, liaisons: 3 }, kept: 0 } },
  });
  expect(await roster()).toEqual(before);
  await world.storage.outbox.relay(500);
  const lines = (await world.storage.ledger.after(0, 1_000)).filter(({ kind }) => kind === 'register-removed');
  expect(JSON.stringify(lines)).not.toMatch(/张三|王五|138000/u);
  await applied();
});

test('what somebody has changed since, ended or named stays, with its unit and its person; a change has its former value', async () => {
  const first = await applied();
  const second = await applied(sheets([HEAD, ['甲局', '信息员', '王五', '主任科员', '', '', '']]));
  expect(await undo(second)).toMatchObject({ undo: { restored: { liaisons: 1 }, kept: 0 } });
  expect(await roster()).toContain('甲局 informant 王五 科员 -');
  const of = async (name: string) => {
    const { items } = await world.services.team.liaisons({ current: true }, PAGE, ROOT);
    const found = items.find((one) => one.name === name);
    if (found === undefined) throw new Error(name);
    return { ...found, id: found.id as LiaisonId };
  };
  const [chief, informant] = [await of('李四'), await of('王五')];
  await world.services.team.changeLiaison(chief.id, { version: chief.version, post: '主任', reason: '更正' }, ROOT);
  const untilOn = informant.sinceOn as never;
  await world.services.team.endLiaison(informant.id, { version: informant.version, untilOn, reason: '轮岗' }, ROOT);
  const { items } = await world.services.imports.undoPlan(first, PAGE, ROOT);
  expect(items.map(({ kind, name, reason }) => `${kind} ${name} ${reason}`).sort()).toEqual([
    ...['liaisons 李四 changed-since', 'liaisons 王五 changed-since', 'people 李四 is-named', 'units 丙局 has-records'],
  ]);
  expect(await undo(first)).toMatchObject({ undo: { removed: { liaisons: 1, people: 0, units: 0 }, kept: 4 } });
  expect(await roster()).toEqual(['丙局 chief 李四 主任 李四']);
});

test('is for who keeps the roster, below their own unit alone', async () => {
  const keeper = principal('operator', '3', world.unitA);
  const own = [sheetOf('联络员名册', [HEAD, ['甲局', '信息员', '赵六', '科员', '', 13800000005, '']])];
  await applied(own, keeper);
  expect(
    (
      await handIn([sheetOf('联络员名册', [HEAD, ['乙局', '信息员', '赵六', '科员', '', 13800000005, '']])], {
        as: keeper,
      })
    ).faults,
  ).toBe(1);
  const without: Principal = { ...keeper, actions: ['read', 'account.write'] };
  expect((await handIn(own, { as: without })).faults).toBe(1);
  const tableOf = async (by: Principal) =>
    (await world.services.imports.exportTables(by)).find(({ kind }) => kind === 'liaisons')?.rows.length;
  await applied();
  expect([await tableOf(keeper), await tableOf(without), await tableOf(ROOT)]).toEqual([2, 0, 4]);
});
