import { isUtf8 } from 'node:buffer';
import type { JsonShape } from '../ports/rowJson';
import type { ByteRows } from './byteRows';
import { BSON, createJsonWriter, MOST_BYTES_A_BYTE, type JsonWriter } from './jsonWriter';
import { createRowFields, type RowFields } from './rowFields';

/**
 * Turns rows into JSON by the bytes they are stored in, without making objects of them. What is written is what
 * `JSON.stringify` makes of the same fields.
 */
export interface JsonOfRows {
  /** One for each row; null: it holds what has to be looked at as an object. */
  of(found: ByteRows): readonly (Buffer | null)[];
}

/** Rows that more is known of than their fields say one by one. */
export interface Exceptions {
  /** What has to be looked at to tell. */
  readonly by: readonly string[];
  readonly isOne: (row: Pick<RowFields, 'isNothing' | 'isText'>) => boolean;
}

interface Part {
  /** What stands before the value: comma, name, colon. */
  readonly before: Buffer;
  readonly parts: Parts | null;
  readonly isLater: boolean;
}
interface Parts {
  readonly fields: RowFields;
  readonly each: readonly Part[];
}

/** Names, commas and what is null beside what the row's own bytes become. */
const BYTES_BESIDE = 1_024;
const CLOSE = Buffer.from('}');
const NULL = Buffer.from('null');

export function createJsonOfRows(shape: JsonShape, exceptions: Exceptions): JsonOfRows {
  const parts = partsOf(shape, exceptions.by);
  return {
    of: ({ bytes, starts }) => {
      const writer = createJsonWriter(bytes.length + BYTES_BESIDE);
      const places = starts.map((start) => {
        const from = writer.at;
        writer.reserve(MOST_BYTES_A_BYTE * bytes.readInt32LE(start) + BYTES_BESIDE);
        parts.fields.look(bytes, start);
        const isWhole = !exceptions.isOne(parts.fields) && write(writer, bytes, parts);
        // A client drops a connection that brings it text which is none.
        if (!isWhole || !isUtf8(writer.part(from, writer.at))) writer.at = from;
        return { from, to: writer.at };
      });
      return places.map(({ from, to }) => (from === to ? null : writer.part(from, to)));
    },
  };
}

function partsOf(shape: JsonShape, others: readonly string[]): Parts {
  return {
    fields: createRowFields([...shape.map(({ from }) => from), ...others.filter((name) => !isIn(shape, name))]),
    each: shape.map(({ name, parts, isLater = false }, n) => ({
      before: Buffer.from(`${n === 0 ? '{' : ','}${JSON.stringify(name)}:`),
      parts: parts === undefined ? null : partsOf(parts, []),
      isLater,
    })),
  };
}

function isIn(shape: JsonShape, name: string): boolean {
  return shape.some(({ from }) => from === name);
}

/** Writes the document that was looked at last. */
function write(writer: JsonWriter, bytes: Buffer, { fields, each }: Parts): boolean {
  for (let slot = 0; slot < each.length; slot += 1) {
    const { before, parts, isLater } = each[slot] as Part;
    const at = fields.at(slot);
    if (at < 0 && !isLater) return false;
    writer.raw(before);
    if (at < 0) writer.raw(NULL);
    else if (parts === null || fields.type(slot) === BSON.null) {
      if (!writer.value(bytes, at, fields.type(slot))) return false;
    } else {
      if (fields.type(slot) !== BSON.document) return false;
      parts.fields.look(bytes, at);
      if (!write(writer, bytes, parts)) return false;
    }
  }
  writer.raw(CLOSE);
  return true;
}
