import { STATUS_RULES } from '../../../domain/accounts/accountTable';
import { obligationEvent } from '../../../domain/alerts/events';
import { dueReminder, REMINDER_LEAD_MS } from '../../../domain/mandates/reminder';
import { systemActor } from '../../actors';
import { stableEventId } from '../../stableEventId';
import { accountsById } from '../../accountsById';
import type { ServiceDeps } from '../../settings';
import type { MandateServices } from '../contract';
import type { ChangeObligation } from './changeObligation';
import type { EndDuty } from './endDuties';
import type { SettleChannels } from './settleChannels';

/**
 * Reminds of manual tasks four hours and one hour before their deadline, once each, dated by the rule. The event's id
 * is made from the task and the step, so that two processes that remind at the same time give one reminder.
 */
export function createRemindManual(
  { storage, clock, hasher }: ServiceDeps,
  {
    changeObligation,
    endDuty,
    settleChannels,
  }: {
    readonly changeObligation: ChangeObligation;
    readonly endDuty: EndDuty;
    readonly settleChannels: SettleChannels;
  },
): MandateServices['remindManual'] {
  return async (limit) => {
    const now = clock.now();
    let reminded = 0;
    const due = (
      await storage.obligations.manualTasksDue(
        { from: now, until: new Date(now.getTime() + REMINDER_LEAD_MS['four-hours-left']) },
        limit,
      )
    ).filter((task) => dueReminder(task, now)?.step !== task.reminded);
    // What a site without columns owes ends here, as what a cancelled account owes does.
    const tasks = (await settleChannels(due, now)).filter(({ state }) => state === 'manual');
    const records = await accountsById(storage, tasks);
    for (const task of tasks) {
      const status = records.get(task.accountId)?.account.status;
      if (task.siteId === null && status !== undefined && !STATUS_RULES[status].owes) {
        await endDuty(task, now);
        continue;
      }
      const result = await changeObligation(task.id, (before) => {
        const due = dueReminder(before, now);
        if (due === null || due.step === before.reminded) return null;
        const next = { ...before, reminded: due.step };
        // Another deadline is another reminder.
        const eventId = stableEventId(hasher, `reminder:${before.id}:${due.step}:${before.dueBy.toISOString()}`);
        return {
          next,
          events: [
            obligationEvent({
              eventId,
              actor: systemActor('deadline'),
              now,
              before,
              obligation: next,
              event: 'reminded',
            }),
          ],
        };
      });
      if (result?.changed === true) reminded += 1;
    }
    return reminded === 0 ? {} : { reminded };
  };
}
