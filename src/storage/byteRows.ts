/** Documents of one reply, where they stand in its bytes: nothing is made of them. */
export interface ByteRows {
  readonly bytes: Buffer;
  /** Where each document begins. */
  readonly starts: readonly number[];
  /** 0: there is nothing more to be read. */
  readonly cursorId: bigint;
}

const PART = 0x03;
const LIST = 0x04;
const LONG = 0x12;
/** Type, name and its zero byte, length: what an element begins with. */
const INT32_BYTES = 4;
const BATCH = 'firstBatch';

/** Finds the documents of the first batch of a cursor, given as the bytes of `{firstBatch: […], id, ns}`. */
export function readBatch(cursor: Uint8Array): ByteRows {
  const bytes = Buffer.from(cursor.buffer, cursor.byteOffset, cursor.byteLength);
  let starts: readonly number[] | null = null;
  let cursorId = 0n;
  for (let at = INT32_BYTES; at < bytes.length - 1;) {
    const type = bytes[at];
    const nameEnd = bytes.indexOf(0, at + 1);
    const value = nameEnd + 1;
    const name = bytes.toString('latin1', at + 1, nameEnd);
    if (type === LIST && name === BATCH) starts = elements(bytes, value);
    if (type === LONG && name === 'id') cursorId = bytes.readBigInt64LE(value);
    at = value + lengthOf(bytes, value, type);
  }
  if (starts === null) throw new Error('a reply of the store has no batch of documents');
  return { bytes, starts, cursorId };
}

/** Servers write the fields before the batch in any order: `id` is a number of eight bytes, `ns` a text. */
function lengthOf(bytes: Buffer, value: number, type: number | undefined): number {
  if (type === LONG) return 2 * INT32_BYTES;
  if (type === 0x02) return INT32_BYTES + bytes.readInt32LE(value);
  if (type === 0x08) return 1;
  if (type === PART || type === LIST) return bytes.readInt32LE(value);
  throw new Error('a reply of the store holds what a cursor does not');
}

function elements(bytes: Buffer, start: number): readonly number[] {
  const end = start + bytes.readInt32LE(start) - 1;
  const starts: number[] = [];
  for (let at = start + INT32_BYTES; at < end;) {
    if (bytes[at] !== PART) throw new Error('a batch of the store holds what is no document');
    const value = bytes.indexOf(0, at + 1) + 1;
    starts.push(value);
    at = value + bytes.readInt32LE(value);
  }
  return starts;
}
