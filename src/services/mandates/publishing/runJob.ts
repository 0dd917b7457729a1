import { jobEvent } from '../../../domain/alerts/events';
import { afterAttempt, type AttemptOutcome } from '../../../domain/mandates/jobTable';
import type { PublishJob } from '../../../domain/mandates/mandate';
import type { Instant } from '../../../domain/time/instant';
import type { AccountRecord, JobClaim } from '../../../ports/storage';
import { systemActor } from '../../actors';
import type { ServiceDeps } from '../../settings';
import type { PublishedSubject } from '../../steps';
import { attemptPublish, LeaseLost } from './attemptPublish';

export type JobOutcome = AttemptOutcome['kind'] | 'no-longer-wanted' | 'lease-lost';
export type RunJob = (claim: JobClaim, signal: AbortSignal) => Promise<JobOutcome>;
const ACTOR = systemActor('publish');

/**
 * One attempt at one job, of whatever kind. A job whose public call may have happened is only asked after, read-only; it
 * publishes again when the platform proves that nothing was published. Everything is settled under the lease; what is
 * published follows the settled job, and where the process dies between the two, its own tick makes it follow.
 */
export function createRunJob(deps: ServiceDeps, subjects: readonly PublishedSubject[]): RunJob {
  const { storage, clock, random, settings, ids } = deps;
  const subjectOf = (job: PublishJob): PublishedSubject => {
    const subject = subjects.find(({ kind }) => kind === job.subject.kind);
    if (subject === undefined) throw new Error(`Nobody says how a job of ${job.subject.kind} is published.`);
    return subject;
  };
  return async (claim, signal) => {
    const claimedAt = clock.now();
    const { token } = claim;
    // A lease that ran out was an attempt too: a job that kills its process must not be tried for ever.
    const job: PublishJob = claim.afterLostLease ? { ...claim.job, attempt: claim.job.attempt + 1 } : claim.job;
    const subject = subjectOf(job);
    const [record] = await storage.accounts.byIds([job.accountId]);
    if (!(await subject.isWanted({ job, token, record, now: claimedAt }))) return 'no-longer-wanted';
    const outcome = await attempt(deps, { job, token, record, subject, claimedAt, signal });
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
    if (after.subject !== null) await subject.follow(job, after.subject, now);
    return outcome.kind;
  };
}

async function attempt(
  deps: ServiceDeps,
  run: {
    readonly job: PublishJob;
    readonly token: string;
    readonly record: AccountRecord | undefined;
    readonly subject: PublishedSubject;
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

function reasonOf(outcome: AttemptOutcome): string {
  return outcome.kind === 'failed' || outcome.kind === 'cannot-tell' ? outcome.failure.code : outcome.kind;
}
