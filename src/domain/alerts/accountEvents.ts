import type { Post } from '../accounts/post';
import type { PostChange, SeenPost } from '../accounts/seenAgain';
import type { Account } from '../accounts/account';
import type { IncidentFound } from '../accounts/incident';
import type { Case } from '../cases/case';
import type { Finding, Verdict } from '../judging/verdict';
import { DAY_MS } from '../time/instant';
import type { AlertSubject, DomainEvent } from './alert';
import {
  CASE_ALERTS,
  CASE_OPENED_ALERT,
  FINDING_ALERTS,
  INCIDENT_CLOSED_ALERT,
  INCIDENT_OPENED_ALERT,
  VERDICT_ALERTS,
  type AlertRow,
} from './alertTable';
import { makeEvent, type EventContext } from './domainEvent';

type AccountLabel = Pick<Account, 'id' | 'name' | 'unitId' | 'unitPath'>;

/**
 * A verdict that changed in kind, reason or level. Told to people: any turn for the worse, each further warning level,
 * and recovery from silent, slow or warned. Not told: the first verdict when it is fine or not yet seen, and sight
 * regained.
 */
export function verdictEvent(
  change: EventContext & { readonly account: AccountLabel; readonly before: Verdict | null; readonly verdict: Verdict },
): DomainEvent {
  const { account, before, verdict } = change;
  const row = verdictAlert(before, verdict);
  return makeEvent(
    change,
    {
      kind: 'verdict-changed',
      subject: `account:${account.id}`,
      from: before?.kind ?? null,
      to: verdict.kind,
      reason: verdict.reason,
      occurredAt: verdictOccurredAt(change, verdict),
      data: {
        ruleId: verdict.ruleId,
        packId: verdict.packId,
        packVersion: verdict.packVersion,
        provenSilenceMs: verdict.provenSilenceMs,
        sightLookId: verdict.evidence.sightLookId,
        lastPostId: verdict.evidence.lastPostId,
      },
    },
    row === null ? null : { ...row, ...about(account), figures: verdictFigures(verdict) },
  );
}

function verdictAlert(before: Verdict | null, { kind, reason }: Verdict): AlertRow | null {
  if (
    kind === 'fine' &&
    (before === null || before.kind === 'unknown' || before.kind === 'exempt' || before.kind === 'fine')
  )
    return null;
  if (kind === 'unknown' && before === null) return null;
  // Not having looked yet is our own state, no news about the account.
  if (reason === 'never-looked' || reason === 'no-sight-yet') return null;
  // A person said so, and knows.
  if (reason === 'finding-dismissed') return null;
  return VERDICT_ALERTS[kind];
}

/** Dated by the rule: when the limit was crossed, for a recovery when the post was published, else when we judged. */
function verdictOccurredAt({ now }: EventContext, { crossedAt, kind, facts }: Verdict): Date {
  if (crossedAt !== null) return crossedAt;
  return kind === 'fine' && facts.lastPostAt !== null ? facts.lastPostAt : now;
}

function verdictFigures(verdict: Verdict): Record<string, string | number> {
  const figures: Record<string, string | number> = {};
  if (verdict.provenSilenceMs !== null) figures['days'] = Math.floor(verdict.provenSilenceMs / DAY_MS);
  if (verdict.breachAt !== null) figures['breachAt'] = verdict.breachAt.toISOString();
  return figures;
}

/** What happened to a finding, for the ledger. */
const FINDING_LEDGER = {
  open: 'finding-opened',
  closed: 'finding-closed',
  dismissed: 'finding-dismissed',
  'taken-back': 'finding-taken-back',
} as const;

/** A finding opened or closed, dismissed by a person or the dismissal taken back (`note`: why, in their words). */
export function findingEvent(
  change: EventContext & {
    readonly account: AccountLabel;
    readonly finding: Finding;
    readonly to: keyof typeof FINDING_LEDGER;
    readonly note?: string;
  },
): DomainEvent {
  const { account, finding, to, note } = change;
  const isOpen = to === 'open' || to === 'taken-back';
  const row = isOpen ? FINDING_ALERTS[finding.kind] : null;
  return makeEvent(
    change,
    {
      kind: FINDING_LEDGER[to],
      subject: `finding:${finding.id}`,
      from: to === 'open' ? null : finding.state,
      to: isOpen ? 'open' : to,
      reason: finding.kind,
      occurredAt: to === 'open' ? finding.occurredAt : change.now,
      data: {
        accountId: finding.accountId,
        ruleId: finding.ruleId,
        about: finding.subject,
        detail: finding.detail,
        ...(note === undefined ? {} : { note }),
      },
    },
    row === null ? null : { ...row, ...about(account), figures: { rule: finding.ruleId, detail: finding.detail } },
  );
}

/**
 * A post whose date or text another look showed differently: what the facts of the account were folded from has changed.
 * Nobody has to do anything about it, so it is in the ledger alone.
 */
export function postChangedEvent(
  change: EventContext & { readonly before: Post; readonly after: SeenPost; readonly changes: readonly PostChange[] },
): DomainEvent {
  const { before, after, changes } = change;
  return makeEvent(
    change,
    {
      kind: 'post-changed',
      subject: `post:${before.id}`,
      from: before.countedAt.toISOString(),
      to: after.countedAt.toISOString(),
      reason: changes[0] ?? 'text-read',
      data: {
        accountId: before.accountId,
        changes: changes.join(' '),
        textHash: after.textHash,
        textWas: before.textHash,
      },
    },
    null,
  );
}

/** A case opened (no steps yet) or moved by its last step. */
export function caseEvent(
  change: EventContext & { readonly shutdownCase: Case; readonly accountName: string },
): DomainEvent {
  const { shutdownCase, accountName } = change;
  const step = shutdownCase.steps.at(-1);
  const subject: AlertSubject = { accountId: shutdownCase.accountId, caseId: shutdownCase.id, label: accountName };
  const place = { subject, unitId: shutdownCase.unitId, unitPath: shutdownCase.unitPath };
  const figures: Record<string, string | number> =
    shutdownCase.rectifyBy === null ? {} : { rectifyBy: shutdownCase.rectifyBy.toISOString() };
  if (step === undefined) {
    return makeEvent(
      change,
      {
        kind: 'case-moved',
        subject: `case:${shutdownCase.id}`,
        from: null,
        to: shutdownCase.state,
        reason: 'opened',
        occurredAt: shutdownCase.occurredAt,
        data: { accountId: shutdownCase.accountId, findingId: shutdownCase.findingId },
      },
      { ...CASE_OPENED_ALERT, ...place, figures },
    );
  }
  return makeEvent(
    change,
    {
      kind: 'case-moved',
      subject: `case:${shutdownCase.id}`,
      from: step.from,
      to: step.to,
      reason: step.event,
      occurredAt: step.occurredAt,
      data: { accountId: shutdownCase.accountId, note: step.note, successorAccountId: shutdownCase.successorAccountId },
    },
    { ...CASE_ALERTS[step.event], ...place, figures: { ...figures, from: step.from, to: step.to } },
  );
}

/** Many accounts failing for one cause, or that being over. Concerns the whole office. */
export function incidentEvent(
  change: EventContext & { readonly incident: IncidentFound; readonly to: 'open' | 'closed' },
): DomainEvent {
  const { incident, to } = change;
  return makeEvent(
    change,
    {
      kind: to === 'open' ? 'incident-opened' : 'incident-closed',
      subject: `incident:${incident.key}`,
      from: to === 'open' ? null : 'open',
      to,
      reason: incident.reason,
      data: { platform: incident.platform, accounts: incident.accounts },
    },
    {
      ...(to === 'open' ? INCIDENT_OPENED_ALERT : INCIDENT_CLOSED_ALERT),
      subject: { label: incident.key },
      unitId: null,
      unitPath: [],
      figures: { accounts: incident.accounts, platform: incident.platform ?? 'all' },
    },
  );
}

function about(account: AccountLabel): {
  readonly subject: AlertSubject;
  readonly unitId: Account['unitId'];
  readonly unitPath: Account['unitPath'];
} {
  return {
    subject: { accountId: account.id, label: account.name },
    unitId: account.unitId,
    unitPath: account.unitPath,
  };
}
