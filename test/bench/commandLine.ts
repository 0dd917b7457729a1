import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { median, noteRow } from './rows';

/**
 * How long a command that only answers a question takes, from the call to its end: `npm run build && npm run bench:cli
 * [-- rounds]`. The floor of the same run is Node that starts and ends; they are called in turn.
 */

const ROUNDS = Number(process.argv[2] ?? 7);
const MAIN = path.join(__dirname, '../../dist/main.js');
const MOST_MS = 30_000;
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  '--help': ['--help'],
  due: ['due', '2026-09-18T10:00:00+08:00'],
  'check-config': ['check-config'],
};

function timed(args: readonly string[], dataDir: string): number {
  const startedAt = performance.now();
  const env = { PATH: process.env['PATH'], DATA_DIR: dataDir };
  const { status, stderr } = spawnSync(process.execPath, args, { env, timeout: MOST_MS });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr.toString('utf8').slice(0, 500)}`);
  return performance.now() - startedAt;
}

function measure(): void {
  if (!fs.existsSync(MAIN)) throw new Error('the product must be built: npm run build');
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-cli-'));
  const tookMs = new Map<string, number[]>([
    ['floor', []],
    ...Object.keys(COMMANDS).map((name) => [name, []] as never),
  ]);
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      tookMs.get('floor')?.push(timed(['-e', '0'], dataDir));
      for (const [name, args] of Object.entries(COMMANDS)) tookMs.get(name)?.push(timed([MAIN, ...args], dataDir));
    }
  } finally {
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
  const floor = median(tookMs.get('floor') ?? []);
  for (const [name, ours] of tookMs) {
    console.log(
      `${name.padEnd(14)} ${median(ours).toFixed(0).padStart(5)} ms, ${(median(ours) / floor).toFixed(1)} × node alone ` +
        `(${Math.min(...ours).toFixed(0)}–${Math.max(...ours).toFixed(0)})`,
    );
    if (name !== 'floor')
      noteRow({
        engine: `gov-matrix ${name}`,
        unit: 'ms',
        floor,
        ours,
        goal: '≤ 300 ms',
        limit: { is: 'at-most', value: 300 },
      });
  }
}

measure();
