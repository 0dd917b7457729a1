import type { ImportKeptView, ImportMessageView, ImportRowView, ImportView } from '../../src/api/imports';
import { emptyTables } from '../../src/domain/register/registerTables';
import type { Services } from '../../src/services/index';
import { unused, type OfficeRules } from './officeRules';

const ID = 'e'.repeat(24);
const AT = '2026-11-20T00:30:00.000Z';
const counts = { units: 1, sites: 0, accounts: 2, people: 0, liaisons: 0 };

/** One complete example of every view. */
const importOf = (): ImportView => ({
  ...{ id: ID, byName: '王敏', uploadedAt: AT, fileName: '登记表.xlsx', sha256: 'a'.repeat(64), bytes: 8_192 },
  ...{ updates: false, state: 'undone', counts: { new: counts, unchanged: counts, differs: counts } },
  ...{ faults: 1, notices: 1, listed: 2, progress: { part: 'accounts', done: 1, total: 2 }, appliedAt: AT },
  ...{
    failure: '单位刚被更新。',
    undo: { byName: '王敏', reason: '导错文件', at: AT, removed: counts, restored: counts, kept: 1 },
  },
});
const messageOf = (): ImportMessageView => ({
  ...{ code: 'missing', kind: 'accounts', sheet: '账号', row: 3, column: 'B', header: '平台', value: '', about: '' },
  ...{ isNotice: false, message: '缺少这一项，请补上' },
});
const rowOf = (): ImportRowView => ({
  ...{ kind: 'accounts', sheet: '账号', row: 3, name: '甲局发布', ref: 'weibo 1234567890', outcome: 'differs' },
  ...{ changes: [{ field: 'name', header: '账号名称', before: '甲局', after: '甲局发布' }], id: ID },
});

const keptOf = (): ImportKeptView => ({
  ...{ kind: 'accounts', ref: 'weibo 1234567890', name: '甲局发布', field: 'name', header: '账号名称' },
  reason: 'changed-since',
});

/** Imports, in the office. */
export function importServices({ change, page }: OfficeRules, known: string): Pick<Services, 'imports'> {
  const asked = (what: string, principal: Parameters<typeof change>[2]['principal']) => {
    change(`imports:${what}`, known, { principal, action: 'account.write' });
    return importOf();
  };
  return {
    imports: {
      carryOut: unused,
      handIn: async (_file, principal) => asked('hand-in', principal),
      imports: async () => page([importOf()]),
      oneImport: async () => importOf(),
      importMessages: async () => ({ ...page([messageOf()]), sheets: ['账号'] }),
      importRows: async () => page([rowOf()]),
      applyImport: async (_id, principal) => asked('apply', principal),
      undoPlan: async () => ({ removes: counts, restores: counts, keptCount: 1, ...page([keptOf()]) }),
      undoImport: async (_id, _reason, principal) => asked('undo', principal),
      exportTables: async () => emptyTables(),
      templateTables: async () => emptyTables(),
    },
  };
}
