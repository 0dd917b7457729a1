import { hasManualEnded, RESUMABLE_REASONS, type EndFacts } from '../../../domain/mandates/manualEnd';
import type { AccountId } from '../../../domain/ids';
import type { Instant } from '../../../domain/time/instant';
import { systemActor } from '../../actors';
import type { Counts } from '../../workRun';
import type { ServiceDeps } from '../../settings';
import type { StepObligation } from '../obligations/stepObligation';
import type { DraftRepost } from './draftRepost';
import { createPlan, recordsOf } from './queueReady';
import { createReadGates, type Gated } from './readGates';
import { readQuotas } from '../../readQuotas';

const ACTOR = systemActor('resume');

/**
 * Takes back what a machine had made a manual task as soon as its reason is over (the table `MANUAL_ENDS`), unless a
 * person has taken it. It goes back to `ready`: the account is looked at first, and an earlier call is asked after.
 * Reads a page a run, nearest deadline first, and goes round.
 */
export function createResumeManual(
  deps: ServiceDeps,
  steps: { readonly draftRepost: DraftRepost; readonly stepObligation: StepObligation },
): (limit: number) => Promise<Counts> {
  const { storage, clock } = deps;
  const readGates = createReadGates(deps, steps.draftRepost);
  let cursor: string | null = null;
  return async (limit) => {
    const now = clock.now();
    const page = await storage.obligations.list(
      { states: ['manual'], manualReasons: RESUMABLE_REASONS },
      { limit, cursor },
      null,
    );
    cursor = page.nextCursor;
    const gated = await readGates(page.items, now);
    const plan = createPlan(await readQuotas(deps, recordsOf(gated), now), now);
    const lookNow = new Set<AccountId>();
    let resumed = 0;
    for (const one of gated) {
      const { obligation, gate, toLookAt } = one;
      if (!gate.open && gate.manualReason !== null) {
        if (gate.lookNow === true && (obligation.taken ?? null) === null) for (const id of toLookAt) lookNow.add(id);
        continue;
      }
      const isSpent = obligation.manualReason === 'quota-spent' && plan(obligation)?.kind === 'too-late';
      const facts = { ...(await readEndFacts(deps, one)), obstacle: isSpent ? 'quota-spent' : null } as const;
      if (!hasManualEnded(obligation, facts, now)) continue;
      const step = await steps.stepObligation(obligation.id, 'resume', {
        actor: ACTOR,
        now,
        note: obligation.manualReason ?? '',
      });
      if ('moved' in step) resumed += 1;
    }
    await storage.accounts.expediteLooks([...lookNow], now);
    return resumed === 0 ? {} : { resumed };
  };
}

async function readEndFacts(
  { storage }: ServiceDeps,
  { obligation, record }: Gated,
): Promise<Omit<EndFacts, 'obstacle'>> {
  const [job, credential] = [
    await storage.publishJobs.byObligation(obligation.id),
    await storage.credentials.ofAccount(obligation.accountId),
  ];
  return {
    job,
    lastSightAt: record.facts.lastSightAt,
    credential:
      credential === null
        ? null
        : {
            grantedAt: credential.grantedAt,
            acceptedAt: acceptedAt(credential.lastCheckAt, credential.lastCheckOutcome),
          },
  };
}

function acceptedAt(at: Instant | null, outcome: string | null): Instant | null {
  return outcome === 'accepted' ? at : null;
}
