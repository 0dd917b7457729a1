import { jobEvent } from '../../../domain/alerts/events';
import type { AccountId, PublishJobId } from '../../../domain/ids';
import { jobKey } from '../../../domain/mandates/jobTable';
import type { Obligation, PublishJob } from '../../../domain/mandates/mandate';
import type { RepostDraft } from '../../../domain/mandates/repostDraft';
import { planPublishing, type PlannedPublish } from '../../../domain/mandates/planPublishing';
import type { Policy } from '../../../domain/policies/policy';
import type { Instant } from '../../../domain/time/instant';
import type { AccountRecord } from '../../../ports/storage';
import { systemActor } from '../../actors';
import type { Counts } from '../../workRun';
import type { Channel } from '../../channels';
import { tally } from '../../runWorkers';
import type { ServiceDeps } from '../../settings';
import type { ObserveAccount } from '../../steps';
import type { DraftRepost } from './draftRepost';
import { createReadGates, type Gated } from './readGates';
import { readQuotas, type Quotas } from '../../readQuotas';
import type { SettleChannels } from '../obligations/settleChannels';
import type { StepObligation } from '../obligations/stepObligation';

type Outcome = 'queued' | 'manual' | 'awaiting-sight' | 'found-published' | 'shared-job' | 'account-gone';
const ACTOR = systemActor('queue');

/**
 * Ready obligations become publish jobs, or manual tasks where publishing by interface is impossible. The job is stored
 * under its unique key before the obligation says `publishing`; a process that dies in between finds the job there and
 * only moves on.
 */
export function createQueueReady(
  deps: ServiceDeps,
  steps: {
    readonly draftRepost: DraftRepost;
    readonly stepObligation: StepObligation;
    readonly observeAccount: ObserveAccount;
    readonly settleChannels: SettleChannels;
  },
): (limit: number) => Promise<Counts> {
  const { storage, clock } = deps;
  const readGates = createReadGates(deps, steps.draftRepost);
  return async (limit) => {
    const now = clock.now();
    const ready = (await steps.settleChannels(await storage.obligations.ready(limit), now)).filter(
      ({ state }) => state === 'ready',
    );
    const gated = await readGates(ready, now);
    const lookNow = new Set<AccountId>();
    const plan = createPlan(await readQuotas(deps, recordsOf(gated), now), now);
    const outcomes: Outcome[] = Array.from({ length: ready.length - gated.length }, () => 'account-gone');
    for (const { obligation, record, channel, toLookAt, policy, gate } of gated) {
      const slot = gate.open ? plan(obligation) : null;
      if (slot?.kind === 'too-late') {
        // By hand it can still be done in time: an interface's quota does not bind people.
        await steps.stepObligation(obligation.id, 'publish-impossible', {
          actor: ACTOR,
          now,
          manualReason: 'quota-spent',
        });
        outcomes.push('manual');
      } else if (gate.open) {
        outcomes.push(
          await queue(
            deps,
            {
              ...steps,
              obligation,
              channel,
              dueAt: slot?.at ?? now,
              draft: draftFor(steps.draftRepost, { obligation, policy, record }),
            },
            now,
          ),
        );
      } else if (gate.manualReason !== null) {
        await steps.stepObligation(obligation.id, 'publish-impossible', {
          actor: ACTOR,
          now,
          manualReason: gate.manualReason,
        });
        outcomes.push('manual');
      } else {
        if (gate.lookNow) for (const id of toLookAt) lookNow.add(id);
        outcomes.push('awaiting-sight');
      }
    }
    await storage.accounts.expediteLooks([...lookNow], now);
    return tally(outcomes);
  };
}

/** Each account once, however much it owes. */
export function recordsOf(gated: readonly Gated[]): AccountRecord[] {
  return [...new Map(gated.map(({ record }) => [record.account.id, record])).values()];
}

/** Plans one obligation after the other; each takes its part of the account's quota. */
export function createPlan(quotas: Quotas, now: Instant): (obligation: Obligation) => PlannedPublish | undefined {
  const spent = new Map(quotas.spent);
  return ({ id, accountId, dueBy }) => {
    const [slot] = planPublishing({
      now,
      wanted: [{ obligationId: id, accountId, dueBy }],
      quotasOf: quotas.quotasOf,
      spent,
    });
    if (slot?.kind === 'planned') spent.set(accountId, [...(spent.get(accountId) ?? []), slot.at]);
    return slot;
  };
}

/** The text as it is now: a document that could only be read later, or was changed before anybody published it. */
function draftFor(
  draftRepost: DraftRepost,
  {
    obligation,
    policy,
    record,
  }: { readonly obligation: Obligation; readonly policy: Policy | null; readonly record: AccountRecord },
): RepostDraft {
  return policy === null ? obligation.draft : draftRepost.draft(policy, record.account);
}

interface Queueing {
  readonly dueAt: Instant;
  readonly draft: RepostDraft;
  readonly stepObligation: StepObligation;
  readonly observeAccount: ObserveAccount;
  readonly obligation: Obligation;
  readonly channel: Channel;
}

async function queue(
  deps: ServiceDeps,
  { stepObligation, observeAccount, obligation, channel, dueAt, draft }: Queueing,
  now: Instant,
): Promise<Outcome> {
  const { storage, ids } = deps;
  // The sight is stored before it is looked through; between the two a repost that is out already must not be doubled.
  for (const record of channel.watched) {
    const { open } = await observeAccount(record, now);
    if (!open.some(({ id }) => id === obligation.id)) return 'found-published';
  }
  const job = newJob({ ...obligation, draft }, { id: ids.id<PublishJobId>(), dueAt, now });
  const inserted = await storage.publishJobs.insert(
    job,
    jobEvent({ eventId: ids.eventId(), actor: ACTOR, now, job, from: null, to: 'queued', reason: 'account-seen' }),
  );
  if (inserted === 'exists') {
    const own = await storage.publishJobs.byObligation(obligation.id);
    // Another mandate of the same policy already publishes it here: the same post will fulfil both.
    if (own === null) return sharesJob(obligation, stepObligation, now);
    if (own.accountId !== obligation.accountId && !(await follow(deps, own, { channel, now })))
      return giveUp(obligation, stepObligation, now);
    if (own.state === 'failed')
      await storage.publishJobs.requeue(
        own.id,
        now,
        jobEvent({
          eventId: ids.eventId(),
          actor: ACTOR,
          now,
          job: own,
          from: own.state,
          to: 'queued',
          reason: 'tried-again',
        }),
      );
  }
  await stepObligation(obligation.id, 'start-publishing', { actor: ACTOR, now });
  return 'queued';
}

/** A job that has called nothing goes into the column that takes the site's reposts now. */
async function follow(
  { storage, ids }: ServiceDeps,
  job: PublishJob,
  { channel, now }: { readonly channel: Channel; readonly now: Instant },
): Promise<boolean> {
  const event = jobEvent({ eventId: ids.eventId(), actor: ACTOR, now, job, to: job.state, reason: 'column-changed' });
  return storage.publishJobs.pointAt(job.id, channel.record.account, event);
}

async function giveUp(obligation: Obligation, stepObligation: StepObligation, now: Instant): Promise<Outcome> {
  await stepObligation(obligation.id, 'publish-impossible', { actor: ACTOR, now, manualReason: 'gave-up' });
  return 'manual';
}

/** Waits for the other mandate's post; if that did not come in time a person has to see why. */
async function sharesJob(obligation: Obligation, stepObligation: StepObligation, now: Instant): Promise<Outcome> {
  return now.getTime() < obligation.dueBy.getTime() ? 'shared-job' : giveUp(obligation, stepObligation, now);
}

function newJob(
  obligation: Obligation,
  made: { readonly id: PublishJobId; readonly dueAt: Instant; readonly now: Instant },
): PublishJob {
  const { mandateId, accountId, siteId, policyId, policyVersion, platform, draft, dueBy } = obligation;
  return {
    id: made.id,
    subject: { kind: 'repost', obligationId: obligation.id, mandateId, policyId, policyVersion },
    accountId,
    platform,
    key: jobKey({ siteId, accountId }, policyId, policyVersion),
    draft,
    state: 'queued',
    progress: {},
    callMayHaveHappened: false,
    attempt: 0,
    dueAt: made.dueAt,
    dueBy,
    lease: null,
    receipt: null,
    errors: [],
    createdAt: made.now,
    settledAt: null,
  };
}
