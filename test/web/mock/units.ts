import type { UnitView } from '../../../src/api/people';
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
  region: '',
}));
