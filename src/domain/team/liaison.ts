import type { LiaisonId, PersonId, UnitId } from '../ids';
import type { CivilDate } from '../time/instant';

/** 联络员, 信息员, 信息主管 and 分管负责人: who of a unit answers for its sites and accounts. */
export const LIAISON_DUTIES = ['liaison', 'informant', 'chief', 'leader'] as const;
export type LiaisonDuty = (typeof LIAISON_DUTIES)[number];

/** From the lowest to the highest; the levels of the civil service law, those above the division in one. */
export const RANKS = [
  'below-section',
  'deputy-section',
  'section',
  'deputy-division',
  'division',
  'above-division',
] as const;
export type Rank = (typeof RANKS)[number];

/** Who holds a duty of a unit, since when, and how they are reached. */
export interface Liaison {
  readonly id: LiaisonId;
  readonly unitId: UnitId;
  /** Root first, the unit itself included. */
  readonly unitPath: readonly UnitId[];
  readonly duty: LiaisonDuty;
  readonly name: string;
  readonly post: string;
  /** Null: not stated. */
  readonly rank: Rank | null;
  /** At least one of both is stated. */
  readonly mobile: string | null;
  readonly officePhone: string | null;
  /** Who it is among those who can sign in; null: not stated. */
  readonly personId: PersonId | null;
  readonly sinceOn: CivilDate;
  /** The last day; null: they hold it now. */
  readonly untilOn: CivilDate | null;
  /** Counts its changes. */
  readonly version: number;
}

/** How many of a unit hold a duty, and of what rank, with the text it goes back to. */
export interface DutyRule {
  readonly duty: LiaisonDuty;
  readonly least: number;
  /** Null: the text names no number. */
  readonly most: number | null;
  /** The lowest rank that will do; null: the text asks for none. */
  readonly leastRank: Rank | null;
  readonly source: string;
}

const JINCHENG = '晋城市人民政府办公室 2019年6月6日通知';
export const DUTY_RULES: readonly DutyRule[] = [
  {
    ...{ duty: 'liaison', least: 1, most: null, leastRank: null },
    source: '通政办发〔2015〕3号 三（十）“筛选……业务骨干担任联络员”',
  },
  {
    ...{ duty: 'informant', least: 1, most: 2, leastRank: null },
    source: `${JINCHENG} 二“确定一至两名信息员”`,
  },
  {
    ...{ duty: 'chief', least: 1, most: 1, leastRank: 'deputy-section' },
    source: `${JINCHENG} 二“确定一名科级以上人员作为信息主管”`,
  },
  { ...{ duty: 'leader', least: 1, most: null, leastRank: null }, source: `${JINCHENG} 十二“明确分管负责人”` },
];

export const LIAISON_GAPS = ['missing', 'below-rank', 'too-many'] as const;
export type LiaisonGap = (typeof LIAISON_GAPS)[number];

/**
 * What is wrong with how a unit has filled one duty, by the ranks of all who hold it now; null: nothing. A rank that is
 * not stated is not held against anybody: it is asked for where it matters.
 */
export function liaisonGap(rule: DutyRule, ranks: readonly (Rank | null)[]): LiaisonGap | null {
  if (ranks.length < rule.least) return 'missing';
  const { leastRank } = rule;
  if (leastRank !== null && ranks.every((rank) => rank !== null && RANKS.indexOf(rank) < RANKS.indexOf(leastRank)))
    return 'below-rank';
  return rule.most !== null && ranks.length > rule.most ? 'too-many' : null;
}

/** Is a rank asked for where somebody is given this duty? */
export function asksForRank(duty: LiaisonDuty): boolean {
  return DUTY_RULES.some((rule) => rule.duty === duty && rule.leastRank !== null);
}

const PHONE = /^\+?[0-9][0-9 ()（）转\-－]{4,29}$/;
const MOBILE = /^\+?\d{6,15}$/;

/** Which of the numbers is none, by the name of its field, or that there is none at all; null: all is well. */
export function wrongPhone({
  mobile,
  officePhone,
}: Pick<Liaison, 'mobile' | 'officePhone'>): 'mobile' | 'officePhone' | null {
  if (mobile !== null && !MOBILE.test(mobile)) return 'mobile';
  if (officePhone !== null && !PHONE.test(officePhone)) return 'officePhone';
  return mobile === null && officePhone === null ? 'mobile' : null;
}

/** A name of which the first character alone is told: `张*`. */
export function maskedName(name: string): string {
  const [first = ''] = [...name];
  return `${first}${'*'.repeat(Math.max(1, [...name].length - 1))}`;
}

/** A number of which the beginning and the end are told: `138****5678`. */
export function maskedPhone(number: string): string {
  const kept = number.length >= 11 ? [3, 4] : [1, 1];
  const [head = 0, tail = 0] = kept;
  return `${number.slice(0, head)}${'*'.repeat(Math.max(1, number.length - head - tail))}${number.slice(-tail)}`;
}
