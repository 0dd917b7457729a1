import { systemActor } from '../../actors';
import { pagesOf } from '../../pagesOf';
import type { ServiceDeps } from '../../settings';
import type { Instant } from '../../../domain/time/instant';
import type { StepObligation } from '../obligations/stepObligation';

const MANDATES_READ = 100;
const ACTOR = systemActor('issue');

export type ReleaseIssued = (limit: number, now: Instant) => Promise<number>;

/**
 * Lets the obligations of issued mandates go on that still wait for the review; picks up whatever an interrupted
 * release left.
 */
export function createReleaseIssued({ storage }: ServiceDeps, stepObligation: StepObligation): ReleaseIssued {
  return async (limit, now) => {
    const waiting = await storage.obligations.list({ states: ['awaiting-review'] }, { limit: 1, cursor: null }, null);
    if (waiting.items.length === 0) return 0;
    let released = 0;
    for await (const page of pagesOf((request) => storage.mandates.list(request), { limit: MANDATES_READ })) {
      for (const mandate of page.items.filter(({ stage }) => stage === 'issued')) {
        for (const obligation of await storage.obligations.awaitingReview(mandate.id, limit - released)) {
          if ('moved' in (await stepObligation(obligation.id, 'issue', { actor: ACTOR, now }))) released += 1;
        }
        if (released >= limit) return released;
      }
    }
    return released;
  };
}
