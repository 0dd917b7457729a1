import * as byteWords from './byteWords';
import type { Words } from './byteWords';

/** The name of a field in stored bytes. */
export interface KnownName {
  readonly text: string;
  /** With the zero byte that ends it. */
  readonly bytes: Words;
  /** The name as JSON writes it before a value. */
  readonly lead: Words;
  /** Letters, digits and signs that sort and are written alike in bytes and in JSON. */
  readonly isPlain: boolean;
  /** Among the fields that were given; -1: it is none of them. */
  readonly place: number;
  /** Names in the order of their texts have rising ranks, which change as more are met; -1: it is not remembered. */
  readonly rank: number;
}

type RankedName = KnownName & { rank: number };
interface Named {
  readonly name: RankedName;
  /** The one that came after it last time: entries of one kind have their fields in one order. */
  next: Named | null;
}

/** So many different names are remembered; ledgers have some sixty. */
const MOST_NAMES = 4_096;

/** Reads the name that begins at a place, to its zero byte; makes a text of each different one only once. */
export function createNames(places: ReadonlyMap<string, number>): (source: DataView, start: number) => KnownName {
  const { stands, wordsOf } = byteWords;
  const known = new Map<number, Named>();
  let before: Pick<Named, 'next'> = { next: null };
  const lookUp = (source: DataView, start: number): Named => {
    let hash = 0;
    let end = start;
    // Throws `RangeError` where the name does not end.
    for (let byte = source.getUint8(end); byte !== 0; byte = source.getUint8(end)) {
      hash = (hash * 31 + byte) | 0;
      end += 1;
    }
    let found = known.get(hash);
    while (found !== undefined && !stands(found.name.bytes, source, start)) {
      hash = (hash + 1) | 0;
      found = known.get(hash);
    }
    if (found !== undefined) return found;
    const bytes = Buffer.from(source.buffer, source.byteOffset + start, end - start);
    const text = bytes.toString('utf8');
    const name = {
      text,
      bytes: wordsOf(Buffer.concat([bytes, Buffer.alloc(1)])),
      lead: wordsOf(Buffer.from(`${JSON.stringify(text)}:`)),
      isPlain: /^[\w-]+$/.test(text),
      place: places.get(text) ?? -1,
      rank: -1,
    };
    const named: Named = { name, next: null };
    if (known.size >= MOST_NAMES) return named;
    known.set(hash, named);
    rank([...known.values()]);
    return named;
  };
  return (source, start) => {
    const guess = before.next;
    const named = guess !== null && stands(guess.name.bytes, source, start) ? guess : lookUp(source, start);
    before.next = named;
    before = named;
    return named.name;
  };
}

function rank(all: Named[]): void {
  all.sort(({ name: { text: one } }, { name: { text: other } }) => (one < other ? -1 : 1));
  all.forEach(({ name }, place) => {
    name.rank = place;
  });
}
