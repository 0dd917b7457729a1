import type { DomainEvent } from '../../src/domain/alerts/alert';
import { makeEvent } from '../../src/domain/alerts/events';
import type { Site } from '../../src/domain/accounts/site';
import type { SiteRegistration } from '../../src/services/registrations';
import { systemActor } from '../../src/services/actors';
import { useWorld } from './useWorld';
import { PAGE, principal, registration } from './world';

const world = useWorld();
const JYJ: SiteRegistration = {
  key: 'jyj',
  unitKey: 'a',
  name: '甲局网站',
  homeUrl: 'https://a.gov.test/',
  identifierCode: '9903210002',
};
const WRONG = { code: 'invalid-input' };

const register = async (...sites: readonly SiteRegistration[]): Promise<readonly Site[]> =>
  world.services.accounts.registerSites(sites);
const column = (externalId: string, more: object = {}, unitKey = 'a') => ({
  ...registration('portal', externalId, unitKey),
  homeUrl: `https://a.gov.test/${externalId}`,
  ...more,
});
const addColumn = (...given: Parameters<typeof column>) => world.services.accounts.registerAccounts([column(...given)]);
const siteOf = async (externalId: string): Promise<Site | null> => {
  const { siteId } = (await world.account(externalId)).account;
  return siteId === null ? null : world.storage.sites.byId(siteId, null);
};
const lines = async (): Promise<readonly object[]> => {
  while ((await world.storage.outbox.relay(500)) > 0);
  return (await world.storage.ledger.after(0, 500)).filter(({ kind }) => kind.startsWith('site-'));
};
const name = (siteKey: string, externalId: string) =>
  world.services.accounts.nameRepostColumns([{ siteKey, externalId }]);

describe('a site', () => {
  test('is registered with its unit, changed under the same id, and its line says which of the two', async () => {
    const [made] = await register(JYJ);
    expect(made).toMatchObject({
      ...{ key: 'jyj', name: '甲局网站', homeUrl: 'https://a.gov.test/', identifierCode: '9903210002' },
      unitId: world.unitA,
      unitPath: [world.officeId, world.unitA],
      repostColumnId: null,
    });
    expect(await register(JYJ)).toEqual([made]);
    expect(await lines()).toMatchObject([
      {
        kind: 'site-registered',
        subject: `site:${made?.id}`,
        reason: 'registered',
        actor: 'system:register',
        data: { key: 'jyj', name: '甲局网站', repostColumnId: null },
      },
    ]);
    const [changed] = await register({ ...JYJ, name: '教育局网站', unitKey: 'b' });
    expect(changed).toEqual({
      ...made,
      name: '教育局网站',
      unitId: world.unitB,
      unitPath: [world.officeId, world.unitB],
    });
    expect((await lines()).slice(1)).toMatchObject([
      { kind: 'site-changed', reason: 'changed', data: { name: '教育局网站' } },
    ]);
  });

  test('of a unit that is not registered is refused, and with it all of the list', async () => {
    await expect(register(JYJ, { ...JYJ, key: 'x', name: '他局网站', unitKey: 'nowhere' })).rejects.toMatchObject({
      ...WRONG,
      field: 'unitKey',
    });
    expect((await world.storage.sites.list({}, PAGE, null)).items.map(({ key }) => key)).toEqual([]);
  });

  test('keeps the repost column that was named for it, which is one of its own', async () => {
    await register(JYJ, { ...JYJ, key: 'other', name: '他局网站' });
    await addColumn('news', { siteKey: 'jyj' });
    await addColumn('elsewhere', { siteKey: 'other' });
    for (const [site, externalId] of [
      ['jyj', 'elsewhere'],
      ['jyj', 'nothing'],
      ['nowhere', 'news'],
    ] as const)
      await expect(name(site, externalId)).rejects.toMatchObject({
        ...WRONG,
        field: 'repostColumn',
        message: `站点“${site}”的转载栏目“${externalId}”不是它的栏目。`,
      });
    const before = (await lines()).length;
    await name('jyj', 'news');
    const { account } = await world.account('news');
    expect((await siteOf('news'))?.repostColumnId).toBe(account.id);
    expect((await lines()).slice(before)).toMatchObject([
      { kind: 'site-changed', actor: 'system:register', data: { repostColumnId: account.id } },
    ]);
    const [again] = await register({ ...JYJ, name: '改名' });
    expect(again).toMatchObject({ name: '改名', repostColumnId: account.id });
  });
});

describe('the site of a column', () => {
  test('is the one its row names, which has to be registered', async () => {
    await register(JYJ);
    await addColumn('news', { siteKey: 'jyj' });
    expect((await siteOf('news'))?.key).toBe('jyj');
    await expect(addColumn('other', { siteKey: 'nowhere' })).rejects.toMatchObject({ ...WRONG, field: 'siteKey' });
  });

  test('is made for its unit and host where none is named, once', async () => {
    await addColumn('news');
    await addColumn('notices');
    await addColumn('far', { homeUrl: 'https://b.gov.test/far' });
    await addColumn('ofB', {}, 'b');
    const site = await siteOf('news');
    expect(site).toMatchObject({
      unitId: world.unitA,
      unitPath: [world.officeId, world.unitA],
      name: '甲局网站',
      homeUrl: 'https://a.gov.test/',
      identifierCode: null,
      repostColumnId: null,
    });
    expect((await siteOf('notices'))?.id).toBe(site?.id);
    const others = [(await siteOf('far'))?.id, (await siteOf('ofB'))?.id];
    expect(new Set([site?.id, ...others]).size).toBe(3);
    expect(await lines()).toMatchObject([
      { kind: 'site-registered', reason: 'registered' },
      { kind: 'site-registered' },
      { kind: 'site-registered' },
    ]);
  });

  test('stays the one it has while that belongs to its unit, and is another with another unit', async () => {
    await register(JYJ);
    await addColumn('news', { siteKey: 'jyj' });
    await addColumn('news', { name: '改名' });
    expect((await siteOf('news'))?.key).toBe('jyj');
    await addColumn('news', {}, 'b');
    expect(await siteOf('news')).toMatchObject({ unitId: world.unitB, name: '乙镇网站' });
  });

  test('is none for an account that is no column', async () => {
    await world.addAccounts(['weibo', 'w']);
    expect((await world.account('w')).account.siteId).toBeNull();
    expect(await lines()).toEqual([]);
  });
});

describe('the name of a site', () => {
  const WJJ = { ...JYJ, key: 'wjj', unitKey: 'b', name: '乙局网站', identifierCode: null };
  const named = async () => (await world.storage.sites.list({}, PAGE, null)).items.map((site) => site.name);
  const OPERATOR = principal('operator', '1');

  test('is no other one, of whatever unit: nothing of what is told together is changed', async () => {
    await register(JYJ);
    const taken = register({ ...JYJ, homeUrl: 'https://new.gov.test/' }, { ...WJJ, name: JYJ.name });
    await expect(taken).rejects.toMatchObject({
      ...WRONG,
      field: 'name',
      remedy: expect.stringContaining('区分') as string,
    });
    expect((await world.storage.sites.byKey('jyj'))?.homeUrl).toBe(JYJ.homeUrl);
    expect(await named()).toEqual(['甲局网站']);
  });

  test('is not taken from a site of another unit by renaming, seen before it is tried', async () => {
    const [, other] = await register(JYJ, WJJ);
    if (other === undefined) throw new Error('no site');
    const change = { name: ` ${JYJ.name} ` };
    const { accounts } = world.services;
    for (const tried of [
      () => accounts.previewSiteChange(other.id, change, OPERATOR),
      () => accounts.changeSite(other.id, { ...change, reason: '统一' }, OPERATOR),
    ])
      await expect(tried()).rejects.toMatchObject({ ...WRONG, field: 'name' });
    await accounts.changeSite(other.id, { name: WJJ.name, reason: '同名即本身' }, OPERATOR);
    expect(await named()).toEqual(['乙局网站', '甲局网站']);
  });

  test('that nobody gives is one that no other has', async () => {
    await register({ ...WJJ, name: '甲单位网站' });
    const unit = await world.storage.units.byId(world.unitA, null);
    await register({ ...JYJ, name: `${unit?.name ?? ''}网站` });
    await addColumn('c1');
    expect((await siteOf('c1'))?.name).toBe(`${unit?.name ?? ''}网站（a.gov.test）`);
  });

  test('that two share from before stays with both until one of them is given another', async () => {
    const [one, other] = await register(JYJ, WJJ);
    if (one === undefined || other === undefined) throw new Error('no sites');
    await world.storage.sites.register({ ...other, name: JYJ.name }, () => sitesLine());
    await register(JYJ, { ...WJJ, name: JYJ.name });
    expect(await named()).toEqual(['甲局网站', '甲局网站']);
    await world.services.accounts.changeSite(other.id, { name: '乙局门户', reason: '区分' }, OPERATOR);
    expect(await named()).toEqual(['乙局门户', '甲局网站']);
  });
});

function sitesLine(): DomainEvent {
  return makeEvent(
    { eventId: world.deps.ids.eventId(), actor: systemActor('test'), now: world.clock.now() },
    { kind: 'site-changed', subject: 'site:x', from: null, to: null, reason: 'changed', data: {} },
  );
}
