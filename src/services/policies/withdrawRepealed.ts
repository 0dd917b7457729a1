import { policyEvent } from '../../domain/alerts/events';
import type { Policy } from '../../domain/policies/policy';
import { repealedBy } from '../../domain/policies/withdrawal';
import { earliestOf } from '../../domain/time/published';
import { systemActor } from '../actors';
import type { ServiceDeps } from '../settings';
import type { WithdrawRepealed } from '../steps';

/**
 * Withdraws what a document repeals by name or 文号. Only what was published before it; a name that fits several stored
 * documents withdraws none of them, because the editions of a yearly document share their name.
 */
export function createWithdrawRepealed({ storage, ids }: ServiceDeps): WithdrawRepealed {
  return async (policy, now) => {
    const { names, docNumbers } = repealedBy(policy);
    if (names.length + docNumbers.length === 0) return 0;
    const before = (one: Policy): boolean =>
      one.id !== policy.id &&
      (policy.publishedAt === null ||
        one.publishedAt === null ||
        earliestOf(one.publishedAt) < earliestOf(policy.publishedAt));
    const found = (
      await storage.policies.named(
        names,
        docNumbers.map((number) => `doc:${number}`),
      )
    ).filter(before);
    let withdrawn = 0;
    for (const one of found) {
      const isNumbered = one.docNumber !== null && docNumbers.includes(one.docNumber);
      const isNamed =
        names.includes(one.normalisedTitle) &&
        found.filter((other) => other.normalisedTitle === one.normalisedTitle).length === 1;
      if ((!isNumbered && !isNamed) || (one.withdrawal ?? null) !== null) continue;
      const next: Policy = { ...one, withdrawal: { reason: 'stated', noticedAt: now } };
      const event = policyEvent({
        eventId: ids.eventId(),
        actor: systemActor('follow'),
        now,
        policy: next,
        change: 'withdrawn',
      });
      if (await storage.policies.replace(one, next, event)) withdrawn += 1;
    }
    return withdrawn;
  };
}
