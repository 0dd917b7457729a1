import type { EmergencyEvent, EmergencyKind, EmergencyState, Statement } from '../domain/emergencies/emergency';
import type { MeetingEvent, MeetingKind } from '../domain/meetings/meeting';
import type { SurveyStanding } from '../domain/surveys/surveyOutlook';
import type { ResultSight, SurveyEvent, SurveyState } from '../domain/surveys/surveyPlan';
import type { SurveyKind } from '../domain/surveys/surveyQuota';
import type { CivilDate } from '../domain/time/instant';
import type { DutyView } from './duties';
import type { IsoInstant } from './wire';

/** What a person can do with an item of a plan. */
export const SURVEY_ACTS = [
  'postpone',
  'announce',
  'hold',
  'publish',
  'cancel',
  'restore',
  'reopen',
] as const satisfies readonly SurveyEvent[];
export type SurveyAct = (typeof SURVEY_ACTS)[number];

/** One number a unit owes, and how far it has come. */
export interface SurveyQuotaView {
  readonly key: string;
  readonly title: string;
  readonly titleEn: string;
  readonly kinds: readonly SurveyKind[];
  readonly least: number;
  readonly clause: string;
  readonly held: number;
  readonly ahead: number;
  readonly standing: SurveyStanding;
}

interface ThreadView<Event extends string> {
  readonly event: Event;
  readonly name: string;
  readonly at: IsoInstant;
  readonly words: string | null;
}

export interface SurveyItemView {
  readonly key: string;
  readonly kind: SurveyKind;
  readonly title: string;
  readonly plannedOn: CivilDate;
  readonly state: SurveyState;
  readonly announcedLink: string | null;
  readonly heldOn: CivilDate | null;
  readonly resultLink: string | null;
  readonly sight: { readonly as: ResultSight; readonly at: IsoInstant; readonly link: string | null } | null;
  readonly dutyId: string | null;
  readonly acts: readonly SurveyAct[];
  readonly thread: readonly ThreadView<SurveyEvent>[];
}

export interface SurveyPlanView {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly year: number;
  readonly quotas: readonly SurveyQuotaView[];
  readonly items: readonly SurveyItemView[];
  readonly mayWrite: boolean;
  readonly version: number;
}

/** Posts of the unit's site that look like results that are owed, by the item. */
export interface SurveyResultsView {
  readonly found: readonly {
    readonly key: string;
    readonly title: string;
    readonly link: string;
    readonly at: IsoInstant;
  }[];
  /** How many columns of the unit we read. */
  readonly columns: number;
}

/** What a person can do with the file of an event. */
export const EMERGENCY_ACTS = [
  'choose',
  'state',
  'strike',
  'call',
  'close',
  'reopen',
] as const satisfies readonly EmergencyEvent[];
export type EmergencyAct = (typeof EMERGENCY_ACTS)[number];

export interface EmergencyView {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly kind: EmergencyKind;
  readonly title: string;
  readonly knownAt: IsoInstant;
  readonly state: EmergencyState;
  readonly statements: number;
  readonly closedAt: IsoInstant | null;
  readonly acts: readonly EmergencyAct[];
  readonly version: number;
}

/** Something that was said of an event. */
export interface StatementView {
  /** Where it stands in the file, as of this version of it. */
  readonly index: number;
  readonly at: IsoInstant;
  readonly origin: Statement['origin'];
  readonly accountId: string | null;
  readonly speaker: string;
  readonly link: string | null;
  readonly words: string;
  /** Withdrawn as no statement of this event; null: it stands. */
  readonly struck: { readonly at: IsoInstant; readonly name: string; readonly words: string } | null;
}

export interface EmergencyDetailView extends EmergencyView {
  readonly happened: string;
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  readonly keywords: readonly string[];
  /** How many more were found than are kept. */
  readonly beyond: number;
  readonly calls: readonly {
    readonly mandateId: string;
    readonly title: string;
    readonly at: IsoInstant;
    readonly name: string;
  }[];
  readonly duties: readonly DutyView[];
  readonly summary: string | null;
  readonly thread: readonly ThreadView<EmergencyEvent>[];
}

export interface MeetingView {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly kind: MeetingKind;
  readonly title: string;
  readonly heldOn: CivilDate;
  readonly decisions: number;
  readonly version: number;
}

export interface MeetingDetailView extends Omit<MeetingView, 'decisions'> {
  readonly participants: string;
  readonly notes: string;
  readonly decisions: readonly {
    readonly text: string;
    readonly unitId: string;
    readonly unitName: string;
    readonly dueOn: CivilDate;
    readonly dutyId: string;
    readonly state: DutyView['state'] | null;
    readonly isLate: boolean;
  }[];
  readonly mayWrite: boolean;
  readonly thread: readonly ThreadView<MeetingEvent>[];
}
