import type { Index } from '../keys/indexSpec';
import type { SortSpec } from '../query/sortKey';
import type { IndexBounds } from './indexBounds';

/**
 * An index gives an order: read upwards or downwards, and (`mergeFrom`) by merging its ranges on the fields from that
 * one on.
 */
export interface IndexOrder {
  readonly reverse: boolean;
  /**
   * The number of leading fields that differ between ranges and are not part of the order; null: ranges follow one
   * another.
   */
  readonly mergeFrom: number | null;
}

/** Where all is asked for: of more ranges than these it is quicker to sort what they hold. */
const mostMerged = 300;

/**
 * Whether reading the bounded index gives the order of the sort. Fields held to one value do not disturb any order;
 * fields held to several values, in front of the first sorted one, are merged over. There may be any number of ranges
 * where no more is asked for than the first rows (`isLimited`): to find the first entry of each takes less than to read
 * what they hold. Null when the index cannot give the order.
 */
export function sortByIndex(
  index: Index,
  bounds: IndexBounds,
  { sort, isLimited }: { readonly sort: SortSpec; readonly isLimited: boolean },
): IndexOrder | null {
  if (sort.length === 0) return { reverse: false, mergeFrom: null };
  if (index.cut || hasArrays(index, sort)) return null;
  const isFixed = (field: number): boolean => bounds.pointCounts[field] === 1 && (index.multikey & (1 << field)) === 0;
  const fixedPaths = new Set(index.fields.filter((_, i) => isFixed(i)).map((field) => field.path));
  const wanted = sort.filter(({ path }) => !fixedPaths.has(path));
  let reverse: boolean | null = null;
  let mergeFrom: number | null = null;
  let at = 0;
  for (const [i, field] of index.fields.entries()) {
    const next = wanted[at];
    if (next === undefined) break;
    if (next.path === field.path) {
      const direction = next.descending !== field.descending;
      if (reverse !== null && reverse !== direction) return null;
      reverse = direction;
      at += 1;
    } else if (isFixed(i)) {
      continue;
    } else if (at === 0 && i < bounds.pointFields) {
      mergeFrom = i + 1;
    } else {
      return null;
    }
  }
  if (mergeFrom !== null && !isLimited && bounds.ranges.length > mostMerged) return null;
  return at === wanted.length
    ? { reverse: reverse ?? false, mergeFrom: bounds.ranges.length > 1 ? mergeFrom : null }
    : null;
}

/** A document with an array in a sorted field has several entries there; its place depends on all of them. */
function hasArrays(index: Index, sort: SortSpec): boolean {
  return index.fields.some(
    (field, i) => (index.multikey & (1 << i)) !== 0 && sort.some(({ path }) => path === field.path),
  );
}
