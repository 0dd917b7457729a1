import { BSON, bytesOf } from './jsonWriter';

/** Where some fields of a document stand in its bytes. */
export interface RowFields {
  /** Looks at the document that begins at `start`; what was known of the one before is gone. */
  look(bytes: Buffer, start: number): void;
  /** Where its value begins; -1: the document does not have it. */
  at(slot: number): number;
  type(slot: number): number;
  /** Whether it is null or not there. */
  isNothing(name: string): boolean;
  isText(name: string, text: string): boolean;
}

interface Seen {
  readonly name: Buffer;
  readonly slot: number;
}

/**
 * `names`: the fields that are looked for; a slot is the place of one in this list. Rows of a collection have their
 * fields in much the same order: what stood n-th in the one before is looked for there first.
 */
export function createRowFields(names: readonly string[]): RowFields {
  const slots = new Map(names.map((name, slot) => [name, slot]));
  const places = new Int32Array(names.length);
  const types = new Uint8Array(names.length);
  const order: Seen[] = [];
  let looked: Buffer = Buffer.alloc(0);
  const seenAt = (bytes: Buffer, at: number, nth: number): Seen => {
    const expected = order[nth];
    if (expected !== undefined && stands(expected.name, bytes, at)) return expected;
    const name = Buffer.from(bytes.subarray(at, bytes.indexOf(0, at) + 1));
    return (order[nth] = { name, slot: slots.get(name.toString('utf8', 0, name.length - 1)) ?? -1 });
  };
  const slotOf = (name: string): number => slots.get(name) ?? -1;
  return {
    look: (bytes, start) => {
      looked = bytes;
      places.fill(-1);
      const end = start + bytes.readInt32LE(start) - 1;
      for (let at = start + 4, nth = 0; at < end; nth += 1) {
        const type = bytes[at] as number;
        const { name, slot } = seenAt(bytes, at + 1, nth);
        const value = at + 1 + name.length;
        if (slot >= 0) {
          places[slot] = value;
          types[slot] = type;
        }
        at = value + bytesOf(bytes, value, type);
      }
    },
    at: (slot) => places[slot] as number,
    type: (slot) => types[slot] as number,
    isNothing: (name) => (places[slotOf(name)] ?? -1) < 0 || types[slotOf(name)] === BSON.null,
    isText: (name, text) => {
      const at = places[slotOf(name)] ?? -1;
      if (at < 0 || types[slotOf(name)] !== BSON.text) return false;
      return looked.toString('utf8', at + 4, at + 3 + looked.readInt32LE(at)) === text;
    },
  };
}

/** Whether the bytes go on with this name, its zero byte included. */
function stands(name: Buffer, bytes: Buffer, at: number): boolean {
  for (let n = 0; n < name.length; n += 1) if (bytes[at + n] !== name[n]) return false;
  return true;
}
