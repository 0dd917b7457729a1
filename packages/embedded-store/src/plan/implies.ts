import { compareValues, rankOf, typeRank } from '../bson/valueOrder';
import { typeNumberOf } from '../bson/typeNumbers';
import { isDeepStrictEqual } from 'node:util';
import type { Filter } from '../query/parseFilter';
import { compileFilter } from '../query/compileFilter';
import { conjunctsOf } from './predicates';

/**
 * Whether every document that matches the query's conjuncts also matches the filter (a partial index's). May say no
 * when it is yes.
 */
export function implies(conjuncts: readonly Filter[], filter: Filter): boolean {
  return conjunctsOf(filter).every((wanted) => conjuncts.some((given) => impliesOne(given, wanted)));
}

function impliesOne(given: Filter, wanted: Filter): boolean {
  if (isDeepStrictEqual(given, wanted)) return true;
  if (given.kind === 'or') return given.children.every((child) => implies(conjunctsOf(child), wanted));
  if (wanted.kind === 'or') return wanted.children.some((child) => implies([given], child));
  if (!('path' in given) || !('path' in wanted) || given.path !== wanted.path) return false;
  switch (wanted.kind) {
    case 'exists':
      return excludesMissing(given);
    case 'compare':
    case 'in':
      return allowedValues(given)?.every((value) => satisfies(value, wanted)) ?? isTighter(given, wanted);
    case 'type':
      return allowedValues(given)?.every((value) => value !== null && wanted.types.has(typeNumberOf(value))) ?? false;
    default:
      return false;
  }
}

/** The values a condition admits, when it is a list. */
function allowedValues(given: Filter): readonly unknown[] | null {
  if (given.kind === 'in') return given.values;
  return given.kind === 'compare' && given.operator === 'eq' ? [given.value] : null;
}

/** Whether the condition cannot hold for a missing value. Null would match missing. */
export function excludesMissing(given: Filter): boolean {
  switch (given.kind) {
    case 'exists':
    case 'type':
    case 'size':
    case 'regex':
    case 'mod':
    case 'elementMatches':
    case 'elementIs':
      return true;
    case 'in':
      return !given.values.some((value) => rankOf(value) === typeRank.null);
    case 'compare':
      return rankOf(given.value) !== typeRank.null;
    case 'or':
      return given.children.every(excludesMissing);
    case 'and':
      return given.children.some(excludesMissing);
    default:
      return false;
  }
}

/** A scalar satisfies the condition; an array as operand is compared in two ways and proves nothing. */
function satisfies(value: unknown, wanted: Extract<Filter, { kind: 'compare' | 'in' }>): boolean {
  if (rankOf(value) === typeRank.array) return false;
  return compileFilter({ ...wanted, path: 'value' })({ value });
}

function isTighter(given: Filter, wanted: Filter): boolean {
  if (given.kind !== 'compare' || wanted.kind !== 'compare' || rankOf(given.value) !== rankOf(wanted.value))
    return false;
  const difference = compareValues(given.value, wanted.value);
  switch (wanted.operator) {
    case 'gt':
      return (given.operator === 'gt' && difference >= 0) || (given.operator === 'gte' && difference > 0);
    case 'gte':
      return (given.operator === 'gt' || given.operator === 'gte') && difference >= 0;
    case 'lt':
      return (given.operator === 'lt' && difference <= 0) || (given.operator === 'lte' && difference < 0);
    case 'lte':
      return (given.operator === 'lt' || given.operator === 'lte') && difference <= 0;
    default:
      return false;
  }
}
