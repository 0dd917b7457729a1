import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
/** Worked out once and the same for whoever asks, except what tells which stores this process has open. */
const KEEPS = [
  'packages/embedded-store/src/aggregate/operators/dates.ts',
  'packages/embedded-store/src/index.ts',
  'packages/embedded-store/src/wire/cursorReply.ts',
  'packages/embedded-store/src/wire/messages.ts',
  'packages/platform-sandbox/src/wire/gbkText.ts',
  'src/domain/policies/normaliseTitle.ts',
];
/** A variable, or something empty that is there to be filled. */
const STATE = /^(?:export )?(?:let |const \w+(?:: [^=]+)? = (?:new (?:Weak)?(?:Map|Set)(?:<[^(]*>)?\(\)|\[\]|\{\});)/mu;

const sources = ['src', 'packages/embedded-store/src', 'packages/platform-sandbox/src'].flatMap((folder) =>
  fs
    .readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join(folder, file.replaceAll('\\', '/')))
    .filter((file) => file.endsWith('.ts') && !file.startsWith('src/web/')),
);

test('modules keep nothing: they are loaded once for all test files of a worker', () => {
  const keeping = sources.filter((file) => STATE.test(fs.readFileSync(path.join(ROOT, file), 'utf8')));
  expect(sources.length).toBeGreaterThan(500);
  expect(keeping.sort()).toEqual(KEEPS);
});
