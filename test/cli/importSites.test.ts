import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkReferences } from '../../src/cli/checkReferences';
import { NO_SITES, type RegisteredSites } from '../../src/cli/checkSites';
import { placeInWords, type ImportProblem } from '../../src/cli/importProblem';
import { readImportFile } from '../../src/cli/readImportFile';
import { buildCommandLine, runCommand } from './runCommand';

beforeAll(buildCommandLine);

const units = [{ key: 'jyj', name: '教育局', parent: null, level: 'department' }];
const column = (name: string, given: object = {}): object => ({
  unit: 'jyj',
  platform: 'portal',
  externalId: `https://www.jyj.gov.example/${name}/`,
  name: `教育局网站·${name}`,
  homeUrl: 'https://www.jyj.gov.example/',
  columnClass: 'news',
  ...given,
});
const site = {
  key: 'jyj-site',
  unit: 'jyj',
  name: '教育局网站',
  homeUrl: 'https://www.jyj.gov.example/',
  identifierCode: '9903210002',
  repostColumn: 'https://www.jyj.gov.example/zwyw/',
};

function problemsOf(file: object): string[] {
  const read = readImportFile(JSON.stringify(file));
  const problems = 'problems' in read ? read.problems : checkReferences(read.file, [], NO_SITES);
  return problems.map(({ path: place }) => place);
}

describe('an import file with sites', () => {
  test('may name them or leave them out', () => {
    expect(problemsOf({ units, accounts: [column('gzdt')] })).toEqual([]);
    expect(
      problemsOf({ units, sites: [site], accounts: [column('zwyw', { site: 'jyj-site' }), column('gzdt')] }),
    ).toEqual([]);
  });

  test.each([
    ['a site of an unknown unit', { sites: [{ ...site, unit: 'x', repostColumn: null }] }, 'sites.0.unit'],
    ['a site twice', { sites: [site, site].map((one) => ({ ...one, repostColumn: null })) }, 'sites.1.key'],
    ['an identifier that is none', { sites: [{ ...site, identifierCode: '99032100' }] }, 'sites.0.identifierCode'],
    ['a repost column of no column', { sites: [site] }, 'sites.0.repostColumn'],
    ['a repost column of another site', { sites: [site], accounts: [column('zwyw')] }, 'sites.0.repostColumn'],
    ['a column of an unknown site', { accounts: [column('zwyw', { site: 'other' })] }, 'accounts.0.site'],
    [
      'an identifier of two sites',
      { sites: ['a', 'b'].map((key) => ({ ...site, key, name: key, repostColumn: null })) },
      'sites.1.identifierCode',
    ],
    [
      'a name of two sites',
      { sites: ['a', 'b'].map((key) => ({ ...site, key, identifierCode: null, repostColumn: null })) },
      'sites.1.name',
    ],
    [
      'a name of signs that nobody sees',
      { sites: [{ ...site, name: '\u202E\u200B', repostColumn: null }] },
      'sites.0.name',
    ],
    ['a name of blanks', { sites: [{ ...site, name: ' \u3000', repostColumn: null }] }, 'sites.0.name'],
    [
      'a site of what is no portal',
      { sites: [{ ...site, repostColumn: null }], accounts: [column('1', { platform: 'weibo', site: 'jyj-site' })] },
      'accounts.0.site',
    ],
  ])('is refused whole with %s', (_what, rows, place) => {
    expect(problemsOf({ units, accounts: [], ...rows })).toEqual([place]);
  });
});

test('names are taken as they are read', () => {
  const read = readImportFile(
    JSON.stringify({ units, sites: [{ ...site, name: ' 教育\u202E局网站\u200B', repostColumn: null }], accounts: [] }),
  );
  expect('file' in read && read.file.sites?.[0]?.name).toBe('教育局网站');
});

describe('the identifier of a registered site', () => {
  const registered = (key: string) => ({ ...NO_SITES, siteOfIdentifier: new Map([[site.identifierCode, key]]) });
  const problemsBeside = (sites: RegisteredSites, rows: readonly object[]): readonly ImportProblem[] => {
    const read = readImportFile(JSON.stringify({ units, sites: rows, accounts: [] }));
    return 'problems' in read ? read.problems : checkReferences(read.file, [], sites);
  };
  const row = { ...site, repostColumn: null };

  test('is refused for another one, with the row, the field and what to do', () => {
    const [problem] = problemsBeside(registered('old-site'), [row]);
    expect(placeInWords(problem?.path ?? '')).toBe('第 1 个站点的 identifierCode（sites.0.identifierCode）');
    expect(problem?.message).toMatch(/9903210002.*old-site.*请改正.*null/);
  });

  test('stays its own, and is free once the file gives it another', () => {
    expect(problemsBeside(registered('jyj-site'), [row])).toEqual([]);
    const renumbered = { ...row, key: 'old-site', name: '旧站', identifierCode: '9903210003' };
    expect(problemsBeside(registered('old-site'), [row, renumbered])).toEqual([]);
  });
});

test('what was imported is exported with its sites, and imported again changes nothing', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gov-matrix-sites-'));
  try {
    const file = path.join(folder, 'register.json');
    const own = [column('zwyw', { site: 'jyj-site' }), column('gzdt', { site: 'jyj-site' })];
    fs.writeFileSync(file, JSON.stringify({ units, sites: [site], accounts: [...own, column('tzgg')] }));
    const env = { DATA_DIR: path.join(folder, 'data') };
    const imported = runCommand(['import', file], env);
    expect([imported.code, imported.out]).toEqual([0, expect.stringContaining('站点新增 2、更新 0')]);
    const exported = runCommand(['export'], env);
    const register = JSON.parse(exported.out) as { sites: { key: string }[]; accounts: { site?: string }[] };
    // A column that names no site is grouped by unit and host.
    expect(register.sites.map(({ key }) => key).sort()).toEqual(['jyj-site', 'jyj@www.jyj.gov.example']);
    expect(register.sites.find(({ key }) => key === 'jyj-site')).toEqual(site);
    expect(register.accounts.map((account) => account.site).sort()).toEqual([
      'jyj-site',
      'jyj-site',
      'jyj@www.jyj.gov.example',
    ]);
    fs.writeFileSync(file, exported.out);
    expect(runCommand(['import', file], env).out).toMatch(/站点新增 0、更新 0；.*未变 3/);
    expect(JSON.parse(runCommand(['export'], env).out)).toEqual(register);
    const renamed = register.sites.map((one) => (one.key === 'jyj-site' ? { ...one, name: '新教育网' } : one));
    fs.writeFileSync(file, JSON.stringify({ ...register, sites: renamed }));
    expect(runCommand(['import', file], env).out).toContain('站点新增 0、更新 1');
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
