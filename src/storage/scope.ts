import { trusted } from 'mongoose';
import type { UnitId } from '../domain/ids';
import type { Scope } from '../ports/paging';
import { checkId } from './checkInput';
import type { Filter, Row, Stage, Table } from './table';

/** What a person kept to a scope can do with a table: read, and change one row they can see. */
export type ScopedTable<D extends Row> = Pick<Table<D>, 'one' | 'many' | 'count' | 'change' | 'group'>;

interface Narrowing {
  /** Within the scope, only what lies under this unit too. */
  readonly unitId?: UnitId | undefined;
  /** Where a row keeps the units above it, itself included. Default `unitPath`. */
  readonly field?: 'unitPath' | 'path';
}

/**
 * The table as a reader sees it who is kept to the subtree of `scope`; null sees everything. This is the only place
 * that turns a scope into a condition: a repository that takes a `Scope` reads through it and cannot forget one read.
 * Throws `Refusal` `invalid-id` where scope or unit is no id.
 */
export function scoped<D extends Row>(
  table: Table<D>,
  scope: Scope,
  { unitId, field = 'unitPath' }: Narrowing = {},
): ScopedTable<D> {
  const units = [
    ...(scope === null ? [] : [checkId(scope, 'scope')]),
    ...(unitId === undefined ? [] : [checkId(unitId, 'unitId')]),
  ];
  if (units.length === 0) return table;
  // A unit that is being moved is gone from its former superior at once, though its rows still carry the path of
  // before.
  const seen = async (): Promise<Narrow> => {
    const gone = await table.movedAway(units);
    const only = gone.length === 0 && units.length === 1;
    const visible: Filter = {
      [field]: only ? units[0] : trusted({ $all: units, ...(gone.length === 0 ? {} : { $nin: [...gone] }) }),
    };
    return (filter) => (field in filter ? { $and: [filter, visible] } : { ...filter, ...visible });
  };
  return {
    one: async (filter, sort) => table.one((await seen())(filter), sort),
    many: async (filter, options) => table.many((await seen())(filter), options),
    count: async (filter) => table.count((await seen())(filter)),
    change: async (filter, update) => table.change((await seen())(filter), update),
    group: async (stages) => table.group(matchingFirst(stages, await seen())),
  };
}

type Narrow = (filter: Filter) => Filter;

/** One `$match` at the head: the embedded store finds its index by the first stage alone. */
function matchingFirst(stages: readonly Stage[], both: Narrow): readonly Stage[] {
  const [head, ...rest] = stages;
  return head !== undefined && '$match' in head
    ? [{ $match: both(head.$match) }, ...rest]
    : [{ $match: both({}) }, ...stages];
}
