import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { RETENTION_BOUNDS } from '../../src/domain/retention/retentionRules';
import { loadConfig } from '../../src/config/config';
import { ENVIRONMENT } from '../../src/config/environment';
import { ConfigError, type ConfigProblem } from '../../src/config/problems';

const root = path.resolve(__dirname, '../..');
let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gov-matrix-config-'));
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

function overlay(sections: object | string): string {
  const file = path.join(folder, 'office.json');
  fs.writeFileSync(file, typeof sections === 'string' ? sections : JSON.stringify(sections));
  return file;
}

function problemsOf(environment: Record<string, string>): readonly ConfigProblem[] {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

const defaults = JSON.parse(fs.readFileSync(path.join(root, 'config/default.json'), 'utf8')) as Record<
  string,
  Record<string, unknown>
>;

describe('loadConfig', () => {
  test('refuses copies that are looked at for longer than they are to be looked at', () => {
    const watched = (days: number, endAfterDays: number) =>
      problemsOf({ CONFIG_FILE: overlay({ ownPosts: { watch: { days, thenEveryDays: 7, endAfterDays } } }) });
    expect(watched(30, 30)).toEqual([]);
    expect(
      watched(31, 30)
        .map(({ message }) => message)
        .join(),
    ).toContain('endAfterDays');
  });

  test('reads the shipped defaults without any variable set', () => {
    const config = loadConfig({});
    expect(config.port).toBe(3000);
    expect(config.host).toBe('127.0.0.1');
    expect(config.mongodbUri).toBeNull();
    expect(config.sandbox).toBe('auto');
    expect(config.rulePacks.length).toBeGreaterThan(0);
  });

  test('names an unknown key and the one that was probably meant', () => {
    const file = overlay({ publishing: { ...defaults['publishing'], concurency: 3 } });
    const [problem] = problemsOf({ CONFIG_FILE: file }).filter((found) => found.id === 'config.unknown-key');
    expect(problem?.path).toBe('publishing.concurency');
    expect(problem?.message).toContain('did you mean "concurrency"');
  });

  test('names an unknown section at the top level', () => {
    const file = overlay({ mandateRule: [] });
    expect(problemsOf({ CONFIG_FILE: file })).toEqual([
      expect.objectContaining({
        id: 'config.unknown-key',
        path: 'mandateRule',
        message: expect.stringContaining('"mandateRules"'),
      }),
    ]);
  });

  test('reports every problem at once, each with its place', () => {
    const file = overlay({ cases: { rectificationWorkingDays: 0, watchDays: 'many' } });
    const places = problemsOf({ CONFIG_FILE: file, PORT: '70000', SANDBOX: 'maybe' }).map((problem) => problem.path);
    expect(places).toEqual(
      expect.arrayContaining(['PORT', 'SANDBOX', 'cases.rectificationWorkingDays', 'cases.watchDays']),
    );
  });

  test.each(Object.entries(RETENTION_BOUNDS))(
    'keeps %s no shorter than the law or the product bears, naming the clause',
    (setting, { leastDays, clause }) => {
      const { retention } = loadConfig({});
      const withDays = (days: number): string => overlay({ retention: { ...retention, [setting]: days } });
      expect(problemsOf({ CONFIG_FILE: withDays(leastDays) })).toEqual([]);
      expect(problemsOf({ CONFIG_FILE: withDays(leastDays - 1) })).toEqual([
        expect.objectContaining({ path: `retention.${setting}`, message: expect.stringContaining(clause) as string }),
      ]);
    },
  );

  test('refuses a file that is not JSON, saying so', () => {
    expect(problemsOf({ CONFIG_FILE: overlay('{ "office": ') })).toEqual([
      expect.objectContaining({ id: 'config.file-unreadable' }),
    ]);
  });

  test('refuses a file that does not exist', () => {
    expect(problemsOf({ CONFIG_FILE: path.join(folder, 'absent.json') })).toEqual([
      expect.objectContaining({ id: 'config.file-unreadable' }),
    ]);
  });

  test('reads a secret from its _FILE twin, without the line end', () => {
    const file = path.join(folder, 'key');
    fs.writeFileSync(file, 'a-key-of-enough-length\n');
    expect(loadConfig({ SECRET_KEY_FILE: file }).secretKey).toBe('a-key-of-enough-length');
  });

  test('refuses a secret given twice', () => {
    const file = path.join(folder, 'key');
    fs.writeFileSync(file, 'a-key-of-enough-length');
    expect(problemsOf({ SECRET_KEY: 'another-key-of-length', SECRET_KEY_FILE: file })).toEqual([
      expect.objectContaining({ id: 'config.env-twice', path: 'SECRET_KEY' }),
    ]);
  });

  test.each([
    ['15 characters', 'x'.repeat(15), false],
    ['16 characters', 'x'.repeat(16), true],
  ])('takes a SECRET_KEY of at least 16 characters (%s)', (_name, key, accepted) => {
    expect(problemsOf({ SECRET_KEY: key }).length === 0).toBe(accepted);
  });

  test('never repeats a secret in an error', () => {
    const secret = 'shortsecret';
    expect(JSON.stringify(problemsOf({ SECRET_KEY: secret, BOOTSTRAP_TOKEN: secret }))).not.toContain(secret);
  });

  test('is listed completely in .env.example', () => {
    const example = fs.readFileSync(path.join(root, '.env.example'), 'utf8');
    const listed = [...example.matchAll(/^#?([A-Z_]+)=/gm)].map((match) => match[1]);
    expect([...listed].sort()).toEqual([...ENVIRONMENT].sort());
  });
});
