import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { alertText } from '../../src/stream-client/example/alertText';
import { keepPosition, readPosition } from '../../src/stream-client/example/keptFiles';
import type { StreamAlert } from '../../src/api/events';
import { until } from '../http/listener';
import { tokenOf, UNIT_A } from '../http/officePeople';
import { serve, type Served } from '../http/serve';

const WATCH = path.join(__dirname, '../../src/stream-client/example/watch.ts');
let folder = '';
let server: Served;
let child: ChildProcess | null = null;
beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'watch-'));
  fs.writeFileSync(path.join(folder, 'token'), `${tokenOf('administrator')}\n`);
  server = await serve();
});
afterEach(async () => {
  if (child?.exitCode === null && child.signalCode === null) {
    const gone = new Promise((resolve) => child?.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }
  child = null;
  await server.close();
  fs.rmSync(folder, { recursive: true });
});

interface Watching {
  readonly lines: () => string[];
  readonly errors: () => string;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | string | null>;
}

function watch(...args: string[]): Watching {
  const started = spawn(process.execPath, ['--require', require.resolve('tsx/cjs'), WATCH, ...args]);
  child = started;
  let [out, errors] = ['', ''];
  started.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  started.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return {
    lines: () => out.split('\n').filter((line) => line !== ''),
    errors: () => errors,
    ended: new Promise((resolve) => started.once('close', (code, signal) => resolve(code ?? signal))),
  };
}
const where = (): string[] => ['--url', server.url, '--token-file', path.join(folder, 'token')];
const position = (): string => path.join(folder, 'position.json');
const numbered = ({ lines }: Watching): (string | undefined)[] => lines().map((line) => line.split('  ')[0]);

test('prints each change, goes on after a kill where it was, and says at the end that nothing was missed', async () => {
  keepPosition(position(), { seq: 0, history: 'history-1' });
  for (let count = 0; count < 3; count += 1) server.office.addAlert(UNIT_A);
  const first = watch(...where(), '--position', position());
  await until('three', () => readPosition(position())?.seq === 3);
  child?.kill('SIGKILL');
  expect(await first.ended).toBe('SIGKILL');
  expect(numbered(first)).toEqual(['#1', '#2', '#3']);
  server.office.addAlert(UNIT_A);
  const second = watch(...where(), '--position', position());
  await until('the fourth', () => readPosition(position())?.seq === 4);
  child?.kill('SIGTERM');
  expect(await second.ended).toBe(0);
  expect(second.lines()).toEqual(['#4  2026-11-20 10:00:00  待处理  紧急  不发声  甲县发布  未见更新 14 天']);
  expect(second.errors()).toContain('序号 3 之后至 4 无遗漏，共 1 条');
});

test.each([
  ['an address that is none', ['--url', 'office', '--token-file', 'token'], '用法'],
  ['an unknown option', ['--uri', 'http://127.0.0.1'], 'uri'],
])('%s is refused with the usage', async (_name, args, said) => {
  const watching = watch(...args);
  expect(await watching.ended).toBe(2);
  expect(watching.errors()).toContain(said);
});

test('a token that does not hold is said, with its code', async () => {
  fs.writeFileSync(path.join(folder, 'token'), 'nobody');
  const watching = watch(...where());
  expect(await watching.ended).toBe(2);
  expect(watching.errors()).toContain('not-signed-in');
});

test('a store that was replaced is followed from where it was found, also after a kill before its first change', async () => {
  keepPosition(position(), { seq: 7, history: 'history-0' });
  server.office.addAlert(UNIT_A);
  const first = watch(...where(), '--position', position());
  await until('the new history', () => readPosition(position())?.history === 'history-1');
  child?.kill('SIGKILL');
  await first.ended;
  expect(first.errors()).toContain('序号 7 不再有效');
  expect(readPosition(position())).toEqual({ seq: 1, history: 'history-1' });
  server.office.addAlert(UNIT_A);
  const second = watch(...where(), '--position', position());
  await until('what came meanwhile', () => readPosition(position())?.seq === 2);
  expect(numbered(second)).toEqual(['#2']);
});

test('where it begins is kept before anything happens', async () => {
  server.office.addAlert(UNIT_A);
  watch(...where(), '--position', position());
  await until('the beginning', () => readPosition(position()) !== null);
  expect(readPosition(position())).toEqual({ seq: 1, history: 'history-1' });
});

test.each([
  ['missing', null],
  ['empty', ' \n'],
])('a token file that is %s is named, with what to do', async (_how, content) => {
  const file = path.join(folder, 'token');
  if (content === null) fs.rmSync(file);
  else fs.writeFileSync(file, content);
  const watching = watch(...where());
  expect(await watching.ended).toBe(2);
  expect(watching.errors()).toContain(`令牌文件 ${file}`);
  expect(watching.errors()).toMatch(/存入/);
  expect(watching.errors()).not.toContain('连接');
});

test.each(['{"seq":"4"}', '{"seq": 4', '', '{"seq":-1,"history":"h"}', 'null'])(
  'a position file that holds %j is named, with what to do, and not taken for "from now on"',
  async (content) => {
    fs.writeFileSync(position(), content);
    const watching = watch(...where(), '--position', position());
    expect(await watching.ended).toBe(2);
    expect(watching.errors()).toContain(`进度文件 ${position()}`);
    expect(watching.errors()).toContain('remove the file to follow from now on');
    expect(fs.readFileSync(position(), 'utf8')).toBe(content);
  },
);

test('a position that cannot be kept is said, naming the file', async () => {
  const file = path.join(folder, 'no-such-folder', 'position.json');
  const watching = watch(...where(), '--position', file);
  expect(await watching.ended).toBe(2);
  expect(watching.errors()).toContain(`写不了进度文件 ${file}`);
  expect(readPosition(path.join(folder, 'none'))).toBeNull();
});

test('a name from outside sends nothing to the terminal but itself', () => {
  const named = { ...server.office.addAlert(UNIT_A), v: 2, coversFrom: 1 } as StreamAlert;
  const text = alertText({ ...named, subject: { label: '甲\u001b[2J\n县' } });
  expect(text).toContain('甲 [2J 县');
  expect(text).not.toMatch(/\p{Cc}/u);
});
