import type { LetterId } from '../../domain/ids';
import type { Letter } from '../../domain/letters/letter';
import { waysTo, type Reminder, type ReminderWay } from '../../domain/letters/reminder';
import { deskOf } from '../../domain/notify/notification';
import { tellableFrom } from '../../domain/notify/quietTime';
import { MINUTE_MS, type Instant } from '../../domain/time/instant';
import type { ServiceDeps } from '../settings';
import { stableEventId } from '../stableEventId';
import type { Counts } from '../workRun';
import type { LetterServices } from './contract';
import { reminderText } from './reminderText';

/** Whoever has stored a reminder makes its letters within that time, or was killed. */
const MADE_WITHIN_MS = 2 * MINUTE_MS;

/** Makes the letters of a reminder, rings for them and notes that they are made. May be repeated. */
export async function carryReminder(
  deps: ServiceDeps,
  reminder: Reminder,
  ways: readonly ReminderWay[],
): Promise<number> {
  const { storage, hasher } = deps;
  const waitsUntilAt = sendableAt(deps, reminder.at);
  const letters = ways.map(({ channel, person }): Letter => {
    const desk = deskOf(channel.id, person?.id ?? null);
    return {
      id: stableEventId(hasher, `letter ${reminder.id} ${desk}`) as string as LetterId,
      kind: 'reminder',
      planId: null,
      reminderId: reminder.id,
      on: reminder.on,
      desk,
      channelId: channel.id,
      personId: person?.id ?? null,
      recipient: person?.name ?? channel.name,
      unitPath: reminder.unitPath,
      content: JSON.stringify(reminderText(reminder, channel.language)),
      state: 'queued',
      reason: null,
      queuedAt: reminder.at,
      waitsUntilAt,
      messageId: null,
      fellFrom: [],
      settledAt: null,
    };
  });
  const added = await storage.letters.insertMissing(letters);
  for (const { desk } of letters) await storage.desks.ring(desk, waitsUntilAt);
  await storage.reminders.carried(reminder.id);
  return added;
}

/** Nobody is reminded at night. */
export function sendableAt({ settings }: ServiceDeps, at: Instant): Instant {
  const { hours } = settings.notify;
  return tellableFrom({ now: at, waits: 'quiet-hours', severity: 'notice' }, hours, settings.calendar);
}

/**
 * Makes the letters of reminders whose sender was killed before it did. They go as units are reached now: letters that
 * were made already by then stay, and are the only ones.
 */
export function createCarryReminders(deps: ServiceDeps): LetterServices['carryReminders'] {
  const { storage, clock } = deps;
  return async (limit): Promise<Counts> => {
    const left = await storage.reminders.uncarried(new Date(clock.now().getTime() - MADE_WITHIN_MS), limit);
    if (left.length === 0) return {};
    const [channels, people, made] = await Promise.all([
      storage.notifyChannels.list(),
      storage.people.list(),
      storage.letters.ofReminders(left.map(({ id }) => id)),
    ]);
    let letters = 0;
    for (const reminder of left) {
      const { id, unitId, unitPath } = reminder;
      const own = made.filter(({ reminderId }) => reminderId === id);
      // Killed before it rang for them.
      for (const { desk, state, waitsUntilAt } of own)
        if (state === 'queued') await storage.desks.ring(desk, waitsUntilAt);
      const ways = own.length > 0 ? [] : waysTo({ id: unitId, path: unitPath }, { channels, people });
      letters += await carryReminder(deps, reminder, ways);
    }
    return letters === 0 ? {} : { letters };
  };
}
