import mongoose from 'mongoose';
import type { AccountId, UnitId } from '../../../src/domain/ids';
import type { AccountToRegister } from '../../../src/ports/storage';
import { accountOf, after, eventOf, findingOf, NOW, siteOf, unitOf } from '../samples';
import { ids, useTestStore } from '../testStore';

const { storage } = useTestStore();

const given = (
  externalId: string,
  more: Partial<AccountToRegister> & { readonly name?: string; readonly unitPath?: UnitId[] } = {},
): AccountToRegister => {
  const { name = externalId, unitPath, ...rest } = more;
  const unit = unitPath === undefined ? {} : { unitPath, unitId: unitPath.at(-1) as UnitId };
  const homeUrl = `https://weibo.example/${externalId}`;
  const account = accountOf({ externalId, name, homeUrl, hasCredential: (more.credential ?? null) !== null, ...unit });
  return { account, credential: null, event: eventOf(`account:${account.id}`), nextLookAt: NOW, ...rest };
};
const registered = async (externalId: string) => {
  const record = await storage.accounts.byExternalId('weibo', externalId);
  if (record === null) throw new Error(`no ${externalId}`);
  return record;
};
const linesOf = async (id: AccountId): Promise<string[]> => {
  await storage.outbox.relay(1_000);
  const { items } = await storage.ledger.ofSubject(`account:${id}`, { limit: 20, cursor: null });
  return items.map(({ kind }) => kind);
};

describe('registering many', () => {
  test('tells of each, in their order, whether it is new, another or as it was', async () => {
    const unitPath = [ids.id<UnitId>()];
    await storage.accounts.registerAll([
      given('same', { unitPath }),
      given('renamed', { unitPath }),
      given('moved', { unitPath }),
      given('granted', { unitPath, credential: { token: 'a' } }),
      given('kept', { unitPath, credential: { token: 'k' } }),
    ]);
    const moved = await registered('moved');
    await storage.findings.open(findingOf(moved.account.id), eventOf('finding'));
    const elsewhere = [ids.id<UnitId>()];
    const outcomes = await storage.accounts.registerAll([
      given('granted', { unitPath, credential: { token: 'b' } }),
      given('new', { unitPath }),
      given('moved', { unitPath: elsewhere }),
      given('same', { unitPath }),
      given('renamed', { unitPath, name: '改名', nextLookAt: after(-1) }),
      given('kept', { unitPath, credential: { token: 'k' } }),
    ]);
    expect(outcomes).toEqual(['updated', 'added', 'updated', 'unchanged', 'updated', 'unchanged']);
    expect(await storage.accounts.credential((await registered('granted')).account.id)).toEqual({ token: 'b' });
    expect((await registered('moved')).account).toMatchObject({ id: moved.account.id, unitPath: elsewhere });
    expect(await storage.findings.countAccounts('silent', elsewhere[0] ?? null)).toBe(1);
    expect(await registered('renamed')).toMatchObject({ account: { name: '改名' }, nextLookAt: after(-1) });
    expect(await linesOf((await registered('renamed')).account.id)).toEqual(['account-changed', 'account-changed']);
  });

  test('leaves each account once when several processes do it at once, and no credential of nobody', async () => {
    const list = (): AccountToRegister[] =>
      Array.from({ length: 20 }, (_, n) => given(`a${n}`, { credential: { token: `t${n}` }, unitPath: [UNIT] }));
    const UNIT = ids.id<UnitId>();
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => storage.accounts.registerAll(list())));
    expect(outcomes.flat().filter((outcome) => outcome === 'added')).toHaveLength(20);
    const { items } = await storage.credentials.list({}, { limit: 100, cursor: null }, null);
    const accounts = await storage.accounts.activeAfter(null, 100, null);
    expect(items.map(({ accountId }) => accountId).sort()).toEqual(accounts.map(({ account }) => account.id).sort());
  });

  test('takes what a list names twice in its order: the last stands', async () => {
    const unitPath = [ids.id<UnitId>()];
    const twice = [
      given('twice', { unitPath, name: 'first', credential: { token: '1' } }),
      given('twice', { unitPath, name: 'last', credential: { token: '2' } }),
    ];
    expect(await storage.accounts.registerAll(twice)).toEqual(['added', 'updated']);
    const { account } = await registered('twice');
    expect(account.name).toBe('last');
    expect(await storage.accounts.credential(account.id)).toEqual({ token: '2' });
    const again = ['third', 'fourth', 'fourth'].map((name) => given('twice', { unitPath, name }));
    expect(await storage.accounts.registerAll(again)).toEqual(['updated', 'updated', 'updated']);
    expect((await registered('twice')).account.name).toBe('fourth');
  });

  test('inserts some hundreds in one command for accounts and one for credentials', async () => {
    const inserts = jest.spyOn(mongoose.mongo.Collection.prototype, 'insertMany');
    const unitPath = [ids.id<UnitId>()];
    const list = Array.from({ length: 300 }, (_, n) => given(`a${n}`, { unitPath, credential: { token: `t${n}` } }));
    expect(new Set(await storage.accounts.registerAll(list))).toEqual(new Set(['added']));
    expect(inserts).toHaveBeenCalledTimes(2);
    inserts.mockRestore();
  });
});

describe('units and sites that are missing', () => {
  test('are added; those that are there stay as they are', async () => {
    const unit = unitOf('one');
    await storage.units.addMissing([unit, unitOf('two', [unit])]);
    await storage.units.addMissing([{ ...unitOf('one'), name: '别名' }, unitOf('three', [unit])]);
    const units = await storage.units.list(null);
    expect(units.map(({ key, name, path }) => [key, name, path.length])).toEqual([
      ['one', unit.name, 1],
      ['three', expect.anything(), 2],
      ['two', expect.anything(), 2],
    ]);
    const site = siteOf({ key: 'site' });
    await storage.sites.addMissing([{ site, event: eventOf(`site:${site.id}`) }]);
    const other = siteOf({ key: 'other' });
    await storage.sites.addMissing([
      { site: { ...site, id: ids.id(), name: '别名' }, event: eventOf('site:none') },
      { site: other, event: eventOf(`site:${other.id}`) },
    ]);
    expect(await storage.sites.byKeys(['site', 'other', 'unknown'])).toEqual([other, site]);
    expect(await storage.sites.byKeys([])).toEqual([]);
  });
});
