import { isDocument, isNumeric, numberOf, type BsonDocument } from '../bson/valueOrder';
import { CommandError, notSupported } from '../commandError';
import type { Index, IndexOptions } from '../keys/indexSpec';
import { conjunctsOf } from '../plan/predicates';
import { parseFilter, type Filter } from '../query/parseFilter';
import { flagField } from './command';
import { refuseCollation } from './find';

const known = new Set([
  'v',
  'key',
  'name',
  'ns',
  'unique',
  'sparse',
  'hidden',
  'background',
  'partialFilterExpression',
  'expireAfterSeconds',
  'collation',
]);
const refused = new Set([
  'weights',
  'default_language',
  'language_override',
  'textIndexVersion',
  '2dsphereIndexVersion',
  'bits',
  'min',
  'max',
  'bucketSize',
  'wildcardProjection',
  'storageEngine',
  'dropDups',
  'prepareUnique',
  'clustered',
  'columnstoreProjection',
]);
const mostFields = 31;
const longestExpiry = 0x7fffffff;

/** Reads one index of `createIndexes`. Throws with MongoDB's code for what is wrong or not done here. */
export function parseIndexSpec(spec: BsonDocument): IndexOptions {
  for (const field of Object.keys(spec)) {
    if (refused.has(field)) throw notSupported(`The index option '${field}'`);
    if (!known.has(field))
      throw new CommandError(
        'InvalidIndexSpecificationOption',
        `The field '${field}' is not valid for an index specification. Specification: ${String(spec['name'])}`,
      );
  }
  refuseCollation(spec);
  const key = parseKey(spec['key']);
  const name = spec['name'];
  if (typeof name !== 'string' || name === '')
    throw new CommandError('FailedToParse', "The 'name' field is a required property of an index specification");
  const options: IndexOptions = {
    name,
    key,
    unique: flagField(spec, 'unique'),
    sparse: flagField(spec, 'sparse'),
    hidden: flagField(spec, 'hidden'),
    partialFilter: parsePartialFilter(spec['partialFilterExpression']),
    expireAfterSeconds: parseExpiry(spec['expireAfterSeconds'], key),
  };
  if (options.sparse && options.partialFilter !== null)
    throw new CommandError('CannotCreateIndex', 'cannot mix "partialFilterExpression" and "sparse" options');
  return options;
}

function parseKey(key: unknown): Readonly<Record<string, 1 | -1>> {
  if (!isDocument(key) || Object.keys(key).length === 0)
    throw new CommandError('CannotCreateIndex', 'Index keys cannot be an empty object');
  const fields = Object.entries(key).map(([path, direction]) => [path, parseField(path, direction)] as const);
  if (fields.length > mostFields)
    throw new CommandError('CannotCreateIndex', `an index may have at most ${mostFields} fields`);
  return Object.fromEntries(fields);
}

function parseField(path: string, direction: unknown): 1 | -1 {
  const parts = path.split('.');
  if (parts.includes('') || path.startsWith('$') || path.includes('$**'))
    throw new CommandError('CannotCreateIndex', `Index key '${path}' is not possible in the embedded store`);
  if (parts.some((part) => /^\d+$/.test(part)))
    throw new CommandError(
      'CannotCreateIndex',
      `Index key '${path}' names an array position, which the embedded store does not index`,
    );
  if (typeof direction === 'string')
    throw new CommandError(
      'CannotCreateIndex',
      `Index type '${direction}' is not supported by the embedded store; a MongoDB server is needed for it`,
    );
  const number = isNumeric(direction) ? numberOf(direction) : 0;
  if (number === 0 || Number.isNaN(number))
    throw new CommandError(
      'CannotCreateIndex',
      `Values in the index key pattern must be non-zero numbers, '${path}' is not`,
    );
  return number > 0 ? 1 : -1;
}

function parsePartialFilter(expression: unknown): BsonDocument | null {
  if (expression === undefined) return null;
  if (!isDocument(expression))
    throw new CommandError('CannotCreateIndex', '"partialFilterExpression" for an index must be a document');
  if (!conjunctsOf(parseFilter(expression)).every(isAllowedInPartial)) {
    throw new CommandError(
      'CannotCreateIndex',
      'unsupported expression in partial index: use equality, $exists: true, $gt, $gte, $lt, $lte, $type, $in, $and, $or',
    );
  }
  return expression;
}

function isAllowedInPartial(filter: Filter): boolean {
  if (filter.kind === 'and' || filter.kind === 'or') return filter.children.every(isAllowedInPartial);
  return ['compare', 'exists', 'type', 'in'].includes(filter.kind);
}

function parseExpiry(value: unknown, key: Readonly<Record<string, number>>): number | null {
  if (value === undefined || value === null) return null;
  const seconds = isNumeric(value) ? numberOf(value) : Number.NaN;
  if (!(seconds >= 0 && seconds <= longestExpiry))
    throw new CommandError(
      'CannotCreateIndex',
      `TTL index 'expireAfterSeconds' option must be within an acceptable range, found ${String(value)}`,
    );
  if (Object.keys(key).length !== 1 || Object.hasOwn(key, '_id'))
    throw new CommandError(
      'CannotCreateIndex',
      'TTL indexes are single-field indexes, compound indexes do not support TTL, nor does _id',
    );
  return seconds;
}

/** An index as listIndexes shows it: options that are not set are left out. */
export function describeIndex({ options }: Index): BsonDocument {
  const { name, key, unique, sparse, hidden, partialFilter, expireAfterSeconds } = options;
  return {
    v: 2,
    key: { ...key },
    name,
    ...(unique && name !== '_id_' ? { unique: true } : {}),
    ...(sparse ? { sparse: true } : {}),
    ...(hidden ? { hidden: true } : {}),
    ...(partialFilter === null ? {} : { partialFilterExpression: partialFilter }),
    ...(expireAfterSeconds === null ? {} : { expireAfterSeconds }),
  };
}
