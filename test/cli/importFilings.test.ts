import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { CommandContext } from '../../src/cli/command';
import { exportFile } from '../../src/cli/export';
import { importFile } from '../../src/cli/import';
import { readImportFile } from '../../src/cli/readImportFile';

const unit = { key: 'gov', name: '县政府', parent: null, level: 'county' };
const homeUrl = 'https://www.gov.example/';
const FILING = {
  supervisingBody: '县政府办公室',
  certifiedUntil: '2027-05-31',
  contactPhone: '0356-2198765',
  isMain: true,
  filingNumber: 'XS-0017',
  fans: 1234,
  fansCountedOn: '2026-09-01',
};
const SITE_FILING = { icpNumber: '吉ICP备05008513号', plan: 'migrate', planBy: '2027-12-31' };
const fileOf = (filing: object | undefined, siteFiling: object | undefined) => ({
  units: [unit],
  sites: [{ key: 'gov-site', unit: 'gov', name: '县政府网站', homeUrl, ...(siteFiling && { filing: siteFiling }) }],
  accounts: [
    {
      ...{ unit: 'gov', platform: 'weibo', externalId: '1', name: '某县发布', homeUrl: 'https://weibo.com/u/1' },
      ...(filing && { filing }),
    },
  ],
});

describe('what a file says of a filing', () => {
  const problemsOf = (filing?: object, siteFiling?: object): string[] => {
    const read = readImportFile(JSON.stringify(fileOf(filing, siteFiling)));
    return 'problems' in read ? read.problems.map(({ path: place }) => place) : [];
  };

  test('is taken as it is', () => {
    expect(problemsOf(FILING, SITE_FILING)).toEqual([]);
  });

  test.each([
    ['a day that is none', { filedOn: '2026-02-30' }, 'filedOn'],
    ['fans of no day', { fans: 12 }, 'fansCountedOn'],
    ['fewer fans than none', { fans: -1, fansCountedOn: '2026-09-01' }, 'fans'],
    ['a telephone that is none', { contactPhone: '无' }, 'contactPhone'],
    ['a field nobody knows', { filingNo: 'XS' }, 'filingNo'],
  ])('is refused by its place: %s', (_what, filing, field) => {
    expect(problemsOf(filing)).toEqual([`accounts.0.filing.${field}`]);
  });

  test.each([
    ['an ICP number that is none', { icpNumber: '05008513' }, 'icpNumber'],
    ['a site kept without a basis', { plan: 'keep' }, 'planBasis'],
    ['a site to be closed at no time', { plan: 'close' }, 'planBy'],
  ])('of a site is refused by its place: %s', (_what, filing, field) => {
    expect(problemsOf(undefined, filing)).toEqual([`sites.0.filing.${field}`]);
  });
});

test('what was imported is exported, and an import that says nothing of it leaves it', async () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'import-filings-'));
  try {
    let said: string[] = [];
    const context: CommandContext = {
      environment: { DATA_DIR: path.join(root, 'data'), SANDBOX: 'off', LOG_LEVEL: 'error' },
      say: (line) => said.push(line),
      complain: () => undefined,
    };
    const take = async (file: object): Promise<void> => {
      fs.writeFileSync(path.join(root, 'file.json'), JSON.stringify(file));
      expect(await importFile(path.join(root, 'file.json'), false, context)).toBe(0);
    };
    await take(fileOf(FILING, SITE_FILING));
    await take(fileOf(undefined, undefined));
    said = [];
    expect(await exportFile(undefined, context)).toBe(0);
    const exported = JSON.parse(said.join('\n')) as ReturnType<typeof fileOf>;
    expect(exported.accounts[0]).toMatchObject({ filing: FILING });
    expect(exported.sites[0]).toMatchObject({ filing: SITE_FILING });
    expect('problems' in readImportFile(JSON.stringify(exported))).toBe(false);
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
});
