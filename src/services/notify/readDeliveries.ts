import type { DeliveryView, MessageView } from '../../api/notify';
import type { AlertId, MessageId, UnitId } from '../../domain/ids';
import type { Message } from '../../domain/notify/message';
import type { NotifyChannel } from '../../domain/notify/channel';
import type { Notification, NotificationState } from '../../domain/notify/notification';
import type { Principal } from '../../domain/people/role';
import type { MessageText } from '../../ports/notifier';
import { readScope } from '../readScope';
import { notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import { iso, isoOrNull } from '../toView/isoInstant';
import type { NotifyServices } from './contract';
import { demandOffice } from '../notifyEvent';

/** What has ended is counted by nobody who asks every few seconds. */
const UNSETTLED: readonly NotificationState[] = ['queued', 'silenced', 'sending'];

/** What people see of what was sent. */
export function createReadDeliveries(deps: ServiceDeps): Pick<NotifyServices, 'messages' | 'deliveries' | 'counts'> {
  const { storage, clock } = deps;
  return {
    messages: async ({ alertId, ...filter }, page, principal) => {
      demandOffice('notify.manage', principal);
      const about = alertId === undefined ? {} : { ids: await messagesOf(deps, alertId) };
      const { items, nextCursor } = await storage.messages.list({ ...filter, ...about }, page);
      return { items: items.map(messageView), nextCursor, asOf: iso(clock.now()) };
    },
    deliveries: async (alertId, principal) => {
      const channels = await storage.notifyChannels.list();
      const nameOf = new Map(channels.map(({ id, name }) => [id, name]));
      const notifications = await readable(deps, { alertId, channels, principal });
      return notifications.map((one): DeliveryView => ({
        id: one.id,
        seq: one.seq,
        occasion: one.occasion,
        severity: one.alert.severity,
        recipient: one.recipient,
        channelName: nameOf.get(one.channelId) ?? '—',
        routeName: one.routeName,
        state: one.state,
        reason: one.reason,
        queuedAt: iso(one.queuedAt),
        waitsUntilAt: iso(one.waitsUntilAt),
        settledAt: isoOrNull(one.settledAt),
      }));
    },
    counts: () => storage.notifications.countByState(UNSETTLED),
  };
}

/**
 * What the reader may see of who was told: of what lies in their units, and of what lies in several what was told to
 * themselves or to a group of their units.
 */
async function readable(
  { storage }: ServiceDeps,
  {
    alertId,
    channels,
    principal,
  }: { readonly alertId: AlertId; readonly channels: readonly NotifyChannel[]; readonly principal: Principal },
): Promise<readonly Notification[]> {
  const scope = readScope(principal);
  const [all, theirs, units] = await Promise.all([
    storage.notifications.ofAlert(alertId, null),
    scope === null ? [] : storage.notifications.ofAlert(alertId, scope),
    scope === null ? [] : storage.units.list(scope),
  ]);
  if (scope === null) return all;
  const lie = new Set(theirs.map(({ id }) => id));
  const unitIds = new Set<UnitId | null>(units.map(({ id }) => id));
  const groups = new Set(channels.filter(({ unitId }) => unitIds.has(unitId)).map(({ id }) => id));
  return all.filter(
    ({ id, personId, channelId }) => lie.has(id) || personId === principal.personId || groups.has(channelId),
  );
}

/** Messages that told of the alert by itself, in a digest or in a reminder. */
async function messagesOf({ storage }: ServiceDeps, alertId: AlertId): Promise<readonly MessageId[]> {
  if ((await storage.alerts.byIds([alertId])).length === 0) throw notFound('告警', 'alertId');
  const [notifications, letters] = await Promise.all([
    storage.notifications.ofAlert(alertId, null),
    storage.letters.ofAlert(alertId, null),
  ]);
  return [...new Set([...notifications, ...letters].flatMap(({ messageId }) => messageId ?? []))];
}

/** A message as it is shown. */
export function messageView(message: Message): MessageView {
  const { id, channelName, channelKind, recipient, state, reason, attempts, rendered } = message;
  const { data, severity = 'info' } = JSON.parse(message.content) as Partial<MessageText>;
  return {
    ...{ id, channelName, channelKind, recipient, state, reason, attempts },
    count: message.notificationIds.length,
    alertIds: alertIdsOf(data),
    createdAt: iso(message.createdAt),
    begunAt: isoOrNull(message.begunAt),
    settledAt: isoOrNull(message.settledAt),
    nextAt: state === 'ready' ? iso(message.nextAt) : null,
    severity,
    subject: rendered.subject,
    text: rendered.text,
    hasHtml: rendered.html !== null,
    clipped: rendered.clipped,
  };
}

function alertIdsOf(data: unknown): readonly string[] {
  const { alerts } = data as { readonly alerts?: readonly { readonly id: string }[] };
  return (alerts ?? []).map(({ id }) => id);
}
