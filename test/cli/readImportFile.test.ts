import { NO_SITES } from '../../src/cli/checkSites';
import { checkReferences, type RegisteredUnit } from '../../src/cli/checkReferences';
import { placeInWords, type ImportProblem } from '../../src/cli/importProblem';
import { readImportFile } from '../../src/cli/readImportFile';

const unit = { key: 'gov', name: '县政府', parent: null, level: 'county' };
const account = {
  unit: 'gov',
  platform: 'weibo',
  externalId: '5001234567',
  name: '某县发布',
  homeUrl: 'https://weibo.com/u/5001234567',
};

function problemsOf(value: unknown, registered: readonly RegisteredUnit[] = []): readonly ImportProblem[] {
  const read = readImportFile(typeof value === 'string' ? value : JSON.stringify(value));
  return 'problems' in read ? read.problems : checkReferences(read.file, registered, NO_SITES);
}

describe('readImportFile', () => {
  test('takes units, accounts and people and fills what may be left out', () => {
    const read = readImportFile(JSON.stringify({ units: [unit], accounts: [account] }));
    expect('file' in read && read.file.accounts[0]).toMatchObject({
      columnClass: 'account',
      credential: null,
      settings: {},
    });
  });

  test('names every row of a unit that is closed: a file does not open it again', () => {
    const registered = [{ key: 'gov', parentKey: null, isClosed: true }];
    const child = { key: 'edu', name: '教育局', parent: 'gov', level: 'department' };
    const found = problemsOf({ units: [unit, child], accounts: [account] }, registered);
    expect(found.map(({ path }) => path)).toEqual(['units.0.key', 'units.1.parent', 'accounts.0.unit']);
    expect(found[0]?.message).toContain('已关闭');
    expect(problemsOf({ units: [unit, child], accounts: [account] }, [{ key: 'gov', parentKey: null }])).toEqual([]);
  });

  test('reads a file that starts with a byte order mark', () => {
    expect(problemsOf(`\uFEFF${JSON.stringify({ units: [unit], accounts: [] })}`)).toEqual([]);
  });

  test('names an unknown key and the one probably meant', () => {
    expect(problemsOf({ units: [unit], accounts: [{ ...account, externalID: '1' }] })[0]).toEqual({
      path: 'accounts.0.externalID',
      message: expect.stringContaining('"externalId"'),
    });
  });

  test.each([
    [
      'an account of a unit that is not in the file',
      { units: [unit], accounts: [{ ...account, unit: 'none' }] },
      'accounts.0.unit',
    ],
    [
      'a unit before the unit above it',
      {
        units: [
          { ...unit, parent: 'later' },
          { ...unit, key: 'later' },
        ],
        accounts: [],
      },
      'units.0.parent',
    ],
    ['one account given twice', { units: [unit], accounts: [account, account] }, 'accounts.1.externalId'],
    [
      'an officer without a unit',
      {
        units: [unit],
        accounts: [],
        people: [{ username: 'li', name: '李', role: 'officer', unit: null, password: 'long enough 1' }],
      },
      'people.0.unit',
    ],
    [
      'a short password',
      {
        units: [unit],
        accounts: [],
        people: [{ username: 'li', name: '李', role: 'viewer', unit: null, password: 'short' }],
      },
      'people.0.password',
    ],
    ['a unit named by blanks', { units: [{ ...unit, name: '   ' }], accounts: [] }, 'units.0.name'],
    ['a unit without a name', { units: [{ ...unit, name: '' }], accounts: [] }, 'units.0.name'],
    ['an account named by blanks', { units: [unit], accounts: [{ ...account, name: '\u3000' }] }, 'accounts.0.name'],
    [
      'a home address that is no web address',
      { units: [unit], accounts: [{ ...account, homeUrl: 'javascript:alert(1)' }] },
      'accounts.0.homeUrl',
    ],
    ['text that is not JSON', 'units:', '(file)'],
  ])('refuses %s and names the place', (_name, value, place) => {
    expect(problemsOf(value).map((problem) => problem.path)).toEqual([place]);
  });
});

describe('a day in an import file', () => {
  const withDay = (openedOn: unknown): readonly ImportProblem[] =>
    problemsOf({ units: [unit], accounts: [account, { ...account, externalId: '2', openedOn }] });

  test.each(['2026-02-28', '2024-02-29', null])('%p is taken', (openedOn) => {
    expect(withDay(openedOn)).toEqual([]);
  });

  test.each(['2026-02-29', '2026-02-30', '2026-13-01', '2026-04-31', '2026-2-3', '0000-01-01', '2026-02-28T00:00', ''])(
    '%p exists in no calendar: refused with its row, its field and what to write instead',
    (openedOn) => {
      const [problem] = withDay(openedOn);
      expect(problem).toEqual({ path: 'accounts.1.openedOn', message: expect.stringMatching(/没有这一天.*null/) });
      expect(placeInWords('accounts.1.openedOn')).toBe('第 2 个账号的 openedOn（accounts.1.openedOn）');
    },
  );
});

describe('what an import file refers to', () => {
  const registered = [
    { key: 'gov', parentKey: null },
    { key: 'edu', parentKey: 'gov' },
    { key: 'school', parentKey: 'edu' },
  ];

  test('may be registered already: a unit above, the unit of an account, of a person', () => {
    const person = { username: 'li', name: '李', role: 'officer', unit: 'edu', password: null };
    const below = { key: 'new', name: '新单位', parent: 'school', level: 'town' };
    const accounts = [{ ...account, unit: 'edu' }];
    expect(problemsOf({ units: [below], accounts, people: [person] }, registered)).toEqual([]);
    expect(problemsOf({ units: [below], accounts, people: [person] }).map(({ path }) => path)).toEqual([
      'units.0.parent',
      'accounts.0.unit',
      'people.0.unit',
    ]);
  });

  test.each([
    ['itself', [{ ...unit, parent: 'gov' }]],
    ['a unit under it', [{ ...unit, parent: 'school' }]],
  ])('a unit cannot come to stand under %s', (_case, units) => {
    expect(problemsOf({ units, accounts: [] }, registered)).toEqual([
      { path: 'units.0.parent', message: expect.stringContaining('cannot stand under itself') },
    ]);
  });

  test('a unit moves under its former subordinate once that one has been moved away', () => {
    const moved = { key: 'edu', name: '教育局', parent: null, level: 'department' };
    expect(problemsOf({ units: [moved, { ...unit, parent: 'edu' }], accounts: [] }, registered)).toEqual([]);
  });
});

test('a problem is told in Chinese first, with English after it, and without the value that was typed', () => {
  const people = [{ username: 'li', name: '李', role: 'viewer', unit: null, password: 'geheim' }];
  const problems = problemsOf({ units: [{ ...unit, level: 'x' }, {}], accounts: [{ ...account, nmae: 1 }], people });
  expect(problems.length).toBeGreaterThan(5);
  for (const { message } of problems) expect(message).toMatch(/^[^a-zA-Z]*[\u4E00-\u9FFF].*\(.*[a-z].*\)$/);
  expect(JSON.stringify(problems)).not.toContain('geheim');
});
