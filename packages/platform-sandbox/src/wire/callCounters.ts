import fs from 'node:fs';
import path from 'node:path';

/** Counts calls against allowances of a day, an hour, a minute or a month. */
export interface CallCounters {
  /** Calls counted for a name in a period. */
  count(period: string, name: string): number;
  /** Counts one more and gives the new total; an earlier period of the same name is forgotten. */
  add(period: string, name: string): number;
  reset(name: string): void;
  /** Writes what is not written yet. */
  close(): void;
}

const FILE_NAME = 'calls.json';
const WRITE_DELAY_MS = 1000;

/**
 * Counters of the current period of each name, so that a restart does not give an allowance a second time. Written at
 * most once a second: a kill may forget the last second's calls, and nothing that was acknowledged depends on them.
 */
export function openCallCounters(dataDir: string): CallCounters {
  const file = path.join(dataDir, FILE_NAME);
  const kept = readKept(file);
  let timer: NodeJS.Timeout | null = null;
  const write = (): void => {
    timer = null;
    try {
      fs.writeFileSync(
        `${file}.new`,
        JSON.stringify([...kept].map(([name, { period, total }]) => [name, period, total])),
      );
      fs.renameSync(`${file}.new`, file);
    } catch {
      // A full disk or a folder taken away costs the memory of some calls, not the simulated platforms.
    }
  };
  const change = (): void => {
    timer ??= setTimeout(write, WRITE_DELAY_MS).unref();
  };
  const count = (period: string, name: string): number => {
    const found = kept.get(name);
    return found?.period === period ? found.total : 0;
  };
  return {
    count,
    add(period, name) {
      const total = count(period, name) + 1;
      kept.set(name, { period, total });
      change();
      return total;
    },
    reset(name) {
      if (kept.delete(name)) change();
    },
    close() {
      if (timer === null) return;
      clearTimeout(timer);
      write();
    },
  };
}

function readKept(file: string): Map<string, { period: string; total: number }> {
  try {
    const rows = JSON.parse(fs.readFileSync(file, 'utf8')) as readonly (readonly [string, string, number])[];
    return new Map(rows.map(([name, period, total]) => [name, { period, total }]));
  } catch {
    // Absent at the first start, cut short by a kill, or of an older form: counting starts again.
    return new Map();
  }
}
