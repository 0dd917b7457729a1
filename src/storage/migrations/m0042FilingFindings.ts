import type { Connection } from 'mongoose';
import type { Migration } from './migration';

const PENDING = { partialFilterExpression: { 'outbox.eventId': { $gt: '' } }, name: 'outbox-pending' } as const;

/** Findings about filings are found by key, unit, account, and newest first by what they are filtered by. */
async function up(connection: Connection): Promise<void> {
  const findings = connection.collection('filing-findings');
  await findings.createIndex({ key: 1 }, { name: 'filing-finding', unique: true });
  await findings.createIndex({ unitId: 1, state: 1 }, { name: 'filing-findings-of-unit' });
  await findings.createIndex({ noticedAt: -1, _id: -1 }, { name: 'filing-findings-newest' });
  await findings.createIndex({ kind: 1, noticedAt: -1, _id: -1 }, { name: 'filing-findings-by-kind' });
  await findings.createIndex({ state: 1, noticedAt: -1, _id: -1 }, { name: 'filing-findings-by-state' });
  await findings.createIndex({ accountIds: 1, noticedAt: -1, _id: -1 }, { name: 'filing-findings-of-account' });
  await findings.createIndex({ unitPath: 1, noticedAt: -1, _id: -1 }, { name: 'filing-findings-of-subtree' });
  await findings.createIndex({ 'outbox.eventId': 1 }, PENDING);
  await connection.collection('filing-checks').createIndex({ dueAt: 1, _id: 1 }, { name: 'filing-checks-due' });
  await connection.collection('accounts').createIndex({ unitId: 1, _id: 1 }, { name: 'accounts-of-unit' });
}

export const m0042FilingFindings: Migration = { version: 42, title: 'findings about filings', up };
