import { CommandError } from '../commandError';
import { invalid, unsupportedType } from './invalidBson';

/** Which fields of a document are kept (`include`) or left out (`exclude`): whole, or in part by a tree of their own. */
export interface FieldTree {
  readonly mode: 'include' | 'exclude';
  readonly fields: ReadonlyMap<string, true | FieldTree>;
}

/** A tree as it is looked up while bytes are read: by a number made of a name's bytes, which are compared then. */
interface Names {
  /** What is done with a field that is not named. */
  readonly keepsOthers: boolean;
  readonly named: ReadonlyMap<number, readonly Named[]>;
}
interface Named {
  readonly name: Buffer;
  readonly part: Names | null;
}

/** A function that copies the documents it is given without what is left out, and decodes nothing. */
export type KeepFields = (bytes: Uint8Array) => Uint8Array | null;

/**
 * Makes the function for a tree. It returns null where a part of a field is named and the field holds an array, in
 * whose documents it would have to be looked for. Throws InvalidBSON for bytes that are no document.
 */
export function compileKeepFields(tree: FieldTree): KeepFields {
  const names = namesOf(tree);
  const slab = new Slab();
  return (bytes) => {
    const cutter = new Cutter(asBuffer(bytes), slab.room(bytes.length));
    if (!cutter.cut(names)) return null;
    if (!cutter.atEnd()) throw invalid('bytes follow the document');
    const kept = cutter.kept();
    slab.take(kept.length);
    return kept;
  };
}

function namesOf({ mode, fields }: FieldTree): Names {
  const named = new Map<number, Named[]>();
  for (const [text, entry] of fields) {
    const name = Buffer.from(text, 'utf8');
    const number = numberOf(name);
    named.set(number, [...(named.get(number) ?? []), { name, part: entry === true ? null : namesOf(entry) }]);
  }
  return { keepsOthers: mode === 'exclude', named };
}

function numberOf(name: Uint8Array): number {
  return name.reduce((hash, byte) => (hash * 31 + byte) | 0, 0);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const maxDepth = 180;
/** So few bytes are copied sooner one by one: copying makes an object of those it copies. */
const mostByHand = 64;
const leastSlabBytes = 4 * 1024;
const mostSlabBytes = 64 * 1024;

/** Room for the documents of one read, which are sent together: one allocation for many of them. */
class Slab {
  private bytes = Buffer.allocUnsafeSlow(0);
  private used = 0;

  /** Room for `length` bytes; what is not taken is given out again. */
  room(length: number): Buffer {
    if (this.used + length > this.bytes.length) {
      const size = Math.min(Math.max(leastSlabBytes, this.bytes.length * 2), mostSlabBytes);
      this.bytes = Buffer.allocUnsafeSlow(Math.max(size, length));
      this.used = 0;
    }
    return this.bytes.subarray(this.used, this.used + length);
  }

  take(length: number): void {
    this.used += length;
  }
}

/** Walks over one document and copies what is kept, neighbours together. */
class Cutter {
  private at = 0;
  private depth = 0;
  private length = 0;
  /** Where the bytes begin that are to be copied next; they end where something is left out. */
  private from = 0;

  constructor(
    private readonly buffer: Buffer,
    private readonly room: Buffer,
  ) {}

  atEnd(): boolean {
    return this.at === this.buffer.length;
  }

  kept(): Uint8Array {
    return this.room.subarray(0, this.length);
  }

  /** False where an array is in the way. */
  cut({ keepsOthers, named }: Names): boolean {
    const { buffer } = this;
    const start = this.at;
    const size = buffer.readInt32LE(start);
    const end = start + size - 1;
    if (size < 5 || end >= buffer.length || buffer[end] !== 0) throw invalid('a document has a wrong length');
    if (++this.depth > maxDepth)
      throw new CommandError('Overflow', `the document is nested deeper than ${maxDepth} levels`);
    // Where its length stands among what is copied: it is known at the end.
    const lengthAt = this.length + start - this.from;
    this.at = start + 4;
    while (this.at < end) {
      const field = this.at;
      const type = buffer[field] as number;
      const found = this.name(named);
      if (found !== null && found.part !== null && type === 0x04) return false;
      if (found !== null && found.part !== null && type === 0x03) {
        if (!this.cut(found.part)) return false;
        continue;
      }
      this.skip(type);
      const isKept = found === null || found.part !== null ? keepsOthers : !keepsOthers;
      if (!isKept) {
        this.flush(field);
        this.from = this.at;
      }
    }
    if (this.at > end) throw invalid('a value runs past the end of its document');
    this.at = end + 1;
    this.depth -= 1;
    this.flush(this.at);
    this.from = this.at;
    this.room.writeInt32LE(this.length - lengthAt, lengthAt);
    return true;
  }

  /** Copies what is kept and ends before `end`. */
  private flush(end: number): void {
    const { buffer, room, from } = this;
    let { length } = this;
    if (end - from > mostByHand) length += buffer.copy(room, length, from, end);
    else for (let at = from; at < end; at++) room[length++] = buffer[at] as number;
    this.length = length;
    this.from = end;
  }

  /** Passes over the type and name of a field; returns what is said of it. */
  private name(named: Names['named']): Named | null {
    const { buffer } = this;
    const start = this.at + 1;
    let hash = 0;
    let end = start;
    for (let byte = buffer[end]; byte !== 0; byte = buffer[++end]) {
      if (byte === undefined) throw invalid('a name does not end');
      hash = (hash * 31 + byte) | 0;
    }
    this.at = end + 1;
    const likely = named.get(hash);
    if (likely === undefined) return null;
    // Without a function or an object for each field: they would be most of what a read leaves behind.
    for (const one of likely) if (one.name.length === end - start && isAt(one.name, buffer, start)) return one;
    return null;
  }

  private pass(length: number): void {
    this.at += length;
    if (length < 0 || this.at > this.buffer.length) throw invalid('a value runs past the end of the message');
  }

  private ofLength(more: number): void {
    if (this.at + 4 > this.buffer.length) throw invalid('a value runs past the end of the message');
    this.pass(this.buffer.readInt32LE(this.at) + more);
  }

  private skip(type: number): void {
    switch (type) {
      case 0x01:
      case 0x09:
      case 0x11:
      case 0x12:
        return this.pass(8);
      case 0x02:
        return this.ofLength(4);
      case 0x03:
      case 0x04:
        return this.ofLength(0);
      case 0x05:
        return this.ofLength(5);
      case 0x06:
      case 0x0a:
      case 0xff:
      case 0x7f:
        return undefined;
      case 0x07:
        return this.pass(12);
      case 0x08:
        return this.pass(1);
      case 0x0b:
        this.passText();
        return this.passText();
      case 0x10:
        return this.pass(4);
      default:
        throw unsupportedType(type);
    }
  }

  private passText(): void {
    const end = this.buffer.indexOf(0, this.at);
    if (end < 0) throw invalid('a name does not end');
    this.at = end + 1;
  }
}

function isAt(name: Buffer, buffer: Buffer, start: number): boolean {
  for (let i = 0; i < name.length; i++) if (name[i] !== buffer[start + i]) return false;
  return true;
}
