import { STATUS_RULES } from '../../../domain/accounts/accountTable';
import { leastSight } from '../../../domain/accounts/leastSight';
import { obligationEvent } from '../../../domain/alerts/events';
import type { AccountId, MandateId } from '../../../domain/ids';
import { absenceProof, answerableFrom, isStillLookedFor, type AbsenceProof } from '../../../domain/mandates/absence';
import type { Obligation } from '../../../domain/mandates/mandate';
import type { Instant } from '../../../domain/time/instant';
import type { AccountRecord } from '../../../ports/storage';
import { systemActor } from '../../actors';
import type { Counts } from '../../workRun';
import { tally } from '../../runWorkers';
import { placeOf, readChannels, type Channel } from '../../channels';
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
  deps: ServiceDeps,
  changeObligation: ChangeObligation,
): (limit: number) => Promise<Counts> {
  const { storage, clock, ids } = deps;
  const actor = systemActor('deadline');
  return async (limit) => {
    const now = clock.now();
    const overdue = await storage.obligations.overdue(now, limit);
    const channels = await readChannels(deps, overdue);
    const countedFrom = new Map<MandateId, Instant | null>();
    const lookNow = new Set<AccountId>();
    const outcomes: ('proven' | 'unproven' | 'awaiting-sight' | 'moved-meanwhile')[] = [];
    for (const obligation of overdue) {
      if (!countedFrom.has(obligation.mandateId))
        countedFrom.set(obligation.mandateId, repostsCountFrom(await storage.mandates.byId(obligation.mandateId)));
      const channel = channels.get(placeOf(obligation)) ?? null;
      const fromAt = countedFrom.get(obligation.mandateId) ?? null;
      const proof = await proveAbsence(deps, obligation, { channel, fromAt });
      const least = channel === null ? null : leastSeen(channel);
      if (proof === 'not-looked-since' && least !== null && isStillLookedFor(obligation, least, now)) {
        for (const { account, facts } of channel?.watched ?? [])
          if (facts.consecutiveBlindLooks === 0 && !isSeenSince(facts, answerableFrom(obligation)))
            lookNow.add(account.id);
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

/**
 * A look proves something about an obligation only once the obligation was there to be matched. Of a site every column
 * that is not cancelled has to prove it.
 */
async function proveAbsence(
  { storage }: ServiceDeps,
  obligation: Obligation,
  { channel, fromAt }: { readonly channel: Channel | null; readonly fromAt: Instant | null },
): Promise<AbsenceProof> {
  const least = channel === null ? null : leastSeen(channel);
  if (channel === null || least === null || fromAt === null) return 'not-complete';
  const bySight = absenceProof(least.facts, { fromAt, untilAt: answerableFrom(obligation) });
  if (bySight !== 'proven') return bySight;
  if (channel.site !== null && channel.watched.some(({ account }) => !STATUS_RULES[account.status].bound))
    return 'column-stopped';
  // What stands behind the beginning of a post may be the repost: a cut text proves no absence.
  for (const { account } of channel.watched)
    if (await storage.posts.hasPartsSince(account.id, fromAt)) return 'text-not-whole';
  return 'proven';
}

/** The channel as the column seen longest ago, with what is known of all; null: there is none to be seen. */
function leastSeen({ watched }: Channel): AccountRecord | null {
  const [first, ...others] = watched;
  if (first === undefined) return null;
  return { ...first, facts: leastSight([first.facts, ...others.map(({ facts }) => facts)]) };
}

function isSeenSince({ lastSightAt }: AccountRecord['facts'], at: Instant): boolean {
  return lastSightAt !== null && lastSightAt >= at;
}
