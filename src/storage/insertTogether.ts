import { anyOf } from './conditions';
import { coalesce } from './coalesce';
import type { Row, Table } from './table';

/**
 * `insert` of a table whose rows have ids of their own making, joined with those that are asked for meanwhile. Each
 * caller is told of its own row: whose id is there afterwards has inserted it.
 */
export function createInsertTogether<D extends Row>(table: Table<D>): (row: D) => Promise<'inserted' | 'duplicate'> {
  return coalesce(async (rows: readonly D[], isAgain) => {
    const [first] = rows;
    if (first !== undefined && rows.length === 1) {
      const became = await table.insert(first);
      const isOurs = became === 'duplicate' && isAgain && (await table.one({ _id: first._id })) !== null;
      return [isOurs ? 'inserted' : became];
    }
    if ((await table.insertMissing(rows)) === rows.length) return rows.map(() => 'inserted' as const);
    const ids = rows.map(({ _id }) => _id);
    const stored = await table.pick({ _id: anyOf(ids) }, { sort: { _id: 1 }, limit: ids.length, fields: ['_id'] });
    const present = new Set(stored.map(({ _id }) => _id));
    return ids.map((id) => (present.has(id) ? 'inserted' : 'duplicate'));
  });
}
