import type { SiteId, UnitId } from '../../src/domain/ids';
import type { Site } from '../../src/domain/accounts/site';
import type { SiteStep } from '../../src/domain/accounts/siteClosing';
import { DAY_MS } from '../../src/domain/time/instant';
import { civilDateOf } from '../../src/domain/time/civil';
import type { CivilDate } from '../../src/domain/time/instant';
import { issuePolicy } from './fixtures';
import { addColumns, owed, setStatus } from './someSite';
import { useWorld } from './useWorld';
import { PAGE, principal, registration } from './world';

const world = useWorld();
const ROOT = principal('administrator', '1');
const PAPER = { approver: '县政府办', documentNumber: '通政办发〔2026〕3号', documentTitle: null };
const COUNTY = 'https://www.county.gov.test/';

const today = (): CivilDate => civilDateOf(world.clock.now());
const step = (id: SiteId, more: Omit<Partial<SiteStep>, 'act'> & Pick<SiteStep, 'act'>, by = ROOT) =>
  world.services.accounts.takeSiteStep(id, { ...PAPER, decidedOn: today(), reason: '集约化', ...more }, by);
const announce = (id: SiteId, more: Partial<SiteStep> = { successorUrl: COUNTY }) =>
  step(id, { act: 'announce-closing', noticeUrl: `${COUNTY}gg`, announcedOn: today(), ...more });
const close = (id: SiteId, columns: 'cancel' | 'hand-over' = 'cancel', by = ROOT) =>
  step(id, { act: 'close', closedOn: today(), columns }, by);
const add = (more: object = {}, by = ROOT) =>
  world.services.accounts.addSite(
    {
      unitId: world.unitB,
      name: '乙镇网站',
      homeUrl: 'https://b.gov.test/',
      identifierCode: null,
      reason: '新建',
      ...more,
    },
    by,
  );
const siteOf = async (id: SiteId): Promise<Site | null> => world.storage.sites.byId(id, null);
const pass = (days: number): void => world.clock.pass(days * DAY_MS);
const lines = async (subject: string) => {
  while ((await world.storage.outbox.relay(500)) > 0);
  return (await world.storage.ledger.ofSubject(subject, PAGE)).items;
};
const statuses = async (...columns: readonly string[]) =>
  Promise.all(columns.map(async (name) => (await world.account(name)).account.status));

describe('registering a website', () => {
  test('names its unit, address and numbers, and its line says by whom and why', async () => {
    const id = await add({ identifierCode: '9903210009', filing: { icpNumber: '浙 ICP备12345678号' } });
    expect(await siteOf(id)).toMatchObject({
      ...{ key: 'b@b.gov.test', name: '乙镇网站', unitId: world.unitB, unitPath: [world.officeId, world.unitB] },
      ...{ identifierCode: '9903210009', filing: { icpNumber: '浙ICP备12345678号', plan: null } },
    });
    const [line] = await lines(`site:${id}`);
    expect(line).toMatchObject({
      ...{ kind: 'site-registered', actor: `person:${ROOT.personId}` },
      data: { note: '新建', homeUrlTo: 'https://b.gov.test/', identifierCodeTo: '9903210009' },
    });
  });

  test('is refused where its name, number or address is another’s, or the unit is not the person’s', async () => {
    await addColumns(world, 'news');
    await expect(add({ name: '甲局网站' })).rejects.toMatchObject({ field: 'name' });
    await expect(add({ identifierCode: '9903210002' })).rejects.toMatchObject({ field: 'identifierCode' });
    await expect(add({ identifierCode: '12' })).rejects.toMatchObject({ field: 'identifierCode' });
    await expect(add({ filing: { plan: 'keep' } })).rejects.toMatchObject({ field: 'filing.planBasis' });
    await expect(add({ reason: ' ' })).rejects.toMatchObject({ field: 'reason' });
    await add();
    await expect(add({ name: '乙镇二站' })).rejects.toMatchObject({ field: 'homeUrl' });
    const ofA = principal('administrator', '2', world.unitA);
    await expect(add({ name: '乙镇三站' }, ofA)).rejects.toMatchObject({ code: 'not-found' });
    await expect(add({}, principal('viewer', '3'))).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a website that goes to another unit', () => {
  const give = (id: SiteId, unitId: UnitId, by = ROOT) =>
    world.services.accounts.changeSite(id, { unitId, reason: '职能划转' }, by);

  test('takes its columns and what it owes along, and the former unit sees nothing more of it', async () => {
    const { id } = await addColumns(world, 'news', 'notices');
    await issuePolicy(world);
    await give(id, world.unitB);
    const path = [world.officeId, world.unitB];
    expect(await siteOf(id)).toMatchObject({ unitId: world.unitB, unitPath: path });
    for (const column of ['news', 'notices'])
      expect((await world.account(column)).account).toMatchObject({ unitId: world.unitB, unitPath: path, siteId: id });
    expect(await owed(world)).toMatchObject([{ unitId: world.unitB, unitPath: path }]);
    const ofA = principal('viewer', '9', world.unitA);
    expect((await world.services.views.accounts({}, PAGE, ofA)).items).toEqual([]);
    await expect(world.services.views.site(id, ofA)).rejects.toMatchObject({ code: 'not-found' });
    expect((await lines(`site:${id}`))[0]).toMatchObject({
      ...{ kind: 'site-changed', reason: 'moved', data: { unitFrom: world.unitA, unitTo: world.unitB } },
    });
    const column = (await world.account('news')).account.id;
    expect((await lines(`account:${column}`))[0]).toMatchObject({
      ...{ reason: 'site-moved', data: { unitFrom: world.unitA, unitTo: world.unitB, note: '职能划转' } },
    });
  });

  test('is found there by what is registered at its address: no second website is made', async () => {
    const homeUrl = 'https://b.gov.test/';
    const id = await add({ homeUrl });
    await give(id, world.unitA);
    const again = (url: string) => add({ homeUrl: url, name: '又一个网站', unitId: world.unitA });
    await expect(again(homeUrl)).rejects.toMatchObject({ field: 'homeUrl' });
    const moved = 'https://new.b.gov.test/';
    await world.services.accounts.changeSite(id, { homeUrl: moved, reason: '更换域名' }, ROOT);
    await expect(again(moved)).rejects.toMatchObject({ field: 'homeUrl' });
    // The former address is free again, for whoever has it by then.
    expect(await again(homeUrl)).not.toBe(id);
  });

  test('is given by who decides whose it is, and within what they see', async () => {
    const { id } = await addColumns(world, 'news');
    await expect(give(id, world.unitB, principal('operator', '4'))).rejects.toMatchObject({ code: 'forbidden' });
    const ofA = principal('administrator', '2', world.unitA);
    await expect(give(id, world.unitB, ofA)).rejects.toMatchObject({ code: 'not-found', field: 'unitId' });
    const { account } = await world.account('news');
    const paper = { ...PAPER, decidedOn: today(), noticeUrl: `${COUNTY}gg`, reason: '划转' };
    const sponsor = { act: 'change-sponsor', unitId: world.unitB, ...paper } as const;
    await expect(world.services.accounts.takeStep(account.id, sponsor, ROOT)).rejects.toMatchObject({
      ...{ field: 'unitId', remedy: expect.stringContaining('站点的页面') as string },
    });
  });
});

describe('a website that is closed', () => {
  test('is announced, kept up for thirty days, and its columns end with it', async () => {
    const { id } = await addColumns(world, 'news', 'notices');
    await setStatus(world, 'notices', 'cancelled');
    await world.services.accounts.changeSite(
      id,
      { filing: { plan: 'close', planBy: '2027-12-31' as CivilDate }, reason: '集约化' },
      ROOT,
    );
    await announce(id);
    expect(await statuses('news', 'notices')).toEqual(['active', 'cancelled']);
    pass(29);
    await expect(close(id)).rejects.toMatchObject({ field: 'closedOn' });
    expect(await statuses('news')).toEqual(['active']);
    pass(1);
    await close(id);
    expect(await siteOf(id)).toMatchObject({
      ...{ closing: { state: 'closed', closedOn: today(), successorUrl: COUNTY } },
      filing: { plan: 'close', planDoneOn: today() },
    });
    expect(await statuses('news', 'notices')).toEqual(['cancelled', 'cancelled']);
    expect((await lines(`site:${id}`)).map(({ reason, from, to }) => [reason, from, to]).slice(0, 2)).toEqual([
      ['close', 'announced', 'closed'],
      ['announce-closing', null, 'announced'],
    ]);
    const listed = await world.services.views.sites({ closing: 'closed' }, PAGE, ROOT);
    expect(listed.items.map((site) => site.id)).toEqual([id]);
    expect((await world.services.views.sites({ closing: 'none' }, PAGE, ROOT)).items).toEqual([]);
    expect((await world.services.views.siteHistory(id, PAGE, ROOT)).items[0]).toMatchObject({
      paper: { approver: '县政府办', documentNumber: '通政办发〔2026〕3号' },
    });
  });

  test('takes nothing new and is not corrected, and comes back after a year', async () => {
    const { id } = await addColumns(world, 'news');
    const plan = { plan: 'close', planBy: '2027-12-31' as CivilDate } as const;
    await world.services.accounts.changeSite(id, { filing: plan, reason: '集约化' }, ROOT);
    await announce(id);
    pass(30);
    await close(id);
    await expect(world.services.accounts.changeSite(id, { name: '新名', reason: '更名' }, ROOT)).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(announce(id)).rejects.toMatchObject({ code: 'conflict' });
    pass(364);
    await expect(step(id, { act: 'reopen' })).rejects.toMatchObject({ code: 'conflict' });
    pass(1);
    await step(id, { act: 'reopen' });
    expect((await siteOf(id))?.closing).toBeUndefined();
    expect((await siteOf(id))?.filing).toMatchObject({ plan: 'close', planDoneOn: null });
    expect((await world.services.views.site(id, ROOT)).acts).toEqual(['announce-closing']);
  });

  test('hands its columns to the website that takes over, with its unit; not while it owes reposts', async () => {
    const { id } = await addColumns(world, 'news');
    await expect(announce(id, { successorId: id })).rejects.toMatchObject({ field: 'successorId' });
    const successorId = await add();
    await announce(id, { successorId });
    await issuePolicy(world);
    pass(30);
    await expect(close(id, 'hand-over')).rejects.toMatchObject({ code: 'conflict' });
    await world.settle();
    await close(id, 'hand-over');
    expect((await world.account('news')).account).toMatchObject({
      ...{ siteId: successorId, status: 'active', unitId: world.unitB, unitPath: [world.officeId, world.unitB] },
    });
    expect((await world.services.views.site(successorId, ROOT)).columns).toHaveLength(1);
  });

  test('is called off again and stays what it was', async () => {
    const { id } = await addColumns(world, 'news');
    const before = await siteOf(id);
    await announce(id);
    await step(id, { act: 'call-off-closing' });
    expect(await siteOf(id)).toEqual({ ...before, filing: expect.anything() as unknown });
    expect(await statuses('news')).toEqual(['active']);
  });

  test('is closed by who decides about it, and with columns that are all theirs to end', async () => {
    const { id } = await addColumns(world, 'news');
    await announce(id);
    pass(30);
    await expect(close(id, 'cancel', principal('operator', '4'))).rejects.toMatchObject({ code: 'forbidden' });
    await world.services.accounts.registerAccounts([{ ...registration('portal', 'news', 'b'), siteKey: 'jyj' }]);
    const ofA = principal('administrator', '2', world.unitA);
    await expect(close(id, 'cancel', ofA)).rejects.toMatchObject({ code: 'conflict' });
    expect(await statuses('news')).toEqual(['active']);
  });
});
