import { wordList } from '../text/wordList';

/**
 * Names of one institution that stand in announcements and orders, a line an institution; its numbers are kept under the
 * first. Two spellings of one number are one document.
 */
const NAMES: readonly string[] = [
  '税务总局 国家税务总局',
  '国家发展改革委 国家发展和改革委员会 国家发展改革委员会 发展改革委 国家发改委 发改委',
  '住房城乡建设部 住房和城乡建设部 住建部',
  '人力资源社会保障部 人力资源和社会保障部 人社部',
  '国家卫生健康委 国家卫生健康委员会 国家卫健委 卫生健康委',
  '人民银行 中国人民银行',
  '工业和信息化部 工信部',
  '市场监管总局 国家市场监督管理总局 国家市场监管总局',
  '国家药监局 国家药品监督管理局 药监局',
  '国家医保局 国家医疗保障局 医保局',
  '金融监管总局 国家金融监督管理总局 国家金融监管总局',
  '中国证监会 中国证券监督管理委员会 证监会',
  '国家外汇局 国家外汇管理局 外汇局',
  '国家网信办 国家互联网信息办公室 中央网信办',
  '广电总局 国家广播电视总局 国家广电总局',
  '国家知识产权局 知识产权局',
  '国务院国资委 国务院国有资产监督管理委员会 国资委',
  '国家民委 国家民族事务委员会',
  '国家林草局 国家林业和草原局 林草局',
  '国家疾控局 国家疾病预防控制局',
  '应急管理部 应急部',
  '退役军人事务部 退役军人部',
  '科技部 科学技术部',
  '国家粮食和储备局 国家粮食和物资储备局',
];

const KEPT_NAME: ReadonlyMap<string, string> = new Map(
  NAMES.map(wordList).flatMap(([kept = '', ...others]) => others.map((other): [string, string] => [other, kept])),
);

/** The name an institution's numbers are kept under; one that is not listed stays as it is. */
export function keptNameOf(name: string): string {
  return KEPT_NAME.get(name) ?? name;
}
