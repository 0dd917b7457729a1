import type { Post } from '../../domain/accounts/post';
import type { AccountId } from '../../domain/ids';
import type { Instant } from '../../domain/time/instant';
import { batchSize, checkId, MAX_BATCH } from '../checkInput';
import { coalesce } from '../coalesce';
import { anyOf, atLeast } from '../conditions';
import type { Table } from '../table';
import type { PostRow } from './postRow';

/**
 * What looks that run at once ask and write of their posts together. A first look at a column is two thirds of a round
 * trip instead of two and a quarter: with 96 at once 500 looks make 83 inserts and 251 reads instead of 500 and 629.
 */

/** The posts of so many looks: more in one transaction of the embedded store would hold up its readers. */
const INSERTED_TOGETHER = 8;

/** So many accounts: with 200 posts each they fit into one read, which is done again for each where it was cut. */
const COUNTED_TOGETHER = 24;

/** Inserts new posts. False: not all went in, some other look was first with one, of these or of those written with them. */
export function createInsertPosts(table: Table<PostRow>): (rows: readonly PostRow[]) => Promise<boolean> {
  return coalesce(
    async (batches: readonly (readonly PostRow[])[]) => {
      const rows = batches.flat();
      const isWhole = (await table.insertMissing(rows)) === rows.length;
      return batches.map(() => isWhole);
    },
    { maxBatch: INSERTED_TOGETHER },
  );
}

/** Posts dated in the future: of nearly every account there is none. */
export function createFutureDated(table: Table<PostRow>): (accountId: AccountId) => Promise<readonly PostRow[]> {
  const read = async (accountIds: readonly AccountId[]): Promise<readonly PostRow[]> =>
    table.many(
      { accountId: anyOf(accountIds), standing: 'future-dated' },
      { sort: { countedAt: 1, _id: 1 }, limit: MAX_BATCH },
    );
  return coalesce(async (asked: readonly AccountId[]) => {
    const rows = await read(asked);
    if (isCut(rows, asked)) return Promise.all(asked.map(async (accountId) => read([accountId])));
    return asked.map((accountId) => rows.filter((row) => row.accountId === accountId));
  });
}

interface CountedAsked {
  readonly accountId: AccountId;
  readonly from: Instant;
  readonly limit: number;
}

type Counted = Pick<Post, 'id' | 'countedAt'>;

/** What counted of an account, ascending, the newest `limit` since `from`. */
export function createCounted(table: Table<PostRow>): (asked: CountedAsked) => Promise<readonly Counted[]> {
  const read = async (accountIds: readonly AccountId[], from: Instant, limit: number) =>
    table.pick(
      {
        accountId: anyOf(accountIds.map((id) => checkId(id, 'accountId'))),
        standing: 'counted',
        countedAt: atLeast(from),
      },
      { sort: { accountId: 1, countedAt: -1, _id: -1 }, limit, fields: ['_id', 'accountId', 'countedAt'] },
    );
  const readTogether = async (asked: readonly CountedAsked[]): Promise<readonly (readonly Counted[])[]> => {
    const ids = [...new Set(asked.map(({ accountId }) => accountId))];
    const since = new Date(Math.min(...asked.map(({ from }) => from.getTime())));
    const most = ids.length > 1 ? MAX_BATCH : Math.max(...asked.map(({ limit }) => batchSize(limit)));
    const rows = await read(ids, since, most);
    const isPart = isCut(rows, ids);
    return Promise.all(
      asked.map(async ({ accountId, from, limit }) => {
        const own = isPart ? await read([accountId], from, batchSize(limit)) : rows;
        return own
          .filter((row) => row.accountId === accountId && row.countedAt >= from)
          .slice(0, batchSize(limit))
          .map(({ _id, countedAt }) => ({ id: _id, countedAt }))
          .reverse();
      }),
    );
  };
  return coalesce(readTogether, { maxBatch: COUNTED_TOGETHER });
}

/** What one account has too much of must not hide what another has. */
function isCut(rows: readonly unknown[], accountIds: readonly AccountId[]): boolean {
  return rows.length === MAX_BATCH && accountIds.length > 1;
}
