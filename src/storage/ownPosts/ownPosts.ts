import type { AccountId, OwnPostId } from '../../domain/ids';
import { isDiffering } from '../../domain/ownPosts/copyStanding';
import { OWN_POST_STATES, type OwnPost } from '../../domain/ownPosts/ownPost';
import { isLookedFor, isOpenCopy, OWN_POST_TRANSITIONS, publishesAt } from '../../domain/ownPosts/ownPostTable';
import type { Instant } from '../../domain/time/instant';
import type { OwnPostFilter, OwnPosts, WatchedOwnPost } from '../../ports/ownPostStorage';
import { leaving, outboxField, outboxOf, type WithOutbox } from '../alerts/outbox';
import { batchSize, checkChoice, checkId, checkSearch, MAX_BATCH } from '../checkInput';
import { coalesce } from '../coalesce';
import { anyOf, atMost, containing } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { count, documentSchema, flag, instant, partSchema, stopOverridesPart, text, texts } from '../schemaParts';
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
  /** In review, or looked at with a copy under way or one that differs. */
  readonly open: boolean;
  /** A person has to publish one of its copies. */
  readonly byHand: boolean;
  /** Accounts whose posts are looked through for its copies. */
  readonly watched: readonly AccountId[];
  readonly sought: WatchedOwnPost['sought'];
}

const namedPart = partSchema({ id: text, name: text });
const checkPart = partSchema({
  ...{ kind: text, level: text, accountId: text, field: text, code: text, excerpt: text },
  content: partSchema({ kind: text, before: text, words: text, after: text, suggestion: text, origin: text }),
});
const differencePart = partSchema({ kind: text, expected: text, found: text, excerpt: text });
const copyPart = partSchema({
  ...{ accountId: text, state: text, reason: text, jobId: text, resumedAt: instant, postId: text, url: text },
  ...{ seenAt: instant, comparedHash: text, differences: { type: [differencePart] } },
  ...{ goneAt: instant, leftListAt: instant, settled: partSchema({ by: namedPart, at: instant, reason: text }) },
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
  formerAuthors: texts,
  reviewId: text,
  reviewVersion: count,
  contentHash: text,
  checks: partSchema({ at: instant, contentHash: text, found: { type: [checkPart] }, overrides: stopOverridesPart }),
  passedAt: instant,
  begunAt: instant,
  copies: { type: [copyPart] },
  watch: partSchema({ fromAt: instant, toAt: instant }),
  createdAt: instant,
  changedAt: instant,
  version: count,
  authorId: text,
  tails: texts,
  workAt: instant,
  open: flag,
  byHand: flag,
  watched: texts,
  sought: { type: [partSchema({ accountId: text, at: instant })] },
  outbox: outboxField,
});

const WATCHED_FIELDS = [
  ...(['_id', 'title', 'link', 'state', 'begunAt', 'createdAt', 'copies', 'version', 'sought'] as const),
] as const;
/** What its author can still change. */
const OF_AUTHOR = OWN_POST_STATES.filter((state) => OWN_POST_TRANSITIONS[state]['hand-over'] !== undefined);
const NEWEST_FIRST: ListOrder<OwnPostRow> = { by: 'createdAt', direction: -1, kind: 'instant' };
const OLDEST_FIRST: ListOrder<OwnPostRow> = { by: 'createdAt', direction: 1, kind: 'instant' };

export function createOwnPosts(table: Table<OwnPostRow>): OwnPosts {
  const havingPart = createHavingPart(table);
  const watching = createWatching(table);
  const whereOf = async ({ state, authorId, q }: OwnPostFilter): Promise<Filter> => ({
    ...(state === undefined ? {} : { state: checkChoice(state, OWN_POST_STATES, 'state') }),
    ...(authorId === undefined ? {} : { authorId: checkId(authorId, 'authorId') }),
    ...(q === undefined ? {} : { title: containing(checkSearch(q)), ...(await havingPart(checkSearch(q))) }),
  });
  return {
    insert: async (post, event) => {
      const fields = { ...fieldsOf(post), sought: [], outbox: outboxOf([event]) };
      await table.insert({ _id: checkId(post.id, 'ownPostId'), ...fields });
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
    byHand: async (unitId, page, scope) =>
      readPage(
        scoped(table, scope, unitId === null ? {} : { unitId }),
        { filter: { byHand: true }, order: OLDEST_FIRST, page },
        readOwnPost,
      ),
    change: async (expected, next, events) => {
      // Whose it is changes with its unit alone, beside whatever is done to it.
      const { unitId: _unitId, unitPath: _unitPath, ...fields } = fieldsOf(next);
      return table.change(
        { _id: checkId(expected.id, 'ownPostId'), version: expected.version },
        { $set: { ...fields, ...(isMoved(expected, next) ? { sought: [] } : {}) }, ...leaving(events) },
      );
    },
    openOf: async (authorId, scope) =>
      (
        await scoped(table, scope).many(
          { authorId: checkId(authorId, 'authorId'), state: anyOf(OF_AUTHOR) },
          { sort: { createdAt: -1, _id: -1 }, limit: MAX_BATCH },
        )
      ).map(readOwnPost),
    due: async (now, limit) =>
      (await table.many({ workAt: atMost(now) }, { sort: { workAt: 1, _id: 1 }, limit: batchSize(limit) })).map(
        readOwnPost,
      ),
    open: async (page) => readPage(table, { filter: { open: true }, order: OLDEST_FIRST, page }, readOwnPost),
    watching: async (accountId, now) => watching({ accountId: checkId(accountId, 'accountId'), now }),
    keepSought: async ({ id, version, sought }) => {
      await table.change({ _id: checkId(id, 'ownPostId'), version }, { $set: { sought } });
    },
    watchOver: async (now, limit) =>
      (
        await table.many({ 'watch.toAt': atMost(now) }, { sort: { 'watch.toAt': 1, _id: 1 }, limit: batchSize(limit) })
      ).map(readOwnPost),
  };
}

interface WatchingAsked {
  readonly accountId: AccountId;
  readonly now: Instant;
}

/** Every look asks what is watched of its account; nearly always nothing is. Looks that ask together are told in one answer. */
function createWatching(table: Table<OwnPostRow>): (asked: WatchingAsked) => Promise<readonly WatchedOwnPost[]> {
  return coalesce(async (asked: readonly WatchingAsked[]) => {
    const ids = [...new Set(asked.map(({ accountId }) => accountId))];
    const until = new Date(Math.max(...asked.map(({ now }) => now.getTime())));
    const rows = await table.pick(
      { watched: ids.length === 1 ? ids[0] : anyOf(ids), 'watch.fromAt': atMost(until) },
      { sort: { 'watch.fromAt': -1, _id: 1 }, limit: MAX_BATCH, fields: [...WATCHED_FIELDS, 'watched', 'watch'] },
    );
    // Too many for one answer: each asks for itself.
    if (rows.length >= MAX_BATCH && ids.length > 1) throw new Error('More watched items than one answer holds.');
    return asked.map(({ accountId, now }) =>
      rows
        .filter(({ watched, watch }) => watched.includes(accountId) && watch !== null && watch.fromAt <= now)
        .map(({ _id: id, watched: _watched, watch: _watch, ...row }) => ({ id, ...row })),
    );
  });
}

/** A copy that stands elsewhere is looked for anew: by then its platform may have named it. */
function isMoved({ copies }: OwnPost, next: OwnPost): boolean {
  return copies.length !== next.copies.length || copies.some(({ state }, at) => state !== next.copies[at]?.state);
}

function fieldsOf({ id: _id, ...post }: OwnPost): Omit<OwnPostRow, '_id' | 'outbox' | 'sought'> {
  // What was cancelled may be public all the same: somebody was quicker, or a call went through whose answer was lost.
  const watched = post.watch === null ? [] : post.copies.filter(isLookedFor);
  return {
    ...post,
    authorId: post.author.id,
    tails: tailsOf(post.title),
    workAt: workAt(post),
    open:
      post.state === 'in-review' ||
      (post.watch !== null && post.copies.some((one) => isOpenCopy(one) || isDiffering(one))),
    byHand: post.copies.some(({ state }) => state === 'manual'),
    watched: watched.map(({ accountId }) => accountId),
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
  byHand: _byHand,
  watched: _watched,
  sought: _sought,
  ...post
}: OwnPostRow): OwnPost {
  return { id: _id, ...post };
}
