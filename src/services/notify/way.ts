import { addressOf, type NotifyChannel } from '../../domain/notify/channel';
import type { Instant } from '../../domain/time/instant';
import type { Notifier, NotifyTarget } from '../../ports/notifier';
import type { Desk, NotifyPlaceId } from '../../ports/notifyStorage';
import type { ServiceDeps } from '../settings';
import { stableEventId } from '../stableEventId';

/** A recipient at work, held by a lease. */
export interface HeldDesk {
  readonly desk: Desk;
  readonly token: string;
  readonly heldUntilAt: Instant;
  readonly signal: AbortSignal;
}

/** What is needed to send through a channel. */
export interface Way {
  readonly channel: NotifyChannel;
  readonly notifier: Notifier;
  readonly target: NotifyTarget;
}

/** Why nothing goes to a desk at all. */
export type Closed = 'channel-gone' | 'channel-disabled' | 'secrets-unreadable' | 'shut-out' | 'no-address';

/** Somebody can mend it, and what was for the desk can be sent then; of others there is nothing to send any more. */
const MENDABLE: ReadonlySet<Closed> = new Set(['channel-disabled', 'secrets-unreadable', 'no-address']);

/** The way of a closed desk as it is once that is mended, as far as a message is written by it; null: never. */
export async function wayOnceMended(
  { storage, notifiers }: ServiceDeps,
  { channelId }: Pick<Desk, 'channelId'>,
  closed: Closed,
): Promise<Way | null> {
  const channel = MENDABLE.has(closed) ? await storage.notifyChannels.byId(channelId) : null;
  if (channel === null || notifiers === undefined || !notifiers.kinds.includes(channel.kind)) return null;
  const { kind, settings } = channel;
  return { channel, notifier: notifiers.of(kind), target: { kind, settings, secrets: {}, to: null } };
}

/** How the recipient of a desk is reached, or why they are not any more. */
export async function wayTo({ storage, notifiers }: ServiceDeps, desk: Desk): Promise<Way | Closed> {
  const channel = await storage.notifyChannels.byId(desk.channelId);
  if (channel === null || notifiers === undefined || !notifiers.kinds.includes(channel.kind)) return 'channel-gone';
  if (channel.disabled) return 'channel-disabled';
  const person = desk.personId === null ? null : await storage.people.byId(desk.personId);
  if (desk.personId !== null && (person === null || person.disabled)) return 'shut-out';
  if (!(await storage.notifyChannels.canOpen(channel.id))) return 'secrets-unreadable';
  const to = person === null ? null : addressOf(person.addresses, channel.kind);
  // Without one it would go to whoever reads the channel.
  if (person !== null && to === null) return 'no-address';
  return {
    channel,
    notifier: notifiers.of(channel.kind),
    target: {
      kind: channel.kind,
      settings: channel.settings,
      secrets: (await storage.notifyChannels.secrets(channel.id)) ?? {},
      to,
    },
  };
}

/** What the other side counts messages by: channels that lead to one robot share what it takes. */
export function placeOf(
  { hasher }: Pick<ServiceDeps, 'hasher'>,
  notifier: Notifier,
  target: NotifyTarget,
): NotifyPlaceId {
  const about = `place ${notifier.kind} ${notifier.countedBy(target)}`;
  return stableEventId(hasher, about) as string as NotifyPlaceId;
}
