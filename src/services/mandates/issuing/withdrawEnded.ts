import type { Mandate, Obligation } from '../../../domain/mandates/mandate';
import { isEnded } from '../../../domain/mandates/mandateTable';
import type { Instant } from '../../../domain/time/instant';
import { systemActor } from '../../actors';
import type { ServiceDeps } from '../../settings';
import type { StepObligation } from '../obligations/stepObligation';

const ACTOR = systemActor('issue');
const PAGE = 200;
const UNPUBLISHED: readonly Obligation['state'][] = ['awaiting-review', 'ready', 'manual'];
const ON_THEIR_WAY: readonly Obligation['state'][] = ['publishing', 'submitted'];

export type WithdrawEnded = (mandate: Mandate, now: Instant) => Promise<number>;

/**
 * Withdraws what nobody has published yet of a mandate that was refused or withdrawn, a page a run. A call that may be
 * running is let end first, and what the platform took is seen as usual. The last run marks the mandate done; another
 * mandate of the same text, whose accounts owed it through this one, is expanded once more.
 */
export function createWithdrawEnded({ storage }: ServiceDeps, stepObligation: StepObligation): WithdrawEnded {
  return async (mandate, now) => {
    const open = await storage.obligations.list(
      { mandateId: mandate.id, states: UNPUBLISHED },
      { limit: PAGE, cursor: null },
      null,
    );
    let withdrawn = 0;
    for (const { id } of open.items) {
      const step = await stepObligation(id, 'withdraw', { actor: ACTOR, now, note: `mandate-${mandate.stage}` });
      if ('moved' in step) withdrawn += 1;
    }
    const onTheirWay = await storage.obligations.list(
      { mandateId: mandate.id, states: ON_THEIR_WAY },
      { limit: 1, cursor: null },
      null,
    );
    if (open.nextCursor !== null || onTheirWay.items.length > 0) return withdrawn;
    for (const other of await storage.mandates.ofPolicy(mandate.policyId))
      if (other.policyVersion === mandate.policyVersion && !isEnded(other))
        await storage.mandates.expandAgain(other.id);
    await storage.mandates.markExpanded(mandate);
    return withdrawn;
  };
}
