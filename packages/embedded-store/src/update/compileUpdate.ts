import { compareValues, isDocument, type BsonDocument } from '../bson/valueOrder';
import { CommandError, notSupported } from '../commandError';
import type { Filter } from '../query/parseFilter';
import { compilePipelineUpdate } from '../aggregate/compileDocumentStages';
import type { Variables } from '../aggregate/expressionParts';
import { arrayModifiers } from './arrayModifiers';
import { fieldModifiers } from './fieldModifiers';
import { removed, unchanged, type Modifier, type UpdateMoment } from './modification';
import { modifyPath } from './modifyPath';
import { checkElementFilters, compileElementFilters, concretePaths } from './positions';

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
      changes.reduce((result, change) => applyChange(result, change, { moment, query, filters }), document),
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

interface Change {
  readonly path: string;
  readonly parts: readonly string[];
  /** The path holds `$`, `$[]` or `$[name]`. */
  readonly isPositional: boolean;
  readonly modify: Modifier;
  /** For `$rename`: where the value comes from. */
  readonly source: readonly string[] | null;
}

const compilers = { ...fieldModifiers, ...arrayModifiers };

function parseChanges(update: BsonDocument): Change[] {
  const changes = Object.entries(update).flatMap(([name, fields]) => parseOperator(name, fields));
  if (changes.length === 1 && changes[0]?.source === null) return changes;
  const paths = changes.flatMap(({ path, source }) => (source === null ? [path] : [path, source.join('.')])).sort();
  checkConflicts(paths);
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function parseOperator(name: string, fields: unknown): Change[] {
  const compile = compilers[name];
  if (compile === undefined && name !== '$rename') {
    if (name === '$bit') throw notSupported('$bit');
    throw new CommandError(
      'FailedToParse',
      `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
    );
  }
  if (!isDocument(fields))
    throw new CommandError(
      'FailedToParse',
      `Modifiers operate on fields but we found type ${typeof fields} instead. For example: {$mod: {<field>: ...}} not {${name}: ...}`,
    );
  return Object.entries(fields).map(([path, operand]) => {
    const parts = checkedParts(path);
    if (compile !== undefined)
      return { path, parts, isPositional: path.includes('$'), modify: compile(operand, path), source: null };
    if (typeof operand !== 'string')
      throw new CommandError('BadValue', `The 'to' field for $rename must be a string: ${path}: ${String(operand)}`);
    return { path: operand, parts: checkedParts(operand), isPositional: false, modify: () => unchanged, source: parts };
  });
}

function checkedParts(path: string): string[] {
  if (path !== '' && !path.includes('.') && !path.startsWith('$')) return [path];
  const parts = path.split('.');
  if (parts.includes(''))
    throw new CommandError(
      'EmptyFieldName',
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  const bad = parts.find((part, i) => part.startsWith('$') && (i === 0 || (part !== '$' && !/^\$\[\w*\]$/.test(part))));
  if (bad !== undefined)
    throw new CommandError(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${bad}' in '${path}' is not allowed in the context of an update`,
    );
  return parts;
}

/** The same path twice, or a path and one inside it, have no defined order. */
function checkConflicts(sorted: readonly string[]): void {
  const seen = new Set<string>();
  for (const path of sorted) {
    const parts = path.split('.');
    const clash = parts.map((_, i) => parts.slice(0, i + 1).join('.')).find((prefix) => seen.has(prefix));
    if (clash !== undefined)
      throw new CommandError(
        'ConflictingUpdateOperators',
        `Updating the path '${path}' would create a conflict at '${clash}'`,
      );
    seen.add(path);
  }
}

interface ApplyContext {
  readonly moment: UpdateMoment;
  readonly query: Filter;
  readonly filters: ReturnType<typeof compileElementFilters>;
}

function applyChange(document: BsonDocument, change: Change, { moment, query, filters }: ApplyContext): BsonDocument {
  if (change.source !== null) return rename(document, change.source, change.parts);
  if (!change.isPositional)
    return changed(
      document,
      modifyPath(document, change.parts, (current) => change.modify(current, moment)),
      moment,
    );
  return concretePaths(document, change.parts, { query, filters }).reduce((result, parts) => {
    return changed(
      result,
      modifyPath(result, parts, (current) => change.modify(current, moment)),
      moment,
    );
  }, document);
}

function changed(before: BsonDocument, after: unknown, { isInsert }: Pick<UpdateMoment, 'isInsert'>): BsonDocument {
  if (after === unchanged) return before;
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

function rename(document: BsonDocument, source: readonly string[], target: readonly string[]): BsonDocument {
  let value: unknown = document;
  for (const part of source) {
    if (Array.isArray(value))
      throw new CommandError(
        'BadValue',
        `The source field of $rename cannot be an array element: '${source.join('.')}'`,
      );
    value = isDocument(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  }
  if (value === undefined) return document;
  const without = changed(
    document,
    modifyPath(document, source, () => removed),
    { isInsert: false },
  );
  return changed(
    without,
    modifyPath(without, target, () => value),
    { isInsert: false },
  );
}
