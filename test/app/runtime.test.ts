import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const SCRIPT = `
const { log } = require('${path.join(root, 'src/app/runtime.ts')}').createRuntime(process.env.LEVEL);
log.info('look.done', { accountId: 'a1' });
log.warn('look.slow', {});
log.error('look.failed', new Error('GET https://api.example/x?access_token=SECRET&count=2'), {});
`;

/** The log goes to a file descriptor of the process: only a process of its own shows what is written. */
function linesAt(level: string): Record<string, string>[] {
  const { stdout, stderr } = spawnSync(process.execPath, ['--require', require.resolve('tsx/cjs'), '--eval', SCRIPT], {
    cwd: root,
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, LEVEL: level },
  });
  expect(stdout).toBe('');
  return stderr
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string>);
}

test.each([
  ['debug', ['look.done', 'look.slow', 'look.failed']],
  ['info', ['look.done', 'look.slow', 'look.failed']],
  ['warn', ['look.slow', 'look.failed']],
  ['error', ['look.failed']],
])('at level %s the log holds what is at least as grave', (level, events) => {
  expect(linesAt(level).map(({ event }) => event)).toEqual(events);
});

test('an error is logged with its stack and without the secrets of its address', () => {
  const [line] = linesAt('error');
  expect(line?.['error']).toContain('access_token=…&count=2');
  expect(line?.['error']).toContain('at ');
  expect(JSON.stringify(line)).not.toContain('SECRET');
});
