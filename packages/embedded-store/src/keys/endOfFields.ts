import { typeRank } from '../bson/valueOrder';

/** Bytes behind the rank of values whose length their type alone tells. */
const payloadBytes: Readonly<Record<number, number>> = {
  [typeRank.null]: 0,
  [typeRank.objectId]: 12,
  [typeRank.boolean]: 1,
  [typeRank.date]: 8,
};
const numberBytes = 8;

/**
 * Where the first values of an index key end, and which of them are null or missing, which have one key. Null where a
 * value is of a kind whose end is not worth finding.
 */
export function endOfFields(
  key: Buffer,
  directions: readonly number[],
  fields: number,
): { readonly end: number; readonly nulls: readonly number[] } | null {
  const nulls: number[] = [];
  let at = 0;
  for (let field = 0; field < fields; field += 1) {
    const flip = directions[field] === -1 ? 0xff : 0;
    const rank = (key[at] ?? 0) ^ flip;
    at += 1;
    if (rank === typeRank.null) nulls.push(field);
    const payload = payloadBytes[rank];
    if (payload !== undefined) at += payload;
    else if (rank === typeRank.string) at = endOfText(key, at, flip);
    else if (rank === typeRank.number && isPlain(key, at, flip)) at += numberBytes;
    else return null;
    if (at > key.length) return null;
  }
  return { end: at, nulls };
}

/** Texts end in 00 00; a zero byte in one is 00 FF. */
function endOfText(key: Buffer, from: number, flip: number): number {
  let at = from;
  while (at < key.length) {
    if (((key[at] ?? 0) ^ flip) !== 0) at += 1;
    else if (((key[at + 1] ?? 0) ^ flip) === 0) return at + 2;
    else at += 2;
  }
  return Infinity;
}

/** Whole numbers beyond the safe ones are written longer. Their doubles begin with a large exponent. */
function isPlain(key: Buffer, at: number, flip: number): boolean {
  const first = (key[at] ?? 0) ^ flip;
  const isPositive = (first & 0x80) !== 0;
  const exponent = isPositive ? first & 0x7f : ~first & 0x7f;
  return exponent < 0x43;
}
