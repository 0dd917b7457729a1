import type { Site } from '../../src/domain/accounts/site';
import type { AccountId } from '../../src/domain/ids';
import { MINUTE_MS, SECOND_MS } from '../../src/domain/time/instant';
import { issuePolicy, obligationOf, openAlerts } from './fixtures';
import { addColumns, ledgerOf, owed, setStatus } from './someSite';
import { useWorld } from './useWorld';
import { PAGE, principal, registration } from './world';

const world = useWorld();
const OPERATOR = principal('operator', '1');
const choose = async (site: Site, column: string | null, more: { readonly byHand?: boolean } = {}): Promise<void> =>
  world.services.accounts.changeSite(
    site.id,
    { repostColumnId: await idOf(column), reason: '栏目调整', ...more },
    OPERATOR,
  );
const preview = async (site: Site, column: string | null, more: { readonly byHand?: boolean } = {}) =>
  world.services.accounts.previewSiteChange(site.id, { repostColumnId: await idOf(column), ...more }, OPERATOR);
const idOf = async (column: string | null): Promise<AccountId | null> =>
  column === null ? null : (await world.account(column)).account.id;
const publishDue = () =>
  world.services.mandates.publishDue({ owner: 'test', max: 100, signal: new AbortController().signal });
/** A site whose first repost is queued for `news`. */
const queuedForNews = async (...more: readonly string[]): Promise<Site> => {
  const site = await addColumns(world, 'news', 'notices', ...more);
  await choose(site, 'news');
  await issuePolicy(world);
  world.clock.pass(SECOND_MS);
  await world.lookAtDue();
  expect(await world.services.mandates.queueReady(50)).toEqual({ queued: 1 });
  return site;
};

describe('the column a person chooses for the reposts of a site', () => {
  test('is told before with what it means, and stands in the ledger as before and after, with the reason', async () => {
    const site = await addColumns(world, 'news', 'notices');
    await choose(site, 'news');
    await issuePolicy(world);
    const notices = await idOf('notices');
    expect(await preview(site, 'notices')).toEqual({
      name: '甲局网站',
      from: { accountId: await idOf('news'), name: '账号news' },
      to: { accountId: notices, name: '账号notices', reason: 'named' },
      becomesManual: false,
      moves: 1,
      stays: 0,
      byHand: 0,
    });
    expect((await world.storage.sites.byId(site.id, null))?.repostColumnId).toBe(await idOf('news'));
    await choose(site, 'notices');
    while ((await world.storage.outbox.relay(500)) > 0);
    const [line, ...before] = (await world.storage.ledger.ofSubject(`site:${site.id}`, PAGE)).items;
    expect(line).toMatchObject({
      kind: 'site-changed',
      from: await idOf('news'),
      to: notices,
      reason: 'repost-column-chosen',
      actor: `person:${OPERATOR.personId}`,
    });
    expect(line?.data).toMatchObject({ note: '栏目调整', name: '甲局网站' });
    await choose(site, 'notices');
    while ((await world.storage.outbox.relay(500)) > 0);
    expect((await world.storage.ledger.ofSubject(`site:${site.id}`, PAGE)).items).toHaveLength(before.length + 1);
  });

  test('takes what is queued and has called nothing, once, when its turn comes', async () => {
    const site = await queuedForNews();
    expect(await preview(site, 'notices')).toMatchObject({ moves: 1, stays: 0 });
    await choose(site, 'notices');
    await world.settle();
    expect(world.platform.publishCalls).toEqual(['notices']);
    const [one, ...others] = await owed(world);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ state: 'fulfilled', accountId: await idOf('notices') });
    expect(one === undefined ? [] : await ledgerOf(world, one)).toContain('column-changed named');
  });

  test('leaves a call that may have gone through where it was made, and asks after it there', async () => {
    world.platform.scripts.set('news', ['lost-answer']);
    const site = await queuedForNews();
    await publishDue();
    expect(world.platform.publishCalls).toEqual(['news']);
    expect(await preview(site, 'notices')).toMatchObject({ moves: 0, stays: 1 });
    await choose(site, 'notices');
    world.clock.pass(MINUTE_MS);
    await world.settle();
    expect(world.platform.publishCalls).toEqual(['news']);
    expect(await obligationOf(world, 'news')).toMatchObject({ state: 'fulfilled' });
  });

  test('after a call that never arrived the former column is asked, and one post comes of it', async () => {
    world.platform.scripts.set('news', ['lost-request']);
    const site = await queuedForNews();
    await publishDue();
    await choose(site, 'notices');
    world.clock.pass(MINUTE_MS);
    await world.settle();
    expect(world.platform.confirms).toEqual(['news']);
    expect(world.platform.posts).toHaveLength(1);
    expect(await owed(world)).toMatchObject([{ state: 'fulfilled' }]);
  });

  test('chosen while the call is under way changes nothing of that call: one post', async () => {
    const site = await queuedForNews();
    world.platform.duringPublish = () => choose(site, 'notices');
    await publishDue();
    world.platform.duringPublish = () => Promise.resolve();
    await world.settle();
    expect(world.platform.publishCalls).toEqual(['news']);
    expect(await owed(world)).toMatchObject([{ state: 'fulfilled' }]);
  });

  test('ends the manual task where the column before could not be published to', async () => {
    const site = await addColumns(world, 'news', 'xpaper');
    await choose(site, 'xpaper', { byHand: true });
    await issuePolicy(world);
    world.clock.pass(SECOND_MS);
    await world.lookAtDue();
    await world.services.mandates.queueReady(50);
    expect(await owed(world)).toMatchObject([{ state: 'manual', accountId: await idOf('xpaper') }]);
    expect(await preview(site, 'news')).toMatchObject({ moves: 0, stays: 0, byHand: 1, becomesManual: false });
    await choose(site, 'news');
    await world.services.mandates.recoverInterrupted(50);
    expect(await world.services.mandates.resumeManual(50)).toEqual({ resumed: 1 });
    await world.settle();
    expect(world.platform.publishCalls).toEqual(['news']);
    expect(await owed(world)).toMatchObject([{ state: 'fulfilled' }]);
  });

  test('can be given up again: then the first that software can publish to takes them', async () => {
    const site = await addColumns(world, 'news', 'xpaper');
    await choose(site, 'xpaper', { byHand: true });
    expect(await preview(site, null)).toMatchObject({ to: { accountId: await idOf('news'), reason: 'not-named' } });
    await choose(site, null);
    expect((await world.storage.sites.byId(site.id, null))?.repostColumnId).toBeNull();
  });

  test.each([
    ['of another site', 'other', '本站点的栏目'],
    ['that is cancelled', 'gone', '在用的栏目'],
    ['that is stopped', 'still', '在用的栏目'],
    ['that software cannot publish to while another can', 'xpaper', '由人工发布'],
  ])('may be none %s: refused with the field and what to do', async (_what, column, remedy) => {
    const site = await addColumns(world, 'news', 'gone', 'still', 'xpaper');
    await world.services.accounts.registerSites([
      { key: 'new', unitKey: 'a', name: '新站', homeUrl: 'https://new.gov.test/', identifierCode: null },
    ]);
    await world.services.accounts.registerAccounts([{ ...registration('portal', 'other'), siteKey: 'new' }]);
    await setStatus(world, 'gone', 'cancelled');
    await setStatus(world, 'still', 'stopped');
    await expect(preview(site, column)).rejects.toMatchObject({ code: 'invalid-input', field: 'repostColumnId' });
    await expect(choose(site, column)).rejects.toMatchObject({ code: 'invalid-input', field: 'repostColumnId' });
    await expect(choose(site, column)).rejects.toHaveProperty('remedy', expect.stringContaining(remedy));
    expect((await world.storage.sites.byId(site.id, null))?.repostColumnId).toBeNull();
  });

  test('may be one for people where none can be published to by software', async () => {
    const site = await addColumns(world, 'xa', 'xb');
    await choose(site, 'xb');
    expect((await world.storage.sites.byId(site.id, null))?.repostColumnId).toBe(await idOf('xb'));
  });

  test('is chosen by who may, within their units, with a reason', async () => {
    const site = await addColumns(world, 'news', 'notices');
    const change = { repostColumnId: await idOf('notices'), reason: '栏目调整' };
    const { changeSite } = world.services.accounts;
    await expect(changeSite(site.id, change, principal('viewer', '2'))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(changeSite(site.id, change, principal('officer', '3', world.unitA))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(changeSite(site.id, change, principal('operator', '4', world.unitB))).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(changeSite(site.id, { ...change, reason: ' ' }, OPERATOR)).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'reason',
    });
    await changeSite(site.id, change, principal('operator', '5', world.unitA));
  });
});

describe('a site with another name', () => {
  const rename = (site: Site, name: string): Promise<void> =>
    world.services.accounts.changeSite(site.id, { name, reason: '网站更名' }, OPERATOR);

  test('is called so in what it still owes and in its alerts; the ledger keeps both names', async () => {
    const site = await addColumns(world, 'xa', 'xb');
    await issuePolicy(world);
    await world.services.mandates.queueReady(50);
    await rename(site, ' 甲县教育网 ');
    expect(await owed(world)).toMatchObject([{ accountName: '甲县教育网', state: 'manual' }]);
    const [task] = (await world.services.publishing.manualTasks({}, PAGE, OPERATOR)).items;
    expect(task?.accountName).toBe('甲县教育网');
    await openAlerts(world);
    const [line] = (await world.storage.ledger.ofSubject(`site:${site.id}`, PAGE)).items;
    expect(line).toMatchObject({ kind: 'site-changed', reason: 'renamed', from: '甲局网站', to: '甲县教育网' });
  });

  test('needs one that no other site has, of whatever unit', async () => {
    const site = await addColumns(world, 'xa');
    await world.services.accounts.registerSites([
      { key: 'new', unitKey: 'a', name: '新站', homeUrl: 'https://new.gov.test/', identifierCode: null },
      { key: 'far', unitKey: 'b', name: '远站', homeUrl: 'https://far.gov.test/', identifierCode: null },
    ]);
    await expect(rename(site, '新站')).rejects.toMatchObject({ code: 'invalid-input', field: 'name' });
    await expect(rename(site, '远站')).rejects.toMatchObject({ code: 'invalid-input', field: 'name' });
    expect((await world.storage.sites.byId(site.id, null))?.name).toBe('甲局网站');
  });

  test('two sites of one unit on two hosts are named apart where nobody names them', async () => {
    const at = (host: string, path: string) => ({
      ...registration('portal', `https://${host}/${path}/`),
      homeUrl: `https://${host}/${path}/`,
    });
    await world.services.accounts.registerAccounts([
      at('www.a.gov.test', 'news'),
      at('zwfw.a.gov.test', 'zc'),
      at('zwfw.a.gov.test', 'tz'),
    ]);
    const sites = (await world.storage.sites.list({}, PAGE, null)).items;
    expect(sites.map(({ name }) => name)).toEqual(['甲局网站', '甲局网站（zwfw.a.gov.test）']);
  });

  test('an account renamed by hand is called so in what it still owes', async () => {
    await world.addAccounts(['weibo', 'w']);
    await issuePolicy(world);
    const { account } = await world.account('w');
    const paper = {
      approver: '李主任',
      documentNumber: '某网信〔2026〕3号',
      documentTitle: null,
      decidedOn: '2026-09-01',
    };
    await world.services.accounts.takeStep(
      account.id,
      { ...paper, act: 'rename', name: '新名称', reason: '机构更名' },
      principal('operator', '2'),
    );
    expect(await obligationOf(world, 'w')).toMatchObject({ state: 'ready', accountName: '新名称' });
  });
});

test('the evidence of what a site owes gives the address of the column that carried it', async () => {
  await addColumns(world, 'news', 'notices', 'other');
  const mandate = await issuePolicy(world);
  const evidence = async () => (await world.services.publishing.evidence(mandate.id, PAGE, OPERATOR)).items[0];
  const [one] = await owed(world);
  const carrier = one?.accountId === (await idOf('other')) ? 'news' : 'other';
  world.clock.pass(SECOND_MS);
  world.platform.publishByHand(carrier, { title: mandate.title });
  await world.settle(3);
  expect(await evidence()).toMatchObject({
    obligation: { state: 'fulfilled', accountId: one?.accountId },
    accountHomeUrl: `https://platform.test/${carrier}`,
  });
});
