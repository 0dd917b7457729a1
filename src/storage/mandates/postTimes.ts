import type { Instant } from '../../domain/time/instant';
import type { PostTimes } from '../../ports/mandateStorage';
import { checkId } from '../checkInput';
import { count, documentSchema, instant, text } from '../schemaParts';
import type { Row, Table } from '../table';

/** When an account was last published to, as far back as its quotas count. */
export interface PostTimesRow extends Row {
  readonly _id: string;
  readonly version: number;
  readonly times: readonly Instant[];
}

export const postTimesSchema = documentSchema({ _id: text, version: count, times: { type: [instant.type] } });

/** Each attempt but one has lost against another one that was written. */
const MAX_ATTEMPTS = 50;

export function createPostTimes(table: Table<PostTimesRow>): PostTimes {
  return {
    spend: async ({ accountId, at, from, hasRoom }) => {
      const _id = checkId(accountId, 'accountId');
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
        const row = await table.one({ _id });
        const earlier = (row?.times ?? []).filter((time) => time >= from);
        if (!hasRoom(earlier)) return { taken: false, earlier };
        const times = [...earlier, at];
        const isWritten =
          row === null
            ? (await table.insert({ _id, version: 1, times })) === 'inserted'
            : await table.change({ _id, version: row.version }, { $set: { times, version: row.version + 1 } });
        if (isWritten) return { taken: true, earlier };
      }
      throw new Error(`The times of account ${accountId} are written by too many at once.`);
    },
    giveBack: async (accountId, at) => {
      const _id = checkId(accountId, 'accountId');
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
        const row = await table.one({ _id });
        const place = row?.times.findLastIndex((time) => time.getTime() === at.getTime()) ?? -1;
        if (row === null || place < 0) return;
        const change = { times: row.times.toSpliced(place, 1), version: row.version + 1 };
        if (await table.change({ _id, version: row.version }, { $set: change })) return;
      }
      throw new Error(`The times of account ${accountId} are written by too many at once.`);
    },
  };
}
