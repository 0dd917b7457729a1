/** The invented county. None of these places exists: no division of the country carries the code or the names. */
export const COUNTY = {
  name: '澄川县',
  shortName: '澄川',
  code: '990321',
  cityName: '云澜市',
  provinceName: '江岭省',
} as const;

/** What a unit writes about; decides which stories it draws. */
export type Line =
  | 'county'
  | 'education'
  | 'health'
  | 'police'
  | 'traffic'
  | 'farming'
  | 'weather'
  | 'market'
  | 'culture'
  | 'environment'
  | 'emergency'
  | 'people'
  | 'economy'
  | 'service'
  | 'town';

export interface UnitPlan {
  /** Latin, unique in the county; part of the portal's path. */
  readonly slug: string;
  readonly name: string;
  /** Put after the county's short name in account names. */
  readonly brand: string;
  readonly line: Line;
  readonly level: 'county' | 'department' | 'town';
}

type Row = readonly [slug: string, office: string, brand: string, line: Line];

const DEPARTMENTS: readonly Row[] = [
  ['jyj', '教育局', '教育', 'education'],
  ['wjj', '卫生健康局', '卫健', 'health'],
  ['gaj', '公安局', '公安', 'police'],
  ['jtj', '交通运输局', '交通', 'traffic'],
  ['nyj', '农业农村局', '农业农村', 'farming'],
  ['qxj', '气象局', '气象', 'weather'],
  ['scjgj', '市场监督管理局', '市场监管', 'market'],
  ['wlj', '文化和旅游局', '文旅', 'culture'],
  ['yjj', '应急管理局', '应急', 'emergency'],
  ['rsj', '人力资源和社会保障局', '人社', 'people'],
  ['mzj', '民政局', '民政', 'people'],
  ['fgj', '发展和改革局', '发改', 'economy'],
  ['czj', '财政局', '财政', 'economy'],
  ['zjj', '住房和城乡建设局', '住建', 'service'],
  ['slj', '水利局', '水利', 'environment'],
  ['sthj', '生态环境局', '生态环境', 'environment'],
  ['zrj', '自然资源和规划局', '自然资源', 'environment'],
  ['spj', '行政审批服务局', '政务服务', 'service'],
  ['gxj', '工业和信息化局', '工信', 'economy'],
  ['kjj', '科学技术局', '科技', 'economy'],
  ['swj', '商务局', '商务', 'economy'],
  ['sfj', '司法局', '司法', 'police'],
  ['sjj', '审计局', '审计', 'economy'],
  ['tjj', '统计局', '统计', 'economy'],
  ['ybj', '医疗保障局', '医保', 'health'],
  ['tyj', '退役军人事务局', '退役军人', 'people'],
  ['cgj', '城市管理局', '城管', 'service'],
  ['lyj', '林业局', '林业', 'environment'],
  ['sjzj', '数据局', '数据', 'service'],
  ['xfj', '信访局', '信访', 'people'],
  ['swju', '税务局', '税务', 'economy'],
  ['xfdd', '消防救援大队', '消防', 'emergency'],
  ['gjj', '住房公积金管理部', '公积金', 'service'],
  ['ggzy', '公共资源交易中心', '公共资源', 'economy'],
  ['tsg', '图书馆', '图书馆', 'culture'],
  ['cjr', '残疾人联合会', '残联', 'people'],
];

const TOWN_HEADS = [
  '云',
  '石',
  '青',
  '临',
  '柳',
  '栖',
  '桐',
  '白',
  '金',
  '松',
  '东',
  '枫',
  '南',
  '兰',
  '鹿',
  '沙',
] as const;
const TOWN_TAILS = [
  '溪',
  '桥',
  '山',
  '河',
  '湾',
  '岭',
  '滩',
  '坪',
  '塘',
  '浦',
  '泉',
  '田',
  '洲',
  '源',
  '墩',
  '陂',
] as const;
const SYLLABLES = new Map<string, string>([
  ['云', 'yun'],
  ['石', 'shi'],
  ['青', 'qing'],
  ['临', 'lin'],
  ['柳', 'liu'],
  ['栖', 'qi'],
  ['桐', 'tong'],
  ['白', 'bai'],
  ['金', 'jin'],
  ['松', 'song'],
  ['东', 'dong'],
  ['枫', 'feng'],
  ['南', 'nan'],
  ['兰', 'lan'],
  ['鹿', 'lu'],
  ['沙', 'sha'],
  ['溪', 'xi'],
  ['桥', 'qiao'],
  ['山', 'shan'],
  ['河', 'he'],
  ['湾', 'wan'],
  ['岭', 'ling'],
  ['滩', 'tan'],
  ['坪', 'ping'],
  ['塘', 'tang'],
  ['浦', 'pu'],
  ['泉', 'quan'],
  ['田', 'tian'],
  ['洲', 'zhou'],
  ['源', 'yuan'],
  ['墩', 'dun'],
  ['陂', 'bei'],
]);

/**
 * The county government first, then departments and towns in turn (three departments to two towns); any number can be
 * planned.
 */
export function planUnits(count: number): readonly UnitPlan[] {
  const plans: UnitPlan[] = [
    { slug: 'zf', name: `${COUNTY.name}人民政府`, brand: '发布', line: 'county', level: 'county' },
  ];
  let departments = 0;
  let towns = 0;
  while (plans.length < count) {
    const takesDepartment = departments < DEPARTMENTS.length && departments * 2 <= towns * 3;
    plans.push(takesDepartment ? planDepartment(departments) : planTown(towns));
    if (takesDepartment) departments += 1;
    else towns += 1;
  }
  return plans;
}

/** Names of towns that stories mention; the same ones the unit tree begins with. */
export const TOWN_NAMES: readonly string[] = Array.from({ length: 12 }, (_, i) =>
  planTown(i).name.replace(COUNTY.name, '').replace('人民政府', ''),
);

function planDepartment(position: number): UnitPlan {
  const row = DEPARTMENTS[position];
  if (row === undefined) throw new RangeError('no such department');
  const [slug, office, brand, line] = row;
  return { slug, name: `${COUNTY.name}${office}`, brand, line, level: 'department' };
}

/**
 * Towns walk a diagonal through two lists, so that neighbours differ in both characters; a round number follows when
 * all are used.
 */
function planTown(position: number): UnitPlan {
  const cells = TOWN_HEADS.length * TOWN_TAILS.length;
  const round = Math.floor(position / cells);
  const cell = position % cells;
  const head = TOWN_HEADS[cell % TOWN_HEADS.length] ?? '';
  const tail = TOWN_TAILS[(cell + Math.floor(cell / TOWN_HEADS.length)) % TOWN_TAILS.length] ?? '';
  const kind = position % 5 === 4 ? '乡' : '镇';
  const mark = round === 0 ? '' : String(round + 1);
  const place = `${head}${tail}${mark}${kind}`;
  return {
    slug: `${SYLLABLES.get(head) ?? ''}${SYLLABLES.get(tail) ?? ''}${mark}`,
    name: `${COUNTY.name}${place}人民政府`,
    brand: place,
    line: 'town',
    level: 'town',
  };
}
