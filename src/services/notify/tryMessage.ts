import { NOTIFY_LIMITS } from '../../domain/notify/limits';
import {
  afterTry,
  longestShutMs,
  withTry,
  type AfterTry,
  type AgainObstacle,
  type Message,
} from '../../domain/notify/message';
import type { Notification } from '../../domain/notify/notification';
import { fallbackOf } from '../../domain/notify/whoIsTold';
import type { Delivery, MessageText } from '../../ports/notifier';
import { fallbacksOfLetter, INTERRUPTED } from './finishLetter';
import { seenBy } from './makeNotifications';
import { LEAST_LEASE_LEFT, type ServiceDeps } from '../settings';
import { placeOf, type Closed, type HeldDesk, type Way } from './way';

/**
 * Sends a message that is ready, if it is due, the channel has a place free and the desk is still held. Returns it as
 * it is then; null: somebody else has it.
 */
export async function tryMessage(
  deps: ServiceDeps,
  message: Message,
  { way, held }: { readonly way: Way | Closed; readonly held: HeldDesk },
): Promise<Message | null> {
  const { storage, clock, settings } = deps;
  const now = clock.now();
  if (typeof way === 'string') return refuse(deps, message, way);
  if (message.nextAt > now) return message;
  const limit = NOTIFY_LIMITS[way.channel.kind];
  const place = placeOf(deps, way.notifier, { ...way.target, to: message.to });
  const freeAt = await storage.notifyChannels.takePlace(place, limit, now);
  if (freeAt !== null) {
    const isShut = freeAt.getTime() - now.getTime() > longestShutMs(severityOf(message));
    if (isShut && (await hasFallback(deps, message, way))) return refuse(deps, message, 'too-fast');
    await storage.messages.putOff(message.id, freeAt);
    return { ...message, nextAt: freeAt };
  }
  const begun: Message = { ...message, state: 'sending', attempts: message.attempts + 1, begunAt: clock.now() };
  if (!(await storage.messages.begin(message.id, { attempts: begun.attempts, at: begun.begunAt ?? now }))) return null;
  const leastLeftMs = settings.notify.leaseMs * LEAST_LEASE_LEFT;
  const delivery = await way.notifier.send({
    target: { ...way.target, to: message.to },
    message: JSON.parse(message.content) as MessageText,
    deliveryId: message.id,
    now: clock.now(),
    signal: held.signal,
    mayBegin: () => held.heldUntilAt.getTime() - clock.now().getTime() > leastLeftMs,
  });
  if (delivery.kind === 'failed' && delivery.code === 'too-fast') {
    const untilAt = delivery.retryAt ?? new Date(clock.now().getTime() + limit.penaltyMs);
    await storage.notifyChannels.pause(place, untilAt);
  }
  return settle(deps, begun, { delivery, way });
}

/** What whoever sent it before has not settled: nobody can know whether it arrived. */
export function settleInterrupted(deps: ServiceDeps, message: Message, way: Way | Closed): Promise<Message | null> {
  return settle(deps, message, { delivery: null, way });
}

async function settle(
  deps: ServiceDeps,
  begun: Message,
  { delivery, way }: { /** Null: interrupted. */ readonly delivery: Delivery | null; readonly way: Way | Closed },
): Promise<Message | null> {
  const { storage, clock } = deps;
  const now = clock.now();
  const outcome = delivery ?? { kind: 'failed' as const, next: 'reconcile' as const, retryAt: null };
  const next = afterTry(outcome, {
    attempts: begun.attempts - begun.attemptsBefore,
    repeatable: typeof way !== 'string' && way.notifier.repeatable,
    mayHaveArrived: begun.mayHaveArrived,
    hasFallback: typeof way !== 'string' && (await hasFallback(deps, begun, way)),
    severity: severityOf(begun),
    now,
  });
  const settled = settledAs(begun, next, now);
  const reason = delivery === null ? INTERRUPTED : delivery.kind === 'accepted' ? null : delivery.code;
  const receipt = delivery?.kind === 'accepted' ? delivery.receipt : null;
  const { state, nextAt, settledAt } = settled;
  const mayHaveArrived = begun.mayHaveArrived || outcome.kind === 'accepted' || outcome.next === 'reconcile';
  const tries = withTry(begun, { at: begun.begunAt ?? now, endedAt: now, code: reason });
  const to = { state, reason, nextAt, settledAt, receipt, mayHaveArrived, tries };
  return (await storage.messages.settle(begun, to)) ? { ...settled, ...to } : null;
}

function settledAs(begun: Message, next: AfterTry, now: Date): Message {
  return next.state === 'ready'
    ? { ...begun, state: 'ready', nextAt: next.nextAt }
    : { ...begun, state: next.state, settledAt: now };
}

function severityOf({ content }: Pick<Message, 'content'>): MessageText['severity'] {
  return (JSON.parse(content) as MessageText).severity;
}

/**
 * Whether it can go another way: of alerts all of them, or what is critical of those that may have arrived; of a letter
 * that calls several whoever has an address there (it stays failed for the others).
 */
async function hasFallback(
  deps: ServiceDeps,
  { id, letterId, personId, mayHaveArrived }: Message,
  { channel }: Way,
): Promise<boolean> {
  if (channel.fallbackId === null) return false;
  if (letterId !== null) return (await fallbacksOfLetter(deps, letterId)).ways.length > 0;
  const parts = await deps.storage.notifications.ofMessage(id);
  const able = await withFallback(deps, parts, { channel, personId });
  const isPressing = ({ occasion, alert }: Notification): boolean =>
    occasion !== 'resolved' && alert.severity === 'critical';
  return able.length === parts.length || (mayHaveArrived && able.some(isPressing));
}

/** Whether all of these for one recipient can go another way. */
export async function haveFallback(
  deps: ServiceDeps,
  notifications: readonly Notification[],
  by: Pick<Way, 'channel'> & Pick<Message, 'personId'>,
): Promise<boolean> {
  if (by.channel.fallbackId === null) return false;
  return (await withFallback(deps, notifications, by)).length === notifications.length;
}

/** Those of these for one recipient that can go another way. */
export async function withFallback(
  { storage }: ServiceDeps,
  notifications: readonly Notification[],
  { channel, personId }: Pick<Way, 'channel'> & Pick<Message, 'personId'>,
): Promise<readonly Notification[]> {
  const [channels, person] = await Promise.all([
    storage.notifyChannels.list(),
    personId === null ? null : storage.people.byId(personId),
  ]);
  const addresses = person?.addresses ?? null;
  const found = await storage.alerts.byIds([...new Set(notifications.map(({ alertId }) => alertId))]);
  const lines = new Map<string, (typeof found)[number]>(found.map((line) => [line.id, line]));
  return notifications.filter((one) => {
    const sees = seenBy(one, { line: lines.get(one.alertId) ?? null, person });
    return fallbackOf(channel, [...one.fellFrom, channel.id], { channels, addresses, sees }) !== null;
  });
}

/**
 * The channel was taken away or takes nothing for long, the person shut out, or it is not to be said any more, while it
 * waited for its turn. In one write: nothing is called, so nobody may come to think that it had begun.
 */
export async function refuse(
  { storage, clock }: ServiceDeps,
  message: Message,
  reason: Closed | AgainObstacle | 'too-fast',
): Promise<Message | null> {
  const at = clock.now();
  const attempts = message.attempts + 1;
  const tries = withTry(message, { at, endedAt: at, code: reason });
  if (!(await storage.messages.refuse(message, { reason, attempts, tries, at }))) return null;
  const to = { state: 'refused', reason, nextAt: at, settledAt: at, receipt: null, tries, attempts } as const;
  return { ...message, ...to, begunAt: null };
}
