import { CommandError } from '../commandError';
import { maxIdBytes, maxTupleBytes } from '../keys/encodeKey';
import { openIndex, type Index } from '../keys/indexSpec';
import type { Filter } from '../query/parseFilter';
import type { SortSpec } from '../query/sortKey';
import type { Collection } from '../store/catalog';
import { documents, indexRange } from '../store/keyLayout';
import type { KeyValueStorage } from '../store/keyValueStorage';
import { excludesMissing, implies } from './implies';
import { boundIndex, type BoundedRange, type IndexBounds } from './indexBounds';
import { conjunctsOf, predicatesOf, type Predicate } from './predicates';
import { sortByIndex, type IndexOrder } from './sortByIndex';

/** How documents are found. `scan` reads one index (or the documents themselves), `union` several after one another. */
export type Plan = ScanPlan | { readonly kind: 'union'; readonly scans: readonly ScanPlan[] };

export interface ScanPlan {
  readonly kind: 'scan';
  readonly index: Index;
  readonly bounds: IndexBounds;
  /** The order the scan gives, where that is the order asked for. */
  readonly order: IndexOrder | null;
  /** The bounds admit exactly the documents that match: no document need be looked at. */
  readonly exact: boolean;
}

export interface PlanRequest {
  readonly filter: Filter;
  readonly sort: SortSpec;
  /** Only the first documents of the order are asked for. */
  readonly isLimited: boolean;
  readonly hint: Index | null;
}

/** The index on `_id`: the documents themselves in the order of their keys. */
export const idIndex: Index = openIndex(
  documents,
  {
    name: '_id_',
    key: { _id: 1 },
    unique: true,
    sparse: false,
    hidden: false,
    partialFilter: null,
    expireAfterSeconds: null,
  },
  { state: 'ready', multikey: 0, cut: false },
);

/** An index's keys are cut behind this many bytes, less the hash that ends a cut key. */
const hashBytes = 16;
/** Candidates are compared by counting their entries up to this many at most. */
const probeLimit = 200;
/** Up to so many ranges are all counted: one of few states may hold nearly everything. */
const wholeRanges = 32;
/** Of more, so many are, and each of the others stands for one entry at least. */
const probedRanges = 8;

/** Chooses how to find the documents that match a filter, in the order of the sort if an index can give it. */
export function choosePlan(storage: KeyValueStorage, collection: Collection, request: PlanRequest): Plan {
  const conjuncts = conjunctsOf(request.filter);
  const predicates = predicatesOf(conjuncts);
  const given = { conjuncts, predicates, sort: request.sort, isLimited: request.isLimited };
  if (request.hint !== null) return hintedScan(request.hint, given);
  const useful: ScanPlan[] = [];
  for (const index of [idIndex, ...collection.indexes]) {
    if (!mayHelp(index, predicates, request.sort) || !isComplete(index, conjuncts, false)) continue;
    const scan = scanOf(index, given);
    // Cannot be beaten: the bounds of the other indexes need not be made. Nearly every write names its document so.
    if (isSingleEntry(scan)) return scan;
    if (isBounded(scan) || index.partial !== null || (request.sort.length > 0 && scan.order !== null))
      useful.push(scan);
  }
  const best = pickBest(storage, collection, { scans: useful, sorted: request.sort.length > 0 });
  if (best === null || !isBounded(best)) {
    const union = unionOf(storage, collection, conjuncts);
    if (union !== null) return union;
  }
  return best ?? scanOf(idIndex, given);
}

/** The index named by `hint`: its name, or its key pattern. */
export function resolveHint(collection: Collection, hint: unknown): Index | null {
  if (hint === undefined || hint === null || (typeof hint === 'object' && Object.keys(hint).length === 0)) return null;
  const wanted =
    typeof hint === 'string'
      ? hint
      : JSON.stringify(Object.entries(hint).map(([path, direction]) => [path, Number(direction)]));
  const found = [idIndex, ...collection.indexes].find(
    ({ options, state }) =>
      state === 'ready' &&
      !options.hidden &&
      (options.name === wanted || JSON.stringify(Object.entries(options.key)) === wanted),
  );
  if (found === undefined)
    throw new CommandError(
      'BadValue',
      'error processing query: hint provided does not correspond to an existing index',
    );
  return found;
}

/** A cheap first look: an index helps by bounds on its first field, by its order, or by being small. */
function mayHelp(index: Index, predicates: readonly Predicate[], sort: SortSpec): boolean {
  const first = index.fields[0]?.path;
  return (
    index.partial !== null ||
    predicates.some(({ path }) => path === first) ||
    (sort.length > 0 && index.fields.some(({ path }) => path === sort[0]?.path))
  );
}

/** The index asked for is read even when it leaves out documents, as MongoDB does; then it proves nothing. */
function hintedScan(index: Index, given: Given): ScanPlan {
  return isComplete(index, given.conjuncts, true)
    ? scanOf(index, given)
    : scanOf(index, { ...given, predicates: [], sort: [] });
}

/** Whether the index holds every document that can match: it is ready, and what it leaves out cannot match. */
export function isComplete(index: Index, conjuncts: readonly Filter[], hinted: boolean): boolean {
  if (index.state !== 'ready' || (index.options.hidden && !hinted)) return false;
  if (index.partial !== null && !implies(conjuncts, index.partial.filter)) return false;
  if (!index.options.sparse) return true;
  return conjuncts.some(
    (conjunct) => 'path' in conjunct && conjunct.path in index.options.key && excludesMissing(conjunct),
  );
}

interface Given extends Pick<PlanRequest, 'sort' | 'isLimited'> {
  readonly conjuncts: readonly Filter[];
  readonly predicates: readonly Predicate[];
}

function scanOf(index: Index, { conjuncts, predicates, ...order }: Given): ScanPlan {
  const longest = (index === idIndex ? maxIdBytes : maxTupleBytes) - hashBytes;
  const bounds = boundIndex(index, predicates, longest);
  const exact = conjuncts.every((_, i) => bounds.covered.has(i));
  return { kind: 'scan', index, bounds, order: bounds.cut ? null : sortByIndex(index, bounds, order), exact };
}

function isBounded({ bounds }: ScanPlan): boolean {
  return bounds.pointFields > 0 || bounds.hasRange;
}

function isSingleEntry({ index, bounds }: ScanPlan): boolean {
  return index.options.unique && bounds.pointFields === index.fields.length && bounds.ranges.length <= 1;
}

/**
 * The fewest entries, counted up to a limit, then the better fit. What fits best is counted first, and of the others no
 * more than tells that they hold more: the index of one unit beside that of one state is not counted to its end.
 */
function pickBest(
  storage: KeyValueStorage,
  collection: Collection,
  { scans, sorted }: { scans: readonly ScanPlan[]; sorted: boolean },
): ScanPlan | null {
  const byFit = scans
    .map((scan) => ({ scan, fit: fitOf(scan, sorted) }))
    .sort((one, other) => other.fit - one.fit)
    .map(({ scan }) => scan);
  let [best = null] = byFit;
  if (best === null || byFit.length === 1) return best;
  let fewest = countEntries(storage, collection, { scan: best, limit: probeLimit });
  for (const scan of byFit.slice(1)) {
    if (fewest === 0) break;
    const entries = countEntries(storage, collection, { scan, limit: Math.min(fewest + 1, probeLimit) });
    if (entries >= fewest) continue;
    best = scan;
    fewest = entries;
  }
  return best;
}

/** How well a scan fits when counting does not decide: bounds first, then order, then an index that holds only part. */
function fitOf(scan: ScanPlan, sorted: boolean): number {
  const { pointFields, hasRange } = scan.bounds;
  const ordered = sorted && scan.order !== null;
  return (
    (isBounded(scan) ? 1_000 : 0) +
    (ordered ? 100 : 0) +
    pointFields * 10 +
    (hasRange ? 5 : 0) +
    (scan.index.partial === null ? 0 : 2)
  );
}

/**
 * Whole keys of a unique index are one entry each at most. Of many ranges, as of `$in` with a hundred values, some are
 * counted: to count them all took longer than to read what they hold.
 */
function countEntries(
  storage: KeyValueStorage,
  collection: Collection,
  { scan, limit }: { readonly scan: ScanPlan; readonly limit: number },
): number {
  const { index, bounds } = scan;
  const { ranges } = bounds;
  if (index.options.unique && bounds.pointFields === index.fields.length) return Math.min(ranges.length, limit);
  const every = ranges.length <= wholeRanges ? 1 : Math.ceil(ranges.length / probedRanges);
  let entries = 0;
  for (let at = 0; at < ranges.length && entries * every < limit; at += every)
    entries += storage.count(indexRange(collection.id, index.id, ranges[at] as BoundedRange), limit - entries);
  return Math.min(every === 1 ? entries : Math.max(entries * every, ranges.length), limit);
}

/** An `$or` whose every branch has bounds is the union of the branches. */
function unionOf(storage: KeyValueStorage, collection: Collection, conjuncts: readonly Filter[]): Plan | null {
  for (const conjunct of conjuncts) {
    if (conjunct.kind !== 'or') continue;
    const others = conjuncts.filter((other) => other !== conjunct && other.kind !== 'or');
    const branches = conjunct.children.map((child) =>
      choosePlan(storage, collection, {
        filter: { kind: 'and', children: [child, ...others] },
        sort: [],
        isLimited: false,
        hint: null,
      }),
    );
    const scans = branches.flatMap((branch) => (branch.kind === 'scan' ? [branch] : branch.scans));
    if (branches.every((branch) => branch.kind !== 'scan' || isBounded(branch) || branch.index.partial !== null))
      return { kind: 'union', scans };
  }
  return null;
}
