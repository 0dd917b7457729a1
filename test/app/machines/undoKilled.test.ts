import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import type { ImportId, PersonId } from '../../../src/domain/ids';
import type { Principal } from '../../../src/domain/people/role';
import { MINUTE_MS } from '../../../src/domain/time/instant';
import { allSites } from '../../../src/services/allSites';
import { sheetOf } from '../../domain/register/sheetsOf';
import { until } from '../../http/listener';
import { openOffice, type Office } from './office';
import type { OnMessage } from './storeRelay';

/** An import that is taken back by real processes, the first of which is killed (SIGKILL) in the middle of it. */
const ROOT: Principal = {
  ...{ personId: '0'.repeat(24) as PersonId, name: 'test', role: 'administrator', unitId: null, via: 'token' },
};
/** More than are taken out at once. */
const [UNITS, SITES, PEOPLE] = [6, 230, 12];
const times = <T>(many: number, line: (n: number) => T): T[] => Array.from({ length: many }, (_, n) => line(n));
const SHEETS = [
  sheetOf('单位', [
    ['单位名称', '上级单位', '层级', '单位代码'],
    ...times(UNITS, (n) => [`增补${n}局`, n === 0 ? '' : '增补0局', '部门', `added-${n}`]),
  ]),
  sheetOf('网站', [
    ['主办单位', '网站名称', '首页网址'],
    ...times(SITES, (n) => [`增补${n % UNITS}局`, `增补${n}网站`, `https://added-${n}.gov.cn/`]),
  ]),
  sheetOf('人员', [
    ['用户名', '姓名', '角色', '所属单位'],
    ...times(PEOPLE, (n) => [`added.${n}`, `增补人员${n}`, '信息员', `增补${n % UNITS}局`]),
  ]),
];

let office: Office;
beforeEach(async () => {
  office = await openOffice(16);
});
afterEach(() => office.close());

async function registered(): Promise<readonly number[]> {
  const { storage } = office.app;
  const sites = await allSites(storage);
  return [(await storage.units.list(null)).length, sites.length, (await storage.people.list()).length];
}

/** Kills the machine before this message reaches the store. */
function killAt(isIt: (text: string) => boolean): { readonly onMessage: OnMessage; aim(child: ChildProcess): void } {
  let victim: ChildProcess | null = null;
  let isDead = false;
  return {
    aim: (child) => {
      victim = child;
    },
    onMessage: (message) => {
      if (!isDead && isIt(message.toString('latin1'))) {
        isDead = true;
        victim?.kill('SIGKILL');
      }
      return Promise.resolve(isDead ? 'drop' : 'forward');
    },
  };
}

test.each<[string, (text: string) => boolean]>([
  ['before the ledger is told of what is gone', (text) => text.includes('register-removed') && text.includes('site:')],
  ['before websites are taken out', (text) => /\bdelete\0[\s\S]{4}sites\0/.test(text)],
])('killed %s it is gone on with by another process: all of it goes, and is told once', async (_when, isIt) => {
  const { services, storage } = office.app;
  const before = await registered();
  const file = { fileName: '登记表.xlsx', bytes: 1, sha256: 'a'.repeat(64), updates: true, sheets: SHEETS };
  const draft = await services.imports.handIn(file, ROOT);
  expect(draft.faults).toBe(0);
  const id = draft.id as ImportId;
  await services.imports.applyImport(id, ROOT);
  await services.imports.carryOut({ owner: 'test' });
  expect(await registered()).toEqual([UNITS, SITES, PEOPLE].map((many, at) => many + (before[at] ?? 0)));
  await services.imports.undoImport(id, '导错文件', ROOT);

  const strike = killAt(isIt);
  const first = await office.start('worker', { name: 'first', onMessage: strike.onMessage });
  strike.aim(first.child);
  const [, signal] = (await once(first.child, 'exit')) as [unknown, unknown];
  expect(signal).toBe('SIGKILL');
  expect((await services.imports.oneImport(id, ROOT)).state).toBe('undoing');
  expect(await registered()).not.toEqual(before);

  // Whoever holds it is not asked before its lease is over.
  office.moveOn(5 * MINUTE_MS);
  await office.start('worker', { name: 'next' });
  await until('taken back', async () => (await services.imports.oneImport(id, ROOT)).state === 'undone');
  expect(await registered()).toEqual(before);
  expect((await services.imports.oneImport(id, ROOT)).undo).toMatchObject({
    ...{ removed: { units: UNITS, sites: SITES, accounts: 0, people: PEOPLE }, kept: 0 },
  });
  await services.alerts.relay(10_000);
  const removed = (await storage.ledger.after(0, 10_000)).filter(({ kind }) => kind === 'register-removed');
  const told = removed.map(({ subject }) => subject);
  expect([told.length, new Set(told).size]).toEqual([UNITS + SITES + PEOPLE, UNITS + SITES + PEOPLE]);
});
