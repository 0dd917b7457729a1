import type { Principal } from '../../../src/domain/people/role';
import type { Sheet } from '../../../src/domain/register/sheet';
import { sheetOf } from '../../domain/register/sheetsOf';
import { useWorld } from '../useWorld';
import { principal } from '../world';

const world = useWorld();

const UNITS = ['单位名称', '上级单位', '层级'];
const ACCOUNTS = ['主办单位', '平台', '账号名称', '账号ID'];
const sheets = (): readonly Sheet[] => [
  sheetOf('单位', [UNITS, ['丙局', '县政府办', '部门'], ['丙局一科', '丙局', '其他']]),
  sheetOf('账号', [ACCOUNTS, ['丙局', '微博', '丙局发布', 1234567890], ['丙局一科', '微信', '一科', 'gh_1']]),
];
const handIn = (as: Principal, given = sheets(), updates = false) =>
  world.services.imports.handIn(
    { fileName: '登记表.xlsx', bytes: 1, sha256: 'a'.repeat(64), sheets: given, updates },
    as,
  );
const carryOut = () => world.services.imports.carryOut({ owner: 'test' });
const codeOf = (work: Promise<unknown>) =>
  work.then(() => 'ok').catch((error: { readonly code: string }) => error.code);
const ROOT = principal('administrator', '1');
const names = async () => (await world.storage.units.list(null)).map(({ name }) => name).sort();

test('a file is checked and kept, and nothing of it is registered until it is applied; then it is there once', async () => {
  const before = await names();
  const draft = await handIn(ROOT);
  expect(draft).toMatchObject({
    ...{ state: 'draft', faults: 0, sha256: 'a'.repeat(64) },
    counts: { new: { units: 2, sites: 0, accounts: 2, people: 0 } },
  });
  expect(await names()).toEqual(before);
  const id = draft.id as Parameters<typeof world.services.imports.oneImport>[0];
  expect(await world.services.imports.applyImport(id, ROOT)).toMatchObject({ state: 'applying' });
  expect(await codeOf(world.services.imports.applyImport(id, ROOT))).toBe('conflict');
  expect(await carryOut()).toEqual({ applying: 1 });
  expect(await world.services.imports.oneImport(id, ROOT)).toMatchObject({ state: 'applied', progress: null });
  expect(await names()).toEqual([...before, '丙局', '丙局一科'].sort());
  expect((await world.account('1234567890')).account.name).toBe('丙局发布');
  expect(await carryOut()).toEqual({});

  await world.storage.outbox.relay(500);
  const lines = await world.storage.ledger.ofSubject(`import:${id}`, { limit: 10, cursor: null });
  expect(lines.items.map(({ from, to, actor }) => `${from ?? ''} ${to ?? ''} ${actor}`)).toEqual([
    `applying applied person:${ROOT.personId}`,
    `draft applying person:${ROOT.personId}`,
  ]);
  const { items } = await world.services.imports.importRows(id, { limit: 10, cursor: null, kind: 'units' }, ROOT);
  expect(items.every((row) => row.id !== null)).toBe(true);
  // The same file again has nothing to do.
  expect(await handIn(ROOT)).toMatchObject({ counts: { new: { units: 0, accounts: 0 }, unchanged: { units: 2 } } });
});

test('what a process that died has begun, another goes on with when its time is over, and ends it whole', async () => {
  const draft = await handIn(ROOT);
  const id = draft.id as Parameters<typeof world.services.imports.oneImport>[0];
  await world.services.imports.applyImport(id, ROOT);
  const claimed = await world.storage.imports.claim({ now: world.clock.now(), owner: 'x', leaseMs: 1_000, token: 'x' });
  expect(claimed?.id).toBe(id);
  // Whoever held it is gone: nobody else goes on before its time is over.
  expect(await carryOut()).toEqual({});
  await world.services.accounts.registerUnits([
    { key: '丙局', name: '丙局', parentKey: 'office', level: 'department' },
  ]);
  world.clock.pass(1_000);
  expect(await carryOut()).toEqual({ applying: 1 });
  expect((await world.account('gh_1')).account.name).toBe('一科');
});

test('what is there and differs is listed and left, unless it is to be changed', async () => {
  await world.addAccounts(['weibo', '1234567890']);
  const [, accounts] = [null, sheetOf('账号', [ACCOUNTS, ['甲局', '微博', '甲局新名', '1234567890']])];
  const left = await handIn(ROOT, [accounts]);
  expect(left.counts.differs.accounts).toBe(1);
  type Id = Parameters<typeof world.services.imports.oneImport>[0];
  expect(await codeOf(world.services.imports.applyImport(left.id as Id, ROOT))).toBe('conflict');
  const changing = await handIn(ROOT, [accounts], true);
  await world.services.imports.applyImport(changing.id as Id, ROOT);
  await carryOut();
  expect((await world.account('1234567890')).account.name).toBe('甲局新名');
});

test('somebody of a unit imports below it alone, and reads no import of others; who writes no accounts none at all', async () => {
  const ofA = principal('administrator', '7', world.unitA);
  const draft = await handIn(ofA);
  const id = draft.id as Parameters<typeof world.services.imports.oneImport>[0];
  const { items } = await world.services.imports.importMessages(id, { limit: 10, cursor: null }, ofA);
  // The office above is none of theirs, and says nothing of itself.
  expect(items.map(({ code, sheet, row }) => `${sheet}${row} ${code}`)).toContain('单位2 unit-unknown');
  expect(await codeOf(world.services.imports.applyImport(id, ofA))).toBe('conflict');
  for (const other of [principal('operator', '8', world.unitB), principal('operator', '8', world.unitA)])
    expect(await codeOf(world.services.imports.oneImport(id, other))).toBe('not-found');
  expect(await codeOf(world.services.imports.oneImport(id, ROOT))).toBe('ok');
  expect(await codeOf(handIn(principal('officer', '9', world.unitA)))).toBe('forbidden');
});

type Id = Parameters<typeof world.services.imports.oneImport>[0];
const PEOPLE = ['用户名', '姓名', '角色', '所属单位'];
const person = async (username: string, digit: string, more: { readonly name?: string } = {}): Promise<Principal> => {
  const given = { username, name: '王敏', role: 'administrator', unitId: null, password: null } as const;
  const { id } = await world.services.people.register({ ...given, ...more }, 'system');
  return { ...principal('administrator', digit), personId: id as Principal['personId'] };
};

test('nobody changes themselves by a table, also where the row was none of theirs when it was begun', async () => {
  const wang = await person('wang', '1');
  await person('li', '2');
  const own = [sheetOf('人员', [PEOPLE, ['wang', '王敏', '查看者', '']])];
  const draft = await handIn(wang, own, true);
  expect(draft.faults).toBe(1);
  expect(await codeOf(world.services.imports.applyImport(draft.id as Id, wang))).toBe('conflict');
  await expect(
    world.services.people.register(
      { username: 'wang', name: '王敏', role: 'viewer', unitId: null, password: null },
      wang,
    ),
  ).rejects.toMatchObject({ code: 'conflict' });
});

test('the last who manages the office stays, and a table writes neither password nor shutting out', async () => {
  const wang = await person('wang', '1');
  const li = await person('li', '2');
  const others = [sheetOf('人员', [PEOPLE, ['wang', '王小敏', '查看者', '']])];
  const draft = await handIn(li, others, true);
  await world.services.imports.applyImport(draft.id as Id, li);
  // What others do while it is carried out: their password is another, and whoever imports is shut out.
  const before = await world.storage.people.byUsername('wang');
  const meanwhile = jest.spyOn(world.storage.people, 'byUsername').mockImplementationOnce(async () => {
    await world.services.people.register({ ...before!, password: 'another long password', disabled: false }, 'system');
    await world.services.people.setDisabled(li.personId, { is: true, reason: '离岗' }, wang);
    return before;
  });
  await carryOut();
  meanwhile.mockRestore();
  expect(await world.services.imports.oneImport(draft.id as Id, wang)).toMatchObject({
    state: 'failed',
    failure: expect.stringContaining('至少要保留一位管理全部单位') as string,
  });
  const after = await world.storage.people.byUsername('wang');
  expect(after).toMatchObject({ role: 'administrator', name: '王敏', disabled: false });
  expect(after?.passwordHash).not.toBeNull();
});

test('of two who begin it at once one does, and their plan is the one carried out; none of it is kept then', async () => {
  const draft = await handIn(ROOT);
  const id = draft.id as Id;
  const { putPart, part } = world.storage.imports;
  const plans: string[] = [];
  jest.spyOn(world.storage.imports, 'putPart').mockImplementation(async (of, name, value) => {
    await putPart(of, name, value);
    if (!name.startsWith('plan')) return;
    plans.push(name);
    // The other one begins as well, as late as can be.
    if (plans.length === 1) await world.services.imports.applyImport(id, ROOT);
  });
  expect(await codeOf(world.services.imports.applyImport(id, ROOT))).toBe('conflict');
  jest.restoreAllMocks();
  const [lost = '', begun = ''] = plans as `plan:${string}`[];
  expect(lost).not.toBe(begun);
  expect(await part(id, lost as 'rows')).toBeNull();
  expect(await part(id, begun as 'rows')).not.toBeNull();
  await carryOut();
  expect(await world.services.imports.oneImport(id, ROOT)).toMatchObject({ state: 'applied' });
  expect([await part(id, begun as 'rows'), await part(id, 'written')]).toEqual([null, null]);
});

test('a unit that is there can be put below one that is new in the same table', async () => {
  const moved = [
    sheetOf('单位', [
      [...UNITS, '单位代码'],
      ['甲局', '新委', '部门', 'a'],
      ['新委', '县政府办', '部门'],
    ]),
  ];
  const draft = await handIn(ROOT, moved, true);
  expect(draft).toMatchObject({ faults: 0, counts: { new: { units: 1 }, differs: { units: 1 } } });
  await world.services.imports.applyImport(draft.id as Id, ROOT);
  await carryOut();
  expect(await world.services.imports.oneImport(draft.id as Id, ROOT)).toMatchObject({ state: 'applied' });
  const units = await world.storage.units.list(null);
  const parent = units.find(({ name }) => name === '甲局')?.parentId;
  expect(units.find(({ id }) => id === parent)?.name).toBe('新委');
});

test('an account somebody else registers before it is carried out stays theirs, and the result names it', async () => {
  const draft = await handIn(ROOT);
  await world.services.imports.applyImport(draft.id as Id, ROOT);
  await world.addAccounts(['weibo', '1234567890']);
  const { account: theirs } = await world.account('1234567890');
  await carryOut();
  expect((await world.account('1234567890')).account).toMatchObject({ name: theirs.name, unitId: theirs.unitId });
  expect(await world.services.imports.oneImport(draft.id as Id, ROOT)).toMatchObject({
    state: 'applied',
    failure: expect.stringContaining('丙局发布') as string,
  });
});

test('what was tried too often, and what cannot be read, fails instead of coming again for ever', async () => {
  for (const spoil of ['attempts', 'text'] as const) {
    const draft = await handIn(ROOT);
    const id = draft.id as Id;
    await world.services.imports.applyImport(id, ROOT);
    if (spoil === 'attempts') await world.storage.imports.move(id, 'applying', { to: { attempts: 5 } });
    else jest.spyOn(world.storage.imports, 'part').mockRejectedValueOnce(new SyntaxError('Unexpected end'));
    await carryOut();
    jest.restoreAllMocks();
    expect(await world.services.imports.oneImport(id, ROOT)).toMatchObject({ state: 'failed', progress: null });
    expect(await carryOut()).toEqual({});
  }
});
