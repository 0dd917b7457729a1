import { mongo } from 'mongoose';
import type { ByteRows } from './byteRows';

/**
 * Makes rows of the bytes they are stored in, and gives the same row again as long as its bytes are the same: a list
 * that is read over and over costs a comparison of bytes a row instead of some forty values and what is made of them.
 * Nothing can be out of date, because what is compared is what the store returned just now. A row may be given to
 * several readers at once: nobody may change it.
 */
export interface KnownRows<D> {
  of(found: ByteRows): D[];
}

interface Known<D> {
  readonly bytes: Buffer;
  readonly row: D;
}

const TEXT = 0x02;
const INT32_BYTES = 4;
const ID_NAME = Buffer.from('_id\0', 'latin1');

/** Keeps at most `most` rows, those that were read last. One for each list: rows of two projections are not the same. */
export function createKnownRows<D extends object>(most: number): KnownRows<D> {
  let fresh = new Map<string, Known<D>>();
  let older = new Map<string, Known<D>>();
  const keep = (id: string, known: Known<D>): void => {
    if (fresh.size * 2 >= most) {
      older = fresh;
      fresh = new Map();
    }
    fresh.set(id, known);
  };
  return {
    of: ({ bytes, starts }) =>
      starts.map((start) => {
        const end = start + bytes.readInt32LE(start);
        const id = idAt(bytes, start);
        const recent = fresh.get(id);
        const known = recent ?? older.get(id);
        if (known !== undefined && bytes.compare(known.bytes, 0, known.bytes.length, start, end) === 0) {
          if (recent === undefined) keep(id, known);
          return known.row;
        }
        // A copy of its own: a part of the reply would hold all of it in memory.
        const own = Buffer.allocUnsafeSlow(end - start);
        bytes.copy(own, 0, start, end);
        const row = mongo.BSON.deserialize(own) as D;
        if (id !== '') keep(id, { bytes: own, row });
        return row;
      }),
  };
}

/** The `_id` a document begins with, where it is a text; else an empty one, and the row is not kept. */
function idAt(bytes: Buffer, start: number): string {
  const name = start + INT32_BYTES + 1;
  const length = name + ID_NAME.length;
  if (bytes[name - 1] !== TEXT || bytes.compare(ID_NAME, 0, ID_NAME.length, name, length) !== 0) return '';
  const text = length + INT32_BYTES;
  return bytes.toString('latin1', text, text + bytes.readInt32LE(length) - 1);
}
