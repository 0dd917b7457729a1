import { rankOf, typeRank } from '../bson/valueOrder';
import type { Index } from '../keys/indexSpec';
import { pointIntervals, rangeInterval, startingWith, type Interval } from './intervals';
import type { Predicate } from './predicates';

/** The parts of an index that a filter needs. */
export interface IndexBounds {
  readonly ranges: readonly BoundedRange[];
  /** How many leading fields are bound to single values or lists of them. */
  readonly pointFields: number;
  /** For each leading field with points, how many. */
  readonly pointCounts: readonly number[];
  readonly hasRange: boolean;
  /** The conjuncts that need no second look at the document. */
  readonly covered: ReadonlySet<number>;
  /** Bounds were cut: ranges may overlap. */
  readonly cut: boolean;
}

/** A range of index keys; `fieldEnds[i]` is where the bytes of point field i end. */
export interface BoundedRange extends Interval {
  readonly fieldEnds: readonly number[];
}

/** More combinations of two fields than this are not worth seeking one by one. */
const mostRanges = 300;
/**
 * The values of one list are, however large the index is otherwise: a look-up by key takes a fifth of what a document
 * takes that is read in vain.
 */
const mostPoints = 5_000;

/**
 * Bounds an index: leading fields by points while there are any, then one field by a range. Of the fields that meet
 * arrays at most one is bounded, since two conditions may be met by two different elements, which have no common entry.
 * @param longestKey where keys of this index are cut; longer bounds are cut with them and prove less.
 */
export function boundIndex(index: Index, predicates: readonly Predicate[], longestKey: number): IndexBounds {
  let prefixes: BoundedRange[] = [{ start: Buffer.alloc(0), end: Buffer.from([0xff]), fieldEnds: [] }];
  const covered = new Set<number>();
  const pointCounts: number[] = [];
  let hasRange = false;
  let arrayBounded = false;
  for (const [i, field] of index.fields.entries()) {
    const meetsArrays = (index.multikey & (1 << i)) !== 0;
    if (meetsArrays && arrayBounded) break;
    const usable = predicates.filter((predicate) => predicate.path === field.path);
    const chosen = choose(usable, meetsArrays);
    if (chosen === null) break;
    const intervals = chosen.intervals(field.descending);
    const isOneList = chosen.isPoints && prefixes.length === 1;
    if (intervals.length * prefixes.length > (isOneList ? mostPoints : mostRanges)) break;
    arrayBounded ||= meetsArrays;
    for (const conjunct of chosen.covers) covered.add(conjunct);
    prefixes = prefixes.flatMap((prefix) => intervals.map((interval) => extend(prefix, interval, chosen.isPoints)));
    if (!chosen.isPoints) {
      hasRange = true;
      break;
    }
    pointCounts.push(intervals.length);
  }
  const wasCut = prefixes.some((range) => Math.max(range.start.length, range.end.length) > longestKey);
  return {
    ranges: wasCut ? cutAll(prefixes, longestKey) : prefixes,
    pointFields: pointCounts.length,
    pointCounts,
    hasRange,
    covered: wasCut ? new Set() : covered,
    cut: wasCut,
  };
}

interface Choice {
  readonly isPoints: boolean;
  readonly covers: readonly number[];
  readonly intervals: (descending: boolean) => Interval[];
}

/**
 * The predicate on a field that narrows most: the shortest list of points, else a range with both ends if they may be
 * combined.
 */
function choose(usable: readonly Predicate[], meetsArrays: boolean): Choice | null {
  const lists = usable
    .filter((predicate) => predicate.points !== null)
    .sort((a, b) => (a.points?.length ?? 0) - (b.points?.length ?? 0));
  const list = lists[0];
  if (list !== undefined) {
    return {
      isPoints: true,
      covers: list.exact && (!meetsArrays || isOneValue(list.points)) ? [list.conjunct] : [],
      intervals: (descending) => pointIntervals(list.points ?? [], descending),
    };
  }
  const first = usable[0];
  if (first?.ranges === undefined || first.ranges === null) return null;
  const partner = meetsArrays ? undefined : usable.find((other) => canCombine(first, other));
  const ranges = partner === undefined ? first.ranges : [combine(first, partner)];
  const exact = [first, ...(partner === undefined ? [] : [partner])].filter(
    (predicate) => predicate.exact && !meetsArrays,
  );
  return {
    isPoints: false,
    covers: exact.map((predicate) => predicate.conjunct),
    intervals: (descending) =>
      ranges.map((range) => rangeInterval(range, descending)).sort((a, b) => Buffer.compare(a.start, b.start)),
  };
}

/** An array has exactly one entry for a value in it; what is null may also be missing at one of its elements. */
function isOneValue(points: readonly unknown[] | null): boolean {
  return points?.length === 1 && rankOf(points[0]) !== typeRank.null;
}

type OneRange = NonNullable<Predicate['ranges']>[number];

function onlyRange(predicate: Predicate): OneRange | null {
  return predicate.ranges?.length === 1 ? (predicate.ranges[0] as OneRange) : null;
}

/** One gives the lower end, the other the upper end of the same type. */
function canCombine(first: Predicate, other: Predicate): boolean {
  const [a, b] = [onlyRange(first), onlyRange(other)];
  if (a === null || b === null || a.rank !== b.rank) return false;
  return (
    (a.lower === null && a.upper !== null && b.lower !== null && b.upper === null) ||
    (a.lower !== null && a.upper === null && b.lower === null && b.upper !== null)
  );
}

function combine(first: Predicate, other: Predicate): OneRange {
  const [a, b] = [onlyRange(first), onlyRange(other)] as [OneRange, OneRange];
  return { rank: a.rank, lower: a.lower ?? b.lower, upper: a.upper ?? b.upper };
}

function extend(prefix: BoundedRange, interval: Interval, isPoint: boolean): BoundedRange {
  const start = Buffer.concat([prefix.start, interval.start]);
  const fieldEnds = isPoint ? [...prefix.fieldEnds, start.length] : prefix.fieldEnds;
  return { start, end: Buffer.concat([prefix.start, interval.end]), fieldEnds };
}

/** Keys are cut and end in a hash: a bound in that zone is moved out to where order still holds. */
function cutAll(ranges: readonly BoundedRange[], longestKey: number): BoundedRange[] {
  return ranges.map((range) => ({
    start: range.start.subarray(0, longestKey),
    end: range.end.length > longestKey ? startingWith(range.end.subarray(0, longestKey)).end : range.end,
    fieldEnds: range.fieldEnds,
  }));
}
