import { foldAlone } from '../policies/normaliseTitle';
import { anyOf, wordList } from '../text/wordList';
import type { Sentence } from './copyText';

/** Something in a sentence that has to be the same in every copy. */
export interface CopyFact {
  readonly kind: 'figure' | 'date' | 'name' | 'document-number';
  readonly from: number;
  readonly to: number;
  /** What it says, in whatever form it is written. Of a date only what is written: its year may be left out. */
  readonly value: readonly (string | null)[];
}

/** A sentence as its facts and the words between them. */
export interface ReadSentence extends Sentence {
  readonly facts: readonly CopyFact[];
  /** The words, with a sign in place of each fact. */
  readonly words: string;
  /** How many letters the words have. */
  readonly letters: number;
}

const TITLES = wordList(`
  书记 副书记 省长 副省长 市长 副市长 县长 副县长 区长 副区长 镇长 乡长 局长 副局长 厅长 副厅长 处长 科长 主任 副主任
  主席 副主席 部长 副部长 院长 检察长 秘书长 校长 会长 新闻发言人
`);
const FAMILY =
  '[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤]';
const BEHIND_NAME = wordList(
  '主持 出席 指出 强调 表示 介绍 要求 参加 带队 率 一行 到 赴 在 等 同志 说 作 对 就 代表 宣布 致辞 讲话',
);
const OFFICES = wordList(
  '人民政府 委员会 办公室 管理局 公安局 教育局 财政局 民政局 卫生健康局 自然资源局 交通运输局 农业农村局 应急管理局 人民法院 人民检察院 人民医院',
);
const DAY_PART = '(凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|晚)?';

interface FactForm {
  readonly kind: CopyFact['kind'];
  readonly form: RegExp;
  readonly value: (groups: readonly (string | undefined)[]) => CopyFact['value'];
}

const whole = (text: string | undefined): string | null => (text === undefined ? null : String(Number(text)));
const dateForm = (form: RegExp, [year, month, day]: readonly [number, number, number]): FactForm => ({
  kind: 'date',
  form,
  value: (groups) => [year, month, day].map((at) => (at === 0 ? null : whole(groups[at]))),
});

/** In this order: what an earlier form takes is no part of a later one. */
const FORMS: readonly FactForm[] = [
  {
    kind: 'name',
    form: /《([^《》]{2,80})》/gu,
    value: ([, title = '']) => [foldAlone(title)],
  },
  {
    kind: 'document-number',
    form: /(\p{Script=Han}{1,8})[([【〔](\d{4})[)\]】〕]第?(\d{1,5})号/gu,
    // The words before it run into its issuer: the last two signs of that are compared.
    value: ([, issuer = '', year, number]) => [issuer.slice(-2), whole(year), whole(number)],
  },
  dateForm(/(\d{4})年(\d{1,2})月(?:(\d{1,2})[日号])?/gu, [1, 2, 3]),
  dateForm(/(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/gu, [1, 3, 4]),
  dateForm(/(?<!\d)(\d{1,2})月(\d{1,2})[日号]/gu, [0, 1, 2]),
  dateForm(/(?<!\d)(\d{4})年/gu, [1, 0, 0]),
  dateForm(/(?<!\d)(\d{1,2})月/gu, [0, 1, 0]),
  dateForm(/(?<!\d)(\d{1,2})日/gu, [0, 0, 1]),
  {
    kind: 'date',
    form: new RegExp(`${DAY_PART}(?<!\\d)(\\d{1,2})(?:[时点](?:(\\d{1,2})分?|(半)|整)?|:(\\d{2})(?!\\d))`, 'gu'),
    value: ([, part, hour, minute, half, minutes]) => [
      'at',
      String((Number(hour) % 12) + (isLater(part, Number(hour)) ? 12 : 0)),
      half === undefined ? String(Number(minute ?? minutes ?? 0)) : '30',
    ],
  },
  {
    kind: 'figure',
    form: /(?<!\d)(\d{3,4})-(\d{7,8})(?!\d)/gu,
    value: ([, area, number]) => ['call', `${area}${number}`],
  },
  {
    kind: 'figure',
    form: /(百分之)?(\d+(?:,\d{3})*(?:\.\d+)?)(万亿|亿|万|%|‰)?/gu,
    value: ([, percent, digits = '', unit]) => [
      amountOf(digits, unit),
      percent === undefined && unit !== '%' ? '' : '%',
    ],
  },
  {
    kind: 'name',
    form: new RegExp(`(?<=${anyOf(TITLES)})(${FAMILY}\\p{Script=Han}{1,2}?)(?=${anyOf(BEHIND_NAME)}|[,、:()]|$)`, 'gu'),
    value: ([, name = '']) => [name],
  },
  {
    kind: 'name',
    form: new RegExp(`(\\p{Script=Han}{1,6}?)${anyOf(OFFICES)}`, 'gu'),
    value: ([office = '']) => [office],
  },
];

function isLater(part: string | undefined, hour: number): boolean {
  if (part === '中午') return hour === 12 || hour < 6;
  return part === undefined ? hour >= 12 && hour !== 24 : /下午|傍晚|晚/u.test(part) || hour > 12;
}

const ZEROS: Readonly<Record<string, number>> = { 万: 4, 亿: 8, 万亿: 12 };

/** The value of a figure in plain digits: 1.2万, 12,000 and 12000 are one. */
function amountOf(digits: string, unit: string | undefined): string {
  const [whole = '', decimals = ''] = digits.replaceAll(',', '').split('.');
  const zeros = ZEROS[unit ?? ''] ?? 0;
  const moved = `${whole}${decimals.padEnd(zeros, '0').slice(0, zeros)}`.replace(/^0+(?=\d)/u, '');
  const rest = decimals.slice(zeros).replace(/0+$/u, '');
  return `${moved}${rest === '' ? '' : `.${rest}`}${unit === '‰' ? '‰' : ''}`;
}

/** The facts of a sentence and the words between them. */
export function readSentence(sentence: Sentence): ReadSentence {
  const { text } = sentence;
  const facts: CopyFact[] = [];
  let open = text;
  for (const { kind, form, value } of FORMS)
    open = open.replace(form, (...found: readonly unknown[]) => {
      const at = found.findIndex((part) => typeof part === 'number');
      const [taken, ...groups] = found.slice(0, at) as (string | undefined)[];
      const from = found[at] as number;
      const length = taken?.length ?? 0;
      facts.push({ kind, from, to: from + length, value: value([taken, ...groups]) });
      // As long as what stood there, so that the places of later facts stay.
      return (kind === 'name' ? '\u0002' : '\u0001').padEnd(length, '\u0003');
    });
  const words = foldAlone(open.replaceAll('\u0003', '').replaceAll('\u0001', '#').replaceAll('\u0002', '@'));
  return {
    ...sentence,
    facts: facts.sort((one, other) => one.from - other.from),
    words,
    letters: words.replace(/[^\p{L}]/gu, '').length,
  };
}

/** Whether two facts at the same place say the same, as far as both say it. */
export function saysTheSame(one: CopyFact, other: CopyFact): boolean {
  if (one.kind !== other.kind || one.value.length !== other.value.length) return false;
  if (one.kind !== 'date') return one.value.every((part, at) => part === other.value[at]);
  const shared = one.value.flatMap((part, at) => {
    const against = other.value[at] ?? null;
    return part === null || against === null ? [] : [part === against];
  });
  return shared.length > 0 && shared.every(Boolean);
}
