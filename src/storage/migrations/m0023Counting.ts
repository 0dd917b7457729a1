import type { Connection } from 'mongoose';
import { BUILDING, type Migration } from './migration';

interface Index {
  readonly name: string;
  readonly key: Readonly<Record<string, 1 | -1>>;
  readonly partialFilterExpression?: Readonly<Record<string, unknown>>;
}

/**
 * What is counted is counted by the entries of an index, and every list has one that begins with what it is filtered
 * by. Each serves as many of both as it can: an account is written with every look.
 */
export const COUNTING_INDEXES: Readonly<Record<string, readonly Index[]>> = {
  accounts: [
    // Verdicts by platform are counted by it; accounts of a verdict are listed by name, over the platforms.
    { name: 'accounts-of-verdict', key: { verdictKind: 1, platform: 1, name: 1, _id: 1 } },
    // The same for how looks ended; incidents count the accounts they blind by it.
    { name: 'accounts-of-outcome', key: { 'facts.lastLookOutcome': 1, platform: 1, name: 1, _id: 1 } },
    // How many of a platform were seen since when, and the last sight of each.
    { name: 'accounts-by-sight', key: { platform: 1, 'facts.lastSightAt': 1 } },
    { name: 'accounts-of-platform', key: { platform: 1, name: 1, _id: 1 } },
    { name: 'accounts-of-status', key: { status: 1, name: 1, _id: 1 } },
    // Found every few minutes, and hardly any: accounts nothing is published on for a fault of their credential.
    {
      name: 'accounts-not-published-on',
      key: { noPublishReason: 1, _id: 1 },
      partialFilterExpression: { noPublishReason: { $gt: '' } },
    },
    { name: 'accounts-of-reason', key: { 'verdict.reason': 1, name: 1, _id: 1 } },
  ],
  // What counted posts there are since an instant, of everybody and below a unit.
  posts: [
    { name: 'posts-counted', key: { standing: 1, countedAt: 1 } },
    { name: 'posts-counted-of-subtree', key: { unitPath: 1, standing: 1, countedAt: 1 } },
  ],
  // Lateness of the last hour is counted by it, and the outcomes of the last minutes are found.
  looks: [{ name: 'looks-by-lateness', key: { lateWithinMs: 1, endedAt: 1 } }],
  // What is open is counted by mandate, and the progress of mandates by how their obligations stand.
  obligations: [{ name: 'obligations-standing', key: { state: 1, mandateId: 1, onTime: 1, overdueProven: 1 } }],
  'publish-jobs': [{ name: 'jobs-of-subtree', key: { unitPath: 1, createdAt: -1, _id: -1 } }],
  // What presses most first: few are live among all there ever were.
  alerts: [
    {
      name: 'alerts-pressing',
      key: { severity: 1, state: 1, seq: -1, _id: -1 },
      partialFilterExpression: { live: true },
    },
  ],
  policies: [{ name: 'policies-of-authority', key: { authority: 1, listedAt: -1, _id: -1 } }],
  credentials: [
    { name: 'credentials-present', key: { removedAt: 1, label: 1, _id: 1 } },
    { name: 'credentials-of-state', key: { state: 1, removedAt: 1, label: 1, _id: 1 } },
  ],
};

/** Their place is taken by those above. */
export const OUTCOUNTED_INDEXES = [
  { collection: 'accounts', name: 'accounts-by-verdict' },
  { collection: 'posts', name: 'posts-since' },
  { collection: 'posts', name: 'posts-of-subtree' },
  { collection: 'looks', name: 'look-outcomes' },
  { collection: 'credentials', name: 'credentials-by-label' },
] as const;

/** What a server says of an index, or a collection, that is not there. */
const GONE: ReadonlySet<unknown> = new Set([26, 27]);

async function up(connection: Connection): Promise<void> {
  for (const [collection, indexes] of Object.entries(COUNTING_INDEXES))
    await connection.collection(collection).createIndexes(
      indexes.map(({ key, ...index }) => ({ ...index, key: { ...key } })),
      BUILDING,
    );
  for (const { collection, name } of OUTCOUNTED_INDEXES)
    try {
      await connection.collection(collection).dropIndex(name);
    } catch (error) {
      if (!GONE.has((error as { readonly code?: unknown }).code)) throw error;
    }
}

export const m0023Counting: Migration = { version: 23, title: 'counts and lists by their indexes', up };
