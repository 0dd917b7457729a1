import { createCipheriv, createDecipheriv, randomBytes, scrypt, scryptSync, timingSafeEqual } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** Seals stored credentials with AES-256-GCM. A sealed text names its format, so that keys and methods can change later. */
export interface Cipher { seal(text: string): string; open(sealed: string): string }

const FORMAT = 'v1';

export function createCipher(secretKey: string): Cipher {
  const key = scryptSync(secretKey, 'gov-matrix credentials', 32);
  return {
    seal(text) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [FORMAT, iv.toString('base64url'), cipher.getAuthTag().toString('base64url'), body.toString('base64url')].join('.');
    },
    open(sealed) {
      const [format, iv, tag, body] = sealed.split('.');
      if (format !== FORMAT || iv === undefined || tag === undefined || body === undefined) throw new Error('a stored credential is not in a format this version knows');
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'));
      decipher.setAuthTag(Buffer.from(tag, 'base64url'));
      try {
        return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8');
      } catch {
        throw new Error('a stored credential cannot be opened: SECRET_KEY is not the key it was sealed with');
      }
    },
  };
}

/** The key of this data folder when `SECRET_KEY` is not set: made at the first start, readable by the owner only. */
export function readOrCreateKey(dataDir: string): string {
  const file = path.join(dataDir, 'secret.key');
  try {
    return fs.readFileSync(file, 'utf8').trim();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
  }
  const key = randomBytes(32).toString('base64url');
  fs.writeFileSync(file, `${key}\n`, { mode: 0o600, flag: 'wx' });
  return key;
}

/** Passwords as `scrypt$N$salt$hash`. N = 2^15 costs about 60 ms and 32 MB here: enough against guessing, bearable at sign-in. */
export const passwords = {
  async hash(password: string): Promise<string> {
    const salt = randomBytes(16);
    const hash = await derive(password, salt, COST);
    return ['scrypt', String(COST), salt.toString('base64url'), hash.toString('base64url')].join('$');
  },
  async verify(password: string, stored: string): Promise<boolean> {
    const [method, cost, salt, hash] = stored.split('$');
    if (method !== 'scrypt' || cost === undefined || salt === undefined || hash === undefined) return false;
    const expected = Buffer.from(hash, 'base64url');
    const actual = await derive(password, Buffer.from(salt, 'base64url'), Number(cost));
    return expected.length === actual.length && timingSafeEqual(expected, actual);
  },
};

const COST = 2 ** 15;

function derive(password: string, salt: Buffer, cost: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, 32, { N: cost, r: 8, p: 1, maxmem: 128 * cost * 8 * 2 }, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}
