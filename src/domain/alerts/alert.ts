import type { Platform } from '../accounts/account';
import type {
  AccountId,
  AlertId,
  CaseId,
  EventId,
  MandateId,
  ObligationId,
  PersonId,
  PolicyId,
  SiteId,
  UnitId,
} from '../ids';
import type { Instant } from '../time/instant';

/** What an alert can be about today. Each names something that somebody must do or know, and that can be undone. */
export const CURRENT_ALERT_KINDS = [
  'account-warned',
  'account-silent',
  'account-slow',
  'account-improper',
  'account-unknown',
  'repost-unclear',
  'repost-outdated',
  'credential-expiring',
  'credential-expired',
  'credential-refused',
  'credential-unopened',
  'source-incident',
  'storage-low',
  'archive-unusable',
  'channel-failing',
  'receiver-failing',
  'mandate-review',
  'mandate-progress',
  'obligation-manual',
  'obligation-reminder',
  'obligation-overdue',
  'policy-withdrawn',
  'policy-awaiting',
  'case-overdue',
  'case-step',
  'case-revived',
  'submissions-behind',
  'copies-differ',
  'copy-manual',
  'duty-near',
  'duty-overdue',
  'duty-asked',
  'survey-behind',
  'site-warned',
  'site-failing',
] as const;
export type CurrentAlertKind = (typeof CURRENT_ALERT_KINDS)[number];
/** What earlier versions told of; still in the log, never opened any more. */
const RETIRED_ALERT_KINDS = [
  'account-recovered',
  'source-recovered',
  'policy-seen',
  'mandate-issued',
  'obligation-fulfilled',
  'mandate-complete',
  'mandate-withdrawn',
  'case-opened',
  'case-moved',
  'case-closed',
] as const;
export const ALERT_KINDS = [...CURRENT_ALERT_KINDS, ...RETIRED_ALERT_KINDS] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];
export const ALERT_SEVERITIES = ['info', 'notice', 'warning', 'critical'] as const;
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

/** `open` → `acknowledged` (somebody knows) → `resolved` (its cause is gone), or straight to `resolved`. */
export const ALERT_STATES = ['open', 'acknowledged', 'resolved'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** What can happen to an alert. Each has a number of its own. */
export const ALERT_CHANGES = ['opened', 'changed', 'acknowledged', 'assigned', 'resolved'] as const;
export type AlertChangeKind = (typeof ALERT_CHANGES)[number];

/** What undid the cause of an alert: a closed list. */
export const RESOLUTIONS = [
  'updated', // the account publishes again
  'seen-again', // we see what we could not see
  'not-seen', // what was proven is no longer proven: we do not see the account at present
  'account-ended', // the account was cancelled or taken out of the register
  'folded', // told by an alert about the common cause
  'finding-closed',
  'finding-dismissed',
  'accepted', // the platform accepts the credential
  'replaced', // another credential was stored, or its date put off
  'removed', // the credential was removed
  'incident-over',
  'room-again', // the disk has room again
  'archive-back', // the folder of archive files is there and can be written
  'works-again', // a trial or test of the channel went well
  'set-anew', // the channel is set otherwise: whether it works now, the next trial or test says
  'delivers-again', // the receiver takes deliveries, or is called again
  'case-moved',
  'within-limits', // the check of the site is within its limits again
  'done', // nothing of it is left to be done
  'deadline-passed',
  'put-off', // its deadline is a later one
  'complete',
  'withdrawn',
  'corrected', // the copy says what was passed
  'settled', // a person has settled the difference
  'post-gone', // the post is not there any more
  'no-longer-seen', // the list ends before the post, or nobody looks at it any more
  'told', // what is only to be known was told for its time
  'none-left-in-unit', // goes on elsewhere; nothing of it is left in the reader's units
  'superseded', // told by an earlier version, before alerts had states
] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

export interface AlertSubject {
  readonly accountId?: AccountId;
  readonly policyId?: PolicyId;
  readonly mandateId?: MandateId;
  readonly obligationId?: ObligationId;
  readonly caseId?: CaseId;
  /** What people call it: the account's or policy's name. */
  readonly label: string;
}

/** Figures for the sentence, e.g. `{days: 14}`; sentences are made in the dashboard from kind + reason + figures. */
export type AlertFigures = Readonly<Record<string, string | number>>;

/** How many of something lie in one unit itself, by name of the figure, with the units above it as they were read. */
export interface UnitFigures {
  readonly unitPath: readonly UnitId[];
  readonly figures: Readonly<Record<string, number>>;
}

/** What is wrong now, as the state of things says it. */
export interface AlertDraft {
  /** The identity of what is wrong, e.g. `account:<id>:verdict`. One alert at a time is open for a cause. */
  readonly cause: string;
  /** Whose state decides about it: `account:<id>`, `mandate:<id>`, `case:<id>`, `credentials`, `unseen` … */
  readonly owner: string;
  readonly kind: AlertKind;
  readonly severity: AlertSeverity;
  readonly subject: AlertSubject;
  /** Null: concerns the whole office, or several units (`byUnit`). */
  readonly unitId: UnitId | null;
  /** Every unit in whose subtree something of it lies: who may see it. Empty: those who see the whole office. */
  readonly unitPath: readonly UnitId[];
  /** Reason code from the closed list of the deciding rule. */
  readonly reason: string;
  readonly figures: AlertFigures;
  /** Of an alert that folds things of several units: what replaces the figures for readers of a unit. */
  readonly byUnit: Readonly<Record<UnitId, AlertFigures>> | null;
  /** What `byUnit` was added up from: what of it stays with a unit that another one is being moved away from. */
  readonly shares?: readonly UnitFigures[];
  /** The one platform, and of a column the site, that it is about; absent: of no one. */
  readonly platform?: Platform | null;
  readonly siteId?: SiteId | null;
  /** Dated by the rule (invariant 6). */
  readonly occurredAt: Instant;
}

/** Something to do or know, as of its last change. `seq` has no holes; a client resumes from any (invariant 9). */
export interface Alert extends Omit<AlertDraft, 'shares' | 'platform' | 'siteId'> {
  readonly id: AlertId;
  /** The number of its last change. */
  readonly seq: number;
  readonly change: AlertChangeKind;
  readonly state: AlertState;
  readonly noticedAt: Instant;
  readonly changedAt: Instant;
  readonly platform: Platform | null;
  readonly siteId: SiteId | null;
  readonly acknowledged: { readonly by: PersonId; readonly name: string; readonly at: Instant } | null;
  /** Who is to see to it, and who said so; it says nothing about whether they know. */
  readonly assigned: AlertAssignment | null;
  readonly resolved: { readonly at: Instant; readonly reason: Resolution } | null;
  /** Who made the last change, by name; null: what is wrong has changed by itself. */
  readonly changedBy: string | null;
}

export interface AlertAssignment {
  readonly to: PersonId;
  readonly name: string;
  readonly by: PersonId;
  readonly at: Instant;
}

export const LEDGER_KINDS = [
  'verdict-changed',
  'finding-opened',
  'finding-closed',
  'finding-dismissed',
  'finding-taken-back',
  'policy-recorded',
  'policy-changed',
  'mandate-issued',
  'mandate-reviewed',
  'rule-changed',
  'review-changed',
  'submission-changed',
  'quota-changed',
  'own-post-changed',
  'own-word-changed',
  'duty-changed',
  'interaction-changed',
  'survey-changed',
  'emergency-changed',
  'meeting-changed',
  'obligation-moved',
  'job-moved',
  'case-moved',
  'account-registered',
  'unit-added',
  'unit-moved',
  'unit-changed',
  'unit-closed',
  'unit-reopened',
  'unit-merged',
  'source-changed',
  'liaison-changed',
  'course-changed',
  'filing-finding-changed',
  'onboarding-changed',
  'official-list-changed',
  'account-changed',
  'site-registered',
  'site-changed',
  'site-checked',
  'site-policy-decided',
  'incident-opened',
  'incident-closed',
  'credential-changed',
  'article-added',
  'data-removed',
  'post-changed',
  'alert-acknowledged',
  'alert-assigned',
  'alert-escalated',
  'notify-changed',
  'reminder-sent',
  'signed-in',
  'sign-in-refused',
  'person-changed',
  'role-changed',
  'training-changed',
  'register-imported',
  'register-removed',
] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];

/** One line of the append-only, hash-chained ledger. `hash = sha256(prevHash + canonical JSON of the rest)`. */
export interface LedgerEntry {
  readonly seq: number;
  readonly eventId: EventId;
  readonly kind: LedgerKind;
  /** Aggregate and id, e.g. `account:65f…`. */
  readonly subject: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly reason: string;
  readonly actor: string;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly prevHash: string;
  readonly hash: string;
}
export type LedgerDraft = Omit<LedgerEntry, 'seq' | 'eventId' | 'prevHash' | 'hash'>;

/**
 * What a state change leaves behind. It is stored inside the changed document in the same write (its outbox) and
 * carried to the ledger afterwards, as often as needed: repeating it changes nothing (invariant 8). Alerts follow the
 * ledger: what it says has changed is looked at again.
 */
export interface DomainEvent {
  readonly eventId: EventId;
  readonly ledger: LedgerDraft;
}
