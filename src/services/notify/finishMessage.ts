import { familyOf } from '../../domain/notify/folding';
import { NOTIFICATION_STATE_OF, type Message } from '../../domain/notify/message';
import type { Notification } from '../../domain/notify/notification';
import type { ServiceDeps } from '../settings';
import { ringFor } from './announce';
import { finishLetter, INTERRUPTED } from './finishLetter';
import { doubtOf, fallenFrom } from './makeNotifications';
import { isOnlyDoubt } from './messageText';
import { linesTold } from './turnAway';

/**
 * Says of a letter, or of every notification what became of its message, and hands those that were not delivered to the
 * fallback channel, if there is one where the recipient can be reached. Where there is none and nobody knows whether it
 * arrived, the recipient is told later that one may be missing. May be repeated. Returns what the message was about.
 */
export async function finishMessage(deps: ServiceDeps, message: Message): Promise<readonly string[]> {
  const { storage, clock, hasher } = deps;
  const { id, state, reason, settledAt, mayHaveArrived } = message;
  if (state === 'ready' || state === 'sending') throw new Error(`Message ${id} is not settled.`);
  const now = clock.now();
  const at = settledAt ?? now;
  // An earlier try may have arrived, however the last one ended.
  const isInDoubt = state === 'unclear' || (state !== 'sent' && mayHaveArrived);
  if (message.letterId !== null) {
    await finishLetter(deps, message.letterId, {
      messageId: id,
      state: NOTIFICATION_STATE_OF[state],
      reason,
      at,
      isInDoubt,
    });
    return [];
  }
  // Killed between the two, the message is there and its notifications still wait.
  await storage.notifications.take(message.notificationIds, id);
  await storage.notifications.settle(id, { state: NOTIFICATION_STATE_OF[state], reason, at });
  const notifications = await storage.notifications.ofMessage(id);
  if (state !== 'sent') {
    const channels = await storage.notifyChannels.ever();
    const channel = channels.find((one) => one.id === message.channelId);
    const person = message.personId === null ? null : await storage.people.byId(message.personId);
    // Of what is told in doubt nothing more is told, unless its sender was lost: a channel that never answers would
    // otherwise be written to for ever.
    const isDoubtful = isInDoubt && (reason === INTERRUPTED || !isOnlyDoubt(message.content));
    const made: Notification[] = [];
    const handedOn: Notification['id'][] = [];
    const hasFallback = channel !== undefined && channel.fallbackId !== null;
    const lines = await linesTold(storage, hasFallback ? notifications : []);
    for (const one of notifications) {
      if (channel === undefined) break;
      const line = lines.get(one.seq) ?? null;
      const fallen = fallenFrom(one, { channel, channels, line, person, hasher, now, isInDoubt });
      if (fallen !== null) {
        made.push(fallen);
        handedOn.push(one.id);
      } else if (isDoubtful && one.state === NOTIFICATION_STATE_OF[state]) made.push(doubtOf(one, { hasher, now }));
    }
    await storage.notifications.insertMissing(made);
    await ringFor(storage.desks, made);
    // Last: whoever was killed before it hands on the same once more.
    await storage.notifications.fellBack(handedOn, now);
  }
  return [...new Set(notifications.map(familyOf))];
}
