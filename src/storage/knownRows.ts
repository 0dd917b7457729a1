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
  /** How many rows had been read when its place was noted. */
  readAt: number;
}

const TEXT = 0x02;
const INT32_BYTES = 4;
const ID_NAME = Buffer.from('_id\0', 'latin1');

/**
 * Keeps at most `most` rows: when there are more, a quarter goes, those that were read longest ago. As long as there are no more, whoever goes through
 * a list over and over finds all of it. One for each list: rows of two projections
 * are not the same.
 */
export function createKnownRows<D extends object>(most: number): KnownRows<D> {
  /** In the order in which their places were noted. */
  const rows = new Map<string, Known<D>>();
  const quarter = most / 4;
  let reads = 0;
  const keep = (id: string, known: Known<D>): void => {
    rows.delete(id);
    rows.set(id, known);
    if (rows.size <= most) return;
    for (const oldest of rows.keys()) {
      if (rows.size <= most - quarter) break;
      rows.delete(oldest);
    }
  };
  return {
    of: ({ bytes, starts }) =>
      starts.map((start) => {
        reads += 1;
        const end = start + bytes.readInt32LE(start);
        const id = idAt(bytes, start);
        const known = rows.get(id);
        if (known !== undefined && bytes.compare(known.bytes, 0, known.bytes.length, start, end) === 0) {
          // Not each time: a place in the order costs more than the comparison.
          if (reads - known.readAt >= quarter) {
            known.readAt = reads;
            keep(id, known);
          }
          return known.row;
        }
        // A copy of its own: a part of the reply would hold all of it in memory.
        const own = Buffer.allocUnsafeSlow(end - start);
        bytes.copy(own, 0, start, end);
        const row = mongo.BSON.deserialize(own) as D;
        if (id !== '') keep(id, { bytes: own, row, readAt: reads });
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
