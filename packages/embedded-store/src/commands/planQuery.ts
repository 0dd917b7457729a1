import type { BsonDocument } from '../bson/valueOrder';
import { choosePlan, resolveHint, type Plan } from '../plan/choosePlan';
import { conjunctsOf } from '../plan/predicates';
import { planCount, type CountPlan } from '../plan/countPlan';
import type { Query } from '../plan/runQuery';
import type { ScanContext } from '../plan/scanDocuments';
import { TimeSlice } from '../plan/timeSlice';
import { compileFilter, type Matcher } from '../query/compileFilter';
import { parseFilter, type Filter } from '../query/parseFilter';
import { parseSort, type SortSpec } from '../query/sortKey';
import type { Variables } from '../aggregate/expressionParts';
import { CommandError } from '../commandError';
import { isDocument } from '../bson/valueOrder';
import type { Collection } from '../store/catalog';
import type { Engine } from '../store/engine';

/** What a command wants to find, compiled once and planned when the collection is at hand. */
export interface Search {
  readonly filter: Filter;
  readonly matches: Matcher;
  readonly sort: SortSpec;
  readonly hint: unknown;
  readonly skip: number;
  readonly limit: number;
  readonly variables: Variables;
}

export interface SearchRequest {
  readonly filter: BsonDocument;
  readonly sort?: unknown;
  readonly hint?: unknown;
  readonly skip?: number;
  readonly limit?: number;
  readonly variables?: Variables;
}

/** Compiles a filter and what goes with it. Fails for anything not understood, before the collection is looked at. */
export function compileSearch({ filter, sort, hint, skip = 0, limit = 0, variables = {} }: SearchRequest): Search {
  const parsed = parseFilter(filter);
  if (hint !== undefined && hint !== null && typeof hint !== 'string' && !isDocument(hint))
    throw new CommandError('FailedToParse', 'hint must be specified as a string or an object');
  return {
    filter: parsed,
    matches: compileFilter(parsed, variables),
    sort: parseSort(sort),
    hint,
    skip,
    limit,
    variables,
  };
}

/** Chooses the plan of a search in a collection. */
export function planSearch(engine: Engine, collection: Collection, search: Search): Query {
  const hint = resolveHint(collection, search.hint);
  const { filter, matches, sort, skip, limit } = search;
  const plan = choosePlan(engine.storage, collection, { filter, sort, isLimited: limit > 0, hint });
  return { plan, matches, rest: restOf(plan, search), sort, skip, limit };
}

/** What is left of a filter once its bounds are taken for granted; null where nothing can be. */
function restOf(plan: Plan, { filter, variables }: Search): Matcher | null {
  if (plan.kind !== 'scan' || plan.exact || plan.bounds.covered.size === 0) return null;
  const children = conjunctsOf(filter).filter((_, i) => !plan.bounds.covered.has(i));
  return compileFilter({ kind: 'and', children }, variables);
}

/** As `planSearch`, where only numbers of documents by the values at `paths` are wanted; null: they must be looked at. */
export function planCountOf(collection: Collection, search: Search, paths: ReadonlySet<string>): CountPlan | null {
  const { filter, sort, hint, skip, limit } = search;
  const isHinted = resolveHint(collection, hint) !== null;
  return skip > 0 || limit > 0 || sort.length > 0 || isHinted ? null : planCount(collection, filter, paths);
}

export interface ScanOptions {
  readonly slice?: TimeSlice;
  readonly expected?: number;
  readonly fleeting?: boolean;
}

/** A fresh context for one read of a collection. */
export function scanContext(
  engine: Engine,
  collection: Collection,
  { slice = new TimeSlice(), expected = Infinity, fleeting = false }: ScanOptions = {},
): ScanContext {
  return { engine, collection, slice, cost: { keys: 0, documents: 0 }, expected, fleeting };
}
