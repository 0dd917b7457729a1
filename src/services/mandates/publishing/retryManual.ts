import { hasFinalAnswer } from '../../../domain/mandates/finalAnswer';
import type { ManualReason, Obligation, PublishJob } from '../../../domain/mandates/mandate';
import type { Principal } from '../../../domain/people/role';
import { personActor } from '../../actors';
import { pagesOf } from '../../pagesOf';
import { demand, notFound } from '../../refuse';
import type { ServiceDeps } from '../../settings';
import type { ObligationFilter } from '../../../ports/storage';
import type { MandateServices, RetryFilter } from '../contract';
import type { StepObligation } from '../obligations/stepObligation';
import type { DraftRepost } from './draftRepost';
import type { Gate } from './publishGate';
import { createReadGates } from './readGates';

const PAGE = 200;
const PAGES = 5;

/**
 * A person's wish to publish manual tasks by interface again, many at once. What would become a manual task again at
 * once stays one, and so does what somebody has taken; both are counted by reason. The dry run changes nothing.
 */
export function createRetryManual(
  deps: ServiceDeps,
  steps: { readonly draftRepost: DraftRepost; readonly stepObligation: StepObligation },
): MandateServices['retryManual'] {
  const { storage, clock } = deps;
  const readGates = createReadGates(deps, steps.draftRepost);
  return async (wanted, dryRun, principal) => {
    demand('job.retry', principal);
    await demandKnown(deps, wanted, principal);
    const now = clock.now();
    const filter = given(wanted);
    const manual: Obligation[] = [];
    let more = false;
    const pages = pagesOf(
      (page) => storage.obligations.list({ ...filter, states: ['manual'] }, page, principal.unitId),
      {
        limit: PAGE,
        maxPages: PAGES,
      },
    );
    for await (const { items, nextCursor } of pages) {
      manual.push(...items);
      more = nextCursor !== null;
    }
    const refused = new Map<ManualReason | 'taken', number>();
    let retried = 0;
    for (const { obligation, gate } of await readGates(manual, now)) {
      const why = refusalOf(obligation, gate, await storage.publishJobs.byObligation(obligation.id));
      if (why !== null) {
        refused.set(why, (refused.get(why) ?? 0) + 1);
        continue;
      }
      const step = dryRun
        ? null
        : await steps.stepObligation(obligation.id, 'back-to-ready', { actor: personActor(principal), now });
      if (step === null || 'moved' in step) retried += 1;
    }
    return {
      dryRun,
      matched: manual.length,
      retried,
      refused: [...refused].map(([reason, count]) => ({ reason, count })),
      more,
    };
  };
}

/** An id that nothing has would match nothing, as if there were nothing to retry: refused `not-found` by its field. */
async function demandKnown(
  { storage }: ServiceDeps,
  { mandateId, unitId, accountId }: RetryFilter,
  principal: Principal,
): Promise<void> {
  if (mandateId !== undefined && (await storage.mandates.byId(mandateId)) === null)
    throw notFound('必转任务', 'mandateId');
  if (unitId !== undefined && (await storage.units.byId(unitId, principal.unitId)) === null)
    throw notFound('单位', 'unitId');
  if (accountId !== undefined && (await storage.accounts.byId(accountId, principal.unitId)) === null)
    throw notFound('账号', 'accountId');
}

/** What was left out restricts nothing. */
function given(wanted: RetryFilter): ObligationFilter {
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
}

function refusalOf(obligation: Obligation, gate: Gate, job: PublishJob | null): ManualReason | 'taken' | null {
  if ((obligation.taken ?? null) !== null) return 'taken';
  if (job !== null && job.state !== 'failed') return job.state === 'submitted' ? 'not-shown' : 'gave-up';
  if (job !== null && hasFinalAnswer(job)) return 'gave-up';
  // A look may make an end of it: whoever retries asks for that look.
  return gate.open || gate.lookNow !== undefined ? null : gate.manualReason;
}
