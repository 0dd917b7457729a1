import type { DomainEvent } from '../domain/alerts/alert';
import type { Duty, DutyState } from '../domain/duties/duty';
import type { DutyCount } from '../domain/duties/dutyFigures';
import type { Interaction, InteractionSource } from '../domain/duties/interaction';
import type { DutySubject } from '../domain/duties/limitRule';
import type { Emergency } from '../domain/emergencies/emergency';
import type { DutyId, InteractionId, UnitId } from '../domain/ids';
import type { Meeting } from '../domain/meetings/meeting';
import type { Month } from '../domain/submissions/month';
import type { SurveyPlan } from '../domain/surveys/surveyPlan';
import type { Instant } from '../domain/time/instant';
import type { Page, PageRequest, Scope } from './paging';

export interface DutyFilter {
  readonly state?: DutyState;
  readonly subject?: DutySubject;
  readonly ruleKey?: string;
  readonly category?: string;
  /** Of their event. */
  readonly month?: Month;
  /** Those of this unit and below it. */
  readonly unitId?: UnitId;
  /** Still owed, or ended. */
  readonly owed?: boolean;
  /** Ended after their deadline, or not. */
  readonly late?: boolean;
  /** Owed by another unit than the one that was asked first. */
  readonly transferred?: boolean;
}

export interface Duties {
  /** False: it is there already. */
  insert(duty: Duty, event: DomainEvent): Promise<boolean>;
  byId(id: DutyId, scope: Scope): Promise<Duty | null>;
  /** Those of these that are there, in no order. */
  byIds(ids: readonly DutyId[]): Promise<readonly Duty[]>;
  /** Compare-and-set on the version; the event stands in the same write. False: somebody else was faster. */
  move(expected: Duty, next: Duty, event: DomainEvent): Promise<boolean>;
  /** Those that are owed with the nearest deadline first; else the latest deadline first. Without thread. */
  list(filter: DutyFilter, page: PageRequest, scope: Scope): Promise<Page<Duty>>;
  /**
   * Those that others ask one of these units to take over, or to answer with them; null: any. Nearest deadline first.
   */
  askedOf(unitIds: readonly UnitId[] | null, limit: number): Promise<readonly Duty[]>;
  /** Those whose deadline has passed and that do not say so. */
  passed(now: Instant, limit: number): Promise<readonly Duty[]>;
  /** Those that are owed by a deadline that the calendar may move, so many after another. */
  provisional(after: DutyId | null, limit: number): Promise<readonly Duty[]>;
  /** Everything that is owed, so many after another. */
  owed(after: DutyId | null, limit: number): Promise<readonly Duty[]>;
  /** By unit, rule and state, of those whose event lies in these months. */
  countsOf(months: readonly Month[], scope: Scope): Promise<readonly DutyCount<UnitId>[]>;
}

export interface Interactions {
  /** The one that is stored under its source and id there, and whether this call stored it. */
  receive(
    interaction: Interaction,
    event: DomainEvent,
  ): Promise<{ readonly id: InteractionId; readonly isNew: boolean }>;
  byId(id: InteractionId): Promise<Interaction | null>;
  /** The one whose answer is reviewed by this key. */
  ofReview(key: InteractionId): Promise<Interaction | null>;
  /** Those whose duties these are, without text and thread. */
  ofDuties(ids: readonly DutyId[]): Promise<readonly Interaction[]>;
  ofCode(codeHash: string): Promise<Interaction | null>;
  /** Compare-and-set on the version; the event stands in the same write. False: somebody else was faster. */
  move(expected: Interaction, next: Interaction, event: DomainEvent): Promise<boolean>;
  /** Those whose duty, or whose review, does not know yet how they stand. */
  unfinished(limit: number): Promise<readonly Interaction[]>;
  markHandedIn(interaction: Interaction): Promise<void>;
  markTold(interaction: Interaction): Promise<void>;
  /** Those whose answers are shown in public, the newest answers first. */
  published(page: PageRequest): Promise<Page<Interaction>>;
  /** How many came from this source since then, up to `limit`. */
  countSince(source: InteractionSource, since: Instant, limit: number): Promise<number>;
}

/** What belongs to one unit and counts its changes. */
export interface UnitFile {
  readonly id: string;
  readonly unitId: UnitId;
  readonly unitPath: readonly UnitId[];
  readonly isTold: boolean;
  readonly version: number;
}

export interface UnitFileFilter {
  readonly kind?: string;
  readonly state?: string;
  readonly year?: number;
  /** Those of this unit and below it. */
  readonly unitId?: UnitId;
}

export interface UnitFiles<File extends UnitFile> {
  /** False: it is there already. */
  insert(file: File, event: DomainEvent): Promise<boolean>;
  byId(id: File['id'], scope: Scope): Promise<File | null>;
  /** Compare-and-set on the version; the event stands in the same write. False: somebody else was faster. */
  move(expected: File, next: File, event: DomainEvent): Promise<boolean>;
  /** The newest first. */
  list(filter: UnitFileFilter, page: PageRequest, scope: Scope): Promise<Page<File>>;
  /** Those whose duties do not know yet how they stand. */
  untold(limit: number): Promise<readonly File[]>;
  /** Those that what is collected is looked through for, so many after another. */
  watched(after: File['id'] | null, limit: number): Promise<readonly File[]>;
  markTold(file: File): Promise<void>;
}

export interface DutyStorage {
  readonly interactions: Interactions;
  readonly duties: Duties;
  readonly surveyPlans: UnitFiles<SurveyPlan>;
  readonly emergencies: UnitFiles<Emergency>;
  readonly meetings: UnitFiles<Meeting>;
}
