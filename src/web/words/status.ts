import type { RehearsedMessage } from '../../domain/notify/rehearsedMessages';
import type { AccountStatus } from '../../domain/accounts/account';
import type { SiteClosingState } from '../../domain/accounts/siteClosing';
import type { SitePlanState } from '../../domain/accounts/siteFiling';
import { PLATFORMS, type Platform } from '../../domain/accounts/platforms';
import type { LookOutcome } from '../../domain/accounts/look';
import type { AlertKind, AlertSeverity, CurrentAlertKind } from '../../domain/alerts/alert';
import type { CredentialState } from '../../domain/credentials/credential';
import type { CaseState } from '../../domain/cases/case';
import type { FindingKind, FindingState, VerdictKind } from '../../domain/judging/verdict';
import type { InterpretationState } from '../../domain/siteChecks/interpretations';
import type { PageItemState } from '../../domain/siteChecks/pageItems';
import type { ProbeOutcome } from '../../domain/siteChecks/probe';
import type { SiteState } from '../../domain/siteChecks/siteVerdict';
import type { JobState, ObligationState, ProgressGroup } from '../../domain/mandates/mandate';

/**
 * How a state looks: shape and colour, never colour alone. `pending` is work that goes on as it should and is neither
 * fine nor late yet; it borrows no status colour.
 */
export type Look = 'fine' | 'warned' | 'breached' | 'unknown' | 'manual' | 'closed' | 'pending';
/** The six verdicts, the improper accounts counted beside them, and those not judged yet. */
export type VerdictCount = VerdictKind | 'improper' | 'unjudged';

export const VERDICT_LOOK: Readonly<Record<VerdictCount, Look>> = {
  fine: 'fine',
  warned: 'warned',
  slow: 'warned',
  silent: 'breached',
  improper: 'breached',
  unknown: 'unknown',
  unjudged: 'unknown',
  exempt: 'closed',
};
export const PROGRESS_LOOK: Readonly<Record<ProgressGroup, Look>> = {
  done: 'fine',
  late: 'warned',
  running: 'pending',
  manual: 'manual',
  missed: 'breached',
  'not-applicable': 'closed',
};
export const OBLIGATION_LOOK: Readonly<Record<ObligationState, Look>> = {
  'awaiting-review': 'pending',
  ready: 'pending',
  publishing: 'pending',
  submitted: 'pending',
  manual: 'manual',
  fulfilled: 'fine',
  'not-applicable': 'closed',
  withdrawn: 'closed',
};
export const JOB_LOOK: Readonly<Record<JobState, Look>> = {
  queued: 'pending',
  running: 'pending',
  confirming: 'pending',
  waiting: 'warned',
  submitted: 'pending',
  published: 'fine',
  failed: 'breached',
  cancelled: 'closed',
};
export const OUTCOME_LOOK: Readonly<Record<LookOutcome, Look>> = {
  items: 'fine',
  'proven-empty': 'fine',
  unparsed: 'unknown',
  refused: 'unknown',
  unreachable: 'unknown',
  unauthorised: 'unknown',
  'rate-limited': 'unknown',
};
export const CASE_LOOK: Readonly<Record<CaseState, Look>> = {
  noticed: 'breached',
  reminded: 'breached',
  rectifying: 'warned',
  overdue: 'breached',
  proposed: 'manual',
  approved: 'pending',
  announced: 'pending',
  archived: 'pending',
  cancelled: 'pending',
  filed: 'pending',
  integrated: 'pending',
  closed: 'closed',
};
export const FINDING_LOOK: Readonly<Record<FindingKind, Look>> = {
  silent: 'breached',
  slow: 'warned',
  improper: 'breached',
  'altered-repost': 'breached',
  'unclear-repost': 'manual',
  'outdated-repost': 'warned',
  'future-dated': 'warned',
  'changed-post': 'warned',
  'gone-post': 'warned',
};
export const FINDING_STATE_LOOK: Readonly<Record<FindingState, Look>> = {
  open: 'breached',
  closed: 'closed',
  dismissed: 'closed',
};
export const ACCOUNT_STATUS_LOOK: Readonly<Record<AccountStatus, Look>> = {
  applied: 'pending',
  approved: 'pending',
  filed: 'pending',
  active: 'fine',
  stopped: 'closed',
  cancelled: 'closed',
  revived: 'breached',
};
export const SITE_PLAN_LOOK: Readonly<Record<SitePlanState, Look>> = {
  kept: 'fine',
  open: 'pending',
  soon: 'warned',
  overdue: 'breached',
  done: 'fine',
};
export const SITE_CLOSING_LOOK: Readonly<Record<SiteClosingState, Look>> = {
  announced: 'warned',
  closed: 'closed',
};
export const SITE_STATE_LOOK: Readonly<Record<SiteState, Look>> = {
  veto: 'breached',
  warn: 'warned',
  unknown: 'unknown',
  pass: 'fine',
};
export const PROBE_LOOK: Readonly<Record<ProbeOutcome, Look>> = {
  open: 'fine',
  slow: 'breached',
  failed: 'breached',
  unknown: 'unknown',
};
export const PAGE_ITEM_LOOK: Readonly<Record<PageItemState, Look>> = {
  missing: 'warned',
  soon: 'warned',
  unknown: 'unknown',
  there: 'fine',
};
export const INTERPRETATION_LOOK: Readonly<Record<InterpretationState, Look>> = {
  missing: 'warned',
  unknown: 'unknown',
  waiting: 'pending',
  excused: 'fine',
  paired: 'fine',
};
export const SEVERITY_LOOK: Readonly<Record<AlertSeverity, Look>> = {
  info: 'pending',
  notice: 'pending',
  warning: 'warned',
  critical: 'breached',
};

export const CREDENTIAL_LOOK: Readonly<Record<CredentialState, Look>> = {
  untested: 'pending',
  working: 'fine',
  expiring: 'warned',
  expired: 'breached',
  refused: 'breached',
  unopened: 'breached',
};

/** An alert looks like the state it reports; what reports no state looks like its severity. */
export const ALERT_LOOK: Readonly<Record<AlertKind, Look>> = {
  'account-warned': 'warned',
  'account-silent': 'breached',
  'account-slow': 'warned',
  'account-improper': 'breached',
  'account-unknown': 'unknown',
  'account-recovered': 'fine',
  'credential-expired': 'unknown',
  'credential-expiring': 'warned',
  'credential-refused': 'unknown',
  'credential-unopened': 'unknown',
  'source-incident': 'unknown',
  'source-recovered': 'fine',
  'storage-low': 'warned',
  'archive-unusable': 'warned',
  'channel-failing': 'warned',
  'receiver-failing': 'warned',
  'policy-seen': 'pending',
  'policy-withdrawn': 'warned',
  'policy-awaiting': 'manual',
  'obligation-reminder': 'manual',
  'repost-unclear': 'manual',
  'repost-outdated': 'warned',
  'mandate-issued': 'pending',
  'obligation-manual': 'manual',
  'obligation-fulfilled': 'fine',
  'obligation-overdue': 'breached',
  'mandate-complete': 'fine',
  'mandate-withdrawn': 'pending',
  'case-opened': 'breached',
  'case-moved': 'pending',
  'case-closed': 'closed',
  'mandate-review': 'manual',
  'mandate-progress': 'pending',
  'case-overdue': 'breached',
  'case-step': 'manual',
  'case-revived': 'breached',
  'submissions-behind': 'warned',
  'copies-differ': 'breached',
  'copy-manual': 'manual',
  'duty-near': 'warned',
  'duty-overdue': 'breached',
  'duty-asked': 'manual',
  'survey-behind': 'warned',
  'site-warned': 'warned',
  'site-failing': 'breached',
};

/** The kinds that are told today, in the order of the filter; what earlier versions told is not asked for any more. */
export const REHEARSED_ORDER: readonly RehearsedMessage[] = [
  'alert',
  'many',
  'escalated',
  'resolved',
  'reminder',
  'digest',
  'long',
  'test',
];
export const ALERT_KIND_ORDER: readonly CurrentAlertKind[] = [
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
];

/** The order in which platforms stand everywhere. */
/** What presses most first. */
export const SEVERITY_ORDER: readonly AlertSeverity[] = ['critical', 'warning', 'notice', 'info'];

export const PLATFORM_ORDER: readonly Platform[] = PLATFORMS;

/** Sight first, then the ways not to see. */
export const LOOK_OUTCOME_ORDER: readonly LookOutcome[] = [
  'items',
  'proven-empty',
  'unparsed',
  'refused',
  'unreachable',
  'unauthorised',
  'rate-limited',
];

/** Only these two outcomes saw anything. */
export function isSight(outcome: string | null): boolean {
  return outcome === 'items' || outcome === 'proven-empty';
}

/**
 * The look of an outcome code that comes as plain text; a source not looked at yet, or an unknown code, is not seen.
 */
export function sightLook(outcome: string | null): Look {
  return isSight(outcome) ? 'fine' : 'unknown';
}

/** The order of the progress bar. */
export const PROGRESS_GROUP_ORDER: readonly ProgressGroup[] = [
  'done',
  'late',
  'running',
  'manual',
  'missed',
  'not-applicable',
];
