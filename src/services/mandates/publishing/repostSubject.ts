import { STATUS_RULES } from '../../../domain/accounts/accountTable';
import { jobEvent } from '../../../domain/alerts/events';
import type { PlatformFailure } from '../../../domain/errors';
import type { RepostSubject } from '../../../domain/mandates/jobSubject';
import { isEnded } from '../../../domain/mandates/mandateTable';
import type { Obligation, PublishJob } from '../../../domain/mandates/mandate';
import type { SiteId } from '../../../domain/ids';
import type { Instant } from '../../../domain/time/instant';
import type { AccountRecord, JobSettlement } from '../../../ports/storage';
import { systemActor } from '../../actors';
import { readSiteColumns } from '../../channels';
import type { ServiceDeps } from '../../settings';
import type { PublishedSubject } from '../../steps';
import type { EndDuty } from '../obligations/endDuties';
import type { StepObligation } from '../obligations/stepObligation';

const ACTOR = systemActor('publish');

/** A mandated repost as what a job publishes: the obligation decides, and follows. */
export function createRepostSubject(
  deps: ServiceDeps,
  { stepObligation, endDuty }: { readonly stepObligation: StepObligation; readonly endDuty: EndDuty },
): PublishedSubject {
  const { storage } = deps;
  return {
    kind: 'repost',
    isWanted: async ({ job, token, record, now }) => {
      const obligation = await wantedObligation(deps, job, { stepObligation, now });
      if (obligation === null) {
        await settleUnwanted(deps, { job, token, now });
        return false;
      }
      const { siteId } = obligation;
      const left = siteId === null || job.callMayHaveHappened ? null : await whyLeft(deps, siteId, record);
      if (left !== null) {
        await leaveColumn(deps, { obligation, job, token, stepObligation, left, now });
        return false;
      }
      if (record !== undefined && !STATUS_RULES[record.account.status].owes && !job.callMayHaveHappened) {
        await endDuty(obligation, now);
        return false;
      }
      return true;
    },
    whyCalledOff: async (job, { siteId }) =>
      whyCalledOff(deps, await storage.obligations.byId(repostOf(job).obligationId, null), siteId),
    follow: async (job, { event, ...details }, now) => {
      const { obligationId } = repostOf(job);
      await stepObligation(obligationId, event, { actor: ACTOR, now, ...details });
      // Done means seen: look at once, and again and again, until it is.
      if (event === 'platform-accepted') await storage.accounts.expediteLooks([job.accountId], now);
    },
  };
}

function repostOf({ id, subject }: PublishJob): RepostSubject {
  if (subject.kind !== 'repost') throw new Error(`Publish job ${id} is no repost.`);
  return subject;
}

/** Somebody may have published by hand or exempted the account while we prepared. */
async function whyCalledOff(
  { storage }: ServiceDeps,
  obligation: Obligation | null,
  siteId: SiteId | null,
): Promise<PlatformFailure | null> {
  // A policy withdrawn while its reposts were on their way must not be spread any further.
  if (obligation !== null && ((await storage.policies.byId(obligation.policyId))?.withdrawal ?? null) !== null)
    return calledOff('give-up', 'policy-withdrawn', 'The policy was withdrawn.');
  const mandate = obligation === null ? null : await storage.mandates.byId(obligation.mandateId);
  if (mandate !== null && isEnded(mandate))
    return calledOff('give-up', 'mandate-withdrawn', 'The mandate was withdrawn.');
  // Owed by the column from before its site owed it: another column may be publishing it just now.
  if (obligation !== null && obligation.siteId === null && siteId !== null)
    return calledOff(
      'retry-later',
      'site-not-settled',
      'The site of this column owes the repost; it is waited for until that is settled.',
    );
  return obligation?.state === 'publishing'
    ? null
    : calledOff('retry-later', 'no-longer-wanted', 'The obligation moved while the repost was prepared.');
}

function calledOff(remedy: PlatformFailure['remedy'], code: string, message: string): PlatformFailure {
  return { remedy, code, message, retryAfterMs: null };
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
  const obligation = await storage.obligations.byId(repostOf(job).obligationId, null);
  if (obligation?.state === 'publishing') return obligation;
  if (obligation?.state !== 'ready') return null;
  const step = await stepObligation(obligation.id, 'start-publishing', { actor: ACTOR, now });
  if ('moved' in step) return step.moved;
  // Whoever queued the job was quicker with the same step: it is wanted all the same.
  const current = await storage.obligations.byId(repostOf(job).obligationId, null);
  return current?.state === 'publishing' ? current : null;
}

async function settleUnwanted(
  deps: ServiceDeps,
  { job, token, now }: { readonly job: PublishJob; readonly token: string; readonly now: Instant },
): Promise<void> {
  const obligation = await deps.storage.obligations.byId(repostOf(job).obligationId, null);
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
