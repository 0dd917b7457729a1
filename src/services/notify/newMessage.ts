import type { MessageId } from '../../domain/ids';
import type { Message } from '../../domain/notify/message';
import type { ServiceDeps } from '../settings';
import { stableEventId } from '../stableEventId';
import type { Content } from './messageContent';
import type { HeldDesk, Way } from './way';

/**
 * Named after what it tells and after the history that belongs to: the same things are the same message whoever makes
 * it, and never another one's of before a restore.
 */
export async function newMessage(
  { storage, hasher, clock }: ServiceDeps,
  { desk }: HeldDesk,
  { way, content }: { readonly way: Way; readonly content: Content },
): Promise<Message> {
  const now = clock.now();
  const told = content.letterId === null ? content.notificationIds : [content.letterId];
  const about = [await storage.alerts.history(), desk.key, ...[...told].sort()];
  return {
    ...content,
    id: stableEventId(hasher, `message ${about.join(' ')}`) as string as MessageId,
    desk: desk.key,
    channelId: way.channel.id,
    channelName: way.channel.name,
    channelKind: way.channel.kind,
    personId: desk.personId,
    state: 'ready',
    reason: null,
    attempts: 0,
    mayHaveArrived: false,
    createdAt: now,
    begunAt: null,
    nextAt: now,
    settledAt: null,
    receipt: null,
    ...{ again: null, attemptsBefore: 0, tries: [] },
  };
}
