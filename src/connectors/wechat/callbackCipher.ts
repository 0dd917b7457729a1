import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';

/** The platform pads to blocks of 32 bytes, not of 16 as the cipher has them. */
const PAD_BLOCK = 32;
const RANDOM_BYTES = 16;
const LENGTH_BYTES = 4;

/** SHA-1 over the parts in order of their text, as the platform signs callbacks. */
export function signCallback(parts: readonly string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex');
}

/** Compares without telling by its time how far two signatures agree. */
export function isSameSignature(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one.toLowerCase()), Buffer.from(other.toLowerCase())];
  return a.length === b.length && timingSafeEqual(a, b);
}

export interface OpenedCallback {
  readonly xml: string;
  readonly applicationId: string;
}

/**
 * Opens an encrypted callback: AES-256-CBC, initial vector from the key, and inside 16 random bytes, the length of the
 * text (four bytes, big-endian), the text, and the id of the application it is meant for. Null where any of that does
 * not hold. developers.weixin.qq.com, 消息加解密说明
 */
export function openCallback(encrypted: string, encodingKey: string): OpenedCallback | null {
  const key = Buffer.from(`${encodingKey}=`, 'base64');
  if (!/^[A-Za-z0-9+/]{43}$/.test(encodingKey) || key.length !== 32) return null;
  const plain = decrypt(Buffer.from(encrypted, 'base64'), key);
  if (plain === null || plain.length < RANDOM_BYTES + LENGTH_BYTES) return null;
  const length = plain.readUInt32BE(RANDOM_BYTES);
  const start = RANDOM_BYTES + LENGTH_BYTES;
  if (start + length > plain.length) return null;
  return { xml: plain.toString('utf8', start, start + length), applicationId: plain.toString('utf8', start + length) };
}

function decrypt(bytes: Buffer, key: Buffer): Buffer | null {
  if (bytes.length === 0 || bytes.length % 16 !== 0) return null;
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()]);
  const pad = padded.at(-1) ?? 0;
  const isPadded =
    pad >= 1 &&
    pad <= PAD_BLOCK &&
    pad <= padded.length &&
    padded.subarray(padded.length - pad).every((byte) => byte === pad);
  return isPadded ? padded.subarray(0, padded.length - pad) : null;
}
