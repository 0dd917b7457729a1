import { createHash } from 'node:crypto';
import type { FilingFindingView } from '../../src/api/filingFindings';
import type { TableFileView } from '../../src/api/imports';
import type { DiffLineView, OfficialListView } from '../../src/api/officialLists';
import type { AccountDetailView, AccountView } from '../../src/api/accounts';
import type { ListView } from '../../src/api/wire';
import { MINUTE_MS } from '../../src/domain/time/instant';
import { readSheetFile } from '../../src/http/sheets/readSheetFile';
import type { Principal } from '../../src/domain/people/role';
import { createServices } from '../../src/services/index';
import { useRealOffice } from './realOffice';
import { problemOf } from './serve';

const { world, ids, ask, post, read, relayAll } = useRealOffice();

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const HEAD = '主办单位,平台,账号名称,微博UID';
const bodyOf = (lines: readonly string[], more: object = {}): object => ({
  ...{ source: '省政府办公厅', listedOn: '2026-09-01', fileName: '名录.csv' },
  content: Buffer.from([HEAD, ...lines].join('\n')).toString('base64'),
  ...more,
});
/** As it stands once whatever was asked for is compared. */
const compared = async (answer: Response, as = 'root'): Promise<OfficialListView> => {
  const { id } = (await answer.json()) as OfficialListView;
  await world.services.officialLists.compareDue({ owner: 'test' });
  return read<OfficialListView>(as, `/official-lists/${id}`);
};
const handIn = async (lines: readonly string[], more: object = {}, as = 'root'): Promise<OfficialListView> => {
  const answer = await post(as, '/official-lists', bodyOf(lines, more));
  expect(answer.status).toBe(201);
  return compared(answer, as);
};
const linesOf = async (id: string, query = ''): Promise<readonly DiffLineView[]> =>
  (await read<ListView<DiffLineView>>('root', `/official-lists/${id}/lines?limit=200${query}`)).items;
const act = (as: string, id: string, line: DiffLineView | undefined, more: object = {}): Promise<Response> =>
  post(as, `/official-lists/${id}/acts`, { key: line?.key ?? 'f'.repeat(16), reason: '按省名录更正', ...more });
const PAPER = { approver: '王主任', documentNumber: '闽办〔2026〕3号', decidedOn: '2026-09-01' };
const uidOf = async (account: string): Promise<string> => (await world.account(account)).account.externalId;
const accountOf = (account: string): Promise<AccountDetailView> => read('root', `/accounts/${ids[account] ?? ''}`);

test('a list says what it has and the register has not, and the other way round, and is kept with its hash', async () => {
  const list = await handIn([`甲局,微博,账号a1,${await uidOf('a1')}`, '乙镇,微博,乙镇发布,', ',,只有名称,']);
  expect([list.lines, list.unread, list.sha256.length, list.replacedAt]).toEqual([2, 1, 64, null]);
  expect(list.counts).toEqual({ missing: 1, extra: 0, renamed: 0, 'other-sponsor': 0, duplicate: 0, unclear: 0 });
  const [missing] = await linesOf(list.id);
  expect([missing?.kind, missing?.label, missing?.row, missing?.unitId]).toEqual([
    'missing',
    '乙镇发布',
    3,
    world.unitB,
  ]);
  const { fileName, content } = await read<TableFileView>('root', `/official-lists/${list.id}/export`);
  expect(JSON.stringify(readSheetFile(Buffer.from(content, 'base64'), fileName))).toContain('名录有、本系统没有');
});

test('the file itself is kept and fetched again, by those who see the list alone', async () => {
  const line = '乙镇,微博,原文件,';
  const list = await handIn([line], { source: '原文件' });
  expect(list.hasFile).toBe(true);
  const { fileName, content } = await read<TableFileView>('root', `/official-lists/${list.id}/file`);
  expect([fileName, Buffer.from(content, 'base64').toString()]).toEqual(['名录.csv', `${HEAD}\n${line}`]);
  const response = await ask('chief-b', `/official-lists/${list.id}/file`);
  expect(response.status).toBe(404);
  const ofB = await handIn([line], { source: '原文件' }, 'chief-b');
  expect((await ask('chief-b', `/official-lists/${ofB.id}/file`)).status).toBe(200);
});

test('what is missing becomes an application where its id is not known, once', async () => {
  const list = await handIn(['不存在的局,微博,丙局发布,']);
  const [line] = await linesOf(list.id);
  expect((await problemOf(await act('duty', list.id, line))).field).toBe('unitId');
  expect((await act('duty', list.id, line, { unitId: world.unitB })).status).toBe(200);
  const { items } = await read<ListView<AccountView>>('root', `/accounts?unit=${world.unitB}&status=applied`);
  expect(items.map(({ name }) => name)).toEqual(['丙局发布']);
  expect((await problemOf(await act('duty', list.id, line, { unitId: world.unitB }))).code).toBe('conflict');
  expect((await linesOf(list.id))[0]?.act?.byName).toBe('值班员');
});

test('another name and another sponsor become steps in the life of the account, with what they go back to', async () => {
  const list = await handIn([`乙镇,微博,乙镇新号,${await uidOf('a1')}`]);
  const lines = await linesOf(list.id);
  expect(lines.map(({ kind, before, after }) => [kind, before, after])).toEqual([
    ['renamed', '账号a1', '乙镇新号'],
    ['other-sponsor', '甲局', '乙镇'],
  ]);
  expect((await problemOf(await act('root', list.id, lines[0]))).field).toBe('paper');
  expect((await act('root', list.id, lines[0], { paper: PAPER })).status).toBe(200);
  expect((await accountOf('a1')).name).toBe('乙镇新号');
  const noticeUrl = 'https://www.county.example/notice';
  expect((await act('root', list.id, lines[1], { paper: { ...PAPER, noticeUrl } })).status).toBe(200);
  expect((await accountOf('a1')).unitId).toBe(world.unitB);
  const again = await compared(await post('root', `/official-lists/${list.id}/compare`));
  expect(again.counts).toMatchObject({ renamed: 0, 'other-sponsor': 0 });
});

test('what the list has not is a filing finding, and a newer list of that source that has it settles it', async () => {
  await world.addAccounts(['weibo', '88001']);
  const older = await handIn([`甲局,微博,别的,90909`], { source: '市委网信办' });
  const [extra] = await linesOf(older.id, '&kind=extra');
  expect((await act('duty', older.id, extra)).status).toBe(200);
  await relayAll();
  const findings = async (): Promise<readonly FilingFindingView[]> =>
    (await read<ListView<FilingFindingView>>('root', '/filing-findings?kind=not-in-list')).items;
  expect((await findings()).map(({ state, facts }) => [state, facts['list']])).toEqual([
    ['open', '市委网信办（2026-09-01）'],
  ]);
  const [told] = await findings();
  const id = told?.accounts[0]?.id ?? '';
  const { externalId, name } = await read<AccountDetailView>('root', `/accounts/${id}`);
  const other = await handIn([`甲局,微博,${name},${externalId}`], { source: '另一来源' });
  expect((await findings()).map(({ state }) => state)).toEqual(['open']);
  const newer = await handIn([`甲局,微博,${name},${externalId}`], { source: '市委网信办', listedOn: '2026-09-10' });
  expect((await findings()).map(({ state }) => state)).toEqual(['settled']);
  const shown = async (one: string) => (await read<OfficialListView>('root', `/official-lists/${one}`)).replacedAt;
  expect([await shown(older.id), await shown(newer.id), await shown(other.id)]).toEqual([
    expect.any(String),
    null,
    null,
  ]);
  expect((await problemOf(await act('duty', older.id, extra))).code).toBe('conflict');
  expect((await problemOf(await post('root', `/official-lists/${older.id}/compare`))).code).toBe('conflict');
  // An older one that is handed in late does not take its place.
  expect((await handIn(['甲局,微博,x,'], { source: '市委网信办', listedOn: '2026-08-01' })).replacedAt).not.toBeNull();
});

test('a line keeps its name when the list is compared again, and one that is no longer there is refused', async () => {
  const list = await handIn(['乙镇,微博,先办的,', '乙镇,微博,后办的,'], { source: '重新比对' });
  const [first, second] = await linesOf(list.id, '&kind=missing');
  expect((await act('duty', list.id, first)).status).toBe(200);
  // What is applied for is not missing.
  const again = await compared(await post('root', `/official-lists/${list.id}/compare`));
  expect(again.counts.missing).toBe(1);
  const [left] = await linesOf(list.id, '&kind=missing');
  expect([left?.label, left?.key, left?.act]).toEqual(['后办的', second?.key, null]);
  expect((await problemOf(await act('duty', list.id, first))).detail).toContain('名录刚重新比对过');
  expect((await act('duty', list.id, left)).status).toBe(200);
});

test('is compared in the background: until it is through nothing of it is acted on, and nobody asks twice', async () => {
  const waiting = (await (
    await post('root', '/official-lists', bodyOf(['乙镇,微博,后台号,'], { source: '后台' }))
  ).json()) as OfficialListView;
  expect([waiting.comparing, waiting.counts.missing]).toEqual([{ done: 0, failure: null }, 0]);
  const early = { key: 'f'.repeat(16), reason: '按省名录更正' };
  expect((await problemOf(await post('root', `/official-lists/${waiting.id}/acts`, early))).detail).toBe(
    '名录正在比对。',
  );
  expect((await problemOf(await post('root', `/official-lists/${waiting.id}/compare`))).code).toBe('conflict');
  expect(await world.services.officialLists.compareDue({ owner: 'test' })).toEqual({ compared: 1 });
  expect(await world.services.officialLists.compareDue({ owner: 'test' })).toEqual({});
  const through = await read<OfficialListView>('root', `/official-lists/${waiting.id}`);
  expect([through.comparing, through.counts.missing]).toEqual([null, 1]);
});

test('killed while it is compared it is gone on with, what stood before stands, and nothing is told twice', async () => {
  const list = await handIn(['乙镇,微博,被杀号,'], { source: '中途' });
  await post('root', `/official-lists/${list.id}/compare`);
  const dies = (part: object) =>
    createServices({ ...world.deps, storage: { ...world.storage, ...part } }).officialLists.compareDue({
      owner: 'dies',
    });
  const { officialLists, accounts } = world.storage;
  const broken = () => Promise.reject(new Error('killed'));
  for (const part of [
    { accounts: { ...accounts, list: broken } },
    { officialLists: { ...officialLists, putPart: broken } },
    { officialLists: { ...officialLists, settle: broken } },
  ]) {
    await expect(dies(part)).rejects.toThrow('killed');
    // Held by whoever died, until the lease is over.
    expect(await world.services.officialLists.compareDue({ owner: 'test' })).toEqual({});
    expect((await linesOf(list.id)).map(({ label }) => label)).toContain('被杀号');
    world.clock.pass(2 * MINUTE_MS);
  }
  expect(await world.services.officialLists.compareDue({ owner: 'test' })).toEqual({ compared: 1 });
  const through = await read<OfficialListView>('root', `/official-lists/${list.id}`);
  expect([through.comparing, through.counts.missing, through.replacedAt]).toEqual([null, 1, null]);
  await relayAll();
  const told = (await world.storage.ledger.after(0, 5_000)).filter(
    ({ subject, reason }) => subject === `official-list:${list.id}` && reason === 'compared',
  );
  expect(told).toHaveLength(2);
});

test('given up after five tries it says so, and is compared when it is asked for again', async () => {
  const list = await handIn(['乙镇,微博,屡败号,'], { source: '屡败' });
  await post('root', `/official-lists/${list.id}/compare`);
  const accounts = { ...world.storage.accounts, list: () => Promise.reject(new Error('killed')) };
  const dies = createServices({ ...world.deps, storage: { ...world.storage, accounts } }).officialLists;
  for (let tries = 0; tries < 5; tries += 1) {
    await expect(dies.compareDue({ owner: 'dies' })).rejects.toThrow('killed');
    world.clock.pass(2 * MINUTE_MS);
  }
  await dies.compareDue({ owner: 'dies' });
  const failed = await read<OfficialListView>('root', `/official-lists/${list.id}`);
  expect(failed.comparing?.failure).toContain('5 次');
  expect(await world.services.officialLists.compareDue({ owner: 'test' })).toEqual({});
  expect((await compared(await post('root', `/official-lists/${list.id}/compare`))).comparing).toBeNull();
});

test('what is missing is registered as a table would be: its id one of the platform, its home known', async () => {
  const list = await handIn(
    ['乙镇,微博,编号不对,abc', '乙镇,微博,编号对,5550001', '乙镇,抖音,没有主页,dy5550001', '乙镇,门户网站,栏目,'],
    { source: '补登' },
  );
  const lines = await linesOf(list.id, '&kind=missing');
  expect([list.lines, list.unread, lines.map(({ label }) => label)]).toEqual([
    3,
    0,
    ['编号不对', '编号对', '没有主页'],
  ]);
  expect((await act('duty', list.id, lines[0])).status).toBe(200);
  expect((await act('duty', list.id, lines[1])).status).toBe(200);
  expect((await problemOf(await act('duty', list.id, lines[2]))).field).toBe('homeUrl');
  const { items } = await read<ListView<AccountView>>('root', `/accounts?unit=${world.unitB}&platform=weibo&limit=200`);
  const told = ['编号不对', '编号对'].map((name) => items.find((one) => one.name === name));
  expect(told.map((one) => one?.status)).toEqual(['applied', 'active']);
  expect((await read<AccountDetailView>('root', `/accounts/${told[1]?.id ?? ''}`)).homeUrl).toBe(
    'https://weibo.com/u/5550001',
  );
});

test('what a unit hands in of the same source settles nothing that the office has found', async () => {
  await world.addAccounts(['weibo', '88002', 'b']);
  const source = '两级同名来源';
  const list = await handIn(['乙镇,微博,别的,90909'], { source });
  const extra = (await linesOf(list.id, '&kind=extra')).find(({ label }) => label === '账号88002');
  expect((await act('duty', list.id, extra)).status).toBe(200);
  const state = async (): Promise<readonly string[]> =>
    (await read<ListView<FilingFindingView>>('root', '/filing-findings?kind=not-in-list')).items
      .filter(({ label }) => label === '账号88002')
      .map((finding) => finding.state);
  const row = '乙镇,微博,账号88002,88002';
  await handIn([row], { source, listedOn: '2026-09-10' }, 'chief-b');
  expect(await state()).toEqual(['open']);
  await handIn([row], { source, listedOn: '2026-09-10' });
  expect(await state()).toEqual(['settled']);
});

const ROOT = (): Principal => ({
  ...{ personId: ids['a1'] as never, name: '主任', role: 'administrator', unitId: null, via: 'session' },
});
const LEFT_MS = 2 * MINUTE_MS + 1;
const asking = (key: string | undefined) => ({ key: key ?? '', reason: '按省名录更正' });

test('a line that was left before anything was done is free after two minutes, and not before', async () => {
  const list = await handIn(['乙镇,微博,半途一,'], { source: '半途一' });
  const [line] = await linesOf(list.id, '&kind=missing');
  const { storage } = world;
  const units = { ...storage.units, byId: () => Promise.reject(new Error('store is down')) };
  const dies = createServices({ ...world.deps, storage: { ...storage, units } });
  await expect(dies.officialLists.actOnLine(list.id as never, asking(line?.key), ROOT())).rejects.toThrow('down');
  expect((await problemOf(await act('duty', list.id, line))).code).toBe('conflict');
  expect((await linesOf(list.id, '&kind=missing'))[0]?.act?.byName).toBe('主任');
  world.clock.pass(LEFT_MS);
  expect((await linesOf(list.id, '&kind=missing'))[0]?.act).toBeNull();
  expect((await act('duty', list.id, line)).status).toBe(200);
  world.clock.pass(LEFT_MS);
  expect((await linesOf(list.id, '&kind=missing'))[0]?.act?.byName).toBe('值班员');
  expect((await act('duty', list.id, line)).status).toBe(409);
});

test('a line that was left after all was done is finished by whoever comes next, and nothing is done twice', async () => {
  const list = await handIn(['乙镇,微博,半途二,'], { source: '半途二' });
  const [line] = await linesOf(list.id, '&kind=missing');
  const { storage } = world;
  const officialLists = { ...storage.officialLists, finishAct: () => Promise.reject(new Error('killed')) };
  const dies = createServices({ ...world.deps, storage: { ...storage, officialLists } });
  await expect(dies.officialLists.actOnLine(list.id as never, asking(line?.key), ROOT())).rejects.toThrow('killed');
  world.clock.pass(LEFT_MS);
  expect((await act('duty', list.id, line)).status).toBe(200);
  const { items } = await read<ListView<AccountView>>('root', `/accounts?unit=${world.unitB}&status=applied&limit=200`);
  expect(items.filter(({ name }) => name === '半途二')).toHaveLength(1);
});

test('killed before the list is there it is not there, and handed in again it is whole', async () => {
  const { storage } = world;
  const officialLists = { ...storage.officialLists, insert: () => Promise.reject(new Error('killed')) };
  const dies = createServices({ ...world.deps, storage: { ...storage, officialLists } });
  const before = (await read<ListView<OfficialListView>>('root', '/official-lists')).items.length;
  const content = Buffer.from(`${HEAD}\n甲局,微博,y,\n`);
  const sheets = readSheetFile(content, '名录.csv');
  const said = { source: '省', listedOn: '2026-09-01' as never, fileName: '名录.csv' };
  const file = { ...said, bytes: content.length, sha256: sha256(content), content, sheets };
  await expect(dies.officialLists.handInList(file, ROOT())).rejects.toThrow('killed');
  expect((await read<ListView<OfficialListView>>('root', '/official-lists')).items.length).toBe(before);
  expect((await handIn(['甲局,微博,y,'], { source: '省' })).counts.missing).toBe(1);
});

test.each([
  [{ listedOn: '2099-01-01' }, 'listedOn'],
  [{ source: ' ' }, 'source'],
  [{ content: Buffer.from('姓名\n张三\n').toString('base64') }, 'content'],
])('a list like %j is refused by the name of the field, with what to do instead', async (more, field) => {
  const problem = await problemOf(await post('root', '/official-lists', bodyOf(['甲局,微博,x,'], more)));
  expect(problem.field).toBe(field);
  expect(problem.remedy).not.toBe('');
});

test('killed around the keeping of its file no file stays that nothing has, and a list that is there has its file', async () => {
  const fileOf = async (id: string) => {
    const list = await world.storage.officialLists.byId(id as never, null);
    const [file] = await world.storage.files.meta(list?.fileId === undefined ? [] : [list.fileId]);
    return file;
  };
  const put = jest.spyOn(world.storage.files, 'put');
  const noList = jest.spyOn(world.storage.officialLists, 'insert').mockRejectedValueOnce(new Error('killed'));
  expect((await post('root', '/official-lists', bodyOf(['乙镇,微博,被杀,'], { source: '被杀' }))).status).toBe(500);
  noList.mockRestore();
  const left = put.mock.calls.at(-1)?.[0].id;
  put.mockRestore();
  expect(await world.storage.files.meta(left === undefined ? [] : [left])).toMatchObject([{ holders: [] }]);

  const noHold = jest.spyOn(world.storage.files, 'hold').mockRejectedValueOnce(new Error('killed'));
  expect((await post('root', '/official-lists', bodyOf(['乙镇,微博,被杀,'], { source: '被杀' }))).status).toBe(500);
  noHold.mockRestore();
  const { items } = await read<ListView<OfficialListView>>('root', '/official-lists?limit=200');
  const id = items.find(({ source }) => source === '被杀')?.id ?? '';
  expect((await fileOf(id))?.holders).toEqual([]);
  expect((await ask('root', `/official-lists/${id}/file`)).status).toBe(200);
  expect((await fileOf(id))?.holders).toMatchObject([{ subject: `official-list:${id}` }]);
});

test('more than ten thousand accounts are refused', async () => {
  const many = Array.from({ length: 10_001 }, (_, at) => `甲局,微博,号${at},`);
  expect((await problemOf(await post('root', '/official-lists', bodyOf(many)))).field).toBe('content');
});

test('nobody sees or acts on lists handed in for what they do not see', async () => {
  const list = await handIn(['甲局,微博,z,']);
  for (const part of ['', '/lines', '/export'])
    expect((await problemOf(await ask('chief-b', `/official-lists/${list.id}${part}`))).code).toBe('not-found');
  const [line] = await linesOf(list.id);
  expect((await act('chief-b', list.id, line)).status).toBe(404);
  expect((await act('officer-a', list.id, line)).status).toBe(403);
  expect((await ask('officer-a', '/official-lists')).status).toBe(403);
  const own = await handIn(['乙镇,微博,乙镇号,', '甲局,微博,账号a2,'], { source: '镇' }, 'chief-b');
  const seen = await read<ListView<DiffLineView>>('chief-b', `/official-lists/${own.id}/lines`);
  expect(seen.items.every(({ before }) => !before.includes('甲局'))).toBe(true);
  expect(
    (
      await act(
        'chief-b',
        own.id,
        seen.items.find(({ kind, after }) => kind === 'missing' && after === '甲局'),
      )
    ).status,
  ).not.toBe(200);
});
