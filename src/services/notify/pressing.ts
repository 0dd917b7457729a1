import { familyOf, nextMessageAt } from '../../domain/notify/folding';
import type { Instant } from '../../domain/time/instant';
import type { Desk } from '../../ports/notifyStorage';
import type { ServiceDeps } from '../settings';

/** No more go into one message, so no more are waited for. */
const AT_ONCE = 2_000;

/**
 * When what has come to a desk does not wait for the next try of the message there: at once what somebody asked for
 * again, and as soon as it may be told what is critical. Null: nothing presses.
 */
export async function pressingAt({ storage }: ServiceDeps, desk: Desk, now: Instant): Promise<Instant | null> {
  const asked = await storage.messages.askedAgain(desk.key);
  if (asked !== null && asked.nextAt <= now) return now;
  const waiting = await storage.notifications.waiting(desk.key, { now, limit: AT_ONCE });
  const critical = waiting.filter(
    ({ state, occasion, alert, waitsUntilAt }) =>
      state === 'queued' && occasion !== 'resolved' && alert.severity === 'critical' && waitsUntilAt <= now,
  );
  return nextMessageAt(
    critical.map((one) => ({ ...one, family: familyOf(one) })),
    desk.sent,
    now,
  );
}
