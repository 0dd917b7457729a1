import { tellableFrom } from '../../domain/notify/quietTime';
import type { Message } from '../../domain/notify/message';
import type { Instant } from '../../domain/time/instant';
import type { Desk } from '../../ports/notifyStorage';
import { sendableAt } from '../sendableAt';
import type { ServiceDeps } from '../settings';
import { pressingAt } from './pressing';
import type { HeldDesk } from './way';

/**
 * Whether a message that may have arrived, or that somebody asked for again, makes way at its desk. It is tried again
 * as it is, but not at night where all of it may wait and nobody asked; until then, and where something presses while
 * it waits for its next try, the desk is free for others.
 */
export async function givesWay(deps: ServiceDeps, desk: Desk, message: Message): Promise<boolean> {
  const now = deps.clock.now();
  if (message.nextAt <= now) return putOffAtNight(deps, message, now);
  const at = await pressingAt(deps, desk, now);
  return at !== null && at <= now;
}

/** The message that made way at the desk and is to be tried again by now, put on it; null: there is none. */
export async function takeParked(
  deps: ServiceDeps,
  { desk, token }: Pick<HeldDesk, 'desk' | 'token'>,
): Promise<Message | null | 'lost'> {
  const { storage, clock } = deps;
  const now = clock.now();
  const parked = await storage.messages.parked(desk.key);
  if (parked === null || parked.nextAt > now || (await putOffAtNight(deps, parked, now))) return null;
  return (await storage.desks.open(desk.key, token, parked.id)) ? parked : 'lost';
}

/** When a message that made way at the desk is to be tried again; null: there is none. */
export async function parkedUntil({ storage }: ServiceDeps, desk: Pick<Desk, 'key'>): Promise<Instant | null> {
  return (await storage.messages.parked(desk.key))?.nextAt ?? null;
}

async function putOffAtNight(deps: ServiceDeps, message: Message, now: Instant): Promise<boolean> {
  if (message.again !== null) return false;
  const at = await tellableAgain(deps, message, now);
  if (at <= now) return false;
  await deps.storage.messages.putOff(message.id, at);
  return true;
}

/** As soon as anything it says may be told: what is critical at any time. */
async function tellableAgain(deps: ServiceDeps, { id, letterId }: Message, now: Instant): Promise<Instant> {
  const { storage, settings } = deps;
  if (letterId !== null) {
    const letter = await storage.letters.byId(letterId);
    return letter?.kind === 'reminder' ? sendableAt(deps, now) : now;
  }
  const { hours } = settings.notify;
  const times = (await storage.notifications.ofMessage(id)).map(({ occasion, alert, waits }) =>
    tellableFrom(
      { now, waits, severity: occasion === 'resolved' ? 'info' : alert.severity },
      hours,
      settings.calendar,
    ).getTime(),
  );
  return times.length === 0 ? now : new Date(Math.min(...times));
}
