import type { Connection } from 'mongoose';
import type { Migration } from './migration';

const PENDING = {
  name: 'outbox-pending',
  key: { 'outbox.eventId': 1 },
  partialFilterExpression: { 'outbox.eventId': { $gt: '' } },
} as const;

/** Every index of what carries the alert log to receivers, by collection. */
const WEBHOOK_INDEXES = {
  'webhook-subscriptions': [{ name: 'present', key: { removedAt: 1, _id: 1 } }, PENDING],
  'webhook-cursors': [{ name: 'cursors-due', key: { dueAt: 1, _id: 1 } }, PENDING],
  'webhook-deliveries': [
    { name: 'webhook-deliveries-newest', key: { subscriptionId: 1, createdAt: -1, _id: -1 } },
    { name: 'webhook-deliveries-settled', key: { settledAt: 1 } },
  ],
} as const;

async function up(connection: Connection): Promise<void> {
  for (const [collection, indexes] of Object.entries(WEBHOOK_INDEXES))
    await connection
      .collection(collection)
      .createIndexes(indexes.map(({ key, ...index }) => ({ ...index, key: { ...key } })) as never);
}

export const m0028Webhooks: Migration = { version: 28, title: 'receivers of the alert log', up };
