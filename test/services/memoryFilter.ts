import type { Filter } from '../../src/storage/table';

/** A document as the tables in memory keep it. */
export type Value = Record<string, unknown>;

export const plain = (value: unknown): unknown => (value instanceof Date ? value.getTime() : value);

/** The values a dotted path leads to, through arrays as well. */
export function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  const [head, ...rest] = path;
  if (head === undefined) return Array.isArray(value) ? [value, ...(value as unknown[])] : [value];
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  return typeof value === 'object' && value !== null ? valuesAt((value as Value)[head], rest) : [undefined];
}

export const compare = (one: unknown, other: unknown): number => {
  const [a, b] = [plain(one) as number | string, plain(other) as number | string];
  return a === b ? 0 : a < b ? -1 : 1;
};
const equal = (one: unknown, other: unknown): boolean =>
  other === null || other === undefined ? one === null || one === undefined : plain(one) === plain(other);
export const isOperators = (condition: unknown): condition is Value =>
  typeof condition === 'object' && condition !== null && Object.keys(condition).some((key) => key.startsWith('$'));
const ordered = (found: unknown, given: unknown): boolean =>
  found !== null && found !== undefined && typeof plain(found) === typeof plain(given);

type Test = (row: Value) => boolean;
type TestOfValue = (value: unknown) => boolean;

/** Whether one of the values a path leads to passes: `valuesAt` without making the list, for it is called most. */
function someAt(value: unknown, path: readonly string[], passes: TestOfValue, at = 0): boolean {
  if (at === path.length) return passes(value) || (Array.isArray(value) && value.some(passes));
  if (Array.isArray(value)) return value.some((item) => someAt(item, path, passes, at));
  if (typeof value === 'object' && value !== null)
    return someAt((value as Value)[path[at] ?? ''], path, passes, at + 1);
  return passes(undefined);
}

/** The condition as a test of one value, and whether a row passes when no value meets it. */
function compileOperator(operator: string, given: unknown): { readonly passes: TestOfValue; readonly negated?: true } {
  switch (operator) {
    case '$lte':
      return { passes: (value) => ordered(value, given) && compare(value, given) <= 0 };
    case '$lt':
      return { passes: (value) => ordered(value, given) && compare(value, given) < 0 };
    case '$gte':
      return { passes: (value) => ordered(value, given) && compare(value, given) >= 0 };
    case '$gt':
      return { passes: (value) => ordered(value, given) && compare(value, given) > 0 };
    case '$in':
      return { passes: isOneOf(given as readonly unknown[]) };
    case '$nin':
      return { passes: isOneOf(given as readonly unknown[]), negated: true };
    case '$ne':
      return { passes: (value) => equal(value, given), negated: true };
    case '$size':
      return { passes: (value) => Array.isArray(value) && value.length === given };
    case '$exists':
      return given === true
        ? { passes: (value) => value !== undefined }
        : { passes: (value) => value !== undefined, negated: true };
    case '$elemMatch': {
      const test = compile(given as Filter);
      return {
        passes: (value) => !Array.isArray(value) && typeof value === 'object' && value !== null && test(value as Value),
      };
    }
    default:
      throw new Error(`the table in memory does not know ${operator}`);
  }
}

function isOneOf(given: readonly unknown[]): TestOfValue {
  const plainly = new Set(given.map(plain));
  const orMissing = plainly.has(null) || plainly.has(undefined);
  return (value) => plainly.has(plain(value)) || (orMissing && (value === null || value === undefined));
}

function compileCondition(path: string, condition: unknown): Test[] {
  const steps = path.split('.');
  if (!isOperators(condition)) {
    const wanted = plain(condition) ?? null;
    return [(row) => someAt(row, steps, (value) => (plain(value) ?? null) === wanted)];
  }
  return Object.entries(condition).flatMap(([operator, given]) => {
    if (operator === '$all') return (given as unknown[]).flatMap((one) => compileCondition(path, one));
    const { passes, negated = false } = compileOperator(operator, given);
    return [(row: Value) => someAt(row, steps, passes) !== negated];
  });
}

/** The filter as tests in the order of their cost: plain values of plain fields first, for most rows fail there. */
export function compile(filter: Filter): Test {
  const quick: Test[] = [];
  const slow: Test[] = [];
  for (const [path, condition] of Object.entries(filter)) {
    if (path === '$and' || path === '$or') {
      const tests = (condition as Filter[]).map(compile);
      slow.push(path === '$and' ? (row) => tests.every((test) => test(row)) : (row) => tests.some((test) => test(row)));
    } else if (
      (typeof condition === 'string' || typeof condition === 'boolean' || typeof condition === 'number') &&
      !path.includes('.')
    ) {
      quick.push((row) => {
        const value = row[path];
        return value === condition || (Array.isArray(value) && value.includes(condition));
      });
    } else slow.push(...compileCondition(path, condition));
  }
  const tests = [...quick, ...slow];
  return (row) => {
    for (const test of tests) if (!test(row)) return false;
    return true;
  };
}

export function matches(row: Value, filter: Filter): boolean {
  return compile(filter)(row);
}
