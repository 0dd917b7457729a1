import { obligationEvent } from '../../../domain/alerts/events';
import type { AccountId, MandateId } from '../../../domain/ids';
import { absenceProof, answerableFrom, isStillLookedFor } from '../../../domain/mandates/absence';
import type { Obligation } from '../../../domain/mandates/mandate';
import type { Instant } from '../../../domain/time/instant';
import type { AccountRecord } from '../../../ports/storage';
import { systemActor } from '../../actors';
import type { Counts } from '../../workRun';
import { tally } from '../../runWorkers';
import { accountsById } from '../../accountsById';
import type { ServiceDeps } from '../../settings';
import type { ChangeObligation } from './changeObligation';
import { repostsCountFrom } from '../../../domain/mandates/repostsCountFrom';

/**
 * Notices each missed deadline once, dated by the deadline. Only a look that began after the deadline, and that sees
 * everything since the policy's publication, proves that nothing was reposted in time; where we see less, the
 * obligation says so and a person looks. An account that merely has not been looked at since is looked at first
 * (invariants 1 and 11).
 */
export function createNoticeOverdue(
  { storage, clock, ids }: ServiceDeps,
  changeObligation: ChangeObligation,
): (limit: number) => Promise<Counts> {
  const actor = systemActor('deadline');
  return async (limit) => {
    const now = clock.now();
    const overdue = await storage.obligations.overdue(now, limit);
    const records = await accountsById(storage, overdue);
    const countedFrom = new Map<MandateId, Instant | null>();
    const lookNow = new Set<AccountId>();
    const outcomes: ('proven' | 'unproven' | 'awaiting-sight' | 'moved-meanwhile')[] = [];
    for (const obligation of overdue) {
      if (!countedFrom.has(obligation.mandateId))
        countedFrom.set(obligation.mandateId, repostsCountFrom(await storage.mandates.byId(obligation.mandateId)));
      const record = records.get(obligation.accountId) ?? null;
      const fromAt = countedFrom.get(obligation.mandateId) ?? null;
      const bySight = proveAbsence(obligation, { record, fromAt });
      // What stands behind the beginning of a post may be the repost: a cut text proves no absence.
      const proof =
        bySight === 'proven' && fromAt !== null && (await storage.posts.hasPartsSince(obligation.accountId, fromAt))
          ? 'text-not-whole'
          : bySight;
      if (proof === 'not-looked-since' && record !== null && isStillLookedFor(obligation, record, now)) {
        if (record.facts.consecutiveBlindLooks === 0) lookNow.add(record.account.id);
        outcomes.push('awaiting-sight');
        continue;
      }
      const overdueProven = proof === 'proven';
      const result = await changeObligation(obligation.id, (before) => {
        const open =
          before.overdueNoticedAt === null &&
          before.fulfilledAt === null &&
          before.state !== 'not-applicable' &&
          before.state !== 'withdrawn';
        if (!open || now.getTime() < before.dueBy.getTime()) return null;
        const next = { ...before, overdueNoticedAt: now, overdueProven };
        return {
          next,
          events: [
            obligationEvent({
              eventId: ids.eventId(),
              actor,
              now,
              before,
              obligation: next,
              event: 'overdue',
              note: proof,
            }),
          ],
        };
      });
      if (result?.changed !== true) outcomes.push('moved-meanwhile');
      else outcomes.push(overdueProven ? 'proven' : 'unproven');
    }
    await storage.accounts.expediteLooks([...lookNow], now);
    return tally(outcomes);
  };
}

/** A look proves something about an obligation only once the obligation was there to be matched. */
function proveAbsence(
  obligation: Obligation,
  seen: { readonly record: AccountRecord | null; readonly fromAt: Instant | null },
): ReturnType<typeof absenceProof> {
  if (seen.record === null || seen.fromAt === null) return 'not-complete';
  return absenceProof(seen.record.facts, { fromAt: seen.fromAt, untilAt: answerableFrom(obligation) });
}
