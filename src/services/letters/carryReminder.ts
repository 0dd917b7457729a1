import type { AlertId, LetterId } from '../../domain/ids';
import type { Letter } from '../../domain/letters/letter';
import type { Reminder } from '../../domain/letters/reminder';
import { deskOf } from '../../domain/notify/notification';
import { MINUTE_MS } from '../../domain/time/instant';
import { sendableAt } from '../sendableAt';
import type { ServiceDeps } from '../settings';
import { stableEventId } from '../stableEventId';
import type { Counts } from '../workRun';
import type { LetterServices } from './contract';
import { reminderText } from '../reminderText';

/** Whoever has stored a reminder makes its letters within that time, or was killed. */
const MADE_WITHIN_MS = 2 * MINUTE_MS;

/**
 * Makes the letters of a reminder, rings for them and notes that they are made. They go out when they may by now, not
 * when they might have when it was sent. May be repeated, and makes what is missing then.
 */
export async function carryReminder(deps: ServiceDeps, reminder: Reminder): Promise<number> {
  const { storage, hasher, clock } = deps;
  const now = clock.now();
  const waitsUntilAt = sendableAt(deps, reminder.at > now ? reminder.at : now);
  const letters = reminder.desks.map(
    ({ channelId, personId, recipient, to = null, calledIds = [], language }): Letter => {
      const desk = deskOf(channelId, personId);
      return {
        id: stableEventId(hasher, `letter ${reminder.id} ${desk}`) as string as LetterId,
        kind: 'reminder',
        planId: null,
        reminderId: reminder.id,
        on: reminder.on,
        desk,
        channelId,
        personId,
        recipient,
        to,
        calledIds,
        unitPath: reminder.unitPath,
        alertIds: alertsOf(reminder),
        content: JSON.stringify(reminderText(reminder, language)),
        state: 'queued',
        reason: null,
        queuedAt: reminder.at,
        waitsUntilAt,
        messageId: null,
        fellFrom: [],
        settledAt: null,
      };
    },
  );
  const added = await storage.letters.insertMissing(letters);
  for (const { desk } of letters) await storage.desks.ring(desk, waitsUntilAt);
  await storage.reminders.carried(reminder.id);
  return added;
}

/** The alerts that a unit is reminded of. */
function alertsOf({ subject, pickedIds }: Reminder): readonly AlertId[] {
  if (subject.kind === 'alert') return [subject.id];
  return subject.kind === 'alerts' ? (pickedIds as readonly AlertId[]) : [];
}

/** Makes what is missing of the letters of reminders whose sender was killed before it did. */
export function createCarryReminders(deps: ServiceDeps): LetterServices['carryReminders'] {
  const { storage, clock } = deps;
  return async (limit): Promise<Counts> => {
    const left = await storage.reminders.uncarried(new Date(clock.now().getTime() - MADE_WITHIN_MS), limit);
    let letters = 0;
    const failures: unknown[] = [];
    // One that cannot be carried keeps no other from it; it is tried again with the next run.
    for (const reminder of left)
      await carryReminder(deps, reminder).then(
        (count) => {
          letters += count;
        },
        (cause: unknown) => failures.push(cause),
      );
    if (failures.length > 0) throw failures[0];
    return letters === 0 ? {} : { letters };
  };
}
