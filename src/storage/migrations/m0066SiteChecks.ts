import type { Connection } from 'mongoose';
import type { Migration } from './migration';

const CHECKS = ['availability', 'home', 'columns'];

/**
 * Websites are claimed by their next visit and listed by how they stand, as a whole and by each check. Their days are
 * read by site and end by day.
 */
async function up(connection: Connection): Promise<void> {
  const sites = connection.collection('sites');
  const byRank = { checkRank: 1, _id: 1 } as const;
  await sites.createIndex({ 'check.next.at': 1, _id: 1 }, { name: 'site-visits-due' });
  await sites.createIndex(byRank, { name: 'sites-by-checks' });
  await sites.createIndex({ unitPath: 1, ...byRank }, { name: 'sites-by-checks-of-subtree' });
  for (const check of CHECKS)
    await sites.createIndex({ [`check.verdicts.${check}.state`]: 1, ...byRank }, { name: `sites-by-${check}` });
  const days = connection.collection('site-days');
  await days.createIndex({ siteId: 1, on: 1 }, { name: 'site-days-of-site' });
  await days.createIndex({ on: 1, _id: 1 }, { name: 'site-days-by-day' });
}

export const m0066SiteChecks: Migration = { version: 66, title: 'checks of websites', up };
