import { DAY_MS, MINUTE_MS } from '../../src/domain/time/instant';
import { issuePolicy, obligationOf, TITLE } from './fixtures';
import { failure } from './platform';
import { useScriptedWorld } from './useWorld';
import { PAGE, principal } from './world';

const { world, armed, services } = useScriptedWorld();
const signal = new AbortController().signal;
const administrator = principal('administrator', '1');
const operator = principal('operator', '2');
const ARTICLE = 'https://mp.weixin.qq.com/s?__biz=a&mid=1&idx=1';

const asked = {
  platform: 'weibo' as const,
  externalId: 'new',
  name: '',
  homeUrl: 'https://weibo.test/new',
  columnClass: 'account' as const,
  settings: {},
  credential: null,
};

describe('a probe', () => {
  test('shows what a look would see, and leaves nothing behind', async () => {
    for (let index = 0; index < 12; index += 1)
      world.platform.publishByHand('new', { title: `第 ${index} 条`, text: '长'.repeat(500) });
    const view = await services.accounts.probe(asked, signal, operator);
    expect(view).toMatchObject({ outcome: 'items', coverage: 'full', itemCount: 12, message: null, warnings: [] });
    expect(view.items).toHaveLength(10);
    expect(view.items[0]).toMatchObject({ title: '第 0 条', excerpt: '长'.repeat(200), standing: 'counted' });
    expect((await world.storage.accounts.list({}, PAGE, null)).items).toEqual([]);
    expect(await world.storage.callCounts.spent('2026-09-18')).toEqual([]);
    world.platform.sight.set('new', { outcome: 'refused', retryAfterMs: null });
    expect(await services.accounts.probe(asked, signal, operator)).toMatchObject({
      outcome: 'refused',
      items: [],
      warnings: ['not-seen'],
      message: 'test-refused',
    });
  });

  test('warns where the order of the list proves nothing, and not where nothing was seen', async () => {
    world.platform.completeFromAt = null;
    world.platform.publishByHand('new', { title: '一条' });
    expect((await services.accounts.probe(asked, signal, operator)).warnings).toEqual(['order-not-proven']);
    world.platform.sight.set('new', { outcome: 'refused', retryAfterMs: null });
    expect((await services.accounts.probe(asked, signal, operator)).warnings).toEqual(['not-seen']);
  });

  test('names what is wrong with the settings, and what is a secret', async () => {
    await expect(
      services.accounts.probe({ ...asked, settings: { safeDomian: 'x' } }, signal, operator),
    ).rejects.toMatchObject({ code: 'invalid-input', field: 'settings.safeDomian', remedy: '是否想写 safeDomain？' });
    await expect(
      services.accounts.probe({ ...asked, settings: { accessToken: 'x' } }, signal, operator),
    ).rejects.toMatchObject({ field: 'settings.accessToken', message: '“令牌”属于凭证，不能放在设置里。' });
    await expect(
      services.accounts.probe({ ...asked, settings: { quite: 'another' } }, signal, operator),
    ).rejects.toMatchObject({ field: 'settings.quite', remedy: '可用：listUrl、safeDomain。' });
    await expect(services.accounts.probe(asked, signal, principal('officer', '3'))).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('is bounded per person and minute', async () => {
    for (let index = 0; index < 10; index += 1) await services.accounts.probe(asked, signal, operator);
    await expect(services.accounts.probe(asked, signal, operator)).rejects.toMatchObject({ code: 'too-many-requests' });
    expect(await services.accounts.probe(asked, signal, administrator)).toMatchObject({ outcome: 'proven-empty' });
    await expect(services.accounts.probe(asked, signal, operator)).rejects.toMatchObject({ code: 'too-many-requests' });
    world.clock.pass(MINUTE_MS);
    expect(await services.accounts.probe(asked, signal, operator)).toMatchObject({ outcome: 'proven-empty' });
  });
});

describe('registering an account through the pages', () => {
  const draft = () => ({ ...asked, name: '新账号', unitId: world.unitA, region: '', openedAt: null });

  test('is the same as importing it: once, within the scope, with the person in the ledger', async () => {
    const id = await services.accounts.add(draft(), operator);
    expect((await world.account('new')).account).toMatchObject({
      id,
      name: '新账号',
      unitId: world.unitA,
      hasCredential: false,
      noPublishReason: null,
    });
    await expect(services.accounts.add(draft(), operator)).rejects.toMatchObject({ code: 'conflict' });
    await expect(
      services.accounts.add({ ...draft(), externalId: 'other' }, principal('operator', '4', world.unitB)),
    ).rejects.toMatchObject({ code: 'not-found' });
    while ((await world.storage.outbox.relay(500)) > 0);
    expect((await world.storage.ledger.ofSubject(`account:${id}`, PAGE)).items[0]).toMatchObject({
      kind: 'account-registered',
      actor: `person:${operator.personId}`,
    });
  });

  test('with a secret is for those who may manage secrets', async () => {
    await expect(
      services.accounts.add({ ...draft(), credential: { accessToken: 't' } }, operator),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await services.accounts.add({ ...draft(), credential: { accessToken: 't' } }, administrator);
    expect(await services.credentials.testDue({ owner: 't', max: 10, signal })).toEqual({ accepted: 1 });
  });

  test('its settings may be changed; the account is looked at and judged anew', async () => {
    const id = await services.accounts.add(draft(), operator);
    await services.accounts.collectDue({ owner: 't', max: 10, signal });
    world.clock.pass(1_000);
    await services.accounts.change(id, { settings: { safeDomain: 'a.test' } }, operator);
    const record = await world.account('new');
    expect(record.account).toMatchObject({
      name: '新账号',
      settings: { safeDomain: 'a.test' },
      homeUrl: 'https://weibo.test/new',
    });
    expect(record.nextLookAt).toEqual(world.clock.now());
    await expect(services.accounts.change(id, { settings: { nonsense: 'x' } }, operator)).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'settings.nonsense',
    });
    await expect(
      services.accounts.change(id, { columnClass: 'other' }, principal('operator', '4', world.unitB)),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  test('a change says in the ledger which fields and by whom; what is absent stays', async () => {
    const id = await services.accounts.add(draft(), operator);
    const change = { homeUrl: 'https://weibo.test/moved', columnClass: 'news', reason: '主页搬迁' } as const;
    await services.accounts.change(id, change, operator);
    expect((await world.account('new')).account).toMatchObject({
      name: '新账号',
      homeUrl: 'https://weibo.test/moved',
      columnClass: 'news',
    });
    while ((await world.storage.outbox.relay(500)) > 0);
    expect((await world.storage.ledger.ofSubject(`account:${id}`, PAGE)).items[0]).toMatchObject({
      kind: 'account-changed',
      from: 'active',
      to: 'active',
      reason: 'settings-changed',
      actor: `person:${operator.personId}`,
      data: { fields: 'homeUrl,columnClass', name: '新账号', note: '主页搬迁' },
    });
    await expect(
      services.accounts.change(id, { columnClass: 'other' }, principal('viewer', '5')),
    ).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('its filed name changes by a document alone, and what may be changed is shown to whoever may change it', async () => {
    const id = await services.accounts.add(draft(), operator);
    await expect(services.accounts.change(id, { name: '改名' }, operator)).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'name',
    });
    await services.accounts.change(id, { name: '新账号', settings: { safeDomain: 'a.test' } }, operator);
    const shown = async (role: 'operator' | 'viewer') =>
      (await services.views.account(id, principal(role, '2'))).settings;
    expect([await shown('operator'), await shown('viewer')]).toEqual([{ safeDomain: 'a.test' }, null]);
  });

  test('is refused where there is no such unit, and a change where somebody was faster', async () => {
    await expect(
      services.accounts.add({ ...draft(), unitId: 'f'.repeat(24) as typeof world.unitA }, operator),
    ).rejects.toMatchObject({ code: 'not-found' });
    const id = await services.accounts.add(draft(), operator);
    const { changeRegistration } = world.storage.accounts;
    Object.assign(world.storage.accounts, { changeRegistration: () => Promise.resolve(false) });
    await expect(services.accounts.change(id, { columnClass: 'other' }, operator)).rejects.toMatchObject({
      code: 'conflict',
    });
    Object.assign(world.storage.accounts, { changeRegistration });
  });
});

describe('an article whose address a person pasted', () => {
  const paste = async (url = ARTICLE, by = principal('officer', '3')) =>
    services.accounts.addArticle((await world.account('wx1')).account.id, { url, signal }, by);
  const article = (accountName: string | null, externalId: string | null = null) => ({
    externalId,
    accountName,
    post: {
      identity: 'a_1_1',
      url: ARTICLE,
      title: '群发文章',
      text: '正文',
      links: [],
      publishedAt: { precision: 'instant' as const, at: new Date('2026-09-17T02:00:00Z'), original: '' },
      platformIds: ['a_1_1'],
      pinned: false,
    },
  });
  beforeEach(() => world.addAccounts(['wechat', 'wx1'], ['weibo', 'w']));

  test('of this account is kept once, is proof of life, and stands in the ledger with the person', async () => {
    armed.articles.set(ARTICLE, article('账号wx1'));
    expect(await paste()).toMatchObject({ isNew: true, post: { title: '群发文章' } });
    expect(await paste()).toMatchObject({ isNew: false });
    expect(await world.account('wx1')).toMatchObject({
      facts: { lastPostAt: new Date('2026-09-17T02:00:00Z') },
      verdict: { kind: 'fine' },
    });
    while ((await world.storage.outbox.relay(500)) > 0);
    expect((await world.storage.ledger.after(0, 100)).filter(({ kind }) => kind === 'article-added')).toMatchObject([
      { reason: 'pasted', data: { url: ARTICLE, title: '群发文章', actorName: '人员3' } },
    ]);
  });

  test('of this account is told of once, also where what was told of it is in a file by now', async () => {
    armed.articles.set(ARTICLE, article('账号wx1'));
    await paste();
    world.clock.pass(179 * DAY_MS);
    const fold = jest.spyOn(world.storage.accounts, 'foldPost');
    expect(await paste()).toMatchObject({ isNew: false });
    // Within half a year it may be what a killed process left: the ledger still knows whether it was told.
    expect(fold).toHaveBeenCalledTimes(1);
    world.clock.pass(2 * DAY_MS);
    expect(await paste()).toMatchObject({ isNew: false, post: { title: '群发文章' } });
    expect(fold).toHaveBeenCalledTimes(1);
    fold.mockRestore();
  });

  test('is examined like any other, with no look to show for it', async () => {
    const pasted = article('账号wx1');
    armed.articles.set(ARTICLE, { ...pasted, post: { ...pasted.post, title: '第一领导人视察' } });
    await paste();
    const { id } = (await world.account('wx1')).account;
    expect(await world.storage.findings.openFor(id)).toMatchObject([
      { kind: 'improper', evidence: { url: ARTICLE, lookId: null } },
    ]);
  });

  test('fulfils what it reposts, with the look before it as evidence', async () => {
    await issuePolicy(world);
    world.clock.pass(MINUTE_MS);
    await services.accounts.collectDue({ owner: 't', max: 10, signal });
    const pasted = article('账号wx1');
    const publishedAt = { precision: 'instant', at: world.clock.now(), original: '' } as const;
    armed.articles.set(ARTICLE, { ...pasted, post: { ...pasted.post, title: TITLE, publishedAt } });
    await paste();
    const { lastSightLookId } = (await world.account('wx1')).facts;
    expect(lastSightLookId).not.toBeNull();
    expect((await obligationOf(world, 'wx1')).evidence).toMatchObject({ url: ARTICLE, lookId: lastSightLookId });
  });

  test('that was stored and not counted, because the process died, is counted when it is pasted again', async () => {
    armed.articles.set(ARTICLE, article('账号wx1'));
    const { foldPost } = world.storage.accounts;
    Object.assign(world.storage.accounts, { foldPost: () => Promise.reject(new Error('killed')) });
    await expect(paste()).rejects.toThrow('killed');
    Object.assign(world.storage.accounts, { foldPost });
    expect((await world.account('wx1')).facts.lastPostAt).toBeNull();
    await paste();
    expect((await world.account('wx1')).facts.lastPostAt).toEqual(new Date('2026-09-17T02:00:00Z'));
  });

  test('stays known when a later look does not list it, or sees nothing at all', async () => {
    armed.articles.set(ARTICLE, article('账号wx1'));
    await paste();
    world.platform.sight.set('wx1', { outcome: 'unreachable', retryAfterMs: null });
    await services.accounts.collectDue({ owner: 't', max: 10, signal });
    expect((await world.account('wx1')).facts.lastPostAt).toEqual(new Date('2026-09-17T02:00:00Z'));
  });

  test('of another account, or of nobody in particular, is refused by name', async () => {
    for (const other of [article('别的号'), article(null), article('账号wx1', 'wx-other')]) {
      armed.articles.set(ARTICLE, other);
      await expect(paste()).rejects.toMatchObject({ code: 'invalid-input', field: 'url' });
    }
    expect((await world.storage.posts.list((await world.account('wx1')).account.id, PAGE)).items).toEqual([]);
  });

  test('that cannot be read says why, and whether to try again', async () => {
    await expect(paste('https://elsewhere.test/a')).rejects.toMatchObject({ code: 'invalid-input' });
    armed.articles.set(ARTICLE, failure('give-up', 'wechat-article-gone'));
    await expect(paste()).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'url',
      remedy: '请确认文章可以公开打开。',
    });
    armed.articles.set(ARTICLE, failure('ask-a-person', 'wechat-article-behind-check'));
    await expect(paste()).rejects.toMatchObject({
      code: 'conflict',
      message: '文章暂时读不到：wechat-article-behind-check（wechat-article-behind-check）。',
    });
    await expect(
      services.accounts.addArticle((await world.account('w')).account.id, { url: ARTICLE, signal }, operator),
    ).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(paste(ARTICLE, principal('viewer', '9'))).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a page that a person pasted for a platform nobody lets us read', () => {
  const VIDEO = 'https://www.douyin.com/video/7300000000000000001';
  const ELSEWHERE = 'https://www.yunxi.gov.cn/a.html';
  const page = (url: string) => ({
    externalId: null,
    accountName: '账号d',
    post: {
      ...{ identity: url, url, title: '防汛演练', text: '正文', links: [], platformIds: [url], pinned: false },
      publishedAt: { precision: 'instant' as const, at: new Date('2026-09-17T02:00:00Z'), original: '' },
    },
  });
  const paste = async (url: string) =>
    services.accounts.addArticle((await world.account('d')).account.id, { url, signal }, operator);
  beforeEach(() => world.addAccounts(['douyin', 'd']));

  test('counts as its post where it stands on the platform', async () => {
    armed.articles.set(VIDEO, page(VIDEO));
    expect(await paste(VIDEO)).toMatchObject({ isNew: true, post: { title: '防汛演练' } });
    expect((await world.account('d')).verdict).toMatchObject({ kind: 'fine', reason: 'recent-post' });
  });

  test('is refused where it stands, or leads, elsewhere, whatever name it shows', async () => {
    armed.articles.set(ELSEWHERE, page(ELSEWHERE));
    await expect(paste(ELSEWHERE)).rejects.toMatchObject({ code: 'invalid-input', field: 'url' });
    armed.articles.set(VIDEO, page(ELSEWHERE));
    await expect(paste(VIDEO)).rejects.toMatchObject({ code: 'invalid-input', field: 'url' });
    expect((await world.account('d')).facts.lastPostAt).toBeNull();
  });
});

test('accounts are filtered by improper content and by having no verdict yet', async () => {
  await world.addAccounts(['weibo', 'good'], ['weibo', 'bad'], ['weibo', 'unseen']);
  world.platform.publishByHand('bad', { title: '第一领导人视察' });
  world.platform.publishByHand('good', { title: '天气' });
  await services.accounts.collectDue({ owner: 't', max: 2, signal });
  const names = async (verdict: 'improper' | 'unjudged') =>
    (await services.views.accounts({ verdict }, PAGE, administrator)).items.map(({ externalId }) => externalId);
  expect([await names('improper'), await names('unjudged')]).toEqual([['bad'], ['unseen']]);
  expect(
    (await services.views.accounts({ verdict: 'improper' }, PAGE, principal('officer', '3', world.unitB))).items,
  ).toEqual([]);
});
