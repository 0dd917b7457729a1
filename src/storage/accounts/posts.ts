import type { Post } from '../../domain/accounts/post';
import type { PostId } from '../../domain/ids';
import type { NewPost, Posts } from '../../ports/storage';
import type { Ids } from '../../ports/runtime';
import { batchSize, checkId, checkIds, checkText } from '../checkInput';
import { leaving } from '../alerts/outbox';
import { anyOf, atLeast } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { scoped } from '../scope';
import type { Table } from '../table';
import type { PostRow } from './postRow';
import { createCounted, createFutureDated, createInsertPosts } from './postsTogether';

const NEWEST_FIRST: ListOrder<PostRow> = { by: 'countedAt', direction: -1, kind: 'instant' };

export function createPosts(table: Table<PostRow>, ids: Ids): Posts {
  const futureDated = createFutureDated(table);
  const counted = createCounted(table);
  const parts = { table, ids, insertPosts: createInsertPosts(table) };
  return {
    record: async (account, posts, firstSeenAt) => record(parts, account, { posts, firstSeenAt }),
    recordFirst: async (account, posts, firstSeenAt) => record(parts, account, { posts, firstSeenAt, isFirst: true }),
    follow: async (before, next, event) => {
      const { textState, ...fields } = next;
      const changed = await table.findOneAndUpdate(
        {
          _id: checkId(before.id, 'postId'),
          textHash: before.textHash,
          standing: before.standing,
          countedAt: before.countedAt,
          title: before.title,
        },
        {
          $set: { ...fields, ...(textState === undefined ? {} : { textState }) },
          ...(textState === undefined ? { $unset: { textState: true } } : {}),
          ...leaving(event === null ? [] : [event]),
        },
        { answer: 'after' },
      );
      return changed === null ? null : readPost(changed);
    },
    setMissing: async (postIds, missing) => {
      if (postIds.length === 0) return;
      const filter = { _id: anyOf(checkIds(postIds, 'postId')) };
      if (missing === null)
        await table.changeAll(filter, { $unset: { missingSinceAt: true, goneAt: true, unlistedAt: true } });
      else await table.changeAll(filter, { $set: missing });
    },
    hasPartsSince: async (accountId, from) =>
      (await table.one({
        accountId: checkId(accountId, 'accountId'),
        countedAt: atLeast(from),
        textState: anyOf(['unread', 'truncated', 'gone']),
      })) !== null,
    futureDated: async (accountId) => (await futureDated(checkId(accountId, 'accountId'))).map(readPost),
    list: async (accountId, page) =>
      readPage(table, { filter: { accountId: checkId(accountId, 'accountId') }, order: NEWEST_FIRST, page }, readPost),
    counted: async (accountId, from, limit) => counted({ accountId, from, limit }),
    newest: async (accountId) => {
      const row = await table.one(
        { accountId: checkId(accountId, 'accountId'), standing: 'counted' },
        { countedAt: -1, _id: -1 },
      );
      return row === null ? null : readPost(row);
    },
    since: async (accountId, from, limit) => {
      const rows = await table.many(
        { accountId: checkId(accountId, 'accountId'), countedAt: atLeast(from) },
        { sort: { countedAt: 1, _id: 1 }, limit: batchSize(limit) },
      );
      return rows.map(readPost);
    },
    byIds: async (ids) =>
      ids.length === 0
        ? []
        : (await table.many({ _id: anyOf(checkIds(ids, 'postId')) }, { sort: { _id: 1 }, limit: ids.length })).map(
            readPost,
          ),
    countSince: async (from, scope) => scoped(table, scope).count({ standing: 'counted', countedAt: atLeast(from) }),
  };
}

/**
 * Most looks find nothing new, so what is there is read first. The unique index decides who was first when two looks
 * bring the same post; whoever's id is stored has the new one.
 */
async function record(
  { table, ids, insertPosts }: { table: Table<PostRow>; ids: Ids; insertPosts: ReturnType<typeof createInsertPosts> },
  account: Parameters<Posts['record']>[0],
  look: { posts: readonly NewPost[]; firstSeenAt: Date; isFirst?: true },
): Promise<Awaited<ReturnType<Posts['record']>>> {
  if (look.posts.length === 0) return [];
  const accountId = checkId(account.id, 'account.id');
  const unitPath = checkIds(account.unitPath, 'account.unitPath');
  const identities = [...new Set(look.posts.map(({ observed }) => checkText(observed.identity, 'identity', 2_000)))];
  const readStored = async (): Promise<Map<string, PostRow>> => {
    const rows = await table.many(
      { accountId, identity: anyOf(identities) },
      { sort: { identity: 1 }, limit: identities.length },
    );
    return new Map(rows.map((row) => [row.identity, row]));
  };
  const before = look.isFirst === true ? new Map<string, PostRow>() : await readStored();
  const firstByIdentity = new Map<string, NewPost>();
  for (const post of look.posts)
    if (!firstByIdentity.has(post.observed.identity)) firstByIdentity.set(post.observed.identity, post);
  const fresh = [...firstByIdentity.values()]
    .filter(({ observed }) => !before.has(observed.identity))
    .map((post): PostRow => ({
      _id: ids.id<PostId>(),
      accountId,
      platform: account.platform,
      unitPath,
      ...post.observed,
      countedAt: post.countedAt,
      standing: post.standing,
      firstSeenAt: look.firstSeenAt,
      textHash: post.textHash,
      ...(post.origin === undefined ? {} : { origin: post.origin }),
      outbox: [],
    }));
  const isWhole = fresh.length === 0 || (await insertPosts(fresh));
  // Only where another look was first with one of them is there anything to read once more.
  const stored = isWhole
    ? new Map([...before, ...fresh.map((row) => [row.identity, row] as const)])
    : await readStored();
  const unclaimed = new Set<string>(fresh.map((row) => row._id));
  return look.posts.map(({ observed }) => {
    const row = stored.get(observed.identity);
    if (row === undefined)
      throw new Error(`Post ${observed.identity} of account ${accountId} was written and is not there.`);
    return { post: readPost(row), isNew: unclaimed.delete(row._id) };
  });
}

function readPost(row: PostRow): Post {
  return {
    id: row._id,
    accountId: row.accountId,
    platform: row.platform,
    identity: row.identity,
    url: row.url,
    title: row.title,
    text: row.text,
    links: row.links,
    publishedAt: row.publishedAt,
    platformIds: row.platformIds,
    pinned: row.pinned,
    countedAt: row.countedAt,
    standing: row.standing,
    firstSeenAt: row.firstSeenAt,
    textHash: row.textHash,
    ...(row.origin === undefined ? {} : { origin: row.origin }),
    ...(row.textState === undefined ? {} : { textState: row.textState }),
    ...(row.earlier === undefined ? {} : { earlier: row.earlier }),
    ...(row.missingSinceAt === undefined ? {} : { missingSinceAt: row.missingSinceAt }),
    ...(row.goneAt === undefined ? {} : { goneAt: row.goneAt }),
    ...(row.unlistedAt === undefined ? {} : { unlistedAt: row.unlistedAt }),
    ...(row.readAnewAt === undefined ? {} : { readAnewAt: row.readAnewAt }),
  };
}
