import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

/** Writes the files a process had loaded when it ended. */
const RECORDER = `
process.on('exit', () => {
  require('node:fs').writeFileSync(process.env.LOADED_FILES, JSON.stringify(Object.keys(require.cache)));
});
`;

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** Every file of the process's module cache, as a path from the root of the repository. */
  readonly loaded: readonly string[];
}

/** Brings the built command line up to date: what is tested is what an operator runs. */
export function buildCommandLine(): void {
  execFileSync(process.execPath, [path.join(root, 'scripts/build.mjs'), 'server'], { timeout: 120_000 });
}

/** Runs the built command line in a process of its own, in an empty folder. */
export function runCommand(argv: readonly string[], environment: Readonly<Record<string, string>> = {}): Ran {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gov-matrix-command-'));
  try {
    const recorder = path.join(folder, 'recorder.cjs');
    const loadedFiles = path.join(folder, 'loaded.json');
    fs.writeFileSync(recorder, RECORDER);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--require', recorder, path.join(root, 'dist/main.js'), ...argv],
      {
        cwd: folder,
        encoding: 'utf8',
        timeout: 60_000,
        env: { PATH: process.env['PATH'], HOME: folder, LOADED_FILES: loadedFiles, ...environment },
      },
    );
    const loaded = fs.existsSync(loadedFiles) ? (JSON.parse(fs.readFileSync(loadedFiles, 'utf8')) as string[]) : [];
    return { code: status, out: stdout, err: stderr, loaded: loaded.map((file) => path.relative(root, file)) };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
