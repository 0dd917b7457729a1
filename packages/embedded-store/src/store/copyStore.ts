import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Catalog } from './catalog';
import { dataFileName } from './engine';
import { checkFormat, formatVersion } from './formatVersion';
import { documents, indexRange } from './keyLayout';
import { openStorage, type KeyRange, type KeyValueStorage } from './keyValueStorage';

/** What a copy holds: documents by `database.collection`. */
export type StoreContents = Readonly<Record<string, number>>;

/** Written last: a folder without it is not a finished backup. */
const manifestName = 'backup.json';

interface Manifest {
  readonly format: number;
  readonly sha256: string;
  readonly documents: StoreContents;
}

/**
 * Writes a consistent copy of an open store into a folder, complete or not at all: the file is written under another
 * name, read through, flushed and renamed; then a manifest with its hash says that it is whole. Throws when there is a
 * copy already.
 */
export async function copyStoreTo(storage: KeyValueStorage, targetDir: string): Promise<StoreContents> {
  fs.mkdirSync(targetDir, { recursive: true, mode: 0o700 });
  const target = path.join(targetDir, dataFileName);
  if (fs.existsSync(target)) throw new Error(`The folder ${targetDir} already holds a backup. Choose an empty folder.`);
  return withUnfinished(target, async (unfinished) => {
    await storage.copyTo(unfinished);
    const documents = await lookThrough(unfinished);
    const manifest: Manifest = { format: formatVersion, sha256: await hashOf(unfinished), documents };
    settle(unfinished, target);
    fs.writeFileSync(`${path.join(targetDir, manifestName)}.new`, JSON.stringify(manifest, null, 2));
    settle(`${path.join(targetDir, manifestName)}.new`, path.join(targetDir, manifestName));
    return documents;
  });
}

/**
 * Puts a copy in the place of a data folder's file, which nobody may have open. What the folder held before is kept
 * beside it as `store.lmdb.replaced`. The copy is compared with its manifest and read through before anything is
 * touched.
 */
export async function putCopyInPlace(sourceDir: string, dataDir: string): Promise<StoreContents> {
  const manifest = readManifest(sourceDir);
  const target = path.join(dataDir, dataFileName);
  return withUnfinished(target, async (unfinished) => {
    fs.copyFileSync(path.join(sourceDir, dataFileName), unfinished);
    if ((await hashOf(unfinished)) !== manifest.sha256)
      throw new Error(`The backup in ${sourceDir} is damaged: its bytes are not those that were written.`);
    const documents = await lookThrough(unfinished);
    if (fs.existsSync(target)) fs.renameSync(target, `${target}.replaced`);
    fs.rmSync(`${target}-lock`, { force: true });
    settle(unfinished, target);
    return documents;
  });
}

async function withUnfinished<T>(target: string, work: (unfinished: string) => Promise<T>): Promise<T> {
  const unfinished = `${target}.${randomUUID()}`;
  try {
    return await work(unfinished);
  } finally {
    for (const leftover of [unfinished, `${unfinished}-lock`]) fs.rmSync(leftover, { force: true });
  }
}

/** What a backup says of itself. Throws where it is not finished, or of a newer version. */
export function readManifest(folder: string): Manifest {
  const file = path.join(folder, manifestName);
  if (!fs.existsSync(file) || !fs.existsSync(path.join(folder, dataFileName)))
    throw new Error(`The folder ${folder} holds no finished backup (${dataFileName} with ${manifestName}).`);
  const manifest = JSON.parse(fs.readFileSync(file, 'utf8')) as Manifest;
  if (manifest.format > formatVersion)
    throw new Error(
      `The backup in ${folder} has format ${manifest.format}, this version reads up to ${formatVersion}: it was made by a newer version.`,
    );
  return manifest;
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(fs.createReadStream(file), hash);
  return hash.digest('hex');
}

/**
 * Opens a copy and reads every document. Throws where it is not a store, is of a newer format, or holds other than it
 * says.
 */
async function lookThrough(file: string): Promise<StoreContents> {
  const storage = openStorage(file);
  try {
    checkFormat(storage);
    const contents: Record<string, number> = {};
    for (const collection of new Catalog(storage).all()) {
      const name = `${collection.database}.${collection.name}`;
      const found = await measure(storage, indexRange(collection.id, documents));
      if (found.count !== collection.count || found.bytes !== collection.bytes) {
        throw new Error(
          `The copy is damaged: ${name} holds ${found.count} documents of ${found.bytes} bytes and should hold ${collection.count} of ${collection.bytes}.`,
        );
      }
      contents[name] = found.count;
    }
    return contents;
  } finally {
    await storage.close();
  }
}

const readAhead = 512;

/** Counts the documents of a range and their bytes, letting others have the thread in between. */
async function measure(storage: KeyValueStorage, range: KeyRange): Promise<{ count: number; bytes: number }> {
  const total = { count: 0, bytes: 0 };
  for (let rest = range; ;) {
    const batch = storage.read(rest, { limit: readAhead });
    for (const { value } of batch) total.bytes += value.length;
    total.count += batch.length;
    const last = batch.at(-1);
    if (last === undefined || batch.length < readAhead) return total;
    rest = { start: Buffer.concat([last.key, Buffer.from([0])]), end: range.end };
    await nextTurn();
  }
}

/** Flushes a finished file, gives it its name, and flushes the folder so that the name is durable too. */
function settle(unfinished: string, target: string): void {
  flush(unfinished, 'r+');
  fs.renameSync(unfinished, target);
  if (process.platform !== 'win32') flush(path.dirname(target), 'r');
}

function flush(file: string, flags: string): void {
  const handle = fs.openSync(file, flags);
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}
