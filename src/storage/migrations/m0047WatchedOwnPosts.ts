import type { Connection } from 'mongoose';
import { DAY_MS } from '../../domain/time/instant';
import type { Migration } from './migration';

const INDEXES = [
  { name: 'own-posts-looked-at', key: { watched: 1, 'watch.fromAt': -1, _id: 1 } },
  { name: 'own-posts-watch-over', key: { 'watch.toAt': 1, _id: 1 } },
] as const;
/** As the version before looked at them. */
const WATCHED_MS = 30 * DAY_MS;
const FORMER_INDEX = 'own-posts-watching';
const MOST_PASSES = 10;

interface Stored {
  readonly begunAt: Date | null;
  readonly copies: readonly {
    readonly accountId: string;
    readonly seenAt: Date | null;
    readonly state: string;
  }[];
}

/**
 * Copies are looked at for a time that has an end. Items that are there begin it with their last copy. One that is changed
 * beside it is met by the next pass.
 */
async function up(connection: Connection): Promise<void> {
  const posts = connection.collection('own-posts');
  await posts.createIndexes(INDEXES.map(({ key, ...index }) => ({ ...index, key: { ...key } })) as never);
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const rows = await posts.find({ watch: { $exists: false } }, { sort: { _id: 1 } }).toArray();
    if (rows.length === 0) break;
    for (const row of rows)
      await posts.updateOne(
        { _id: row._id, version: row['version'] } as never,
        { $set: fieldsOf(row as unknown as Stored), $unset: { watchedUntilAt: true } } as never,
      );
  }
  if ((await posts.indexes()).some(({ name }) => name === FORMER_INDEX)) await posts.dropIndex(FORMER_INDEX);
}

function fieldsOf({ begunAt, copies }: Stored): Readonly<Record<string, unknown>> {
  const more = {
    sought: [],
    copies: copies.map((copy) => ({ ...copy, goneAt: null, leftListAt: null, settled: null })),
  };
  if (begunAt === null) return { ...more, watch: null, watched: [] };
  const fromMs = Math.max(...[begunAt, ...copies.flatMap(({ seenAt }) => seenAt ?? [])].map((at) => at.getTime()));
  return {
    ...more,
    watch: { fromAt: new Date(fromMs), toAt: new Date(fromMs + WATCHED_MS) },
    watched: copies.filter(({ state }) => state !== 'waiting').map(({ accountId }) => accountId),
  };
}

export const m0047WatchedOwnPosts: Migration = { version: 47, title: 'how long copies are looked at', up };
