import { spawn } from 'node:child_process';
import path from 'node:path';
import { findIndexFaults } from './checkIndexes';
import { newFolder } from './folders';
import { discard, openTestEngine } from './testEngine';

describe('a full disk', () => {
  test.each([
    ['', 'write'],
    [' while others read', 'read'],
  ])(
    'is reported as such%s; what was acknowledged is there, and writing goes on when there is room',
    async (_, how) => {
      if (process.platform === 'win32') return;
      const dir = newFolder();
      const limitKb = 3_000;
      const child = spawn('bash', [
        '-c',
        `ulimit -f ${limitKb}; exec "$0" "$@"`,
        process.execPath,
        '--require',
        require.resolve('tsx/cjs'),
        path.join(__dirname, 'fillUntilFull.ts'),
        dir,
        how,
      ]);
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
      child.stderr.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
      await new Promise((resolve) => {
        child.once('close', resolve);
      });
      const report = JSON.parse(output.split('\n').find((line) => line.startsWith('{')) ?? '{}') as {
        acknowledged: number;
        code: number;
        message: string;
      };
      // What the process said stands beside it: a report that is missing tells nothing.
      expect({ ...report, output }).toMatchObject({ code: 14031 });
      expect(output).not.toMatch(/[Uu]nhandled/);
      expect(report.message).toMatch(/disk is full/);
      expect(report.acknowledged).toBeGreaterThan(100);
      const store = openTestEngine({ dataDir: dir });
      expect(await store.run({ count: 'c', query: {} })).toMatchObject({ n: report.acknowledged });
      expect(findIndexFaults(store.engine)).toEqual([]);
      expect(await store.run({ insert: 'c', documents: [{ _id: 'after' }] })).toMatchObject({ n: 1 });
      await discard(store);
    },
  );
});
