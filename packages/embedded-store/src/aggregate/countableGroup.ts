import { isDocument, type BsonDocument } from '../bson/valueOrder';
import { encodeValue } from '../keys/encodeKey';
import type { CountedGroup } from '../plan/countPlan';
import { pause, type Pause } from '../plan/timeSlice';
import { nameAndOperand } from './compileDocumentStages';
import { compileExpression } from './compileExpression';
import type { Variables } from './expressionParts';
import { fieldsNeeded } from './fieldsNeeded';
import type { Source } from './stage';

/** A `$group` that only counts: how many documents have each value of `_id`. */
export interface CountableGroup {
  /** What `_id` is made of, dotted. */
  readonly paths: ReadonlySet<string>;
  /** The same by top-level field. */
  readonly wanted: ReadonlySet<string>;
  readonly tellsNullFromMissing: (document: BsonDocument, paths: readonly string[]) => boolean;
  readonly results: (counted: Iterable<CountedGroup | Pause>) => Source;
}

/** Null where the first stage is no group, adds up something else, or may look at more than named fields. */
export function countableGroup(pipeline: readonly unknown[], variables: Variables): CountableGroup | null {
  if (pipeline.length === 0) return null;
  const { name, operand } = nameAndOperand(pipeline[0]);
  if (name !== '$group' || !isDocument(operand) || !Object.hasOwn(operand, '_id')) return null;
  const { _id: id, ...fields } = operand;
  if (!Object.entries(fields).every(([field, sum]) => !field.includes('.') && isOne(sum))) return null;
  const paths = new Set<string>();
  const wanted = fieldsNeeded(pipeline);
  if (wanted === undefined || !readsPaths(id, paths)) return null;
  const idOf = compileExpression(id, variables);
  const keyOf = (document: BsonDocument): string => encodeValue(idOf(document) ?? null).toString('latin1');
  return {
    paths,
    wanted,
    tellsNullFromMissing: (document, nulls) => {
      const keys = new Set(variantsOf(document, nulls).map(keyOf));
      return keys.size > 1;
    },
    results: function* results(counted) {
      const groups = new Map<string, { readonly id: unknown; count: number }>();
      for (const group of counted) {
        if (group === pause) {
          yield pause;
          continue;
        }
        const key = keyOf(group.document);
        const known = groups.get(key);
        if (known === undefined) groups.set(key, { id: idOf(group.document) ?? null, count: group.count });
        else known.count += group.count;
      }
      for (const { id: value, count } of groups.values())
        yield { _id: value, ...Object.fromEntries(Object.keys(fields).map((field) => [field, count])) };
    },
  };
}

function isOne(accumulator: unknown): boolean {
  if (!isDocument(accumulator)) return false;
  const [[operator, operand] = [], ...more] = Object.entries(accumulator);
  return more.length === 0 && ((operator === '$sum' && operand === 1) || operator === '$count');
}

/** Collects the dotted paths of an expression; false where it may read something that no path names. */
function readsPaths(expression: unknown, paths: Set<string>): boolean {
  if (typeof expression === 'string') {
    if (expression.startsWith('$$')) return false;
    if (expression.startsWith('$')) paths.add(expression.slice(1));
    return true;
  }
  if (Array.isArray(expression)) return expression.every((item) => readsPaths(item, paths));
  if (!isDocument(expression)) return true;
  return Object.entries(expression).every(
    ([name, item]) => name !== '$literal' && name !== '$getField' && readsPaths(item, paths),
  );
}

/** The document with each of the paths null, and without it, in every combination. */
function variantsOf(document: BsonDocument, paths: readonly string[]): BsonDocument[] {
  return paths.reduce<BsonDocument[]>(
    (made, path) =>
      made.flatMap((one) => [withAt(one, path.split('.'), null), withAt(one, path.split('.'), undefined)]),
    [document],
  );
}

/** A copy with another value at the path; undefined: without it. */
function withAt(document: BsonDocument, [name = '', ...below]: readonly string[], value: unknown): BsonDocument {
  if (below.length > 0) {
    const inner = document[name];
    return { ...document, [name]: withAt(isDocument(inner) ? inner : {}, below, value) };
  }
  const { [name]: _before, ...others } = document;
  return value === undefined ? others : { ...others, [name]: value };
}
