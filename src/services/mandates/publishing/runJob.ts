import { STATUS_RULES } from '../../../domain/accounts/accountTable';
import { jobEvent } from '../../../domain/alerts/events';
import { afterAttempt, type AttemptOutcome } from '../../../domain/mandates/jobTable';
import type { Obligation, PublishJob } from '../../../domain/mandates/mandate';
import type { SiteId } from '../../../domain/ids';
import type { Instant } from '../../../domain/time/instant';
import type { AccountRecord, JobClaim, JobSettlement } from '../../../ports/storage';
import { systemActor } from '../../actors';
import { readSiteColumns } from '../../channels';
import type { ServiceDeps } from '../../settings';
import { attemptPublish, LeaseLost } from './attemptPublish';
import type { EndDuty } from '../obligations/endDuties';
import type { StepObligation } from '../obligations/stepObligation';

export type JobOutcome = AttemptOutcome['kind'] | 'no-longer-wanted' | 'lease-lost';
export type RunJob = (claim: JobClaim, signal: AbortSignal) => Promise<JobOutcome>;
const ACTOR = systemActor('publish');

/**
 * One attempt at one job. A job whose public call may have happened is only asked after, read-only; it publishes again
 * when the platform proves that nothing was published. Everything is settled under the lease; the obligation follows
 * the settled job, and where the process dies between the two, `recoverInterrupted` makes it follow.
 */
export function createRunJob(
  deps: ServiceDeps,
  { stepObligation, endDuty }: { readonly stepObligation: StepObligation; readonly endDuty: EndDuty },
): RunJob {
  const { storage, clock, random, settings, ids } = deps;
  return async (claim, signal) => {
    const claimedAt = clock.now();
    const { token } = claim;
    // A lease that ran out was an attempt too: a job that kills its process must not be tried for ever.
    const job: PublishJob = claim.afterLostLease ? { ...claim.job, attempt: claim.job.attempt + 1 } : claim.job;
    const obligation = await wantedObligation(deps, job, { stepObligation, now: claimedAt });
    if (obligation === null) {
      await settleUnwanted(deps, { job, token, now: claimedAt });
      return 'no-longer-wanted';
    }
    const [record] = await storage.accounts.byIds([job.accountId]);
    const { siteId } = obligation;
    const left = siteId === null || job.callMayHaveHappened ? null : await whyLeft(deps, siteId, record);
    if (left !== null) {
      await leaveColumn(deps, { obligation, job, token, stepObligation, left, now: claimedAt });
      return 'no-longer-wanted';
    }
    if (record !== undefined && !STATUS_RULES[record.account.status].owes && !job.callMayHaveHappened) {
      await endDuty(obligation, claimedAt);
      return 'no-longer-wanted';
    }
    const outcome = await attempt(deps, { job, token, record, claimedAt, signal });
    if (outcome === 'lease-lost') return outcome;
    const now = clock.now();
    const after = afterAttempt(job, outcome, {
      now,
      jitter: random.next(),
      afterLostLease: claim.afterLostLease && job.callMayHaveHappened,
      maxAttempts: settings.publishing.maxAttempts,
      handOverLeadMs: settings.publishing.handOverLeadMs,
    });
    const settled = await storage.publishJobs.settle(job.id, token, after.settlement, [
      jobEvent({
        eventId: ids.eventId(),
        actor: ACTOR,
        now,
        job,
        to: after.settlement.state,
        reason: reasonOf(outcome),
      }),
    ]);
    if (!settled) return 'lease-lost';
    if (after.obligation !== null) await followJob(deps, { obligation, change: after.obligation, stepObligation, now });
    return outcome.kind;
  };
}

async function attempt(
  deps: ServiceDeps,
  run: {
    readonly job: PublishJob;
    readonly token: string;
    readonly record: AccountRecord | undefined;
    readonly claimedAt: Instant;
    readonly signal: AbortSignal;
  },
): Promise<AttemptOutcome | 'lease-lost'> {
  const { record } = run;
  const publisher = record === undefined ? null : deps.connectors.for(record.account.platform).publisher;
  if (record === undefined || publisher === null) {
    return {
      kind: 'failed',
      failure: {
        remedy: 'give-up',
        code: 'no-publisher',
        message: 'This account can no longer be published to by interface.',
        retryAfterMs: null,
      },
    };
  }
  try {
    return await attemptPublish(deps, { ...run, account: record.account, publisher });
  } catch (error) {
    if (error instanceof LeaseLost) return 'lease-lost';
    throw error;
  }
}

/**
 * The obligation this job still serves, moved to `publishing` where queueing was interrupted; null: there is nothing to
 * publish (any more).
 */
async function wantedObligation(
  { storage }: ServiceDeps,
  job: PublishJob,
  { stepObligation, now }: { readonly stepObligation: StepObligation; readonly now: Instant },
): Promise<Obligation | null> {
  const obligation = await storage.obligations.byId(job.obligationId, null);
  if (obligation?.state === 'publishing') return obligation;
  if (obligation?.state !== 'ready') return null;
  const step = await stepObligation(obligation.id, 'start-publishing', { actor: ACTOR, now });
  if ('moved' in step) return step.moved;
  // Whoever queued the job was quicker with the same step: it is wanted all the same.
  const current = await storage.obligations.byId(job.obligationId, null);
  return current?.state === 'publishing' ? current : null;
}

async function settleUnwanted(
  deps: ServiceDeps,
  { job, token, now }: { readonly job: PublishJob; readonly token: string; readonly now: Instant },
): Promise<void> {
  const obligation = await deps.storage.obligations.byId(job.obligationId, null);
  const settlement: JobSettlement = {
    state: unwantedState(job, obligation),
    dueAt: now,
    attempt: job.attempt,
    settledAt: now,
  };
  await deps.storage.publishJobs.settle(job.id, token, settlement, [
    jobEvent({
      eventId: deps.ids.eventId(),
      actor: ACTOR,
      now,
      job,
      to: settlement.state,
      reason: `obligation-${obligation?.state ?? 'gone'}`,
    }),
  ]);
}

/**
 * Why a job does not go into this column any more; null: it does. Which one is chosen is asked right before the call.
 */
async function whyLeft(
  deps: ServiceDeps,
  siteId: SiteId,
  record: AccountRecord | undefined,
): Promise<keyof typeof LEFT | null> {
  if (record === undefined || !STATUS_RULES[record.account.status].owes || record.account.siteId !== siteId)
    return 'column-gone';
  const site = (await readSiteColumns(deps, [siteId])).get(siteId);
  const { columnId = null, reason = null } = site?.repostColumn ?? {};
  return reason === 'named' && columnId !== record.account.id ? 'column-changed' : null;
}
const LEFT = {
  'column-gone': 'The column is cancelled or belongs to another site; another column is taken.',
  'column-changed': 'Another column of the site was chosen for its reposts.',
} as const;

/** The site owes it on: the job has called nothing and goes into another column when it is queued again. */
async function leaveColumn(
  deps: ServiceDeps,
  {
    obligation,
    job,
    token,
    stepObligation,
    left: code,
    now,
  }: {
    readonly obligation: Obligation;
    readonly job: PublishJob;
    readonly token: string;
    readonly stepObligation: StepObligation;
    readonly left: keyof typeof LEFT;
    readonly now: Instant;
  },
): Promise<void> {
  const settled = await deps.storage.publishJobs.settle(
    job.id,
    token,
    {
      state: 'failed',
      dueAt: now,
      attempt: job.attempt,
      settledAt: now,
      error: {
        at: now,
        attempt: job.attempt,
        remedy: 'retry-later',
        code,
        message: LEFT[code],
      },
    },
    [jobEvent({ eventId: deps.ids.eventId(), actor: ACTOR, now, job, to: 'failed', reason: code })],
  );
  if (!settled) return;
  await stepObligation(obligation.id, 'back-to-ready', { actor: ACTOR, now, note: code });
}

/** A fulfilled obligation whose job had called the platform was fulfilled by that call, as far as anybody can tell. */
function unwantedState(job: PublishJob, obligation: Obligation | null): JobSettlement['state'] {
  switch (obligation?.state) {
    case 'fulfilled':
      return job.callMayHaveHappened ? 'published' : 'cancelled';
    case 'submitted':
      return 'submitted';
    case 'manual':
      return 'failed';
    default:
      return 'cancelled';
  }
}

async function followJob(
  { storage }: ServiceDeps,
  follow: {
    readonly obligation: Obligation;
    readonly change: NonNullable<ReturnType<typeof afterAttempt>['obligation']>;
    readonly stepObligation: StepObligation;
    readonly now: Instant;
  },
): Promise<void> {
  const { obligation, change, now } = follow;
  const { event, ...details } = change;
  await follow.stepObligation(obligation.id, event, { actor: ACTOR, now, ...details });
  // Done means seen: look at once, and again and again, until it is.
  if (event === 'platform-accepted') await storage.accounts.expediteLooks([obligation.accountId], now);
}

function reasonOf(outcome: AttemptOutcome): string {
  return outcome.kind === 'failed' || outcome.kind === 'cannot-tell' ? outcome.failure.code : outcome.kind;
}
