import {
  bsonTypeOf,
  compareValues,
  isDocument,
  isNumeric,
  numberOf,
  rankOf,
  typeRank,
  type BsonDocument,
} from '../bson/valueOrder';
import { typeNumberOf } from '../bson/typeNumbers';
import { encodeValue } from '../keys/encodeKey';
import { compileExpression } from '../aggregate/compileExpression';
import { isTruthy, type Variables } from '../aggregate/expressionParts';
import { compileRegex } from './compileRegex';
import type { Comparison, Filter } from './parseFilter';
import { anyAtPath } from './walkPath';

/** A compiled filter. `reads` are the top-level fields it looks at (null: it may look at any). */
export interface Matcher {
  (document: BsonDocument): boolean;
  readonly reads: readonly string[];
  readonly readsAll: boolean;
}

/** Compiles a filter into a predicate on decoded documents. `variables` are the `let` of the command, for `$expr`. */
export function compileFilter(filter: Filter, variables: Variables = {}): Matcher {
  const reads = new Set<string>();
  const readsAll = collectReads(filter, reads);
  return Object.assign(compile(filter, variables), { reads: [...reads], readsAll });
}

/** The fields to decode for a matcher, undefined for all of them. */
export function wantedFields(matcher: Matcher, more: readonly string[] = []): ReadonlySet<string> | undefined {
  return matcher.readsAll ? undefined : new Set([...matcher.reads, ...more]);
}

function collectReads(filter: Filter, reads: Set<string>): boolean {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.children.map((child) => collectReads(child, reads)).includes(true);
    case 'not':
      return collectReads(filter.child, reads);
    case 'expression':
      return true;
    default:
      reads.add(filter.path.split('.', 1)[0] as string);
      return false;
  }
}

type Predicate = (document: BsonDocument) => boolean;

function compile(filter: Filter, variables: Variables): Predicate {
  switch (filter.kind) {
    case 'and': {
      const children = filter.children.map((child) => compile(child, variables));
      return (document) => children.every((child) => child(document));
    }
    case 'or': {
      const children = filter.children.map((child) => compile(child, variables));
      return (document) => children.some((child) => child(document));
    }
    case 'not': {
      const child = compile(filter.child, variables);
      return (document) => !child(document);
    }
    case 'expression': {
      const evaluate = compileExpression(filter.expression, variables);
      return (document) => isTruthy(evaluate(document));
    }
    default: {
      const parts = filter.path.split('.');
      const test = compileLeaf(filter, variables);
      return (document) => anyAtPath(document, parts, test);
    }
  }
}

type Leaf = Exclude<Filter, { kind: 'and' | 'or' | 'not' | 'expression' }>;
type LeafTest = (value: unknown, element: boolean) => boolean;

function compileLeaf(filter: Leaf, variables: Variables): LeafTest {
  switch (filter.kind) {
    case 'compare':
      return compileComparison(filter.operator, filter.value);
    case 'in':
      return compileMembership(filter.values);
    case 'exists':
      return (value) => value !== undefined;
    case 'type':
      return (value) => value !== undefined && filter.types.has(typeNumberOf(value));
    case 'size':
      return (value, element) => !element && Array.isArray(value) && value.length === filter.size;
    case 'mod':
      return (value) => isNumeric(value) && Math.trunc(numberOf(value)) % filter.divisor === filter.remainder;
    case 'regex': {
      const regex = compileRegex(filter.pattern, filter.options);
      return (value) =>
        typeof value === 'string' ? regex.test(value) : bsonTypeOf(value) === 'BSONRegExp' && sameRegex(value, filter);
    }
    case 'elementMatches': {
      const child = compile(filter.child, variables);
      return (value, element) =>
        !element &&
        Array.isArray(value) &&
        value.some((item) => (isDocument(item) && child(item)) || (Array.isArray(item) && child({ ...item })));
    }
    case 'elementIs': {
      const child = compileElement(filter.child, variables);
      return (value, element) => !element && Array.isArray(value) && value.some(child);
    }
  }
}

function sameRegex(value: unknown, filter: { pattern: string; options: string }): boolean {
  const regex = value as { pattern: string; options: string };
  return regex.pattern === filter.pattern && regex.options === filter.options;
}

/** Conditions on an element itself: the same operators, applied to the value instead of a path. */
function compileElement(filter: Filter, variables: Variables): (value: unknown) => boolean {
  switch (filter.kind) {
    case 'and': {
      const children = filter.children.map((child) => compileElement(child, variables));
      return (value) => children.every((child) => child(value));
    }
    case 'or': {
      const children = filter.children.map((child) => compileElement(child, variables));
      return (value) => children.some((child) => child(value));
    }
    case 'not': {
      const child = compileElement(filter.child, variables);
      return (value) => !child(value);
    }
    case 'expression':
      return compile(filter, variables) as (value: unknown) => boolean;
    default: {
      const test = compileLeaf(filter, variables);
      return (value) => test(value, false) || (Array.isArray(value) && value.some((item) => test(item, true)));
    }
  }
}

function compileComparison(operator: Comparison, operand: unknown): LeafTest {
  const rank = rankOf(operand);
  if (rank === typeRank.null) return compileNullComparison(operator);
  if (isNumeric(operand) && Number.isNaN(numberOf(operand)))
    return operator === 'eq' || operator === 'gte' || operator === 'lte' ? isNaNValue : () => false;
  const accepts = acceptsDifference[operator];
  if (rank === typeRank.minKey || rank === typeRank.maxKey) {
    return (value) => value !== undefined && accepts(compareValues(value, operand));
  }
  if (typeof operand === 'string' && operator === 'eq') return (value) => value === operand;
  return (value) =>
    value !== undefined &&
    rankOf(value) === rank &&
    (operator === 'eq' || !isNaNValue(value)) &&
    accepts(compareValues(value, operand));
}

function isNaNValue(value: unknown): boolean {
  return isNumeric(value) && Number.isNaN(numberOf(value));
}

/** Null equals null and missing; `$gte` and `$lte` of null mean the same, `$gt` and `$lt` match nothing. */
function compileNullComparison(operator: Comparison): LeafTest {
  if (operator === 'gt' || operator === 'lt') return () => false;
  return (value) => value === undefined || value === null;
}

const acceptsDifference: Readonly<Record<Comparison, (difference: number) => boolean>> = {
  eq: (difference) => difference === 0,
  gt: (difference) => difference > 0,
  gte: (difference) => difference >= 0,
  lt: (difference) => difference < 0,
  lte: (difference) => difference <= 0,
};

function compileMembership(values: readonly unknown[]): LeafTest {
  if (values.length <= 4) {
    const tests = values.map((value) => compileComparison('eq', value));
    return (value, element) => tests.some((test) => test(value, element));
  }
  const keys = new Set(values.map((value) => encodeValue(value).toString('latin1')));
  const strings = new Set(values.filter((value) => typeof value === 'string'));
  return (value) => (typeof value === 'string' ? strings.has(value) : keys.has(encodeValue(value).toString('latin1')));
}
