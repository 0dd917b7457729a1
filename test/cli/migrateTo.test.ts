import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { migrate } from '../../src/cli/migrate';

/** No address of these names a database, so that none is ever called. */
const NOWHERE = 'mongodb://mongo-1:27017/';
const WITH_PASSWORD = 'mongodb://mover:Pa55word@mongo-1:27017/';
let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gov-matrix-migrate-to-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

async function run(typed: string | undefined, more: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const told: string[] = [];
  const environment = { DATA_DIR: path.join(folder, 'data'), LOG_LEVEL: 'error', ...more };
  const tell = (line: string): number => told.push(line);
  expect(await migrate(typed, { environment, say: tell, complain: tell })).toBe(2);
  expect(told.join('\n')).not.toMatch(/Pa55word|mongo-1/);
  return told;
}

test('the address may stand in the environment, or in a file that it names', async () => {
  const file = path.join(folder, 'address');
  fs.writeFileSync(file, `${WITH_PASSWORD}\n`);
  for (const more of [{ MIGRATE_TO: WITH_PASSWORD }, { MIGRATE_TO_FILE: file }] as const)
    expect(await run(undefined, more)).toEqual([expect.stringContaining('name the database')]);
  expect(await run(undefined)).toEqual([expect.not.stringContaining('name the database')]);
});

test('whoever types a password is told who can read it, and what to do; of any other address nothing is said', async () => {
  const [warning, problem] = await run(WITH_PASSWORD);
  expect(warning).toContain('MIGRATE_TO_FILE');
  expect(warning).toContain('visible in the list of processes');
  expect(problem).toContain('name the database');
  for (const plain of [NOWHERE, 'mongodb://mover@mongo-1:27017/']) expect(await run(plain)).toHaveLength(1);
});

test('an address here and another there is refused', async () => {
  expect(await run(NOWHERE, { MIGRATE_TO: NOWHERE })).toEqual([expect.stringContaining('not both')]);
});
