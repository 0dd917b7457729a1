import { createCipheriv, createHash, randomBytes } from 'node:crypto';

/** Padding fills up to blocks of 32 bytes, twice the cipher's own: pads of 1 to 32 bytes occur. */
const BLOCK_BYTES = 32;

/** sha1 over the parts in dictionary order, as every callback of the platform is signed. */
export function signCallback(...parts: readonly string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex');
}

/** 16 random bytes, length, text and appid under AES-256-CBC; the key's first 16 bytes are the IV. */
export function encryptMessage(
  text: string,
  about: { readonly encodingAesKey: string; readonly appId: string },
): string {
  const key = Buffer.from(`${about.encodingAesKey}=`, 'base64');
  const message = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  const plain = Buffer.concat([randomBytes(16), length, message, Buffer.from(about.appId, 'utf8')]);
  const pad = BLOCK_BYTES - (plain.length % BLOCK_BYTES);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])), cipher.final()]).toString(
    'base64',
  );
}
