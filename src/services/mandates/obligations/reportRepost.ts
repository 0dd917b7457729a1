import type { Account } from '../../../domain/accounts/account';
import type { Post } from '../../../domain/accounts/post';
import { findingEvent } from '../../../domain/alerts/events';
import type { FindingId, LookId } from '../../../domain/ids';
import type { Finding } from '../../../domain/judging/verdict';
import type { Mandate } from '../../../domain/mandates/mandate';
import type { Instant } from '../../../domain/time/instant';
import { systemActor } from '../../actors';
import type { ServiceDeps } from '../../settings';

/** What is wrong with a post that is, or may be, a repost of the mandate. `why` is from the closed list of its kind. */
export interface DoubtfulRepost {
  readonly account: Account;
  readonly mandate: Mandate;
  readonly post: Pick<Post, 'id' | 'url' | 'title' | 'countedAt' | 'textHash'>;
  readonly kind: 'altered-repost' | 'unclear-repost' | 'outdated-repost';
  readonly why: string;
  readonly lookId: LookId;
  /** When it became so, by the rule; for an outdated repost when the policy changed. */
  readonly occurredAt?: Instant;
}
export interface ReportRepost {
  /** Opens the finding; one that is open already stays as it is. */
  readonly open: (doubtful: DoubtfulRepost, now: Instant) => Promise<void>;
  /** Closes what is open about these posts, because a proper repost was seen or a person accepted one of them. */
  readonly close: (
    about: {
      readonly account: Account;
      readonly posts: ReadonlySet<string>;
      readonly detail: 'replaced-by-newer' | 'accepted-by-person';
    },
    now: Instant,
  ) => Promise<void>;
}

/**
 * Findings about single reposts: altered (title and meaning must not be), unclear (a person has to look) and outdated.
 * Idempotent.
 */
export function createReportRepost({ storage, ids }: ServiceDeps): ReportRepost {
  const actor = systemActor('observe');
  return {
    open: async ({ account, mandate, post, kind, why, lookId, occurredAt = post.countedAt }, now) => {
      const finding: Finding = {
        id: ids.id<FindingId>(),
        accountId: account.id,
        kind,
        ruleId: mandate.ruleId,
        clause: null,
        subject: post.id,
        policyId: mandate.policyId,
        state: 'open',
        occurredAt,
        noticedAt: now,
        closedAt: null,
        detail: why,
        evidence: { url: post.url, lookId, excerpt: post.title },
        // Outdated is about what became of the policy: a later change of it is another thing.
        basis: kind === 'outdated-repost' ? [post.textHash, why, mandate.policyVersion].join(':') : post.textHash,
      };
      await storage.findings.open(
        finding,
        findingEvent({ eventId: ids.eventId(), actor, now, account, finding, to: 'open' }),
      );
    },
    close: async ({ account, posts, detail }, now) => {
      for (const finding of await storage.findings.openFor(account.id)) {
        if (!posts.has(finding.subject) || !CLOSABLE.has(finding.kind)) continue;
        await storage.findings.close(
          finding.id,
          now,
          detail,
          findingEvent({ eventId: ids.eventId(), actor, now, account, finding: { ...finding, detail }, to: 'closed' }),
        );
      }
    },
  };
}
const CLOSABLE: ReadonlySet<Finding['kind']> = new Set(['altered-repost', 'unclear-repost', 'outdated-repost']);
