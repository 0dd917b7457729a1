import fs from 'node:fs';

/** One fact that came through an API or the control, as it stands on its line. `kind` names its reader. */
export interface JournalEntry {
  readonly kind: string;
  /** Milliseconds since 1970, by the sandbox's clock. */
  readonly atMs: number;
}

export interface Journal {
  /** On disk (written and synced) when this returns. Gives the entry's number, which never repeats in a folder. */
  append(entry: JournalEntry): number;
  /** Entries of one kind in the order they were written. */
  read<E extends JournalEntry>(kind: E['kind']): readonly (E & { readonly number: number })[];
  /** Safe to repeat; nothing can be appended afterwards. */
  close(): void;
}

/**
 * Opens the append-only file of everything the platforms have acknowledged. A last line cut short by a kill was never
 * acknowledged: it is removed. A broken line anywhere else is damage, and is refused.
 */
export function openJournal(file: string): Journal {
  const byKind = new Map<string, (JournalEntry & { number: number })[]>();
  let count = 0;
  const remember = (entry: JournalEntry): number => {
    count += 1;
    const list = byKind.get(entry.kind) ?? [];
    list.push({ ...entry, number: count });
    byKind.set(entry.kind, list);
    return count;
  };

  const kept = readWhole(file);
  for (const line of kept.lines) remember(parseLine(line, file));
  const handle = fs.openSync(file, 'a');
  fs.ftruncateSync(handle, kept.bytes);
  let isOpen = true;

  return {
    append(entry) {
      // A late handler must not write through a file number that the system has given to somebody else.
      if (!isOpen) throw new Error('the journal of the simulated platforms is closed');
      fs.writeSync(handle, `${JSON.stringify(entry)}\n`);
      fs.fsyncSync(handle);
      return remember(entry);
    },
    read: <E extends JournalEntry>(kind: E['kind']) =>
      (byKind.get(kind) ?? []) as unknown as (E & { number: number })[],
    close() {
      if (!isOpen) return;
      isOpen = false;
      fs.closeSync(handle);
    },
  };
}

function readWhole(file: string): { lines: string[]; bytes: number } {
  if (!fs.existsSync(file)) return { lines: [], bytes: 0 };
  const content = fs.readFileSync(file);
  const bytes = content.lastIndexOf(0x0a) + 1;
  return {
    lines: content
      .subarray(0, bytes)
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== ''),
    bytes,
  };
}

function parseLine(line: string, file: string): JournalEntry {
  try {
    return JSON.parse(line) as JournalEntry;
  } catch (cause) {
    throw new Error(`the simulated platforms' journal ${file} has a damaged line`, { cause });
  }
}
