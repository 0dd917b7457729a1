import fs from 'node:fs';

/**
 * What one benchmark says of one engine. Figures of one row have one unit; a floor and ours were measured in one run.
 */
export interface BenchRow {
  readonly engine: string;
  readonly unit: 's' | 'ms' | 'µs' | '/s' | 'MB' | 'KB' | '×';
  /** The least it could cost; null: there is none. */
  readonly floor: number | null;
  /** How another product does it, where one could be measured beside ours. */
  readonly peer?: { readonly name: string; readonly value: number };
  /** Of each round; the table shows the median, and the least and the most as noise. */
  readonly ours: readonly number[];
  /** For how many of `unit`'s figures the goal was set, e.g. `10,000 in ≤ 10 s`. */
  readonly goal: string;
}

/** Where a run of all benchmarks gathers their rows; unset: nobody asks for them. */
const ROWS_FILE = 'BENCH_ROWS';

/** Adds a row to the table of `npm run bench`, if that is what runs. */
export function noteRow(row: BenchRow): void {
  const file = process.env[ROWS_FILE];
  if (file !== undefined) fs.appendFileSync(file, `${JSON.stringify(row)}\n`);
}

/** Whether the table is being made: the same in small, so that all of it takes minutes. */
export const isSmallRun = (): boolean => process.env[ROWS_FILE] !== undefined;

export function readRows(file: string): readonly BenchRow[] {
  if (!fs.existsSync(file)) return [];
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as BenchRow);
}

export function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
