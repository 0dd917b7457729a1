import type { UnitLevel } from '../accounts/unit';

/** 网上调查、民意征集、在线访谈. */
export const SURVEY_KINDS = ['survey', 'opinion-call', 'interview'] as const;
export type SurveyKind = (typeof SURVEY_KINDS)[number];

/** How many of something units of some kind hold a year, as one document has it. */
export interface SurveyQuota {
  readonly key: string;
  readonly title: string;
  readonly titleEn: string;
  /** What kinds of units it binds. */
  readonly levels: readonly UnitLevel[];
  readonly kinds: readonly SurveyKind[];
  readonly least: number;
  readonly clause: string;
  /** How many days it takes to bring one more about; set by the office. */
  readonly eachDays: number;
  /** How many days before it gets too late to plan more the unit is warned; set by the office. */
  readonly warnDays: number;
}

/** What a unit of a kind owes a year: of several rules that ask for the same kinds, the first counts. */
export function quotasFor(rules: readonly SurveyQuota[], level: UnitLevel): readonly SurveyQuota[] {
  const found: SurveyQuota[] = [];
  for (const rule of rules)
    if (rule.levels.includes(level) && !found.some(({ kinds }) => kinds.some((kind) => rule.kinds.includes(kind))))
      found.push(rule);
  return found;
}
