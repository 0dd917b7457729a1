import { STATUS_RULES } from '../../../domain/accounts/accountTable';
import { LISTS_OWN_PUBLISHING_ONLY } from '../../../domain/accounts/account';
import type { AccountFacts } from '../../../domain/accounts/facts';
import { seesBackTo } from '../../../domain/mandates/absence';
import { isTimeToHandOver } from '../../../domain/mandates/handOver';
import type { ManualReason, Obligation } from '../../../domain/mandates/mandate';
import type { Instant } from '../../../domain/time/instant';
import type { Connector } from '../../../ports/connectors';
import type { AccountRecord } from '../../../ports/storage';

export type Gate =
  | { readonly open: true }
  /** Not to be done by interface: a person gets the complete draft. `lookNow`: a look may make an end of it. */
  | { readonly open: false; readonly manualReason: ManualReason; readonly lookNow?: boolean }
  /** The account has to be seen first; `lookNow`: ask for that look. */
  | { readonly open: false; readonly manualReason: null; readonly lookNow: boolean };

export interface GateFacts {
  readonly record: AccountRecord;
  readonly connector: Connector;
  /** Looks in a row that must have failed, and how near the deadline must be, before a person gets it. */
  readonly blindLooks: number;
  readonly handOverLeadMs: number;
  /** When the platform last showed some other account; null: unknown, or every account has a server of its own. */
  readonly platformAnsweredAt: Instant | null;
  readonly draftFits: boolean;
  /** From when on a post can be the repost; null: unknown. */
  readonly repostsFromAt: Instant | null;
}

const FIRST_RETRY_MS = 60_000;
const MAX_DOUBLINGS = 4;
/** An account that has been blind for so long is not out because of its platform. */
const OUTAGE_LOOKS = 8;

/**
 * May this obligation be published by interface now? Only after the account was seen since the obligation was made, or
 * since it came back from a manual task: a repost that is already out must be found, not doubled. An account that
 * cannot be seen is waited for while the deadline is far, and then handed to a person.
 */
export function publishGate(obligation: Obligation, seen: GateFacts, now: Instant): Gate {
  const { account, facts } = seen.record;
  // Its duties are about to end; nothing is published into what is cancelled.
  if (!STATUS_RULES[account.status].owes) return { open: false, manualReason: null, lookNow: false };
  if (seen.connector.publisher === null) return { open: false, manualReason: 'no-api' };
  if (account.noPublishReason !== null) return { open: false, manualReason: account.noPublishReason };
  const obstacle = seen.connector.publisher.obstacle(account);
  if (obstacle !== null) return { open: false, manualReason: obstacle };
  if (!seen.draftFits) return { open: false, manualReason: 'content-refused' };
  const seenFrom = sightNeededFrom(obligation);
  if (facts.lastSightAt !== null && facts.lastSightAt >= seenFrom) {
    // A list that does not reach back to the policy's publication (Weibo shows the newest five) may hide a repost made
    // by hand. Where the platform never lists everything that can never be known, messages or not; what software
    // published is listed.
    const seesAll =
      facts.coverage === 'partial' ||
      LISTS_OWN_PUBLISHING_ONLY.includes(account.platform) ||
      (seen.repostsFromAt !== null && seesBackTo(facts, seen.repostsFromAt));
    return seesAll ? { open: true } : { open: false, manualReason: 'not-visible' };
  }
  const lookedSince = facts.lastLookAt !== null && facts.lastLookAt >= seenFrom;
  if (
    lookedSince &&
    facts.consecutiveBlindLooks >= seen.blindLooks &&
    isTimeToHandOver(obligation, now, seen.handOverLeadMs)
  )
    return { open: false, manualReason: 'not-visible', lookNow: mayRetryNow(facts, seen, now) };
  return { open: false, manualReason: null, lookNow: !lookedSince || mayRetryNow(facts, seen, now) };
}

/** What was seen before says nothing about a repost made by hand while it was a manual task. */
export function sightNeededFrom({ createdAt, resumedAt }: Pick<Obligation, 'createdAt' | 'resumedAt'>): Instant {
  return resumedAt !== undefined && resumedAt !== null && resumedAt > createdAt ? resumedAt : createdAt;
}

/**
 * The next tries come quicker than the routine, but never against a platform that has asked us to wait. As soon as the
 * platform shows some other account again, those that were blind meanwhile are looked at.
 */
function mayRetryNow(
  { lastLookAt, lastLookOutcome, consecutiveBlindLooks }: AccountFacts,
  { platformAnsweredAt }: Pick<GateFacts, 'platformAnsweredAt'>,
  now: Instant,
): boolean {
  if (lastLookAt === null || lastLookOutcome === 'rate-limited') return false;
  const isBack =
    platformAnsweredAt !== null && platformAnsweredAt > lastLookAt && consecutiveBlindLooks <= OUTAGE_LOOKS;
  const doublings = isBack ? 0 : Math.min(consecutiveBlindLooks, MAX_DOUBLINGS);
  return now.getTime() - lastLookAt.getTime() >= FIRST_RETRY_MS * 2 ** doublings;
}
