import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createLedgerFolder } from '../../../src/app/ledgerFolder';
import type { LedgerFolder } from '../../../src/ports/storage';

/** A folder of archive files for each test; `folder` may be handed to what is opened once a file. */
export function useArchiveFolder(): {
  readonly folder: LedgerFolder;
  directory(): string;
  /** Names, in the order of what they hold. */
  files(): readonly string[];
  empty(): void;
} {
  let directory = '';
  beforeEach(() => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), 'sealing-'));
  });
  afterEach(() => fs.rmSync(directory, { recursive: true, force: true }));
  return {
    folder: {
      write: (...file) => createLedgerFolder(directory).write(...file),
      state: (name) => createLedgerFolder(directory).state(name),
      read: (name) => createLedgerFolder(directory).read(name),
    },
    directory: () => directory,
    files: () => fs.readdirSync(directory).sort(),
    empty: () => {
      for (const name of fs.readdirSync(directory)) fs.rmSync(path.join(directory, name));
    },
  };
}
