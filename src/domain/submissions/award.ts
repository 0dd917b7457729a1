import type { AwardDecisionId, PersonId, UnitId } from '../ids';
import type { Instant } from '../time/instant';
import { monthFigures, type SettledMonth } from './quota';
import type { Month } from './month';
import type { Informant, MetCriterion, Submission } from './submission';

/** Why a 信息员 is on the list of the year or is not: a closed list; each is given with words. */
export const AWARD_REASONS = [
  'met-and-outstanding',
  'quota-missed',
  'quality-short',
  'no-longer-informant',
  'other',
] as const;
export type AwardReason = (typeof AWARD_REASONS)[number];

/** What the office decided about one 信息员 of a year, on the figures of that day. */
export interface AwardDecision {
  readonly id: AwardDecisionId;
  readonly year: number;
  /** Whom it is about (`informantKey`). */
  readonly informant: string;
  readonly name: string;
  readonly listed: boolean;
  readonly reason: AwardReason;
  readonly words: string;
  readonly by: { readonly id: PersonId; readonly name: string };
  readonly at: Instant;
  readonly basis: Pick<AwardBasis, 'sent' | 'adopted' | 'points' | 'owedMonths' | 'metMonths'>;
  readonly version: number;
}

/** Under what somebody is known over the year: as the person they sign in as, else as the roster has them. */
function informantKey({ personId, liaisonId }: Informant): string {
  return personId ?? liaisonId;
}

/** What the award of one 信息员 rests on (报送信息的数量和质量, 完成任务), each figure with what it was counted from. */
export interface AwardBasis {
  readonly informant: string;
  readonly name: string;
  /** The units it was sent for, those with most first. */
  readonly unitIds: readonly UnitId[];
  readonly months: readonly { readonly month: Month; readonly sent: number; readonly adopted: number }[];
  readonly sent: number;
  readonly adopted: number;
  /** Points of all criteria that their adoptions met. */
  readonly points: number;
  readonly criteria: Readonly<Record<string, number>>;
  /** Months of the year that are settled and in which their unit owed something, and those in which it had it. */
  readonly owedMonths: number;
  readonly metMonths: number;
  /** The place by points, then adopted, then sent; those who are alike share it. Never by likes or clicks. */
  readonly place: number;
  readonly isTied: boolean;
}

/** Submissions that are counted alike, with the criteria that all of them met. */
export interface Counted extends Pick<Submission, 'informant' | 'month' | 'countsFor' | 'state'> {
  readonly adoption: { readonly criteria: readonly Pick<MetCriterion, 'key' | 'points'>[] } | null;
  /** How many they are; absent: one. */
  readonly count?: number;
}

/** The basis of everybody who sent something in that counts, those with most points first. */
export function awardBases(
  submissions: readonly Counted[],
  settled: readonly { readonly unitId: UnitId; readonly month: Month; readonly settled: SettledMonth | null }[],
): readonly AwardBasis[] {
  const mine = new Map<string, Counted[]>();
  for (const one of submissions) {
    const key = informantKey(one.informant);
    const theirs = mine.get(key);
    if (theirs === undefined) mine.set(key, [one]);
    else theirs.push(one);
  }
  const bases = [...mine]
    .map(([informant, those]) => basisOf(informant, those, settled))
    .filter(({ sent }) => sent > 0);
  bases.sort((one, other) => -compare(one, other) || (one.name < other.name ? -1 : 1));
  return bases.map((basis) => ({
    ...basis,
    place: 1 + bases.filter((other) => compare(other, basis) > 0).length,
    isTied: bases.filter((other) => compare(other, basis) === 0).length > 1,
  }));
}

function compare(one: Pick<AwardBasis, 'points' | 'adopted' | 'sent'>, other: typeof one): number {
  return one.points - other.points || one.adopted - other.adopted || one.sent - other.sent;
}

function basisOf(
  informant: string,
  those: readonly Counted[],
  settled: Parameters<typeof awardBases>[1],
): Omit<AwardBasis, 'place' | 'isTied'> {
  const figuresOf = (some: readonly Counted[]) =>
    monthFigures(
      some.reduce<Partial<Record<Counted['state'], number>>>(
        (counts, { state, count = 1 }) => ({ ...counts, [state]: (counts[state] ?? 0) + count }),
        {},
      ),
      null,
    );
  const byUnit = new Map<UnitId, number>();
  for (const { countsFor, count = 1 } of those)
    if (countsFor !== null) byUnit.set(countsFor, (byUnit.get(countsFor) ?? 0) + count);
  const months = [...new Set(those.flatMap(({ month }) => (month === null ? [] : [month])))].sort();
  const criteria: Record<string, number> = {};
  let points = 0;
  for (const { adoption, state } of those)
    for (const met of state === 'adopted' ? (adoption?.criteria ?? []) : []) {
      criteria[met.key] = (criteria[met.key] ?? 0) + 1;
      points += met.points;
    }
  const owed = settled.filter(({ unitId, settled: row }) => byUnit.has(unitId) && row?.quota != null);
  const { sent, adopted } = figuresOf(those);
  const last = those.at(-1);
  return {
    informant,
    name: last?.informant.name ?? '',
    unitIds: [...byUnit].sort(([, one], [, other]) => other - one).map(([id]) => id),
    months: months.map((month) => {
      const { sent: inMonth, adopted: used } = figuresOf(those.filter((one) => one.month === month));
      return { month, sent: inMonth, adopted: used };
    }),
    ...{ sent, adopted, points, criteria },
    owedMonths: owed.length,
    metMonths: owed.filter(({ settled: row }) => row?.missing === 0).length,
  };
}
