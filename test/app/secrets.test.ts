import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createCipher, keysOf, passwords, readOrCreateKey } from '../../src/app/secrets';

describe('createCipher', () => {
  const cipher = createCipher('the key of this office');

  test('gives back what it sealed', () => {
    expect(cipher.open(cipher.seal('{"appSecret":"密"}'))).toBe('{"appSecret":"密"}');
  });

  test('never seals the same text twice alike', () => {
    expect(cipher.seal('same')).not.toBe(cipher.seal('same'));
  });

  test('refuses a text sealed with another key and does not show it', () => {
    const sealed = createCipher('the key of another office').seal('secret');
    expect(() => cipher.open(sealed)).toThrow(/SECRET_KEY/);
  });

  test('refuses a sealed text in which one character was changed', () => {
    const sealed = cipher.seal('a longer secret text');
    const last = sealed.at(-1) === 'A' ? 'B' : 'A';
    const middle = Math.floor(sealed.length / 2);
    const changed =
      sealed.slice(0, middle) + (sealed[middle] === 'A' ? 'B' : 'A') + sealed.slice(middle + 1, -1) + last;
    expect(() => cipher.open(changed)).toThrow();
  });
});

describe('changing the key', () => {
  const before = createCipher('the key of last year');
  const sealed = before.seal('{"token":"t"}');

  test('what was sealed with the former key opens while that is named, and is sealed under the new one', () => {
    const now = createCipher('the key of this year', ['the key of last year']);
    expect(now.open(sealed)).toBe('{"token":"t"}');
    expect(now.keyId).not.toBe(before.keyId);
    expect(now.seal('x').split('.')[1]).toBe(now.keyId);
    expect(() => createCipher('the key of this year').open(sealed)).toThrow(/SECRET_KEY_PREVIOUS/);
  });

  test('texts of the format that named no key still open', () => {
    const [, , ...parts] = sealed.split('.');
    expect(createCipher('the key of this year', ['the key of last year']).open(['v1', ...parts].join('.'))).toBe(
      '{"token":"t"}',
    );
    expect(() => before.open('v3.a.b.c.d')).toThrow(/format/);
    expect(() => before.open('v2.a.b')).toThrow(/format/);
  });

  test('the key generated in the data folder counts as the former one once SECRET_KEY is set', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gov-matrix-key-'));
    try {
      expect(keysOf({ secretKey: 'given', secretKeyPrevious: 'former', dataDir: folder })).toEqual({
        current: 'given',
        previous: ['former'],
      });
      const generated = readOrCreateKey(folder);
      expect(keysOf({ secretKey: null, secretKeyPrevious: null, dataDir: folder })).toEqual({
        current: generated,
        previous: [],
      });
      expect(keysOf({ secretKey: 'given', secretKeyPrevious: null, dataDir: folder })).toEqual({
        current: 'given',
        previous: [generated],
      });
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('passwords', () => {
  test('verify the right password and refuse a wrong one', async () => {
    const stored = await passwords.hash('正确的口令 1');
    expect(await passwords.verify('正确的口令 1', stored)).toBe(true);
    expect(await passwords.verify('正确的口令 2', stored)).toBe(false);
    expect(stored).not.toContain('正确');
  });

  test('refuse a stored value of an unknown method', async () => {
    expect(await passwords.verify('x', 'md5$1$a$b')).toBe(false);
    expect(await passwords.verify('x', '')).toBe(false);
  });
});

describe('readOrCreateKey', () => {
  test('is the same for all who make it at the same moment, and leaves nothing unfinished', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'key-'));
    try {
      const script = `const { readOrCreateKey } = require(${JSON.stringify(path.resolve(__dirname, '../../src/app/secrets.ts'))});
        process.stdout.write(readOrCreateKey(${JSON.stringify(folder)}));`;
      const run = promisify(execFile);
      const keys = await Promise.all(
        Array.from(
          { length: 4 },
          async () => (await run(process.execPath, ['--require', require.resolve('tsx/cjs'), '--eval', script])).stdout,
        ),
      );
      expect(new Set(keys).size).toBe(1);
      expect(fs.readdirSync(folder)).toEqual(['secret.key']);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  test('makes a key once, readable by the owner only, and reads the same one afterwards', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gov-matrix-key-'));
    try {
      const key = readOrCreateKey(folder);
      expect(key.length).toBeGreaterThanOrEqual(40);
      expect(readOrCreateKey(folder)).toBe(key);
      expect(fs.statSync(path.join(folder, 'secret.key')).mode & 0o077).toBe(0);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
});
