import type { Connection, Schema } from 'mongoose';
import { aggregate } from 'mingo';
import { INDEXES } from '../../src/storage/migrations/m0001Indexes';
import { REPLACED_INDEX, SITE_INDEXES } from '../../src/storage/migrations/m0011Sites';
import type { Filter, Row, Sort, Table, Update } from '../../src/storage/table';
import { plain, valuesAt, compare, isOperators, compile, matches, type Value } from './memoryFilter';

/**
 * Tables in memory with the semantics the repositories rely on: compare-and-set, unique indexes, sorted and limited
 * reads. It takes the place of the database alone, so that thousands of runs over the real repositories take minutes;
 * the same scenario also runs on the real store.
 */
export interface MemoryConnection {
  readonly tables: Map<string, Map<string | number, Value>>;
  close(): Promise<void>;
}

export function memoryConnection(): MemoryConnection {
  return { tables: new Map(), close: () => Promise.resolve() };
}

/**
 * Rows are never changed in place, so that readers may keep what they were given: every write makes the changed parts
 * anew.
 */
function setAt(row: Value, path: string, value: unknown): void {
  const steps = path.split('.');
  const last = steps.pop() ?? path;
  let place = row;
  for (const step of steps) place = (place[step] = { ...(place[step] as Value | undefined) }) as Value;
  if (value === undefined) delete place[last];
  else place[last] = value;
}

function changed(row: Value, update: Update<Row>): Value {
  const next = { ...row };
  for (const [path, value] of Object.entries(update.$set ?? {})) setAt(next, path, value);
  for (const path of Object.keys(update.$unset ?? {})) setAt(next, path, undefined);
  for (const [path, by] of Object.entries(update.$inc ?? {}))
    setAt(next, path, Number(valuesAt(next, path.split('.'))[0] ?? 0) + Number(by));
  for (const [path, value] of Object.entries(update.$min ?? {})) {
    const [known] = valuesAt(next, path.split('.'));
    if (known === null || known === undefined || compare(value, known) < 0) setAt(next, path, value);
  }
  for (const [path, value] of Object.entries(update.$push ?? {})) {
    const added = isOperators(value) ? (value as { readonly $each: unknown[] }).$each : [value];
    setAt(next, path, [...((valuesAt(next, path.split('.'))[0] as unknown[] | undefined) ?? []), ...added]);
  }
  for (const [path, condition] of Object.entries(update.$pull ?? {})) {
    setAt(
      next,
      path,
      (valuesAt(next, path.split('.'))[0] as Value[]).filter((item) => !matches(item, condition as Filter)),
    );
  }
  return next;
}

function sorted(rows: Value[], sort: Sort): Value[] {
  if (rows.length < 2) return rows;
  const keys = Object.entries(sort).map(([path, direction]) => ({ steps: path.split('.'), direction }));
  const placed = rows.map((row) => ({ row, by: keys.map(({ steps }) => plain(valuesAt(row, steps)[0] ?? -Infinity)) }));
  placed.sort((one, other) => {
    for (const [index, { direction }] of keys.entries()) {
      const order = compare(one.by[index], other.by[index]);
      if (order !== 0) return order * direction;
    }
    return 0;
  });
  return placed.map(({ row }) => row);
}

class DuplicateKey extends Error {
  readonly code = 11000;
}

export function openMemoryTable<D extends Row>(
  connection: Connection | MemoryConnection,
  name: string,
  _schema: Schema,
): Table<D> {
  const { tables } = connection as MemoryConnection;
  const rows = tables.get(name) ?? new Map<string | number, Value>();
  tables.set(name, rows);
  const uniques = [
    ...INDEXES.filter((index) => index.collection === name && index.unique === true)
      .filter((index) => index.name !== REPLACED_INDEX.name)
      .map(({ only, ...index }) => ({ ...index, covers: only === undefined ? () => true : compile(only) })),
    ...Object.entries(SITE_INDEXES).flatMap(([collection, indexes]) =>
      collection === name
        ? indexes.filter((index) => 'unique' in index).map((index) => ({ ...index, covers: () => true }))
        : [],
    ),
  ];
  const keysOf = (row: Value): string[] =>
    uniques
      .filter(({ covers }) => covers(row))
      .flatMap(({ name: index, key }) => {
        const paths = Object.keys(key);
        const lists = valuesAt(row, (paths[0] ?? '').split('.')).filter((value) => !Array.isArray(value));
        return paths.length === 1
          ? lists.map((value) => `${index} ${String(plain(value))}`)
          : [`${index} ${paths.map((path) => String(plain(valuesAt(row, path.split('.'))[0]))).join('|')}`];
      });
  const taken = new Map<string, string | number>();
  const write = (row: Value): void => {
    const id = row['_id'] as string | number;
    const before = rows.get(id);
    const keys = keysOf(row);
    if (keys.some((key) => taken.has(key) && taken.get(key) !== id)) throw new DuplicateKey();
    if (before !== undefined) for (const key of keysOf(before)) taken.delete(key);
    for (const key of keys) taken.set(key, id);
    rows.set(id, row);
  };
  const find = (filter: Filter): Value[] => {
    const id = filter['_id'];
    const candidates =
      typeof id === 'string' || typeof id === 'number'
        ? [rows.get(id)].filter((row) => row !== undefined)
        : [...rows.values()];
    return candidates.filter(compile(filter));
  };
  const read = (filter: Filter, sort: Sort, limit: number): D[] =>
    sorted(find(filter), sort).slice(0, limit) as unknown as D[];
  const insert = (row: D): 'inserted' | 'duplicate' => {
    if (rows.has(row._id)) return 'duplicate';
    try {
      write(row as unknown as Value);
      return 'inserted';
    } catch (error) {
      if (error instanceof DuplicateKey) return 'duplicate';
      throw error;
    }
  };
  const change = (filter: Filter, update: Update<D>): boolean => {
    const [row] = find(filter);
    if (row !== undefined) write(changed(row, update as Update<Row>));
    return row !== undefined;
  };
  const changeUnlessTaken = (filter: Filter, update: Update<D>): boolean => {
    try {
      return change(filter, update);
    } catch (error) {
      if (error instanceof DuplicateKey) return false;
      throw error;
    }
  };
  return {
    name,
    one: async (filter, sort = { _id: 1 }) => read(filter, sort, 1)[0] ?? null,
    many: async (filter, { sort, limit }) => read(filter, sort, limit),
    pick: async (filter, { sort, limit }) => read(filter, sort, limit),
    bytes: () => Promise.reject(new Error('rows in memory have no bytes')),
    wholeBytes: async () => null,
    count: async (filter) => find(filter).length,
    countUpTo: async (filter, limit) => Math.min(find(filter).length, limit),
    movedAway: async () => [],
    insert: async (row) => insert(row),
    insertMissing: async (some) => some.filter((row) => insert(row) === 'inserted').length,
    insertInOrder: async (some) => (some.every((row) => insert(row) === 'inserted') ? 'inserted' : 'duplicate'),
    change: async (filter, update) => change(filter, update),
    changeUnlessTaken: async (filter, update) => changeUnlessTaken(filter, update),
    changeAll: async (filter, update) => {
      const found = find(filter);
      for (const row of found) write(changed(row, update as Update<Row>));
      return found.length;
    },
    changeEach: async (each) => each.filter(({ filter, update }) => change(filter, update)).length,
    changeEachUnlessTaken: async (each) =>
      each.filter(({ filter, update }) => changeUnlessTaken(filter, update)).length,
    writeInOrder: async (writes) =>
      writes.every((one) =>
        'insert' in one ? insert(one.insert) === 'inserted' : (change(one.filter, one.update), true),
      )
        ? 'written'
        : 'duplicate',
    findOneAndUpdate: async (filter, update, { answer, sort = { _id: 1 } }) => {
      const [row] = sorted(find(filter), sort);
      if (row === undefined) return null;
      const next = changed(row, update as Update<Row>);
      write(next);
      return (answer === 'before' ? row : next) as unknown as D;
    },
    put: async (filter, update) => {
      if (!change(filter, update))
        write(changed({ ...filter, ...update.$setOnInsert }, { ...update, $setOnInsert: {} } as Update<Row>));
      return find(filter)[0] as unknown as D;
    },
    remove: async (filter) => {
      const [row] = find(filter);
      if (row === undefined) return false;
      for (const key of keysOf(row)) taken.delete(key);
      return rows.delete(row['_id'] as string | number);
    },
    removeAll: async (filter) => {
      const found = find(filter);
      for (const row of found) {
        for (const key of keysOf(row)) taken.delete(key);
        rows.delete(row['_id'] as string | number);
      }
      return found.length;
    },
    group: async <R>(stages: Parameters<Table<D>['group']>[0]): Promise<R[]> =>
      aggregate([...rows.values()], [...stages] as never) as R[],
  };
}
