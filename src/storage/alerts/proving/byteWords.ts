/**
 * Bytes that are compared and copied four at a time: a loop over single ones takes a hundred thousand entries of the ledger
 * three times as long. What is read or written beyond an end lies within the buffer, or there is a `RangeError`.
 */
export interface Words {
  readonly words: Int32Array;
  readonly length: number;
  /** Which bits of the last word are meant. */
  readonly lastMask: number;
}

const WORD = 4;
const QUOTE = 0x22;
/** By the number of bytes that are meant. */
const MASKS = [0, 0xff, 0xff_ff, 0xff_ff_ff, -1] as const;
const BLANKS = 0x20202020;
const ONES = 0x01010101;
const HIGH_BITS = 0x80808080 | 0;
const QUOTES = 0x22222222;
const BACKSLASHES = 0x5c5c5c5c;

export function wordsOf(bytes: Uint8Array): Words {
  const padded = Buffer.alloc(Math.ceil(bytes.length / WORD) * WORD);
  padded.set(bytes);
  const words = Int32Array.from({ length: padded.length / WORD }, (_, n) => padded.readInt32LE(n * WORD));
  return { words, length: bytes.length, lastMask: MASKS[((bytes.length + WORD - 1) % WORD) + 1] as number };
}

export function stands({ words, lastMask }: Words, source: DataView, start: number): boolean {
  const last = words.length - 1;
  for (let n = 0; n < last; n += 1) if (source.getInt32(start + n * WORD, true) !== words[n]) return false;
  return (source.getInt32(start + last * WORD, true) & lastMask) === words[last];
}

/** Returns the place behind; up to three bytes behind it are overwritten. So do those below. */
export function putWords(out: DataView, at: number, { words, length }: Words): number {
  for (let n = 0; n < words.length; n += 1) out.setInt32(at + n * WORD, words[n] as number, true);
  return at + length;
}

/**
 * Copies a text between quotes, as JSON writes it; -1 where it holds a byte that JSON writes otherwise. Its four bytes
 * at a time are looked at by what borrows from their high bits: those below a blank, a quote, a backslash.
 */
export function putPlainText(out: DataView, at: number, ...[source, from, end]: [DataView, number, number]): number {
  out.setUint8(at, QUOTE);
  let to = at + 1;
  for (let n = from; n < end; n += WORD) {
    const left = end - n;
    const mask = left < WORD ? (MASKS[left] as number) : -1;
    const word = (source.getInt32(n, true) & mask) | (BLANKS & ~mask);
    const quotes = word ^ QUOTES;
    const backslashes = word ^ BACKSLASHES;
    const low = ((word - BLANKS) & ~word) | ((quotes - ONES) & ~quotes) | ((backslashes - ONES) & ~backslashes);
    if ((low & HIGH_BITS) !== 0) return -1;
    out.setInt32(to, word, true);
    to += WORD;
  }
  to = at + 1 + (end - from);
  out.setUint8(to, QUOTE);
  return to + 1;
}

export function viewOf({ buffer, byteOffset, byteLength }: Buffer): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
