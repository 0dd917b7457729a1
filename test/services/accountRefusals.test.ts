import type { AccountId, SiteId, UnitId } from '../../src/domain/ids';
import type { ObservedPost } from '../../src/domain/accounts/post';
import { createServices, type Services } from '../../src/services/index';
import { failure } from './platform';
import { armConnectors, type Armed } from './scriptedConnectors';
import { addColumns, setStatus } from './someSite';
import { useWorld } from './useWorld';
import { principal, registration } from './world';

/*
 * What people read where an account, a site or a unit is not changed: what is wrong, and what to do instead. One office
 * for all of it, because nothing of it changes anything.
 */
const world = useWorld({ office: 'kept' });
const signal = new AbortController().signal;
const ADMINISTRATOR = principal('administrator', '1');
const OPERATOR = principal('operator', '2');
const NOBODY = 'f'.repeat(24);
const REFRESH = '请刷新后再试。';
const CHECK_ID = '请检查编号，或确认它属于您可查看的单位。';
const ARTICLE = 'https://mp.weixin.qq.com/s?__biz=a&mid=1&idx=1';

let armed: Armed;
let services: Services;
const ids: Record<string, AccountId> = {};
let siteId: SiteId;

beforeAll(async () => {
  armed = armConnectors(world.platform.connectors);
  services = createServices({ ...world.deps, connectors: armed.registry });
  ({ id: siteId } = await addColumns(world, 'news', 'still', 'gone', 'xpaper'));
  await setStatus(world, 'still', 'stopped');
  await setStatus(world, 'gone', 'cancelled');
  await services.accounts.registerSites([
    { key: 'new', unitKey: 'a', name: '新站', homeUrl: 'https://new.gov.test/', identifierCode: null },
  ]);
  await world.addAccounts(['wechat', 'wx'], ['weibo', 'w'], ['portal', 'lone', 'b']);
  for (const name of ['news', 'still', 'gone', 'xpaper', 'wx', 'w', 'lone'])
    ids[name] = (await world.account(name)).account.id;
});

const idOf = (name: string): AccountId => ids[name] ?? (NOBODY as AccountId);
const told = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'not refused',
    ({ code, field, message, remedy }: Record<string, string | null | undefined>) =>
      [code, field ?? '', message, remedy].filter((part) => part !== ''),
  );
/** With one function of the store that says somebody else was quicker. */
async function overtaken<Part extends object>(part: Part, change: Partial<Part>, call: () => Promise<unknown>) {
  const before = { ...part };
  Object.assign(part, change);
  const refusal = await told(call());
  Object.assign(part, before);
  return refusal;
}

test('an account', async () => {
  const draft = {
    platform: 'weibo' as const,
    externalId: 'w',
    name: '账号w',
    homeUrl: 'https://weibo.test/w',
    columnClass: 'account' as const,
    settings: {},
    credential: null,
    unitId: world.unitA,
    region: '',
    openedAt: null,
  };
  const { add, change, collectNow } = services.accounts;
  expect(await told(add({ ...draft, unitId: NOBODY as UnitId }, OPERATOR))).toEqual([
    'not-found',
    '没有找到单位。',
    CHECK_ID,
  ]);
  expect(await told(add({ ...draft, settings: { nonsense: 'x' } }, OPERATOR))).toEqual([
    'invalid-input',
    'settings.nonsense',
    'weibo没有名为 nonsense 的设置。',
    '可用：listUrl、safeDomain。',
  ]);
  expect(await told(add(draft, OPERATOR))).toEqual(['conflict', '这个平台账号已经登记。', REFRESH]);
  const noAccount = ['not-found', '没有找到账号。', CHECK_ID];
  expect(await told(change(NOBODY as AccountId, { name: 'x' }, OPERATOR))).toEqual(noAccount);
  expect(await told(collectNow(NOBODY as AccountId, OPERATOR))).toEqual(noAccount);
  const lost = { changeRegistration: () => Promise.resolve(false) };
  expect(
    await overtaken(world.storage.accounts, lost, () => change(idOf('w'), { columnClass: 'other' }, OPERATOR)),
  ).toEqual(['conflict', '账号刚被更新。', REFRESH]);
});

describe('an article by its address', () => {
  const paste = (name: string, url = ARTICLE) =>
    told(services.accounts.addArticle(idOf(name), { url, signal }, OPERATOR));
  const article = (accountName: string | null, externalId: string | null) => ({
    accountName,
    externalId,
    post: { identity: 'a', url: ARTICLE, title: '群发', publishedAt: { precision: 'day' } } as unknown as ObservedPost,
  });
  const isOf = (whose: string): string[] => [
    'invalid-input',
    'url',
    `这篇文章属于“${whose}”，不是“账号wx”。`,
    '只能补登本账号的文章。',
  ];

  test('of nobody, of a platform that leaves none out, and of another platform', async () => {
    expect(await paste('nobody')).toEqual(['not-found', '没有找到账号。', CHECK_ID]);
    expect(await paste('w')).toEqual([
      'invalid-input',
      'url',
      '该平台的列表没有遗漏，不需要补登文章。',
      '请直接点“立即采集”。',
    ]);
    expect(await paste('wx', 'https://elsewhere.test/a')).toEqual([
      'invalid-input',
      'url',
      '这不是该平台的文章地址。',
      '请粘贴文章页面的完整地址。',
    ]);
  });

  test.each([
    ['retry-later', ['conflict', '文章暂时读不到：code（code）。', REFRESH]],
    ['ask-a-person', ['conflict', '文章暂时读不到：code（code）。', REFRESH]],
    ['give-up', ['invalid-input', 'url', '读不出这篇文章：code（code）。', '请确认文章可以公开打开。']],
  ] as const)('that cannot be read, with the remedy %s', async (remedy, refusal) => {
    armed.articles.set(ARTICLE, failure(remedy, 'code'));
    expect(await paste('wx')).toEqual(refusal);
  });

  test.each([
    ['by its name', '别的号', null, '别的号'],
    ['by its id', null, 'other', 'other'],
    ['by its id, whatever the name', '账号wx', 'other', '账号wx'],
    ['by nothing', null, null, '未知账号'],
  ])('of another account, told %s', async (_how, name, externalId, whose) => {
    armed.articles.set(ARTICLE, article(name, externalId));
    expect(await paste('wx')).toEqual(isOf(whose));
  });
});

test('a site', async () => {
  const { changeSite, previewSiteChange } = services.accounts;
  const name = (value: string) => told(previewSiteChange(siteId, { name: value }, OPERATOR));
  const column = (columnName: string) =>
    told(previewSiteChange(siteId, { repostColumnId: idOf(columnName) }, OPERATOR));
  expect(await told(previewSiteChange(NOBODY as SiteId, {}, OPERATOR))).toEqual([
    'not-found',
    '没有找到站点。',
    CHECK_ID,
  ]);
  expect(await name(' ')).toEqual(['invalid-input', 'name', '站点名称不能为空。', '请填写站点名称。']);
  expect(await name('新站')).toEqual([
    'invalid-input',
    'name',
    '已有另一个站点叫“新站”。',
    '请用能区分两个站点的名称。',
  ]);
  const wrong = ['invalid-input', 'repostColumnId'];
  expect(await column('lone')).toEqual([...wrong, '这不是本站点的栏目。', '请在本站点的栏目中选择。']);
  expect(await column('gone')).toEqual([...wrong, '这个栏目已注销。', '请选择在用的栏目。']);
  expect(await column('still')).toEqual([...wrong, '这个栏目已停更。', '请选择在用的栏目，或先恢复这个栏目。']);
  expect(await column('xpaper')).toEqual([
    ...wrong,
    '这个栏目不能由接口发布，而本站点另有栏目可以。',
    '请选择能由接口发布的栏目；确需由人工转载到这个栏目的，请确认以后由人工发布（byHand）。',
  ]);
  const lost = { change: () => Promise.resolve(false) };
  const change = (more: object) => () => changeSite(siteId, { reason: '更名', ...more }, OPERATOR);
  expect(await overtaken(world.storage.sites, lost, change({ name: '改名' }))).toEqual([
    'conflict',
    '站点刚被更新。',
    REFRESH,
  ]);
  // Nothing is stored where nothing is changed.
  expect(await overtaken(world.storage.sites, lost, change({ name: ' 甲局网站 ' }))).toBe('not refused');
});

test('a unit under another superior', async () => {
  const { previewMove, moveUnit, registerUnits } = services.accounts;
  const move = (unitId: string, parentId: string | null) =>
    told(previewMove({ unitId: unitId as UnitId, parentId: parentId as UnitId | null }, ADMINISTRATOR));
  expect(await move(NOBODY, world.unitA)).toEqual(['not-found', '没有找到单位。', CHECK_ID]);
  expect(await move(world.unitA, NOBODY)).toEqual(['not-found', '没有找到上级单位。', CHECK_ID]);
  const ofOffice = principal('administrator', '3', world.officeId);
  expect(await told(previewMove({ unitId: world.unitA, parentId: null }, ofOffice))).toEqual([
    'not-found',
    '没有找到上级单位。',
    CHECK_ID,
  ]);
  const wrong = ['invalid-input', 'parentId'];
  expect(await move(world.officeId, world.unitA)).toEqual([
    ...wrong,
    '新的上级在这一单位之下。',
    '请选择不在该单位之下的单位。',
  ]);
  expect(await move(world.unitA, world.officeId)).toEqual([
    ...wrong,
    '这一单位已经在该上级之下。',
    '请选择另一个上级单位。',
  ]);
  const busy = { start: () => Promise.resolve(false) };
  const toB = { unitId: world.unitA, parentId: world.unitB, reason: '机构改革' };
  expect(await overtaken(world.storage.unitMoves, busy, () => moveUnit(toB, ADMINISTRATOR))).toEqual([
    'conflict',
    '另一个单位正在调整上级，请等它完成。',
    REFRESH,
  ]);
  const a = { key: 'a', name: '甲局', level: 'department' as const };
  const register = (parentKey: string, unit: object = {}) => registerUnits([{ ...a, ...unit, parentKey }]);
  expect(await overtaken(world.storage.unitMoves, busy, () => register('b'))).toEqual([
    'conflict',
    '另一个单位正在调整上级。',
    REFRESH,
  ]);
  expect(await told(register('nowhere'))).toEqual([
    'invalid-input',
    'parentKey',
    '单位“甲局”的上级“nowhere”不存在。',
    '请把上级单位放在下级之前。',
  ]);
  expect(await told(register('a', { key: 'office', name: '县政府办', level: 'county' }))).toEqual([
    'invalid-input',
    'parentKey',
    '单位“县政府办”的上级“a”在它自己之下。',
    '请改正上级单位。',
  ]);
});

test('what a register names', async () => {
  const { registerAccounts, registerSites, nameRepostColumns } = services.accounts;
  const site = { key: 'x', unitKey: 'nowhere', name: '某站', homeUrl: 'https://x.gov.test/', identifierCode: null };
  expect(await told(registerAccounts([registration('weibo', 'x', 'nowhere')]))).toEqual([
    'invalid-input',
    'unitKey',
    '账号“账号x”的单位“nowhere”尚未登记。',
    '请先登记单位。',
  ]);
  expect(await told(registerAccounts([{ ...registration('portal', 'x'), siteKey: 'nowhere' }]))).toEqual([
    'invalid-input',
    'siteKey',
    '栏目“账号x”的站点“nowhere”尚未登记。',
    '请先登记站点。',
  ]);
  expect(await told(registerSites([site]))).toEqual([
    'invalid-input',
    'unitKey',
    '站点“某站”的单位“nowhere”尚未登记。',
    '请先登记单位。',
  ]);
  expect(await told(nameRepostColumns([{ siteKey: 'jyj', externalId: 'lone' }]))).toEqual([
    'invalid-input',
    'repostColumn',
    '站点“jyj”的转载栏目“lone”不是它的栏目。',
    '转载栏目应是本站点已登记的栏目。',
  ]);
});

test('a probe too many', async () => {
  const asked = {
    platform: 'weibo' as const,
    externalId: 'new',
    name: '',
    homeUrl: 'https://weibo.test/new',
    columnClass: 'account' as const,
    settings: {},
  };
  const probe = (credential: Record<string, string> | null) =>
    services.accounts.probe({ ...asked, credential }, signal, OPERATOR);
  // Each of them is a look with the secret that was given, where one was.
  for (let count = 0; count < 10; count += 1) await probe(count % 2 === 0 ? null : { accessToken: 't' });
  expect(armed.looked.map(({ account, credential }) => [account.hasCredential, credential])).toEqual(
    Array.from({ length: 10 }, (_, count) => (count % 2 === 0 ? [false, null] : [true, { accessToken: 't' }])),
  );
  expect(await told(probe(null))).toEqual(['too-many-requests', '每分钟最多试读 10 次。', '请稍后再试。']);
});
