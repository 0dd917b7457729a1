import type { Connection } from 'mongoose';
import type { Migration } from './migration';

/**
 * Sites that were checked before have no verdict on their interpretations yet: nothing was seen of them. They are listed
 * by it as by the other checks.
 */
async function up(connection: Connection): Promise<void> {
  const sites = connection.collection('sites');
  await sites.updateMany({ 'check.next.at': { $exists: true }, 'check.verdicts.interpretations': { $exists: false } }, [
    {
      $set: {
        'check.interpretedAt': null,
        'check.verdicts.interpretations': {
          ...{ state: 'unknown', reason: 'interpretations-not-seen', clause: null, figures: {} },
          sinceAt: '$check.verdicts.columns.sinceAt',
        },
      },
    },
  ]);
  await sites.createIndex(
    { 'check.verdicts.interpretations.state': 1, checkRank: 1, _id: 1 },
    { name: 'sites-by-interpretations' },
  );
}

export const m0069SiteInterpretations: Migration = { version: 69, title: 'policies and their interpretations', up };
