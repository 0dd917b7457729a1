import type { BsonDocument } from '../bson/valueOrder';
import { parseFilter, type Filter } from '../query/parseFilter';
import { compileFilter, type Matcher } from '../query/compileFilter';

/**
 * What `createIndexes` asked for, as stored: every field is explicit, so that nothing is read back as something else.
 */
export interface IndexOptions {
  readonly name: string;
  readonly key: Readonly<Record<string, 1 | -1>>;
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly hidden: boolean;
  readonly partialFilter: BsonDocument | null;
  readonly expireAfterSeconds: number | null;
}

/**
 * An index of an open collection. `multikey` and `cut` only ever grow: they tell the planner what it may not assume.
 */
export interface Index {
  readonly id: number;
  readonly options: IndexOptions;
  readonly fields: readonly IndexField[];
  readonly directions: readonly number[];
  readonly partial: { readonly filter: Filter; readonly matches: Matcher } | null;
  /** The top-level fields of a document that decide over its keys; null: it may be any. */
  readonly reads: readonly string[] | null;
  /** `building` indexes are kept up by writes and not yet read. */
  state: 'building' | 'ready';
  /** Bit i set: some document holds an array on the path of field i. */
  multikey: number;
  /** Some key was too long and is ordered only up to the cut. */
  cut: boolean;
}

interface IndexField {
  readonly path: string;
  readonly parts: readonly string[];
  readonly descending: boolean;
}

/** Makes the working form of an index from its stored options. */
export function openIndex(id: number, options: IndexOptions, state: Pick<Index, 'state' | 'multikey' | 'cut'>): Index {
  const fields = Object.entries(options.key).map(([path, direction]) => ({
    path,
    parts: path.split('.'),
    descending: direction === -1,
  }));
  const filter = options.partialFilter === null ? null : parseFilter(options.partialFilter);
  const matches = filter === null ? null : compileFilter(filter);
  const own = fields.map((field) => field.parts[0] as string);
  return {
    id,
    options,
    fields,
    ...state,
    directions: fields.map((field) => (field.descending ? -1 : 1)),
    partial: filter === null || matches === null ? null : { filter, matches },
    reads: matches?.readsAll === true ? null : [...new Set([...own, ...(matches?.reads ?? [])])],
  };
}
