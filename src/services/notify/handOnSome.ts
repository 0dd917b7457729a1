import { isLongInComing, type Message } from '../../domain/notify/message';
import type { MessageText } from '../../ports/notifier';
import type { Desk } from '../../ports/notifyStorage';
import type { ServiceDeps } from '../settings';
import { withFallback } from './tryMessage';
import { handOn } from './turnAway';
import type { Way } from './way';

/**
 * Of a message that surely was not sent and is long in coming, hands what can go another way on to there: what cannot is
 * tried again without it, and keeps nothing critical waiting. May be repeated.
 */
export async function handOnSome(
  deps: ServiceDeps,
  message: Message,
  { way: { channel }, desk }: { readonly way: Way; readonly desk: Desk },
): Promise<void> {
  const { storage, clock } = deps;
  const { id, letterId, again, mayHaveArrived, personId, content } = message;
  const now = clock.now();
  if (channel.fallbackId === null || letterId !== null || again !== null || mayHaveArrived) return;
  if (!isLongInComing(message, (JSON.parse(content) as MessageText).severity, now)) return;
  const parts = await storage.notifications.ofMessage(id);
  const able = await withFallback(deps, parts, { channel, personId });
  // Where all of it can, it is given up as a whole when it is time.
  if (able.length === 0 || able.length === parts.length) return;
  await storage.notifications.putBack(id);
  const reason = message.reason ?? 'too-fast';
  await handOn(deps, desk, { waiting: able, reason, now });
}
