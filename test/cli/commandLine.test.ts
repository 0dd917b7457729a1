import { COMMANDS } from '../../src/cli/commandTable';
import { VERSION } from '../../src/app/version';
import { buildCommandLine, runCommand } from './runCommand';

beforeAll(buildCommandLine);

/** Parts of the system that only a running one needs. */
const HEAVY = ['mongoose', 'express', 'socket.io', 'lmdb', 'axios', 'pino', 'prom-client', 'cheerio', 'node-cron'];
const SERVER = ['services', 'storage', 'http', 'connectors', 'scheduler'];

function heavyOf(loaded: readonly string[]): string[] {
  return [
    ...HEAVY.filter((name) => loaded.some((file) => file.includes(`node_modules/${name}/`))),
    ...SERVER.filter((folder) => loaded.some((file) => file.startsWith(`dist/${folder}/`))),
  ];
}

describe('a command loads what it needs', () => {
  test.each([
    ['due', ['due', '2026-09-18'], '到期 2026-09-21T00:00:00+08:00'],
    ['check-config', ['check-config'], '配置有效'],
    ['--help', ['--help'], 'gov-matrix start'],
    ['version', ['version'], VERSION],
  ])('%s, and neither store nor server', (_name, argv, shown) => {
    const { code, out, loaded } = runCommand(argv);
    expect([code, out]).toEqual([0, expect.stringContaining(shown)]);
    expect(loaded).toContain('dist/cli/commandTable.js');
    expect(heavyOf(loaded)).toEqual([]);
  });

  test('help does not even load what reads the configuration', () => {
    const { loaded } = runCommand(['help']);
    expect(loaded.filter((file) => file.includes('node_modules/zod/') || file.startsWith('dist/config/'))).toEqual([]);
  });

  test('start loads the whole system, so that this measure sees what it must see', () => {
    const { code, err, loaded } = runCommand(['start', '--role', 'nobody']);
    expect([code, err]).toEqual([2, expect.stringContaining('应为 all、web 或 worker')]);
    expect(heavyOf(loaded)).toEqual(expect.arrayContaining(['mongoose', 'express', 'pino', 'services', 'storage']));
  });
});

describe('the command line', () => {
  test('lists every command in Chinese and in English', () => {
    const { out } = runCommand([]);
    for (const { zh, en } of COMMANDS) {
      for (const [form, effect] of [zh, en]) expect(out).toMatch(lineOf(form, effect));
    }
  });

  test.each([
    ['--version alone', ['--version'], 0, VERSION, ''],
    ['an unknown command, naming the likely one', ['chek-config'], 2, '', '是否想用 check-config'],
    ['an unknown option', ['due', '--limt', '1wd'], 2, '', 'gov-matrix due <instant>'],
    ['due without a time', ['due'], 2, '', '用法：gov-matrix due'],
    ['due with a limit of no known form', ['due', '2026-09-18', '--limit', '3d'], 2, '', '应为 1wd'],
    ['audit without its word', ['audit'], 2, '', '用法：gov-matrix audit verify'],
    ['import without a file', ['import'], 2, '', '用法：gov-matrix import'],
  ])('understands %s', (_name, argv, code, out, err) => {
    const ran = runCommand(argv);
    expect(ran.code).toBe(code);
    expect(ran.out).toContain(out);
    expect(ran.err).toContain(err);
  });

  test('refuses a log level nobody knows, by its place', () => {
    const { code, err } = runCommand(['check-config'], { LOG_LEVEL: 'loud' });
    expect([code, err]).toEqual([2, expect.stringContaining('错误 config.env-log-level  LOG_LEVEL')]);
  });
});

function lineOf(form: string, effect: string): RegExp {
  const escaped = [form, effect].map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`gov-matrix ${escaped.join(' +')}\\n`);
}
