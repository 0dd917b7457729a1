import type { UnitDetailView, UnitHistoryView, UnitView } from '../../src/api/people';

export const unitView = (id: string): UnitView => ({
  id,
  name: '甲局',
  parentId: null,
  level: 'department',
  sectors: ['education'],
  region: '330106',
  regionName: '浙江省 杭州市 西湖区',
  creditCode: '91350100M000100Y43',
  closed: null,
});

export const unitDetailView = (id: string): UnitDetailView => ({
  ...unitView(id),
  key: 'a',
  superior: { id: '0'.repeat(24), name: '县政府办' },
  into: null,
  absorbed: [{ id: 'c'.repeat(24), name: '丙局' }],
  holdings: { units: 0, accounts: 1, sites: 0, people: 2, tasks: 0, submissions: 0, ownPosts: 0, duties: 0 },
});

export const unitHistoryView: UnitHistoryView = {
  at: '2026-09-18T01:00:00.000Z',
  kind: 'unit-changed',
  reason: 'record-changed',
  by: '管理员',
  note: '更名',
  documentNumber: null,
  effectiveOn: null,
  changes: [{ field: 'name', from: '甲局', to: '甲局新名' }],
};
