import type { UnitId } from '../../src/domain/ids';
import { ROUTES } from '../../src/http/routes';
import { PASSWORD, useRealOffice } from './realOffice';

/** Where somebody stands to the unit A that a thing belongs to; each administers their part, so that only scope is in question. */
const { world, ask, post, signIn } = useRealOffice();
const FAR = ['sibling', 'subordinate'] as const;
const NEAR = ['own', 'superior'] as const;
const WHO = { sibling: 'chief-b', subordinate: 'chief-a1', own: 'chief-a', superior: 'root' } as const;
const PAPER = { approver: '县政府办', documentNumber: '编发〔2026〕8号', decidedOn: '2026-09-17' };
const NAMED = { name: '甲局门户', reason: '更名' };
const LIST = Buffer.from('主办单位,平台,账号名称\n甲局,微博,甲局发布\n').toString('base64');
const TABLE = Buffer.from('单位,平台,账号名称,主页\n甲局,微博,甲局发布,https://weibo.com/u/1234567890\n').toString(
  'base64',
);

let site = '';
let word = '';
let list = '';
let table = '';

const idIn = async (response: Response, status: number): Promise<string> => {
  const { id } = (await response.json()) as { readonly id: string };
  expect([response.status, typeof id]).toEqual([status, 'string']);
  return id;
};
beforeAll(async () => {
  const { services, unitA } = world;
  const [section] = await services.accounts.registerUnits([
    { key: 'a1', name: '甲局一科', parentKey: 'a', level: 'other' },
  ]);
  const chiefs: readonly (readonly [string, UnitId | undefined])[] = [
    ['chief-a', unitA],
    ['chief-a1', section?.id],
  ];
  for (const [username, unitId] of chiefs) {
    const said = {
      username,
      name: username,
      role: 'administrator',
      unitId: unitId ?? null,
      password: PASSWORD,
    } as const;
    await services.people.register({ ...said, disabled: false }, 'system');
    await signIn(username);
  }
  const draft = { unitId: unitA, name: '甲局网站', homeUrl: 'https://a.gov.test/', reason: '新建' };
  site = await idIn(await post('chief-a', '/sites', draft), 201);
  const excuse = { unitId: unitA, ruleId: 'territory', words: '福摩萨', reason: '展品名', lastOn: '2026-12-31' };
  word = await idIn(await post('officer-a', '/own-words', excuse), 201);
  const listed = { source: '省政府办公厅', listedOn: '2026-09-01', fileName: '名录.csv', content: LIST };
  list = await idIn(await post('chief-a', '/official-lists', listed), 201);
  table = await idIn(await post('chief-a', '/imports', { fileName: '账号.csv', content: TABLE }), 201);
});

type Asked = readonly [method: string, path: string, body?: object];
/** Every route about one thing of these subjects, with a body it takes. */
const askedOf = (): readonly Asked[] => [
  ['GET', `/sites/${site}`],
  ['GET', `/sites/${site}/history`],
  ['GET', `/sites/${site}/obligations`],
  ['POST', `/sites/${site}/change-preview`, { name: NAMED.name }],
  ['PATCH', `/sites/${site}`, NAMED],
  [
    'POST',
    `/sites/${site}/status`,
    {
      ...{ act: 'announce-closing', ...PAPER, reason: '集约化', noticeUrl: 'https://a.gov.test/gg' },
      ...{ announcedOn: '2026-09-17', successorUrl: 'https://county.gov.test/' },
    },
  ],
  ['POST', `/own-words/${word}/decision`, { version: 1, decision: 'approve', reason: '属实' }],
  ['POST', `/own-words/${word}/withdraw`, { version: 1, reason: '不再需要' }],
  ['GET', `/official-lists/${list}`],
  ['GET', `/official-lists/${list}/file`],
  ['GET', `/official-lists/${list}/lines`],
  ['GET', `/official-lists/${list}/export`],
  ['POST', `/official-lists/${list}/compare`, {}],
  ['POST', `/official-lists/${list}/acts`, { key: '0'.repeat(16), reason: '按省名录更正' }],
  ['GET', `/imports/${table}`],
  ['GET', `/imports/${table}/messages`],
  ['GET', `/imports/${table}/rows`],
  ['GET', `/imports/${table}/undo`],
  ['POST', `/imports/${table}/apply`],
  ['POST', `/imports/${table}/undo`, { reason: '导错' }],
];
const send = async (as: string | null, [method, path, body]: Asked): Promise<number> => {
  const headers = { 'content-type': 'application/json' };
  const sent = method === 'GET' ? {} : { method, headers, body: JSON.stringify(body ?? {}) };
  return (await ask(as, path, sent)).status;
};
const stored = async () => [
  await world.storage.sites.byId(site as never, null),
  await world.storage.ownWords.byId(word as never, null),
  await world.storage.officialLists.byId(list as never, null),
  await world.storage.imports.byId(table as never, null),
];

test('every route about one website, own word, official list or table is asked here', () => {
  const subjects = ['/sites', '/own-words', '/official-lists', '/imports'];
  const routes = ROUTES.filter(({ path }) => subjects.some((subject) => path.startsWith(`${subject}/:id`)));
  const asked = askedOf().map(([method, path]) => `${method} ${path.replace(/[0-9a-f]{24}/u, ':id')}`);
  expect(routes.map(({ method, path }) => `${method.toUpperCase()} ${path}`).sort()).toEqual([...asked].sort());
});

test('who has not signed in, a sibling and a subordinate reach none of them, and change nothing', async () => {
  const before = await stored();
  for (const asked of askedOf()) {
    expect([asked[1], await send(null, asked)]).toEqual([asked[1], 401]);
    for (const position of FAR) {
      const status = await send(WHO[position], asked);
      expect([position, asked[0], asked[1], status]).toEqual([position, asked[0], asked[1], 404]);
    }
  }
  expect(await stored()).toEqual(before);
});

test('a sibling and a subordinate put nothing into the unit, and see it in no list', async () => {
  const { unitA } = world;
  const excuse = { unitId: unitA, ruleId: 'territory', words: '福尔摩沙', reason: '展品名', lastOn: '2026-12-31' };
  for (const position of FAR) {
    const as = WHO[position];
    const draft = { unitId: unitA, name: '甲局二站', homeUrl: 'https://a2.gov.test/', reason: '新建' };
    expect([position, (await post(as, '/sites', draft)).status]).toEqual([position, 404]);
    expect([position, (await post(as, '/own-words', excuse)).status]).toEqual([position, 404]);
    for (const path of ['/sites', '/own-words', '/official-lists', '/imports']) {
      const text = await (await ask(as, path)).text();
      for (const id of [site, list, table])
        expect([position, path, text.includes(id)]).toEqual([position, path, false]);
    }
  }
});

test('the unit’s own administrator and whoever sees the whole office reach each of them', async () => {
  for (const asked of askedOf())
    for (const position of NEAR) {
      const status = await send(WHO[position], asked);
      expect([position, asked[0], asked[1], [401, 403, 404].includes(status) || status >= 500]).toEqual([
        ...[position, asked[0], asked[1]],
        false,
      ]);
    }
});
