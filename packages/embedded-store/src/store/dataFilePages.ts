import fs from 'node:fs';

/**
 * The pages of an LMDB data file in the layout of its data version 2, 64 bits, little-endian, as far as a look at their
 * structure needs (liblmdb/mdb.c: MDB_meta, MDB_db, MDB_page_header, MDB_node, MDB_ovpage).
 */

/** A B-tree of the file. */
export interface Tree {
  /** Null for an empty tree. */
  readonly root: number | null;
  readonly depth: number;
  readonly entries: number;
}

/** One of the two header pages: what a transaction left. */
export interface Meta {
  readonly pageSize: number;
  readonly transaction: bigint;
  readonly free: Tree;
  readonly main: Tree;
}

const magic = 0xbeefc0de;
const dataVersion = 2;
const pageHeaderBytes = 24;
const metaBytes = 200;
const smallestPage = 512;
const largestPage = 65_536;
const noPage = 0xffff_ffff_ffff_ffffn;

/**
 * The header at an offset: `cut` when the file ends before it does, `foreign` when the file is not LMDB's, `unknown` when it is in a layout this does not know.
 */
export function readMeta(file: number, offset: number): Meta | 'cut' | 'foreign' | 'unknown' {
  const bytes = Buffer.alloc(metaBytes);
  const isWhole = fs.readSync(file, bytes, 0, metaBytes, offset) === metaBytes;
  if (!isWhole) return 'cut';
  if (bytes.readUInt32LE(24) !== magic) return bytes.includes(magicBytes) ? 'unknown' : 'foreign';
  const pageSize = bytes.readUInt32LE(48);
  const isPageSize = pageSize >= smallestPage && pageSize <= largestPage && (pageSize & (pageSize - 1)) === 0;
  if (bytes.readUInt32LE(28) !== dataVersion || !isPageSize) return 'unknown';
  return {
    pageSize,
    transaction: bytes.readBigUInt64LE(152),
    free: treeAt(bytes, 48),
    main: treeAt(bytes, 96),
  };
}

const magicBytes = Buffer.from([0xde, 0xc0, 0xef, 0xbe]);

function treeAt(bytes: Buffer, at: number): Tree {
  const root = bytes.readBigUInt64LE(at + 40);
  return {
    root: root === noPage ? null : Number(root),
    depth: bytes.readUInt16LE(at + 6),
    entries: Number(bytes.readBigUInt64LE(at + 32)),
  };
}

/** What a page of a tree leads to. */
export interface Page {
  readonly number: number;
  readonly kind: 'branch' | 'leaf';
  /** The pages below a branch page. */
  readonly children: readonly number[];
  /** How many entries a leaf page holds. */
  readonly entries: number;
  /** The first pages of long values, and how many pages each takes. */
  readonly overflows: readonly (readonly [number, number])[];
}

const flags = { branch: 0x01, leaf: 0x02, overflow: 0x04 };
const nodeHeaderBytes = 8;
const overflowReferenceBytes = 24;
const bigData = 0x01;

/** A page of a tree; null when its header, or a node of it, cannot be what was written there. */
export function readPage(file: number, number: number, pageSize: number): Page | null {
  const bytes = Buffer.allocUnsafe(pageSize);
  if (fs.readSync(file, bytes, 0, pageSize, number * pageSize) !== pageSize) return null;
  const kind = bytes.readUInt16LE(18) & (flags.branch | flags.leaf | flags.overflow);
  const [lower, upper] = [bytes.readUInt16LE(20), bytes.readUInt16LE(22)];
  const room = pageSize - pageHeaderBytes;
  if (bytes.readBigUInt64LE(0) !== BigInt(number) || (kind !== flags.branch && kind !== flags.leaf)) return null;
  if (lower > upper || upper > room || lower % 2 !== 0) return null;
  const nodes = Array.from({ length: lower / 2 }, (_, i) => bytes.readUInt16LE(pageHeaderBytes + i * 2));
  if (nodes.some((at) => at < upper || at + nodeHeaderBytes > room)) return null;
  const found = { children: [] as number[], overflows: [] as (readonly [number, number])[] };
  for (const at of nodes)
    if (!readNode(bytes.subarray(pageHeaderBytes + at), kind === flags.branch, found)) return null;
  return { number, kind: kind === flags.branch ? 'branch' : 'leaf', entries: nodes.length, ...found };
}

function readNode(
  node: Buffer,
  isBranch: boolean,
  found: { children: number[]; overflows: (readonly [number, number])[] },
): boolean {
  const [low, nodeFlags, keyBytes] = [node.readUInt32LE(0), node.readUInt16LE(4), node.readUInt16LE(6)];
  const dataAt = nodeHeaderBytes + keyBytes;
  if (isBranch) {
    found.children.push(nodeFlags * 2 ** 32 + low);
    return dataAt <= node.length;
  }
  const isBig = (nodeFlags & bigData) !== 0;
  if (dataAt + (isBig ? overflowReferenceBytes : low) > node.length) return false;
  if (isBig) found.overflows.push([Number(node.readBigUInt64LE(dataAt)), Number(node.readBigUInt64LE(dataAt + 16))]);
  return true;
}

/** Whether the pages of a long value begin as they should. */
export function isOverflow(
  file: number,
  number: number,
  { pageSize, pages }: { pageSize: number; pages: number },
): boolean {
  const bytes = Buffer.alloc(pageHeaderBytes);
  if (fs.readSync(file, bytes, 0, pageHeaderBytes, number * pageSize) !== pageHeaderBytes) return false;
  return (
    bytes.readBigUInt64LE(0) === BigInt(number) &&
    (bytes.readUInt16LE(18) & flags.overflow) !== 0 &&
    bytes.readUInt32LE(20) === pages
  );
}
