import type { Platform } from '../domain/accounts/account';
import type { AlertSeverity } from '../domain/alerts/alert';
import type { VerdictKind } from '../domain/judging/verdict';
import type { AccountView } from './accounts';
import type { AlertView } from './alerts';
import type { MandateView } from './mandates';
import type { IsoInstant } from './wire';

/** One configured place where policies appear, and how our last looks at it went. */
export interface PolicySourceView {
  readonly id: string;
  readonly title: string;
  /** The unit that publishes here for its counterparts (对口部门); null: documents bind by their issuer. */
  readonly counterpart: { readonly unitId: string | null; readonly name: string } | null;
  readonly lastLookAt: IsoInstant | null;
  readonly lastSightAt: IsoInstant | null;
  readonly lastOutcome: string | null;
  readonly entries: number;
}

export interface CallBudgetView {
  readonly platform: Platform;
  readonly callsPerDay: number;
  readonly accounts: number;
  readonly calls: number;
  readonly most: number;
}

/**
 * The operations page (今日), in its reading order. Everything in it is counted within the reader's unit and those below
 * it, and is as many as the list behind it holds. What belongs to the office alone is null for readers of a unit; of
 * incidents they are told those that blind accounts of theirs, with how many.
 */
export interface SummaryView {
  readonly asOf: IsoInstant;
  readonly seq: number;
  /** Names the history `seq` belongs to. */
  readonly history: string;
  /** Mandates not complete, nearest deadline first, then those completed in the last three days; at most 20. */
  readonly mandates: readonly MandateView[];
  /** How many mandates are not complete. */
  readonly openMandates: number;
  /** Accounts that turn 不合格 within 48 hours unless they publish, soonest first; at most 50, with the full count. */
  readonly breachingSoon: { readonly total: number; readonly accounts: readonly AccountView[] };
  readonly verdicts: Readonly<Record<VerdictKind | 'improper' | 'unjudged', number>>;
  readonly verdictsByPlatform: readonly {
    readonly platform: Platform;
    readonly verdict: VerdictKind | 'unjudged';
    readonly count: number;
  }[];
  readonly sourceHealth: {
    readonly platforms: readonly {
      readonly platform: Platform;
      readonly accounts: number;
      readonly seenLastHour: number;
      readonly seenLastDay: number;
      readonly lastSightAt: IsoInstant | null;
      readonly outcomes: Readonly<Record<string, number>>;
    }[];
    /** Null for readers of a unit. */
    readonly policySources: readonly PolicySourceView[] | null;
    readonly incidents: readonly {
      readonly key: string;
      readonly platform: Platform | null;
      readonly reason: string;
      /**
       * Of the reader's: not seen for this cause at the last look. None: watched until it has been calm for a while.
       */
      readonly accounts: number;
      readonly openedAt: IsoInstant;
    }[];
    readonly postsLastDay: number;
    /** Null for readers of a unit. */
    readonly work:
      | readonly {
          readonly task: string;
          readonly lastStartedAt: IsoInstant | null;
          readonly lastEndedAt: IsoInstant | null;
          readonly catchUp: boolean;
        }[]
      | null;
  };
  /**
   * Policies that bind nobody until a person has decided whose they are (`/policies?awaitsPerson=true`), how many of
   * them are past the deadline counted from publication, and the nearest of these deadlines. Null for readers of a
   * unit.
   */
  readonly policiesAwaiting: {
    readonly total: number;
    readonly late: number;
    readonly dueBy: IsoInstant | null;
    /** Rules that were changed, and nobody has said yet whether they hold for policies already known. */
    readonly rules: number;
  } | null;
  readonly cases: Readonly<Record<string, number>>;
  readonly jobs: Readonly<Record<string, number>>;
  /** Alerts that are open, and those somebody knows of that still hold. */
  readonly unacknowledged: Readonly<Record<AlertSeverity, number>>;
  readonly acknowledged: Readonly<Record<AlertSeverity, number>>;
  /** What is wrong now, the most pressing first, at most 30. */
  readonly alerts: readonly AlertView[];
  readonly accounts: number;
  readonly units: number;
  /** Credentials that need somebody: `expiring` within seven days. */
  readonly credentials: {
    readonly expiring: number;
    readonly expired: number;
    readonly refused: number;
    /** Stored, and no key of ours opens them. */
    readonly unopened: number;
  };
  /**
   * Calls of platforms that limit them by account and day: made today, the most one account has made, and what each may
   * make. Null for readers of a unit.
   */
  readonly callBudgets: readonly CallBudgetView[] | null;
  /** How late the looks of the last hour began, as bounds in milliseconds. Null for readers of a unit. */
  readonly lookLateness: {
    readonly looks: number;
    readonly p50Ms: number | null;
    readonly p99Ms: number | null;
  } | null;
}
