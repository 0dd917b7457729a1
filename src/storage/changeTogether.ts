import { anyOf } from './conditions';
import { coalesce } from './coalesce';
import type { Filter, Row, Table, Update } from './table';

interface Change<D extends Row> {
  readonly filter: Filter & { readonly _id: D['_id'] };
  readonly update: Update<D>;
  /** Whether the row says what this change made of it: asked where not all of those made together went in. */
  readonly isDone: (row: D) => boolean;
}

/**
 * `changeUnlessTaken`, joined with the changes that are asked for meanwhile. Each caller is told of its own: whose change
 * is there afterwards has made it, and of several that want the same of one row the first. Where a batch failed after
 * it went in, each of several that want the same is told that it was made.
 */
export function createChangeTogether<D extends Row, Item>(
  table: Table<D>,
  changeOf: (item: Item) => Change<D>,
): (item: Item) => Promise<boolean> {
  return coalesce(async (items: readonly Item[], isAgain) => {
    const changes = items.map(changeOf);
    const [first] = changes;
    if (first !== undefined && changes.length === 1) {
      if (await table.changeUnlessTaken(first.filter, first.update)) return [true];
      const row = isAgain ? await table.one({ _id: first.filter._id }) : null;
      return [row !== null && first.isDone(row)];
    }
    if (
      (await table.changeEachUnlessTaken(changes.map(({ filter, update }) => ({ filter, update })))) === changes.length
    )
      return changes.map(() => true);
    const ids = [...new Set(changes.map(({ filter }) => filter._id))];
    const stored = await table.many({ _id: anyOf(ids) }, { sort: { _id: 1 }, limit: ids.length });
    const rows = new Map(stored.map((row) => [row._id, row]));
    return changes.map(({ filter, isDone }) => {
      const row = rows.get(filter._id);
      const isOurs = row !== undefined && isDone(row);
      if (isOurs) rows.delete(filter._id);
      return isOurs;
    });
  });
}
