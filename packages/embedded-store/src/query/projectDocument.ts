import { setField } from '../bson/setField';
import { isDocument, isNumeric, numberOf, type BsonDocument } from '../bson/valueOrder';
import { CommandError, notSupported } from '../commandError';
import { compileExpression } from '../aggregate/compileExpression';
import type { Variables } from '../aggregate/expressionParts';

/** A compiled projection: the new document made of the old one. */
export type Projection = (document: BsonDocument) => BsonDocument;

type Node = Map<string, Node | true>;

/**
 * Compiles the projection of find, findAndModify and `$project`: a list of fields to keep or a list to leave out, with
 * `_id` either
 * way, and computed fields beside kept ones. Null when there is nothing to project. Refuses positional and
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
    if (isDocument(value) && !(Object.keys(value)[0] ?? '$').startsWith('$')) return flatten(value, `${path}.`);
    return [{ path, value }];
  });
}

function checkPath(path: string): void {
  if (path === '' || path.split('.').includes(''))
    throw new CommandError('Location40353', `FieldPath '${path}' is not valid in a projection`);
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
  throw isFlag(judged[0]?.value) && !isKept(judged[0]?.value)
    ? new CommandError('Location31253', `Cannot do inclusion on field ${stray.path} in exclusion projection`)
    : new CommandError(
        'Location31254',
        `Cannot do exclusion on field ${excludes[0]?.path ?? ''} in inclusion projection`,
      );
}

function treeOf(paths: readonly string[]): Node {
  const root: Node = new Map();
  for (const path of paths) {
    const parts = path.split('.');
    let node = root;
    parts.forEach((part, i) => {
      const existing = node.get(part);
      const isLast = i === parts.length - 1;
      if (existing === true || (isLast && existing !== undefined))
        throw new CommandError('Location31250', `Path collision at ${path}`);
      if (isLast) node.set(part, true);
      else {
        const child: Node = existing ?? new Map();
        node.set(part, child);
        node = child;
      }
    });
  }
  return root;
}

function excluding(fields: readonly Field[]): Projection {
  const kept = fields.filter(({ path, value }) => !(path === '_id' && isKept(value)));
  const tree = treeOf(kept.map(({ path }) => path));
  return (document) => withoutFields(document, tree);
}

function withoutFields(document: BsonDocument, tree: Node): BsonDocument {
  const result: BsonDocument = {};
  for (const [name, value] of Object.entries(document)) {
    const node = tree.get(name);
    if (node === true) continue;
    setField(
      result,
      name,
      node === undefined
        ? value
        : mapDocuments(
            value,
            (inner) => withoutFields(inner, node),
            (other) => other,
          ),
    );
  }
  return result;
}

const nothing = Symbol('left out');

function mapDocuments(
  value: unknown,
  map: (document: BsonDocument) => unknown,
  other: (value: unknown) => unknown,
): unknown {
  if (isDocument(value)) return map(value);
  if (Array.isArray(value))
    return value.map((item: unknown) => mapDocuments(item, map, other)).filter((item) => item !== nothing);
  return other(value);
}

function including(fields: readonly Field[], variables: Variables): Projection {
  const id = fields.find(({ path }) => path === '_id');
  const keepsId = id === undefined || (isFlag(id.value) && isKept(id.value));
  const flags = fields.filter(({ path, value }) => isFlag(value) && path !== '_id').map(({ path }) => path);
  const tree = treeOf(keepsId ? ['_id', ...flags] : flags);
  const computed = fields
    .filter(({ value }) => !isFlag(value))
    .map(({ path, value }) => ({ parts: path.split('.'), evaluate: compileComputed(value, variables) }));
  return (document) => {
    const result = withFields(document, tree);
    for (const { parts, evaluate } of computed) assignPath(result, parts, evaluate(document));
    return result;
  };
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

function withFields(document: BsonDocument, tree: Node): BsonDocument {
  const result: BsonDocument = {};
  for (const [name, value] of Object.entries(document)) {
    const node = tree.get(name);
    if (node === undefined) continue;
    const kept =
      node === true
        ? value
        : mapDocuments(
            value,
            (inner) => withFields(inner, node),
            () => nothing,
          );
    if (kept !== nothing) setField(result, name, kept);
  }
  return result;
}

/** Sets a computed field; `undefined` leaves it out. Arrays on the way get it in each of their documents. */
export function assignPath(target: BsonDocument, parts: readonly string[], value: unknown): void {
  const [name, ...rest] = parts as [string, ...string[]];
  if (rest.length === 0) {
    if (value === undefined) delete target[name];
    else setField(target, name, value);
    return;
  }
  const existing = Object.hasOwn(target, name) ? target[name] : undefined;
  if (Array.isArray(existing)) {
    setField(
      target,
      name,
      existing.map((item: unknown) => assigned(item, rest, value)),
    );
    return;
  }
  if (value !== undefined || isDocument(existing)) setField(target, name, assigned(existing, rest, value));
}

function assigned(existing: unknown, rest: readonly string[], value: unknown): BsonDocument {
  const inner: BsonDocument = isDocument(existing) ? { ...existing } : {};
  assignPath(inner, rest, value);
  return inner;
}
