import type { ReminderView } from '../../api/letters';
import { readScope } from '../readScope';
import type { ServiceDeps } from '../settings';
import { iso } from '../toView/isoInstant';
import type { LetterServices } from './contract';
import { letterView } from './manageDigests';

/** Who was reminded of what, and whether it got there. */
export function createReadReminders({ storage, clock }: ServiceDeps): Pick<LetterServices, 'reminders'> {
  return {
    reminders: async (filter, page, principal) => {
      const { items, nextCursor } = await storage.reminders.list(filter, page, readScope(principal));
      const letters = await storage.letters.ofReminders(items.map(({ id }) => id));
      const channels = new Map((await storage.notifyChannels.list()).map((one) => [one.id as string, one.name]));
      const views = items.map(({ id, subject, unitId, unitName, count, text, by, at }): ReminderView => ({
        ...{ id, subject, unitId, unitName, count, text },
        byName: by.name,
        at: iso(at),
        letters: letters.filter(({ reminderId }) => reminderId === id).map((one) => letterView(one, channels)),
      }));
      return { items: views, nextCursor, asOf: iso(clock.now()) };
    },
  };
}
