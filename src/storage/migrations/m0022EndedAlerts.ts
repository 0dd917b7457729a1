import type { Connection } from 'mongoose';
import type { Migration } from './migration';

/** Alerts that are over are found by when. */
export const ENDED_ALERTS_INDEX = {
  name: 'alerts-ended',
  key: { changedAt: 1 },
  partialFilterExpression: { live: false },
} as const;

async function up(connection: Connection): Promise<void> {
  const { key, ...options } = ENDED_ALERTS_INDEX;
  await connection.collection('alerts').createIndex({ ...key }, options);
}

export const m0022EndedAlerts: Migration = { version: 22, title: 'alerts that are over, by when', up };
