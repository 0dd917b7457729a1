import type { AccountId, AlertId, CaseId, EventId, MandateId, ObligationId, PersonId, PolicyId, UnitId } from '../ids';
import type { Instant } from '../time/instant';

export const ALERT_KINDS = [
  'account-warned',
  'account-silent',
  'account-slow',
  'account-improper',
  'account-unknown',
  'account-recovered',
  'credential-expiring',
  'credential-expired',
  'credential-refused',
  'source-incident',
  'source-recovered',
  'policy-seen',
  'policy-withdrawn',
  'mandate-issued',
  'obligation-manual',
  'obligation-reminder',
  'repost-unclear',
  'repost-outdated',
  'obligation-fulfilled',
  'obligation-overdue',
  'mandate-complete',
  'mandate-withdrawn',
  'case-opened',
  'case-moved',
  'case-closed',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];
export const ALERT_SEVERITIES = ['info', 'notice', 'warning', 'critical'] as const;
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

export interface AlertSubject {
  readonly accountId?: AccountId;
  readonly policyId?: PolicyId;
  readonly mandateId?: MandateId;
  readonly obligationId?: ObligationId;
  readonly caseId?: CaseId;
  /** What people call it: the account's or policy's name. */
  readonly label: string;
}

/** Something people must know. `seq` has no holes; a client resumes from any number (invariant 9). */
export interface Alert {
  readonly id: AlertId;
  readonly seq: number;
  /** One alert per event: inserting the same event again changes nothing. */
  readonly eventId: EventId;
  readonly kind: AlertKind;
  readonly severity: AlertSeverity;
  readonly subject: AlertSubject;
  /** Null: concerns the whole office. */
  readonly unitId: UnitId | null;
  readonly unitPath: readonly UnitId[];
  /** Reason code from the closed list of the deciding rule. */
  readonly reason: string;
  /** Figures for the sentence, e.g. `{days: 14}`; sentences are made in the dashboard from kind + reason + figures. */
  readonly figures: Readonly<Record<string, string | number>>;
  readonly occurredAt: Instant;
  readonly noticedAt: Instant;
  readonly acknowledged: { readonly by: PersonId; readonly name: string; readonly at: Instant } | null;
}

export type AlertDraft = Omit<Alert, 'id' | 'seq' | 'eventId' | 'acknowledged'>;

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
  'obligation-moved',
  'job-moved',
  'case-moved',
  'account-registered',
  'unit-moved',
  'account-changed',
  'site-registered',
  'site-changed',
  'incident-opened',
  'incident-closed',
  'credential-changed',
  'article-added',
  'post-changed',
  'alert-acknowledged',
  'signed-in',
  'sign-in-refused',
  'person-changed',
  'training-changed',
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
 * carried to ledger and alerts afterwards, as often as needed: repeating it changes nothing (invariant 8).
 */
export interface DomainEvent {
  readonly eventId: EventId;
  readonly ledger: LedgerDraft;
  readonly alert: AlertDraft | null;
}
