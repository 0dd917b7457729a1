import { spawnSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

/** Runs the files of `untidy/` in a jest of their own, and tells what it said. */
function runUntidy(): string {
  const { stderr } = spawnSync(
    process.execPath,
    [
      require.resolve('jest/bin/jest'),
      '--runInBand',
      '--forceExit',
      '--cacheDirectory=node_modules/.cache/jest-untidy',
      '--testMatch=**/test/runner/untidy/*.ts',
      '--testEnvironmentOptions={"settleMs":300}',
    ],
    { cwd: ROOT, encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '0' } },
  );
  return stderr;
}

test('a file fails that leaves a file, a server or a process behind, and only such a file', () => {
  const said = runUntidy();
  const passed = [...said.matchAll(/^PASS (\S+)/gm)].map(([, file]) => path.basename(file ?? ''));
  const failed = [...said.matchAll(/^FAIL (\S+)/gm)].map(([, file]) => path.basename(file ?? ''));
  expect(passed).toEqual(['leavesNothing.ts']);
  expect([...new Set(failed)].sort()).toEqual(['leavesFile.ts', 'leavesProcess.ts', 'leavesServer.ts']);
  expect(said).toMatch(/temporary files: forgotten\.txt/);
  expect(said).toMatch(/server on .*127\.0\.0\.1/);
  if (process.platform === 'linux') expect(said).toMatch(/process \d+: .*setTimeout/);
});
