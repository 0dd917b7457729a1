import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { importFile } from '../../src/cli/import';

test('a field nobody knows is refused by its place, with the one probably meant', async () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'sectors-'));
  const file = path.join(root, 'register.json');
  const complained: string[] = [];
  const unit = { key: 'edu', name: '教育局', parent: null, level: 'department', sectors: ['eduction'] };
  fs.writeFileSync(file, JSON.stringify({ units: [unit], accounts: [] }));
  const code = await importFile(file, true, {
    environment: { DATA_DIR: path.join(root, 'data'), SANDBOX: 'off', LOG_LEVEL: 'error' },
    say: () => undefined,
    complain: (line) => {
      complained.push(line);
    },
  });
  fs.rmSync(root, { recursive: true });
  expect(code).toBe(2);
  expect(complained.join('\n')).toContain('"education"');
});
