import fs from 'node:fs';
import os from 'node:os';
import { isOverflow, readMeta, readPage, type Meta, type Page } from './dataFilePages';
import { StoreUnusableError } from './storeUnusableError';

/**
 * Pages looked at before a file is opened, the upper levels of the trees first: all of a file up to some sixty
 * megabytes, in about a tenth of a second.
 */
const mostPages = 16_384;

/**
 * Looks at a data file before LMDB maps it: what is not there, or is not what it should be, ends the process inside the
 * library instead of failing. Throws StoreUnusableError for a file that is emptied, cut short, overwritten or none of
 * ours. A file that does not exist yet passes.
 */
export function checkDataFile(path: string): void {
  if (!fs.existsSync(path)) return;
  const file = fs.openSync(path, 'r');
  try {
    const { size } = fs.fstatSync(file);
    if (size === 0) throw damaged(path, '文件是空的，曾被清空', 'it is empty, and was not always');
    const meta = newestMeta(file, path);
    if (meta !== null) walk({ path, file, size, meta });
  } finally {
    fs.closeSync(file);
  }
}

function damaged(path: string, chinese: string, english: string): StoreUnusableError {
  return new StoreUnusableError(
    `数据文件 ${path} 已损坏：${chinese}。请从备份恢复；没有备份时，把它移走后重新开始。` +
      ` (The data file ${path} is damaged: ${english}. Restore a backup; where there is none, move it away and begin anew.)`,
  );
}

/** Null where the file is LMDB's in a layout this does not know: the library itself judges it. */
function newestMeta(file: number, path: string): Meta | null {
  const first = readMeta(file, 0);
  if (first === 'cut') throw damaged(path, '文件只剩开头', 'only its beginning is left');
  if (first === 'foreign')
    throw new StoreUnusableError(
      `文件 ${path} 不是本存储的数据文件。 (The file ${path} is not a data file of the embedded store.)`,
    );
  if (first === 'unknown' || os.endianness() !== 'LE') return null;
  const second = readMeta(file, first.pageSize);
  if (typeof second === 'string')
    throw damaged(path, '第二个头页缺失或被改写', 'its second header page is missing or overwritten');
  return second.transaction > first.transaction ? second : first;
}

interface Walk {
  readonly path: string;
  readonly file: number;
  readonly size: number;
  readonly meta: Meta;
}

/** Follows both trees level by level. The number of entries is compared where a whole tree was seen. */
function walk(open: Walk): void {
  let left = mostPages;
  const { main, free } = open.meta;
  for (const { root, depth, entries } of [main, free]) {
    let level = root === null ? [] : [root];
    for (let height = depth; height > 0 && level.length > 0 && level.length <= left; height--) {
      left -= level.length;
      const pages = level.map((number) => pageAt(open, number, height > 1 ? 'branch' : 'leaf'));
      if (height === 1) checkEntries(open, pages, entries);
      level = pages.flatMap(({ children }) => children);
    }
  }
}

function pageAt(open: Walk, number: number, kind: Page['kind']): Page {
  checkWithin(open, number);
  const page = readPage(open.file, number, open.meta.pageSize);
  if (page?.kind !== kind) throw overwritten(open, number);
  for (const [first, pages] of page.overflows) {
    checkWithin(open, first + pages - 1);
    if (!isOverflow(open.file, first, { pageSize: open.meta.pageSize, pages })) throw overwritten(open, first);
  }
  return page;
}

function checkWithin({ path, size, meta }: Walk, number: number): void {
  if ((number + 1) * meta.pageSize > size)
    throw damaged(
      path,
      `文件被截断，只剩 ${size} 字节，第 ${number} 页不在其中`,
      `it is cut short at ${size} bytes, page ${number} lies beyond them`,
    );
}

function overwritten({ path }: Walk, number: number): StoreUnusableError {
  return damaged(path, `第 ${number} 页被改写`, `page ${number} is overwritten`);
}

function checkEntries({ path }: Walk, leaves: readonly Page[], expected: number): void {
  const found = leaves.reduce((total, { entries }) => total + entries, 0);
  if (found !== expected)
    throw damaged(
      path,
      `应有 ${expected} 条，只找到 ${found} 条`,
      `it holds ${found} entries and should hold ${expected}`,
    );
}
