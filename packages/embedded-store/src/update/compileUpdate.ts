import { compareValues, isDocument, type BsonDocument } from '../bson/valueOrder';
import { CommandError } from '../commandError';
import type { Filter } from '../query/parseFilter';
import { compilePipelineUpdate } from '../aggregate/compileDocumentStages';
import type { Variables } from '../aggregate/expressionParts';
import { nothingHere, removed, unchanged, type UpdateMoment } from './modification';
import { modifyPath } from './modifyPath';
import { checkConflicts, parseChanges, type Change } from './parseChanges';
import { checkElementFilters, childOf, compileElementFilters, concretePaths } from './positions';

/** A compiled update. */
export interface Update {
  readonly isReplacement: boolean;
  /**
   * The document after the update, or the very same object when nothing changes. Throws ImmutableField when `_id` would
   * change.
   */
  apply(document: BsonDocument, moment: UpdateMoment): BsonDocument;
}

export interface UpdateContext {
  readonly query: Filter;
  readonly arrayFilters?: unknown;
  readonly variables?: Variables;
}

/** Compiles an update: operators, a whole new document, or a pipeline of document stages. */
export function compileUpdate(update: unknown, { query, arrayFilters, variables = {} }: UpdateContext): Update {
  if (Array.isArray(update)) {
    const apply = compilePipelineUpdate(update, variables);
    return { isReplacement: false, apply: (document) => keepingId(document, apply(document)) };
  }
  if (!isDocument(update))
    throw new CommandError('FailedToParse', 'Update argument must be either an object or an array');
  if (Object.keys(update)[0]?.startsWith('$') !== true) return replacement(update);
  const changes = parseChanges(update);
  const filters = compileElementFilters(arrayFilters);
  if (filters.size > 0 || changes.some(({ isPositional }) => isPositional))
    checkElementFilters(
      changes.map(({ parts }) => parts),
      filters,
    );
  return {
    isReplacement: false,
    apply: (document, moment) =>
      atPositions(document, changes, { query, filters }).reduce(
        (result, change) => applyChange(result, change, moment),
        document,
      ),
  };
}

function replacement(update: BsonDocument): Update {
  const stray = Object.keys(update).find((name) => name.startsWith('$'));
  if (stray !== undefined)
    throw new CommandError(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${stray}' in '${stray}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    );
  return { isReplacement: true, apply: (document) => keepingId(document, update) };
}

/** A new document keeps the old `_id`, which stays first. */
function keepingId(before: BsonDocument, after: BsonDocument): BsonDocument {
  if (!Object.hasOwn(before, '_id')) return after;
  if (Object.hasOwn(after, '_id') && compareValues(before['_id'], after['_id']) !== 0) throw immutableId();
  const { _id, ...rest } = after;
  return { _id: before['_id'], ...rest };
}

function immutableId(): CommandError {
  return new CommandError(
    'ImmutableField',
    "Performing an update on the path '_id' would modify the immutable field '_id'",
  );
}

/**
 * The changes with `$`, `$[]` and `$[name]` replaced by the positions they stand for in the document as it was: what one
 * change writes never decides which elements another one finds. Throws where two of them meet at one position.
 */
function atPositions(
  document: BsonDocument,
  changes: readonly Change[],
  context: Parameters<typeof concretePaths>[2],
): readonly Change[] {
  if (!changes.some(({ isPositional }) => isPositional)) return changes;
  const concrete = changes.flatMap((change) =>
    change.isPositional
      ? concretePaths(document, change.parts, context).map((parts) => ({ ...change, parts }))
      : [change],
  );
  checkConflicts(concrete.map(({ parts }) => parts));
  return concrete;
}

function applyChange(document: BsonDocument, change: Change, moment: UpdateMoment): BsonDocument {
  if (change.source !== null) return rename(document, change.source, change.parts);
  return changed(
    document,
    modifyPath(document, change.parts, (current) => change.modify(current, moment)),
    moment,
  );
}

function changed(before: BsonDocument, after: unknown, { isInsert }: Pick<UpdateMoment, 'isInsert'>): BsonDocument {
  if (after === unchanged || after === nothingHere) return before;
  const result = after as BsonDocument;
  if (before['_id'] === result['_id']) return result;
  const had = Object.hasOwn(before, '_id');
  if (
    had &&
    (!isInsert || Object.hasOwn(result, '_id')) &&
    !(Object.hasOwn(result, '_id') && compareValues(before['_id'], result['_id']) === 0)
  )
    throw immutableId();
  return result;
}

/** Moves a value. Neither end may lie in an array; a missing source changes nothing, wherever it was to go. */
function rename(document: BsonDocument, source: readonly string[], target: readonly string[]): BsonDocument {
  const value = sourceValue(document, source);
  if (value === undefined) return document;
  for (let at: unknown = document, i = 0; i < target.length; at = childOf(at, target[i++] as string))
    if (Array.isArray(at)) throw arrayElement('destination', target);
  const moved = changed(
    document,
    modifyPath(document, target, () => value),
    { isInsert: false },
  );
  return changed(
    moved,
    modifyPath(moved, source, () => removed),
    { isInsert: false },
  );
}

function sourceValue(document: BsonDocument, path: readonly string[]): unknown {
  // As every operator that makes nothing: a path that could not be made is an error.
  modifyPath(document, path, (current) => (current === undefined ? nothingHere : unchanged));
  const value = path.reduce<unknown>(childOf, document);
  if (value !== undefined && path.some((_, i) => Array.isArray(path.slice(0, i).reduce<unknown>(childOf, document))))
    throw arrayElement('source', path);
  return value;
}

function arrayElement(which: string, path: readonly string[]): CommandError {
  return new CommandError('BadValue', `The ${which} field cannot be an array element: '${path.join('.')}'`);
}
