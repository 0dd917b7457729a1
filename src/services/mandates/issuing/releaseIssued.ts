import type { Mandate, Obligation } from '../../../domain/mandates/mandate';
import { systemActor } from '../../actors';
import { pagesOf } from '../../pagesOf';
import type { ServiceDeps } from '../../settings';
import type { Instant } from '../../../domain/time/instant';
import type { StepObligation } from '../obligations/stepObligation';

const MANDATES_READ = 100;
const PAGE = 200;
const ACTOR = systemActor('issue');
const UNPUBLISHED: readonly Obligation['state'][] = ['awaiting-review', 'ready', 'manual'];

export type ReleaseIssued = (limit: number, now: Instant) => Promise<number>;

/**
 * Lets the obligations of issued mandates go on that still wait for the review; picks up whatever an interrupted
 * release left. What is not published yet of an earlier text by the same rule is withdrawn before: it would go out with
 * the text as it is now, and the same text would be published twice.
 */
export function createReleaseIssued(deps: ServiceDeps, stepObligation: StepObligation): ReleaseIssued {
  const { storage } = deps;
  return async (limit, now) => {
    const waiting = await storage.obligations.list({ states: ['awaiting-review'] }, { limit: 1, cursor: null }, null);
    if (waiting.items.length === 0) return 0;
    let released = 0;
    for await (const page of pagesOf((request) => storage.mandates.list(request), { limit: MANDATES_READ })) {
      for (const mandate of page.items.filter(({ stage }) => stage === 'issued')) {
        const held = await storage.obligations.awaitingReview(mandate.id, limit - released);
        if (held.length > 0) await supersedeEarlier(deps, mandate, { stepObligation, now });
        for (const obligation of held) {
          if ('moved' in (await stepObligation(obligation.id, 'issue', { actor: ACTOR, now }))) released += 1;
        }
        if (released >= limit) return released;
      }
    }
    return released;
  };
}

async function supersedeEarlier(
  { storage }: ServiceDeps,
  { policyId, policyVersion, ruleId }: Mandate,
  { stepObligation, now }: { readonly stepObligation: StepObligation; readonly now: Instant },
): Promise<void> {
  if (policyVersion === 1) return;
  for (const earlier of await storage.mandates.ofPolicy(policyId)) {
    if (earlier.policyVersion >= policyVersion || earlier.ruleId !== ruleId) continue;
    const filter = { mandateId: earlier.id, states: UNPUBLISHED };
    for await (const { items } of pagesOf((page) => storage.obligations.list(filter, page, null), { limit: PAGE }))
      for (const { id } of items)
        await stepObligation(id, 'withdraw', { actor: ACTOR, now, note: 'newer-version-mandated' });
  }
}
