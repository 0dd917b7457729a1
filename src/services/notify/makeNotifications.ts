import type { Alert, Resolution } from '../../domain/alerts/alert';
import type { NotificationId, NotifyChannelId, UnitId } from '../../domain/ids';
import { readersOf, type NotifyChannel } from '../../domain/notify/channel';
import { deskOf, toldAlert, type Notification, type Occasion } from '../../domain/notify/notification';
import { tellableFrom } from '../../domain/notify/quietTime';
import { fallbackOf, type Telling, type TellingDecision } from '../../domain/notify/whoIsTold';
import type { Instant } from '../../domain/time/instant';
import type { Hasher } from '../../ports/runtime';
import { stableEventId } from '../stableEventId';

/** Told, waiting, silenced, or handed to the fallback at once where the channel has no address of the person. */
export function notificationsFor(
  decision: TellingDecision,
  given: {
    readonly line: Alert;
    readonly occasion: Occasion;
    readonly telling: Telling;
    readonly hasher: Hasher;
    readonly now: Instant;
  },
): readonly Notification[] {
  const { outcome, route, channel, person, desk, to, unitId, waitsUntilAt, silenceId } = decision;
  const { line, occasion, telling, hasher, now } = given;
  if (outcome === 'out-of-scope' || outcome === 'shut-out' || outcome === 'channel-disabled') return [];
  const state = outcome === 'silenced' ? 'silenced' : outcome === 'no-address' ? 'refused' : 'queued';
  const notification: Notification = {
    id: notificationId(hasher, line, desk),
    alertId: line.id,
    seq: line.seq,
    occasion,
    alert: toldAlert(line, unitId),
    unitPath: line.byUnit === null ? line.unitPath : [],
    desk,
    channelId: channel.id,
    personId: person?.id ?? null,
    recipient: person?.name ?? channel.name,
    to,
    routeId: route.id,
    routeName: route.name,
    tellsResolved: route.tellsResolved,
    waits: route.waits,
    state,
    reason: outcome === 'told' ? null : outcome,
    queuedAt: now,
    waitsUntilAt,
    silenceId,
    messageId: null,
    fellFrom: [],
    settledAt: state === 'refused' ? now : null,
  };
  if (outcome !== 'no-address' || person === null) return [notification];
  const next = fallbackOf(channel, [channel.id], { channels: telling.channels, addresses: person.addresses });
  if (next === null) return [notification];
  return [{ ...notification, state: 'fell-back' }, fallenTo(notification, next, { line, person, hasher, now })];
}

/**
 * The same for the same recipient through another channel, with the figures of those who read that one. `line`: the line
 * of the log it tells of; null: it is not there any more, and what was told stays.
 */
export function fallenTo(
  from: Notification,
  { channel, to }: { readonly channel: NotifyChannel; readonly to: string | null },
  given: {
    readonly line: Alert | null;
    readonly person: { readonly unitId: UnitId | null } | null;
    readonly hasher: Hasher;
    readonly now: Instant;
  },
): Notification {
  const { line, person, hasher, now } = given;
  const desk = deskOf(channel.id, from.personId);
  const fellFrom: readonly NotifyChannelId[] = [...from.fellFrom, from.channelId];
  return {
    ...from,
    id: notificationId(hasher, { id: from.alertId, seq: from.seq }, desk),
    // Of what is over the line has nothing left to tell: it stays what they were told of.
    alert:
      line === null || from.occasion === 'resolved' ? from.alert : toldAlert(line, readersOf(channel, person).unitId),
    desk,
    channelId: channel.id,
    recipient: from.personId === null ? channel.name : from.recipient,
    to,
    state: 'queued',
    reason: 'fallback',
    queuedAt: now,
    messageId: null,
    fellFrom,
    settledAt: null,
  };
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
  const waits = telling.routes.find(({ id }) => id === told.routeId)?.waits ?? 'never';
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
    // That something is over can wait, however much it pressed.
    waitsUntilAt: tellableFrom({ now, waits, severity: 'info' }, telling.hours, telling.calendar),
    silenceId: null,
    messageId: null,
    settledAt: null,
  };
}

/** One a line of the alert log and recipient, whoever makes it however often. */
function notificationId(hasher: Hasher, { id, seq }: Pick<Alert, 'id' | 'seq'>, desk: string): NotificationId {
  return stableEventId(hasher, `notification ${id} ${seq} ${desk}`) as string as NotificationId;
}
