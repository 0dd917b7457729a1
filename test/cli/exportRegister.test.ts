import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openStore } from '../../src/app/openStore';
import { createRuntime } from '../../src/app/runtime';
import type { CommandContext } from '../../src/cli/command';
import { exportFile } from '../../src/cli/export';
import { importFile } from '../../src/cli/import';
import { loadConfig } from '../../src/config/config';
import { eventOf } from '../storage/samples';
import { importTarget } from '../../src/app/register/importTarget';

let root: string;
let said: string[];
let complained: string[];
let context: CommandContext;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'export-register-'));
  [said, complained] = [[], []];
  const environment = { DATA_DIR: path.join(root, 'data'), SANDBOX: 'off', LOG_LEVEL: 'error' };
  context = { environment, say: (line) => said.push(line), complain: (line) => complained.push(line) };
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

const unit = { key: 'gov', name: '县政府', parent: null, level: 'county' };
const account = (externalId: string) =>
  ({
    platform: 'weibo',
    externalId,
    name: `某县${externalId}`,
    homeUrl: `https://weibo.com/u/${externalId}`,
    columnClass: 'account',
    region: '',
    settings: {},
    credential: null,
  }) as const;

async function importsTwoAccounts(): Promise<void> {
  const file = path.join(root, 'register.json');
  const accounts = ['1', '2'].map((externalId) => ({ ...account(externalId), unit: 'gov' }));
  fs.writeFileSync(file, JSON.stringify({ units: [unit], accounts }));
  expect(await importFile(file, false, context)).toBe(0);
  [said, complained] = [[], []];
}

async function cancels(externalId: string): Promise<void> {
  const config = loadConfig(context.environment);
  const runtime = createRuntime('error');
  const store = await openStore(config, { runtime, say: () => undefined });
  try {
    await importTarget(config, store, runtime).services.accounts.registerAccounts([
      { ...account(externalId), unitKey: 'gov', openedAt: null, status: 'cancelled' },
    ]);
  } finally {
    await store.close();
  }
}

test('an export that holds every row says nothing of rows left out', async () => {
  await importsTwoAccounts();
  expect(await exportFile(undefined, context)).toBe(0);
  expect(complained.join('\n')).toContain('账号 2');
  expect(complained.join('\n')).not.toContain('未导出');
});

test('an export without the accounts that are cancelled says how many they are, and why', async () => {
  await importsTwoAccounts();
  await cancels('2');
  expect(await exportFile(undefined, context)).toBe(0);
  const { accounts } = JSON.parse(said.join('\n')) as { accounts: { externalId: string }[] };
  expect(accounts.map(({ externalId }) => externalId)).toEqual(['1']);
  expect(complained.join('\n')).toMatch(/已导出：.*账号 1、/);
  expect(complained.join('\n')).toMatch(
    /未导出：已注销或未启用账号 1 个、已停用人员 0 人、已关闭单位 0 个；.*cancelled accounts/,
  );
});

test('an export says how many accounts a closed unit still has, which it leaves out', async () => {
  await importsTwoAccounts();
  const store = await openStore(loadConfig(context.environment), {
    runtime: createRuntime('error'),
    say: () => undefined,
  });
  try {
    const [gov] = await store.storage.units.list(null);
    if (gov === undefined) throw new Error('no unit');
    await store.storage.units.setClosed(gov, { at: new Date(0), intoId: null }, eventOf('closed'));
  } finally {
    await store.close();
  }
  expect(await exportFile(undefined, context)).toBe(0);
  expect(complained.join('\n')).toMatch(/已导出：单位 0、站点 0、账号 0、/);
  expect(complained.join('\n')).toMatch(/未导出：已关闭单位名下的账号 2 个、人员 0 人；/);
});
