import type { DutyId, PersonId, SurveyPlanId, UnitId } from '../ids';
import type { CivilDate, Instant } from '../time/instant';
import type { SurveyKind, SurveyQuota } from './surveyQuota';

/** `held`: it has ended; of a survey the result is owed then. An interview ends with being held. */
export const SURVEY_STATES = ['planned', 'announced', 'held', 'published', 'cancelled'] as const;
export type SurveyState = (typeof SURVEY_STATES)[number];

export const SURVEY_EVENTS = [
  'plan',
  'postpone',
  'announce',
  'hold',
  'publish',
  'look', // we looked for the result on the site
  'cancel',
  'restore',
  'reopen', // what was published is no result
] as const;
export type SurveyEvent = (typeof SURVEY_EVENTS)[number];

/** Whether we have seen the published result on the unit's site ourselves; `unknown`: we could not look. */
export const RESULT_SIGHTS = ['seen', 'not-seen', 'unknown'] as const;
export type ResultSight = (typeof RESULT_SIGHTS)[number];

/** What a look for a result found. */
export interface ResultLook {
  readonly as: ResultSight;
  /** When the post is of, or when we looked. */
  readonly at: Instant;
  readonly link: string | null;
}

interface SurveyEntry {
  readonly event: SurveyEvent;
  readonly by: PersonId | null;
  readonly name: string;
  readonly at: Instant;
  readonly words: string | null;
}

/** One survey, call for opinions or interview of a plan. */
export interface SurveyItem {
  /** Within its plan. */
  readonly key: string;
  readonly kind: SurveyKind;
  readonly title: string;
  readonly plannedOn: CivilDate;
  readonly state: SurveyState;
  readonly announcedLink: string | null;
  /** The day it ended. */
  readonly heldOn: CivilDate | null;
  readonly resultLink: string | null;
  readonly look: ResultLook | null;
  /** What is owed for its result; null: nothing yet, or nothing at all. */
  readonly dutyId: DutyId | null;
  readonly thread: readonly SurveyEntry[];
}

/** What a unit plans for a year, with the numbers it owes as they were when the plan was opened. */
export interface SurveyPlan {
  readonly id: SurveyPlanId;
  readonly unitId: UnitId;
  readonly unitPath: readonly UnitId[];
  readonly year: number;
  readonly quotas: readonly SurveyQuota[];
  readonly items: readonly SurveyItem[];
  /** Whether the duties of its items know how they stand. */
  readonly isTold: boolean;
  readonly openedAt: Instant;
  /** Counts its changes. */
  readonly version: number;
}

/** Whether a result is owed once it was held (湘西州 2018 第十八条 names surveys and calls for opinions). */
export function owesResult({ kind }: Pick<SurveyItem, 'kind'>): boolean {
  return kind !== 'interview';
}
