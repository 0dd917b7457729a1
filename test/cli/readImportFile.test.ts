import { readImportFile, type ImportProblem } from '../../src/cli/readImportFile';

const unit = { key: 'gov', name: '县政府', parent: null, level: 'county' };
const account = {
  unit: 'gov',
  platform: 'weibo',
  externalId: '5001234567',
  name: '某县发布',
  homeUrl: 'https://weibo.com/u/5001234567',
};

function problemsOf(value: unknown): readonly ImportProblem[] {
  const read = readImportFile(typeof value === 'string' ? value : JSON.stringify(value));
  return 'problems' in read ? read.problems : [];
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
    [
      'a home address that is no web address',
      { units: [unit], accounts: [{ ...account, homeUrl: 'javascript:alert(1)' }] },
      'accounts.0.homeUrl',
    ],
    ['text that is not JSON', 'units:', '(file)'],
  ])('refuses %s and names the place', (_name, value, place) => {
    expect(problemsOf(value).map((problem) => problem.path)).toContain(place);
  });
});
