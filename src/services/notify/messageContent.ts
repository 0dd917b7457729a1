import type { Letter } from '../../domain/letters/letter';
import { ADDRESS_MARK, namesOf } from '../../domain/notify/calledTogether';
import type { Message } from '../../domain/notify/message';
import type { Notification } from '../../domain/notify/notification';
import type { MessageText } from '../../ports/notifier';
import { messageText } from './messageText';
import type { Way } from './way';

/** What a message says, and to whom. */
export type Content = Pick<Message, 'recipient' | 'to' | 'notificationIds' | 'letterId' | 'content' | 'rendered'> &
  Partial<Pick<Message, 'attemptsBefore' | 'nextAt'>>;

/** Where it goes by this way, and as rendered for it. */
export function addressed(content: string, { notifier, target }: Way): Pick<Content, 'to' | 'rendered'> {
  return { to: target.to, rendered: notifier.render(JSON.parse(content) as MessageText, target) };
}

/** A way to one person, or one to a group that calls these there. */
export function calling(way: Way, to: string | null): Way {
  return { ...way, target: { ...way.target, to: way.target.to ?? to } };
}

/** A message that carries the letter. */
export function contentOfLetter({ id, recipient, content, to }: Letter, way: Way): Content {
  return { recipient, notificationIds: [], letterId: id, content, ...addressed(content, calling(way, to)) };
}

/** A message that tells of these. */
export function contentOf(notifications: readonly Notification[], way: Way): Content {
  const [first] = notifications;
  if (first === undefined) throw new Error('A message is made of notifications.');
  const content = JSON.stringify(messageText(notifications, way.channel.language));
  const notificationIds = notifications.map((one) => one.id);
  const addresses = addressed(content, calling(way, calledBy(notifications)));
  // One post calls those of all that it tells of, not of the first alone.
  const called = notifications.filter(({ personId, to }) => personId === null && to !== null);
  const recipient = called.length === 0 ? first.recipient : namesOf(called.map((one) => one.recipient));
  return { recipient, notificationIds, letterId: null, content, ...addresses };
}

/** Everybody whom a message to a group calls; null: nobody. */
function calledBy(notifications: readonly Notification[]): string | null {
  const called = new Set(notifications.flatMap(({ to }) => to?.split(ADDRESS_MARK) ?? []));
  return called.size === 0 ? null : [...called].join(ADDRESS_MARK);
}
