import type { Notification } from '../../domain/notify/notification';
import type { Instant } from '../../domain/time/instant';
import type { Desk } from '../../ports/notifyStorage';
import type { ServiceDeps } from '../settings';
import { ringFor } from './announce';
import { fallenFrom } from './makeNotifications';
import type { Closed } from './way';

/**
 * What waits where nothing can go any more: handed to the fallback channel where the recipient can be reached there, and
 * else settled as refused. May be repeated.
 */
export async function turnAway(
  { storage, hasher }: ServiceDeps,
  desk: Desk,
  given: { readonly waiting: readonly Notification[]; readonly reason: Closed; readonly now: Instant },
): Promise<void> {
  const { waiting, reason, now } = given;
  const channels = await storage.notifyChannels.list();
  const channel = reason === 'shut-out' ? undefined : channels.find(({ id }) => id === desk.channelId);
  const person = desk.personId === null ? null : await storage.people.byId(desk.personId);
  const fallen: Notification[] = [];
  const handed = new Set<string>();
  for (const one of waiting) {
    if (channel === undefined || channel.fallbackId === null) continue;
    const line = await storage.alerts.before(one.alertId, one.seq + 1);
    const next = fallenFrom(one, { channel, channels, line, person, hasher, now });
    if (next === null) continue;
    fallen.push(next);
    handed.add(one.id);
  }
  await storage.notifications.insertMissing(fallen);
  await ringFor(storage.desks, fallen);
  const idsOf = (isHanded: boolean) => waiting.filter(({ id }) => handed.has(id) === isHanded).map(({ id }) => id);
  await storage.notifications.settleWaiting(idsOf(true), { state: 'fell-back', reason, at: now });
  await storage.notifications.settleWaiting(idsOf(false), { state: 'refused', reason, at: now });
}
