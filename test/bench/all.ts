import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { median, readRows, type BenchRow } from './rows';

/**
 * Every benchmark there is, in small, and one table of what they say: `npm run bench [-- name …]`. About five minutes
 * on a quiet machine; what is left when they are over is told as such. Ratios count, not figures: floor and ours are
 * of one run. With `--json` the rows are printed as data. A benchmark that says nothing is a row that says why.
 */

const MINUTE_MS = 60_000;
const ALL_MS = 5.5 * MINUTE_MS;
const MOST_MS = 1.5 * MINUTE_MS;

interface Small {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** How each is asked for a small run; one that is not named here is run as it is. */
const SMALL: Readonly<Record<string, Small>> = {
  embedded: { args: ['1'] },
  feeds: { env: { FEEDS: '100', HOSTS: '50', MINUTES: '0.5' } },
  collection: { args: ['100'] },
  import: { args: ['1000', '3'] },
  audit: { args: ['20000', '3'] },
  fanout: { args: ['500', '300', '3'] },
  growth: { args: ['6', '2'] },
  isolation: { args: ['10000'] },
  stream: { args: ['1000', '20000', '3'] },
};

const ROOT = path.resolve(__dirname, '../..');

interface Script {
  readonly name: string;
  readonly file: string;
}

/** The scripts `bench:<name>` of the package, as they stand there. */
function scripts(): readonly Script[] {
  const manifest = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  return Object.entries(manifest.scripts).flatMap(([script, command]) => {
    const name = /^bench:(.+)$/.exec(script)?.[1];
    const file = /\S+\.ts$/.exec(command)?.[0];
    return name === undefined || file === undefined ? [] : [{ name, file }];
  });
}

interface Ran {
  readonly name: string;
  readonly rows: readonly BenchRow[];
  /** Why there are none; null: there are. */
  readonly why: string | null;
  readonly tookMs: number;
}

async function run({ name, file }: Script, limitMs: number): Promise<Ran> {
  const rowsFile = path.join(os.tmpdir(), `bench-rows-${process.pid}-${name}.jsonl`);
  const { args = [], env = {} } = SMALL[name] ?? {};
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['--require', 'tsx/cjs', path.join(ROOT, file), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env, BENCH_ROWS: rowsFile },
    stdio: ['ignore', 'ignore', 'pipe'],
    // A group of its own: what it has started ends with it.
    detached: true,
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = `${complaint}${chunk.toString('utf8')}`.slice(-4_000);
  });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, limitMs);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  const rows = readRows(rowsFile);
  fs.rmSync(rowsFile, { force: true });
  const ended = isLate ? `not done after ${Math.round(limitMs / 1_000)} s` : faultOf(code, complaint);
  return { name, rows, why: rows.length > 0 ? null : ended, tookMs: performance.now() - startedAt };
}

function faultOf(code: number | null, complaint: string): string {
  const line = complaint.split('\n').find((one) => /error|cannot|must|missing/i.test(one));
  return code === 0 ? 'it has no row for the table' : `ended with ${code}: ${line?.trim() ?? 'it did not say why'}`;
}

const shown = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3));

function cellsOf({ engine, unit, floor, peer, ours, goal }: BenchRow): readonly string[] {
  const value = median(ours);
  return [
    engine,
    floor === null ? '—' : `${shown(floor)} ${unit}`,
    peer === undefined ? '—' : `${peer.name} ${shown(peer.value)} ${unit}`,
    `${shown(value)} ${unit}`,
    floor === null || floor === 0 ? '—' : (value / floor).toFixed(2),
    goal,
    ours.length < 2 ? 'one round' : `${shown(Math.min(...ours))}–${shown(Math.max(...ours))}`,
  ];
}

function print(ran: readonly Ran[]): void {
  const head = ['engine', 'floor', 'peer', 'ours', 'ours ÷ floor', 'goal', 'noise (min–max)'];
  const lines = ran.flatMap(({ name, rows, why }) =>
    why === null ? rows.map(cellsOf) : [[`${name}: not measured`, '—', '—', why, '—', '—', '—']],
  );
  const widths = head.map((title, at) => Math.max(title.length, ...lines.map((cells) => cells[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  console.log(
    [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...lines.map(line)].join('\n'),
  );
}

async function main(): Promise<void> {
  const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const startedAt = performance.now();
  const ran: Ran[] = [];
  for (const script of scripts()) {
    if (asked.length > 0 && !asked.includes(script.name)) continue;
    const left = ALL_MS - (performance.now() - startedAt);
    const one =
      left < MOST_MS / 10
        ? { name: script.name, rows: [], why: 'no time was left: ask for it alone', tookMs: 0 }
        : await run(script, Math.min(MOST_MS, left));
    ran.push(one);
    process.stderr.write(`${one.name}: ${Math.round(one.tookMs / 1_000)} s${one.why === null ? '' : `, ${one.why}`}\n`);
  }
  if (process.argv.includes('--json')) console.log(JSON.stringify(ran, null, 2));
  else print(ran);
  console.log(
    `load ${os
      .loadavg()
      .map((one) => one.toFixed(1))
      .join(' ')}, ${os.availableParallelism()} processors, ` +
      `${Math.round((performance.now() - startedAt) / 1_000)} s in all`,
  );
}

void main();
