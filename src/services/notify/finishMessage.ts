import { familyOf } from '../../domain/notify/folding';
import { NOTIFICATION_STATE_OF, type Message } from '../../domain/notify/message';
import type { ServiceDeps } from '../settings';
import { ringFor } from './announce';
import { finishLetter } from './finishLetter';
import { fallenFrom } from './makeNotifications';

/**
 * Says of a letter, or of every notification what became of its message, and hands those that were not delivered to the fallback
 * channel, if there is one where the recipient can be reached. May be repeated. Returns what the message was about.
 */
export async function finishMessage(deps: ServiceDeps, message: Message): Promise<readonly string[]> {
  const { storage, clock, hasher } = deps;
  const { id, state, reason, settledAt } = message;
  if (state === 'ready' || state === 'sending') throw new Error(`Message ${id} is not settled.`);
  const now = clock.now();
  const at = settledAt ?? now;
  if (message.letterId !== null) {
    await finishLetter(deps, message.letterId, { messageId: id, state: NOTIFICATION_STATE_OF[state], reason, at });
    return [];
  }
  // Killed between the two, the message is there and its notifications still wait.
  await storage.notifications.take(message.notificationIds, id);
  await storage.notifications.settle(id, { state: NOTIFICATION_STATE_OF[state], reason, at });
  const notifications = await storage.notifications.ofMessage(id);
  if (state !== 'sent') {
    const channels = await storage.notifyChannels.list();
    const channel = channels.find((one) => one.id === message.channelId);
    const person = message.personId === null ? null : await storage.people.byId(message.personId);
    for (const one of notifications) {
      if (channel === undefined || channel.fallbackId === null) continue;
      const line = await storage.alerts.before(one.alertId, one.seq + 1);
      const fallen = fallenFrom(one, { channel, channels, line, person, hasher, now });
      if (fallen === null) continue;
      await storage.notifications.insertMissing([fallen]);
      await ringFor(storage.desks, [fallen]);
      await storage.notifications.fellBack(one.id, now);
    }
  }
  return [...new Set(notifications.map(familyOf))];
}
