import { isMet, median, type BenchRow, type MissingRow } from './rows';

/** What one benchmark said, or why it said nothing. */
export interface Ran {
  readonly name: string;
  readonly rows: readonly (BenchRow | MissingRow)[];
  /** Why there are none; null: there are. */
  readonly why: string | null;
  readonly tookMs: number;
}

const HEAD = ['engine', 'floor', 'peer', 'ours', '÷ floor', '÷ peer', 'goal', '', 'noise (min–max)'];
const NONE = '—';

function shown(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value === 0 ? '0' : value.toPrecision(3);
}

function ratio(value: number, of: number | null | undefined): string {
  return of === null || of === undefined || of === 0 ? NONE : (value / of).toFixed(2);
}

function cellsOf(row: BenchRow): readonly string[] {
  const { engine, unit, floor, peer, ours, goal } = row;
  const value = median(ours);
  const met = isMet(row);
  return [
    engine,
    floor === null ? NONE : `${shown(floor)} ${unit}`,
    peer === undefined ? NONE : `${peer.name} ${shown(peer.value)} ${unit}`,
    `${shown(value)} ${unit}`,
    ratio(value, floor),
    ratio(value, peer?.value),
    goal,
    met === null ? '' : met ? 'met' : 'MISSED',
    ours.length < 2 ? 'one round' : `${shown(Math.min(...ours))}–${shown(Math.max(...ours))}`,
  ];
}

function missing(engine: string, why: string): readonly string[] {
  return [engine, NONE, NONE, why, NONE, NONE, NONE, '', NONE];
}

/** The rows of all benchmarks as one table: one line a row, and one for each that said nothing, with the reason. */
export function tableOf(ran: readonly Ran[]): string {
  const lines = ran.flatMap(({ name, rows, why }) =>
    why === null
      ? rows.map((row) => ('why' in row ? missing(row.engine, row.why) : cellsOf(row)))
      : [missing(`${name}: not measured`, why)],
  );
  const widths = HEAD.map((title, at) => Math.max(title.length, ...lines.map((cells) => cells[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(HEAD), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...lines.map(line)].join('\n');
}

/** How many goals were met and how many missed. */
export function goalsOf(ran: readonly Ran[]): { readonly met: number; readonly missed: number } {
  const told = ran.flatMap(({ rows }) => rows.map((row) => ('why' in row ? null : isMet(row))));
  return { met: told.filter((one) => one === true).length, missed: told.filter((one) => one === false).length };
}
