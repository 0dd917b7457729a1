import { LISTS_OWN_PUBLISHING_ONLY } from '../../../domain/accounts/account';
import type { AccountFacts } from '../../../domain/accounts/facts';
import { seesBackTo } from '../../../domain/mandates/absence';
import type { ManualReason, Obligation } from '../../../domain/mandates/mandate';
import type { Instant } from '../../../domain/time/instant';
import type { Connector } from '../../../ports/connectors';
import type { AccountRecord } from '../../../ports/storage';

export type Gate =
  | { readonly open: true }
  /** Not to be done by interface: a person gets the complete draft. */
  | { readonly open: false; readonly manualReason: ManualReason }
  /** The account has to be seen first; `lookNow`: ask for that look. */
  | { readonly open: false; readonly manualReason: null; readonly lookNow: boolean };

export interface GateFacts {
  readonly record: AccountRecord;
  readonly connector: Connector;
  /** Looks in a row that must have failed before the account counts as invisible. */
  readonly blindLooks: number;
  readonly draftFits: boolean;
  /** From when on a post can be the repost; null: unknown. */
  readonly repostsFromAt: Instant | null;
}

const FIRST_RETRY_MS = 60_000;

/**
 * May this obligation be published by interface now? Only after the account was seen since the obligation was made: a
 * repost that is already out must be found, not doubled. An account of which too little can be seen to know that, or
 * that stays invisible, is handed to a person.
 */
export function publishGate(obligation: Obligation, seen: GateFacts, now: Instant): Gate {
  const { account, facts } = seen.record;
  if (seen.connector.publisher === null) return { open: false, manualReason: 'no-api' };
  if (account.noPublishReason !== null) return { open: false, manualReason: account.noPublishReason };
  const obstacle = seen.connector.publisher.obstacle(account);
  if (obstacle !== null) return { open: false, manualReason: obstacle };
  if (!seen.draftFits) return { open: false, manualReason: 'content-refused' };
  if (facts.lastSightAt !== null && facts.lastSightAt.getTime() >= obligation.createdAt.getTime()) {
    // A list that does not reach back to the policy's publication (Weibo shows the newest five) may hide a repost made
    // by hand. Where the platform never lists everything that can never be known, messages or not; what software
    // published is listed.
    const seesAll =
      facts.coverage === 'partial' ||
      LISTS_OWN_PUBLISHING_ONLY.includes(account.platform) ||
      (seen.repostsFromAt !== null && seesBackTo(facts, seen.repostsFromAt));
    return seesAll ? { open: true } : { open: false, manualReason: 'not-visible' };
  }
  const lookedSince = facts.lastLookAt !== null && facts.lastLookAt.getTime() >= obligation.createdAt.getTime();
  if (lookedSince && facts.consecutiveBlindLooks >= seen.blindLooks)
    return { open: false, manualReason: 'not-visible' };
  return { open: false, manualReason: null, lookNow: !lookedSince || mayRetryNow(facts, now) };
}

/** The next tries come quicker than the routine, but never against a platform that has asked us to wait. */
function mayRetryNow(facts: AccountFacts, now: Instant): boolean {
  if (facts.lastLookAt === null || facts.lastLookOutcome === 'rate-limited') return false;
  return now.getTime() - facts.lastLookAt.getTime() >= FIRST_RETRY_MS * 2 ** Math.min(facts.consecutiveBlindLooks, 6);
}
