import { BSON } from '../bson/library';
import { isNumeric, numberOf, rankOf, typeRank } from '../bson/valueOrder';
import type { Filter } from '../query/parseFilter';

/** One end of a range; `prefix`: everything that begins with the text counts as equal to it. */
export interface RangeEnd {
  readonly value: unknown;
  readonly inclusive: boolean;
  readonly prefix?: true;
}

/** Values of one type between two ends; an absent end is the end of the type. */
export interface ValueRange {
  readonly rank: number;
  readonly lower: RangeEnd | null;
  readonly upper: RangeEnd | null;
}

/**
 * What a conjunct of a filter demands of one path, in a form an index can use. It is necessary for a match, and also
 * sufficient on paths without arrays where `exact`.
 */
export interface Predicate {
  readonly path: string;
  readonly points: readonly unknown[] | null;
  readonly ranges: readonly ValueRange[] | null;
  readonly exact: boolean;
  /** Which conjunct of the filter it comes from. */
  readonly conjunct: number;
}

/** The conjuncts of a filter: nested `$and`s opened. */
export function conjunctsOf(filter: Filter): readonly Filter[] {
  return filter.kind === 'and' ? filter.children.flatMap(conjunctsOf) : [filter];
}

/** Everything the conjuncts demand that an index could use. */
export function predicatesOf(conjuncts: readonly Filter[]): Predicate[] {
  return conjuncts.flatMap((conjunct, i) => fromConjunct(conjunct, '', { conjunct: i, exact: true }));
}

interface Origin {
  readonly conjunct: number;
  readonly exact: boolean;
}

function fromConjunct(filter: Filter, prefix: string, origin: Origin): Predicate[] {
  switch (filter.kind) {
    case 'compare':
      return fromComparison(filter, prefix + filter.path, origin);
    case 'in':
      return usablePoints(filter.values) ? [points(prefix + filter.path, filter.values, origin)] : [];
    case 'regex':
      return fromRegex(filter, prefix + filter.path, origin);
    case 'or':
      return fromAlternatives(filter.children, prefix, origin);
    // Only necessary: the index does not tell whether one element met all the conditions.
    case 'elementMatches':
      return conjunctsOf(filter.child).flatMap((child) =>
        fromConjunct(child, `${prefix}${filter.path}.`, { ...origin, exact: false }),
      );
    case 'elementIs':
      return conjunctsOf(filter.child).flatMap((child) =>
        fromConjunct(child, prefix + filter.path, { ...origin, exact: false }),
      );
    default:
      return [];
  }
}

function points(path: string, values: readonly unknown[], { conjunct, exact }: Origin): Predicate {
  return { path, points: values, ranges: null, exact, conjunct };
}

function ranges(path: string, list: readonly ValueRange[], { conjunct, exact }: Origin): Predicate {
  return { path, points: null, ranges: list, exact, conjunct };
}

/** An array as operand is compared with whole arrays, which no index entry holds. */
function usablePoints(values: readonly unknown[]): boolean {
  return values.every((value) => rankOf(value) !== typeRank.array);
}

function fromComparison(
  { operator, value }: Extract<Filter, { kind: 'compare' }>,
  path: string,
  origin: Origin,
): Predicate[] {
  const rank = rankOf(value);
  if (rank === typeRank.array) return [];
  if (operator === 'eq') return [points(path, [value], origin)];
  const inclusive = operator === 'gte' || operator === 'lte';
  if (rank === typeRank.null || (isNumeric(value) && Number.isNaN(numberOf(value))))
    return [points(path, inclusive ? [value] : [], origin)];
  if (rank === typeRank.minKey || rank === typeRank.maxKey) return [];
  const end = { value, inclusive };
  const isLower = operator === 'gt' || operator === 'gte';
  return [ranges(path, [{ rank, lower: isLower ? end : null, upper: isLower ? null : end }], origin)];
}

const literalPrefix = /^\^((?:[^\\^$.|?*+()[\]{}]|\\[^\w\s])*)/u;

/** `^text` without flags bounds strings by their prefix; a stored regular expression equal to it matches as well. */
function fromRegex(
  { pattern, options }: Extract<Filter, { kind: 'regex' }>,
  path: string,
  origin: Origin,
): Predicate[] {
  if (options !== '' || pattern.includes('|')) return [];
  const found = literalPrefix.exec(pattern);
  if (found === null) return [];
  const next = pattern[found[0].length];
  let prefix = (found[1] as string).replace(/\\(.)/gu, '$1');
  if (next !== undefined && '?*{'.includes(next)) prefix = [...prefix].slice(0, -1).join('');
  if (prefix === '') return [];
  const itself = { value: new BSON.BSONRegExp(pattern, options), inclusive: true };
  return [
    ranges(
      path,
      [
        {
          rank: typeRank.string,
          lower: { value: prefix, inclusive: true },
          upper: { value: prefix, inclusive: true, prefix: true },
        },
        { rank: typeRank.regex, lower: itself, upper: itself },
      ],
      { ...origin, exact: false },
    ),
  ];
}

/** Alternatives on one path, each an equality, are a choice of points. */
function fromAlternatives(children: readonly Filter[], prefix: string, origin: Origin): Predicate[] {
  const found = children.map((child) => fromConjunct(child, prefix, origin));
  const first = found[0]?.[0];
  if (first === undefined) return [];
  const uniform = found.every((list) => list.length === 1 && list[0]?.path === first.path && list[0].points !== null);
  if (!uniform) return [];
  const all = found.flatMap((list) => list[0] as Predicate);
  return [
    points(
      first.path,
      all.flatMap((predicate) => predicate.points ?? []),
      { ...origin, exact: all.every((predicate) => predicate.exact) },
    ),
  ];
}
