import fs from 'node:fs';
import path from 'node:path';

const base = process.env['SHARED_DATA'] ?? path.resolve(__dirname, '../../shared/data');

/** The absolute path of a file or folder of the shared real data, or null where this checkout has none beside it. */
function sharedData(relative: string): string | null {
  const full = path.join(base, relative);
  return fs.existsSync(full) ? full : null;
}

/**
 * A `describe` that runs only where the real data is present. Where it is absent the suite says so by name:
 * a green run without the data must never be read as a run with it.
 */
export function describeWithData(name: string, relative: string, body: (folder: string) => void): void {
  const folder = sharedData(relative);
  if (folder === null) {
    process.stderr.write(`NOT CHECKED: "${name}" needs shared data "${relative}", which is absent.\n`);
    describe.skip(`${name} (shared data absent: ${relative})`, () => {
      test('not checked', () => undefined);
    });
    return;
  }
  describe(name, () => body(folder));
}
