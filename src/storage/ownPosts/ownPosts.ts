import type { AccountId, OwnPostId } from '../../domain/ids';
import { OWN_POST_STATES, type OwnPost } from '../../domain/ownPosts/ownPost';
import { isOpenCopy, publishesAt } from '../../domain/ownPosts/ownPostTable';
import { DAY_MS, type Instant } from '../../domain/time/instant';
import type { OwnPostFilter, OwnPosts } from '../../ports/ownPostStorage';
import { leaving, outboxField, outboxOf, type WithOutbox } from '../alerts/outbox';
import { batchSize, checkChoice, checkId, checkSearch, MAX_BATCH } from '../checkInput';
import { atLeast, atMost, containing } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { count, documentSchema, flag, instant, partSchema, text, texts } from '../schemaParts';
import { scoped } from '../scope';
import type { Filter, Row, Table } from '../table';
import { createHavingPart, tailsOf } from '../tails';

export interface OwnPostRow extends Row, Omit<OwnPost, 'id'>, WithOutbox {
  readonly _id: OwnPostId;
  readonly authorId: string;
  /** The ends of its title: what a part of it is found by. */
  readonly tails: readonly string[];
  /** When somebody has to begin or go on publishing it; null: nobody has to. */
  readonly workAt: Instant | null;
  /** In review, with a copy under way, or with one that differs. */
  readonly open: boolean;
  /** Accounts whose posts are looked through for its copies. */
  readonly watched: readonly AccountId[];
  readonly watchedUntilAt: Instant | null;
}

const namedPart = partSchema({ id: text, name: text });
const checkPart = partSchema({ kind: text, level: text, accountId: text, field: text, code: text, excerpt: text });
const differencePart = partSchema({ kind: text, expected: text, found: text, excerpt: text });
const copyPart = partSchema({
  ...{ accountId: text, state: text, reason: text, jobId: text, postId: text, url: text },
  ...{ seenAt: instant, comparedHash: text, differences: { type: [differencePart] } },
});

export const ownPostSchema = documentSchema({
  _id: text,
  unitId: text,
  unitPath: texts,
  title: text,
  body: text,
  summary: text,
  link: text,
  pictures: { type: [partSchema({ fileId: text, alt: text })] },
  attachments: { type: [partSchema({ fileId: text, name: text })] },
  channels: { type: [partSchema({ accountId: text, title: text, text })] },
  scheduledFor: instant,
  state: text,
  author: namedPart,
  reviewId: text,
  reviewVersion: count,
  contentHash: text,
  checks: partSchema({ at: instant, contentHash: text, found: { type: [checkPart] } }),
  passedAt: instant,
  begunAt: instant,
  copies: { type: [copyPart] },
  createdAt: instant,
  changedAt: instant,
  version: count,
  authorId: text,
  tails: texts,
  workAt: instant,
  open: flag,
  watched: texts,
  watchedUntilAt: instant,
  outbox: outboxField,
});

/** A copy that was seen is compared with what stands there for so long, and one that was cancelled is looked for. */
const WATCHED_FOR_MS = 30 * DAY_MS;
const NEVER = new Date('9999-12-31T00:00:00Z');
const NEWEST_FIRST: ListOrder<OwnPostRow> = { by: 'createdAt', direction: -1, kind: 'instant' };
const OLDEST_FIRST: ListOrder<OwnPostRow> = { by: 'createdAt', direction: 1, kind: 'instant' };

export function createOwnPosts(table: Table<OwnPostRow>): OwnPosts {
  const havingPart = createHavingPart(table);
  const whereOf = async ({ state, authorId, q }: OwnPostFilter): Promise<Filter> => ({
    ...(state === undefined ? {} : { state: checkChoice(state, OWN_POST_STATES, 'state') }),
    ...(authorId === undefined ? {} : { authorId: checkId(authorId, 'authorId') }),
    ...(q === undefined ? {} : { title: containing(checkSearch(q)), ...(await havingPart(checkSearch(q))) }),
  });
  return {
    insert: async (post, event) => {
      await table.insert({ _id: checkId(post.id, 'ownPostId'), ...fieldsOf(post), outbox: outboxOf([event]) });
    },
    byId: async (id, scope) => {
      const row = await scoped(table, scope).one({ _id: checkId(id, 'ownPostId') });
      return row === null ? null : readOwnPost(row);
    },
    list: async (filter, page, scope) =>
      readPage(
        scoped(table, scope, filter.unitId === undefined ? {} : { unitId: filter.unitId }),
        { filter: await whereOf(filter), order: NEWEST_FIRST, page },
        readOwnPost,
      ),
    change: async (expected, next, events) => {
      // Whose it is changes with its unit alone, beside whatever is done to it.
      const { unitId: _unitId, unitPath: _unitPath, ...fields } = fieldsOf(next);
      return table.change(
        { _id: checkId(expected.id, 'ownPostId'), version: expected.version },
        { $set: fields, ...leaving(events) },
      );
    },
    due: async (now, limit) =>
      (await table.many({ workAt: atMost(now) }, { sort: { workAt: 1, _id: 1 }, limit: batchSize(limit) })).map(
        readOwnPost,
      ),
    open: async (page) => readPage(table, { filter: { open: true }, order: OLDEST_FIRST, page }, readOwnPost),
    watching: async (accountId, now) =>
      (
        await table.many(
          { watched: checkId(accountId, 'accountId'), watchedUntilAt: atLeast(now) },
          { sort: { watchedUntilAt: -1, _id: 1 }, limit: MAX_BATCH },
        )
      ).map(readOwnPost),
  };
}

function fieldsOf({ id: _id, ...post }: OwnPost): Omit<OwnPostRow, '_id' | 'outbox'> {
  const watched = post.copies.filter(({ state }) => state !== 'waiting');
  const isUnderway = post.copies.some(isOpenCopy);
  // What was cancelled may be public all the same: somebody was quicker, or a call went through whose answer was lost.
  const lastMs = Math.max(
    ...post.copies.map(({ state, seenAt }) => (state === 'cancelled' ? post.changedAt : seenAt)?.getTime() ?? 0),
  );
  return {
    ...post,
    authorId: post.author.id,
    tails: tailsOf(post.title),
    workAt: workAt(post),
    open: post.state === 'in-review' || isUnderway || post.copies.some(({ differences }) => differences.length > 0),
    watched: watched.map(({ accountId }) => accountId),
    watchedUntilAt: watched.length === 0 ? null : isUnderway ? NEVER : new Date(lastMs + WATCHED_FOR_MS),
  };
}

function workAt(post: Omit<OwnPost, 'id'>): Instant | null {
  if (post.state === 'scheduled') return publishesAt(post);
  return post.state === 'publishing' && post.copies.some(({ state }) => state === 'waiting') ? post.changedAt : null;
}

function readOwnPost({
  _id,
  outbox: _outbox,
  authorId: _authorId,
  tails: _tails,
  workAt: _workAt,
  open: _open,
  watched: _watched,
  watchedUntilAt: _watchedUntilAt,
  ...post
}: OwnPostRow): OwnPost {
  return { id: _id, ...post };
}
