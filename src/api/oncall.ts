import type { TableProblemCode } from '../domain/oncall/dutyTable';
import type { HoleReason } from '../domain/oncall/onDuty';
import type { DutySource } from '../domain/oncall/roster';
import type { Role } from '../domain/people/role';

/** A civil date, `YYYY-MM-DD`. */
type DateText = string;

/** Somebody who has the duty of a day, or leads it. */
export interface OnDutyView {
  readonly personId: string;
  readonly name: string;
  /** Whom they stand in for; null: the table names them. */
  readonly insteadOfName: string | null;
  /** They can be told: not disabled, with an address in some channel. */
  readonly reachable: boolean;
}

export interface RosterView {
  readonly id: string;
  readonly name: string;
  readonly unitId: string | null;
  readonly handoverMinute: number;
  readonly fallbackRole: Role;
  readonly disabled: boolean;
  readonly version: number;
  /** Whose duty it is now: that of this day. */
  readonly dutyDate: DateText;
  readonly onDuty: readonly OnDutyView[];
  readonly leaders: readonly OnDutyView[];
  /** Days from that one on, for two weeks, on which nobody can be told. */
  readonly holes: readonly { readonly date: DateText; readonly reason: HoleReason }[];
}

/** One day of a roster as it is now; also a day that is not filled. */
export interface DutyDayView {
  readonly date: DateText;
  readonly working: boolean;
  /** 工作日, 周末, 调休补班 or the holiday's name. */
  readonly kind: string;
  /** As the table says. */
  readonly personIds: readonly string[];
  readonly leaderIds: readonly string[];
  /** With substitutes in place. */
  readonly onDuty: readonly OnDutyView[];
  readonly leaders: readonly OnDutyView[];
  /** How it was filled; null: not at all. */
  readonly source: DutySource | null;
  readonly hole: HoleReason | null;
  readonly version: number;
}

export interface SubstitutionView {
  readonly id: string;
  readonly fromDate: DateText;
  readonly toDate: DateText;
  readonly name: string;
  readonly insteadOfName: string;
  readonly reason: string;
  readonly version: number;
}

/** What filling days would do. */
export interface FillPreviewView {
  /** Names the days as they were read: filling them asks for it back. */
  readonly basis: string;
  readonly days: readonly {
    readonly date: DateText;
    readonly working: boolean;
    readonly kind: string;
    /** False: the year's holiday notice is not out. */
    readonly certain: boolean;
    readonly people: readonly string[];
    readonly leaders: readonly string[];
    /** Who had it before; null: nobody was filled in. */
    readonly before: { readonly people: readonly string[]; readonly leaders: readonly string[] } | null;
    readonly change: 'new' | 'changed' | 'same';
  }[];
  /** Of a table; where there are any, nothing of it is stored. */
  readonly problems: readonly {
    readonly code: TableProblemCode;
    readonly row: number;
    readonly column: number;
    readonly value: string;
  }[];
  /** Days between the first and the last that would have nobody. */
  readonly holes: readonly DateText[];
  /** People named who have no address in any channel. */
  readonly unreachable: readonly string[];
}

/** A table to be filled in. */
export interface DutyTemplateView {
  readonly fileName: string;
  /** An xlsx file, in base64. */
  readonly content: string;
}
