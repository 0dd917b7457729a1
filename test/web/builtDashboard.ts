import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const SOURCES = path.join(ROOT, 'src/web');
const RELEASE = path.join(ROOT, 'dist/web');
const CACHE = path.join(ROOT, 'node_modules/.cache/dashboard');
const WAIT_MS = 500;
const WAIT_MAX_MS = 60_000;

function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/** The release is fresh while no source is newer than it. */
function isFresh(): boolean {
  const index = path.join(RELEASE, 'index.html');
  if (!fs.existsSync(index)) return false;
  const builtAt = fs.statSync(index).mtimeMs;
  return filesBelow(SOURCES).every((file) => fs.statSync(file).mtimeMs <= builtAt);
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS);
}

/**
 * The folder of the built dashboard: the release where it is fresh, else a build of these very sources, made once
 * however many test files ask for it at the same time.
 */
export function builtDashboard(): string {
  if (isFresh()) return RELEASE;
  const hash = createHash('sha256');
  for (const file of filesBelow(SOURCES)) hash.update(file).update(fs.readFileSync(file));
  const folder = path.join(CACHE, hash.digest('hex').slice(0, 16));
  const done = path.join(folder, '.done');
  fs.mkdirSync(CACHE, { recursive: true });
  try {
    // Whoever makes the folder builds; the others wait for its mark.
    fs.mkdirSync(folder);
    for (const older of fs.readdirSync(CACHE))
      if (path.join(CACHE, older) !== folder) fs.rmSync(path.join(CACHE, older), { recursive: true, force: true });
  } catch {
    for (let waited = 0; waited < WAIT_MAX_MS && !fs.existsSync(done); waited += WAIT_MS) pause();
    if (fs.existsSync(done)) return folder;
  }
  execFileSync(
    process.execPath,
    [
      path.join(ROOT, 'node_modules/vite/bin/vite.js'),
      'build',
      '--config',
      path.join(SOURCES, 'vite.config.mts'),
      '--outDir',
      folder,
      '--logLevel',
      'warn',
    ],
    { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  fs.writeFileSync(done, '');
  return folder;
}
