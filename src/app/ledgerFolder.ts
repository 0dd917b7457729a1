import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { HOUR_MS } from '../domain/time/instant';
import type { LedgerFolder } from '../ports/ledgerArchive';

const pack = promisify(gzip);
const unpack = promisify(gunzip);
/** Ten thousand entries are some six megabytes; what unpacks to more is no file of ours. */
const MOST_BYTES = 256 * 1024 * 1024;

/** What is not a whole file yet. */
export const UNFINISHED_FILE = '.unfinished';
const LEFT_AFTER_MS = HOUR_MS;

/** Files of a folder of this machine; the folder is made when the first one is written. */
export function createLedgerFolder(folder: string): LedgerFolder {
  return {
    write: async (name, lines) => {
      const made = await fs.mkdir(folder, { recursive: true, mode: 0o700 });
      if (made !== undefined) await syncFolder(path.dirname(made));
      // A name of its own: another process may write the same file now.
      const unfinished = path.join(folder, `${name}.${randomUUID()}${UNFINISHED_FILE}`);
      await removeLeftBehind(folder);
      try {
        await writeSynced(unfinished, await pack(`${lines.join('\n')}\n`));
        await fs.rename(unfinished, path.join(folder, name));
      } catch (error) {
        await fs.rm(unfinished, { force: true });
        throw error;
      }
      await syncFolder(folder);
    },
    state: async (name) => {
      const isThere =
        name === null ||
        (await fs.access(path.join(folder, name)).then(
          () => true,
          () => false,
        ));
      if (!isThere) return 'unreachable';
      const probe = path.join(folder, `probe.${randomUUID()}${UNFINISHED_FILE}`);
      try {
        await fs.mkdir(folder, { recursive: true, mode: 0o700 });
        await writeSynced(probe, Buffer.from('probe'));
        return 'usable';
      } catch {
        return 'unwritable';
      } finally {
        await fs.rm(probe, { force: true }).catch(() => undefined);
      }
    },
    read: async (name) => {
      try {
        const text = await unpack(await fs.readFile(path.join(folder, name)), { maxOutputLength: MOST_BYTES });
        return text.toString('utf8').trimEnd().split('\n');
      } catch {
        return null;
      }
    },
  };
}

/** A new name is on the disk for good only once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const directory = await fs.open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function writeSynced(name: string, bytes: Uint8Array): Promise<void> {
  const file = await fs.open(name, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** What a process that was killed had begun to write. */
async function removeLeftBehind(folder: string): Promise<void> {
  const old = Date.now() - LEFT_AFTER_MS;
  for (const name of await fs.readdir(folder)) {
    if (!name.endsWith(UNFINISHED_FILE)) continue;
    const file = path.join(folder, name);
    const isLeft = await fs.stat(file).then(
      ({ mtimeMs }) => mtimeMs < old,
      () => false,
    );
    if (isLeft) await fs.rm(file, { force: true });
  }
}
