import type { BSONRegExp } from 'bson';
import { bsonTypeOf, isDocument, isNumeric, numberOf, type BsonDocument } from '../bson/valueOrder';
import { CommandError, notSupported } from '../commandError';
import { typeNumbersOf } from '../bson/typeNumbers';

/** A parsed filter. Paths keep their dotted form; `not` covers `$ne`, `$nin`, `$nor` and `$exists: false` as well. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly children: readonly Filter[] }
  | { readonly kind: 'not'; readonly child: Filter }
  | { readonly kind: 'compare'; readonly path: string; readonly operator: Comparison; readonly value: unknown }
  | { readonly kind: 'in'; readonly path: string; readonly values: readonly unknown[] }
  | { readonly kind: 'exists'; readonly path: string }
  | { readonly kind: 'type'; readonly path: string; readonly types: ReadonlySet<number> }
  | { readonly kind: 'size'; readonly path: string; readonly size: number }
  | { readonly kind: 'regex'; readonly path: string; readonly pattern: string; readonly options: string }
  | { readonly kind: 'mod'; readonly path: string; readonly divisor: number; readonly remainder: number }
  /** Some element, being a document, satisfies the filter. */
  | { readonly kind: 'elementMatches'; readonly path: string; readonly child: Filter }
  /** Some element satisfies the conditions, which are written against the empty path. */
  | { readonly kind: 'elementIs'; readonly path: string; readonly child: Filter }
  | { readonly kind: 'expression'; readonly expression: unknown };

export type Comparison = 'eq' | 'gt' | 'gte' | 'lt' | 'lte';

const comparisons: Readonly<Record<string, Comparison>> = { $eq: 'eq', $gt: 'gt', $gte: 'gte', $lt: 'lt', $lte: 'lte' };

/**
 * Parses a filter document. Throws BadValue for what MongoDB refuses and NotImplemented for what only this store does.
 */
export function parseFilter(document: BsonDocument): Filter {
  const children: Filter[] = [];
  for (const [name, value] of Object.entries(document)) {
    if (name.startsWith('$')) children.push(...parseTopLevel(name, value));
    else children.push(...parseField(name, value));
  }
  return both(children);
}

function both(children: readonly Filter[]): Filter {
  return children.length === 1 ? (children[0] as Filter) : { kind: 'and', children };
}

function bad(message: string): CommandError {
  return new CommandError('BadValue', message);
}

const refusedTopLevel = new Set([
  '$where',
  '$text',
  '$jsonSchema',
  '$sampleRate',
  '$near',
  '$nearSphere',
  '$geoWithin',
  '$geoIntersects',
]);

function parseTopLevel(name: string, value: unknown): Filter[] {
  switch (name) {
    case '$and':
      return [{ kind: 'and', children: parseList(name, value) }];
    case '$or':
      return [{ kind: 'or', children: parseList(name, value) }];
    case '$nor':
      return [not({ kind: 'or', children: parseList(name, value) })];
    case '$expr':
      return [{ kind: 'expression', expression: value }];
    case '$comment':
      return [];
    default:
      if (refusedTopLevel.has(name)) throw notSupported(name);
      throw bad(
        `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      );
  }
}

function parseList(name: string, value: unknown): Filter[] {
  if (!Array.isArray(value) || value.length === 0) throw bad(`${name} argument must be a non-empty array`);
  return value.map((item) => {
    if (!isDocument(item)) throw bad(`${name} argument's entries must be objects`);
    return parseFilter(item);
  });
}

function not(child: Filter): Filter {
  return { kind: 'not', child };
}

/** Parses the condition on one path: a value, a regular expression, or a document of operators. */
function parseField(path: string, value: unknown): Filter[] {
  if (bsonTypeOf(value) === 'BSONRegExp') return [regexOf(path, value as BSONRegExp)];
  if (!isOperators(value)) return [{ kind: 'compare', path, operator: 'eq', value }];
  return parseOperators(path, value);
}

function isOperators(value: unknown): value is BsonDocument {
  if (!isDocument(value)) return false;
  const first = Object.keys(value)[0];
  return first !== undefined && first.startsWith('$') && !['$ref', '$id', '$db'].includes(first);
}

function parseOperators(path: string, operators: BsonDocument): Filter[] {
  return Object.entries(operators).flatMap(([name, operand]) => {
    const comparison = comparisons[name];
    if (comparison !== undefined) return [parseComparison(path, comparison, operand)];
    return parseOperator(path, name, { operand, all: operators });
  });
}

function parseComparison(path: string, operator: Comparison, value: unknown): Filter {
  if (bsonTypeOf(value) === 'BSONRegExp') {
    if (operator !== 'eq') throw bad(`Can't have RegEx as arg to predicate over field '${path}'.`);
  }
  return { kind: 'compare', path, operator, value };
}

function parseOperator(
  path: string,
  name: string,
  { operand, all }: { operand: unknown; all: BsonDocument },
): Filter[] {
  switch (name) {
    case '$ne':
      if (bsonTypeOf(operand) === 'BSONRegExp') throw bad("Can't have regex as arg to $ne.");
      return [not({ kind: 'compare', path, operator: 'eq', value: operand })];
    case '$in':
      return [parseIn(path, name, operand)];
    case '$nin':
      return [not(parseIn(path, name, operand))];
    case '$exists':
      return [isTrue(operand) ? { kind: 'exists', path } : not({ kind: 'exists', path })];
    case '$not':
      return [parseNot(path, operand)];
    case '$type':
      return [{ kind: 'type', path, types: typeNumbersOf(operand) }];
    case '$size':
      return [{ kind: 'size', path, size: wholeNumber('$size', operand) }];
    case '$mod':
      return [parseMod(path, operand)];
    case '$all':
      return parseAll(path, operand);
    case '$elemMatch':
      return [parseElementMatch(path, operand)];
    case '$regex':
      return [parseRegex(path, operand, all['$options'])];
    case '$options':
      if (!Object.hasOwn(all, '$regex')) throw bad('$options needs a $regex');
      return [];
    case '$comment':
      return [];
    default:
      if (refusedTopLevel.has(name) || name.startsWith('$bits') || name === '$geometry') throw notSupported(name);
      throw bad(`unknown operator: ${name}`);
  }
}

function isTrue(value: unknown): boolean {
  return isNumeric(value) ? numberOf(value) !== 0 : value !== false && value !== null && value !== undefined;
}

function parseIn(path: string, name: string, operand: unknown): Filter {
  if (!Array.isArray(operand)) throw bad(`${name} needs an array`);
  const regexes = operand.filter((item) => bsonTypeOf(item) === 'BSONRegExp') as BSONRegExp[];
  if (operand.some((item) => isOperators(item))) throw bad(`cannot nest $ under ${name}`);
  const values = operand.filter((item) => bsonTypeOf(item) !== 'BSONRegExp');
  const plain: Filter = { kind: 'in', path, values };
  return regexes.length === 0
    ? plain
    : { kind: 'or', children: [plain, ...regexes.map((regex) => regexOf(path, regex))] };
}

function parseNot(path: string, operand: unknown): Filter {
  if (bsonTypeOf(operand) === 'BSONRegExp') return not(regexOf(path, operand as BSONRegExp));
  if (!isDocument(operand)) throw bad('$not needs a regex or a document');
  if (Object.keys(operand).length === 0) throw bad('$not cannot be empty');
  const stray = Object.keys(operand).find((name) => !name.startsWith('$'));
  if (stray !== undefined) throw bad(`unknown operator: ${stray}`);
  return not(both(parseOperators(path, operand)));
}

function parseMod(path: string, operand: unknown): Filter {
  if (!Array.isArray(operand)) throw bad('malformed mod, needs to be an array');
  if (operand.length !== 2) throw bad(`malformed mod, ${operand.length < 2 ? 'not enough' : 'too many'} elements`);
  if (!operand.every(isNumeric)) throw bad('malformed mod, divisor and remainder must be numbers');
  const [divisor, remainder] = operand.map((item) => Math.trunc(numberOf(item))) as [number, number];
  if (divisor === 0) throw bad('divisor cannot be 0');
  return { kind: 'mod', path, divisor, remainder };
}

function parseAll(path: string, operand: unknown): Filter[] {
  if (!Array.isArray(operand)) throw bad('$all needs an array');
  if (operand.length === 0) return [{ kind: 'in', path, values: [] }];
  return operand.map((item) => {
    if (isOperators(item)) {
      if (Object.keys(item)[0] !== '$elemMatch') throw bad('no $ expressions in $all');
      return parseElementMatch(path, item['$elemMatch']);
    }
    return bsonTypeOf(item) === 'BSONRegExp'
      ? regexOf(path, item as BSONRegExp)
      : { kind: 'compare', path, operator: 'eq', value: item };
  });
}

const logical = new Set(['$and', '$or', '$nor', '$expr']);

function parseElementMatch(path: string, operand: unknown): Filter {
  if (!isDocument(operand)) throw bad('$elemMatch needs an Object');
  const first = Object.keys(operand)[0];
  if (first !== undefined && first.startsWith('$') && !logical.has(first)) {
    return { kind: 'elementIs', path, child: both(parseOperators('', operand)) };
  }
  return { kind: 'elementMatches', path, child: parseFilter(operand) };
}

function regexOf(path: string, regex: BSONRegExp): Filter {
  return { kind: 'regex', path, pattern: regex.pattern, options: regex.options };
}

function parseRegex(path: string, operand: unknown, options: unknown): Filter {
  if (options !== undefined && typeof options !== 'string') throw bad('$options has to be a string');
  if (typeof operand === 'string') return { kind: 'regex', path, pattern: operand, options: options ?? '' };
  if (bsonTypeOf(operand) !== 'BSONRegExp') throw bad('$regex has to be a string');
  const regex = operand as BSONRegExp;
  if (options !== undefined && regex.options !== '')
    throw new CommandError('Location51075', 'options set in both $regex and $options');
  return { kind: 'regex', path, pattern: regex.pattern, options: options ?? regex.options };
}

function wholeNumber(name: string, value: unknown): number {
  const number = isNumeric(value) ? numberOf(value) : Number.NaN;
  if (!Number.isInteger(number)) throw bad(`Failed to parse ${name}. Expected an integer: ${String(value)}`);
  if (number < 0) throw bad(`Failed to parse ${name}. Expected a non-negative number in: ${number}`);
  return number;
}
