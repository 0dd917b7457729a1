import { calledTogether } from '../../domain/notify/calledTogether';
import type { ServiceDeps } from '../settings';
import type { NotifySteps } from '../steps';
import { ringFor } from './announce';
import { notificationsFor } from './makeNotifications';

export function createNotifySteps({ storage, hasher }: ServiceDeps): NotifySteps {
  return {
    makeNotifications: (decisions, of) =>
      calledTogether(decisions, of.telling).flatMap((decision) => notificationsFor(decision, { ...of, hasher })),
    queueNotifications: async (notifications) => {
      await storage.notifications.insertMissing(notifications);
      await ringFor(storage.desks, notifications);
    },
  };
}
