import { ALERT_SEVERITIES, type AlertKind, type AlertSeverity } from '../alerts/alert';
import type { AlertId, MandateId } from '../ids';
import { HOUR_MS, type CivilDate, type Instant } from '../time/instant';
import type { DigestKind } from './digestPlan';

/**
 * Faults that the morning tells of: what other parts of it tell already, and what only awaits somebody, is left out.
 */
export const FAULTS: ReadonlySet<AlertKind> = new Set<AlertKind>([
  'account-silent',
  'account-slow',
  'account-improper',
  'account-unknown',
  'repost-outdated',
  'credential-expired',
  'credential-refused',
  'credential-unopened',
  'source-incident',
  'storage-low',
  'archive-unusable',
  'channel-failing',
  'receiver-failing',
  'obligation-manual',
  'policy-withdrawn',
  'case-overdue',
  'case-revived',
  'copies-differ',
  'copy-manual',
  'duty-overdue',
  'survey-behind',
  'site-failing',
]);

/** Accounts that pass the limit of their rule pack within this time are named in the morning. */
export const BREACH_AHEAD_MS = 48 * HOUR_MS;

/** What of one mandate somebody still owes. */
export interface OwedMandate {
  readonly mandateId: MandateId;
  readonly title: string;
  readonly count: number;
  /** The nearest deadline of these. */
  readonly dueBy: Instant;
}

/** A part of a digest that is told by its number and some names. */
export interface Named {
  readonly count: number;
  readonly names: readonly string[];
}

/** Faults of one kind: how much the worst of them presses, and the nearest deadline of any; null: none has one. */
export interface FailedKind {
  readonly kind: AlertKind;
  readonly count: number;
  readonly severity: AlertSeverity;
  readonly dueBy: Instant | null;
}

/** What presses most first: by severity, then by deadline, then by how many there are. */
export function byUrgency(one: FailedKind, other: FailedKind): number {
  const dueMs = ({ dueBy }: FailedKind): number => dueBy?.getTime() ?? Number.MAX_SAFE_INTEGER;
  return (
    ALERT_SEVERITIES.indexOf(other.severity) - ALERT_SEVERITIES.indexOf(one.severity) ||
    dueMs(one) - dueMs(other) ||
    other.count - one.count
  );
}

/** What one recipient is told, out of what they may see. */
export interface DigestFigures {
  /** Past their deadline and not done. */
  readonly overdue: readonly OwedMandate[];
  /** Morning: due by the end of the day. Evening: open, with a deadline to come. */
  readonly owed: readonly OwedMandate[];
  /** Accounts that turn 不合格 within `BREACH_AHEAD_MS` unless they publish. Morning only. */
  readonly breaching: Named;
  /**
   * What went wrong since the last working day ended, is not over and known to nobody, by kind, in the order of
   * `byUrgency`. Morning only.
   */
  readonly failed: readonly FailedKind[];
  /** The alerts that are behind `failed` and `acknowledged`. */
  readonly alertIds: readonly AlertId[];
  /** How much of what went wrong since then somebody has acknowledged, and is not over. Morning only. */
  readonly acknowledged: number;
  /** Days to come on which nobody of a roster is on duty. Morning only. */
  readonly holes: readonly { readonly roster: string; readonly dates: readonly CivilDate[] }[];
}

/** Whether there is nothing to say: an empty digest is recorded, and sent to nobody. */
export function isEmptyDigest(kind: DigestKind, figures: DigestFigures): boolean {
  const { overdue, owed, breaching, failed, acknowledged, holes } = figures;
  if (overdue.length > 0 || owed.length > 0) return false;
  return kind === 'evening' || (breaching.count === 0 && failed.length + acknowledged + holes.length === 0);
}

/** What becomes of a digest for one recipient. */
export const DIGEST_OUTCOMES = [
  'sends',
  'nothing-to-say',
  'out-of-scope', // what the plan is about lies outside of what they may see
  'no-address',
  'shut-out',
  'channel-disabled',
] as const;
export type DigestOutcome = (typeof DIGEST_OUTCOMES)[number];
