import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openStore } from '../../src/app/openStore';
import { loadConfig } from '../../src/config/config';
import type { CredentialId } from '../../src/domain/ids';
import { rotateKey } from '../../src/cli/rotateKey';
import { createRuntime } from '../../src/app/runtime';
import { eventOf } from '../storage/samples';

const runtime = createRuntime('error');
let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gov-matrix-rotate-'));
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

const ID = 'c'.repeat(24) as CredentialId;
const withStore = async <T>(
  environment: Record<string, string>,
  use: (storage: Awaited<ReturnType<typeof openStore>>['storage']) => Promise<T>,
): Promise<T> => {
  const store = await openStore(loadConfig({ DATA_DIR: folder, ...environment }), { runtime, say: () => undefined });
  try {
    return await use(store.storage);
  } finally {
    await store.close();
  }
};
const rotate = async (environment: Record<string, string>): Promise<[number, string[], string[]]> => {
  const [said, complained]: [string[], string[]] = [[], []];
  const code = await rotateKey({
    environment: { DATA_DIR: folder, LOG_LEVEL: 'error', ...environment },
    say: (line) => said.push(line),
    complain: (line) => complained.push(line),
  });
  return [code, said, complained];
};

test("the key generated at the first start is replaced by one of one's own, which then opens everything alone", async () => {
  await withStore({}, (storage) =>
    storage.credentials.save(
      {
        id: ID,
        platform: 'weibo',
        kind: 'weibo-application',
        accountId: null,
        applicationId: 'app',
        label: '应用',
        unitId: null,
        unitPath: [],
        secrets: { appSecret: 'very-secret' },
        state: 'untested',
        expiresAt: null,
        grantedBy: { personId: null, name: 'x' },
        grantedAt: runtime.clock.now(),
        nextCheckAt: null,
      },
      null,
      eventOf('credential'),
    ),
  );
  expect((await rotate({}))[0]).toBe(2);
  const own = { SECRET_KEY: 'a key of the office itself' };
  const [code, said] = await rotate(own);
  expect([code, said.some((line) => line.includes('1 条'))]).toEqual([0, true]);
  fs.rmSync(path.join(folder, 'secret.key'));
  expect(await withStore(own, (storage) => storage.credentials.secrets(ID))).toEqual({ appSecret: 'very-secret' });

  const [failed, , complained] = await rotate({
    SECRET_KEY: 'yet another key of it',
    SECRET_KEY_PREVIOUS: 'not the former key',
  });
  expect([failed, complained.join(' ').includes('very-secret')]).toEqual([1, false]);
  expect(await withStore(own, (storage) => storage.credentials.secrets(ID))).toEqual({ appSecret: 'very-secret' });
});
