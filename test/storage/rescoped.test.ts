import fs from 'node:fs';
import path from 'node:path';
import { NAMING_UNIT, RESCOPED } from '../../src/storage/rescoped';

const FOLDER = path.join(__dirname, '../../src/storage');
const sources = fs
  .readdirSync(FOLDER, { encoding: 'utf8', recursive: true })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: fs.readFileSync(path.join(FOLDER, name), 'utf8') }));

/** Events wait in an outbox for seconds; what they become is swept in its own collection. */
const CARRIED_ON = 'outbox.ts';

/** Schemas of whole documents that hold a path of units, by the name of their constant. */
const statements = sources
  .filter(({ name }) => !name.endsWith(CARRIED_ON))
  .flatMap(({ text }) => text.split(/^(?=(?:export )?const )/m))
  .filter((statement) => /^\s+unitPath: /m.test(statement) && statement.includes('documentSchema('));
const nameOf = (statement: string): string => /const (\w+)/.exec(statement)?.[1] ?? '';
const withPath = statements.map(nameOf);
/** Those that name the unit itself beside its path; alerts share their fields with their log. */
const withUnit = statements.filter((statement) => /^\s+(?:unitId: |\.\.\.alertFields,)/m.test(statement)).map(nameOf);
const opened = new Map(
  sources.flatMap(({ text }) =>
    [...text.matchAll(/open<\w+>\('([a-z-]+)', (\w+)\)/g)].map(([, collection = '', schema = '']): [string, string] => [
      schema,
      collection,
    ]),
  ),
);

test('a move of a unit changes every collection whose rows carry the units above them', () => {
  expect(withPath.length).toBeGreaterThan(7);
  expect(withPath.map((schema) => opened.get(schema) ?? schema).sort()).toEqual([...RESCOPED].sort());
});

test('a merge of a unit changes every collection whose rows name their unit beside its path', () => {
  expect(withUnit.map((schema) => opened.get(schema) ?? schema).sort()).toEqual([...NAMING_UNIT].sort());
});
