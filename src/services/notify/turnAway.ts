import type { Alert } from '../../domain/alerts/alert';
import type { Notification } from '../../domain/notify/notification';
import type { Instant } from '../../domain/time/instant';
import type { Desk } from '../../ports/notifyStorage';
import type { ServiceDeps } from '../settings';
import { ringFor } from './announce';
import { fallenFrom } from './makeNotifications';
import type { Closed } from './way';

interface TurnedAway {
  readonly waiting: readonly Notification[];
  readonly reason: Closed;
  readonly now: Instant;
}

/**
 * What waits where nothing will ever go again: handed to the fallback channel where the recipient can be reached there,
 * and else settled as refused. May be repeated.
 */
export async function turnAway(deps: ServiceDeps, desk: Desk, given: TurnedAway): Promise<void> {
  const left = await handOn(deps, desk, given);
  const { reason, now: at } = given;
  const ids = left.map(({ id }) => id);
  await deps.storage.notifications.settleWaiting(ids, { state: 'refused', reason, at });
}

/** The lines of the log that these tell of, by number; what is kept no longer is left out. */
export async function linesTold(
  { alerts }: ServiceDeps['storage'],
  notifications: readonly Pick<Notification, 'seq'>[],
): Promise<ReadonlyMap<number, Alert>> {
  const lines = await alerts.at([...new Set(notifications.map(({ seq }) => seq))]);
  return new Map(lines.map((line) => [line.seq, line]));
}

/** Hands what waits at a desk to the fallback channel, for this reason; returns what cannot be. May be repeated. */
export async function handOn(
  { storage, hasher }: ServiceDeps,
  desk: Desk,
  { waiting, reason, now }: Omit<TurnedAway, 'reason'> & { readonly reason: string },
): Promise<readonly Notification[]> {
  const channels = await storage.notifyChannels.ever();
  const channel = reason === 'shut-out' ? undefined : channels.find(({ id }) => id === desk.channelId);
  const person = desk.personId === null ? null : await storage.people.byId(desk.personId);
  const hasFallback = channel !== undefined && channel.fallbackId !== null;
  const lines = await linesTold(storage, hasFallback ? waiting : []);
  const fallen: Notification[] = [];
  const handed = new Set<string>();
  for (const one of waiting) {
    if (channel === undefined || channel.fallbackId === null) continue;
    const line = lines.get(one.seq) ?? null;
    const next = fallenFrom(one, { channel, channels, line, person, hasher, now });
    if (next === null) continue;
    fallen.push(next);
    handed.add(one.id);
  }
  await storage.notifications.insertMissing(fallen);
  await ringFor(storage.desks, fallen);
  const ids = waiting.filter(({ id }) => handed.has(id)).map(({ id }) => id);
  await storage.notifications.settleWaiting(ids, { state: 'fell-back', reason, at: now });
  return waiting.filter(({ id }) => !handed.has(id));
}
