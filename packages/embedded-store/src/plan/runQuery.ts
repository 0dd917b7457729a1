import { decodeDocument } from '../bson/decodeDocument';
import type { BsonDocument } from '../bson/valueOrder';
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
  /** What of the filter the plan's bounds leave to be looked at; null: all of it. */
  readonly rest: Matcher | null;
  readonly sort: SortSpec;
  readonly skip: number;
  /** 0 for no limit. */
  readonly limit: number;
}

/** The documents of a query, in its order. */
export function runQuery(context: ScanContext, query: Query): Generator<StoredDocument | Pause> {
  const ordered = sortsInMemory(query)
    ? sorted(matching({ ...context, fleeting: true }, query, sortReads(query.sort)), query)
    : matching(context, query);
  return query.skip === 0 && query.limit === 0 ? ordered : portion(ordered, query);
}

/** Whether a plan needs its documents compared in memory; for explain. */
export function sortsInMemory({ sort, plan }: Query): boolean {
  return sort.length > 0 && (plan.kind !== 'scan' || plan.order === null);
}

/** A document with the fields that were decoded of it, where any were. */
interface Found extends StoredDocument {
  readonly fields?: BsonDocument;
}

/**
 * Bounds that admit exactly what matches are trusted only as long as nothing was written since they were read. `also`:
 * fields that are looked at afterwards, decoded together with those of the filter.
 */
function* matching(
  context: ScanContext,
  { plan, matches, rest }: Query,
  also: readonly string[] = [],
): Generator<Found | Pause> {
  const exact = plan.kind === 'scan' && plan.exact;
  const version = context.engine.version();
  const whole = { matcher: matches, wanted: wantedFields(matches, also) };
  const remaining = rest === null ? whole : { matcher: rest, wanted: wantedFields(rest, also) };
  for (const stored of scanDocuments(context, plan)) {
    if (stored === pause) {
      yield pause;
      continue;
    }
    const isAsRead = context.engine.version() === version;
    if (exact && isAsRead) {
      yield stored;
      continue;
    }
    const { matcher, wanted } = isAsRead ? remaining : whole;
    const fields = decodeDocument(stored.bytes, wanted);
    if (matcher(fields)) yield also.length === 0 ? stored : { idKey: stored.idKey, bytes: stored.bytes, fields };
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

/** Sorts in memory copies of fleeting documents; with a limit, keeps no more than can be asked for. */
function* sorted(source: Iterable<Found | Pause>, { sort, skip, limit }: Query): Generator<StoredDocument | Pause> {
  const keyOf = sortKeyOf(sort);
  const wanted = new Set(sortReads(sort));
  const runs = new SortedRuns<StoredDocument>(limit === 0 ? Infinity : skip + limit);
  for (const stored of source) {
    if (stored === pause) yield pause;
    else {
      const { idKey, bytes, fields = decodeDocument(bytes, wanted) } = stored;
      runs.add(keyOf(fields), { idKey, bytes: Uint8Array.prototype.slice.call(bytes) }, bytes.length);
    }
  }
  yield* runs.inOrder();
}
