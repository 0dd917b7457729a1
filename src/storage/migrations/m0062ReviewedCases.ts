import type { Connection } from 'mongoose';
import type { Migration } from './migration';

/** A proposal to shut an account down is found by its review. Those that are open go by their case. */
async function up(connection: Connection): Promise<void> {
  await connection.collection('cases').createIndex({ reviewKeys: 1 }, { name: 'cases-by-review' });
}

export const m0062ReviewedCases: Migration = { version: 62, title: 'cases by the review of their proposal', up };
