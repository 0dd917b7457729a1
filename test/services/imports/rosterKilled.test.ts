import type { ImportId } from '../../../src/domain/ids';
import type { CivilDate } from '../../../src/domain/time/instant';
import { LEASE_MS } from '../../../src/services/imports/telling';
import { createServices } from '../../../src/services/index';
import { sheetOf } from '../../domain/register/sheetsOf';
import { createDyingProcess, ProcessDied } from '../dyingProcess';
import { useWorld } from '../useWorld';
import { PAGE, principal } from '../world';

/** A workbook with people and the roster of liaisons, of which the process dies in the middle. */
const world = useWorld();
const ROOT = principal('administrator', '1');
const SHEETS = [
  sheetOf('单位', [
    ['单位名称', '上级单位', '层级', '单位代码'],
    ['丙局', '县政府办', '部门', 'c'],
  ]),
  sheetOf('人员', [
    ['用户名', '姓名', '角色', '所属单位'],
    ['li.si', '李四', '信息员', '丙局'],
    ['zhao.liu', '赵六', '信息员', '丙局'],
  ]),
  sheetOf('联络员名册', [
    ['单位', '职责', '姓名', '职务', '职级', '手机', '用户名'],
    ['丙局', '信息主管', '李四', '办公室主任', '正科级', 13800000002, 'li.si'],
    ['丙局', '信息员', '张三', '科员', '', 13800000003, ''],
    ['甲局', '信息员', '王五', '主任科员', '', 13800000004, ''],
  ]),
];

/** Units, people and the roster as they stand. */
async function standing(): Promise<readonly string[]> {
  const { services, storage } = world;
  const { items } = await services.team.liaisons({ current: true }, PAGE, ROOT);
  return [
    ...(await storage.units.list(null)).map(({ name }) => name),
    ...(await storage.people.list()).map(({ username, unitId, disabled }) => `${username} ${unitId} ${disabled}`),
    ...items.map(
      ({ unitName, duty, name, post, person }) => `${unitName} ${duty} ${name} ${post} ${person?.name ?? '-'}`,
    ),
  ].sort();
}
async function linesOf(kinds: readonly string[]): Promise<readonly string[]> {
  while ((await world.storage.outbox.relay(500)) > 0);
  const lines = await world.storage.ledger.after(0, 10_000);
  return lines
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, subject, reason }) => `${kind} ${subject} ${reason}`);
}
async function begin(): Promise<ImportId> {
  const { imports } = world.services;
  const file = { fileName: '名册.xlsx', bytes: 1, sha256: 'a'.repeat(64), updates: true, sheets: SHEETS };
  const { id, faults } = await imports.handIn(file, ROOT);
  expect(faults).toBe(0);
  await imports.applyImport(id as ImportId, ROOT);
  return id as ImportId;
}
/** A process that dies at one of its calls, and the next one, which is given the work once nobody holds it. */
async function dieAndGoOn(atCall: number, takesEffect: boolean): Promise<string | null> {
  const dying = createDyingProcess(world.storage, { atCall, takesEffect });
  const services = createServices({ ...world.deps, storage: dying.storage });
  const ended = await services.imports.carryOut({ owner: 'first' }).catch((error: unknown) => error);
  const isDead = dying.isDead();
  if (isDead) expect(ended).toBeInstanceOf(ProcessDied);
  world.clock.pass(LEASE_MS);
  await world.services.imports.carryOut({ owner: 'next' });
  return isDead ? dying.diedAt() : null;
}
const stateOf = async (id: ImportId) => (await world.services.imports.oneImport(id, ROOT)).state;

test.each([false, true])(
  'is gone on with by the next one, whatever call it died at: nothing half, each said once, taken back as one act (the call took effect: %p)',
  async (takesEffect) => {
    const wang = {
      duty: 'informant' as const,
      name: '王五',
      post: '科员',
      rank: null,
      mobile: '13800000004',
      officePhone: null,
      reason: '新任',
    };
    await world.services.team.addLiaison(
      world.unitA,
      { ...wang, personId: null, sinceOn: '2026-03-01' as CivilDate },
      ROOT,
    );
    const before = await standing();
    const there = [
      ...before.filter((line) => !line.includes('王五')),
      ...['丙局', '丙局 chief 李四 办公室主任 李四', '丙局 informant 张三 科员 -', '甲局 informant 王五 主任科员 -'],
    ];
    const deaths = new Set<string>();
    for (let atCall = 2, isOver = false; !isOver; atCall += 3) {
      const told = await linesOf(['liaison-changed', 'person-changed', 'person-registered']);
      const id = await begin();
      const diedAt = await dieAndGoOn(atCall, takesEffect);
      if (diedAt !== null) deaths.add(diedAt);
      expect([diedAt, await stateOf(id)]).toEqual([diedAt, 'applied']);
      const now = await standing();
      expect([diedAt, now.filter((line) => !/^(li\.si|zhao\.liu) /u.test(line))]).toEqual([diedAt, [...there].sort()]);
      expect(now.filter((line) => /^(li\.si|zhao\.liu) [0-9a-f]{24} false$/u.test(line))).toHaveLength(2);
      const added = (await linesOf(['liaison-changed', 'person-changed', 'person-registered'])).slice(told.length);
      expect([diedAt, added.filter((line) => line.startsWith('liaison-changed')).length]).toEqual([diedAt, 3]);

      await world.services.imports.undoImport(id, '导错文件', ROOT);
      const undoneAt = await dieAndGoOn(atCall, takesEffect);
      expect([undoneAt, await stateOf(id)]).toEqual([undoneAt, 'undone']);
      expect([undoneAt, await standing()]).toEqual([undoneAt, before]);
      expect((await world.services.imports.oneImport(id, ROOT)).undo).toMatchObject({ kept: 0 });
      isOver = diedAt === null && undoneAt === null;
    }
    expect([...deaths].join(' ')).toMatch(/people\.|liaisons\./u);
  },
);
