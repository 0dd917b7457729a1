import { findingEvent } from '../../../domain/alerts/events';
import type { FindingId } from '../../../domain/ids';
import type { Finding } from '../../../domain/judging/verdict';
import { outdatedEnd } from '../../../domain/mandates/outdatedRepost';
import type { Instant } from '../../../domain/time/instant';
import type { AccountRecord } from '../../../ports/storage';
import { systemActor } from '../../actors';
import { accountsById } from '../../accountsById';
import type { ServiceDeps } from '../../settings';

const FINDINGS_A_RUN = 50;
const POSTS_READ = 100;
export type CloseOutdated = (now: Instant) => Promise<number>;

/** Closes findings about outdated reposts that have come to an end; a page of them a run, going round. */
export function createCloseOutdated(deps: ServiceDeps): CloseOutdated {
  const { storage, ids } = deps;
  let after: FindingId | null = null;
  return async (now) => {
    const findings: readonly Finding[] = await storage.findings.openOfKind('outdated-repost', after, FINDINGS_A_RUN);
    after = findings.length < FINDINGS_A_RUN ? null : (findings.at(-1)?.id ?? null);
    const records = await accountsById(storage, findings);
    let closed = 0;
    for (const finding of findings) {
      const record = records.get(finding.accountId);
      if (record === undefined) continue;
      const end = await endOf(deps, finding, record);
      if (end === null) continue;
      const event = findingEvent({
        eventId: ids.eventId(),
        actor: systemActor('follow'),
        now,
        account: record.account,
        finding: { ...finding, detail: end },
        to: 'closed',
      });
      if (await storage.findings.close(finding.id, now, end, event)) closed += 1;
    }
    return closed;
  };
}

async function endOf(
  { storage }: ServiceDeps,
  finding: Finding,
  record: AccountRecord,
): Promise<ReturnType<typeof outdatedEnd>> {
  const fulfilled = await storage.obligations.list(
    {
      ...(record.account.siteId === null ? { accountId: finding.accountId } : { siteId: record.account.siteId }),
      states: ['fulfilled'],
    },
    { limit: 200, cursor: null },
    null,
  );
  const [reposted] = fulfilled.items.flatMap(({ evidence, policyId, policyVersion }) =>
    evidence?.postId === finding.subject ? [{ policyId, policyVersion, postId: evidence.postId }] : [],
  );
  if (reposted === undefined) return null;
  const policy = await storage.policies.byId(reposted.policyId);
  if (policy === null) return null;
  const { items } = await storage.posts.list(finding.accountId, { limit: POSTS_READ, cursor: null });
  const { lastSightAt, coverage } = record.facts;
  const isSeenSince = lastSightAt !== null && lastSightAt > finding.noticedAt && coverage === 'full';
  return outdatedEnd({
    policy,
    repostedVersion: reposted.policyVersion,
    postId: reposted.postId,
    posts: items,
    outdatedAt: finding.occurredAt,
    shownIdentities: isSeenSince ? (record.lastSeenIdentities ?? null) : null,
  });
}
