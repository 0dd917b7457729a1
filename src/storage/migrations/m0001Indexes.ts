import type { Connection } from 'mongoose';
import { DAY_MS, SECOND_MS } from '../../domain/time/instant';
import type { Migration } from './migration';

interface Index {
  readonly collection: string;
  /** Named for the query it serves or the rule it guards. */
  readonly name: string;
  readonly key: Readonly<Record<string, 1 | -1>>;
  readonly unique?: true;
  /** Only documents that match are in the index. */
  readonly only?: Readonly<Record<string, unknown>>;
  readonly expireAfterSeconds?: number;
}

const days = (count: number): number => (count * DAY_MS) / SECOND_MS;

/** Collections whose documents leave events behind; each finds its full outboxes through one small index. */
const WITH_OUTBOX = [
  'accounts',
  'findings',
  'cases',
  'policies',
  'mandates',
  'obligations',
  'publish-jobs',
  'incidents',
  'alerts',
];

const ACCOUNTS: readonly Index[] = [
  { collection: 'units', name: 'unit-key', key: { key: 1 }, unique: true },
  { collection: 'units', name: 'units-of-subtree', key: { path: 1, depth: 1, key: 1 } },
  { collection: 'accounts', name: 'account-identity', key: { platform: 1, externalId: 1 }, unique: true },
  { collection: 'accounts', name: 'looks-due', key: { nextLookAt: 1, _id: 1, 'lookLease.untilAt': 1 } },
  { collection: 'accounts', name: 'judging-due', key: { judgeAfter: 1, _id: 1 } },
  { collection: 'accounts', name: 'accounts-by-name', key: { name: 1, _id: 1 } },
  { collection: 'accounts', name: 'accounts-by-verdict', key: { verdictKind: 1, name: 1, _id: 1 } },
  { collection: 'accounts', name: 'accounts-of-subtree', key: { unitPath: 1, name: 1, _id: 1 } },
  { collection: 'accounts', name: 'accounts-breaching', key: { breachAt: 1, _id: 1 } },
  { collection: 'posts', name: 'post-identity', key: { accountId: 1, identity: 1 }, unique: true },
  { collection: 'posts', name: 'posts-of-account', key: { accountId: 1, countedAt: -1, _id: -1 } },
  { collection: 'posts', name: 'posts-since', key: { countedAt: 1, standing: 1 } },
  { collection: 'posts', name: 'posts-of-subtree', key: { unitPath: 1, countedAt: 1 } },
  { collection: 'looks', name: 'looks-of-account', key: { accountId: 1, startedAt: -1, _id: -1 } },
  { collection: 'looks', name: 'look-outcomes', key: { endedAt: 1 } },
  {
    collection: 'findings',
    name: 'open-finding',
    key: { accountId: 1, kind: 1, ruleId: 1, subject: 1 },
    unique: true,
    only: { state: 'open' },
  },
  { collection: 'findings', name: 'findings-of-account', key: { accountId: 1, occurredAt: -1, _id: -1 } },
  { collection: 'findings', name: 'open-findings-by-kind', key: { kind: 1, accountId: 1 }, only: { state: 'open' } },
];

const CASES: readonly Index[] = [
  { collection: 'cases', name: 'open-case', key: { accountId: 1 }, unique: true, only: { open: true } },
  { collection: 'cases', name: 'cases-to-act-on', key: { actAfter: 1, _id: 1 }, only: { open: true } },
  { collection: 'cases', name: 'cases-by-opening', key: { openedAt: -1, _id: -1 } },
  { collection: 'cases', name: 'cases-by-state', key: { state: 1, openedAt: -1, _id: -1 } },
  { collection: 'cases', name: 'cases-of-account', key: { accountId: 1, openedAt: -1, _id: -1 } },
  { collection: 'cases', name: 'cases-of-subtree', key: { unitPath: 1, openedAt: -1, _id: -1 } },
];

const MANDATES: readonly Index[] = [
  { collection: 'policy-sources', name: 'source-key', key: { key: 1 }, unique: true },
  { collection: 'policies', name: 'policy-identity', key: { identityKeys: 1 }, unique: true },
  { collection: 'policies', name: 'policies-by-publication', key: { listedAt: -1, _id: -1 } },
  { collection: 'policies', name: 'policies-of-source', key: { 'sightings.sourceId': 1 } },
  {
    collection: 'policies',
    name: 'policies-to-consider',
    key: { listedAt: 1, _id: 1 },
    only: { awaitsDecision: true },
  },
  { collection: 'mandate-rules', name: 'rule-key', key: { key: 1 }, unique: true },
  { collection: 'mandates', name: 'mandate-identity', key: { policyId: 1, policyVersion: 1, ruleId: 1 }, unique: true },
  { collection: 'mandates', name: 'mandates-by-issue', key: { issuedAt: -1, _id: -1 } },
  { collection: 'mandates', name: 'mandates-to-expand', key: { issuedAt: 1, _id: 1 }, only: { expanded: false } },
  { collection: 'obligations', name: 'obligation-identity', key: { mandateId: 1, accountId: 1 }, unique: true },
  { collection: 'obligations', name: 'obligations-by-state', key: { state: 1, dueBy: 1, _id: 1 } },
  { collection: 'obligations', name: 'obligations-of-mandate', key: { mandateId: 1, dueBy: 1, _id: 1 } },
  { collection: 'obligations', name: 'mandate-progress', key: { mandateId: 1, state: 1, dueBy: 1, _id: 1 } },
  { collection: 'obligations', name: 'obligations-of-account', key: { accountId: 1, state: 1, dueBy: 1, _id: 1 } },
  { collection: 'obligations', name: 'obligations-of-subtree', key: { unitPath: 1, dueBy: 1, _id: 1 } },
  { collection: 'obligations', name: 'deadlines-awaited', key: { dueBy: 1, _id: 1 }, only: { deadlineAwaited: true } },
  {
    collection: 'publish-jobs',
    name: 'one-job-per-policy-version',
    key: { accountId: 1, policyId: 1, policyVersion: 1 },
    unique: true,
  },
  { collection: 'publish-jobs', name: 'job-key', key: { key: 1 }, unique: true },
  {
    collection: 'publish-jobs',
    name: 'jobs-due',
    key: { dueBy: 1, _id: 1, dueAt: 1, 'lease.untilAt': 1 },
    only: { claimable: true },
  },
  {
    collection: 'publish-jobs',
    name: 'any-job-due',
    key: { dueAt: 1, _id: 1, 'lease.untilAt': 1 },
    only: { claimable: true },
  },
  { collection: 'publish-jobs', name: 'job-of-obligation', key: { obligationId: 1, createdAt: -1, _id: -1 } },
  { collection: 'publish-jobs', name: 'jobs-by-creation', key: { createdAt: -1, _id: -1 } },
  { collection: 'publish-jobs', name: 'jobs-by-state', key: { state: 1, createdAt: -1, _id: -1 } },
  { collection: 'publish-jobs', name: 'jobs-of-mandate', key: { mandateId: 1, createdAt: -1, _id: -1 } },
];

const ALERTS: readonly Index[] = [
  { collection: 'incidents', name: 'open-incident', key: { key: 1 }, unique: true, only: { open: true } },
  { collection: 'alerts', name: 'alert-sequence', key: { seq: 1 }, unique: true },
  { collection: 'alerts', name: 'alert-event', key: { eventId: 1 }, unique: true },
  { collection: 'alerts', name: 'alerts-of-subtree', key: { unitPath: 1, seq: 1 } },
  { collection: 'alerts', name: 'alerts-of-account', key: { 'subject.accountId': 1, seq: -1 } },
  { collection: 'alerts', name: 'alerts-by-kind', key: { kind: 1, seq: -1 } },
  { collection: 'alerts', name: 'alerts-by-severity', key: { severity: 1, seq: -1 } },
  {
    collection: 'alerts',
    name: 'alerts-unacknowledged',
    key: { seq: -1, severity: 1 },
    only: { unacknowledged: true },
  },
  { collection: 'ledger', name: 'ledger-event', key: { eventId: 1 }, unique: true },
  { collection: 'ledger', name: 'ledger-of-subject', key: { subject: 1, _id: -1 } },
];

const PEOPLE_AND_WORK: readonly Index[] = [
  { collection: 'people', name: 'person-username', key: { username: 1 }, unique: true },
  // What has expired opens nothing any more; a day later it is gone as well.
  { collection: 'sessions', name: 'sessions-expired', key: { expiresAt: 1 }, expireAfterSeconds: days(1) },
  { collection: 'tick-runs', name: 'tick-run-identity', key: { task: 1, plannedAt: -1 }, unique: true },
  { collection: 'tick-runs', name: 'tick-runs-expired', key: { startedAt: 1 }, expireAfterSeconds: days(30) },
];

export const INDEXES: readonly Index[] = [
  ...ACCOUNTS,
  ...CASES,
  ...MANDATES,
  ...ALERTS,
  ...PEOPLE_AND_WORK,
  ...WITH_OUTBOX.map((collection): Index => ({
    collection,
    name: 'outbox-pending',
    key: { 'outbox.eventId': 1 },
    only: { 'outbox.eventId': { $gt: '' } },
  })),
];

/**
 * One command a collection. Creating an index that is there already changes nothing, so this may run twice or side by
 * side.
 */
async function createIndexes(connection: Connection): Promise<void> {
  for (const collection of new Set(INDEXES.map((index) => index.collection))) {
    await connection.collection(collection).createIndexes(
      INDEXES.filter((index) => index.collection === collection).map(
        ({ name, key, unique, only, expireAfterSeconds }) => ({
          name,
          key: { ...key },
          ...(unique === undefined ? {} : { unique }),
          ...(only === undefined ? {} : { partialFilterExpression: only }),
          ...(expireAfterSeconds === undefined ? {} : { expireAfterSeconds }),
        }),
      ),
    );
  }
}

export const m0001Indexes: Migration = { version: 1, title: 'indexes', up: createIndexes };
