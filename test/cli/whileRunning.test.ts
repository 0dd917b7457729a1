import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openStore, type OpenStore } from '../../src/app/openStore';
import { createRuntime } from '../../src/app/runtime';
import { audit } from '../../src/cli/audit';
import type { CommandContext } from '../../src/cli/command';
import { exportFile } from '../../src/cli/export';
import { loadConfig } from '../../src/config/config';
import type { UnitId } from '../../src/domain/ids';

let root: string;
let running: OpenStore;
let said: string[];
let complained: string[];
let context: CommandContext;

beforeEach(async () => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'while-running-'));
  [said, complained] = [[], []];
  const environment = { DATA_DIR: path.join(root, 'data'), SANDBOX: 'off', LOG_LEVEL: 'error' };
  context = { environment, say: (line) => said.push(line), complain: (line) => complained.push(line) };
  running = await openStore(loadConfig(environment), { runtime: createRuntime('error'), say: () => undefined });
  const id = 'a'.repeat(24) as UnitId;
  await running.storage.units.upsert({
    id,
    key: 'gov',
    name: '县政府',
    parentId: null,
    path: [id],
    level: 'county',
    sectors: [],
    region: '',
  });
});
afterEach(async () => {
  await running.close();
  fs.rmSync(root, { recursive: true, force: true });
});

const snapshots = (): string[] => fs.readdirSync(path.join(root, 'data')).filter((name) => name.startsWith('snapshot'));

test('export and audit verify work while the store is in use, and leave no copy behind', async () => {
  expect(await exportFile(undefined, context)).toBe(0);
  expect(JSON.parse(said.join('\n'))).toMatchObject({ units: [{ key: 'gov', name: '县政府' }] });
  expect(await audit('verify', context)).toBe(0);
  expect(said.at(-1)).toContain('台账完整');
  expect(complained.join('\n')).toContain('读取此刻的快照');
  expect(snapshots()).toEqual([]);
  expect(await running.storage.units.list(null)).toHaveLength(1);
});

test('what a killed reader left is removed, also where it had the number of this process', async () => {
  fs.mkdirSync(path.join(root, 'data', 'snapshot-999999999', 'store'), { recursive: true });
  expect(await audit('verify', context)).toBe(0);
  expect(snapshots()).toEqual([]);
  fs.mkdirSync(path.join(root, 'data', `snapshot-${process.pid}`, 'store'), { recursive: true });
  expect(await audit('verify', context)).toBe(0);
  expect(snapshots()).toEqual([]);
});
