import {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
  scrypt,
  scryptSync,
  timingSafeEqual,
} from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/**
 * Seals stored credentials with AES-256-GCM. A sealed text names its format and its key, so that both can change later.
 */
export interface Cipher {
  seal(text: string): string;
  /** Throws when it was sealed with a key that is not at hand, or was changed since. */
  open(sealed: string): string;
  /** Names the key `seal` uses; tells nothing about it. */
  readonly keyId: string;
}

const FORMAT = 'v2';
/** Sealed by versions that knew one key only and did not name it. */
const UNNAMED_FORMAT = 'v1';

interface Key {
  readonly id: string;
  readonly bytes: Buffer;
}

/**
 * Seals with `secretKey`; opens also what was sealed with one of `previousKeys`, so that a key can be changed while the
 * system runs and everything be sealed anew afterwards.
 */
export function createCipher(secretKey: string, previousKeys: readonly string[] = []): Cipher {
  const current = deriveKey(secretKey);
  const keys = [current, ...previousKeys.filter((key) => key !== secretKey).map(deriveKey)];
  return {
    keyId: current.id,
    seal(text) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', current.bytes, iv);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [
        FORMAT,
        current.id,
        iv.toString('base64url'),
        cipher.getAuthTag().toString('base64url'),
        body.toString('base64url'),
      ].join('.');
    },
    open(sealed) {
      const [format, ...parts] = sealed.split('.');
      const keyId = format === UNNAMED_FORMAT ? null : (parts[0] ?? '');
      const sealedParts = format === UNNAMED_FORMAT ? parts : parts.slice(1);
      if ((format !== FORMAT && format !== UNNAMED_FORMAT) || sealedParts.length !== 3)
        throw new Error('a stored credential is not in a format this version knows');
      const candidates = keyId === null ? keys : keys.filter(({ id }) => id === keyId);
      const opened = candidates.map((key) => tryOpen(key, sealedParts)).find((text) => text !== null);
      if (opened === undefined || opened === null)
        throw new Error(
          'a stored credential cannot be opened: neither SECRET_KEY nor SECRET_KEY_PREVIOUS is the key it was sealed with',
        );
      return opened;
    },
  };
}

function deriveKey(secretKey: string): Key {
  const bytes = scryptSync(secretKey, 'gov-matrix credentials', 32);
  // A name made from the derived key by another one-way step: eight digits of it help nobody to guess the key.
  return { bytes, id: createHash('sha256').update('key id').update(bytes).digest('hex').slice(0, 8) };
}

function tryOpen({ bytes }: Key, [iv = '', tag = '', body = '']: readonly string[]): string | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', bytes, Buffer.from(iv, 'base64url'), { authTagLength: 16 });
    decipher.setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

/**
 * The keys of an installation: the one in force and those it replaced. A key that was generated in the data folder
 * before `SECRET_KEY` was set counts as replaced.
 */
export function keysOf({
  secretKey,
  secretKeyPrevious,
  dataDir,
}: {
  readonly secretKey: string | null;
  readonly secretKeyPrevious: string | null;
  readonly dataDir: string;
}): { readonly current: string; readonly previous: readonly string[] } {
  const given = secretKeyPrevious === null ? [] : [secretKeyPrevious];
  if (secretKey === null) return { current: readOrCreateKey(dataDir), previous: given };
  const generated = readKey(dataDir);
  return { current: secretKey, previous: generated === null ? given : [...given, generated] };
}

function readKey(dataDir: string): string | null {
  try {
    return fs.readFileSync(path.join(dataDir, 'secret.key'), 'utf8').trim();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    return null;
  }
}

/**
 * The key of this data folder when `SECRET_KEY` is not set: made at the first start, readable by the owner only. Processes
 * that start side by side get the same one: whoever is second takes what the first has made, whole.
 */
export function readOrCreateKey(dataDir: string): string {
  const known = readKey(dataDir);
  if (known !== null) return known;
  const key = randomBytes(32).toString('base64url');
  const unfinished = path.join(dataDir, `secret.key.${randomBytes(6).toString('hex')}`);
  fs.writeFileSync(unfinished, `${key}\n`, { mode: 0o600, flag: 'wx' });
  try {
    fs.linkSync(unfinished, path.join(dataDir, 'secret.key'));
    return key;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    return readKey(dataDir) ?? readOrCreateKey(dataDir);
  } finally {
    fs.rmSync(unfinished);
  }
}

/**
 * Passwords as `scrypt$N$salt$hash`. N = 2^15 costs about 60 ms and 32 MB here: enough against guessing, bearable at
 * sign-in.
 */
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
    scrypt(password.normalize('NFKC'), salt, 32, { N: cost, r: 8, p: 1, maxmem: 128 * cost * 8 * 2 }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
