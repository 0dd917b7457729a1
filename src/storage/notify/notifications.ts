import type { AlertId, NotificationId, SilenceId } from '../../domain/ids';
import { FAILED_MESSAGE_STATES } from '../../domain/notify/message';
import {
  FALLBACK_IN_DOUBT,
  IN_DOUBT,
  type Notification,
  type NotificationState,
} from '../../domain/notify/notification';
import type { Notifications } from '../../ports/notifyStorage';
import { subjectPart } from '../alerts/outbox';
import { batchSize, checkId, checkIds, checkText, MAX_BATCH } from '../checkInput';
import { above, anyOf, atMost, noneOf } from '../conditions';
import { count, documentSchema, flag, instant, partSchema, text, texts, valueByKey } from '../schemaParts';
import { scoped } from '../scope';
import { desksOfChannel } from './desksOfChannel';
import { countEnded } from './endedCounts';
import type { Filter, Row, Table } from '../table';

export interface NotificationRow extends Row, Omit<Notification, 'id'> {
  readonly _id: NotificationId;
}

export const notificationSchema = documentSchema({
  _id: text,
  alertId: text,
  seq: count,
  occasion: text,
  alert: partSchema({
    kind: text,
    severity: text,
    subject: subjectPart,
    reason: text,
    figures: valueByKey,
    occurredAt: instant,
    resolution: text,
  }),
  unitPath: texts,
  desk: text,
  channelId: text,
  personId: text,
  recipient: text,
  to: text,
  routeId: text,
  routeName: text,
  tellsResolved: flag,
  waits: text,
  state: text,
  reason: text,
  queuedAt: instant,
  waitsUntilAt: instant,
  silenceId: text,
  messageId: text,
  fellFrom: texts,
  settledAt: instant,
});

/** How something is told stays the same while a silence hides it. */
const KEPT_REASONS: readonly string[] = [IN_DOUBT, FALLBACK_IN_DOUBT, 'fallback'];
const WAITING: readonly NotificationState[] = ['queued', 'silenced'];
/** Of one alert or message: more recipients than an office has people. */
const MOST = MAX_BATCH;
/** Ids named in one condition. */
const AT_ONCE = 500;

export function createNotifications(table: Table<NotificationRow>): Notifications {
  const changeAll = async (
    ids: readonly NotificationId[],
    filter: Filter,
    set: Partial<NotificationRow>,
  ): Promise<void> => {
    for (let from = 0; from < ids.length; from += AT_ONCE)
      await table.changeAll(
        { _id: anyOf(checkIds(ids.slice(from, from + AT_ONCE), 'notificationId')), ...filter },
        { $set: set },
      );
  };
  /** Of more than fit into one read half are read at a time. */
  const ofSome = async (ids: readonly AlertId[], desk?: string): Promise<readonly NotificationRow[]> => {
    const of = desk === undefined ? {} : { desk: checkText(desk, 'desk') };
    const filter = { alertId: anyOf(checkIds(ids, 'alertId')), ...of };
    const rows = await table.many(filter, { sort: { alertId: 1, seq: 1, _id: 1 }, limit: MOST });
    if (rows.length < MOST || ids.length === 1) return rows;
    const half = Math.ceil(ids.length / 2);
    return [...(await ofSome(ids.slice(0, half), desk)), ...(await ofSome(ids.slice(half), desk))];
  };
  return {
    insertMissing: (notifications) => table.insertMissing(notifications.map(({ id, ...row }) => ({ _id: id, ...row }))),
    ofAlert: async (alertId, scope) =>
      (
        await scoped(table, scope).many(
          { alertId: checkId(alertId, 'alertId') },
          { sort: { alertId: 1, seq: 1, _id: 1 }, limit: MOST },
        )
      ).map(readNotification),
    ofAlerts: async (alertIds, desk) => {
      const found: Notification[] = [];
      for (let from = 0; from < alertIds.length; from += AT_ONCE)
        found.push(...(await ofSome(alertIds.slice(from, from + AT_ONCE), desk)).map(readNotification));
      return found;
    },
    ofMessage: async (messageId) =>
      (
        await table.many(
          { messageId: checkId(messageId, 'messageId') },
          { sort: { messageId: 1, _id: 1 }, limit: MOST },
        )
      ).map(readNotification),
    waiting: async (key, { now, limit }) => {
      const of = { desk: checkText(key, 'desk'), state: anyOf(WAITING) };
      const most = batchSize(limit);
      const due = await table.many({ ...of, waitsUntilAt: atMost(now) }, { sort: { seq: 1, _id: 1 }, limit: most });
      const left = most - due.length;
      const sort = { waitsUntilAt: 1, _id: 1 } as const;
      const later = left === 0 ? [] : await table.many({ ...of, waitsUntilAt: above(now) }, { sort, limit: left });
      return [...due, ...later].map(readNotification);
    },
    take: (ids, messageId) =>
      changeAll(ids, { state: anyOf(WAITING) }, { state: 'sending', messageId: checkId(messageId, 'messageId') }),
    putBack: async (messageId) => {
      await table.changeAll(
        { messageId: checkId(messageId, 'messageId'), state: 'sending' },
        { $set: { state: 'queued', messageId: null } },
      );
    },
    resume: async (messageId) => {
      await table.changeAll(
        { messageId: checkId(messageId, 'messageId'), state: anyOf(FAILED_MESSAGE_STATES) },
        { $set: { state: 'sending', settledAt: null } },
      );
    },
    leaveOut: (ids, { state, reason, at }) =>
      changeAll(
        ids,
        { state: anyOf([...FAILED_MESSAGE_STATES, 'sending']) },
        { state, reason, settledAt: at, messageId: null },
      ),
    settle: async (messageId, { state, reason, at }) => {
      await table.changeAll(
        { messageId: checkId(messageId, 'messageId'), state: 'sending' },
        { $set: { state, reason, settledAt: at } },
      );
    },
    settleWaiting: (ids, { state, reason, at }) =>
      changeAll(ids, { state: anyOf(WAITING) }, { state, reason, settledAt: at }),
    fellBack: (ids, at) =>
      changeAll(ids, { state: anyOf(FAILED_MESSAGE_STATES) }, { state: 'fell-back', settledAt: at }),
    call: (ids, { to, recipient }) => changeAll(ids, { state: anyOf(WAITING) }, { to, recipient }),
    endAll: async ({ state, reason, at }) => {
      await table.changeAll({ state: anyOf([...WAITING, 'sending']) }, { $set: { state, reason, settledAt: at } });
    },
    hold: async (ids, { silenceId, untilAt }) => {
      const held = { state: 'silenced', silenceId: checkId(silenceId, 'silenceId'), waitsUntilAt: untilAt } as const;
      await changeAll(ids, { state: anyOf(WAITING), reason: anyOf(KEPT_REASONS) }, held);
      await changeAll(ids, { state: anyOf(WAITING), reason: noneOf(KEPT_REASONS) }, { ...held, reason: 'silenced' });
    },
    release: async (ids, waitsUntilAt) => {
      await changeAll(ids, { state: 'silenced', reason: 'silenced' }, { reason: null });
      await changeAll(ids, { state: 'silenced' }, { state: 'queued', silenceId: null, waitsUntilAt });
    },
    desksOfSilence: async (silenceId) => {
      const groups = await table.group<{ readonly _id: string }>([
        { $match: { silenceId: checkId(silenceId, 'silenceId'), state: 'silenced' } },
        { $group: { _id: '$desk' } },
      ]);
      return groups.map(({ _id }) => _id);
    },
    countUnsettled: (channelId) =>
      table.count({ desk: desksOfChannel(channelId), state: anyOf([...WAITING, 'sending']) }),
    countByState: async (states) => {
      const groups = await table.group<{ readonly _id: NotificationState; readonly count: number }>([
        { $match: { state: anyOf(states) } },
        { $group: { _id: '$state', count: { $sum: 1 } } },
      ]);
      return Object.fromEntries(groups.map(({ _id, count: number }) => [_id, number]));
    },
    countEnded: (states, since) => countEnded(table, states, since),
    countsOfSilences: async (silenceIds) => {
      if (silenceIds.length === 0) return new Map();
      const groups = await table.group<{ readonly _id: SilenceId; readonly count: number }>([
        { $match: { silenceId: anyOf(checkIds(silenceIds, 'silenceId')), state: 'silenced' } },
        { $group: { _id: '$silenceId', count: { $sum: 1 } } },
      ]);
      return new Map(groups.map(({ _id, count: number }) => [_id, number]));
    },
  };
}

function readNotification({ _id, ...row }: NotificationRow): Notification {
  return { id: _id, ...row };
}
