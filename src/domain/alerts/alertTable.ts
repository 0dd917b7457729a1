import type { CaseEvent } from '../cases/case';
import type { FindingKind, VerdictKind } from '../judging/verdict';
import type { ManualReason } from '../mandates/mandate';
import type { ReminderStep } from '../mandates/reminderStep';
import type { AlertKind, AlertSeverity } from './alert';

/** Which change people must know of, and how much it presses. What is not listed goes to the ledger only. */
export interface AlertRow {
  readonly kind: AlertKind;
  readonly severity: AlertSeverity;
}

export const VERDICT_ALERTS: Readonly<Record<VerdictKind, AlertRow | null>> = {
  warned: { kind: 'account-warned', severity: 'warning' },
  silent: { kind: 'account-silent', severity: 'critical' },
  slow: { kind: 'account-slow', severity: 'warning' },
  unknown: { kind: 'account-unknown', severity: 'notice' },
  fine: { kind: 'account-recovered', severity: 'info' },
  exempt: null,
};

/** Silence and slowness are told by the change of verdict, so their findings do not tell it a second time. */
export const FINDING_ALERTS: Readonly<Record<FindingKind, AlertRow | null>> = {
  silent: null,
  slow: null,
  improper: { kind: 'account-improper', severity: 'critical' },
  'altered-repost': { kind: 'account-improper', severity: 'warning' },
  'unclear-repost': { kind: 'repost-unclear', severity: 'notice' },
  'outdated-repost': { kind: 'repost-outdated', severity: 'warning' },
  'future-dated': { kind: 'account-improper', severity: 'notice' },
};

export const CASE_ALERTS: Readonly<Record<CaseEvent, AlertRow>> = {
  remind: { kind: 'case-moved', severity: 'notice' },
  'order-rectification': { kind: 'case-moved', severity: 'notice' },
  'deadline-passed': { kind: 'case-moved', severity: 'critical' },
  'posts-seen': { kind: 'case-closed', severity: 'info' },
  'propose-shutdown': { kind: 'case-moved', severity: 'warning' },
  'propose-integration': { kind: 'case-moved', severity: 'warning' },
  approve: { kind: 'case-moved', severity: 'warning' },
  reject: { kind: 'case-moved', severity: 'warning' },
  announce: { kind: 'case-moved', severity: 'notice' },
  archive: { kind: 'case-moved', severity: 'notice' },
  'cancel-on-platform': { kind: 'case-moved', severity: 'notice' },
  file: { kind: 'case-moved', severity: 'notice' },
  integrate: { kind: 'case-moved', severity: 'notice' },
  'watch-ended': { kind: 'case-closed', severity: 'info' },
  revived: { kind: 'case-moved', severity: 'critical' },
  dismiss: { kind: 'case-closed', severity: 'info' },
};
export const CASE_OPENED_ALERT: AlertRow = { kind: 'case-opened', severity: 'warning' };

/** A task that was manual from the start (no interface) is routine; one the machine had to give up presses more. */
export const MANUAL_ALERTS: Readonly<Record<ManualReason, AlertRow>> = {
  'no-api': { kind: 'obligation-manual', severity: 'notice' },
  'no-credential': { kind: 'obligation-manual', severity: 'notice' },
  'no-permission': { kind: 'obligation-manual', severity: 'warning' },
  'credential-expired': { kind: 'obligation-manual', severity: 'warning' },
  'content-refused': { kind: 'obligation-manual', severity: 'warning' },
  'quota-spent': { kind: 'obligation-manual', severity: 'warning' },
  'not-visible': { kind: 'obligation-manual', severity: 'warning' },
  'not-shown': { kind: 'obligation-manual', severity: 'warning' },
  'platform-unavailable': { kind: 'obligation-manual', severity: 'warning' },
  'gave-up': { kind: 'obligation-manual', severity: 'warning' },
};
/** A manual task whose deadline comes near: four hours, then one hour before it. */
export const REMINDER_ALERTS: Readonly<Record<ReminderStep, AlertRow>> = {
  'four-hours-left': { kind: 'obligation-reminder', severity: 'notice' },
  'one-hour-left': { kind: 'obligation-reminder', severity: 'warning' },
};
export const OBLIGATION_FULFILLED_ALERT: AlertRow = { kind: 'obligation-fulfilled', severity: 'info' };
/** Proven by a look after the deadline. */
export const OBLIGATION_OVERDUE_ALERT: AlertRow = { kind: 'obligation-overdue', severity: 'critical' };
/** The deadline passed, and we cannot see enough of the account to say that nothing was published. */
export const OBLIGATION_UNPROVEN_ALERT: AlertRow = { kind: 'obligation-overdue', severity: 'notice' };
export const POLICY_SEEN_ALERT: AlertRow = { kind: 'policy-seen', severity: 'info' };
export const POLICY_WITHDRAWN_ALERT: AlertRow = { kind: 'policy-withdrawn', severity: 'warning' };
export const MANDATE_ISSUED_ALERT: AlertRow = { kind: 'mandate-issued', severity: 'notice' };
export const MANDATE_WITHDRAWN_ALERT: AlertRow = { kind: 'mandate-withdrawn', severity: 'notice' };
export const MANDATE_COMPLETE_ALERT: AlertRow = { kind: 'mandate-complete', severity: 'info' };
export const INCIDENT_OPENED_ALERT: AlertRow = { kind: 'source-incident', severity: 'critical' };
export const INCIDENT_CLOSED_ALERT: AlertRow = { kind: 'source-recovered', severity: 'info' };
