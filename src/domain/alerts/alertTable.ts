import type { Case } from '../cases/case';
import type { FindingKind, VerdictKind } from '../judging/verdict';
import type { ManualReason } from '../mandates/mandate';
import type { ReminderStep } from '../mandates/reminderStep';
import type { DiskLevel } from '../retention/diskEstimate';
import type { AlertKind, AlertSeverity } from './alert';

/** What somebody must do or know, and how much it presses. What is not listed is in the ledger and on its own page. */
export interface AlertRow {
  readonly kind: AlertKind;
  readonly severity: AlertSeverity;
}

/** `unknown` is told by cause over all accounts (`unseenAlerts`), not an account at a time. */
export const VERDICT_ALERTS: Readonly<Record<VerdictKind, AlertRow | null>> = {
  warned: { kind: 'account-warned', severity: 'warning' },
  silent: { kind: 'account-silent', severity: 'critical' },
  slow: { kind: 'account-slow', severity: 'warning' },
  unknown: null,
  fine: null,
  exempt: null,
};
export const UNSEEN_ALERT: AlertRow = { kind: 'account-unknown', severity: 'notice' };

/**
 * Silence and slowness are told by the verdict, so their findings do not tell it a second time; outdated reposts are
 * told by policy (`outdatedAlerts`).
 */
export const FINDING_ALERTS: Readonly<Record<FindingKind, AlertRow | null>> = {
  silent: null,
  slow: null,
  improper: { kind: 'account-improper', severity: 'critical' },
  'altered-repost': { kind: 'account-improper', severity: 'warning' },
  'unclear-repost': { kind: 'repost-unclear', severity: 'notice' },
  'outdated-repost': null,
  'future-dated': { kind: 'account-improper', severity: 'notice' },
  'changed-post': { kind: 'account-improper', severity: 'notice' },
  'gone-post': { kind: 'account-improper', severity: 'notice' },
};
export const OUTDATED_ALERT: AlertRow = { kind: 'repost-outdated', severity: 'warning' };

/**
 * Which states of a case wait for a person beyond what the account's own alert says. From notice to rectification that
 * alert says it all.
 */
export const CASE_ALERTS: Readonly<Record<Case['state'], AlertRow | null>> = {
  noticed: null,
  reminded: null,
  rectifying: null,
  overdue: { kind: 'case-overdue', severity: 'critical' },
  proposed: { kind: 'case-step', severity: 'warning' },
  approved: { kind: 'case-step', severity: 'notice' },
  announced: { kind: 'case-step', severity: 'notice' },
  archived: { kind: 'case-step', severity: 'notice' },
  cancelled: { kind: 'case-step', severity: 'notice' },
  integrated: { kind: 'case-step', severity: 'notice' },
  filed: null,
  closed: null,
};
/** Published again after it was cancelled or merged: told until the new case has gone one step on. */
export const CASE_REVIVED_ALERT: AlertRow = { kind: 'case-revived', severity: 'critical' };

/** A task that was manual from the start (no interface) is routine; one the machine had to give up presses more. */
export const MANUAL_ALERTS: Readonly<Record<ManualReason, AlertRow>> = {
  'no-api': { kind: 'obligation-manual', severity: 'notice' },
  'no-credential': { kind: 'obligation-manual', severity: 'notice' },
  'no-permission': { kind: 'obligation-manual', severity: 'warning' },
  'credential-expired': { kind: 'obligation-manual', severity: 'warning' },
  'credential-refused': { kind: 'obligation-manual', severity: 'warning' },
  'credential-unopened': { kind: 'obligation-manual', severity: 'warning' },
  'content-refused': { kind: 'obligation-manual', severity: 'warning' },
  'quota-spent': { kind: 'obligation-manual', severity: 'warning' },
  'not-visible': { kind: 'obligation-manual', severity: 'warning' },
  'not-shown': { kind: 'obligation-manual', severity: 'warning' },
  'platform-unavailable': { kind: 'obligation-manual', severity: 'warning' },
  'gave-up': { kind: 'obligation-manual', severity: 'warning' },
};
/** Manual tasks whose deadline comes near: four hours, then one hour before it. The same alert, pressing more. */
export const REMINDER_ALERTS: Readonly<Record<ReminderStep, AlertRow>> = {
  'four-hours-left': { kind: 'obligation-reminder', severity: 'notice' },
  'one-hour-left': { kind: 'obligation-reminder', severity: 'warning' },
};
/** Proven by a look after the deadline. */
export const OBLIGATION_OVERDUE_ALERT: AlertRow = { kind: 'obligation-overdue', severity: 'critical' };
/** The deadline passed, and we cannot see enough of the account to say that nothing was published. */
export const OBLIGATION_UNPROVEN_ALERT: AlertRow = { kind: 'obligation-overdue', severity: 'notice' };
export const POLICY_WITHDRAWN_ALERT: AlertRow = { kind: 'policy-withdrawn', severity: 'warning' };
export const MANDATE_REVIEW_ALERT: AlertRow = { kind: 'mandate-review', severity: 'notice' };
/** Policies whose authority or field a person has to decide: the clock of their reposts runs from publication. */
export const POLICY_AWAITING_ALERT: AlertRow = { kind: 'policy-awaiting', severity: 'warning' };
export const MANDATE_PROGRESS_ALERT: AlertRow = { kind: 'mandate-progress', severity: 'info' };
/** A copy of an own item says something else than what was passed. */
export const COPIES_DIFFER_ALERT: AlertRow = { kind: 'copies-differ', severity: 'warning' };
/** A copy of an own item that a person has to publish. */
export const COPY_MANUAL_ALERT: AlertRow = { kind: 'copy-manual', severity: 'notice' };
/** The deadline of a duty is near, has passed, and passed long ago; and what of it waits for somebody. */
export const DUTY_ALERTS = {
  near: { kind: 'duty-near', severity: 'notice' },
  overdue: { kind: 'duty-overdue', severity: 'warning' },
  pressing: { kind: 'duty-overdue', severity: 'critical' },
  asked: { kind: 'duty-asked', severity: 'notice' },
} as const satisfies Readonly<Record<string, AlertRow>>;
/** A plan of surveys that is running out of time, and one that cannot reach its number any more. */
export const SURVEY_ALERTS = {
  short: { kind: 'survey-behind', severity: 'notice' },
  unreachable: { kind: 'survey-behind', severity: 'warning' },
} as const satisfies Readonly<Record<string, AlertRow>>;
/** A check of a website comes near its limit, and has reached it (单项否决). */
export const SITE_CHECK_ALERTS = {
  warn: { kind: 'site-warned', severity: 'warning' },
  veto: { kind: 'site-failing', severity: 'critical' },
} as const satisfies Readonly<Record<string, AlertRow>>;
export const INCIDENT_ALERT: AlertRow = { kind: 'source-incident', severity: 'critical' };
/** Little room on the disk of the store, and hardly any: the same alert, pressing more. */
export const DISK_ALERTS: Readonly<Record<Exclude<DiskLevel, 'enough'>, AlertRow>> = {
  low: { kind: 'storage-low', severity: 'warning' },
  'very-low': { kind: 'storage-low', severity: 'critical' },
};
/** Old parts of the ledger stay in the store. */
export const ARCHIVE_ALERT: AlertRow = { kind: 'archive-unusable', severity: 'warning' };
/** The regular trial of a channel failed: what is sent through it would as well. */
export const CHANNEL_FAILING_ALERT: AlertRow = { kind: 'channel-failing', severity: 'warning' };
/** A receiver of the alert log that takes nothing: called no more in a day, and not called any more. */
export const RECEIVER_ALERTS = {
  'stops-soon': { kind: 'receiver-failing', severity: 'notice' },
  stopped: { kind: 'receiver-failing', severity: 'warning' },
} as const satisfies Readonly<Record<string, AlertRow>>;
/** Fewer submissions than the month asks for, some working days before its end. */
export const SUBMISSIONS_BEHIND_ALERT: AlertRow = { kind: 'submissions-behind', severity: 'notice' };
export const CREDENTIAL_EXPIRED_ALERT: AlertRow = { kind: 'credential-expired', severity: 'critical' };
export const CREDENTIAL_REFUSED_ALERT: AlertRow = { kind: 'credential-refused', severity: 'critical' };
/** Stored, and no key of ours opens it: ours to mend. */
export const CREDENTIAL_UNOPENED_ALERT: AlertRow = { kind: 'credential-unopened', severity: 'critical' };
export const CREDENTIAL_EXPIRING_ALERT: AlertRow = { kind: 'credential-expiring', severity: 'notice' };
export const CREDENTIAL_EXPIRING_TOMORROW_ALERT: AlertRow = { kind: 'credential-expiring', severity: 'warning' };
