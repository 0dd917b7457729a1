import { inflateRawSync } from 'node:zlib';
import { sheetFault } from './sheetFault';

const MOST_ENTRIES = 500;

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 65_535;

interface Entry {
  readonly method: number;
  readonly packedBytes: number;
  readonly at: number;
}

/**
 * The parts of a ZIP archive (APPNOTE 6.3.3) by name: stored or deflated ones, unpacked when they are asked for and
 * within `mostUnpackedBytes` for all of them. Throws a refusal that says why the file cannot be read.
 */
export function unzip(bytes: Buffer, mostUnpackedBytes: number): (name: string) => Buffer | null {
  const entries = readDirectory(bytes);
  let left = mostUnpackedBytes;
  return (name) => {
    const entry = entries.get(name);
    if (entry === undefined) return null;
    const part = unpack(bytes, entry, left);
    left -= part.length;
    return part;
  };
}

function readDirectory(bytes: Buffer): ReadonlyMap<string, Entry> {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) throw sheetFault('too-large');
  const entries = new Map<string, Entry>();
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY_SIGNATURE) throw sheetFault('damaged');
    if ((bytes.readUInt16LE(at + 8) & 1) === 1) throw sheetFault('old-format');
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    entries.set(name, {
      method: bytes.readUInt16LE(at + 10),
      packedBytes: bytes.readUInt32LE(at + 20),
      at: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

function endOf(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - END_LENGTH - LONGEST_COMMENT);
  for (let at = bytes.length - END_LENGTH; at >= first; at -= 1)
    if (bytes.readUInt32LE(at) === END_SIGNATURE) return at;
  throw sheetFault('damaged');
}

function unpack(bytes: Buffer, { method, packedBytes, at }: Entry, most: number): Buffer {
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL_SIGNATURE) throw sheetFault('damaged');
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const packed = bytes.subarray(from, from + packedBytes);
  if (packed.length < packedBytes) throw sheetFault('damaged');
  if (method === 0) {
    if (packed.length > most) throw sheetFault('too-large');
    return packed;
  }
  if (method !== 8) throw sheetFault('damaged');
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    throw sheetFault((error as { readonly code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'damaged');
  }
}
