import { obligationEvent } from '../../domain/alerts/events';
import { systemActor } from '../actors';
import type { Counts } from '../contract';
import type { ServiceDeps } from '../settings';
import type { ChangeObligation } from './changeObligation';

/** Notices each missed deadline once. The event is dated by the deadline; when it was noticed stands beside it. */
export function createNoticeOverdue({ storage, clock, ids }: ServiceDeps, changeObligation: ChangeObligation): (limit: number) => Promise<Counts> {
  const actor = systemActor('deadline');
  return async (limit) => {
    const now = clock.now();
    let noticed = 0;
    for (const { id } of await storage.obligations.overdue(now, limit)) {
      const result = await changeObligation(id, (before) => {
        const open = before.overdueNoticedAt === null && before.fulfilledAt === null && before.state !== 'not-applicable' && before.state !== 'withdrawn';
        if (!open || now.getTime() < before.dueBy.getTime()) return null;
        const obligation = { ...before, overdueNoticedAt: now };
        return { next: obligation, events: [obligationEvent({ eventId: ids.eventId(), actor, now, before, obligation, event: 'overdue' })] };
      });
      if (result?.changed === true) noticed += 1;
    }
    return { noticed };
  };
}
