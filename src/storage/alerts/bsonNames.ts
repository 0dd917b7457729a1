/** The name of a field in stored bytes. */
export interface KnownName {
  readonly text: string;
  readonly bytes: Uint8Array;
  /** The name as JSON writes it before a value. */
  readonly lead: Uint8Array;
  /** Letters, digits and signs that sort and are written alike in bytes and in JSON. */
  readonly isPlain: boolean;
}

/** So many different names are remembered; ledgers have some sixty. */
const MOST_NAMES = 4_096;

/** Reads the name that begins at a place, to its zero byte; makes a text of each different one only once. */
export function createNames(): (source: Uint8Array, start: number) => KnownName {
  const known = new Map<number, KnownName>();
  return (source, start) => {
    let hash = 0;
    let end = start;
    for (let byte = source[end]; byte !== 0; byte = source[end]) {
      if (byte === undefined) throw new RangeError('a name does not end');
      hash = (hash * 31 + byte) | 0;
      end += 1;
    }
    const found = known.get(hash);
    if (found !== undefined && isSame(found.bytes, { source, start, end })) return found;
    const bytes = Uint8Array.from(source.subarray(start, end));
    const text = Buffer.from(bytes).toString('utf8');
    const name = { text, bytes, lead: Buffer.from(`${JSON.stringify(text)}:`), isPlain: /^[\w-]+$/.test(text) };
    if (known.size < MOST_NAMES) known.set(hash, name);
    return name;
  };
}

function isSame(
  bytes: Uint8Array,
  { source, start, end }: { readonly source: Uint8Array; readonly start: number; readonly end: number },
): boolean {
  if (bytes.length !== end - start) return false;
  for (let n = 0; n < bytes.length; n += 1) if (bytes[n] !== source[start + n]) return false;
  return true;
}
