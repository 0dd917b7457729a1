import fs from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const SOURCES = ['src', 'packages/embedded-store/src', 'packages/platform-sandbox/src', 'scripts'];
const TESTS = ['test', 'packages/embedded-store/test', 'packages/platform-sandbox/test'];

const MAX_LINES = 300;
const MAX_COLUMNS = 120;
/** Strings may pass the limit of columns, since a sentence cut in two cannot be searched for; few lines need to. */
const MAX_LONG_SHARE = 0.003;

function codeFiles(folder: string): string[] {
  return fs.readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return /^(node_modules|dist|fixtures|out)$/.test(entry.name) ? [] : codeFiles(file);
    return /\.(tsx?|[cm]js|mts)$/.test(entry.name) ? [file] : [];
  });
}

const linesOf = (file: string): string[] => fs.readFileSync(path.join(root, file), 'utf8').trimEnd().split('\n');

test(`no source file passes ${MAX_LINES} lines`, () => {
  const long = SOURCES.flatMap(codeFiles)
    .map((file) => ({ file, lines: linesOf(file).length }))
    .filter(({ lines }) => lines > MAX_LINES);
  expect(long).toEqual([]);
});

test(`hardly a line of sources and tests passes ${MAX_COLUMNS} columns`, () => {
  const lines = [...SOURCES, ...TESTS].flatMap(codeFiles).flatMap(linesOf);
  const long = lines.filter((line) => [...line].length > MAX_COLUMNS);
  const share = long.length / lines.length;
  process.stdout.write(
    `lines over ${MAX_COLUMNS} columns: ${long.length} of ${lines.length} (${(share * 100).toFixed(2)} %)\n`,
  );
  expect(lines.length).toBeGreaterThan(50_000);
  expect(share).toBeLessThan(MAX_LONG_SHARE);
});
