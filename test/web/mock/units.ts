import type { UnitDetailView, UnitHistoryView, UnitView } from '../../../src/api/people';
import { mockId } from './instants';

export const UNIT_NAMES = [
  '云溪县人民政府',
  '云溪县人民政府办公室',
  '云溪县教育局',
  '云溪县卫生健康局',
  '云溪县人力资源和社会保障局（县公务员局、县退役军人事务服务中心）',
  '云溪县市场监督管理局',
  '云溪县应急管理局',
  '云溪县自然资源和规划局',
  '云溪县公安局交通警察大队',
  '城关镇人民政府',
  '白石岭苗族土家族自治乡人民政府',
  '临江街道办事处',
] as const;

export const UNITS: readonly UnitView[] = UNIT_NAMES.map((name, index) => ({
  id: mockId('b', index + 1),
  name,
  parentId: index === 0 ? null : mockId('b', 1),
  level: index === 0 ? 'county' : index < 9 ? 'department' : 'town',
  sectors: [],
  region: index === 0 ? '330106' : '',
  regionName: index === 0 ? '浙江省 杭州市 西湖区' : null,
  creditCode: null,
  closed: null,
}));

const named = (unit: UnitView | undefined) => (unit === undefined ? null : { id: unit.id, name: unit.name });

/** A unit as its own page shows it: one of them holds nothing, the others do. */
export function mockUnit(unit: UnitView): UnitDetailView {
  const isEmpty = unit.name === UNIT_NAMES[11];
  const some = isEmpty ? 0 : 2;
  return {
    ...unit,
    key: `unit-${unit.id.slice(-2)}`,
    superior: named(UNITS.find(({ id }) => id === unit.parentId)),
    into: named(UNITS.find(({ id }) => id === unit.closed?.intoId)),
    absorbed: [],
    holdings: {
      units: 0,
      sites: some,
      accounts: some,
      people: some,
      tasks: isEmpty ? 0 : 1,
      submissions: 0,
      ownPosts: 0,
      duties: 0,
    },
  };
}

export const UNIT_HISTORY: readonly UnitHistoryView[] = [
  {
    ...{ at: '2026-11-20T01:00:00.000Z', kind: 'unit-merged', reason: 'merged', by: '王管理', note: '机构改革' },
    ...{ documentNumber: '编发〔2026〕8号', effectiveOn: '2026-11-20' },
    changes: [{ field: 'state', from: 'open', to: '云溪县教育局' }],
  },
  {
    ...{ at: '2026-11-19T01:00:00.000Z', kind: 'unit-changed', reason: 'changed', by: null, note: 'register' },
    ...{ documentNumber: null, effectiveOn: null },
    changes: [
      { field: 'level', from: 'other', to: 'town' },
      { field: 'sectors', from: null, to: 'education' },
    ],
  },
];
