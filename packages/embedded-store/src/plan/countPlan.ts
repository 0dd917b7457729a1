import { isDeepStrictEqual } from 'node:util';
import { decodeDocument } from '../bson/decodeDocument';
import type { BsonDocument } from '../bson/valueOrder';
import { maxTupleBytes } from '../keys/encodeKey';
import { endOfFields } from '../keys/endOfFields';
import type { Index } from '../keys/indexSpec';
import type { Filter } from '../query/parseFilter';
import type { Collection } from '../store/catalog';
import { documents, entryKey, indexRange, restOf } from '../store/keyLayout';
import type { KeyRange, KeyValueStorage } from '../store/keyValueStorage';
import { isComplete } from './choosePlan';
import { boundIndex, type IndexBounds } from './indexBounds';
import { startingWith } from './intervals';
import { conjunctsOf, predicatesOf } from './predicates';
import type { ScanContext } from './scanDocuments';
import { pause, type Pause } from './timeSlice';

/** How documents are counted without being looked at: by the entries of an index, group by group. */
export interface CountPlan {
  readonly index: Index;
  readonly bounds: IndexBounds;
  /** How many leading fields of the index tell the groups apart. */
  readonly groupFields: number;
}

/** So many documents look alike in what the groups are made of; `document` is one of them. */
export interface CountedGroup {
  readonly document: BsonDocument;
  readonly count: number;
}

/**
 * An index by whose entries alone the documents of a filter can be counted in groups by the values at `paths` (none:
 * all in one): its bounds admit exactly what matches, each document has one entry between them, and what the groups are
 * made of are its leading fields. Null where there is none.
 */
export function planCount(collection: Collection, filter: Filter, paths: ReadonlySet<string>): CountPlan | null {
  const conjuncts = conjunctsOf(filter);
  const predicates = predicatesOf(conjuncts);
  for (const index of collection.indexes) {
    if (index.cut || !isComplete(index, conjuncts, false)) continue;
    const bounds = boundIndex(index, predicates, maxTupleBytes);
    const groupFields = bounds.cut ? null : groupFieldsOf(index, bounds, paths);
    const isExact = conjuncts.every((conjunct, i) => bounds.covered.has(i) || isOfIndex(index, conjunct));
    if (groupFields !== null && isExact) return { index, bounds, groupFields };
  }
  return null;
}

/** What a partial index leaves out cannot match. */
function isOfIndex({ partial }: Index, conjunct: Filter): boolean {
  return partial !== null && conjunctsOf(partial.filter).some((own) => isDeepStrictEqual(own, conjunct));
}

function groupFieldsOf(index: Index, bounds: IndexBounds, paths: ReadonlySet<string>): number | null {
  const isFixed = (field: number): boolean => bounds.pointCounts[field] === 1;
  // A document with an array has an entry for each of its elements, of which bounds to one value admit one.
  if (index.fields.some((_, i) => (index.multikey & (1 << i)) !== 0 && !isFixed(i))) return null;
  const named = new Set(paths);
  let field = 0;
  while (field < bounds.pointFields || named.size > 0) {
    const path = index.fields[field]?.path;
    if (path === undefined) return null;
    const isNamed = named.delete(path);
    if (field >= bounds.pointFields && (!isNamed || bounds.hasRange)) return null;
    if (isNamed && (index.multikey & (1 << field)) !== 0) return null;
    field += 1;
  }
  return field;
}

/**
 * The groups of a plan. `tellsNullFromMissing`: whether a document with these paths null is in another group than one
 * without them; then those are looked at one by one.
 */
export function* countGroups(
  context: ScanContext,
  { index, bounds, groupFields }: CountPlan,
  {
    wanted,
    tellsNullFromMissing,
  }: {
    readonly wanted: ReadonlySet<string>;
    readonly tellsNullFromMissing: (document: BsonDocument, paths: readonly string[]) => boolean;
  },
): Generator<CountedGroup | Pause> {
  const { engine, collection, cost } = context;
  const { storage, counts } = engine;
  // Bounds that name single values are a group each.
  const isNamed = groupFields > 0 && bounds.pointFields === groupFields && !bounds.hasRange;
  for (const bounded of bounds.ranges) {
    // Many may hold nothing.
    if (context.slice.isOver()) yield pause;
    const named = { fields: groupFields, start: bounded.start, isNamed };
    const known = isNamed ? counts.known(index, named, wanted) : undefined;
    if (known !== undefined) {
      cost.keys += 1;
      if (known.document !== null) yield { document: known.document, count: known.count };
      continue;
    }
    let range = indexRange(collection.id, index.id, bounded);
    for (;;) {
      const [first] = storage.read(range, { limit: 1 });
      if (first === undefined) {
        // Where its end could not be found, nobody would tell the count of what comes to be there.
        if (isNamed && endOfFields(bounded.start, index.directions, groupFields) !== null)
          counts.of(index, named, () => 0);
        break;
      }
      const group = groupOf(first.key, { collection, index, groupFields, range });
      const document = documentAt(storage, collection, { idKey: first.value, wanted });
      cost.keys += 1;
      cost.documents += 1;
      const nullPaths = (group?.nulls ?? []).flatMap((field) => index.fields[field]?.path ?? []);
      if (group === null || (nullPaths.length > 0 && tellsNullFromMissing(document, nullPaths)))
        yield* oneByOne(context, group?.range ?? range, wanted);
      else {
        const count = countOf(engine, { index, groupFields, isNamed }, group);
        // With null for a value they are not all alike: some have it, some have none.
        if (isNamed && nullPaths.length === 0) counts.keepDocument(index, named, [document, wanted]);
        yield { document, count };
      }
      if (group === null || group.isLast) break;
      range = { start: group.range.end, end: range.end };
      if (context.slice.isOver()) yield pause;
    }
  }
}

/** A group is known once it was counted, and one that the bounds cut is counted from where it was cut before. */
function countOf(
  { storage, counts }: ScanContext['engine'],
  { index, groupFields, isNamed }: Pick<CountPlan, 'index' | 'groupFields'> & { readonly isNamed: boolean },
  { range, start, from }: EntryGroup,
): number {
  if (start !== null)
    return counts.of(index, { fields: groupFields, start, isNamed }, () => storage.count(range, Infinity));
  const first = restOf(from);
  const head = from.subarray(0, from.length - first.length);
  return counts.between(index, { start: first, end: restOf(range.end) }, (one, other) =>
    storage.count({ start: Buffer.concat([head, one]), end: Buffer.concat([head, other]) }, Infinity),
  );
}

interface EntryGroup {
  readonly range: KeyRange;
  /** Where it begins by what is asked for: by values, not by an entry. */
  readonly from: Buffer;
  /** The values its entries begin with, where all that begin so lie in the range; null: only some do. */
  readonly start: Buffer | null;
  readonly nulls: readonly number[];
  readonly isLast: boolean;
}

/** The part of a range whose entries begin as this one does; null where that cannot be told. */
function groupOf(
  key: Buffer,
  of: { collection: Collection; index: Index; groupFields: number; range: KeyRange },
): EntryGroup | null {
  const { collection, index, groupFields, range } = of;
  const rest = restOf(key);
  const found = endOfFields(rest, index.directions, groupFields);
  if (found === null) return null;
  const start = rest.subarray(0, found.end);
  const alike = indexRange(collection.id, index.id, startingWith(start));
  // A range on the field behind the groups bounds within a group.
  const end = Buffer.compare(alike.end, range.end) < 0 ? alike.end : range.end;
  const isWhole = Buffer.compare(range.start, alike.start) <= 0 && Buffer.compare(alike.end, range.end) <= 0;
  const from = Buffer.compare(alike.start, range.start) > 0 ? alike.start : range.start;
  return {
    range: { start: key, end },
    from,
    start: isWhole ? start : null,
    nulls: found.nulls,
    isLast: end === range.end,
  };
}

function documentAt(
  storage: KeyValueStorage,
  collection: Collection,
  { idKey, wanted }: { readonly idKey: Buffer; readonly wanted: ReadonlySet<string> },
): BsonDocument {
  const bytes = storage.peek(entryKey(collection.id, documents, idKey));
  return bytes === undefined ? {} : decodeDocument(bytes, wanted);
}

const readAtOnce = 256;

function* oneByOne(
  { engine, collection, cost }: ScanContext,
  range: KeyRange,
  wanted: ReadonlySet<string>,
): Generator<CountedGroup | Pause> {
  let { start } = range;
  for (;;) {
    const entries = engine.storage.read({ start, end: range.end }, { limit: readAtOnce });
    for (const { value } of entries)
      yield { document: documentAt(engine.storage, collection, { idKey: value, wanted }), count: 1 };
    cost.keys += entries.length;
    cost.documents += entries.length;
    const last = entries.at(-1);
    if (last === undefined || entries.length < readAtOnce) return;
    start = Buffer.concat([last.key, Buffer.from([0])]);
    yield pause;
  }
}
