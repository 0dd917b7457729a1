import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openStore } from '../../src/app/openStore';
import { createRuntime } from '../../src/app/runtime';
import type { CommandContext } from '../../src/cli/command';
import { importFile } from '../../src/cli/import';
import { loadConfig } from '../../src/config/config';

const admin = { username: 'chief', name: '主任', role: 'administrator', unit: null, password: null };
const clerk = { username: 'li.hua', name: '李华', role: 'viewer', unit: null, password: null };

let root: string;
let lines: string[];
let context: CommandContext;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'import-people-'));
  lines = [];
  const environment = { DATA_DIR: path.join(root, 'data'), SANDBOX: 'off', LOG_LEVEL: 'error' };
  context = { environment, say: (line) => lines.push(line), complain: (line) => lines.push(line) };
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

async function imports(
  people: readonly object[],
  options: { disable?: boolean; dryRun?: boolean } = {},
): Promise<number> {
  const file = path.join(root, 'register.json');
  fs.writeFileSync(file, JSON.stringify({ units: [], accounts: [], people }));
  lines.length = 0;
  return importFile(file, options.dryRun === true, { ...context, disableMissingPeople: options.disable === true });
}

async function stored(): Promise<{ readonly people: readonly string[]; readonly ledger: readonly string[] }> {
  const config = loadConfig(context.environment);
  const store = await openStore(config, { runtime: createRuntime('error'), say: () => undefined });
  try {
    return {
      people: (await store.storage.people.list()).map(({ username, disabled }) => `${username} ${disabled}`).sort(),
      ledger: (await store.storage.ledger.after(0, 100)).map(({ to, reason }) => `${to} ${reason}`),
    };
  } finally {
    await store.close();
  }
}

describe('people whom an import no longer lists', () => {
  test('are named and still sign in; asked for, they are disabled, in the ledger; a later list does not let them in', async () => {
    expect(await imports([admin, clerk])).toBe(0);
    expect(await imports([admin])).toBe(0);
    expect(lines.join('\n')).toMatch(/仍可登录：li\.hua；.*--disable-missing-people/);
    expect(await imports([admin], { disable: true, dryRun: true })).toBe(0);
    expect((await stored()).people).toEqual(['chief false', 'li.hua false']);

    expect(await imports([admin], { disable: true })).toBe(0);
    expect(lines.at(-1)).toContain('已停用名单外的登录 1 个');
    const after = await stored();
    expect(after.people).toEqual(['chief false', 'li.hua true']);
    expect(after.ledger).toEqual(['null added', 'null added', 'disabled not-listed']);

    expect(await imports([admin, clerk])).toBe(0);
    expect((await stored()).people).toEqual(['chief false', 'li.hua true']);
  });

  test('are not disabled where nobody would be left in charge, or where the file is about no people', async () => {
    expect(await imports([admin, clerk])).toBe(0);
    expect(await imports([clerk], { disable: true })).toBe(2);
    expect(lines.at(-1)).toContain('全局管理员');
    expect(await imports([], { disable: true })).toBe(2);
    expect(await imports([])).toBe(0);
    expect(lines.join('\n')).not.toContain('仍可登录');
    expect((await stored()).people).toEqual(['chief false', 'li.hua false']);
  });
});
