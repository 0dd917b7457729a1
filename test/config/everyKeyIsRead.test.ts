import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { startApp } from '../../src/app/app';
import { createRuntime } from '../../src/app/runtime';
import { loadConfig, type Config } from '../../src/config/config';
import { fileSchema } from '../../src/config/fileSchema';

/** Every setting of the schema as a path; an entry of a list stands as `[]`. */
function settingsOf(schema: unknown, at: string): string[] {
  if (schema instanceof z.ZodExactOptional || schema instanceof z.ZodOptional) return settingsOf(schema.unwrap(), at);
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape as object).flatMap(([key, inner]) =>
      settingsOf(inner, at === '' ? key : `${at}.${key}`),
    );
  if (schema instanceof z.ZodArray && schema.element instanceof z.ZodObject)
    return settingsOf(schema.element, `${at}[]`);
  return [at];
}

/** The value with a record of every path that is read from it. */
function recorded<T>(value: T, at: string, read: Set<string>): T {
  if (typeof value !== 'object' || value === null) return value;
  return new Proxy(value, {
    get(target, key) {
      const inner: unknown = Reflect.get(target, key);
      if (typeof key === 'symbol' || typeof inner === 'function') return inner;
      const place = Array.isArray(target) ? (/^\d+$/.test(key) ? `${at}[]` : at) : at === '' ? key : `${at}.${key}`;
      read.add(place);
      return recorded(inner, place, read);
    },
  }) as T;
}

/** Read by the commands: before anything is wired, or by `migrate`, which wires nothing. */
const READ_BY_COMMANDS: readonly (keyof Config)[] = ['warnings', 'logLevel', 'migrateTo'];

test('every setting, of files and of the environment, is read by what is wired from it', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gov-matrix-settings-'));
  try {
    const config = loadConfig({
      DATA_DIR: folder,
      PORT: '0',
      SANDBOX: 'off',
      SECRET_KEY: 'a key of the office itself',
    });
    const read = new Set<string>();
    const app = await startApp(recorded(config, '', read), {
      role: 'all',
      runtime: createRuntime('error'),
      say: () => undefined,
      ticker: { schedule: () => ({ stop: () => undefined }) },
    });
    await app.stop();
    const settings = [
      ...settingsOf(fileSchema, ''),
      ...Object.keys(config).filter((key) => !(key in fileSchema.shape)),
      ...Object.keys(config.bases).map((key) => `bases.${key}`),
    ].filter((setting) => !READ_BY_COMMANDS.includes(setting as keyof Config));
    expect(settings).toEqual(
      expect.arrayContaining(['cases.watchDays', 'mandateRules[].clause', 'port', 'bases.govcn']),
    );
    expect(settings.filter((setting) => !read.has(setting))).toEqual([]);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

test.each(READ_BY_COMMANDS)('%s is read by the commands', (key) => {
  const folder = path.resolve(__dirname, '../../src/cli');
  const texts = fs.readdirSync(folder).map((file) => fs.readFileSync(path.join(folder, file), 'utf8'));
  expect(texts.some((text) => text.includes(`config.${key}`))).toBe(true);
});
