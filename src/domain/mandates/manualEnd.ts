import { credentialFault } from '../credentials/credentialFault';
import type { PlatformFailure, Remedy } from '../errors';
import type { Instant } from '../time/instant';
import type { ManualReason, Obligation, PublishJob } from './mandate';

/** What makes an end of a manual reason. `person`: nothing but a person's wish to try again. */
export type ManualEnd =
  | 'interface-offered'
  | 'credential-stored'
  | 'permission-granted'
  | 'credential-accepted'
  | 'draft-fits'
  | 'quota-free'
  | 'account-seen'
  | 'platform-answers'
  | 'person';

/**
 * The closed list of manual reasons and what ends each: `unattempted` where it was known before anything was sent (the
 * gate that closed opens again), `attempted` where an attempt showed it (then its end must be news since that attempt,
 * or the same attempt would be made for ever).
 */
export const MANUAL_ENDS: Readonly<
  Record<ManualReason, { readonly unattempted: ManualEnd; readonly attempted: ManualEnd }>
> = {
  'no-api': { unattempted: 'interface-offered', attempted: 'person' },
  'no-credential': { unattempted: 'credential-stored', attempted: 'credential-stored' },
  'no-permission': { unattempted: 'permission-granted', attempted: 'permission-granted' },
  'credential-expired': { unattempted: 'credential-accepted', attempted: 'credential-accepted' },
  'credential-refused': { unattempted: 'credential-accepted', attempted: 'credential-accepted' },
  'credential-unopened': { unattempted: 'credential-accepted', attempted: 'credential-accepted' },
  'content-refused': { unattempted: 'draft-fits', attempted: 'person' },
  'quota-spent': { unattempted: 'quota-free', attempted: 'quota-free' },
  'not-visible': { unattempted: 'account-seen', attempted: 'account-seen' },
  'not-shown': { unattempted: 'person', attempted: 'person' },
  'platform-unavailable': { unattempted: 'platform-answers', attempted: 'platform-answers' },
  'gave-up': { unattempted: 'person', attempted: 'person' },
};

/** What a person has to do where the machine cannot go on, by what was last told; never for trouble that passes. */
export const MANUAL_REASON: Readonly<Record<Remedy, ManualReason>> = {
  're-authorise': 'credential-refused',
  'refresh-token': 'credential-refused',
  'fix-content': 'content-refused',
  'fix-configuration': 'no-permission',
  'ask-a-person': 'gave-up',
  'give-up': 'gave-up',
  'retry-later': 'platform-unavailable',
  reconcile: 'platform-unavailable',
};

/** The same by what the platform said, which may know that the credential's time is over. */
export function manualReasonOf(failure: Pick<PlatformFailure, 'remedy' | 'expired'>): ManualReason {
  return failure.expired === true ? credentialFault(failure) : MANUAL_REASON[failure.remedy];
}

/** Reasons the machine looks at again by itself. */
export const RESUMABLE_REASONS: readonly ManualReason[] = (Object.keys(MANUAL_ENDS) as ManualReason[]).filter(
  (reason) => MANUAL_ENDS[reason].unattempted !== 'person' || MANUAL_ENDS[reason].attempted !== 'person',
);

/** A sight of the account says little about publishing: after so many vain returns a person decides. */
export const MAX_RESUMES_BY_SIGHT = 3;

export interface EndFacts {
  /** What would keep it from being published now; null: nothing, or only that the account has to be looked at. */
  readonly obstacle: ManualReason | null;
  readonly job: Pick<PublishJob, 'state' | 'settledAt' | 'dueAt'> | null;
  readonly credential: { readonly grantedAt: Instant; readonly acceptedAt: Instant | null } | null;
  readonly lastSightAt: Instant | null;
}

/** Whether whatever made this repost a manual task is over, so that it is published by the machine again. */
export function hasManualEnded(
  { state, manualReason, taken, resumes = 0 }: Pick<Obligation, 'state' | 'manualReason' | 'taken' | 'resumes'>,
  facts: EndFacts,
  now: Instant,
): boolean {
  if (state !== 'manual' || manualReason === null || (taken ?? null) !== null || facts.obstacle !== null) return false;
  const { job } = facts;
  if (job === null) return MANUAL_ENDS[manualReason].unattempted !== 'person';
  // Taken by the platform or called off: nothing is left to be tried.
  if (job.state !== 'failed') return false;
  const failedAt = job.settledAt ?? now;
  switch (MANUAL_ENDS[manualReason].attempted) {
    case 'credential-stored':
    case 'credential-accepted':
    case 'permission-granted':
      return isNewer(facts.credential?.grantedAt, failedAt) || isNewer(facts.credential?.acceptedAt, failedAt);
    case 'quota-free':
      return now >= job.dueAt;
    case 'account-seen':
    case 'platform-answers':
      return resumes < MAX_RESUMES_BY_SIGHT && isNewer(facts.lastSightAt, failedAt);
    default:
      return false;
  }
}

function isNewer(at: Instant | null | undefined, than: Instant): boolean {
  return at !== null && at !== undefined && at > than;
}
