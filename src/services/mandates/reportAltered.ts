import type { Account } from '../../domain/accounts/account';
import type { Post } from '../../domain/accounts/post';
import { findingEvent } from '../../domain/alerts/events';
import type { FindingId, LookId } from '../../domain/ids';
import type { Finding } from '../../domain/judging/verdict';
import type { Mandate } from '../../domain/mandates/mandate';
import type { Instant } from '../../domain/time/instant';
import { systemActor } from '../actors';
import type { ServiceDeps } from '../settings';

export type ReportAltered = (altered: { readonly account: Account; readonly mandate: Mandate; readonly post: Post; readonly why: string; readonly lookId: LookId }, now: Instant) => Promise<void>;

/** A repost whose title or figures differ from the original is a finding and no fulfilment: title and meaning must not be altered. Idempotent. */
export function createReportAltered({ storage, ids }: ServiceDeps): ReportAltered {
  return async ({ account, mandate, post, why, lookId }, now) => {
    const finding: Finding = {
      id: ids.id<FindingId>(), accountId: account.id, kind: 'altered-repost', ruleId: mandate.ruleId, clause: null, subject: post.id, state: 'open',
      occurredAt: post.countedAt, noticedAt: now, closedAt: null, detail: why, evidence: { url: post.url, lookId, excerpt: post.title },
    };
    await storage.findings.open(finding, findingEvent({ eventId: ids.eventId(), actor: systemActor('observe'), now, account, finding, to: 'open' }));
  };
}
