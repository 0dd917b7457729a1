import type { Connection } from 'mongoose';
import type { Migration } from './migration';

async function up(connection: Connection): Promise<void> {
  const handovers = connection.collection('handovers');
  await handovers.createIndex(
    { slot: 1 },
    { name: 'handover-under-way', unique: true, partialFilterExpression: { slot: { $gt: '' } } },
  );
  await handovers.createIndex({ state: 1, at: 1, _id: 1 }, { name: 'handovers-by-state' });
  await handovers.createIndex({ at: -1, _id: -1 }, { name: 'handovers-by-time' });
  await handovers.createIndex({ byId: 1, at: -1, _id: -1 }, { name: 'handovers-of-administrator' });
  await handovers.createIndex(
    { 'outbox.eventId': 1 },
    { name: 'outbox-pending', partialFilterExpression: { 'outbox.eventId': { $gt: '' } } },
  );
}

export const m0038Handovers: Migration = { version: 38, title: 'hand-overs of people', up };
