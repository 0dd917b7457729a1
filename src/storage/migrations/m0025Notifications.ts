import type { Connection } from 'mongoose';
import type { Migration } from './migration';

const PENDING = {
  name: 'outbox-pending',
  key: { 'outbox.eventId': 1 },
  partialFilterExpression: { 'outbox.eventId': { $gt: '' } },
} as const;

/** What is removed stays for the ledger and is read by nobody. */
const PRESENT = { name: 'present', key: { removedAt: 1, _id: 1 } } as const;

/** Every index of what tells people of alerts, by collection. */
const NOTIFY_INDEXES = {
  'notify-channels': [PRESENT, PENDING],
  'notify-routes': [PRESENT, PENDING],
  silences: [PRESENT, PENDING],
  notifications: [
    { name: 'notifications-of-alert', key: { alertId: 1, seq: 1, _id: 1 } },
    { name: 'notifications-of-message', key: { messageId: 1, _id: 1 } },
    { name: 'notifications-waiting', key: { desk: 1, state: 1, seq: 1, _id: 1 } },
    { name: 'notifications-silenced', key: { silenceId: 1, state: 1, _id: 1 } },
    { name: 'notifications-by-state', key: { state: 1 } },
    { name: 'notifications-of-subtree', key: { unitPath: 1, alertId: 1 } },
  ],
  messages: [
    { name: 'messages-newest', key: { createdAt: -1, _id: -1 } },
    { name: 'messages-by-state', key: { state: 1, createdAt: -1, _id: -1 } },
    { name: 'messages-of-channel', key: { channelId: 1, createdAt: -1, _id: -1 } },
    { name: 'messages-of-person', key: { personId: 1, createdAt: -1, _id: -1 } },
  ],
  'notify-desks': [{ name: 'desks-due', key: { dueAt: 1, _id: 1 } }],
} as const;

async function up(connection: Connection): Promise<void> {
  for (const [collection, indexes] of Object.entries(NOTIFY_INDEXES))
    await connection
      .collection(collection)
      .createIndexes(indexes.map(({ key, ...index }) => ({ ...index, key: { ...key } })) as never);
}

export const m0025Notifications: Migration = { version: 25, title: 'people are told of alerts', up };
