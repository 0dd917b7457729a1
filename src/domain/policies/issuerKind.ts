import { wordList } from '../text/wordList';
import type { Authority } from './policy';

/** The State Council with its general office, and what is issued together with the party's centre. */
const STATE_COUNCIL = /^(?:中共中央|国务院)(?:办公厅)?$|^全国人民代表大会(?:常务委员会)?$|^全国人大(?:常委会)?$/u;

/** Provinces, autonomous regions and municipalities, by the part of their name that nothing else begins with. */
const PROVINCES = wordList(`
  北京 天津 上海 重庆
  河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南
  湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾
  内蒙古 广西 西藏 宁夏 新疆 香港 澳门
`);
const PROVINCE_NAME = new RegExp(
  `^(?:(?:${PROVINCES.join('|')})(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区|生产建设兵团)?|[\\p{Script=Han}]{0,8}省|自治区|直辖市)`,
  'u',
);
/** What follows a place's name when the government itself issues, not one of its departments. */
const GOVERNMENT = /^(?:人民政府|政府)?(?:办公厅|办公室)?$|^(?:省|市|县|区|州|盟|旗)?(?:委|委员会)(?:办公厅|办公室)?$/u;
const COUNTY_NAME = /[\p{Script=Han}]{1,12}?(?:县|区|旗)(?!域)/u;
const CITY_NAME = /^[\p{Script=Han}]{1,12}?(?:市|自治州|州(?!市)|盟|地区)/u;

/**
 * Institutions of the centre below the State Council: its ministries and commissions, and what stands directly under it.
 * Those whose name says it (国家…局, …总局, …部) need no entry.
 */
const CENTRAL_NAMES = wordList(`
  中国人民银行 人民银行 审计署 海关总署 国务院国资委 国务院国有资产监督管理委员会
  国务院港澳办 国务院研究室 国务院侨办 国务院台办 国务院新闻办 国务院参事室 国务院扶贫办
  新华社 新华通讯社 中国科学院 中国社会科学院 中国工程院 中国气象局 中国证监会 证监会 金融监管总局
  国家发展改革委 发展改革委 国家卫生健康委 国家民委 国家数据局 最高人民法院 最高人民检察院 全国总工会 共青团中央 全国妇联
`);
const CENTRAL_SHAPE =
  /^(?:国家|中央|全国|中国|国务院)[\p{Script=Han}]{2,30}$|^[\p{Script=Han}]{1,16}(?:部|总局|总署)$/u;

/** Which kind of institution a name stands for; null where the name does not say it. */
export function issuerKindOf(name: string): Authority | null {
  const whole = name.replace(/^中华人民共和国(?=.)/u, '').replace(/\s+/gu, '');
  // A ministry's office issues for it: 教育部办公厅. 国务院办公厅 and 网信办公室 are names of their own.
  const bare = whole.replace(/(?<=部|署|局|委|委员会|行)(?:办公厅|办公室|综合司)$/u, '');
  if (bare === '') return null;
  if (STATE_COUNCIL.test(bare)) return 'state-council';
  const province = PROVINCE_NAME.exec(bare)?.[0];
  const rest = province === undefined ? bare : bare.slice(province.length);
  if (province !== undefined && GOVERNMENT.test(rest) && (rest !== '' || /省|自治区|市$/u.test(province)))
    return 'province';
  if (province === undefined && (CENTRAL_NAMES.includes(bare) || CENTRAL_SHAPE.test(bare))) return 'ministry';
  const city = CITY_NAME.exec(rest)?.[0] ?? '';
  const county = COUNTY_NAME.exec(rest.slice(city.length))?.[0] ?? '';
  if (county !== '') return GOVERNMENT.test(rest.slice(city.length + county.length)) ? 'county' : 'county-department';
  if (city !== '') return GOVERNMENT.test(rest.slice(city.length)) ? 'city' : 'city-department';
  if (province !== undefined && rest !== '') return 'provincial-department';
  return null;
}

/** Names as lists give them: by 、, commas, semicolons or blanks. */
export function issuersOf(issuer: string): string[] {
  return issuer.split(/[、,，;；\s]+/u).filter((name) => name !== '');
}
