import { policyEvent } from '../../../domain/alerts/events';
import { isUndecided } from '../../../domain/mandates/decide';
import type { Policy } from '../../../domain/policies/policy';
import type { Instant } from '../../../domain/time/instant';
import { systemActor } from '../../actors';
import type { ServiceDeps } from '../../settings';

export const MANDATED = 'mandated';

/**
 * `mandated` where any rule mandates it, else the most telling reason: first that a person has to decide, last that a
 * rule is about other authorities.
 */
export function summarise(reasons: readonly string[]): string {
  return (
    reasons.find((reason) => reason === MANDATED) ??
    reasons.find(isUndecided) ??
    reasons.find((reason) => reason !== 'authority') ??
    'authority'
  );
}

/** Keeps why a policy was or was not mandated; the ledger says when it begins and ceases to wait for a person. */
export async function keepDecision(
  { storage, ids }: Pick<ServiceDeps, 'storage' | 'ids'>,
  policy: Policy,
  { reason, now }: { readonly reason: string; readonly now: Instant },
): Promise<void> {
  const awaitsPerson = isUndecided(reason);
  const event = policyEvent({
    eventId: ids.eventId(),
    actor: systemActor('issue'),
    now,
    policy,
    change: awaitsPerson ? 'awaits-person' : 'awaits-nobody',
  });
  await storage.policies.markConsidered(policy.id, policy.version, { reason, at: now, awaitsPerson, event });
}
