import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkReferences } from '../../src/cli/checkReferences';
import { NO_SITES } from '../../src/cli/checkSites';
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
      'a site of what is no portal',
      { sites: [{ ...site, repostColumn: null }], accounts: [column('1', { platform: 'weibo', site: 'jyj-site' })] },
      'accounts.0.site',
    ],
  ])('is refused whole with %s', (_what, rows, place) => {
    expect(problemsOf({ units, accounts: [], ...rows })).toEqual([place]);
  });
});

test('what was imported is exported with its sites, and imported again changes nothing', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gov-matrix-sites-'));
  try {
    const file = path.join(folder, 'register.json');
    const own = [column('zwyw', { site: 'jyj-site' }), column('gzdt', { site: 'jyj-site' })];
    fs.writeFileSync(file, JSON.stringify({ units, sites: [site], accounts: [...own, column('tzgg')] }));
    const env = { DATA_DIR: path.join(folder, 'data') };
    expect(runCommand(['import', file], env).code).toBe(0);
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
    expect(runCommand(['import', file], env).out).toContain('未变 3');
    expect(JSON.parse(runCommand(['export'], env).out)).toEqual(register);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
