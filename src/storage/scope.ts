import { trusted } from 'mongoose';
import type { UnitId } from '../domain/ids';
import type { Scope } from '../ports/paging';
import { checkId } from './checkInput';
import type { Filter, Row, Stage, Table } from './table';

/** What a person kept to a scope can do with a table: read, and change one row they can see. */
export type ScopedTable<D extends Row> = Pick<Table<D>, 'one' | 'many' | 'count' | 'change' | 'group'>;

/** Whose rows a reader sees: those below all of `units`, and nothing of the units that are being moved away. */
export interface Sight {
  readonly units: readonly UnitId[];
  readonly gone: readonly UnitId[];
}

/** How rows that each lie in several units are seen: which of them, and what of each. */
export interface SharedRows<D> {
  readonly visible: (sight: Sight) => Filter;
  readonly cut: (row: D, sight: Sight) => D;
}

interface Narrowing<D> {
  /** Within the scope, only what lies under this unit too. */
  readonly unitId?: UnitId | undefined;
  /** Where a row keeps the units above it, itself included. Default `unitPath`. */
  readonly field?: 'unitPath' | 'path';
  /** Of rows that lie in several units. Default: each row lies in one. */
  readonly shared?: SharedRows<D>;
}

/**
 * The table as a reader sees it who is kept to the subtree of `scope`; null sees everything. This is the only place
 * that turns a scope into a condition: a repository that takes a `Scope` reads through it and cannot forget one read.
 * Throws `Refusal` `invalid-id` where scope or unit is no id.
 */
export function scoped<D extends Row>(
  table: Table<D>,
  scope: Scope,
  { unitId, field = 'unitPath', shared }: Narrowing<D> = {},
): ScopedTable<D> {
  const units = [
    ...(scope === null ? [] : [checkId(scope, 'scope')]),
    ...(unitId === undefined ? [] : [checkId(unitId, 'unitId')]),
  ];
  if (units.length === 0) return table;
  const seen = async (): Promise<{ readonly narrow: Narrow; readonly cut: (row: D) => D }> => {
    const sight = await sightOf(table, units);
    const visible = shared === undefined ? { [field]: below(sight) } : shared.visible(sight);
    return {
      narrow: (filter) =>
        Object.keys(visible).some((name) => name in filter) ? { $and: [filter, visible] } : { ...filter, ...visible },
      cut: (row) => (shared === undefined ? row : shared.cut(row, sight)),
    };
  };
  return {
    one: async (filter, sort) => {
      const { narrow, cut } = await seen();
      const row = await table.one(narrow(filter), sort);
      return row === null ? null : cut(row);
    },
    many: async (filter, options) => {
      const { narrow, cut } = await seen();
      return (await table.many(narrow(filter), options)).map(cut);
    },
    count: async (filter) => table.count((await seen()).narrow(filter)),
    change: async (filter, update) => table.change((await seen()).narrow(filter), update),
    group: async (stages) => table.group(matchingFirst(stages, (await seen()).narrow)),
  };
}

/**
 * A unit that is being moved is gone from its former superior at once, though its rows still carry the path of before.
 */
export async function sightOf(table: Pick<Table<Row>, 'movedAway'>, units: readonly UnitId[]): Promise<Sight> {
  return { units, gone: (await table.movedAway(units)) as readonly UnitId[] };
}

/** Of the units above a row: all of the reader's, and none that is gone. */
export function below({ units, gone }: Sight): unknown {
  if (gone.length === 0 && units.length === 1) return units[0];
  return trusted({ $all: units, ...(gone.length === 0 ? {} : { $nin: [...gone] }) });
}

type Narrow = (filter: Filter) => Filter;

/** One `$match` at the head: the embedded store finds its index by the first stage alone. */
function matchingFirst(stages: readonly Stage[], both: Narrow): readonly Stage[] {
  const [head, ...rest] = stages;
  return head !== undefined && '$match' in head
    ? [{ $match: both(head.$match) }, ...rest]
    : [{ $match: both({}) }, ...stages];
}
