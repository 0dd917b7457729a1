import fs from 'node:fs';
import path from 'node:path';

/** The built dashboard beside the compiled server; null when it was not built (tests, a worker image). */
export function webRoot(): string | null {
  const candidates = [path.join(__dirname, '..', '..', 'dist', 'web'), path.join(__dirname, '..', 'web')];
  return candidates.find((folder) => fs.existsSync(path.join(folder, 'index.html'))) ?? null;
}
