import { unitAsOf, type Unit, type UnitLevel } from '../accounts/unit';
import type { UnitId } from '../ids';
import type { Instant } from '../time/instant';
import { endOfMonth, type Month } from './month';
import type { SubmissionState } from './submission';

/** What counts towards a quota: what was sent in (报送), or only what the office adopted. */
export const QUOTA_COUNTS = ['sent', 'adopted'] as const;
export type QuotaCounts = (typeof QUOTA_COUNTS)[number];

/** How many submissions a month units of some levels owe, from a month on. */
export interface QuotaRule {
  readonly key: string;
  readonly levels: readonly UnitLevel[];
  /** The level of the nearest government above: 市直部门 are departments under a city. */
  readonly under: readonly UnitLevel[];
  readonly least: number;
  readonly counts: QuotaCounts;
  readonly effectiveFrom: Month;
  readonly clause: string;
}

/** One unit that owes another number, by the key of the unit, with a reason. */
export interface QuotaException {
  readonly unitKey: string;
  /** Null: what its level owes, from then on. */
  readonly least: number | null;
  readonly effectiveFrom: Month;
  readonly reason: string;
}

/** A criterion of quality; `own`: the rule names none, this office set it. */
export interface QualityCriterion {
  readonly key: string;
  readonly title: string;
  readonly titleEn: string;
  readonly points: number;
  readonly own: boolean;
  readonly clause: string | null;
}

/** Everything that is set about submissions. `version` names it, and stands with each month that is settled by it. */
export interface SubmissionRules {
  readonly version: string;
  readonly quotas: readonly QuotaRule[];
  readonly exceptions: readonly QuotaException[];
  readonly criteria: readonly QualityCriterion[];
  /** So many working days before the end of a month a unit that is behind is told, once. */
  readonly remindWorkingDays: number;
  readonly awardClause: string;
}

/** What a unit owes in a month, and by which rule. */
export interface OwedQuota {
  readonly key: string;
  readonly least: number;
  readonly counts: QuotaCounts;
  readonly clause: string;
  /** Of an exception: why it owes another number. */
  readonly exception: string | null;
}

/** Levels that are no government of their own: what stands above them is looked for further up. */
export const NO_GOVERNMENT: readonly UnitLevel[] = ['department', 'other'];

/**
 * What a unit owes in a month by the rules, as it was at its end; null: nothing. The rule of the latest month of effect
 * counts, and among those the first.
 */
export function quotaFor(
  unit: Unit,
  month: Month,
  {
    rules,
    units,
  }: { readonly rules: Pick<SubmissionRules, 'quotas' | 'exceptions'>; readonly units: ReadonlyMap<UnitId, Unit> },
): OwedQuota | null {
  const at = new Date(endOfMonth(month).getTime() - 1);
  const { level } = unitAsOf(unit, at);
  const above = governmentAbove(unit, units, at);
  const latest = <T extends { readonly effectiveFrom: Month }>(those: readonly T[]): T | null =>
    those
      .filter(({ effectiveFrom }) => effectiveFrom <= month)
      .reduce<T | null>((best, one) => (best === null || one.effectiveFrom > best.effectiveFrom ? one : best), null);
  const rule = latest(
    rules.quotas.filter(({ levels, under }) => levels.includes(level) && above !== null && under.includes(above)),
  );
  const said = latest(rules.exceptions.filter(({ unitKey }) => unitKey === unit.key));
  const exception = said?.least === null ? null : said;
  const least = exception?.least ?? rule?.least ?? 0;
  if (least === 0) return null;
  const { key = 'exception', counts = 'sent', clause = '' } = rule ?? {};
  return { key, least, counts, clause, exception: exception?.reason ?? null };
}

function governmentAbove(unit: Unit, units: ReadonlyMap<UnitId, Unit>, at: Instant): UnitLevel | null {
  for (const id of [...unit.path].reverse()) {
    const above = units.get(id);
    if (above === undefined || above.id === unit.id) continue;
    const { level } = unitAsOf(above, at);
    if (!NO_GOVERNMENT.includes(level)) return level;
  }
  return null;
}

/** Submissions of one month and unit, by how they stand. */
export type StateCounts = Readonly<Partial<Record<SubmissionState, number>>>;

/** How a unit stands in a month. */
export interface MonthFigures {
  /** What came to the office and neither went back nor was taken back. */
  readonly sent: number;
  readonly adopted: number;
  /** With the unit again: counts once it has come again. */
  readonly returned: number;
  readonly notAdopted: number;
  /** What the quota counts of these. */
  readonly counted: number;
  readonly missing: number;
}

/** What each figure counts of what has a month: that was at the office once, and a draft of it is on its way back. */
export const FIGURE_STATES = {
  sent: ['sent', 'adopted', 'not-adopted'],
  adopted: ['adopted'],
  returned: ['returned', 'in-review', 'draft'],
  'not-adopted': ['not-adopted'],
} as const satisfies Readonly<Record<string, readonly SubmissionState[]>>;
export type MonthFigure = keyof typeof FIGURE_STATES;
export const MONTH_FIGURES = Object.keys(FIGURE_STATES) as readonly MonthFigure[];

/** What a month comes to. */
export function monthFigures(counts: StateCounts, quota: Pick<OwedQuota, 'least' | 'counts'> | null): MonthFigures {
  const of = (figure: MonthFigure): number =>
    FIGURE_STATES[figure].reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  const [sent, adopted] = [of('sent'), of('adopted')];
  const [returned, notAdopted] = [of('returned'), of('not-adopted')];
  const counted = quota?.counts === 'adopted' ? adopted : sent;
  return { sent, adopted, returned, notAdopted, counted, missing: Math.max(0, (quota?.least ?? 0) - counted) };
}

/** How one unit stood when a month was over: what it owed and had, by which version of the rules. It never changes. */
export interface SettledMonth extends MonthFigures {
  readonly quota: OwedQuota | null;
  readonly ruleVersion: string;
  readonly settledAt: Instant;
}
