import { MANUAL_REASON } from '../../../domain/mandates/manualEnd';
import type { ManualReason, Obligation, PublishJob } from '../../../domain/mandates/mandate';
import type { Instant } from '../../../domain/time/instant';
import type { AccountRecord } from '../../../ports/storage';
import { systemActor } from '../../actors';
import type { Counts } from '../../workRun';
import { tally } from '../../runWorkers';
import { accountsById } from '../../accountsById';
import type { ServiceDeps } from '../../settings';
import type { StepObligation } from '../obligations/stepObligation';

type Outcome = 'submitted' | 'manual' | 'never-shown' | 'in-order';
const ACTOR = systemActor('mend');

/**
 * Makes obligations follow their job where the process died between settling the one and moving the other, and hands
 * over reposts that the platform took but never showed although the account was seen well. Reads a page a run and goes
 * round.
 */
export function createRecoverInterrupted(
  deps: ServiceDeps,
  {
    stepObligation,
    sweepChannels,
  }: { readonly stepObligation: StepObligation; readonly sweepChannels: () => Promise<void> },
): (limit: number) => Promise<Counts> {
  const { storage, clock } = deps;
  let cursor: string | null = null;
  return async (limit) => {
    const now = clock.now();
    await sweepChannels();
    const page = await storage.obligations.list({ states: ['publishing', 'submitted'] }, { limit, cursor }, null);
    cursor = page.nextCursor;
    const records = await accountsById(storage, page.items);
    const outcomes: Outcome[] = [];
    for (const obligation of page.items) {
      outcomes.push(
        obligation.state === 'publishing'
          ? await followSettledJob(deps, obligation, { stepObligation, now })
          : await giveUpUnseen(deps, obligation, { stepObligation, record: records.get(obligation.accountId), now }),
      );
    }
    const { 'in-order': _inOrder, ...mended } = tally(outcomes);
    return mended;
  };
}

async function followSettledJob(
  { storage }: ServiceDeps,
  obligation: Obligation,
  { stepObligation, now }: { readonly stepObligation: StepObligation; readonly now: Instant },
): Promise<Outcome> {
  const job = await storage.publishJobs.byObligation(obligation.id);
  switch (job?.state) {
    case 'submitted':
      await stepObligation(obligation.id, 'platform-accepted', {
        actor: ACTOR,
        now,
        acceptedAt: job.receipt?.acceptedAt ?? job.settledAt ?? now,
      });
      await storage.accounts.expediteLooks([obligation.accountId], now);
      return 'submitted';
    case 'failed':
    case 'cancelled':
      await stepObligation(obligation.id, 'publish-impossible', { actor: ACTOR, now, manualReason: reasonOf(job) });
      return 'manual';
    default:
      return 'in-order';
  }
}

/** The reason the settled job would have handed over. */
function reasonOf(job: PublishJob): ManualReason {
  const remedy = job.errors.at(-1)?.remedy;
  return remedy === undefined ? 'gave-up' : MANUAL_REASON[remedy];
}

/** Taken by the platform, not shown by an account that was seen long after: somebody has to look why. */
async function giveUpUnseen(
  { settings }: ServiceDeps,
  obligation: Obligation,
  {
    stepObligation,
    record,
    now,
  }: { readonly stepObligation: StepObligation; readonly record: AccountRecord | undefined; readonly now: Instant },
): Promise<Outcome> {
  const { submittedAt } = obligation;
  const lastSightAt = record?.facts.lastSightAt ?? null;
  if (submittedAt === null || lastSightAt === null) return 'in-order';
  if (lastSightAt.getTime() - submittedAt.getTime() < settings.publishing.submittedPatienceMs) return 'in-order';
  await stepObligation(obligation.id, 'publish-impossible', { actor: ACTOR, now, manualReason: 'not-shown' });
  return 'never-shown';
}
