import type { Mandate, MandateRule } from '../mandates/mandate';
import type { DomainEvent } from './alert';
import { makeEvent, type EventContext } from './domainEvent';

/** A mandate issued, taken one review step further, or complete. */
export function mandateEvent(
  change: EventContext & {
    readonly mandate: Mandate;
    readonly event:
      | 'drafted'
      | 'issued'
      | 'reviewed'
      | 'returned'
      | 'refused'
      | 'withdrawn'
      | 'complete'
      | 'widened'
      | 'deadline-recomputed';
    /** The reason a person gave. */
    readonly note?: string;
    readonly from?: string | null;
    readonly obligations?: number;
  },
): DomainEvent {
  const { mandate, event, from = null, obligations, note } = change;
  return makeEvent(change, {
    kind: REVIEWED.has(event) ? 'mandate-reviewed' : 'mandate-issued',
    subject: `mandate:${mandate.id}`,
    from,
    to: mandate.stage,
    reason: event,
    data: {
      policyId: mandate.policyId,
      policyVersion: mandate.policyVersion,
      ruleId: mandate.ruleId,
      dueBy: mandate.dueBy.toISOString(),
      provisional: mandate.provisional,
      ...(obligations === undefined ? {} : { obligations }),
      ...(note === undefined ? {} : { note }),
    },
  });
}

const REVIEWED: ReadonlySet<string> = new Set(['reviewed', 'returned', 'refused', 'withdrawn']);

/** A mandate rule made, changed, disabled or enabled by a person, with the reason they gave. For the ledger alone. */
export function ruleEvent(
  change: EventContext & {
    readonly rule: MandateRule;
    readonly event: 'created' | 'updated' | 'disabled' | 'enabled' | 'answered';
    readonly note: string;
  },
): DomainEvent {
  const { rule, event, note } = change;
  return makeEvent(change, {
    kind: 'rule-changed',
    subject: `rule:${rule.id}`,
    from: event === 'created' ? null : String(rule.revision ?? 0),
    to: event,
    reason: event,
    data: {
      key: rule.key,
      title: rule.title,
      authorities: rule.authorities.join(' '),
      platforms: rule.platforms.join(' '),
      topicWords: rule.topicWords.join(' '),
      regions: rule.regions.join(' '),
      binds: rule.binds ?? 'everybody',
      sectors: (rule.sectors ?? []).join(' '),
      limit: JSON.stringify(rule.limit),
      limitByPlatform: JSON.stringify(rule.limitByPlatform),
      review: rule.review,
      effectiveFrom: rule.effectiveFrom,
      note,
    },
  });
}
