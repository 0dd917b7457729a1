import type { Clock } from '../../ports/runtime';
import { anyOf } from '../conditions';
import type { Ending } from '../retention/endings';
import type { Row, Table } from '../table';
import type { FileBytes } from './fileBytes';
import type { FileContentRow, FileRow } from './fileRows';

const BATCH = 500;

/** Files that nothing has. What they have in common is marked first: whether a file still has it is seen later. */
export function filesEnding({
  files,
  contents,
  clock,
}: {
  readonly files: Table<FileRow>;
  readonly contents: Table<FileContentRow>;
  readonly clock: Clock;
}): Ending {
  return {
    table: files as unknown as Table<Row>,
    field: 'unheldSinceAt',
    removeFirst: async (ids) => {
      if (ids.length === 0) return;
      const rows = await files.pick(
        { _id: anyOf(ids) },
        { sort: { _id: 1 }, limit: ids.length, fields: ['contentId'] },
      );
      const contentIds = [...new Set(rows.map(({ contentId }) => contentId))];
      await contents.changeAll({ _id: anyOf(contentIds) }, { $set: { unusedSinceAt: clock.now() } });
    },
  };
}

/**
 * Contents that no file has, and what killed uploads left. One that a file has after all is taken out first; one that
 * goes is given to no file from then on, and only then loses its bytes.
 */
export function contentsEnding({
  files,
  contents,
  bytes,
}: {
  readonly files: Table<FileRow>;
  readonly contents: Table<FileContentRow>;
  readonly bytes: FileBytes;
}): Ending {
  return {
    table: contents as unknown as Table<Row>,
    field: 'unusedSinceAt',
    keepFirst: async (ended) => {
      for (;;) {
        const rows = await contents.many(ended, { sort: { unusedSinceAt: 1 }, limit: BATCH });
        const ids = rows.map(({ _id }) => _id);
        const used = await files.group<{ readonly _id: string }>([
          { $match: { contentId: anyOf(ids) } },
          { $group: { _id: '$contentId' } },
        ]);
        const isUsed = new Set(used.map(({ _id }) => _id));
        const kept = rows.filter(({ _id }) => isUsed.has(_id));
        // Only as they were read: one that was marked again is looked at again.
        await contents.changeEach(
          kept.map(({ _id, unusedSinceAt }) => ({
            filter: { _id, unusedSinceAt },
            update: { $set: { unusedSinceAt: null } },
          })),
        );
        if (kept.length === 0) return;
      }
    },
    removeFirst: async (ids, ended) => {
      await contents.changeAll({ ...ended, _id: anyOf(ids) }, { $set: { state: 'going' } });
      const going = await contents.pick(
        { _id: anyOf(ids), state: 'going' },
        { sort: { _id: 1 }, limit: Math.max(1, ids.length), fields: ['_id'] },
      );
      for (const { _id } of going) await bytes.remove(_id);
    },
  };
}
