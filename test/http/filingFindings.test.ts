import type { TableFileView } from '../../src/api/imports';
import { readSheetFile } from '../../src/http/sheets/readSheetFile';
import type { CoverageView, FilingCountsView, FilingFindingView } from '../../src/api/filingFindings';
import type { ListView } from '../../src/api/wire';
import { HOUR_MS, DAY_MS } from '../../src/domain/time/instant';
import { addCivilDays, civilDateOf } from '../../src/domain/time/civil';
import { createServices } from '../../src/services/index';
import { PAGE } from '../services/world';
import { useRealOffice } from './realOffice';
import { problemOf } from './serve';

const { world, ids, ask, post, read, relayAll, signIn } = useRealOffice();

const send = (as: string, method: string, path: string, body: object): Promise<Response> =>
  ask(as, path, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
/** Sessions do not outlast it. */
const pass = async (ms: number): Promise<void> => {
  world.clock.pass(ms);
  for (const name of ['root', 'duty', 'officer-a', 'officer-b', 'chief-b']) await signIn(name);
};
/** Carries what was done to the ledger and looks at what is due, until nothing is. */
const follow = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) {
    await relayAll();
    await world.services.filings.followFilings(100);
  }
};
const found = async (as: string, query = ''): Promise<readonly FilingFindingView[]> =>
  (await read<ListView<FilingFindingView>>(as, `/filing-findings?limit=200${query}`)).items;
const of = async (account: string, state = ''): Promise<readonly string[]> =>
  (await found('root', `&accountId=${ids[account] ?? ''}${state}`))
    .map(({ kind, state: is }) => `${kind} ${is}`)
    .sort();
const today = (days = 0): string => addCivilDays(civilDateOf(world.clock.now()), days);
const file = (account: string, more: object): Promise<Response> =>
  send('duty', 'PATCH', `/accounts/${ids[account] ?? ''}/filing`, { reason: '补录', ...more });
const accept = (as: string, accepted: readonly string[], more: object = {}): Promise<Response> =>
  post(as, '/filing-findings/accept', { ids: accepted, reason: '正在补办备案', untilOn: today(10), ...more });

test('an account without a filing is found, with its clause, and settled when it is filed', async () => {
  await follow();
  expect(await of('a1')).toContain('unfiled open');
  const [one] = await found('root', `&kind=unfiled&accountId=${ids['a1'] ?? ''}`);
  expect(one).toMatchObject({ unitName: '甲局', severity: 'problem', source: '国办发〔2018〕123号' });
  expect((await file('a1', { filingNumber: '闽-1' })).status).toBe(200);
  await follow();
  expect(await of('a1')).toContain('unfiled settled');
  // The same again is the same row: found anew.
  expect((await file('a1', { filingNumber: null })).status).toBe(200);
  await follow();
  const [again] = await found('root', `&kind=unfiled&accountId=${ids['a1'] ?? ''}`);
  expect([again?.id, again?.state, again?.settledAt]).toEqual([one?.id, 'open', null]);
  const lines = (await world.storage.ledger.ofSubject(`filing-finding:${one?.id ?? ''}`, PAGE)).items;
  expect(lines.map(({ reason }) => reason)).toEqual(['opened', 'settled', 'opened']);
});

test('what time alone changes is found on its day, with nothing looked at before', async () => {
  expect((await file('a2', { filingNumber: '闽-2', certifiedUntil: today(40) })).status).toBe(200);
  await follow();
  expect(await of('a2')).not.toContain('certification-ending open');
  expect(await world.services.filings.followFilings(100)).toEqual({});
  await pass(10 * DAY_MS + HOUR_MS);
  await follow();
  expect(await of('a2')).toContain('certification-ending open');
  await pass(31 * DAY_MS);
  await follow();
  expect(await of('a2')).toEqual(expect.arrayContaining(['certification-ending settled', 'certification-ended open']));
});

test('an acceptance holds through its last day, and not for anything else', async () => {
  const [unfiled] = await found('root', `&kind=unfiled&state=open&accountId=${ids['a1'] ?? ''}`);
  const id = unfiled?.id ?? '';
  expect((await problemOf(await accept('duty', [id], { untilOn: today(-1) }))).field).toBe('untilOn');
  expect((await problemOf(await accept('duty', [id], { untilOn: today(400) }))).field).toBe('untilOn');
  expect(await (await accept('duty', [id, 'f'.repeat(24)], { untilOn: today(2) })).json()).toEqual({
    accepted: 1,
    left: [{ id: 'f'.repeat(24), why: 'not-found' }],
  });
  await follow();
  expect(await of('a1')).toContain('unfiled accepted');
  await pass(2 * DAY_MS);
  await follow();
  expect(await of('a1')).toContain('unfiled accepted');
  await pass(DAY_MS);
  await follow();
  expect(await of('a1')).toContain('unfiled open');
});

test('an acceptance of two accounts on one platform does not hold for three', async () => {
  await world.addAccounts(['weibo', '90001'], ['weibo', '90002']);
  await follow();
  const duplicates = async () => (await found('root', '&kind=duplicate')).find(({ unitName }) => unitName === '甲局');
  expect((await duplicates())?.state).toBe('open');
  await accept('duty', [(await duplicates())?.id ?? '']);
  await follow();
  expect((await duplicates())?.state).toBe('accepted');
  await world.addAccounts(['weibo', '90003']);
  await follow();
  expect((await duplicates())?.state).toBe('open');
});

test('an acceptance can be taken back, with a reason, once', async () => {
  const [one] = await found('root', '&kind=unfiled&state=open');
  const path = `/filing-findings/${one?.id ?? ''}/take-back`;
  expect((await problemOf(await post('duty', path, { reason: '情况有变' }))).code).toBe('conflict');
  await accept('duty', [one?.id ?? '']);
  expect((await problemOf(await post('duty', path, { reason: ' ' }))).field).toBe('reason');
  expect(await (await post('duty', path, { reason: '情况有变' })).json()).toMatchObject({
    state: 'open',
    acceptance: null,
  });
});

describe('an account that somebody saw', () => {
  const seen = (more: object = {}): object => ({
    ...{ unitId: world.unitA, platform: 'douyin', name: '甲局 发布', note: '群众反映' },
    ...more,
  });
  test('is kept once, and settled when it is registered', async () => {
    expect((await post('officer-a', '/filing-findings', seen())).status).toBe(201);
    expect((await problemOf(await post('duty', '/filing-findings', seen({ name: '甲局发布' })))).code).toBe('conflict');
    await follow();
    expect((await found('root', '&kind=reported&state=open')).map(({ label }) => label)).toEqual(['甲局 发布']);
    const body = { unitId: world.unitA, platform: 'douyin', externalId: 'jjfb', name: '甲局发布' };
    const registered = await post('root', '/accounts', { ...body, homeUrl: 'https://www.douyin.com/user/jjfb' });
    expect(registered.status).toBe(201);
    await follow();
    expect((await found('root', '&kind=reported')).map(({ state }) => state)).toEqual(['settled']);
    expect((await problemOf(await post('duty', '/filing-findings', seen()))).field).toBe('name');
  });

  test('is settled also where it turns out to be of another unit', async () => {
    expect((await post('duty', '/filing-findings', seen({ externalId: 'other-1', name: '某号' }))).status).toBe(201);
    const body = { unitId: world.unitB, platform: 'douyin', externalId: 'other-1', name: '乙镇发布' };
    await post('root', '/accounts', { ...body, homeUrl: 'https://www.douyin.com/user/other-1' });
    await follow();
    expect((await found('root', '&kind=reported&state=open')).map(({ label }) => label)).toEqual([]);
  });

  test('is asked for by field', async () => {
    const fieldOf = async (more: object): Promise<string | undefined> =>
      (await problemOf(await post('duty', '/filing-findings', seen(more)))).field;
    expect(await fieldOf({ name: ' ' })).toBe('name');
    expect(await fieldOf({ platform: 'weibo', externalId: '昵称' })).toBe('externalId');
    expect(await fieldOf({ unitId: 'f'.repeat(24) })).toBe('unitId');
    expect(await fieldOf({ homeUrl: 'ftp://a' })).toBe('homeUrl');
  });
});

test('nobody sees or changes those of a unit that is not theirs', async () => {
  await follow();
  const units = async (as: string): Promise<readonly string[]> => [
    ...new Set((await found(as)).map(({ unitName }) => unitName)),
  ];
  expect(await units('officer-a')).toEqual(['甲局']);
  expect(await units('officer-b')).toEqual(['乙镇']);
  const openOf = async (as: string, query = ''): Promise<number> =>
    (await read<FilingCountsView>(as, `/filing-findings/counts${query}`)).kinds.reduce(
      (sum, { open }) => sum + open,
      0,
    );
  expect(await openOf('officer-b')).toBe((await found('officer-b', '&state=open')).length);
  expect(await openOf('root', `?unit=${world.unitB}`)).toBe(await openOf('officer-b'));
  expect(await openOf('officer-b', `?unit=${world.unitA}`)).toBe(0);
  const [ofA] = await found('root', `&unit=${world.unitA}&state=open`);
  const id = ofA?.id ?? '';
  expect(await (await accept('chief-b', [id])).json()).toEqual({ accepted: 0, left: [{ id, why: 'not-found' }] });
  expect((await accept('officer-a', [id])).status).toBe(403);
  for (const [as, status] of [
    ['chief-b', 404],
    ['officer-a', 403],
  ] as const)
    expect((await post(as, `/filing-findings/${id}/take-back`, { reason: '试试' })).status).toBe(status);
  const seen = { unitId: world.unitA, platform: 'douyin', name: '试试' };
  expect((await post('officer-b', '/filing-findings', seen)).status).toBe(404);
});

test('killed before it was planned again, a unit is looked at again and nothing is told twice', async () => {
  await file('b1', { filingNumber: '闽-9' });
  await relayAll();
  const { storage } = world;
  const dies = {
    ...storage,
    filingChecks: { ...storage.filingChecks, settle: () => Promise.reject(new Error('killed')) },
  };
  await expect(createServices({ ...world.deps, storage: dies }).filings.followFilings(100)).rejects.toThrow('killed');
  await follow();
  const all = await storage.filingFindings.list({}, { limit: 200, cursor: null }, null);
  for (const { id } of all.items) {
    const lines = (await storage.ledger.ofSubject(`filing-finding:${id}`, PAGE)).items.map(({ to }) => to);
    expect(lines.filter((to, at) => to === lines[at + 1] && to === 'settled')).toEqual([]);
  }
});

test('coverage says of each unit what it lacks, with exceptions, and of nobody else’s units', async () => {
  await follow();
  const coverage = (as: string, query = ''): Promise<CoverageView> => read(as, `/coverage${query}`);
  const counts = async (as: string): Promise<unknown> =>
    (await coverage(as)).requirements.find(({ requirement }) => requirement === 'lacks-platform')?.counts;
  const { items } = await coverage('officer-a', '?state=missing');
  expect(items.map(({ unitName, requirement }) => [unitName, requirement])).toEqual([]);
  expect((await coverage('officer-b')).items).toEqual([]);
  const added = { parentId: world.officeId, name: '丁局', level: 'department', reason: '三定方案' };
  expect((await post('root', '/units', added)).status).toBe(201);
  await follow();
  const missing = await coverage('root', '?requirement=lacks-platform&state=missing');
  expect(missing.items.map(({ unitName, lacking }) => [unitName, lacking])).toEqual([['丁局', ['weibo', 'wechat']]]);
  expect(await counts('root')).toEqual({ met: 1, missing: 1, several: 0, accepted: 0, unknown: 0 });
  const [finding] = await found('root', `&kind=lacks-platform&state=open`);
  expect(finding?.unitId).toBe(missing.items[0]?.unitId);
  await accept('duty', [finding?.id ?? '']);
  expect(await counts('root')).toEqual({ met: 1, missing: 0, several: 0, accepted: 1, unknown: 0 });
  const { fileName, content } = await read<TableFileView>('root', '/coverage/export');
  expect(fileName).toMatch(/^覆盖情况 .*\.xlsx$/u);
  const [sheet] = readSheetFile(Buffer.from(content, 'base64'), fileName);
  expect(JSON.stringify(sheet)).toContain('丁局');
});

test('an office that does not take a requirement for its own has no such findings, and again when it does', async () => {
  await follow();
  const added = { parentId: world.officeId, name: '戊局', level: 'department', reason: '三定方案' };
  expect((await post('root', '/units', added)).status).toBe(201);
  await follow();
  const states = async () =>
    (await found('root', '&kind=lacks-platform')).filter(({ label }) => label === '戊局').map(({ state }) => state);
  expect(await states()).toEqual(['open']);
  const { coverage } = world.deps.settings;
  const off = { ...coverage, 'lacks-platform': { ...coverage['lacks-platform'], weight: 'off' as const } };
  const without = createServices({ ...world.deps, settings: { ...world.deps.settings, coverage: off } });
  await without.filings.followFilings(100);
  expect(await states()).toEqual(['settled']);
  await relayAll();
  await without.filings.followFilings(100);
  expect(await without.filings.followFilings(100)).toEqual({});
  await follow();
  expect(await states()).toEqual(['open']);
});

test('coverage can be asked for units with several accounts on one platform, as their findings say', async () => {
  await world.addAccounts(['weibo', '90011'], ['weibo', '90012']);
  await follow();
  const several = async (as: string): Promise<readonly unknown[]> =>
    (await read<CoverageView>(as, '/coverage?requirement=one-per-platform')).items.map((row) => [
      ...[row.unitName, row.state, row.several],
    ]);
  expect(await several('root')).toEqual([['甲局', 'several', ['weibo']]]);
  expect(await several('officer-b')).toEqual([]);
  const [finding] = await found('root', '&kind=duplicate&state=open');
  await accept('duty', [finding?.id ?? '']);
  expect(await several('root')).toEqual([['甲局', 'accepted', ['weibo']]]);
});
