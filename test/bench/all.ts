import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readRows } from './rows';
import { tableOf, goalsOf, type Ran } from './table';

/**
 * Every benchmark there is, in small, and one table of what they say: `npm run build && npm run bench [-- --only
 * name,…]`. Each runs in a process of its own, all within ten minutes; what is left then is told as such. Ratios count,
 * not figures: floor, peer and ours are of one run. A goal is judged by the median, in the size of the run. With
 * `--json` the rows are printed as data. A benchmark that says nothing is a row that says why.
 */

const MINUTE_MS = 60_000;
const ALL_MS = 9.5 * MINUTE_MS;
const MOST_MS = 1.5 * MINUTE_MS;

interface Small {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** How each is asked for a small run; one that is not named here is run as it is. */
const SMALL: Readonly<Record<string, Small>> = {
  embedded: { args: ['1'] },
  feeds: { env: { FEEDS: '100', HOSTS: '50', MINUTES: '0.5' } },
  collection: { args: ['1000'] },
  import: { args: ['1000', '3'] },
  audit: { args: ['20000', '3'] },
  fanout: { args: ['500', '3'] },
  jobs: { args: ['200', '3'] },
  growth: { args: ['6', '2'] },
  isolation: { args: ['10000'] },
  stream: { args: ['1000', '20000', '3'] },
};

/** What says nothing in a minute and a half: asked for alone. */
const NOT_IN_SMALL: ReadonlySet<string> = new Set(['week', 'scale']);

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
  const tookMs = performance.now() - startedAt;
  const ended = isLate ? `not done after ${Math.round(limitMs / 1_000)} s` : faultOf(code, complaint);
  if (rows.length === 0) return { name, rows, why: ended, tookMs };
  return { name, rows: isLate ? [...rows, { engine: `${name}: the rest`, why: ended }] : rows, why: null, tookMs };
}

function faultOf(code: number | null, complaint: string): string {
  const line = complaint.split('\n').find((one) => /error|cannot|must|missing/i.test(one));
  return code === 0 ? 'it has no row for the table' : `ended with ${code}: ${line?.trim() ?? 'it did not say why'}`;
}

/** `--only a,b`, `--only=a,b` or plain names; empty: all. */
function asked(words: readonly string[]): readonly string[] {
  const names = words.flatMap((word) => word.replace(/^--only=?/, '').split(','));
  return names.filter((name) => name !== '' && !name.startsWith('--'));
}

function load(): string {
  const averages = os.loadavg().map((one) => one.toFixed(1));
  return `load ${averages.join(' ')} on ${os.availableParallelism()} processors`;
}

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const all = scripts().filter(({ name }) => !NOT_IN_SMALL.has(name) || asked(words).includes(name));
  const only = asked(words);
  const unknown = only.filter((name) => !all.some((script) => script.name === name));
  if (unknown.length > 0) throw new Error(`no such benchmark: ${unknown.join(', ')}`);
  const startedAt = performance.now();
  const before = load();
  const ran: Ran[] = [];
  for (const script of all) {
    if (only.length > 0 && !only.includes(script.name)) continue;
    const left = ALL_MS - (performance.now() - startedAt);
    const one =
      left < MOST_MS / 10
        ? { name: script.name, rows: [], why: 'no time was left: ask for it alone', tookMs: 0 }
        : await run(script, Math.min(MOST_MS, left));
    ran.push(one);
    process.stderr.write(`${one.name}: ${Math.round(one.tookMs / 1_000)} s${one.why === null ? '' : `, ${one.why}`}\n`);
  }
  if (words.includes('--json')) console.log(JSON.stringify(ran, null, 2));
  else console.log(tableOf(ran));
  const { met, missed } = goalsOf(ran);
  console.log(`goals: ${met} met, ${missed} missed; ${Math.round((performance.now() - startedAt) / 1_000)} s in all`);
  console.log(`at the begin: ${before}; at the end: ${load()}`);
}

void main();
