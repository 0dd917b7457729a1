import { BSON } from '../bson/library';
import { compareValues, isDocument, type BsonDocument } from '../bson/valueOrder';
import { CommandError } from '../commandError';
import { conjunctsOf } from '../plan/predicates';
import type { Filter } from '../query/parseFilter';
import type { Update } from './compileUpdate';
import { modifyPath } from './modifyPath';

/**
 * The document an upsert inserts: what the query demands by equality, then the update; a new ObjectId where there is no
 * `_id`.
 */
export function upsertDocument(query: Filter, update: Update, now: number): BsonDocument {
  const demanded = equalities(query);
  const base = update.isReplacement ? demanded.filter(({ path }) => path === '_id') : demanded;
  const start = base.reduce<BsonDocument>((document, { path, value }) => place(document, path, value), {});
  const made = update.apply(start, { now, isInsert: true });
  const { _id = new BSON.ObjectId(), ...rest } = made;
  return { _id, ...rest };
}

interface Equality {
  readonly path: string;
  readonly value: unknown;
}

function equalities(query: Filter): Equality[] {
  const found = conjunctsOf(query).flatMap((conjunct): Equality[] => {
    if (conjunct.kind === 'compare' && conjunct.operator === 'eq')
      return [{ path: conjunct.path, value: conjunct.value }];
    if (conjunct.kind === 'in' && conjunct.values.length === 1)
      return [{ path: conjunct.path, value: conjunct.values[0] }];
    if (conjunct.kind === 'or' && conjunct.children.length === 1) return equalities(conjunct.children[0] as Filter);
    return [];
  });
  const clash = found.find((one, i) =>
    found.some(
      (other, j) =>
        j < i &&
        (one.path === other.path || one.path.startsWith(`${other.path}.`) || other.path.startsWith(`${one.path}.`)) &&
        !(one.path === other.path && compareValues(one.value, other.value) === 0),
    ),
  );
  if (clash !== undefined)
    throw new CommandError(
      'NotSingleValueField',
      `cannot infer query fields to set, path '${clash.path}' is matched twice`,
    );
  return found;
}

function place(document: BsonDocument, path: string, value: unknown): BsonDocument {
  const placed = modifyPath(document, path.split('.'), () => value);
  return isDocument(placed) ? placed : document;
}
