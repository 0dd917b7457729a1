import type { Alert, Resolution } from '../../domain/alerts/alert';
import type { NotificationId, NotifyChannelId } from '../../domain/ids';
import { maySee, readersOf, type NotifyChannel, type PersonAddresses, type Reader } from '../../domain/notify/channel';
import {
  deskOf,
  FALLBACK_IN_DOUBT,
  IN_DOUBT,
  toldAlert,
  type Notification,
  type Occasion,
} from '../../domain/notify/notification';
import { tellableFrom } from '../../domain/notify/quietTime';
import { fallbackOf, type Telling, type TellingDecision } from '../../domain/notify/whoIsTold';
import { MINUTE_MS, type Instant } from '../../domain/time/instant';
import type { Hasher } from '../../ports/runtime';
import { stableEventId } from '../stableEventId';
import { CALLS_MARK } from '../../domain/notify/calledTogether';

/**
 * Told, waiting, silenced, or handed to the fallback at once where the channel is disabled or has no address of the
 * person. Where there is none it comes to the desk with the reason, to be refused there as a message that can be sent
 * again.
 */
export function notificationsFor(
  decision: TellingDecision,
  given: {
    readonly line: Alert;
    readonly occasion: Occasion;
    /** What it is one of, beside the recipient; absent: the line. */
    readonly about?: string;
    readonly telling: Telling;
    readonly hasher: Hasher;
    readonly now: Instant;
  },
): readonly Notification[] {
  const { outcome, route, channel, person, desk, to, unitId, waitsUntilAt, silenceId } = decision;
  const { line, occasion, about, telling, hasher, now } = given;
  if (outcome === 'out-of-scope' || outcome === 'shut-out') return [];
  const isTurnedAway = outcome === 'no-address' || outcome === 'channel-disabled';
  const notification: Notification = {
    id: about === undefined ? notificationId(hasher, line, desk) : namedId(hasher, about, desk),
    alertId: line.id,
    seq: line.seq,
    occasion,
    alert: toldAlert(line, unitId),
    unitPath: line.byUnit === null ? line.unitPath : [],
    desk,
    channelId: channel.id,
    personId: person?.id ?? null,
    recipient: recipientOf(decision),
    to,
    routeId: route.id,
    routeName: route.name,
    tellsResolved: route.tellsResolved,
    waits: route.waits,
    state: outcome === 'silenced' ? 'silenced' : 'queued',
    reason: outcome === 'told' ? null : outcome,
    queuedAt: now,
    waitsUntilAt: isTurnedAway ? now : waitsUntilAt,
    silenceId,
    messageId: null,
    fellFrom: [],
    settledAt: null,
  };
  if (!isTurnedAway) return [notification];
  const fallen = fallenFrom(notification, { channel, channels: telling.channels, line, person, hasher, now });
  return fallen === null ? [notification] : [{ ...notification, state: 'fell-back', settledAt: now }, fallen];
}

/** What whoever is told is called where that is shown. */
export function recipientOf({ person, channel, calls = [] }: TellingDecision): string {
  return person?.name ?? (calls.length === 0 ? channel.name : calls.join(CALLS_MARK));
}

/** Whether it is the one of those named after `about` that is for the desk. */
export function isNotificationOf(
  hasher: Hasher,
  { about, desk }: { readonly about: string; readonly desk: string },
  { id }: Pick<Notification, 'id'>,
): boolean {
  return namedId(hasher, about, desk) === id;
}

/** Somebody who is told by name. */
type Told = (Reader & { readonly addresses: PersonAddresses }) | null;

/** Whether whoever reads a channel may be told there what the recipient was told. */
export function seenBy(
  { occasion }: Pick<Notification, 'occasion'>,
  { line, person }: { readonly line: Pick<Alert, 'unitPath'> | null; readonly person: Told },
): (channel: NotifyChannel) => boolean {
  // That something is over is in nobody's unit any more: who was told of it is looked up when it is sent.
  return (channel) => occasion === 'resolved' || line === null || maySee(readersOf(channel, person), line.unitPath);
}

/** What was not delivered, through the first channel that still can; null: none can. */
export function fallenFrom(
  from: Notification,
  given: {
    readonly channel: NotifyChannel;
    readonly channels: readonly NotifyChannel[];
    readonly line: Alert | null;
    readonly person: Told;
    readonly hasher: Hasher;
    readonly now: Instant;
    /** Nobody knows whether it arrived. */
    readonly isInDoubt?: boolean;
  },
): Notification | null {
  const { channel, channels, line, person, hasher, now, isInDoubt = false } = given;
  const been = [...from.fellFrom, channel.id];
  const sees = seenBy(from, { line, person });
  const next = fallbackOf(channel, been, { channels, addresses: person?.addresses ?? null, sees });
  return next === null ? null : fallenTo(from, next, { line, person, hasher, now, isInDoubt });
}

/**
 * The same for the same recipient through another channel, with the figures of those who read that one. `line`: the line
 * of the log it tells of; null: it is not there any more, and what was told stays.
 */
function fallenTo(
  from: Notification,
  { channel, to }: { readonly channel: NotifyChannel; readonly to: string | null },
  given: {
    readonly line: Alert | null;
    readonly person: Reader | null;
    readonly hasher: Hasher;
    readonly now: Instant;
    readonly isInDoubt: boolean;
  },
): Notification {
  const { line, person, hasher, now, isInDoubt } = given;
  const desk = deskOf(channel.id, from.personId);
  const fellFrom: readonly NotifyChannelId[] = [...from.fellFrom, from.channelId];
  return {
    ...from,
    // What climbs is told on each rung, whatever the recipient was told of the same line there before.
    id:
      from.occasion === 'escalated'
        ? namedId(hasher, from.id, desk)
        : notificationId(hasher, { id: from.alertId, seq: from.seq }, desk),
    // Of what is over the line has nothing left to tell: it stays what they were told of.
    alert:
      line === null || from.occasion === 'resolved' ? from.alert : toldAlert(line, readersOf(channel, person).unitId),
    desk,
    channelId: channel.id,
    recipient: from.personId === null ? channel.name : from.recipient,
    to,
    state: 'queued',
    reason: isInDoubt ? FALLBACK_IN_DOUBT : 'fallback',
    queuedAt: now,
    messageId: null,
    fellFrom,
    settledAt: null,
  };
}

/** So long a notice that a message may be missing waits for another message to go with. */
const DOUBT_WAITS_MS = 3 * MINUTE_MS;

/**
 * That nobody knows whether the recipient got it, where no other channel can tell them: a notice of its own, never the
 * same message again.
 */
export function doubtOf(unclear: Notification, { hasher, now }: { readonly hasher: Hasher; readonly now: Instant }) {
  const notice: Notification = {
    ...unclear,
    id: namedId(hasher, `doubt ${unclear.id}`, unclear.desk),
    state: 'queued',
    reason: IN_DOUBT,
    queuedAt: now,
    waitsUntilAt: new Date(now.getTime() + DOUBT_WAITS_MS),
    messageId: null,
    settledAt: null,
  };
  return notice;
}

/** To those who were told of it: that it is over, and why. `resolution` null: nobody knows. */
export function overOf(
  told: Notification,
  given: {
    readonly line: Alert;
    readonly resolution: Resolution | null;
    readonly telling: Telling;
    readonly hasher: Hasher;
    readonly now: Instant;
  },
): Notification {
  const { line, resolution, telling, hasher, now } = given;
  const asked = telling.routes.find(({ id }) => id === told.routeId)?.waits ?? told.waits;
  // That something is over can wait, however much it pressed: it wakes nobody.
  const waits = asked === 'never' ? 'quiet-hours' : asked;
  return {
    ...told,
    id: notificationId(hasher, line, told.desk),
    seq: line.seq,
    occasion: 'resolved',
    alert: resolution === null ? told.alert : { ...told.alert, resolution },
    waits,
    state: 'queued',
    reason: null,
    queuedAt: now,
    waitsUntilAt: tellableFrom({ now, waits, severity: 'info' }, telling.hours, telling.calendar),
    silenceId: null,
    messageId: null,
    settledAt: null,
  };
}

/** One a line of the alert log and recipient, whoever makes it however often. */
function notificationId(hasher: Hasher, { id, seq }: Pick<Alert, 'id' | 'seq'>, desk: string): NotificationId {
  return namedId(hasher, `${id} ${seq}`, desk);
}

function namedId(hasher: Hasher, about: string, desk: string): NotificationId {
  return stableEventId(hasher, `notification ${about} ${desk}`) as string as NotificationId;
}
