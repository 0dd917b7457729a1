import type { PlatformFailure, Remedy } from '../errors';
import type { AccountId, OwnPostId, PolicyId } from '../ids';
import { HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '../time/instant';
import type { ChannelIds } from './channel';
import { isTimeToHandOver } from './handOver';
import { manualReasonOf } from './manualEnd';
import type { JobError, JobState, ManualReason, PublishJob, Receipt } from './mandate';

/**
 * The life of a publish job. `waiting` and `queued` may publish; `confirming` must look, read-only, before anything
 * else; `submitted` waits to be seen. A failed job only returns by a person's wish (`queued`), and then it confirms
 * first if a call may have happened.
 */
export const JOB_TRANSITIONS: Readonly<Record<JobState, readonly JobState[]>> = {
  queued: ['running', 'published', 'cancelled'],
  running: ['queued', 'waiting', 'confirming', 'submitted', 'published', 'failed', 'cancelled'],
  confirming: ['running', 'published', 'cancelled'],
  waiting: ['running', 'published', 'cancelled'],
  submitted: ['published', 'failed'],
  published: [],
  failed: ['queued', 'published'],
  cancelled: [],
};

/**
 * The same for every attempt at the same repost; at most 64 bytes of `[0-9a-z-]`, which every platform takes as
 * idempotency key.
 */
export function jobKey({ siteId, accountId }: ChannelIds, policyId: PolicyId, version: number): string {
  return `${siteId ?? accountId}-${policyId}-v${version}`;
}

/** The same for every attempt at the same copy of an own item. */
export function ownJobKey(ownPostId: OwnPostId, accountId: AccountId): string {
  return `own-${ownPostId}-${accountId}`;
}

/** How an attempt ended: what a publisher returned, or what looking for an earlier call's post showed. */
export type AttemptOutcome =
  | { readonly kind: 'accepted'; readonly receipt: Receipt }
  | { readonly kind: 'pending'; readonly progress: Readonly<Record<string, string>>; readonly askAgainMs: number }
  | { readonly kind: 'failed'; readonly failure: PlatformFailure }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'cannot-tell'; readonly failure: PlatformFailure };

export interface AttemptContext {
  readonly now: Instant;
  /** [0, 1). */
  readonly jitter: number;
  /** The lease before this one ran out unsettled: nobody knows how far that attempt came. */
  readonly afterLostLease: boolean;
  readonly maxAttempts?: number;
  /** How long before the deadline a person has to know; until then trouble of the platform is waited for. */
  readonly handOverLeadMs?: number;
}

/** What the job becomes; fits the store's settlement. */
export interface JobChange {
  readonly state: JobState;
  readonly dueAt: Instant;
  readonly attempt: number;
  readonly progress?: Readonly<Record<string, string>>;
  readonly receipt?: Receipt;
  readonly error?: JobError;
  readonly settledAt?: Instant;
  readonly callMayHaveHappened?: boolean;
}

export interface AfterAttempt {
  readonly settlement: JobChange;
  /** What it means for what is published, an obligation or a copy of an own item; null: nothing yet. */
  readonly subject: JobConsequence | null;
}

/** What a settled job means for its subject. */
export type JobConsequence =
  | { readonly event: 'platform-accepted' }
  | { readonly event: 'publish-impossible'; readonly manualReason: ManualReason };

export const DEFAULT_MAX_ATTEMPTS = 8;
/** An asynchronous platform that still says "not yet" after this long will not finish it. */
export const MAX_PENDING_MS = 24 * HOUR_MS;
const FIRST_BACK_OFF_MS = 5 * SECOND_MS;
const MAX_BACK_OFF_MS = 30 * MINUTE_MS;
const MIN_ASK_AGAIN_MS = SECOND_MS;
const MAX_ASK_AGAIN_MS = HOUR_MS;
/** A platform's own wait is honoured, but a wait longer than this is no plan: a person takes over. */
const MAX_ASKED_WAIT_MS = 24 * HOUR_MS;
/** A token is renewed in the connector; if it still does not work after a few tries, renewing is not the cure. */
const MAX_TOKEN_ATTEMPTS = 3;

/** These failures are not tried again; the others first are, for as long as there is time. */
const FINAL: readonly Remedy[] = ['re-authorise', 'fix-content', 'fix-configuration', 'ask-a-person', 'give-up'];

/**
 * The job after an attempt and what it means for its subject. Never leads to a second public post: whatever leaves
 * open whether a call went through becomes `confirming`, and only the platform's own proof of absence lets the job
 * publish again.
 */
export function afterAttempt(job: PublishJob, outcome: AttemptOutcome, context: AttemptContext): AfterAttempt {
  const { now } = context;
  switch (outcome.kind) {
    case 'accepted':
      return {
        settlement: {
          state: 'submitted',
          dueAt: now,
          attempt: job.attempt,
          receipt: outcome.receipt,
          settledAt: now,
          callMayHaveHappened: true,
        },
        subject: { event: 'platform-accepted' },
      };
    case 'pending':
      return afterPending(job, outcome, context);
    case 'not-found':
      return {
        settlement: { state: 'queued', dueAt: now, attempt: job.attempt, callMayHaveHappened: false },
        subject: null,
      };
    case 'cannot-tell':
      return tryAgain(job, outcome.failure, { ...context, state: 'confirming' });
    case 'failed':
      return afterFailure(job, outcome.failure, context);
  }
}

function afterPending(
  job: PublishJob,
  outcome: Extract<AttemptOutcome, { kind: 'pending' }>,
  { now }: AttemptContext,
): AfterAttempt {
  const askAgainMs = Math.min(Math.max(outcome.askAgainMs, MIN_ASK_AGAIN_MS), MAX_ASK_AGAIN_MS);
  const progress = { ...job.progress, ...outcome.progress };
  if (now.getTime() - pendingSince(job, progress).getTime() >= MAX_PENDING_MS) {
    return {
      settlement: {
        state: 'failed',
        dueAt: now,
        attempt: job.attempt,
        progress,
        settledAt: now,
        callMayHaveHappened: true,
      },
      subject: { event: 'publish-impossible', manualReason: 'gave-up' },
    };
  }
  return {
    settlement: {
      state: 'confirming',
      dueAt: new Date(now.getTime() + askAgainMs),
      attempt: job.attempt,
      progress,
      callMayHaveHappened: true,
    },
    subject: null,
  };
}

/**
 * When the platform was asked. A job may have waited for its slot for days, or have come back by a person's wish: what
 * it has just submitted is not to be handed to a person as well.
 */
function pendingSince({ createdAt }: PublishJob, { calledAt = '' }: Readonly<Record<string, string>>): Instant {
  const at = new Date(calledAt);
  return Number.isNaN(at.getTime()) ? createdAt : at;
}

function afterFailure(job: PublishJob, failure: PlatformFailure, context: AttemptContext): AfterAttempt {
  if (FINAL.includes(failure.remedy))
    return giveUp(job, failure, { now: context.now, manualReason: manualReasonOf(failure) });
  const isOpen = failure.remedy === 'reconcile' || context.afterLostLease;
  if (failure.remedy === 'refresh-token' && job.attempt + 1 >= MAX_TOKEN_ATTEMPTS)
    return giveUp(job, failure, { now: context.now, manualReason: manualReasonOf(failure) });
  return tryAgain(job, failure, { ...context, state: isOpen ? 'confirming' : 'waiting' });
}

function tryAgain(
  job: PublishJob,
  failure: PlatformFailure,
  context: AttemptContext & { readonly state: 'confirming' | 'waiting' },
): AfterAttempt {
  const { now, state } = context;
  const attempt = job.attempt + 1;
  // While the deadline is far an outage is waited for: half an hour of it must not cost a repost two days ahead.
  const isPressing = context.afterLostLease || isTimeToHandOver(job, now, context.handOverLeadMs);
  if (attempt >= (context.maxAttempts ?? DEFAULT_MAX_ATTEMPTS) && isPressing)
    return giveUp(job, failure, { now, manualReason: 'platform-unavailable' });
  const asked = failure.retryAfterMs ?? 0;
  const leftMs = job.dueBy.getTime() - now.getTime();
  const isTooLate = leftMs > 0 ? asked >= leftMs : asked > MAX_ASKED_WAIT_MS;
  // A wait that ends after the deadline is no use to the account: a person can still make it.
  if (isTooLate && state === 'waiting')
    return giveUp(job, failure, {
      now,
      manualReason: 'quota-spent',
      freeAt: new Date(now.getTime() + Math.min(asked, MAX_ASKED_WAIT_MS)),
    });
  const backOff =
    Math.min(FIRST_BACK_OFF_MS * 2 ** Math.min(job.attempt, 16), MAX_BACK_OFF_MS) * (0.75 + 0.5 * context.jitter);
  const useful = leftMs > 0 ? Math.max(leftMs / 2, FIRST_BACK_OFF_MS) : MAX_BACK_OFF_MS;
  const delayMs = Math.max(Math.min(backOff, useful), Math.min(asked, MAX_ASKED_WAIT_MS));
  return {
    settlement: {
      state,
      dueAt: new Date(now.getTime() + Math.round(delayMs)),
      attempt,
      error: errorOf(failure, attempt, now),
      callMayHaveHappened: state === 'confirming',
    },
    subject: null,
  };
}

function giveUp(
  job: PublishJob,
  failure: PlatformFailure,
  {
    now,
    manualReason,
    freeAt = now,
  }: { readonly now: Instant; readonly manualReason: ManualReason; readonly freeAt?: Instant },
): AfterAttempt {
  const attempt = job.attempt + 1;
  return {
    // A failed job is not claimed: its `dueAt` says from when on trying again makes sense.
    settlement: { state: 'failed', dueAt: freeAt, attempt, error: errorOf(failure, attempt, now), settledAt: now },
    subject: { event: 'publish-impossible', manualReason },
  };
}

function errorOf({ remedy, code, message }: PlatformFailure, attempt: number, at: Instant): JobError {
  return { at, attempt, remedy, code, message };
}
