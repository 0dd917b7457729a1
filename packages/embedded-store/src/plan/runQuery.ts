import { decodeDocument } from '../bson/decodeDocument';
import { wantedFields, type Matcher } from '../query/compileFilter';
import { sortKeyOf, sortReads, type SortSpec } from '../query/sortKey';
import type { StoredDocument } from '../store/documentWriter';
import type { Plan } from './choosePlan';
import { scanDocuments, type ScanContext } from './scanDocuments';
import { SortedRuns } from './sortedRuns';
import { pause, type Pause } from './timeSlice';

/** A planned query: what matches, in which order, which part of it. */
export interface Query {
  readonly plan: Plan;
  readonly matches: Matcher;
  readonly sort: SortSpec;
  readonly skip: number;
  /** 0 for no limit. */
  readonly limit: number;
}

/** The documents of a query, in its order. */
export function runQuery(context: ScanContext, query: Query): Generator<StoredDocument | Pause> {
  const ordered = sortsInMemory(query)
    ? sorted(matching({ ...context, fleeting: false }, query), query)
    : matching(context, query);
  return query.skip === 0 && query.limit === 0 ? ordered : portion(ordered, query);
}

/** Whether a plan needs its documents compared in memory; for explain. */
export function sortsInMemory({ sort, plan }: Query): boolean {
  return sort.length > 0 && (plan.kind !== 'scan' || plan.order === null);
}

/** Bounds that admit exactly what matches are trusted only as long as nothing was written since they were read. */
function* matching(context: ScanContext, { plan, matches }: Query): Generator<StoredDocument | Pause> {
  const exact = plan.kind === 'scan' && plan.exact;
  const version = context.engine.version();
  const wanted = wantedFields(matches);
  for (const stored of scanDocuments(context, plan)) {
    const accepted =
      stored === pause ||
      (exact && context.engine.version() === version) ||
      matches(decodeDocument(stored.bytes, wanted));
    if (accepted) yield stored;
    else if (context.slice.isOver()) yield pause;
  }
}

function* portion(source: Iterable<StoredDocument | Pause>, { skip, limit }: Query): Generator<StoredDocument | Pause> {
  let toSkip = skip;
  let left = limit === 0 ? Infinity : limit;
  for (const stored of source) {
    if (stored !== pause && toSkip > 0) {
      toSkip -= 1;
      continue;
    }
    yield stored;
    if (stored !== pause && --left === 0) return;
  }
}

/** Sorts in memory; with a limit, keeps no more than can be asked for. */
function* sorted(
  source: Iterable<StoredDocument | Pause>,
  { sort, skip, limit }: Query,
): Generator<StoredDocument | Pause> {
  const keyOf = sortKeyOf(sort);
  const wanted = new Set(sortReads(sort));
  const runs = new SortedRuns<StoredDocument>(limit === 0 ? Infinity : skip + limit);
  for (const stored of source) {
    if (stored === pause) yield pause;
    else runs.add(keyOf(decodeDocument(stored.bytes, wanted)), stored, stored.bytes.length);
  }
  yield* runs.inOrder();
}
