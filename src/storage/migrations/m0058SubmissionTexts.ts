import type { Connection } from 'mongoose';
import type { Migration } from './migration';

/** Submissions whose text has had its time are found without looking at those that have lost theirs. */
async function up(connection: Connection): Promise<void> {
  await connection
    .collection('submissions')
    .createIndex({ isTextGone: 1, shownAt: 1 }, { name: 'submissions-with-text' });
}

export const m0058SubmissionTexts: Migration = { version: 58, title: 'texts of submissions go', up };
