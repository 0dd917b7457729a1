import fs from 'node:fs';
import path from 'node:path';
import { startEmbeddedStore, StoreUnusableError } from '../src/index';
import { checkDataFile } from '../src/store/checkDataFile';
import { newFolder } from './folders';
import { openTestEngine } from './testEngine';

const pageSize = 4_096;

describe('a data file', () => {
  let whole: Buffer;
  let folder: string;
  let file: string;

  beforeAll(async () => {
    const store = openTestEngine();
    await store.run({ createIndexes: 'c', indexes: [{ key: { n: 1 }, name: 'n' }] });
    for (let from = 0; from < 3_000; from += 500)
      await store.run({
        insert: 'c',
        documents: Array.from({ length: 500 }, (_, i) => ({ _id: from + i, n: -i, pad: 'x'.repeat(300) })),
      });
    await store.run({ insert: 'c', documents: [{ _id: 'long', pad: 'y'.repeat(100_000) }] });
    await store.run({ delete: 'c', deletes: [{ q: { _id: { $lt: 700 } }, limit: 0 }] });
    await store.close();
    whole = fs.readFileSync(path.join(store.dataDir, 'store.lmdb'));
    fs.rmSync(store.dataDir, { recursive: true });
  });
  beforeEach(() => {
    folder = newFolder();
    file = path.join(folder, 'store.lmdb');
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  /** The pages of the main tree's levels, by the header that counts. */
  function rootPage(): number {
    const newest = whole.readBigUInt64LE(152) > whole.readBigUInt64LE(pageSize + 152) ? 0 : pageSize;
    return Number(whole.readBigUInt64LE(newest + 136));
  }

  function damagedBy(change: (bytes: Buffer) => Buffer): void {
    fs.writeFileSync(file, change(Buffer.from(whole)));
  }

  test('passes as it was written', () => {
    damagedBy((bytes) => bytes);
    expect(() => checkDataFile(file)).not.toThrow();
  });

  test('passes when it does not exist yet', () => {
    expect(() => checkDataFile(file)).not.toThrow();
  });

  const damages: [string, RegExp, (bytes: Buffer) => Buffer][] = [
    ['emptied', /文件是空的.*it is empty/, () => Buffer.alloc(0)],
    ['cut to half', /被截断.*it is cut short/, (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['cut to its headers', /被截断.*it is cut short/, (bytes) => bytes.subarray(0, 2 * pageSize)],
    ['cut within its headers', /第二个头页.*its second header page/, (bytes) => bytes.subarray(0, pageSize + 50)],
    ['cut within the first header', /只剩开头.*only its beginning/, (bytes) => bytes.subarray(0, 100)],
    [
      'overwritten at its root',
      /被改写.*is overwritten/,
      (bytes) => bytes.fill(0, rootPage() * pageSize, (rootPage() + 1) * pageSize),
    ],
    [
      'overwritten by another of its pages',
      /被改写.*is overwritten/,
      (bytes) => {
        whole.copy(bytes, rootPage() * pageSize, 0, pageSize);
        return bytes;
      },
    ],
    ['overwritten with noise', /被改写.*is overwritten/, (bytes) => bytes.fill('noise', 4 * pageSize)],
    ['overwritten at its second header', /第二个头页/, (bytes) => bytes.fill(0, pageSize, 2 * pageSize)],
    ['none of ours', /不是本存储的数据文件.*is not a data file/, (bytes) => Buffer.alloc(bytes.length, 7)],
  ];
  test.each(damages)('that is %s is refused before it is opened, in one sentence', async (_name, sentence, change) => {
    damagedBy(change);
    const starting = startEmbeddedStore({ dataDir: folder });
    await expect(starting).rejects.toThrow(StoreUnusableError);
    await expect(starting).rejects.toThrow(sentence);
    await expect(starting).rejects.toThrow(file);
    expect(fs.readdirSync(folder).filter((name) => name.endsWith('.lock'))).toEqual([]);
  });

  test('is told from one whose leaves hold another number of entries than they should', () => {
    damagedBy((bytes) => {
      const newest = bytes.readBigUInt64LE(152) > bytes.readBigUInt64LE(pageSize + 152) ? 0 : pageSize;
      bytes.writeBigUInt64LE(bytes.readBigUInt64LE(newest + 128) + 1n, newest + 128);
      return bytes;
    });
    expect(() => checkDataFile(file)).toThrow(/应有 \d+ 条，只找到 \d+ 条.*entries and should hold/);
  });
});
