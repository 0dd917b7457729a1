import type { DomainEvent } from '../domain/alerts/alert';
import type { AwardDecisionId, PersonId, SubmissionId, SubmissionMonthId, UnitId } from '../domain/ids';
import type { AwardDecision, Counted } from '../domain/submissions/award';
import type { Month } from '../domain/submissions/month';
import type { QuotaChange } from '../domain/submissions/quotaChange';
import type { MonthFigure, SettledMonth, StateCounts } from '../domain/submissions/quota';
import type { Submission, SubmissionKind, SubmissionState } from '../domain/submissions/submission';
import type { Page, PageRequest, Scope } from './paging';

export interface SubmissionFilter {
  readonly state?: SubmissionState;
  readonly kind?: SubmissionKind;
  readonly month?: Month;
  /** Those that count for this unit. */
  readonly countsFor?: UnitId;
  /** Those of this unit and below it. */
  readonly unitId?: UnitId;
  readonly authorId?: PersonId;
  /** Only what came to the office at some time. */
  readonly sent?: boolean;
  /** Only what this figure of its month counts. */
  readonly figure?: MonthFigure;
}

export interface Submissions {
  insert(submission: Submission, event: DomainEvent): Promise<void>;
  byId(id: SubmissionId, scope: Scope): Promise<Submission | null>;
  /** Compare-and-set on the version; the event stands in the same write. False: somebody else was faster. */
  move(expected: Submission, next: Submission, event: DomainEvent): Promise<boolean>;
  /** Newest change of hands first: when it was sent, and before that when it was begun. Without text and thread. */
  list(filter: SubmissionFilter, page: PageRequest, scope: Scope): Promise<Page<Submission>>;
  /** Those that were handed in and whose review may not know it yet. */
  notHandedIn(limit: number): Promise<readonly Submission[]>;
  /** Their review knows. */
  markHandedIn(submission: Submission): Promise<void>;
  /** Those that lie with their author, or are under review for them. */
  openOf(authorId: PersonId, scope: Scope): Promise<readonly Submission[]>;
  /** By the unit they count for. */
  countsOf(month: Month, scope: Scope): Promise<ReadonlyMap<UnitId, StateCounts>>;
  /** Everything that counts for these months and is credited to one (`informantKey`), without its text and thread. */
  ofInformant(informant: string, months: readonly Month[]): Promise<readonly Submission[]>;
  /** What counts for these months, by whom it is credited to, month, unit and state; the latest last. */
  creditedIn(months: readonly Month[]): Promise<readonly Counted[]>;
}

/** One unit that was there when a month began, and how it stood when the month was over. */
export interface SubmissionMonth {
  readonly id: SubmissionMonthId;
  /** Of which unit it is, whatever became of it. */
  readonly ofUnitId: UnitId;
  readonly ofUnitName: string;
  readonly unitPath: readonly UnitId[];
  readonly month: Month;
  /** Null: the month is not over. */
  readonly settled: SettledMonth | null;
}

export interface SubmissionMonths {
  /** Those that are not there yet. */
  open(months: readonly SubmissionMonth[]): Promise<number>;
  list(month: Month, scope: Scope): Promise<readonly SubmissionMonth[]>;
  /** Of all units that had to do with any of these months, or of these alone, for the award. */
  settledIn(months: readonly Month[], unitIds?: readonly UnitId[]): Promise<readonly SubmissionMonth[]>;
  unsettled(month: Month, limit: number): Promise<readonly SubmissionMonth[]>;
  /** Nothing where it is settled. */
  settle(id: SubmissionMonthId, settled: SettledMonth, name: string): Promise<boolean>;
}

export interface AwardDecisions {
  ofYear(year: number): Promise<readonly AwardDecision[]>;
  byId(id: AwardDecisionId): Promise<AwardDecision | null>;
  /** Stores a decision where the one before is still of the version before; 0: there was none. */
  put(decision: AwardDecision, event: DomainEvent): Promise<boolean>;
}

/** What people changed of what units owe; it only grows. */
export interface QuotaChanges {
  /** All of them, the oldest first. */
  list(): Promise<readonly QuotaChange[]>;
  /** False: another one has its number. */
  add(change: QuotaChange, event: DomainEvent): Promise<boolean>;
}

export interface SubmissionStorage {
  readonly submissions: Submissions;
  readonly submissionMonths: SubmissionMonths;
  readonly awardDecisions: AwardDecisions;
  readonly quotaChanges: QuotaChanges;
}
