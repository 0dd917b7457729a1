import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openStore, type OpenStore } from '../../src/app/openStore';
import { createRuntime } from '../../src/app/runtime';
import { backup } from '../../src/cli/backup';
import type { CommandContext } from '../../src/cli/command';
import { exportFile } from '../../src/cli/export';
import { importFile } from '../../src/cli/import';
import { readImportFile } from '../../src/cli/readImportFile';
import { restore } from '../../src/cli/restore';
import { loadConfig } from '../../src/config/config';
import { messageOf } from '../storage/notify/notifySamples';

const REGISTER = {
  units: [
    { key: 'gov', name: '县政府', parent: null, level: 'county', sectors: [], region: '' },
    { key: 'edu', name: '教育局', parent: 'gov', level: 'department', sectors: ['education'], region: '330106' },
  ],
  accounts: [
    {
      unit: 'edu',
      platform: 'weibo',
      externalId: '5001234567',
      name: '某县教育',
      homeUrl: 'https://weibo.com/u/5001234567',
      region: '某县',
      openedOn: '2020-03-01',
      settings: { safeDomain: 'edu.example.gov.cn' },
      credential: { accessToken: 'SECRET-TOKEN' },
    },
    {
      unit: 'gov',
      platform: 'portal',
      externalId: 'https://www.example.gov.cn/zwgk/',
      name: '政务公开',
      homeUrl: 'https://www.example.gov.cn/zwgk/',
      columnClass: 'notices',
      settings: { kind: 'rss' },
    },
  ],
  people: [{ username: 'li.hua', name: '李华', role: 'operator', unit: 'gov', password: 'a long password' }],
};

describe('backup, restore and export', () => {
  let root: string;
  let said: string[];
  let complained: string[];
  let environment: Record<string, string>;
  let context: CommandContext;

  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'backup-'));
    [said, complained] = [[], []];
    environment = { DATA_DIR: path.join(root, 'data'), SANDBOX: 'off', LOG_LEVEL: 'error' };
    context = {
      environment,
      say: (line) => {
        said.push(line);
      },
      complain: (line) => {
        complained.push(line);
      },
    };
  });
  afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

  const openDirectly = (): Promise<OpenStore> =>
    openStore(loadConfig(environment), { runtime: createRuntime('error'), say: context.say });

  async function importRegister(): Promise<void> {
    const file = path.join(root, 'register.json');
    fs.writeFileSync(file, JSON.stringify(REGISTER));
    expect(await importFile(file, false, context)).toBe(0);
  }

  async function exported(into: string): Promise<typeof REGISTER> {
    const file = path.join(root, into);
    expect(await exportFile(file, context)).toBe(0);
    return JSON.parse(fs.readFileSync(file, 'utf8')) as typeof REGISTER;
  }

  test('a backup taken while the store runs brings back the register, and credentials open with the same key', async () => {
    environment['SECRET_KEY'] = 'a key of the office, long enough';
    await importRegister();
    const before = await exported('before.json');
    const running = await openDirectly();
    const history = await running.storage.alerts.history();
    const message = messageOf();
    await running.storage.messages.insert(message);
    await running.storage.desks.ring(message.desk, message.createdAt);
    expect(await backup(path.join(root, 'copy'), context)).toBe(0);
    await running.close();
    fs.rmSync(path.join(root, 'data'), { recursive: true });

    expect(await restore(path.join(root, 'copy'), context)).toBe(0);
    expect(await exported('after.json')).toEqual(before);
    const store = await openDirectly();
    const { items } = await store.storage.accounts.list({ platform: 'weibo' }, { limit: 10, cursor: null }, null);
    expect(await store.storage.accounts.credential(items[0]?.account.id as never)).toEqual({
      accessToken: 'SECRET-TOKEN',
    });
    // Numbers of alerts given out after the backup mean nothing here, and the same ones are given out anew.
    const restored = await store.storage.alerts.history();
    expect(restored).not.toBe(history);
    // What was about to be sent then may have been sent since.
    expect(await store.storage.messages.byId(message.id)).toMatchObject({ state: 'unclear', reason: 'restored' });
    await store.close();
    const again = await openDirectly();
    expect(await again.storage.alerts.history()).toBe(restored);
    await again.close();
  });

  test('an export can be imported again and carries no secret', async () => {
    await importRegister();
    const register = await exported('register-out.json');
    expect(JSON.stringify(register)).not.toMatch(/SECRET-TOKEN|a long password|scrypt/);
    expect(readImportFile(JSON.stringify(register))).toHaveProperty('file');
    expect(register.units).toEqual(REGISTER.units);
    expect(register.accounts.map(({ externalId, unit, openedOn }) => ({ externalId, unit, openedOn }))).toEqual(
      expect.arrayContaining([{ externalId: '5001234567', unit: 'edu', openedOn: '2020-03-01' }]),
    );
    expect(register.people).toEqual(
      expect.arrayContaining([{ username: 'li.hua', name: '李华', role: 'operator', unit: 'gov' }]),
    );
  });

  test('a damaged backup is refused and the data stay as they were', async () => {
    await importRegister();
    expect(await backup(path.join(root, 'copy'), context)).toBe(0);
    const file = path.join(root, 'copy', 'store', 'store.lmdb');
    const bytes = fs.readFileSync(file);
    bytes.writeUInt8((bytes.readUInt8(bytes.length >> 1) + 1) % 256, bytes.length >> 1);
    fs.writeFileSync(file, bytes);
    expect(await restore(path.join(root, 'copy'), context)).toBe(1);
    expect(complained.join('\n')).toContain('damaged');
    expect((await exported('still-there.json')).accounts).toHaveLength(2);
  });

  test('a store that runs is not restored into', async () => {
    await importRegister();
    expect(await backup(path.join(root, 'copy'), context)).toBe(0);
    const running = await openDirectly();
    await expect(restore(path.join(root, 'copy'), context)).rejects.toThrow('already in use');
    await running.close();
  });

  test.each([
    ['without a folder', undefined, {}, 2, '用法'],
    ['into a folder that holds something', '.', {}, 2, '不是空的'],
    ['with MongoDB configured', 'copy', { MONGODB_URI: 'mongodb://127.0.0.1:1/x' }, 2, 'mongodump'],
    ['where no store is', 'copy', {}, 1, 'no store'],
  ])('a backup %s is refused in a sentence', async (_case, target, more, code, sentence) => {
    fs.writeFileSync(path.join(root, 'something'), '');
    Object.assign(environment, more);
    expect(await backup(target === undefined ? undefined : path.join(root, target), context)).toBe(code);
    expect(complained.join('\n')).toContain(sentence);
  });

  test('an export does not overwrite a file', async () => {
    const file = path.join(root, 'kept.json');
    fs.writeFileSync(file, 'mine');
    expect(await exportFile(file, context)).toBe(2);
    expect(fs.readFileSync(file, 'utf8')).toBe('mine');
  });
});
