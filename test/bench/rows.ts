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
  /** What the median must reach for the goal, in this run's size; absent: the goal says nothing of this figure. */
  readonly limit?: Limit;
}

/** A bound of ours: a figure in the row's unit, or so many times the floor or the peer. */
export interface Limit {
  readonly is: 'at-most' | 'at-least';
  readonly value: number;
  readonly times?: 'floor' | 'peer';
}

/** A row without a figure, and why there is none. */
export interface MissingRow {
  readonly engine: string;
  readonly why: string;
}

/** Where a run of all benchmarks gathers their rows; unset: nobody asks for them. */
const ROWS_FILE = 'BENCH_ROWS';

function note(row: BenchRow | MissingRow): void {
  const file = process.env[ROWS_FILE];
  if (file !== undefined) fs.appendFileSync(file, `${JSON.stringify(row)}\n`);
}

/** Adds a row to the table of `npm run bench`, if that is what runs. */
export function noteRow(row: BenchRow): void {
  note(row);
}

/** Says in the table that something is not measured here, and why. */
export function noteMissing(engine: string, why: string): void {
  note({ engine, why });
}

/** Whether the table is being made: the same in small, so that all of it takes minutes. */
export const isSmallRun = (): boolean => process.env[ROWS_FILE] !== undefined;

export function readRows(file: string): readonly (BenchRow | MissingRow)[] {
  if (!fs.existsSync(file)) return [];
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as BenchRow | MissingRow);
}

export function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

/** Null: the goal says nothing of this figure, or what it is compared with was not measured. */
export function isMet({ limit, floor, peer, ours }: BenchRow): boolean | null {
  if (limit === undefined) return null;
  const of = limit.times === undefined ? 1 : limit.times === 'floor' ? floor : (peer?.value ?? null);
  if (of === null) return null;
  const value = median(ours);
  return limit.is === 'at-most' ? value <= limit.value * of : value >= limit.value * of;
}
