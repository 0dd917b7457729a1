import type { Connection } from 'mongoose';
import type { Migration } from './migration';

/** Few at any time: those whose letters are being made, and those whose sender was killed. */
const INDEX = {
  name: 'reminders-uncarried',
  partialFilterExpression: { awaitsLetters: true },
} as const;

async function up(connection: Connection): Promise<void> {
  await connection.collection('reminders').createIndex({ awaitsLetters: 1, at: 1, _id: 1 }, INDEX);
}

export const m0032UncarriedReminders: Migration = { version: 32, title: 'reminders without letters', up };
