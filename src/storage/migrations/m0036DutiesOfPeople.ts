import type { Connection } from 'mongoose';
import type { Migration } from './migration';

/** What somebody holds is asked with every look at what waits for them. */
async function up(connection: Connection): Promise<void> {
  await connection
    .collection('liaisons')
    .createIndex({ personId: 1, untilOn: 1, _id: 1 }, { name: 'liaisons-of-person' });
}

export const m0036DutiesOfPeople: Migration = { version: 36, title: 'duties of people', up };
