import fs from 'node:fs';
import path from 'node:path';

/** Counts calls against daily allowances. */
export interface CallCounters {
  /** Calls counted for a name on a day. */
  count(day: number, name: string): number;
  /** Counts one more and gives the new total. */
  add(day: number, name: string): number;
  /** Writes what is not written yet. */
  close(): void;
}

const FILE_NAME = 'calls.json';
const WRITE_DELAY_MS = 1000;

/**
 * Counters of the current day, so that a restart does not give the day's allowance a second time. Written at most once
 * a second: a kill may forget the last second's calls, and nothing that was acknowledged depends on them.
 */
export function openCallCounters(dataDir: string): CallCounters {
  const file = path.join(dataDir, FILE_NAME);
  let state = readState(file);
  let timer: NodeJS.Timeout | null = null;
  const write = (): void => {
    timer = null;
    try {
      fs.writeFileSync(`${file}.new`, JSON.stringify({ day: state.day, counts: Object.fromEntries(state.counts) }));
      fs.renameSync(`${file}.new`, file);
    } catch {
      // A full disk or a folder taken away costs the memory of today's calls, not the simulated platforms.
    }
  };
  return {
    count: (day, name) => (day === state.day ? state.counts.get(name) ?? 0 : 0),
    add(day, name) {
      if (day !== state.day) state = { day, counts: new Map() };
      const total = (state.counts.get(name) ?? 0) + 1;
      state.counts.set(name, total);
      timer ??= setTimeout(write, WRITE_DELAY_MS).unref();
      return total;
    },
    close() {
      if (timer === null) return;
      clearTimeout(timer);
      write();
    },
  };
}

function readState(file: string): { day: number; counts: Map<string, number> } {
  try {
    const kept = JSON.parse(fs.readFileSync(file, 'utf8')) as { day: number; counts: Record<string, number> };
    return { day: kept.day, counts: new Map(Object.entries(kept.counts)) };
  } catch {
    // Absent at the first start, or cut short by a kill: counting starts again.
    return { day: -1, counts: new Map() };
  }
}
