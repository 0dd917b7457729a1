import type { DiffLineView, OfficialListView } from '../../src/api/officialLists';
import type { Services } from '../../src/services/index';
import { ACCOUNTS, NOW, UNIT_A } from './officePeople';
import { unused, type OfficeRules } from './officeRules';

export const officialListOf = (more: Partial<OfficialListView> = {}): OfficialListView => ({
  ...{
    id: '7'.repeat(24),
    source: '省政府办公厅',
    listedOn: '2026-11-01',
    fileName: '名录.xlsx',
    sha256: 'a'.repeat(64),
  },
  ...{ bytes: 2_000, byName: '王管理', at: NOW.toISOString(), lines: 12, unread: 0, comparedAt: NOW.toISOString() },
  counts: { missing: 1, extra: 1, renamed: 0, 'other-sponsor': 0, duplicate: 0, unclear: 1 },
  ...{ replacedAt: null, version: 1, hasFile: true, comparing: null },
  ...more,
});
export const diffLineOf = (more: Partial<DiffLineView> = {}): DiffLineView => ({
  ...{
    key: '0'.repeat(16),
    kind: 'renamed',
    label: '甲局新名',
    platform: 'weibo',
    sheet: '账号',
    row: 3,
    externalId: '1',
  },
  ...{ unitId: UNIT_A, accountId: ACCOUNTS.ofA, before: '甲局发布', after: '甲局新名', act: null },
  ...more,
});

/** Official lists, in the office. */
export function officialListServices({ change, page }: OfficeRules): Pick<Services, 'officialLists'> {
  const asked = (what: string, principal: Parameters<Services['officialLists']['oneList']>[1]): void =>
    change(what, ACCOUNTS.ofA, { principal, action: 'account.write' });
  return {
    officialLists: {
      handInList: async (_file, principal) => {
        asked('official-list:hand-in', principal);
        return officialListOf();
      },
      lists: async () => page([officialListOf()]),
      oneList: async () => officialListOf(),
      listFile: async () => ({ fileName: '名录.xlsx', content: Buffer.from('PK') }),
      listLines: async () => page([diffLineOf()]),
      compareDue: unused,
      compareAgain: async (_id, principal) => {
        asked('official-list:compare', principal);
        return officialListOf({ version: 2 });
      },
      actOnLine: async (_id, _asked, principal) => {
        asked('official-list:act', principal);
        return diffLineOf({ act: { byName: '王管理', at: NOW.toISOString() } });
      },
    },
  };
}
