import fs from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const ARCHITECTURE = 'docs/architecture.md';

const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');

function filesIn(folder: string, keep: RegExp): string[] {
  return fs.readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (/^(node_modules|dist|fixtures|out|reports)$/.test(entry.name)) return [];
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? filesIn(file, keep) : keep.test(entry.name) ? [file] : [];
  });
}

/** Comments run over lines: their stars and slashes are taken out, so that "invariant" and its number stand together. */
const asProse = (text: string): string => text.replace(/\n\s*(\*|\/\/)?\s*/g, ' ');

interface Invariant {
  readonly number: number;
  readonly tests: readonly { readonly file: string; readonly title: string }[];
}

function invariants(): Invariant[] {
  return read(ARCHITECTURE)
    .split(/^### Invariant (?=\d)/m)
    .slice(1)
    .map((section) => ({
      number: Number.parseInt(section, 10),
      tests: [...section.matchAll(/^- `([^`]+)` › `([^`]+)`$/gm)].map(([, file = '', title = '']) => ({ file, title })),
    }));
}

describe('the invariants of docs/architecture.md', () => {
  test('are numbered from one without gaps, and each is held by a test', () => {
    const found = invariants();
    expect(found.map(({ number }) => number)).toEqual(found.map((_, index) => index + 1));
    expect(found.filter(({ tests }) => tests.length === 0)).toEqual([]);
  });

  test('name tests that exist, by their file and their title', () => {
    const missing = invariants()
      .flatMap(({ tests }) => tests)
      .filter(({ file, title }) => {
        if (!fs.existsSync(path.join(root, file))) return true;
        const text = read(file);
        return !["'", '"', '`'].some((quote) => text.includes(`${quote}${title}${quote}`));
      });
    expect(missing).toEqual([]);
  });

  test('are what the sources, tests and documents mean when they name one', () => {
    const known = new Set(invariants().map(({ number }) => number));
    const files = [
      ...['src', 'test', 'packages', 'docs'].flatMap((folder) => filesIn(folder, /\.(tsx?|[cm]js|md)$/)),
      'README.md',
      'CONTRIBUTING.md',
    ];
    const mentions = files.flatMap((file) =>
      [...asProse(read(file)).matchAll(/\binvariants? (\d+(?:(?:, | and )\d+)*)/gi)].flatMap(([, numbers = '']) =>
        (numbers.match(/\d+/g) ?? []).map((number) => ({ file, number: Number(number) })),
      ),
    );
    expect(mentions.length).toBeGreaterThan(20);
    expect(mentions.filter(({ number }) => !known.has(number))).toEqual([]);
  });
});

test('no comment sends its reader to a design outside this repository', () => {
  const files = ['src', 'test', 'packages', 'scripts'].flatMap((folder) => filesIn(folder, /\.(tsx?|[cm]js)$/));
  const outside = /\bdesign\.md|\bdesign,? (section|invariant)/i;
  expect(
    files.filter((file) => file !== 'test/architecture/documents.test.ts' && outside.test(asProse(read(file)))),
  ).toEqual([]);
});

test('every relative link of a document leads to a file, and to a heading where it names one', () => {
  const documents = [
    ...fs.readdirSync(root).filter((name) => name.endsWith('.md')),
    ...['docs', 'packages', 'config'].flatMap((folder) => filesIn(folder, /\.md$/)),
  ];
  const broken = documents.flatMap((document) =>
    [...read(document).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !/^[a-z]+:/i.test(link) && !leadsSomewhere(document, link))
      .map((link) => `${document}: ${link}`),
  );
  expect(documents.length).toBeGreaterThan(10);
  expect(broken).toEqual([]);
});

test('every heading a comment points to exists', () => {
  const files = ['src', 'test', 'packages', 'scripts'].flatMap((folder) => filesIn(folder, /\.(tsx?|[cm]js)$/));
  const pointers = files.flatMap((file) =>
    [...read(file).matchAll(/\bdocs\/[\w/-]+\.md(?:#[\w-]+)?/g)].map(([pointer]) => ({ file, pointer })),
  );
  expect(pointers.length).toBeGreaterThan(2);
  expect(pointers.filter(({ pointer }) => !leadsSomewhere('README.md', pointer))).toEqual([]);
});

test('every file a document names in passing exists', () => {
  const missing = [...filesIn('docs', /\.md$/), 'CONTRIBUTING.md', 'README.md', 'README.zh-CN.md'].flatMap((document) =>
    [...read(document).matchAll(/`((?:src|test|packages|scripts|config|docs)\/[\w./-]+)`/g)]
      .map(([, file = '']) => file)
      .filter((file) => !fs.existsSync(path.join(root, file)))
      .map((file) => `${document}: ${file}`),
  );
  expect(missing).toEqual([]);
});

function leadsSomewhere(document: string, link: string): boolean {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? document : path.join(path.dirname(document), file);
  if (!fs.existsSync(path.join(root, target))) return false;
  if (anchor === undefined) return true;
  const headings = [...read(target).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => anchorOf(title));
  return headings.includes(decodeURIComponent(anchor));
}

/** As repository hosts make it: lowercase, punctuation dropped, spaces to dashes. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}
