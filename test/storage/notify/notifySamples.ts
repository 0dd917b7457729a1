import type { Alert } from '../../../src/domain/alerts/alert';
import type { MessageId, NotificationId, NotifyChannelId } from '../../../src/domain/ids';
import type { Message } from '../../../src/domain/notify/message';
import { deskOf, toldAlert, type Notification } from '../../../src/domain/notify/notification';
import { NOW } from '../samples';
import { ids } from '../testStore';

export function notificationOf(alert: Alert, given: Partial<Notification> = {}): Notification {
  const channelId = given.channelId ?? ids.id<NotifyChannelId>();
  return {
    id: ids.id<NotificationId>(),
    alertId: alert.id,
    seq: alert.seq,
    occasion: 'opened',
    alert: toldAlert(alert, null),
    unitPath: alert.unitPath,
    desk: deskOf(channelId, null),
    channelId,
    personId: null,
    recipient: '值班群',
    to: null,
    routeId: null,
    routeName: '一律告知',
    tellsResolved: false,
    waits: 'never',
    state: 'queued',
    reason: null,
    queuedAt: NOW,
    waitsUntilAt: NOW,
    silenceId: null,
    messageId: null,
    fellFrom: [],
    settledAt: null,
    ...given,
  };
}

export function messageOf(given: Partial<Message> = {}): Message {
  const channelId = given.channelId ?? ids.id<NotifyChannelId>();
  return {
    id: ids.id<MessageId>(),
    desk: deskOf(channelId, null),
    channelId,
    channelName: '值班群',
    channelKind: 'dingtalk',
    personId: null,
    recipient: '值班群',
    to: null,
    letterId: null,
    notificationIds: [],
    content: '{}',
    rendered: { subject: null, text: '一条告警', html: null, clipped: false },
    state: 'ready',
    reason: null,
    attempts: 0,
    mayHaveArrived: false,
    createdAt: NOW,
    begunAt: null,
    nextAt: NOW,
    settledAt: null,
    receipt: null,
    again: null,
    attemptsBefore: 0,
    tries: [],
    ...given,
  };
}
