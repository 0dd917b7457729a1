import { wordList } from '../text/wordList';
import { issuerKindOf, issuersOf } from './issuerKind';
import { AUTHORITIES, type Authority, type Policy } from './policy';

/** Codes of the State Council's and the centre's own numbers. Nobody else numbers so. */
const CENTRAL_NUMBER = /^(?:国发|国办发|国函|国办函|国办|国发明电|国办发明电|国令|中发|中办发)(?:〔|第|令|$)/u;
/**
 * Codes of the provinces' governments and their offices: 浙政办发, 粤府. A city's code has two characters before 政 or 府,
 * with exceptions: 云府 is 云浮's. So only the provinces that number with 府 are taken for such.
 */
const CODES_WITH_ZHENG = wordList(
  '京 津 冀 晋 内 辽 吉 黑 沪 苏 浙 皖 闽 鲁 豫 鄂 湘 粤 桂 琼 渝 川 黔 云 藏 陕 甘 青 宁 新 赣',
);
const CODES_WITH_FU = wordList('沪 赣 粤 琼 渝 川 黔');
const PROVINCE_NUMBER = new RegExp(
  `^(?:(?:${CODES_WITH_ZHENG.join('|')})政|(?:${CODES_WITH_FU.join('|')})府)(?:办|厅)?(?:发|字|函|规|电|令)?〔`,
  'u',
);
/** Kinds that a code of one character can belong to as well: their own name in the document goes before such a code. */
const BELOW_PROVINCE: readonly (Authority | null)[] = ['city', 'city-department', 'county', 'county-department'];
/** `国务院办公厅 财政部关于…`, `工业和信息化部等八部门关于…`: who issues stands before the first 关于, 印发 or 公告. */
const TITLE_HEAD =
  /^([\p{Script=Han}、，,\s]{2,80}?)(?:等[\p{Script=Han}\d]{1,4}(?:部门|单位|部委))?(?:关于|印发|发布|公布|转发|公告|令)/u;
/** 国务院批转国家计委…, 国务院对上海市…的批复: the act is the State Council's, whoever is named after it. */
const STATE_COUNCIL_ACT = /^国务院(?:办公厅)?(?:秘书局|批转|转发|对|同意|任免|决定|中央军委)/u;
/** The institution that stands in the number itself: 财政部公告2026年第12号, 交通运输部令2023年第22号. */
const NUMBERED = /^([\p{Script=Han}]{2,60})(?:公告|令)/u;

/**
 * 条例, 实施条例, 暂行条例: only the State Council and people's congresses may name a text so, ministries and local
 * governments may not (规章制定程序条例, article 7). A local one begins with its place: 浙江省…, 杭州市…, 深圳经济特区….
 */
const REGULATION = /条例(?:[（(](?:修订|试行)[）)])?$/u;
const PROVINCES = wordList(
  '北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 重庆 ' +
    '四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 香港 澳门',
);
const LOCAL = new RegExp(
  `^(?:${PROVINCES.join('|')}|\\p{Script=Han}{2,10}?(?:[省市州县旗盟]|自治区|经济特区|新区))`,
  'u',
);

/** Where a document is stated to be from. */
type Stated = Pick<Policy, 'docNumber' | 'title'> & { readonly issuer?: string | null };

/**
 * Whose document it is: by its 文号, its stated issuer, or the institution that begins its title, in this order; never by
 * where it was found, because gov.cn lists ministries' documents beside the State Council's, and a province's portal its
 * departments'. `unknown` where nothing says so. Of joint issuers the highest counts.
 *
 * `foundAt`, whose list it stands in, decides in one case only: a 条例 of no place in the State Council's own list, which
 * states neither number nor issuer with its administrative regulations.
 */
export function authorityOf(stated: Stated, foundAt?: Authority): Authority {
  const { docNumber } = stated;
  if (docNumber !== null && CENTRAL_NUMBER.test(docNumber)) return 'state-council';
  const named = highestOf(statedIssuers(stated));
  if (docNumber !== null && PROVINCE_NUMBER.test(docNumber) && !BELOW_PROVINCE.includes(named)) return 'province';
  if (named !== null) return named;
  return foundAt === 'state-council' && isNationalRegulation(stated) ? 'state-council' : 'unknown';
}

/**
 * The issuers by name, all of a joint document: as its issuer field states them, else as its title begins with them, else
 * as they stand in its number; the first of these that names an institution. None: nothing says who issued it.
 */
export function statedIssuers({ docNumber, title, issuer = null }: Stated): readonly string[] {
  const named = issuersOf(issuer ?? '');
  if (highestOf(named) !== null) return named;
  if (STATE_COUNCIL_ACT.test(title.trim())) return ['国务院'];
  const head = TITLE_HEAD.exec(title.trim().slice(0, 120))?.[1];
  const titled = head === undefined ? [] : issuersOf(head);
  if (highestOf(titled) !== null) return titled;
  const numbered = docNumber === null ? null : NUMBERED.exec(docNumber)?.[1];
  return numbered == null || issuerKindOf(numbered) === null ? [] : [numbered];
}

function isNationalRegulation({ docNumber, title, issuer }: Stated): boolean {
  if (docNumber !== null || (issuer ?? '') !== '') return false;
  const name = title.trim().replace(/^《|》$/gu, '');
  return REGULATION.test(name) && !LOCAL.test(name);
}

function highestOf(names: readonly string[]): Authority | null {
  const kinds = names.map(issuerKindOf).filter((kind) => kind !== null);
  return AUTHORITIES.find((authority) => kinds.includes(authority)) ?? null;
}

/** The closed list goes from the highest to the lowest; that nothing is known is lower than anything. */
export function isHigher(one: Authority, other: Authority): boolean {
  return AUTHORITIES.indexOf(one) < AUTHORITIES.indexOf(other);
}
