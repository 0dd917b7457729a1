import type { AlertLetterView, ReminderView } from '../../api/letters';
import { inScope } from '../../domain/people/permissions';
import { readScope } from '../readScope';
import { notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import { iso } from '../toView/isoInstant';
import type { LetterServices } from './contract';
import { letterView } from './manageDigests';

/** Who was reminded of what, and whether it got there. */
export function createReadReminders({ storage, clock }: ServiceDeps): Pick<LetterServices, 'reminders' | 'ofAlert'> {
  const channelNames = async (): Promise<Map<string, string>> =>
    new Map((await storage.notifyChannels.list()).map((one) => [one.id as string, one.name]));
  return {
    ofAlert: async (alertId, principal) => {
      const scope = readScope(principal);
      const [alert] = await storage.alerts.byIds([alertId]);
      if (alert === undefined || !inScope(scope, alert.unitPath)) throw notFound('告警');
      const letters = await storage.letters.ofAlert(alertId, scope);
      const names = await channelNames();
      const reminderIds = [...new Set(letters.flatMap(({ reminderId }) => reminderId ?? []))];
      const reminders = await storage.reminders.byIds(reminderIds, scope);
      return letters.map((one): AlertLetterView => {
        const by = reminders.find(({ id }) => id === one.reminderId)?.by ?? null;
        return { ...letterView(one, names), kind: one.kind, byName: by?.name ?? null };
      });
    },
    reminders: async (filter, page, principal) => {
      const { items, nextCursor } = await storage.reminders.list(filter, page, readScope(principal));
      const letters = await storage.letters.ofReminders(items.map(({ id }) => id));
      const channels = await channelNames();
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
