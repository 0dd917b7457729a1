import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { StoreContents } from '@gov-matrix/embedded-store';
import { UNFINISHED_FILE } from '../app/ledgerFolder';
import { isSegmentName } from '../domain/alerts/ledgerSegment';

/** Says which files a backup has, written last: without it the copy of the files did not come to its end. */
const FILE_LIST = 'files.json';
/** How the store names what it knows of the files, whatever its database is called. */
const SEGMENTS = /\.ledger-segments$/;

type FileList = Readonly<Record<string, string>>;

/**
 * Copies the sealed files of the ledger, and nothing else that may lie there, and writes the list of them. What is in
 * place already stays as it is as long as it can be read: such a file never changes, and its entries are nowhere else.
 * Returns how many there are.
 */
export function copyArchive(from: string, to: string): number {
  const names = segmentFiles(from);
  if (names.length === 0) return 0;
  fs.mkdirSync(to, { recursive: true, mode: 0o700 });
  flush(path.dirname(to));
  for (const name of names) {
    const target = path.join(to, name);
    if (!fs.existsSync(target) || !isReadable(target)) putInPlace(target, fs.readFileSync(path.join(from, name)));
  }
  flush(to);
  return names.length;
}

/**
 * As `copyArchive`, with the list by which `checkArchive` knows that the backup is whole. Throws, in words for the
 * operator, where there are fewer files than the copied store has entries in.
 */
export function backUpArchive(from: string, to: string, documents: StoreContents): number {
  const copied = copyArchive(from, to);
  demandFiles(copied, documents);
  if (copied === 0) return 0;
  const list: FileList = Object.fromEntries(segmentFiles(to).map((name) => [name, hashOf(path.join(to, name))]));
  putInPlace(path.join(to, FILE_LIST), Buffer.from(JSON.stringify(list, null, 2)));
  flush(to);
  return copied;
}

/** Throws, in words for the operator, where a backup lacks a file its store knows of, or has it otherwise than written. */
export function checkArchive(folder: string, documents: StoreContents): void {
  const known = segmentsOf(documents);
  if (known === 0) return;
  const listFile = path.join(folder, FILE_LIST);
  if (!fs.existsSync(listFile))
    throw new Error(
      `备份没有完成：缺台账归档文件的清单 ${FILE_LIST}，库中登记了 ${known} 个归档文件 (the backup is not finished)`,
    );
  const list = JSON.parse(fs.readFileSync(listFile, 'utf8')) as FileList;
  const wrong = Object.entries(list).find(([name, hash]) => {
    const file = path.join(folder, name);
    return !isSegmentName(name) || !fs.existsSync(file) || hashOf(file) !== hash;
  });
  if (wrong !== undefined)
    throw new Error(`备份中的台账归档文件 ${wrong[0]} 缺失或已损坏 (missing or damaged in the backup)`);
  demandFiles(Object.keys(list).length, documents);
}

function demandFiles(files: number, documents: StoreContents): void {
  const known = segmentsOf(documents);
  if (files < known)
    throw new Error(
      `台账归档文件只找到 ${files} 个，库中登记了 ${known} 个：请检查 LEDGER_ARCHIVE_DIR (files of the ledger are missing)`,
    );
}

function segmentsOf(documents: StoreContents): number {
  return Object.entries(documents).reduce((sum, [name, count]) => sum + (SEGMENTS.test(name) ? count : 0), 0);
}

function segmentFiles(folder: string): readonly string[] {
  return fs.existsSync(folder) ? fs.readdirSync(folder).filter(isSegmentName).sort() : [];
}

function isReadable(file: string): boolean {
  try {
    return gunzipSync(fs.readFileSync(file)).length > 0;
  } catch {
    return false;
  }
}

/** Whole or not at all, and on the disk for good. */
function putInPlace(target: string, bytes: Uint8Array): void {
  const unfinished = `${target}.${randomUUID()}${UNFINISHED_FILE}`;
  try {
    fs.writeFileSync(unfinished, bytes, { mode: 0o600 });
    flush(unfinished, 'r+');
    fs.renameSync(unfinished, target);
  } finally {
    fs.rmSync(unfinished, { force: true });
  }
}

function flush(file: string, flags = 'r'): void {
  const handle = fs.openSync(file, flags);
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

function hashOf(file: string): string {
  return createHash('sha256').update(fs.readFileSync(file)).digest('hex');
}
