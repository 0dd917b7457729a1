/** The name of a field in stored bytes. */
export interface KnownName {
  readonly text: string;
  readonly bytes: Uint8Array;
  /** The name as JSON writes it before a value. */
  readonly lead: Uint8Array;
  /** Letters, digits and signs that sort and are written alike in bytes and in JSON. */
  readonly isPlain: boolean;
  /** Among the fields that were given; -1: it is none of them. */
  readonly place: number;
}

interface Node {
  readonly name: KnownName | null;
  /** The one that came after it last time: entries of one kind have their fields in one order. */
  next: (Node & { readonly name: KnownName }) | null;
}

/** So many different names are remembered; ledgers have some sixty. */
const MOST_NAMES = 4_096;

/** Reads the name that begins at a place, to its zero byte; makes a text of each different one only once. */
export function createNames(places: ReadonlyMap<string, number>): (source: Uint8Array, start: number) => KnownName {
  const known = new Map<number, Node & { readonly name: KnownName }>();
  let before: Node = { name: null, next: null };
  const lookUp = (source: Uint8Array, start: number): Node & { readonly name: KnownName } => {
    let hash = 0;
    let end = start;
    for (let byte = source[end]; byte !== 0; byte = source[end]) {
      if (byte === undefined) throw new RangeError('a name does not end');
      hash = (hash * 31 + byte) | 0;
      end += 1;
    }
    const found = known.get(hash);
    if (found !== undefined && stands(found.name.bytes, source, start)) return found;
    const bytes = Uint8Array.from(source.subarray(start, end));
    const text = Buffer.from(bytes).toString('utf8');
    const lead = Buffer.from(`${JSON.stringify(text)}:`);
    const isPlain = /^[\w-]+$/.test(text);
    const node = { name: { text, bytes, lead, isPlain, place: places.get(text) ?? -1 }, next: null };
    if (known.size < MOST_NAMES) known.set(hash, node);
    return node;
  };
  return (source, start) => {
    const guess = before.next;
    const node = guess !== null && stands(guess.name.bytes, source, start) ? guess : lookUp(source, start);
    before.next = node;
    before = node;
    return node.name;
  };
}

/** Whether these bytes stand there, with the zero byte that ends a name. */
function stands(bytes: Uint8Array, source: Uint8Array, start: number): boolean {
  const { length } = bytes;
  for (let n = 0; n < length; n += 1) if (bytes[n] !== source[start + n]) return false;
  return source[start + length] === 0;
}
