import { setField } from '../bson/setField';
import { isDocument, type BsonDocument } from '../bson/valueOrder';
import type { CommandError } from '../commandError';

/** What a projection does with the fields of one document. */
export interface ProjectionNode {
  /** Fields that are kept (`include`), left out (`exclude`), or passed through (`add`, which names none). */
  readonly mode: 'include' | 'exclude' | 'add';
  /** `true` for a field named itself, a node for one whose parts are named, a function for a computed one. */
  readonly fields: Map<string, true | ProjectionNode | Compute>;
  /** Whether a computed field lies anywhere below. */
  computes: boolean;
}

export type Compute = (root: BsonDocument) => unknown;

export function emptyNode(mode: ProjectionNode['mode']): ProjectionNode {
  return { mode, fields: new Map(), computes: false };
}

/** Enters a path. `onCollision` makes the error where the path, or one around or inside it, is there already. */
export function addPath(
  root: ProjectionNode,
  { path, entry }: { path: string; entry: true | Compute },
  onCollision: (path: string, isBelow: boolean) => CommandError,
): void {
  const parts = path.split('.');
  let node = root;
  parts.forEach((part, i) => {
    if (entry !== true) node.computes = true;
    const existing = node.fields.get(part);
    if (i === parts.length - 1) {
      if (existing !== undefined) throw onCollision(path, false);
      node.fields.set(part, entry);
      return;
    }
    if (existing !== undefined && !isNode(existing)) throw onCollision(path, true);
    const child = existing ?? emptyNode(root.mode);
    node.fields.set(part, child);
    node = child;
  });
}

function isNode(entry: true | ProjectionNode | Compute | undefined): entry is ProjectionNode {
  return typeof entry === 'object';
}

/** The projected document: first what is kept of the old one, in its order, then the computed fields. */
export function applyNode(node: ProjectionNode, document: BsonDocument): BsonDocument {
  const kept = keep(node, document) as BsonDocument;
  return node.computes ? (compute(node, document, kept) as BsonDocument) : kept;
}

/** In place of a value that a projection leaves out; computed fields below it may still put something there. */
const nothing = Symbol('left out');

function keep(node: ProjectionNode, value: unknown): unknown {
  if (node.mode === 'add') return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => keep(node, item));
    return node.computes ? items : items.filter((item) => item !== nothing);
  }
  if (!isDocument(value)) return node.mode === 'include' ? nothing : value;
  const result: BsonDocument = {};
  for (const [name, field] of Object.entries(value)) {
    const entry = node.fields.get(name);
    const isNamed = entry === true || isNode(entry);
    if (isNamed ? entry === true && node.mode === 'exclude' : node.mode === 'include') continue;
    const kept = isNode(entry) ? keep(entry, field) : field;
    if (kept !== nothing) setField(result, name, kept);
  }
  return result;
}

/** Arrays get the fields in each of their documents, however deep; any other value is replaced by a document of them. */
function compute(node: ProjectionNode, root: BsonDocument, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => compute(node, root, item));
  if (!isDocument(value) && !node.computes) return value;
  const result: BsonDocument = isDocument(value) ? { ...value } : {};
  for (const [name, entry] of node.fields) {
    if (entry === true) continue;
    const existing = Object.hasOwn(result, name) ? result[name] : nothing;
    const made = isNode(entry) ? compute(entry, root, existing) : entry(root);
    if (made === nothing || made === undefined) delete result[name];
    else setField(result, name, made);
  }
  return result;
}
