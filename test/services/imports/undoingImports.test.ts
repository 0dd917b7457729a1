import type { LedgerEntry } from '../../../src/domain/alerts/alert';
import { lookHostOf } from '../../../src/domain/accounts/lookHost';
import type { ImportId } from '../../../src/domain/ids';
import type { Principal } from '../../../src/domain/people/role';
import type { Sheet } from '../../../src/domain/register/sheet';
import type { Storage } from '../../../src/ports/storage';
import { touchedUnits } from '../../../src/services/filings/touchedUnits';
import { createServices } from '../../../src/services/index';
import { sheetOf } from '../../domain/register/sheetsOf';
import { addChannel, addRoute, ANY } from '../notify/notifyWorld';
import { useWorld } from '../useWorld';
import { principal } from '../world';

const world = useWorld();
const ROOT = principal('administrator', '1');
const ALL = { limit: 100, cursor: null };
const UNITS = ['单位名称', '上级单位', '层级', '单位代码'];
const SITES = ['主办单位', '网站名称', '首页网址'];
const ACCOUNTS = ['主办单位', '平台', '账号名称', '账号ID', '主页网址', '信息员'];
const PEOPLE = ['用户名', '姓名', '角色', '所属单位'];

/**
 * Adds two units, a site of its own, one made for a column, three accounts and a person; changes a unit and an account.
 */
const sheets = (): readonly Sheet[] => [
  sheetOf('单位', [
    UNITS,
    ['丙局', '县政府办', '部门', 'c'],
    ['丙局一科', '丙局', '其他', ''],
    ['甲新局', '丙局', '部门', 'a'],
  ]),
  sheetOf('网站', [SITES, ['丙局', '丙局网', 'https://c.gov.cn/']]),
  sheetOf('账号', [
    ACCOUNTS,
    ['丙局', '微博', '丙局发布', 1234567890, '', ''],
    ['丙局一科', '微信', '一科', 'gh_1', '', '王敏'],
    ['丙局一科', '网站', '通知公告', 'https://k.gov.cn/tz/', 'https://k.gov.cn/tz/', ''],
    ['丙局', '微博', '甲局新名', 1234567891, '', '李强'],
  ]),
  sheetOf('人员', [PEOPLE, ['wang.min', '王敏', '信息员', '丙局一科']]),
];
const carryOut = (services = world.services) => services.imports.carryOut({ owner: 'test' });
async function applied(given = sheets(), as: Principal = ROOT): Promise<ImportId> {
  const file = { fileName: '登记表.xlsx', bytes: 1, sha256: 'a'.repeat(64), updates: true, sheets: given };
  const draft = await world.services.imports.handIn(file, as);
  expect(draft.faults).toBe(0);
  await world.services.imports.applyImport(draft.id as ImportId, as);
  await carryOut();
  expect(await world.services.imports.oneImport(draft.id as ImportId, as)).toMatchObject({ state: 'applied' });
  return draft.id as ImportId;
}
const undone = async (id: ImportId, as: Principal = ROOT) => {
  await world.services.imports.undoImport(id, '导错文件', as);
  await carryOut();
  return world.services.imports.oneImport(id, as);
};
const keptOf = async (id: ImportId) =>
  (await world.services.imports.undoPlan(id, ALL, ROOT)).items
    .map(({ kind, name, field, reason }) => `${kind} ${name} ${field} ${reason}`.replace('  ', ' '))
    .sort();
/** All of the register that an import can touch, without ids of what is new. */
async function register() {
  const units = await world.storage.units.list(null);
  const nameOf = (id: unknown): string => units.find((unit) => unit.id === id)?.name ?? 'nobody';
  const accounts = (await world.storage.accounts.list({}, ALL, null)).items.map(({ account }) => account);
  const filings = await world.storage.accounts.filings(accounts.map(({ id }) => id));
  return {
    units: units.map(({ name, parentId }) => `${name} < ${nameOf(parentId)}`).sort(),
    sites: (await world.storage.sites.list({}, ALL, null)).items.map(({ name }) => name),
    accounts: accounts
      .map(
        ({ id, name, unitId, status }) => `${name} ${nameOf(unitId)} ${status} ${filings.get(id)?.infoOfficers ?? '-'}`,
      )
      .sort(),
    people: (await world.storage.people.list()).map(({ username }) => username),
  };
}
const removals = async (): Promise<readonly string[]> => {
  await world.storage.outbox.relay(500);
  const entries = await world.storage.ledger.after(0, 1_000);
  return entries
    .filter(({ kind }) => kind === 'register-removed')
    .map(({ data }) => String(data['ref']))
    .sort();
};
beforeEach(() => world.addAccounts(['weibo', '1234567891']));

test('an import is taken back as one act: what it added goes, what it changed is as it was, and the same file can come again', async () => {
  const before = await register();
  const id = await applied();
  const imported = await register();
  expect(imported.units).toContain('甲新局 < 丙局');
  expect(imported.accounts).toContain('甲局新名 丙局 active 李强');
  const plan = await world.services.imports.undoPlan(id, ALL, ROOT);
  expect(plan).toMatchObject({
    removes: { units: 2, sites: 2, accounts: 3, people: 1 },
    restores: { units: 1, sites: 0, accounts: 1, people: 0 },
    keptCount: 0,
  });
  // Looking changes nothing.
  expect(await register()).toEqual(imported);

  expect(await undone(id)).toMatchObject({
    ...{ state: 'undone', failure: null },
    undo: { reason: '导错文件', removed: { units: 2, sites: 2, accounts: 3, people: 1 }, kept: 0 },
  });
  expect(await register()).toEqual(before);
  expect(await keptOf(id)).toEqual([]);
  expect(await removals()).toHaveLength(8);
  const lines = await world.storage.ledger.ofSubject(`import:${id}`, ALL);
  expect(lines.items.map(({ to, data }) => `${to ?? ''} ${String(data['note'] ?? '')}`.trim())).toEqual([
    ...['undone 导错文件', 'undoing 导错文件', 'applied', 'applying'],
  ]);
  await expect(world.services.imports.undoImport(id, '再撤', ROOT)).rejects.toMatchObject({ code: 'conflict' });
  await applied();
  expect(await register()).toEqual(imported);
});

test('what something has come of since stays, and so does what somebody has changed since, each named with its reason', async () => {
  const id = await applied();
  const { account } = await world.account('1234567890');
  world.platform.publishByHand('1234567890', { title: '通知' });
  await world.lookAtDue();
  const unit = (await world.storage.units.list(null)).find(({ name }) => name === '丙局一科');
  if (unit === undefined) throw new Error('no unit');
  await world.services.accounts.changeUnitRecord(unit.id, { name: '丙局二科', reason: '更名' }, ROOT);
  const changed = await world.account('1234567891');
  await world.services.accounts.registerAccounts([
    { ...changed.account, unitKey: 'c', credential: null, name: '又改名' },
  ]);
  const before = await keptOf(id);
  expect(before).toEqual([
    'accounts 丙局发布 has-posts',
    'accounts 账号1234567891 name changed-since',
    'units 丙局 has-units',
    'units 丙局一科 changed-since',
  ]);
  const end = await undone(id);
  expect(end).toMatchObject({ state: 'undone', undo: { removed: { accounts: 2, units: 0 }, kept: 4 } });
  // The act keeps what the dry run said it would.
  expect(await keptOf(id)).toEqual(before);
  const after = await register();
  expect(after.units).toContain('丙局二科 < 丙局');
  expect(after.accounts).toContain('又改名 甲局 active -');
  expect((await world.storage.accounts.byId(account.id, null))?.account.name).toBe('丙局发布');
  expect(await world.storage.people.byUsername('wang.min')).toBeNull();
});

test('a website that a route or a silence is about stays, though its columns go', async () => {
  const id = await applied();
  const { siteId } = (await world.account('https://k.gov.cn/tz/')).account;
  await addRoute(world.storage, await addChannel(world.storage), { match: { ...ANY, siteId } });
  expect(await keptOf(id)).toEqual(expect.arrayContaining([expect.stringMatching(/^sites .* is-set-up$/)]));
  const sitesBefore = (await register()).sites;
  await undone(id);
  expect(sitesBefore).toEqual(expect.arrayContaining((await register()).sites));
  expect(await world.storage.sites.byId(siteId ?? ('' as never), null)).not.toBeNull();
});

test('what the file left open and people have filled in since is theirs, and stays', async () => {
  const id = await applied();
  const { account } = await world.account('1234567890');
  await world.services.accounts.changeFiling(account.id, { purpose: '发布政务信息', reason: '补登' } as never, ROOT);
  const person = await world.storage.people.byUsername('wang.min');
  const addresses = { mail: 'wang@example.gov.cn', mobile: null, wecomUserId: null, feishuOpenId: null };
  await world.services.people.setAddresses(person?.id as never, addresses, ROOT);
  const kept = await keptOf(id);
  expect(kept).toContain('accounts 丙局发布 changed-since');
  expect(kept).toContain('people 王敏 changed-since');
  await undone(id);
  expect((await world.storage.accounts.filings([account.id])).get(account.id)?.purpose).toBe('发布政务信息');
  expect((await world.storage.people.byUsername('wang.min'))?.addresses.mail).toBe('wang@example.gov.cn');
});

test('the unit that an account is taken from is looked at again, also where it was there before', async () => {
  const { key } = (await world.storage.units.byId(world.unitA, null)) ?? { key: '' };
  const data = { unitKey: key, unitId: null };
  const entry = { kind: 'register-removed', subject: `account:${world.unitB}`, data } as unknown as LedgerEntry;
  expect(await touchedUnits(world.storage, [entry])).toEqual([world.unitA]);
});

test('somebody who signed in, or has been given a duty, stays, and their unit with them', async () => {
  const id = await applied();
  const person = await world.storage.people.byUsername('wang.min');
  const unitId = person?.unitId;
  if (person === null || unitId === null || unitId === undefined) throw new Error('no person');
  const link = await world.services.people.createLink(person.id);
  await world.services.people.signInWithLink(link.secret);
  expect(await keptOf(id)).toContain('people 王敏 signed-in');
  expect(await keptOf(id)).toContain('units 丙局一科 has-people');
});

/** Storage that dies at its nth write, before or after it takes effect, and does nothing any more then. */
function dyingStorage(at: number, takesEffect: boolean): { readonly storage: Storage; readonly died: () => boolean } {
  let writes = 0;
  let isDead = false;
  const WRITES =
    /^(?:hold|free|remove|put|settle|move|advance|add|change|describe|register|append|relay|carry|set|insert|upsert|expedite)/u;
  const part = (real: object): object =>
    new Proxy(real, {
      get: (target, name) => {
        const found: unknown = Reflect.get(target, name);
        if (typeof found !== 'function') return found;
        return async (...given: unknown[]): Promise<unknown> => {
          if (isDead) throw new Error('dead');
          const call = (): unknown => (found as (...all: unknown[]) => unknown).apply(target, given);
          if (!WRITES.test(String(name))) return call();
          writes += 1;
          if (writes !== at) return call();
          if (takesEffect) await call();
          isDead = true;
          throw new Error('dead');
        };
      },
    });
  const storage = new Proxy(world.storage, {
    get: (target, name) => {
      const found: unknown = Reflect.get(target, name);
      return typeof found === 'object' && found !== null ? part(found) : found;
    },
  });
  return { storage, died: () => isDead };
}

test.each([true, false])(
  'a process that dies at any write of it (done: %s) is followed by one that ends it, and nothing is told twice',
  async (takesEffect) => {
    const before = await register();
    let deaths = 0;
    for (let at = 1; ; at += 1) {
      const id = await applied();
      const earlier = (await removals()).length;
      await world.services.imports.undoImport(id, '导错文件', ROOT);
      const { storage, died } = dyingStorage(at, takesEffect);
      await carryOut(createServices({ ...world.deps, storage })).catch(() => undefined);
      world.clock.pass(3 * 60_000);
      await carryOut();
      expect(await world.services.imports.oneImport(id, ROOT)).toMatchObject({
        ...{ state: 'undone', undo: { removed: { units: 2, sites: 2, accounts: 3, people: 1 }, kept: 0 } },
      });
      expect(await register()).toEqual(before);
      expect((await removals()).length - earlier).toBe(8);
      if (!died()) break;
      deaths += 1;
    }
    expect(deaths).toBeGreaterThan(10);
  },
);

test('an account that is being looked at is waited for, and stays when that does not end', async () => {
  const id = await applied();
  const { account } = await world.account('1234567890');
  await world.services.imports.undoImport(id, '导错文件', ROOT);
  const held = { now: world.clock.now(), owner: 'look', leaseMs: 20 * 60_000, token: 'look' };
  const itsHost = lookHostOf(account);
  await world.storage.accounts.claimLooks({ ...held, limit: 100, roomAt: (host) => (host === itsHost ? 100 : 0) });
  await carryOut();
  expect(await world.services.imports.oneImport(id, ROOT)).toMatchObject({ state: 'undoing' });
  expect(await carryOut()).toEqual({});
  for (let turn = 0; turn < 40; turn += 1) {
    world.clock.pass(11_000);
    await carryOut();
  }
  expect(await world.services.imports.oneImport(id, ROOT)).toMatchObject({ state: 'undone', undo: { kept: 2 } });
  expect(await keptOf(id)).toEqual(['accounts 丙局发布 in-use', 'units 丙局 in-use']);
});

test('who sees the import takes it back within what they manage; units and people take an administrator', async () => {
  const ofA = principal('administrator', '7', world.unitA);
  const mine = [sheetOf('账号', [ACCOUNTS, ['甲局', '微博', '甲局二号', 1234567899, '', '']])];
  const id = await applied(mine, ofA);
  for (const other of [principal('operator', '8', world.unitB), principal('operator', '8', world.unitA)])
    await expect(world.services.imports.undoPlan(id, ALL, other)).rejects.toMatchObject({ code: 'not-found' });
  await expect(world.services.imports.undoImport(id, ' ', ofA)).rejects.toMatchObject({ field: 'reason' });
  expect(await undone(id, ofA)).toMatchObject({ undo: { removed: { accounts: 1 }, kept: 0 } });

  const ofRoot = await applied();
  const operator = { ...ROOT, role: 'operator' } as Principal;
  // Theirs by name; their role has changed since.
  await expect(world.services.imports.undoPlan(ofRoot, ALL, operator)).rejects.toMatchObject({ code: 'forbidden' });
});

test('of two who begin it at once one does', async () => {
  const id = await applied();
  const both = await Promise.allSettled([
    world.services.imports.undoImport(id, '导错文件', ROOT),
    world.services.imports.undoImport(id, '导错文件', ROOT),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});
