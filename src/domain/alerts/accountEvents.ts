import type { Post } from '../accounts/post';
import type { PostChange, SeenPost } from '../accounts/seenAgain';
import type { Account } from '../accounts/account';
import type { IncidentFound } from '../accounts/incident';
import type { Case } from '../cases/case';
import type { Finding, Verdict } from '../judging/verdict';
import type { DomainEvent } from './alert';
import { makeEvent, type EventContext } from './domainEvent';

type AccountLabel = Pick<Account, 'id' | 'name' | 'unitId' | 'unitPath'>;

/** A verdict that changed in kind, reason or level. */
export function verdictEvent(
  change: EventContext & { readonly account: AccountLabel; readonly before: Verdict | null; readonly verdict: Verdict },
): DomainEvent {
  const { account, before, verdict } = change;
  return makeEvent(change, {
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
  });
}

/** Dated by the rule: when the limit was crossed, for a recovery when the post was published, else when we judged. */
function verdictOccurredAt({ now }: EventContext, { crossedAt, kind, facts }: Verdict): Date {
  if (crossedAt !== null) return crossedAt;
  return kind === 'fine' && facts.lastPostAt !== null ? facts.lastPostAt : now;
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
  const { finding, to, note } = change;
  return makeEvent(change, {
    kind: FINDING_LEDGER[to],
    subject: `finding:${finding.id}`,
    from: to === 'open' ? null : finding.state,
    to: to === 'taken-back' ? 'open' : to,
    reason: finding.kind,
    occurredAt: to === 'open' ? finding.occurredAt : change.now,
    data: {
      accountId: finding.accountId,
      ruleId: finding.ruleId,
      about: finding.subject,
      detail: finding.detail,
      ...(note === undefined ? {} : { note }),
    },
  });
}

/**
 * A post whose date or text another look showed differently: what the facts of the account were folded from changed.
 * Nobody has to do anything about it, so it is in the ledger alone.
 */
export function postChangedEvent(
  change: EventContext & { readonly before: Post; readonly after: SeenPost; readonly changes: readonly PostChange[] },
): DomainEvent {
  const { before, after, changes } = change;
  return makeEvent(change, {
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
  });
}

/** A case opened (no steps yet) or moved by its last step. */
export function caseEvent(change: EventContext & { readonly shutdownCase: Case }): DomainEvent {
  const { shutdownCase } = change;
  const step = shutdownCase.steps.at(-1);
  return makeEvent(change, {
    kind: 'case-moved',
    subject: `case:${shutdownCase.id}`,
    from: step?.from ?? null,
    to: step?.to ?? shutdownCase.state,
    reason: step?.event ?? 'opened',
    occurredAt: step?.occurredAt ?? shutdownCase.occurredAt,
    data:
      step === undefined
        ? { accountId: shutdownCase.accountId, findingId: shutdownCase.findingId }
        : {
            accountId: shutdownCase.accountId,
            note: step.note,
            successorAccountId: shutdownCase.successorAccountId,
          },
  });
}

/** Many accounts failing for one cause, or that being over. */
export function incidentEvent(
  change: EventContext & { readonly incident: IncidentFound; readonly to: 'open' | 'closed' },
): DomainEvent {
  const { incident, to } = change;
  return makeEvent(change, {
    kind: to === 'open' ? 'incident-opened' : 'incident-closed',
    subject: `incident:${incident.key}`,
    from: to === 'open' ? null : 'open',
    to,
    reason: incident.reason,
    data: { platform: incident.platform, accounts: incident.accounts },
  });
}
