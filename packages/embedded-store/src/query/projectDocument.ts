import { isDocument, isNumeric, numberOf, type BsonDocument } from '../bson/valueOrder';
import { CommandError, notSupported } from '../commandError';
import { compileExpression } from '../aggregate/compileExpression';
import { checkFieldPath } from '../aggregate/fieldPaths';
import type { Variables } from '../aggregate/expressionParts';
import { compileKeepFields, type FieldTree, type KeepFields } from '../bson/keepFields';
import { addPath, applyNode, emptyNode, type ProjectionNode } from './projectionTree';

/** A compiled projection: the new document made of the old one. */
export interface Projection {
  (document: BsonDocument): BsonDocument;
  /** The same on encoded documents; null where something is computed. */
  readonly keep: KeepFields | null;
}

/**
 * Compiles the projection of find, findAndModify and `$project`: a list of fields to keep or a list to leave out, with
 * `_id` either way, and computed fields beside kept ones. Null when there is nothing to project. Refuses positional and
 * `$slice`-like forms.
 */
export function compileProjection(specification: unknown, variables: Variables = {}): Projection | null {
  if (specification === undefined || specification === null) return null;
  if (!isDocument(specification)) throw new CommandError('TypeMismatch', 'projection must be an object');
  const fields = flatten(specification, '');
  if (fields.length === 0) return null;
  const mode = modeOf(fields);
  return mode === 'exclude' ? excluding(fields) : including(fields, variables);
}

interface Field {
  readonly path: string;
  readonly value: unknown;
}

/** `{a: {b: 1}}` means `{'a.b': 1}`; a document that begins with an operator is an expression. */
function flatten(specification: BsonDocument, prefix: string): Field[] {
  return Object.entries(specification).flatMap(([name, value]) => {
    const path = prefix + name;
    checkPath(path);
    if (isDocument(value) && Object.keys(value).length === 0)
      throw new CommandError('Location51270', `An empty sub-projection is not a valid value: '${path}'`);
    if (isDocument(value) && !(Object.keys(value)[0] ?? '$').startsWith('$')) return flatten(value, `${path}.`);
    return [{ path, value }];
  });
}

function checkPath(path: string): void {
  checkFieldPath(path);
  if (path.includes('$')) throw notSupported(`The positional or $-prefixed projection '${path}'`);
}

function isFlag(value: unknown): value is number | boolean {
  return typeof value === 'boolean' || isNumeric(value);
}

function isKept(value: unknown): boolean {
  return isNumeric(value) ? numberOf(value) !== 0 : value === true;
}

function modeOf(fields: readonly Field[]): 'include' | 'exclude' {
  const others = fields.filter(({ path }) => path !== '_id');
  const judged = others.length > 0 ? others : fields;
  const excludes = judged.filter(({ value }) => isFlag(value) && !isKept(value));
  if (excludes.length === 0) return 'include';
  const stray = judged.find(({ value }) => !isFlag(value) || isKept(value));
  if (stray === undefined) return 'exclude';
  if (!isFlag(judged[0]?.value) || isKept(judged[0]?.value))
    throw new CommandError(
      'Location31254',
      `Cannot do exclusion on field ${excludes[0]?.path ?? ''} in inclusion projection`,
    );
  throw isFlag(stray.value)
    ? new CommandError('Location31253', `Cannot do inclusion on field ${stray.path} in exclusion projection`)
    : new CommandError('Location31252', `Cannot use an expression in an exclusion projection: '${stray.path}'`);
}

function collision(path: string, isBelow: boolean): CommandError {
  return new CommandError(isBelow ? 'Location31249' : 'Location31250', `Path collision at ${path}`);
}

function excluding(fields: readonly Field[]): Projection {
  const root = emptyNode('exclude');
  for (const { path, value } of fields)
    if (path !== '_id' || !isKept(value)) addPath(root, { path, entry: true }, collision);
  return projectionBy(root);
}

function projectionBy(root: ProjectionNode): Projection {
  return Object.assign((document: BsonDocument) => applyNode(root, document), {
    keep: root.computes ? null : compileKeepFields(root as FieldTree),
  });
}

function including(fields: readonly Field[], variables: Variables): Projection {
  const root = emptyNode('include');
  if (!fields.some(({ path }) => path === '_id')) addPath(root, { path: '_id', entry: true }, collision);
  for (const { path, value } of fields) {
    if (!isFlag(value)) addPath(root, { path, entry: compileComputed(value, variables) }, collision);
    else if (isKept(value)) addPath(root, { path, entry: true }, collision);
  }
  return projectionBy(root);
}

function compileComputed(value: unknown, variables: Variables): (document: BsonDocument) => unknown {
  const operator = isDocument(value) ? Object.keys(value)[0] : undefined;
  if (
    operator !== undefined &&
    (operator === '$elemMatch' || operator === '$meta' || (operator === '$slice' && !isExpressionSlice(value)))
  ) {
    throw notSupported(`${operator} in a projection`);
  }
  return compileExpression(value, variables);
}

function isExpressionSlice(value: unknown): boolean {
  const operand = isDocument(value) ? value['$slice'] : undefined;
  return Array.isArray(operand) && typeof operand[0] === 'string';
}
