import type { Clock } from '../../ports/runtime';
import { anyOf } from '../conditions';
import type { Ending } from '../retention/endings';
import type { Row, Table } from '../table';
import type { FileBytes } from './fileBytes';
import type { FileContentRow, FileRow } from './fileRows';

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
  const usedOf = async (ids: readonly string[]): Promise<ReadonlySet<string>> => {
    if (ids.length === 0) return new Set();
    const used = await files.group<{ readonly _id: string }>([
      { $match: { contentId: anyOf(ids) } },
      { $group: { _id: '$contentId' } },
    ]);
    return new Set(used.map(({ _id }) => _id));
  };
  return {
    table: contents as unknown as Table<Row>,
    field: 'unusedSinceAt',
    // All that are planned, and in their order: what was looked at no further would go with what nothing has.
    keepFirst: async (ended, limit) => {
      for (;;) {
        const rows = await contents.many(ended, { sort: { unusedSinceAt: 1 }, limit });
        const isUsed = await usedOf(rows.map(({ _id }) => _id));
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
      const isUsed = await usedOf(ids);
      const unused = ids.filter((id) => !isUsed.has(id));
      await contents.changeAll({ ...ended, _id: anyOf(unused) }, { $set: { state: 'going' } });
      const going = await contents.pick(
        { _id: anyOf(unused), state: 'going' },
        { sort: { _id: 1 }, limit: Math.max(1, unused.length), fields: ['_id'] },
      );
      for (const { _id } of going) await bytes.remove(_id);
    },
  };
}
