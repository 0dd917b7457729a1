import type { Finding, FindingState, Verdict } from './verdict';

/** What can happen to a finding. */
export type FindingEvent = 'close' | 'dismiss' | 'take-back';

/**
 * The life of a finding. `close`: what undoes it was seen. `dismiss`: a person found that it is none; it then stays
 * so for
 * what was looked at. `take-back`: the dismissal was a mistake. What is not in this table cannot happen.
 */
export const FINDING_TRANSITIONS: Readonly<
  Record<FindingState, Readonly<Partial<Record<FindingEvent, FindingState>>>>
> = {
  open: { close: 'closed', dismiss: 'dismissed' },
  closed: {},
  dismissed: { 'take-back': 'open' },
};

/**
 * What a silent or slow finding was decided on: the last post known and how far the silence has gone. A post, or the
 * next
 * level (30 days, 90 days), is something else, and a dismissal does not reach so far.
 */
export function basisOfVerdict({ reason, evidence }: Pick<Verdict, 'reason' | 'evidence'>): string {
  return `${evidence.lastPostId ?? 'none'}:${reason}`;
}

/** What a finding is about, to the letter: while this is the same, a dismissed finding is not opened again. */
export function findingSlot({
  accountId,
  kind,
  ruleId,
  subject,
  basis,
}: Pick<Finding, 'accountId' | 'kind' | 'ruleId' | 'subject' | 'basis'>): string | null {
  return basis === undefined ? null : [accountId, kind, ruleId, subject, basis].join('|');
}

/** The verdict where a person dismissed the finding it leads to: fine, and saying so. The proof stays beside it. */
export function dismissedVerdict(verdict: Verdict): Verdict {
  return { ...verdict, kind: 'fine', reason: 'finding-dismissed', crossedAt: null, breachAt: null };
}
