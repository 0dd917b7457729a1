import type { Connection } from 'mongoose';
import type { Migration } from './migration';

/** Which digests and reminders told of an alert is part of its history, the newest first. */
async function up(connection: Connection): Promise<void> {
  await connection
    .collection('letters')
    .createIndex({ alertIds: 1, queuedAt: -1, _id: -1 }, { name: 'letters-of-alert' });
}

export const m0054LettersOfAlerts: Migration = { version: 54, title: 'letters of alerts', up };
