import type { Connection, mongo, PipelineStage, Schema } from 'mongoose';
import { compileFilterCheck } from './checkFilter';
import { compileRowCheck } from './checkRow';
import { compileUpdateCheck } from './checkUpdate';
import type { Filter } from './conditions';
import { createByteReads } from './byteReads';
import type { ByteRows } from './byteRows';
import { duplicateIsAnAnswer, isDuplicateKey } from './duplicateKey';
import type { KnownRows } from './knownRows';
import { createMovedAway } from './openMoves';
import { tellingRoom } from './outOfRoom';

export type { Filter };

export interface Row {
  readonly _id: string | number;
}
export type Sort = Readonly<Record<string, 1 | -1>>;
/** Fields by name, checked against the row, or by dotted path. */
export type Fields<D> = Partial<Omit<D, '_id'>> & { readonly [path: `${string}.${string}`]: unknown };
export interface Update<D> {
  readonly $set?: Fields<D>;
  readonly $setOnInsert?: Partial<D>;
  readonly $unset?: { readonly [field in keyof D]?: true } & { readonly [path: `${string}.${string}`]: true };
  readonly $inc?: { readonly [field in keyof D]?: number } & { readonly [path: `${string}.${string}`]: number };
  readonly $min?: Fields<D>;
  readonly $push?: Filter;
  readonly $pull?: Filter;
}

export interface RowChange<D> {
  readonly filter: Filter;
  readonly update: Update<D>;
}

/** An aggregation stage the embedded store knows as well. */
export type Stage = Extract<
  PipelineStage,
  PipelineStage.Match | PipelineStage.Group | PipelineStage.Sort | PipelineStage.Limit
>;

export interface ManyOptions<D> {
  readonly sort: Sort;
  readonly limit: number;
  readonly without?: readonly string[];
  readonly known?: KnownRows<D>;
}

/**
 * One collection. Every read is sorted and limited; every write that another writer may have overtaken returns whether
 * it happened; a duplicate key is a result, not an error.
 */
export interface Table<D extends Row> {
  readonly name: string;
  one(filter: Filter, sort?: Sort): Promise<D | null>;
  /**
   * `without`: fields, by dotted path, that rows carry much of and nobody here reads; they are not there then. `known`:
   * rows of such reads, kept to be given again; who reads many of them at once changes none.
   */
  many(filter: Filter, options: ManyOptions<D>): Promise<D[]>;
  /** As `many`, with these fields of each row only: for rows that carry far more than is wanted of them. */
  pick<K extends keyof D>(
    filter: Filter,
    options: { readonly sort: Sort; readonly limit: number; readonly fields: readonly K[] },
  ): Promise<Pick<D, K>[]>;
  /**
   * As `many`, as the bytes the rows are stored in: for reading more of them than objects could be made of in time.
   * What does not fit into one reply is left out: only where there are none there are no more.
   */
  bytes(filter: Filter, options: { readonly sort: Sort; readonly limit: number }): Promise<ByteRows>;
  /** As `bytes`, all that is asked for; null where that fails or does not fit: objects are to be read then. */
  wholeBytes(filter: Filter, options: { readonly sort: Sort; readonly limit: number }): Promise<ByteRows | null>;
  count(filter: Filter): Promise<number>;
  /** As `count`, which stops at `limit`. */
  countUpTo(filter: Filter, limit: number): Promise<number>;
  insert(row: D): Promise<'inserted' | 'duplicate'>;
  /** Inserts those that break no unique index, in any order. Returns how many went in. */
  insertMissing(rows: readonly D[]): Promise<number>;
  /** Inserts in order and stops before the first that breaks a unique index. */
  insertInOrder(rows: readonly D[]): Promise<'inserted' | 'duplicate'>;
  /** Changes the one row the filter names. False: there is none, somebody else was faster. */
  change(filter: Filter, update: Update<D>): Promise<boolean>;
  /** As `change`, and false as well where the change would break a unique index. */
  changeUnlessTaken(filter: Filter, update: Update<D>): Promise<boolean>;
  changeAll(filter: Filter, update: Update<D>): Promise<number>;
  /** As `change` for many rows in one round trip, each with its own filter. Returns how many were changed. */
  changeEach(changes: readonly RowChange<D>[]): Promise<number>;
  /** As `changeEach`; those that would break a unique index are left out. */
  changeEachUnlessTaken(changes: readonly RowChange<D>[]): Promise<number>;
  /** Inserts and changes in this order and stops before the first insert that breaks a unique index. */
  writeInOrder(writes: readonly (RowChange<D> | { readonly insert: D })[]): Promise<'written' | 'duplicate'>;
  /**
   * Changes one row, found `through` an index by name where it matters which, and returns it as it was `before` or is
   * `after`; null: the filter names none.
   */
  findOneAndUpdate(
    filter: Filter,
    update: Update<D>,
    options: { readonly answer: 'before' | 'after'; readonly sort?: Sort; readonly through?: string },
  ): Promise<D | null>;
  /** Changes the row or adds it. Returns it as it is after. */
  put(filter: Filter, update: Update<D>): Promise<D>;
  remove(filter: Filter): Promise<boolean>;
  removeAll(filter: Filter): Promise<number>;
  group<R>(stages: readonly Stage[]): Promise<R[]>;
  /** Units that are being moved away from under any of these: their rows may still carry the path of before. */
  movedAway(units: readonly string[]): Promise<readonly string[]>;
}

function isOneKey(filter: Filter): boolean {
  const { _id: id, ...others } = filter;
  return (typeof id === 'string' || typeof id === 'number') && Object.keys(others).length === 0;
}

/** How often an insert-or-change is repeated when another process inserts the same key in between. */
const PUT_ATTEMPTS = 5;

type Stored = Readonly<Record<string, unknown>> & { readonly _id: string | number };

/**
 * Opens a collection with its schema; `confirmed` reads only what an election cannot take back. Creates nothing in the
 * store. The schema's compiled checks stand before every
 * filter, update and row; what passed them goes straight to the driver.
 */
export function openTable<D extends Row>(
  connection: Connection,
  name: string,
  described: Schema | { readonly schema: Schema; readonly confirmed: true },
): Table<D> {
  const { schema, confirmed } = 'confirmed' in described ? described : { schema: described, confirmed: false };
  let opened: mongo.Db | null = null;
  const database = (): mongo.Db => (opened ??= connection.getClient().db(connection.name));
  let collection: mongo.Collection<Stored> | null = null;
  const rows = (): mongo.Collection<Stored> =>
    (collection ??= database().collection<Stored>(name, {
      ignoreUndefined: true,
      ...(confirmed ? { readConcern: 'majority' as const } : {}),
    }));
  // The checks guarantee what a stored document looks like (strict on every write); this is the one place that says
  // so.
  const asRow = (found: unknown): D => found as D;
  const checkedRow = compileRowCheck(schema);
  const checkedFilter = compileFilterCheck(schema);
  const checkedUpdate = compileUpdateCheck(schema);
  const lists = Object.entries(schema.paths).flatMap(([path, { instance }]) => (instance === 'Array' ? [path] : []));
  const where = (filter: Filter): mongo.Filter<Stored> => checkedFilter(filter) as mongo.Filter<Stored>;
  const changes = (update: Update<D>): mongo.UpdateFilter<Stored> => {
    const checked = checkedUpdate(update);
    if (Object.keys(checked).length === 0) throw new Error(`An update of ${name} changes nothing.`);
    return checked as mongo.UpdateFilter<Stored>;
  };
  const insertRows = async (added: readonly D[], ordered: boolean): Promise<number> => {
    const documents = added.map((row) => checkedRow(row) as Stored);
    return (await rows().insertMany(documents, { ordered, ignoreUndefined: true })).insertedCount;
  };
  const find = async (
    filter: Filter,
    options: { readonly sort?: Sort; readonly limit: number; readonly projection?: Readonly<Record<string, 0 | 1>> },
  ): Promise<D[]> => {
    const { sort, ...others } = options;
    // In one reply where it fits into one: the store's own first batch is 101 rows, and the next a round trip each.
    const whole = { ...others, batchSize: Math.max(1, options.limit) };
    const ordered = sort === undefined ? whole : { ...whole, sort: { ...sort } };
    return (await rows().find(where(filter), ordered).toArray()).map(asRow);
  };

  const bytes = createByteReads(database, { name, confirmed });
  // Where that fails or does not fit, the driver's own way repeats it or goes on.
  const wholeBytes = (asked: Parameters<typeof bytes.whole>[0]): Promise<ByteRows | null> =>
    bytes.whole({ ...asked, filter: where(asked.filter) }).catch(() => null);

  const change = async (filter: Filter, update: Update<D>): Promise<boolean> =>
    (await rows().updateOne(where(filter), changes(update))).matchedCount === 1;

  const updateOf = ({ filter, update }: RowChange<D>) => ({
    updateOne: { filter: where(filter), update: changes(update) },
  });
  const changeEach = async (each: readonly RowChange<D>[]): Promise<number> =>
    each.length === 0 ? 0 : (await rows().bulkWrite(each.map(updateOf), { ordered: false })).matchedCount;

  const put = async (filter: Filter, update: Update<D>): Promise<D> => {
    const named = new Set([
      ...Object.keys(filter),
      ...Object.values(update).flatMap((part) => Object.keys(part as object)),
    ]);
    const empty = Object.fromEntries(lists.flatMap((list) => (named.has(list) ? [] : [[list, []]])));
    const whole = { ...update, $setOnInsert: { ...empty, ...update.$setOnInsert } } as Update<D>;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return asRow(
          await rows().findOneAndUpdate(where(filter), changes(whole), { upsert: true, returnDocument: 'after' }),
        );
      } catch (error) {
        if (!isDuplicateKey(error) || attempt >= PUT_ATTEMPTS) throw error;
      }
    }
  };

  const table: Table<D> = {
    name,
    one: async (filter, sort = { _id: 1 }) =>
      // One key needs no order, and the store looks it up without planning.
      (await find(filter, { limit: 1, ...(isOneKey(filter) ? {} : { sort }) }))[0] ?? null,
    many: async (filter, { sort, limit, without = [], known }) => {
      const projection = Object.fromEntries(without.map((field) => [field, 0 as const]));
      const asked = { sort, limit, ...(without.length === 0 ? {} : { projection }) };
      const found = known && (await wholeBytes({ ...asked, filter }));
      return found && known ? known.of(found) : find(filter, asked);
    },
    pick: (filter, { sort, limit, fields }) =>
      find(filter, { sort, limit, projection: Object.fromEntries(fields.map((field) => [field, 1])) }),
    bytes: (filter, { sort, limit }) => bytes.first({ filter: where(filter), sort, limit }),
    wholeBytes: (filter, { sort, limit }) => wholeBytes({ filter, sort, limit }),
    count: async (filter) => rows().countDocuments(where(filter)),
    countUpTo: async (filter, limit) => rows().countDocuments(where(filter), { limit }),
    insert: (row) => duplicateIsAnAnswer(insertRows([row], true)),
    insertMissing: async (added) => {
      if (added.length === 0) return 0;
      try {
        return await insertRows(added, false);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        return (error as { readonly insertedCount: number }).insertedCount;
      }
    },
    insertInOrder: (added) => duplicateIsAnAnswer(insertRows(added, true)),
    change,
    changeUnlessTaken: async (filter, update) => {
      try {
        return await change(filter, update);
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    changeAll: async (filter, update) => (await rows().updateMany(where(filter), changes(update))).matchedCount,
    changeEach,
    changeEachUnlessTaken: async (each) => {
      try {
        return await changeEach(each);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        return (error as { readonly matchedCount: number }).matchedCount;
      }
    },
    writeInOrder: async (writes) => {
      if (writes.length === 0) return 'written';
      const checked = writes.map((write) =>
        'insert' in write ? { insertOne: { document: checkedRow(write.insert) as Stored } } : updateOf(write),
      );
      const answer = await duplicateIsAnAnswer(rows().bulkWrite(checked, { ordered: true, ignoreUndefined: true }));
      return answer === 'inserted' ? 'written' : answer;
    },
    findOneAndUpdate: async (filter, update, { answer, sort = { _id: 1 }, through }) => {
      const found = await rows().findOneAndUpdate(where(filter), changes(update), {
        returnDocument: answer,
        sort: { ...sort },
        ...(through === undefined ? {} : { hint: through as unknown as mongo.Document }),
      });
      return found === null ? null : asRow(found);
    },
    put,
    remove: async (filter) => (await rows().deleteOne(where(filter))).deletedCount === 1,
    removeAll: async (filter) => (await rows().deleteMany(where(filter))).deletedCount,
    group: async <R>(stages: readonly Stage[]): Promise<R[]> =>
      rows()
        .aggregate<R & mongo.Document>([...stages], { allowDiskUse: false })
        .toArray(),
    movedAway: createMovedAway(database),
  };
  return {
    ...table,
    insert: tellingRoom(table.insert),
    insertMissing: tellingRoom(table.insertMissing),
    insertInOrder: tellingRoom(table.insertInOrder),
    change: tellingRoom(table.change),
    changeUnlessTaken: tellingRoom(table.changeUnlessTaken),
    changeAll: tellingRoom(table.changeAll),
    changeEach: tellingRoom(table.changeEach),
    changeEachUnlessTaken: tellingRoom(table.changeEachUnlessTaken),
    writeInOrder: tellingRoom(table.writeInOrder),
    findOneAndUpdate: tellingRoom(table.findOneAndUpdate),
    put: tellingRoom(table.put),
    remove: tellingRoom(table.remove),
    removeAll: tellingRoom(table.removeAll),
  };
}
